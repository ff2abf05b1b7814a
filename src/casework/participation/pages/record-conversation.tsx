import { capital } from "../../../platform/basics/text.ts";
import { valuesOf } from "../../../platform/core/about.ts";
import { FieldOf, FieldsOf, namesIn } from "../../../ui/components/about-fields.tsx";
import { Fieldset, Select } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import type { FormValue } from "../../../ui/form-state.ts";
import type { FormState } from "../../../ui/components/form.tsx";
import { Columns } from "../../../ui/components/layout.tsx";
import { Alert, Details } from "../../../ui/components/text.tsx";
import { defineForm, notFound } from "../../../ui/page.tsx";
import type { CaseWith } from "../../case/case-parts.ts";
import type { ConversationPart, PhasePart } from "../case-part.ts";
import { ownEmergency } from "../../case/own-emergency.ts";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { getWithheld } from "../../case/queries/get-withheld.ts";
import type { WithheldPart } from "../../case/queries/get-withheld.ts";
import { partsOf } from "../../case/queries/get-case.ts";
import { consentWords } from "../../intake/intake-words.ts";
import { recordConversation } from "../actions/record-conversation.ts";
import { conversationFields, withheldFields } from "../conversation-fields.ts";
import { BesideTalk } from "./beside-talk.tsx";
import { nameOf } from "./case-words.tsx";
import { encounterLink, missingIn, openPhases, phaseAmong, phaseWords, stepLink } from "../phase-steps.ts";

type Data = {
  parts: CaseWith<"phases" | "steps" | "conversations" | "emergencies" | "intakes" | "visits">;
  phases: readonly PhasePart[];
  phase: PhasePart;
  corrected: ConversationPart | null;
  /** The visit to a home at which it was, where it is begun from there. */
  visit: CaseWith<"visits">["visits"][number] | undefined;
  /** What guardians may not be shown of the conversation that is corrected. */
  withheld: WithheldPart | null;
};

/** The phases to choose from: those that run, and the one that the address or the corrected conversation names. */
function phasesFor(parts: CaseWith<"phases" | "steps" | "conversations" | "emergencies">, wanted: string | null): readonly PhasePart[] {
  const open = openPhases(parts).toReversed();
  const named = parts.phases.find((phase) => phase.id === wanted);
  if (wanted !== null && wanted !== "" && !named) return [];
  const others = open.filter((phase) => phase !== named);
  if (named) return [named, ...others];
  return open.length > 0 ? open : parts.phases.slice(-1);
}

function startOf({ phase, corrected, withheld, visit }: Data, today: string): Record<string, FormValue> {
  const plain = { phaseId: phase.id, heldOn: today, status: "genomfört", form: "enskilt", channel: "fysiskt" };
  if (!corrected && visit)
    return { ...plain, heldOn: visit.visited_on, heldAt: visit.visited_at?.slice(0, 5) ?? null, place: "Vid hembesök" };
  if (!corrected) return plain;
  return {
    phaseId: phase.id,
    ...valuesOf(conversationFields, corrected),
    withheldFromGuardians: withheld?.text ?? null,
    withheldReason: withheld?.reason ?? null,
  };
}

/** What guardians have answered of talking with the child, where the phase is a preliminary assessment. */
function consentsIn({ intakes }: Data["parts"], phase: PhasePart): readonly string[] | undefined {
  const preliminary = intakes.find((one) => one.preliminary?.phase_id === phase.id)?.preliminary;
  return preliminary?.consents.map((one) => `${one.given_on}: ${consentWords(one)}`);
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
    const parts = await partsOf(ask, params.caseId, "phases", "steps", "conversations", "emergencies", "intakes", "visits");
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
    const visit = parts.visits.find(({ id }) => id === search.get("besok"));
    return { parts, phases, phase, corrected, visit, withheld: kept?.withheld[0] ?? null };
  },
  values: ({ data, today }) => startOf(data, today),
  action: recordConversation,
  standing: ({ data, params, today }) =>
    data.corrected && {
      words: startOf(data, today),
      goOn: `/arenden/${params.caseId}/samtal/ny?rattar=${data.corrected.id}`,
      follows: ["correctsId", data.corrected.id],
    },
  amend: ({ conversationId }, { params }) => `/arenden/${params.caseId}/samtal/ny?rattar=${conversationId}`,
  done: (_out, { params }) => `/arenden/${params.caseId}`,
  notice: "Samtalet är sparat.",
  view: ({ data, form, today, params, actor }) => {
    const { parts, phases, phase, corrected } = data;
    const name = nameOf(parts);
    const back = `/arenden/${params.caseId}`;
    const talk = { form, of: conversationFields, child: name };
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
            {missingIn(parts, phase.id).length > 1 ? (
              <>
                {". Blev mer gjort i samma möte? "}
                <a class="ds-link" href={encounterLink(params.caseId, phase.id)}>
                  Dokumentera mötet och stegen i det
                </a>
              </>
            ) : null}
          </p>
        )}
        <Columns aside={<BesideTalk parts={parts} phase={phase} today={today} consents={consentsIn(parts, phase)} />}>
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
            <FieldOf {...talk} name="heldOn" hint={corrected ? "" : undefined} />
            <FieldOf {...talk} name="status" />
            <FieldOf {...talk} name="form" />
            <FieldOf {...talk} name="channel" />
            <div class="f-largest">
              <FieldOf {...talk} name="childWords" />
            </div>
            <FieldOf {...talk} name="reading" />
            <FieldOf {...talk} name="informationGiven" />
            <FieldOf {...talk} name="understood" />
            <FieldsOf {...talk} group="talk" />
            <Details
              summary="Något som vårdnadshavare inte får veta"
              open={wrong(form, "withheldFromGuardians", "withheldReason")}
              notPrinted
            >
              <div class="f-fields">
                <FieldOf form={form} of={withheldFields} name="withheldFromGuardians" />
                <FieldOf form={form} of={withheldFields} name="withheldReason" />
              </div>
            </Details>
            <Details
              summary="Klockslag, plats, vilka som var med, hjälpmedel och metoder"
              open={used(form, ...namesIn(conversationFields, "surroundings"))}
            >
              <div class="f-fields">
                <FieldsOf {...talk} group="surroundings" />
              </div>
            </Details>
            <Fieldset legend="Nästa steg">
              <FieldOf {...talk} name="nextStep" />
              <FieldOf {...talk} name="nextOn" />
            </Fieldset>
          </Form>
        </Columns>
      </CaseFormPage>
    );
  },
});
