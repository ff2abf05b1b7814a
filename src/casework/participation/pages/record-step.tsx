import { capital } from "../../../platform/basics/text.ts";
import { formatLong } from "../../../platform/basics/dates.ts";
import { DateField, Radios, TextArea, optionsOf } from "../../../ui/components/fields.tsx";
import type { Option } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import type { FormState } from "../../../ui/components/form.tsx";
import { SummaryList } from "../../../ui/components/lists.tsx";
import { Alert, ButtonRow, Card, LawNote, LinkButton, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm, notFound } from "../../../ui/page.tsx";
import type { CaseWith } from "../../case/case-parts.ts";
import type { PhasePart, StepPart } from "../case-part.ts";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { recordStep } from "../actions/record-step.ts";
import { understandings } from "../codes.ts";
import { REASONS, REASON_LABELS, retryFor, stepCitation } from "../rules.ts";
import type { Reason, Step } from "../rules.ts";
import { AfterWords, kindOf, nameOf, reasonOption } from "./case-words.tsx";
import { conversationLink, phaseWords, standingStep, stepOfSlug } from "../phase-steps.ts";
import { whatWasDecided } from "./what-was-decided.ts";

type Data = {
  parts: CaseWith<"phases" | "steps" | "conversations" | "intakes" | "investigations" | "interventions">;
  phase: PhasePart;
  step: Step;
};

/** What the step means in the work, and what to write. `{}` stands for the child's name. */
const WORDS: Readonly<Record<Step, { heading: string; means: string; done: string; notDone: string; how: string; hint: string }>> = {
  informerad: {
    heading: "Informera {}",
    means: "Barnet ska få veta vad som händer, varför och vilka rättigheter barnet har, på ett sätt som barnet förstår.",
    done: "Ja, {} har fått information",
    notDone: "Nej, {} har inte fått information",
    how: "Vad fick {} veta, och hur?",
    hint: "En mening räcker.",
  },
  hörd: {
    heading: "Har {} fått säga sin mening?",
    means: "Barnet ska få möjlighet att fritt säga vad det tycker. Vill barnet inte, eller går det inte, ska skälet synas.",
    done: "Ja, men inte i ett samtal",
    notDone: "Nej, {} har inte fått säga sin mening",
    how: "Hur har {} sagt sin mening?",
    hint: "Till exempel i ett brev, genom en teckning eller genom någon som barnet litar på.",
  },
  vägd: {
    heading: "Väg in vad {} tycker",
    means:
      "Barnets åsikt ska vägas in efter barnets ålder och mognad. Skriv vad åsikten betydde, också när det inte blev som barnet ville.",
    done: "Ja, åsikten har vägts in",
    notDone: "Nej, åsikten har inte vägts in",
    how: "Hur har åsikten vägts in?",
    hint: "Vad ville barnet, vad ändrade det, och varför blev det inte annorlunda?",
  },
  berättad: {
    heading: "Berätta för {} hur det blev",
    means: "Barnet ska få veta två saker: vad som bestämdes, och hur det som barnet sa vägdes in.",
    done: "Ja, {} har fått veta",
    notDone: "Nej, {} har inte fått veta",
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
    return { parts, phase, step };
  },
  values: ({ data, today }) => ({ happenedOn: today, outcome: data.step === "hörd" ? "inte gjort" : "gjort" }),
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
      <CaseFormPage parts={parts} heading={WORDS[step].heading.replace("{}", name)} lead={capital(phaseWords(phase))}>
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

const StepForm = ({ data, form, back }: { data: Data; form: FormState; back: string }) => {
  const { step } = data;
  const say = (text: string) => text.replace("{}", nameOf(data.parts));
  const words = WORDS[step];
  const done = (
    <>
      <TextArea {...form.field("content")} label={say(words.how)} hint={words.hint} rows={step === "vägd" ? 6 : 4} />
      {step === "vägd" ? null : (
        <Radios {...form.field("understood")} label={say("Förstod {}?")} options={optionsOf(understandings)} inline optional />
      )}
    </>
  );
  const notDone = (
    <>
      <Radios
        {...form.field("reason")}
        label="Varför inte?"
        options={REASONS[step].map((reason) => reasonOption(reason, form, "reasonText"))}
      />
      {REASONS[step].some((reason) => retryFor(reason) !== "frågas inte") ? (
        <DateField
          {...form.field("tryAgainOn")}
          label="När försöker ni igen?"
          hint="Behövs för de skäl där det står. Dagen läggs i din arbetslista."
          optional="utom för de skäl där den behövs"
        />
      ) : null}
    </>
  );
  const outcomes: Option[] = [
    { value: "gjort", label: say(words.done), reveal: done },
    { value: "inte gjort", label: say(words.notDone), reveal: notDone },
  ];
  return (
    <Form form={form} submit="Spara" cancel={back}>
      <DateField {...form.field("happenedOn")} label="Dag" hint="I dag är ifyllt." />
      <Radios {...form.field("outcome")} label="Är det gjort?" options={step === "hörd" ? outcomes.toReversed() : outcomes} />
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
