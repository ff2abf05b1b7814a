import type { Child, FC } from "hono/jsx";
import { formatLong } from "../../../platform/basics/dates.ts";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Alert, LinkButton } from "../../../ui/components/text.tsx";
import type { CaseWith } from "../case-parts.ts";
import { caseLink } from "../../part/case-link.ts";

type HeadProps = {
  parts: CaseWith;
  heading: string;
  lead?: Child;
  /** Where the link above the heading leads; the case itself unless something else is said. */
  back?: { href: string; text: string };
  actions?: Child;
};

/** The top of a page in a case: what is done, about whom, the way back, and the warning when the child's whereabouts must not come out. */
export const CaseFormHead: FC<HeadProps> = ({ parts, heading, lead, back, actions }) => {
  const { child, file } = parts;
  const whole = { href: caseLink(file.id), text: `${child.given_name} ${child.family_name}, ärende ${file.case_number}` };
  return (
    <>
      <PrintMark />
      <PageHead heading={heading} back={back ?? whole} lead={lead} actions={actions} />
      {child.protected_identity === "ingen" ? null : (
        <Alert tone="danger">{`Skyddad identitet: ${child.protected_identity}. Skriv inget som visar var barnet finns.`}</Alert>
      )}
    </>
  );
};

/** On paper only: a page of a case that is printed from the browser shows everything, and is no version for a guardian. */
export const PrintMark: FC = () => (
  <p class="f-print-only f-print-version">
    <strong>Utskrift av hela sidan: får inte lämnas till vårdnadshavare</strong>
    Innehåller uppgifter om andra personer. En version för en vårdnadshavare tas fram som journalutdrag.
  </p>
);

/** `closedToo`: what it writes may be written in a closed case. */
type FormPageProps = HeadProps & { over?: string | null; closedToo?: boolean; children?: Child };

/**
 * A form in a case with its top. Nobody fills it in in vain: in a closed case, and where what it is about is over (`over` says why), the page says
 * so, and the way on.
 */
export const CaseFormPage: FC<FormPageProps> = ({ children, over = null, closedToo = false, ...head }) => {
  const { file } = head.parts;
  const closedOn = closedToo ? null : file.closed_on;
  return (
    <>
      <CaseFormHead {...head} />
      {closedOn !== null ? <ClosedCase caseId={file.id} closedOn={closedOn} /> : null}
      {closedOn === null && over !== null ? (
        <>
          <Alert tone="info">{`${over}.`}</Alert>
          <div class="f-buttons">
            <LinkButton href={head.back?.href ?? caseLink(file.id)} variant="secondary">
              {head.back?.text ?? "Till ärendet"}
            </LinkButton>
          </div>
        </>
      ) : null}
      {closedOn === null && over === null ? children : null}
    </>
  );
};

const ClosedCase: FC<{ caseId: string; closedOn: string }> = ({ caseId, closedOn }) => (
  <>
    <Alert tone="info" heading="Ärendet är avslutat">
      {`Det avslutades den ${formatLong(closedOn)} och kan läsas men inte ändras. Kommer det in något nytt om barnet, registrera en ny anmälan eller ansökan.`}
    </Alert>
    <div class="f-buttons">
      <LinkButton href={caseLink(caseId)} variant="secondary">
        Till ärendet
      </LinkButton>
    </div>
  </>
);
