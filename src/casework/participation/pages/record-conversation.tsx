import { capital } from "../../../platform/basics/text.ts";
import {
  Checkboxes,
  DateField,
  Fieldset,
  Radios,
  Select,
  TextArea,
  TextField,
  TimeField,
  optionsOf,
} from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import type { FormState } from "../../../ui/components/form.tsx";
import { Columns } from "../../../ui/components/layout.tsx";
import { Alert, Card, Details, LawNote, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm, notFound } from "../../../ui/page.tsx";
import type { CaseWith } from "../../case/case-parts.ts";
import type { ConversationPart, PhasePart } from "../case-part.ts";
import { ownEmergency } from "../../case/own-emergency.ts";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { getWithheld } from "../../case/queries/get-withheld.ts";
import type { WithheldPart } from "../../case/queries/get-withheld.ts";
import { partsOf } from "../../case/queries/get-case.ts";
import { recordConversation } from "../actions/record-conversation.ts";
import {
  aidKinds,
  conversationChannels,
  conversationForms,
  conversationStatuses,
  methodKinds,
  participantKinds,
  understandings,
} from "../codes.ts";
import { talkWithoutConsent } from "../rules.ts";
import { ChildSaid, kindOf, nameOf } from "./case-words.tsx";
import { openPhases, phaseAmong, phaseWords, stepLink } from "../phase-steps.ts";
import { CHANNEL_WORDS, FORM_WORDS, STATUS_WORDS } from "./conversation-words.ts";

type Data = {
  parts: CaseWith<"phases" | "conversations" | "emergencies">;
  phases: readonly PhasePart[];
  phase: PhasePart;
  corrected: ConversationPart | null;
  /** What guardians may not be shown of the conversation that is corrected. */
  withheld: WithheldPart | null;
};

/** The phases to choose from: those that run, and the one that the address or the corrected conversation names. */
function phasesFor(parts: CaseWith<"phases" | "conversations" | "emergencies">, wanted: string | null): readonly PhasePart[] {
  const open = openPhases(parts).toReversed();
  const named = parts.phases.find((phase) => phase.id === wanted);
  if (wanted !== null && wanted !== "" && !named) return [];
  const others = open.filter((phase) => phase !== named);
  if (named) return [named, ...others];
  return open.length > 0 ? open : parts.phases.slice(-1);
}

function valuesOf({ phase, corrected, withheld }: Data, today: string): Record<string, string | readonly string[] | null> {
  if (!corrected) return { phaseId: phase.id, heldOn: today, status: "genomfört", form: "enskilt", channel: "fysiskt" };
  return {
    phaseId: phase.id,
    heldOn: corrected.held_on,
    heldAt: corrected.held_at?.slice(0, 5) ?? null,
    status: corrected.status,
    form: corrected.form,
    channel: corrected.channel,
    place: corrected.place,
    participants: corrected.participants,
    aids: corrected.aids,
    methods: corrected.methods,
    informationGiven: corrected.information_given,
    understood: corrected.understood,
    childWords: corrected.child_words,
    withheldFromGuardians: withheld?.text ?? null,
    withheldReason: withheld?.reason ?? null,
    nextStep: corrected.next_step,
    nextOn: corrected.next_on,
  };
}

/** True when one of the fields is wrong: what guardians may not see is opened by nothing else. */
function wrong(form: FormState, ...names: readonly string[]): boolean {
  return names.some((name) => form.field(name).error !== undefined);
}

/** True when one of the fields has something in it or is wrong: then what holds it stands open. */
function used(form: FormState, ...names: readonly string[]): boolean {
  return names.some((name) => form.value(name) !== "" || form.field(name).error !== undefined);
}

