import { citationsOn } from "../../../platform/law/provision.ts";
import { FieldsOf, namesIn } from "../../../ui/components/about-fields.tsx";
import { Hidden } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { LawNote, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { AfterWords, nameOf } from "../../participation/pages/case-words.tsx";
import { planInvestigation } from "../actions/plan-investigation.ts";
import { planFields } from "../body-fields.ts";
import { investigationLinks } from "../links.ts";
import { getBody } from "../queries/get-body.ts";
import { closedBecause, investigationIn } from "./investigation-in.ts";

export const planInvestigationPage = defineForm({
  path: "/arenden/:caseId/utredning/:investigationId/plan",
  title: "Planera utredningen",
  async load({ ask, params: { caseId, investigationId } }) {
    const [parts, body] = await Promise.all([
      partsOf(ask, caseId, "investigations", "conversations"),
      ask(getBody, { caseId, investigationId }),
    ]);
    return { parts, body, investigation: investigationIn(parts, investigationId) };
  },
  // What was written when the investigation was opened is where the plan begins.
  values: ({ data: { body, investigation } }) => ({
    questions: body.plan?.questions ?? investigation.purpose,
    sources: body.plan?.sources,
    timetable: body.plan?.timetable ?? investigation.plan,
    childTakesPart: body.plan?.child_takes_part,
    followsId: body.plan?.id,
  }),
  action: planInvestigation,
  standing: ({ data: { body }, url }) =>
    body.plan && {
      words: {
        plannedOn: body.plan.planned_on,
        questions: body.plan.questions,
        sources: body.plan.sources,
        timetable: body.plan.timetable,
        childTakesPart: body.plan.child_takes_part,
      },
      goOn: url.pathname,
      follows: ["followsId", body.plan.id],
    },
  done: (_out, { params }) => `${investigationLinks.body(params.caseId, params.investigationId)}?oppna=plan`,
  notice: "Planen är sparad.",
  view: ({ data: { parts, body, investigation }, form, today, params }) => {
    const back = { href: investigationLinks.body(params.caseId, params.investigationId), text: "Till utredningen" };
    return (
      <CaseFormPage parts={parts} heading="Planera utredningen" lead={nameOf(parts)} back={back} over={closedBecause(investigation, body)}>
        <AfterWords parts={parts}>
          <div class="f-with-law">
            <Paragraph>Prata igenom planen med barnet och föräldrarna. En ändrad plan blir en ny; den tidigare finns kvar.</Paragraph>
            <LawNote>{citationsOn(["child-information"], today)}</LawNote>
          </div>
          <Form form={form} submit="Spara planen" cancel={back.href}>
            <Hidden {...form.field("followsId")} />
            <FieldsOf form={form} of={planFields} child={nameOf(parts)} names={namesIn(planFields)} />
          </Form>
        </AfterWords>
      </CaseFormPage>
    );
  },
});
