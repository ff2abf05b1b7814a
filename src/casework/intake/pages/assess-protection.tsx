import { stockholmDate, stockholmTime } from "../../../platform/basics/dates.ts";
import { citationOn } from "../../../platform/law/provision.ts";
import { FieldOf, FieldsOf } from "../../../ui/components/about-fields.tsx";
import { Fieldset } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { Columns } from "../../../ui/components/layout.tsx";
import { SummaryList } from "../../../ui/components/lists.tsx";
import { Card, LawNote } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import { describeObligation } from "../../case/obligations.ts";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { assessProtection } from "../actions/assess-protection.ts";
import { protectionRows } from "../intake-words.ts";
import { intakeLinks } from "../links.ts";
import { immediateProtection } from "../rules.ts";
import { IntakeCard, ViolenceAlert, intakeOf } from "./parts.tsx";

const fields = assessProtection.input.shape;

/** The immediate protection assessment of a report. */
export const assessProtectionPage = defineForm({
  path: "/arenden/:caseId/skyddsbedomning/:intakeId",
  title: "Omedelbar skyddsbedömning",
  load: async ({ ask, params }) => {
    const parts = await partsOf(ask, params.caseId, "intakes", "obligations");
    return { parts, intake: intakeOf(parts, params.intakeId) };
  },
  action: assessProtection,
  values: ({ data: { intake } }) => (intake.protection ? { followsId: intake.protection.id } : {}),
  standing: ({ data: { intake }, params }) =>
    intake.protection && {
      goOn: intakeLinks.protection(params.caseId, params.intakeId),
      follows: ["followsId", intake.protection.id],
      words: {
        assessedOn: stockholmDate(new Date(intake.protection.assessed_at)),
        assessedAt: stockholmTime(new Date(intake.protection.assessed_at)),
        result: intake.protection.result,
        reasoning: intake.protection.reasoning,
        measure: intake.protection.measure,
      },
    },
  done: (_out, { params }) => `/arenden/${params.caseId}`,
  notice: "Skyddsbedömningen är sparad.",
  view: ({ data: { parts, intake }, form, today }) => {
    const due = parts.obligations.find((one) => one.rule_id === immediateProtection.id && one.subject_id === intake.id);
    return (
      <CaseFormPage parts={parts} heading="Behöver barnet omedelbart skydd?">
        <ViolenceAlert of={intake} parts={parts} today={today} />
        <Columns aside={<IntakeCard of={intake} />}>
          <LawNote>{due ? describeObligation(due, today).sentence : citationOn("immediate-protection", today)}</LawNote>
          {intake.protections.length > 0 ? (
            <Card heading="Tidigare bedömningar">
              <SummaryList rows={protectionRows(intake)} />
            </Card>
          ) : null}
          <Form form={form} submit="Spara skyddsbedömningen" onward cancel={`/arenden/${parts.file.id}`}>
            {form.value("followsId") === "" ? null : <input type="hidden" name="followsId" value={form.value("followsId")} />}
            <Fieldset legend={intake.protections.length > 0 ? "När den nya bedömningen gjordes" : "När bedömningen gjordes"}>
              <div class="f-pair">
                <FieldsOf form={form} of={fields} names={["assessedOn", "assessedAt"]} />
              </div>
              <FieldOf form={form} of={fields} name="assessedBy" />
            </Fieldset>
            <FieldOf form={form} of={fields} name="result" />
            <FieldOf form={form} of={fields} name="reasoning" />
          </Form>
        </Columns>
      </CaseFormPage>
    );
  },
});
