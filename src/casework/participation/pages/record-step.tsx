import { about, aboutOf } from "../../../platform/core/about.ts";
import { choice, optionalText } from "../../../platform/core/fields.ts";
import { FieldsOf, optionsFor } from "../../../ui/components/about-fields.tsx";
import { stepOutcomes } from "../codes.ts";
import { STEPS } from "../rules.ts";
import { capital } from "../../../platform/basics/text.ts";
import { formatLong } from "../../../platform/basics/dates.ts";
import { Form } from "../../../ui/components/form.tsx";
import type { FormState } from "../../../ui/components/form.tsx";
import { SummaryList } from "../../../ui/components/lists.tsx";
import { Alert, ButtonRow, Card, LawNote, LinkButton, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm, notFound } from "../../../ui/page.tsx";
import type { CaseWith } from "../../case/case-parts.ts";
import type { PhasePart, StepPart } from "../case-part.ts";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { getBody } from "../../investigation/queries/get-body.ts";
import { fromBody } from "../../investigation/typed-once.ts";
import { recordStep } from "../actions/record-step.ts";
import { REASONS, REASON_LABELS, stepCitation } from "../rules.ts";
import type { Reason, Step } from "../rules.ts";
import { AfterWords, kindOf, nameOf } from "./case-words.tsx";
import { conversationLink, phaseWords, standingStep, stepOfSlug } from "../phase-steps.ts";
import { whatWasDecided } from "./what-was-decided.ts";

type Data = {
  parts: CaseWith<"phases" | "steps" | "conversations" | "intakes" | "investigations" | "interventions">;
  phase: PhasePart;
  step: Step;
  /** What the investigation says of it already. */
  taken: Readonly<Record<string, string>>;
};

/** What the step means in the work, and what to write. `{barnet}` stands for the child's name. */
const WORDS: Readonly<Record<Step, { heading: string; means: string; done: string; notDone: string; how: string; hint: string }>> = {
  informerad: {
    heading: "Informera {barnet}",
    means: "Barnet ska få veta vad som händer, varför och vilka rättigheter barnet har, på ett sätt som barnet förstår.",
    done: "Ja, {barnet} har fått information",
    notDone: "Nej, {barnet} har inte fått information",
    how: "Vad fick {barnet} veta, och hur?",
    hint: "En mening räcker.",
  },
  hörd: {
    heading: "Har {barnet} fått säga sin mening?",
    means: "Barnet ska få möjlighet att fritt säga vad det tycker. Vill barnet inte, eller går det inte, ska skälet synas.",
    done: "Ja, men inte i ett samtal",
    notDone: "Nej, {barnet} har inte fått säga sin mening",
    how: "Hur har {barnet} sagt sin mening?",
    hint: "Till exempel i ett brev, genom en teckning eller genom någon som barnet litar på.",
  },
  vägd: {
    heading: "Väg in vad {barnet} tycker",
    means:
      "Barnets åsikt ska vägas in efter barnets ålder och mognad. Skriv vad åsikten betydde, också när det inte blev som barnet ville.",
    done: "Ja, åsikten har vägts in",
    notDone: "Nej, åsikten har inte vägts in",
    how: "Hur har åsikten vägts in?",
    hint: "Vad ville barnet, vad ändrade det, och varför blev det inte annorlunda?",
  },
  berättad: {
    heading: "Berätta för {barnet} hur det blev",
    means: "Barnet ska få veta två saker: vad som bestämdes, och hur det som barnet sa vägdes in.",
    done: "Ja, {barnet} har fått veta",
    notDone: "Nej, {barnet} har inte fått veta",
    how: "Vad berättade ni, och hur?",
    hint: "Beslutet, och hur barnets åsikt vägdes in. Gärna också vad barnet svarade.",
  },
};

