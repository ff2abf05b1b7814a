import type { FC } from "hono/jsx";
import { age } from "../../../../casework/people/rules.ts";
import { PageHead } from "../../../../ui/components/layout.tsx";
import { Alert } from "../../../../ui/components/text.tsx";
import type { CaseParts } from "../../../../casework/case/case-parts.ts";

/** Who the case is about, and the warning when the child's whereabouts must not come out. */
export const CaseHead: FC<{ parts: CaseParts; today: string; back?: { href: string; text: string } }> = ({ parts, today, back }) => {
  const { child, file } = parts;
  const { years } = age.apply({ birthDate: child.birth_date, day: today });
  return (
    <>
      <PageHead
        heading={`${child.given_name} ${child.family_name}`}
        back={back ?? { href: "/arenden", text: "Ärenden" }}
        lead={`${years} år · ärende ${file.case_number} · ${file.unit}`}
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
