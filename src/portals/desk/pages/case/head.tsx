import type { FC } from "hono/jsx";
import { ageWords, bornWords } from "../../../../casework/people/born-words.ts";
import { PageHead } from "../../../../ui/components/layout.tsx";
import { Alert } from "../../../../ui/components/text.tsx";
import type { CaseParts } from "../../../../casework/case/case-parts.ts";

/** Who the case is about, and the warning when the child's whereabouts must not come out. */
export const CaseHead: FC<{ parts: CaseParts; today: string; back?: { href: string; text: string } }> = ({ parts, today, back }) => {
  const { child, file } = parts;
  return (
    <>
      <PageHead
        heading={`${child.given_name} ${child.family_name}`}
        back={back ?? { href: "/arenden", text: "Ärenden" }}
        lead={`${child.birth_date_known === "väntat" ? bornWords(child.birth_date, "väntat") : ageWords(child.birth_date, today)} · ärende ${file.case_number} · ${file.unit}`}
      />
      {child.protected_identity === "ingen" ? null : (
        <Alert tone="danger" heading={`Skyddad identitet: ${child.protected_identity}`}>
          Lämna inte ut adress, skola eller annat som visar var barnet finns. Kontrollera varje utskick och utskrift.
        </Alert>
      )}
      {file.closed_on === null ? null : (
        <Alert tone="info" heading={`Ärendet avslutades ${file.closed_on}`}>
          {`Skäl: ${file.closure_reason ?? "inte angivet"}. Kommer det in något nytt om barnet öppnas ett nytt ärende.`}
        </Alert>
      )}
    </>
  );
};
