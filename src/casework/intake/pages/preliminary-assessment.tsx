import { codes } from "../../../platform/database/generated.ts";
import { inputOf } from "../../../ui/form-body.ts";
import type { FC } from "hono/jsx";
import { z } from "zod";
import { about, aboutOf } from "../../../platform/core/about.ts";
import { choice, optionalText } from "../../../platform/core/fields.ts";
import { formatLong } from "../../../platform/basics/dates.ts";
import { citationOn } from "../../../platform/law/provision.ts";
import type { Result } from "../../../platform/basics/result.ts";
import { DecidedByFolded } from "../../case/pages/decided-by-fields.tsx";
import { findDeciders } from "../../decision/queries/find-deciders.ts";
import type { Deciding } from "../../decision/queries/find-deciders.ts";
import { investigationFields, openInvestigation } from "../../investigation/actions/open-investigation.ts";
import { FieldsOf, optionsFor } from "../../../ui/components/about-fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import type { FormState } from "../../../ui/components/form.tsx";
import { Columns } from "../../../ui/components/layout.tsx";
import { LawNote, Link, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm, notFound } from "../../../ui/page.tsx";
import type { CaseWith } from "../../case/case-parts.ts";
import { openInvestigations } from "../../investigation/case-part.ts";
import { links } from "../../case/links.ts";
import { describeObligation } from "../../case/obligations.ts";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { DueTag } from "../../case/pages/due.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { decideNotToOpen, preliminaryFields } from "../actions/decide-not-to-open.ts";
import { contactWords } from "../intake-words.ts";
import { AlreadyDone, IntakeCard, ViolenceAlert } from "./parts.tsx";

/** What ends it: an investigation, which says what it is to find out, or one of the other results. */
const opening = { field: "result", is: ["inleda"] } as const;
const results = decideNotToOpen.input.shape.result;
const of = {
  result: about(choice(codes["intake.preliminary_decision.result"], "vad som beslutas"), {
    ...aboutOf({ results }, "results"),
    words: { inleda: "Inled utredning", ...aboutOf({ results }, "results").words },
  }),
  purpose: about(optionalText(), { ...aboutOf(investigationFields, "purpose"), rows: 4, when: opening, optional: false }),
  plan: about(optionalText(), { ...aboutOf(investigationFields, "plan"), rows: 3, when: opening }),
  investigationId: decideNotToOpen.input.shape.investigationId,
  ...preliminaryFields,
};

const whole = z.object(of);

const monthsFrom = (today: string): string => `Fyra månader räknas från beslutsdagen (${citationOn("child-investigation", today)}).`;

/** The decision that ends a preliminary assessment: open an investigation, open none, or add to the one that is open. */
export const preliminaryAssessmentPage = defineForm({
  path: "/arenden/:caseId/forhandsbedomning/:preliminaryAssessmentId",
  title: "Förhandsbedömning",
  asks: [openInvestigation, decideNotToOpen],
  load: async ({ ask, params }) => {
    const { caseId } = params;
    const [parts, deciding] = await Promise.all([
      partsOf(ask, caseId, "intakes", "investigations", "obligations"),
      ask(findDeciders, { caseId }),
    ]);
    const intake = parts.intakes.find((one) => one.preliminary?.id === params.preliminaryAssessmentId);
    if (!intake?.preliminary) return notFound();
    return { parts, deciding, intake, preliminary: intake.preliminary };
  },
  fields: of,
  submit: async ({ body, params, data, perform }): Promise<Result<unknown>> => {
    const input: Record<string, unknown> = { ...inputOf(body, whole), ...params, intakeId: data.intake.id };
    return input["result"] === "inleda" ? perform(openInvestigation, input) : perform(decideNotToOpen, input);
  },
  // Whom the board has talked with is written already: it stands in the decision from the start.
  values: ({ data: { preliminary } }) => ({
    contacts: preliminary.contacts.map((one) => `${one.happened_on}: ${contactWords(one)}`).join("\n"),
  }),
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
  view: ({ data: { parts, deciding, intake, preliminary }, form, actor, today }) => {
    const due = parts.obligations.find((one) => one.subject_id === preliminary.id && one.phase_id === preliminary.phase_id);
    const clock = due && describeObligation(due, today);
    const extended = preliminary.extensions.at(-1);
    return (
      <CaseFormPage parts={parts} heading="Förhandsbedömning: ska en utredning inledas?">
        <ViolenceAlert of={intake} parts={parts} today={today} />
        <Columns contextFirst aside={<IntakeCard of={intake} />}>
          {clock ? (
            <>
              <DueTag of={clock} />
              {intake.violence ? null : <LawNote>{clock.sentence}</LawNote>}
            </>
          ) : null}
          {extended ? (
            <Paragraph>{`Förlängd ${formatLong(extended.decided_on)} för synnerliga skäl: ${extended.exceptional_reasons}`}</Paragraph>
          ) : null}
          {preliminary.decision === null ? (
            <>
              <DecisionForm form={form} parts={parts} deciding={deciding} me={actor.staffId} today={today} />
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
  deciding: Deciding;
  me: string;
  today: string;
};

const DecisionForm: FC<FormProps> = ({ form, parts, deciding, me, today }) => {
  const open = openInvestigations(parts);
  return (
    <Form form={form} submit="Spara beslutet" onward cancel={`/arenden/${parts.file.id}`}>
      <FieldsOf
        form={form}
        of={of}
        names={["result", "reasoning", "contacts"]}
        options={{
          result: optionsFor(of, "result")
            .filter(({ value }) => open.length > 0 || value !== "pågående utredning finns")
            .map((one) => (one.value === "inleda" ? { ...one, hint: monthsFrom(today) } : one)),
          investigationId: open.map((one) => ({ value: one.id, label: `Utredningen från ${one.started_on}`, hint: one.purpose })),
        }}
      />
      <DecidedByFolded form={form} deciding={deciding} kinds={["inleda utredning", "inte inleda utredning"]} me={me} today={today} />
    </Form>
  );
};
