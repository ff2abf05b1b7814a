import type { Child, FC } from "hono/jsx";
import { capital } from "../../../platform/basics/text.ts";
import { formatLong } from "../../../platform/basics/dates.ts";
import { FieldOf, FieldsOf } from "../../../ui/components/about-fields.tsx";
import type { Described } from "../../../ui/components/about-fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { Columns } from "../../../ui/components/layout.tsx";
import { Details, Heading, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm, notFound } from "../../../ui/page.tsx";
import type { FormState } from "../../../ui/components/form.tsx";
import type { CaseWith } from "../../case/case-parts.ts";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { getBody } from "../../investigation/queries/get-body.ts";
import { fromBody } from "../../investigation/typed-once.ts";
import { recordEncounter } from "../actions/record-encounter.ts";
import type { PhasePart } from "../case-part.ts";
import { encounterFields } from "../encounter-fields.ts";
import { missingIn, phaseWords, standingStep } from "../phase-steps.ts";
import type { Step } from "../rules.ts";
import { BesideTalk } from "./beside-talk.tsx";
import { nameOf } from "./case-words.tsx";
import { whatWasDecided } from "./what-was-decided.ts";

type Data = {
  parts: CaseWith<"phases" | "steps" | "conversations" | "intakes" | "investigations" | "interventions">;
  phase: PhasePart;
  /** What the investigation says of it already. */
  taken: Readonly<Record<string, string>>;
};

/** True where there is something to tell the child of in the phase. */
const mayTell = ({ parts, phase }: Pick<Data, "parts" | "phase">): boolean => !whatWasDecided(parts, phase).waits;

/** What is known stands there: a step that is recorded is not asked for again, and one that is missing is what the meeting was for. */
function startOf(data: Data): Record<string, string> {
  const missing = missingIn(data.parts, data.phase.id);
  return {
    what: "samtal",
    informed: missing.includes("informerad") ? "gjort" : "inte nu",
    ...(missing.includes("vägd") && data.taken["weighedHow"] !== undefined ? { weighed: "gjort", ...data.taken } : { weighed: "inte nu" }),
    ...(mayTell(data) ? { told: missing.length === 1 && missing[0] === "berättad" ? "gjort" : "inte nu" } : {}),
  };
}

export const recordEncounterPage = defineForm({
  path: "/arenden/:caseId/efter-motet/:phaseId",
  title: "Efter mötet med barnet",
  async load({ ask, params }): Promise<Data> {
    const parts = await partsOf(ask, params.caseId, "phases", "steps", "conversations", "intakes", "investigations", "interventions");
    const phase = parts.phases.find((one) => one.id === params.phaseId);
    if (!phase) notFound();
    const { caseId } = params;
    const body = phase.kind === "utredning" ? await ask(getBody, { caseId, investigationId: phase.subject_id }) : undefined;
    return { parts, phase, taken: fromBody(body, recordEncounter.name) };
  },
  values: ({ data }) => startOf(data),
  action: recordEncounter,
  done: (_out, { params }) => `/arenden/${params.caseId}`,
  amend: ({ conversationId }, { params }) =>
    conversationId === null ? undefined : `/arenden/${params.caseId}/samtal/ny?rattar=${conversationId}`,
  notice: "Mötet är sparat.",
  view: ({ data, form, today, params }) => {
    const { parts, phase } = data;
    const name = nameOf(parts);
    const all = { form, of: encounterFields, child: name };
    return (
      <CaseFormPage parts={parts} heading={`Efter mötet med ${name}`} lead={capital(phaseWords(phase))}>
        <Columns aside={<BesideTalk parts={parts} phase={phase} today={today} />}>
          <Form form={form} submit="Spara mötet" onward cancel={`/arenden/${params.caseId}`}>
            <Part heading="Mötet">
              <FieldsOf {...all} names={["what", "heldOn", "form", "channel"]} />
              <Surroundings {...all} />
            </Part>
            <Part heading={`Det ${name} sa`}>
              <Known data={data} step="hörd" />
              <FieldsOf {...all} names={["childWords", "reading"]} />
              <FieldsOf {...all} names={["notHeardReason"]} />
              <Withheld {...all} />
            </Part>
            <Part heading="Information">
              <Known data={data} step="informerad" />
              <FieldOf {...all} name="informed" />
            </Part>
            <Part heading="Vad åsikten betyder">
              <Known data={data} step="vägd" />
              <FieldOf {...all} name="weighed" />
            </Part>
            {mayTell(data) ? (
              <Part heading="Hur det blev">
                <Known data={data} step="berättad" />
                <FieldOf {...all} name="told" />
              </Part>
            ) : null}
            <Earlier data={data} {...all} />
            <Afterwards {...all} />
          </Form>
        </Columns>
      </CaseFormPage>
    );
  },
});

