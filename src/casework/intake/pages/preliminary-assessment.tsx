import type { FC } from "hono/jsx";
import { formatLong } from "../../../platform/basics/dates.ts";
import { citationOn } from "../../../platform/law/provision.ts";
import type { Result } from "../../../platform/basics/result.ts";
import { DecidedByFolded, decidedByValues } from "../../case/pages/decided-by-fields.tsx";
import type { Decider } from "../../case/pages/decided-by-fields.tsx";
import { findDeciders } from "../../decision/queries/find-deciders.ts";
import { openInvestigation } from "../../investigation/actions/open-investigation.ts";
import { Radios, TextArea } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import type { FormState } from "../../../ui/components/form.tsx";
import { Columns } from "../../../ui/components/layout.tsx";
import { LawNote, Link, Paragraph } from "../../../ui/components/text.tsx";
import { inputOf } from "../../../ui/form-body.ts";
import { defineForm, notFound } from "../../../ui/page.tsx";
import type { CaseWith } from "../../case/case-parts.ts";
import { openInvestigations } from "../../investigation/case-part.ts";
import { links } from "../../case/links.ts";
import { describeObligation } from "../../case/obligations.ts";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { DueTag } from "../../case/pages/due.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { decideNotToOpen } from "../actions/decide-not-to-open.ts";
import { AlreadyDone, IntakeCard, ViolenceAlert } from "./parts.tsx";

/** The decision that ends a preliminary assessment: open an investigation, open none, or add to the one that is open. */
export const preliminaryAssessmentPage = defineForm({
  path: "/arenden/:caseId/forhandsbedomning/:preliminaryAssessmentId",
  title: "Förhandsbedömning",
  asks: [openInvestigation, decideNotToOpen],
  load: async ({ ask, params }) => {
    const { caseId } = params;
    const [parts, { deciders }] = await Promise.all([
      partsOf(ask, caseId, "intakes", "investigations", "obligations"),
      ask(findDeciders, { caseId }),
    ]);
    const intake = parts.intakes.find((one) => one.preliminary?.id === params.preliminaryAssessmentId);
    if (!intake?.preliminary) return notFound();
    return { parts, deciders, intake, preliminary: intake.preliminary };
  },
  values: ({ actor, today }) => decidedByValues(actor, today),
  submit: async ({ body, params, data, perform }): Promise<Result<unknown>> => {
    const input = { ...params, intakeId: data.intake.id };
    if (body.values["result"]?.[0] === "inleda") return perform(openInvestigation, { ...inputOf(body, openInvestigation.input), ...input });
    return perform(decideNotToOpen, { ...inputOf(body, decideNotToOpen.input), ...input });
  },
  standing: ({ data: { preliminary } }) =>
    preliminary.decision && {
      words: {
        result: preliminary.decision.result,
        decidedOn: preliminary.decision.decided_on,
        reasoning: preliminary.decision.reasoning,
        contacts: preliminary.decision.contacts,
      },
    },
  done: (_out, { params }) => `/arenden/${params.caseId}`,
  notice: "Beslutet är sparat. Berätta nu för barnet vad som beslutades.",
  view: ({ data: { parts, deciders, intake, preliminary }, form, today }) => {
    const due = parts.obligations.find((one) => one.subject_id === preliminary.id && one.phase_id === preliminary.phase_id);
    const clock = due && describeObligation(due, today);
    const extended = preliminary.extensions.at(-1);
    return (
      <CaseFormPage parts={parts} heading="Förhandsbedömning: ska en utredning inledas?">
        <ViolenceAlert of={intake} />
        <Columns contextFirst aside={<IntakeCard of={intake} />}>
          {clock ? (
            <>
              <DueTag of={clock} />
              <LawNote>{clock.sentence}</LawNote>
            </>
          ) : null}
          {extended ? (
            <Paragraph>{`Förlängd ${formatLong(extended.decided_on)} för synnerliga skäl: ${extended.exceptional_reasons}`}</Paragraph>
          ) : null}
          {preliminary.decision === null ? (
            <>
              <DecisionForm form={form} parts={parts} deciders={deciders} today={today} />
              {intake.violence ? null : (
                <p class="f-small">
                  <Link href={links.extendPreliminary(parts.file.id, preliminary.id)}>Behövs mer tid? Förläng för synnerliga skäl</Link>
                </p>
              )}
            </>
          ) : (
            <AlreadyDone caseId={parts.file.id}>{`Förhandsbedömningen är redan avslutad: ${preliminary.decision.result}.`}</AlreadyDone>
          )}
        </Columns>
      </CaseFormPage>
    );
  },
});

type FormProps = {
  form: FormState;
  parts: CaseWith<"intakes" | "investigations" | "obligations">;
  deciders: readonly Decider[];
  today: string;
};

const DecisionForm: FC<FormProps> = ({ form, parts, deciders, today }) => {
  const open = openInvestigations(parts);
  const join = {
    value: "pågående utredning finns",
    label: "Anmälan hör till en utredning som redan pågår",
    reveal: (
      <Radios
        {...form.field("investigationId")}
        label="Vilken utredning"
        options={open.map((one) => ({ value: one.id, label: `Utredningen från ${one.started_on}`, hint: one.purpose }))}
      />
    ),
  };
  return (
    <Form form={form} submit="Spara beslutet" cancel={`/arenden/${parts.file.id}`}>
      <Radios
        {...form.field("result")}
        label="Beslut"
        options={[
          {
            value: "inleda",
            label: "Inled utredning",
            hint: `Fyra månader räknas från beslutsdagen (${citationOn("child-investigation", today)}).`,
            reveal: (
              <>
                <TextArea {...form.field("purpose")} label="Vad utredningen ska ta reda på" />
                <TextArea
                  {...form.field("plan")}
                  label="Hur utredningen ska göras"
                  hint="Samtal, kontakter och när. Går att skriva senare."
                  optional
                  rows={3}
                />
              </>
            ),
          },
          { value: "inte inleda", label: "Inled inte utredning" },
          ...(open.length > 0 ? [join] : []),
        ]}
      />
      <TextArea
        {...form.field("reasoning")}
        label="Skälen för beslutet"
        hint="Vad i anmälan och kontakterna som talar för och emot."
        rows={6}
      />
      <TextArea
        {...form.field("contacts")}
        label="Kontakter under förhandsbedömningen"
        hint="Till exempel med barnet, vårdnadshavare och anmälaren, och vad de sa."
        optional
        rows={3}
      />
      <DecidedByFolded form={form} deciders={deciders} today={today} />
    </Form>
  );
};
