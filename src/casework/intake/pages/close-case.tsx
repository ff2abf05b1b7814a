import { closingNeeds } from "../../case/closing.ts";
import { FieldsOf } from "../../../ui/components/about-fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { TaskList } from "../../../ui/components/lists.tsx";
import { Alert, LinkButton, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import { closingObstacles } from "../../case/closing.ts";
import { CaseFormHead } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { closeCase } from "../actions/close-case.ts";
import { AlreadyDone } from "./parts.tsx";

/** Closes the case; while something hinders it the page says what, and where it is done. */
export const closeCasePage = defineForm({
  path: "/arenden/:caseId/avsluta",
  title: "Avsluta ärendet",
  load: async ({ ask, params }) => {
    const parts = await partsOf(ask, params.caseId, "obligations", ...closingNeeds);
    return { parts, obstacles: closingObstacles(parts) };
  },
  action: closeCase,
  standing: ({
    data: {
      parts: { file },
    },
  }) => (file.closed_on === null ? null : { words: { closedOn: file.closed_on, reason: file.closure_reason } }),
  done: (_out, { params }) => `/arenden/${params.caseId}`,
  notice: "Ärendet är avslutat.",
  view: ({ data: { parts, obstacles }, form }) => {
    const caseId = parts.file.id;
    const feedback = parts.obligations.some((one) => one.rule_id === "feedback-to-reporter");
    return (
      <>
        <CaseFormHead parts={parts} heading="Avsluta ärendet" />
        {parts.file.closed_on !== null ? (
          <AlreadyDone caseId={caseId}>{`Ärendet avslutades ${parts.file.closed_on}.`}</AlreadyDone>
        ) : obstacles.length > 0 ? (
          <>
            <Paragraph>Ärendet kan inte avslutas än. Det här ska göras först:</Paragraph>
            <TaskList
              label="Det som hindrar att ärendet avslutas"
              tasks={obstacles.map((one) => ({
                text: one.action,
                href: one.href,
                hint: one.text,
                status: "Återstår",
                tone: "warning" as const,
              }))}
            />
            <LinkButton href={`/arenden/${caseId}`} variant="secondary">
              Till ärendet
            </LinkButton>
          </>
        ) : (
          <>
            {feedback ? (
              <Alert tone="warning">Anmälaren har begärt återkoppling och har inte fått den. Det hindrar inte att ärendet avslutas.</Alert>
            ) : null}
            <Paragraph>
              Inget hindrar att ärendet avslutas. Ett avslutat ärende kan läsas men inte ändras. Kommer något nytt in öppnas ett nytt
              ärende.
            </Paragraph>
            <Form form={form} submit="Avsluta ärendet" cancel={`/arenden/${caseId}`}>
              <FieldsOf form={form} of={closeCase.input.shape} />
            </Form>
          </>
        )}
      </>
    );
  },
});
