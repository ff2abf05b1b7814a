import { capital } from "../../../platform/basics/text.ts";
import { citationOn } from "../../../platform/law/provision.ts";
import { Form } from "../../../ui/components/form.tsx";
import { Alert, LawNote, Link, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { nameOf } from "../../participation/pages/case-words.tsx";
import { chooseStatements } from "../actions/choose-statements.ts";
import { isOver } from "../intervention-schema.ts";
import { interventionLinks } from "../links.ts";
import { interventionIn } from "./intervention-in.ts";
import { StatementRows } from "./statement-rows.tsx";

/** What the child has said since the hand-over: what the provider gets of it. */
export const chooseStatementsPage = defineForm({
  path: "/arenden/:caseId/insats/:interventionId/uppgifter",
  title: "Välj vad utföraren får veta",
  async load({ ask, params }) {
    const parts = await partsOf(ask, params.caseId, "interventions", "conversations");
    return { parts, intervention: interventionIn(parts, params.interventionId) };
  },
  action: chooseStatements,
  done: (_out, { params }) => `${interventionLinks.assignment(params.caseId, params.interventionId)}/granska`,
  notice: "Det är sparat. Läs igenom uppdraget och lämna det till utföraren.",
  view: ({ data: { parts, intervention }, form, today, params }) => (
    <CaseFormPage
      parts={parts}
      heading="Välj vad utföraren får veta"
      lead={`${capital(intervention.type)}, ${intervention.plan?.provider ?? nameOf(parts)}`}
    >
      {isOver(intervention) ? (
        <Alert tone="info">Insatsen är avslutad.</Alert>
      ) : intervention.plan === null ? (
        <Alert tone="info">
          {"Insatsen är inte planerad än. "}
          <Link href={interventionLinks.plan(params.caseId, intervention.id)}>Planera den med barnet först</Link>
        </Alert>
      ) : intervention.unchosen.length === 0 ? (
        <Paragraph>{`Det finns inget nytt som ${nameOf(parts)} har sagt att ta ställning till.`}</Paragraph>
      ) : (
        <Form form={form} submit="Spara" cancel={`/arenden/${params.caseId}`}>
          <StatementRows
            form={form}
            of={chooseStatements.input.shape}
            child={nameOf(parts)}
            parts={parts}
            unchosen={intervention.unchosen}
          />
          <LawNote>{`Barnets åsikt ska vägas in också i planeringen (${citationOn("child-opinion", today)}).`}</LawNote>
        </Form>
      )}
    </CaseFormPage>
  ),
});