export const recordConversationPage = defineForm({
  path: "/arenden/:caseId/samtal/ny",
  title: "Dokumentera samtal",
  async load({ ask, params, search }): Promise<Data> {
    const parts = await partsOf(ask, params.caseId, "phases", "conversations", "emergencies");
    const corrects = search.get("rattar");
    // Somebody else may have corrected it since: then what is corrected is the correction.
    const corrected =
      corrects === null ? null : (parts.conversations.find((talk) => talk.id === corrects || talk.corrects_id === corrects) ?? null);
    if (corrects !== null && !corrected) notFound();
    const phases = phasesFor(parts, corrected?.phase_id ?? search.get("fas"));
    // In a closed case the page says so, whichever phase the address asks for.
    const phase = phases[0] ?? (parts.file.closed_on === null ? undefined : parts.phases.at(-1));
    if (!phase) notFound();
    // Asked for by itself, and logged, only when somebody corrects what holds something of the kind.
    const kept = corrected?.withheld ? await ask(getWithheld, { caseId: params.caseId, conversationId: corrected.id }) : undefined;
    return { parts, phases, phase, corrected, withheld: kept?.withheld[0] ?? null };
  },
  values: ({ data, today }) => valuesOf(data, today),
  action: recordConversation,
  standing: ({ data, params, today }) =>
    data.corrected && {
      words: valuesOf(data, today),
      goOn: `/arenden/${params.caseId}/samtal/ny?rattar=${data.corrected.id}`,
      follows: { correctsId: data.corrected.id },
    },
  amend: ({ conversationId }, { params }) => `/arenden/${params.caseId}/samtal/ny?rattar=${conversationId}`,
  done: (_out, { params }) => `/arenden/${params.caseId}`,
  notice: "Samtalet är sparat.",
  view: ({ data, form, today, params, actor }) => {
    const { parts, phases, phase, corrected } = data;
    const name = nameOf(parts);
    const back = `/arenden/${params.caseId}`;
    return (
      <CaseFormPage
        parts={parts}
        heading={corrected ? "Rätta samtalet" : `Samtal med ${name}`}
        lead={phases.length === 1 ? capital(phaseWords(phase)) : undefined}
      >
        {corrected ? (
          <Alert tone="info">Du skriver en ny version. Den tidigare finns kvar i journalen och syns inte längre i ärendet.</Alert>
        ) : ownEmergency(parts, actor) ? null : (
          <p>
            {`Har ${name} inte fått säga sin mening, till exempel för låg ålder, funktionsnedsättning, saknat samtycke eller brist på tid? `}
            <a class="ds-link" href={stepLink(params.caseId, phase.id, "hörd")}>
              Skriv varför
            </a>
          </p>
        )}
        <Columns aside={<Beside parts={parts} phase={phase} today={today} />}>
          <Form form={form} submit={corrected ? "Spara rättelsen" : "Spara samtalet"} cancel={back}>
            {corrected ? <input type="hidden" name="correctsId" value={corrected.id} /> : null}
            {phases.length === 1 ? (
              <input type="hidden" name="phaseId" value={phase.id} />
            ) : (
              <Select
                {...form.field("phaseId")}
                label="Fas"
                options={phases.map((each) => ({
                  value: each.id,
                  label: capital(phaseAmong(phases, each)) + (each.closed_on ? `, avslutad ${each.closed_on}` : ""),
                }))}
              />
            )}
            <DateField {...form.field("heldOn")} label="Dag" hint={corrected ? "" : "I dag är ifyllt."} />
            <Radios {...form.field("status")} label="Hur gick det?" options={optionsOf(conversationStatuses, STATUS_WORDS)} inline />
            <Radios {...form.field("form")} label="Form" options={optionsOf(conversationForms, FORM_WORDS)} inline />
            <Radios {...form.field("channel")} label="Sätt" options={optionsOf(conversationChannels, CHANNEL_WORDS)} inline />
            <div class="f-largest">
              <TextArea
                {...form.field("childWords")}
                label={`Det här sa ${name}`}
                hint="Med barnets egna ord. Vid en observation: det du såg. Blev samtalet inte av kan rutan vara tom."
                rows={8}
              />
            </div>
            <TextArea
              {...form.field("informationGiven")}
              label={`Det här fick ${name} veta`}
              hint="Skriver du här räknas barnet också som informerat."
              rows={3}
              optional
            />
            <Radios {...form.field("understood")} label={`Förstod ${name}?`} options={optionsOf(understandings)} inline optional />
            <Details
              summary="Något som vårdnadshavare inte får veta"
              open={wrong(form, "withheldFromGuardians", "withheldReason")}
              notPrinted
            >
              <div class="f-fields">
                <TextArea
                  {...form.field("withheldFromGuardians")}
                  label="Det här får inte visas för vårdnadshavare"
                  hint="Skriv det här och inte i rutan ovan. Uppgiften skyddas om det kan antas att barnet lider betydande men om den röjs (12 kap. 3 § OSL)."
                  rows={3}
                  optional
                />
                <TextArea {...form.field("withheldReason")} label="Varför?" hint="Behövs om du har skrivit något ovan." rows={2} />
              </div>
            </Details>
            <Details
              summary="Klockslag, plats, vilka som var med, hjälpmedel och metoder"
              open={used(form, "heldAt", "place", "participants", "aids", "methods")}
            >
              <div class="f-fields">
                <TimeField {...form.field("heldAt")} label="Klockslag" optional />
                <TextField {...form.field("place")} label="Plats" hint="Till exempel skolan eller hemma." maxLength={200} optional />
                <Checkboxes
                  {...form.field("participants")}
                  label={`Vilka var med, utöver dig och ${name}?`}
                  options={optionsOf(participantKinds)}
                  optional
                />
                <Checkboxes {...form.field("aids")} label="Hjälpmedel" options={optionsOf(aidKinds)} optional />
                <Checkboxes {...form.field("methods")} label="Metod eller bedömningsinstrument" options={optionsOf(methodKinds)} optional />
              </div>
            </Details>
            <Fieldset legend="Nästa steg">
              <TextField {...form.field("nextStep")} label={`Vad händer nu för ${name}?`} optional />
              <DateField
                {...form.field("nextOn")}
                label="Vilken dag?"
                hint="Behövs om barnet inte ville eller om samtalet ställdes in: dagen då ni försöker igen."

                optional="om samtalet hölls eller erbjöds"
              />
            </Fieldset>
          </Form>
        </Columns>
      </CaseFormPage>
    );
  },
});

const Beside = ({
  parts,
  phase,
  today,
}: {
  parts: CaseWith<"phases" | "conversations" | "emergencies">;
  phase: PhasePart;
  today: string;
}) => {
  const about = { phase: kindOf(phase), day: today };
  return (
    <>
      <Card heading="Vad samtalet räknas som">
        <Paragraph>
          Ett genomfört samtal räknas som att barnet har fått säga sin mening. Ville barnet inte, eller ställdes samtalet in, blir det
          skälet till att barnet inte är hört.
        </Paragraph>
        <LawNote>{talkWithoutConsent.explain(about, talkWithoutConsent.apply(about))}</LawNote>
      </Card>
      <ChildSaid parts={parts} most={2} />
    </>
  );
};