export const recordStepPage = defineForm({
  path: "/arenden/:caseId/delaktighet/:phaseId/:step",
  title: "Barnets delaktighet",
  async load({ ask, params }): Promise<Data> {
    const step = stepOfSlug(params.step);
    const parts = await partsOf(ask, params.caseId, "phases", "steps", "conversations", "intakes", "investigations", "interventions");
    const phase = parts.phases.find((each) => each.id === params.phaseId);
    if (!step || !phase) notFound();
    const isWritten = step === "vägd" && phase.kind === "utredning";
    const body = isWritten ? await ask(getBody, { caseId: params.caseId, investigationId: phase.subject_id }) : undefined;
    return { parts, phase, step, taken: fromBody(body, recordStep.name) };
  },
  values: ({ data }) => ({ outcome: data.step === "hörd" ? "inte gjort" : "gjort", ...data.taken }),
  action: recordStep,
  input: (fields, { params }) => ({ ...fields, step: stepOfSlug(params.step) }),
  done: (_out, { params }) => `/arenden/${params.caseId}`,
  notice: "Steget är sparat.",
  view: ({ data, form, today, params }) => {
    const { parts, phase, step } = data;
    const name = nameOf(parts);
    const earlier = standingStep(parts, phase.id, step);
    const decided = step === "berättad" ? whatWasDecided(parts, phase) : null;
    const back = `/arenden/${params.caseId}`;
    return (
      <CaseFormPage parts={parts} heading={WORDS[step].heading.replace("{barnet}", name)} lead={capital(phaseWords(phase))}>
        <AfterWords parts={parts}>
          <div class="f-with-law">
            <Paragraph>{WORDS[step].means}</Paragraph>
            <LawNote>{stepCitation(kindOf(phase), step, today)}</LawNote>
          </div>
          {step === "hörd" ? <TalkInstead name={name} to={conversationLink(params.caseId, phase.id)} /> : null}
          {step === "berättad" ? <Decided parts={parts} phase={phase} /> : null}
          {earlier ? <Earlier record={earlier} /> : null}
          {decided?.waits ? (
            <Alert tone="warning" heading="Det finns inget att berätta om än">
              <Paragraph>Fatta beslutet först. Berätta sedan för barnet.</Paragraph>
            </Alert>
          ) : (
            <StepForm data={data} form={form} back={back} />
          )}
        </AfterWords>
      </CaseFormPage>
    );
  },
});

const { content, understood, ...others } = recordStep.input.shape;
const inWords = (step: Step) => ({
  ...others,
  outcome: about(choice(stepOutcomes, "om det är gjort"), {
    ...aboutOf(others, "outcome"),
    words: { gjort: WORDS[step].done, "inte gjort": WORDS[step].notDone },
  }),
  content: about(optionalText(), {
    ...aboutOf({ content }, "content"),
    label: WORDS[step].how,
    hint: WORDS[step].hint,
    rows: step === "vägd" ? 6 : 4,
  }),
  ...(step === "vägd" ? {} : { understood }),
});
/** The form of each step, in its words. */
const FIELDS = Object.fromEntries(STEPS.map((step) => [step, inWords(step)])) as Readonly<Record<Step, ReturnType<typeof inWords>>>;

const StepForm = ({ data, form, back }: { data: Data; form: FormState; back: string }) => {
  const { step } = data;
  const of = FIELDS[step];
  const outcomes = optionsFor(of, "outcome");
  const options = {
    outcome: step === "hörd" ? outcomes.toReversed() : outcomes,
    reason: optionsFor(of, "reason").filter(({ value }) => REASONS[step].some((reason) => reason === value)),
  };
  return (
    <Form form={form} submit="Spara" onward cancel={back}>
      <FieldsOf form={form} of={of} child={nameOf(data.parts)} options={options} names={["happenedOn", "outcome"]} />
    </Form>
  );
};

const TalkInstead = ({ name, to }: { name: string; to: string }) => (
  <Card heading={`Har du talat med ${name}?`}>
    <Paragraph>Dokumentera samtalet, så är steget gjort. Fyll i den här sidan bara om det inte har blivit något samtal.</Paragraph>
    <ButtonRow>
      <LinkButton href={to}>Dokumentera samtal</LinkButton>
    </ButtonRow>
  </Card>
);

const Decided = ({
  parts,
  phase,
}: {
  parts: CaseWith<"phases" | "steps" | "conversations" | "intakes" | "investigations" | "interventions">;
  phase: PhasePart;
}) => {
  const { heading, rows } = whatWasDecided(parts, phase);
  const weighed = standingStep(parts, phase.id, "vägd");
  if (rows.length === 0) return null;
  return (
    <Card heading={heading}>
      <SummaryList
        rows={[
          ...rows,
          { term: "Så vägdes åsikten in", value: weighed?.content ?? (weighed ? "Inte invägd, skäl finns" : "Inte dokumenterat än") },
        ]}
      />
    </Card>
  );
};

const Earlier = ({ record }: { record: StepPart }) => (
  <Alert tone={record.outcome === "gjort" ? "success" : "info"} heading={`Dokumenterat den ${formatLong(record.happened_on)}`}>
    {record.outcome === "gjort" ? (
      <Paragraph>{record.content ?? "Gjort i ett samtal."}</Paragraph>
    ) : (
      <Paragraph>
        {`Inte gjort: ${record.reason_text ?? REASON_LABELS[record.reason as Reason]}.`}
        {record.try_again_on ? ` Nytt försök den ${formatLong(record.try_again_on)}.` : ""}
      </Paragraph>
    )}
    <Paragraph>Det du skriver nu läggs till. Det tidigare finns kvar.</Paragraph>
  </Alert>
);
