import { stockholmDate, stockholmTime } from "../../../platform/basics/dates.ts";
import { FieldOf, FieldsOf } from "../../../ui/components/about-fields.tsx";
import { Fieldset } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { Columns } from "../../../ui/components/layout.tsx";
import { LawNote } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { assessProtection } from "../actions/assess-protection.ts";
import type { IntakeType } from "../codes.ts";
import { immediateProtection } from "../rules.ts";
import { AlreadyDone, IntakeCard, ViolenceAlert, intakeOf } from "./parts.tsx";

const fields = assessProtection.input.shape;

/** The immediate protection assessment of a report. */
export const assessProtectionPage = defineForm({
  path: "/arenden/:caseId/skyddsbedomning/:intakeId",
  title: "Omedelbar skyddsbedömning",
  load: async ({ ask, params }) => {
    const parts = await partsOf(ask, params.caseId, "intakes");
    return { parts, intake: intakeOf(parts, params.intakeId) };
  },
  action: assessProtection,
  standing: ({ data: { intake } }) =>
    intake.protection && {
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
  view: ({ data: { parts, intake }, form }) => {
    const clock = { type: intake.type as IntakeType, receivedAt: new Date(intake.received_at) };
    return (
      <CaseFormPage parts={parts} heading="Behöver barnet omedelbart skydd?">
        <ViolenceAlert of={intake} />
        <Columns aside={<IntakeCard of={intake} />}>
          <LawNote>{immediateProtection.explain(clock, immediateProtection.apply(clock))}</LawNote>
          {intake.protection === null ? (
            <Form form={form} submit="Spara skyddsbedömningen" cancel={`/arenden/${parts.file.id}`}>
              <Fieldset legend="När bedömningen gjordes">
                <FieldsOf form={form} of={fields} names={["assessedOn", "assessedAt"]} />
              </Fieldset>
              <FieldOf form={form} of={fields} name="result" />
              <FieldOf form={form} of={fields} name="reasoning" />
            </Form>
          ) : (
            <AlreadyDone caseId={parts.file.id}>{`Skyddsbedömningen är redan gjord: ${intake.protection.result}.`}</AlreadyDone>
          )}
        </Columns>
      </CaseFormPage>
    );
  },
});