/** The phases that end with a decision which the child is told of. */
const decidedIn = ["förhandsbedömning", "utredning"];

/** What was decided before in the case and the child has not been told of: it may be told at the same meeting. */
const Earlier: FC<{ data: Data } & Described> = ({ data: { parts, phase }, ...all }) => {
  const waits = parts.phases.find(
    (one) => one.id !== phase.id && one.closed_on === null && decidedIn.includes(one.kind) && !whatWasDecided(parts, one).waits,
  );
  if (!waits) return null;
  const [decided] = whatWasDecided(parts, waits).rows;
  return (
    <Part heading="Det som bestämdes före mötet">
      <Paragraph subtle>{`${capital(phaseWords(waits))}. ${decided?.value ?? ""}`}</Paragraph>
      <FieldOf {...all} name="earlierTold" />
    </Part>
  );
};

const Part: FC<{ heading: string; children?: Child }> = ({ heading, children }) => (
  <section class="f-fields">
    <Heading level={2} size="xs">
      {heading}
    </Heading>
    {children}
  </section>
);

const done: Readonly<Record<Step, string>> = {
  informerad: "Att barnet är informerat är dokumenterat",
  hörd: "Att barnet har fått säga sin mening är dokumenterat",
  vägd: "Hur åsikten har vägts in är dokumenterat",
  berättad: "Att barnet har fått veta hur det blev är dokumenterat",
};

/** What is recorded of a step already, so that nobody writes it twice. */
const Known: FC<{ data: Data; step: Step }> = ({ data: { parts, phase }, step }) => {
  const record = standingStep(parts, phase.id, step);
  if (!record) return null;
  const day = formatLong(record.happened_on);
  return (
    <Paragraph subtle>
      {record.outcome === "gjort"
        ? `${done[step]} den ${day}. Skriv bara om det hände något nytt.`
        : `Ett skäl är dokumenterat den ${day}.`}
    </Paragraph>
  );
};

const surroundings = ["heldAt", "place", "participants", "aids", "methods"];
const afterwards = ["promise", "promisedFor", "childAsks", "nextStep", "nextOn"];
const withheld = ["withheldFromGuardians", "withheldReason"];
const isUsed = (form: FormState, names: readonly string[]) =>
  names.some((name) => form.value(name) !== "" || form.field(name).error !== undefined);

/** What comes after the meeting, where something does; it stands open where something is written or asked for. */
const Afterwards: FC<Described> = (all) => (
  <Details summary="Löfte till barnet, nästa steg och nästa gång" open={isUsed(all.form, afterwards)}>
    <div class="f-fields">
      <FieldsOf {...all} names={afterwards} />
    </div>
  </Details>
);

const Surroundings: FC<Described> = (all) => (
  <Details summary="Klockslag, plats, vilka som var med, hjälpmedel och metoder" open={isUsed(all.form, surroundings)}>
    <div class="f-fields">
      <FieldsOf {...all} names={surroundings} />
    </div>
  </Details>
);

const Withheld: FC<Described> = (all) => (
  <Details
    summary="Något som vårdnadshavare inte får veta"
    open={withheld.some((name) => all.form.field(name).error !== undefined)}
    notPrinted
  >
    <div class="f-fields">
      <FieldsOf {...all} names={withheld} />
    </div>
  </Details>
);
