import type { Child, FC } from "hono/jsx";
import { Alert, ButtonRow, LinkButton } from "../../../ui/components/text.tsx";
import { CaseFormHead } from "../../case/pages/case-form.tsx";
import type { CaseWith } from "../../case/case-parts.ts";
import { partyLinks } from "../links.ts";

type Props = { parts: CaseWith; heading: string; lead?: Child; over?: string | null; children?: Child };

/** A form about a party and a decision with its top, also in a closed case: a decision is told and appealed after. `over` says why nothing is left to do. */
export const PartyFormPage: FC<Props> = ({ parts, heading, lead, over = null, children }) => {
  const back = { href: partyLinks.parties(parts.file.id), text: "Parter" };
  return (
    <>
      <CaseFormHead parts={parts} heading={heading} lead={lead} back={back} />
      {over === null ? (
        children
      ) : (
        <>
          <Alert tone="info">{`${over}.`}</Alert>
          <ButtonRow>
            <LinkButton href={back.href} variant="secondary">
              Till parterna
            </LinkButton>
          </ButtonRow>
        </>
      )}
    </>
  );
};
