import { sql } from "kysely";
import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import type { Context } from "../../../platform/core/door.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import { idField, isId } from "../../../platform/basics/identifiers.ts";
import { allFaults, failed, invalidField, ok } from "../../../platform/basics/result.ts";
import type { Failed, Result } from "../../../platform/basics/result.ts";
import { withheldHasReason } from "../conversation-fields.ts";
import { encounterFields } from "../encounter-fields.ts";
import { closeIfComplete, takePhase } from "../phases.ts";
import type { PhaseState } from "../phases.ts";
import { writePromise } from "../write-promise.ts";
import { closedCase, writeConversation, writeStep } from "../write-records.ts";
import type { StepToWrite } from "../write-records.ts";

const whichPhase = "Välj vilken fas mötet hör till.";
const laterDay = "Dagen att försöka igen måste ligga senare.";

export const encounterInput = formOf({
  caseId: idField,
  phaseId: z.string(whichPhase).refine(isId, whichPhase).meta({ format: "uuid" }),
  ...encounterFields,
})
  .refine(...withheldHasReason)
  .refine((input) => input.nextOn === undefined || input.nextOn > input.heldOn, {
    path: ["nextOn"],
    message: "Nästa dag måste ligga efter dagen för mötet.",
  })
  .refine((input) => input.informedAgainOn === undefined || input.informedAgainOn > input.heldOn, {
    path: ["informedAgainOn"],
    message: laterDay,
  })
  .refine((input) => input.toldAgainOn === undefined || input.toldAgainOn > input.heldOn, { path: ["toldAgainOn"], message: laterDay })
  .refine((input) => input.promise === undefined || input.promisedFor !== undefined, {
    path: ["promisedFor"],
    message: "Ange vilken dag löftet ska vara gjort.",
  })
  .refine((input) => input.promisedFor === undefined || input.promise !== undefined, {
    path: ["promise"],
    message: "Skriv vad du har lovat, eller ta bort dagen.",
  })
  .refine((input) => !input.childAsks || input.promise !== undefined || input.promisedFor !== undefined, {
    path: ["promise"],
    message: "Skriv vad du har lovat, eller ta bort krysset.",
  })
  .refine((input) => input.promisedFor === undefined || input.promisedFor >= input.heldOn, {
    path: ["promisedFor"],
    message: "Dagen kan inte ligga före dagen för mötet.",
  });
type Input = z.output<typeof encounterInput>;

/**
 * Records what came of one meeting with the child: the conversation, and those of the four steps that it was about, each done or with the reason why
 * not. The rows are those that a conversation and each step recorded by itself would be (`record-conversation`, `record-step`), in one transaction;
 * what is answered with "inte nu" leaves the step as it stands. Gives the conversation's id, null where there was nothing but reasons, and whether the
 * phase was closed by it.
 */
export const recordEncounter = defineAction({
  name: "participation.record-encounter",
  title: "Dokumentera ett möte med barnet och stegen i det",
  input: encounterInput,
  output: z.object({ conversationId: answer.id.nullable(), phaseClosed: answer.yesNo }),
  permit: [worksInCase],
  async run(tx, input, context) {
    const taken = await takePhase(tx, context.actor.municipalityId, input.caseId, input.phaseId);
    if (!taken.ok) return taken;
    const phase = taken.value;
    if (phase.caseClosed) return failed(closedCase);
    if (input.what === "inget möte" && input.heldOn > context.today) {
      return invalidField("heldOn", "Dagen har inte varit än. Ange den dag då det stod klart att det inte blir något möte.");
    }
    const conversation = conversationOf(tx, context, input, phase);
    if (conversation && !conversation.ok) return conversation;
    await conversation?.value.written;
    const faults: (Failed | undefined)[] = [];
    for (const step of stepsOf(input, context.today)) faults.push(atDay(await writeStep(tx, context, step, phase)));
    const earlier = await tellOfEarlier(tx, context, input);
    const wrong = allFaults(...faults, earlier.ok ? undefined : earlier);
    if (wrong) return wrong;
    const conversationId = conversation?.value.conversationId ?? null;
    const { caseId, promise, promisedFor, childAsks } = input;
    if (promise !== undefined && promisedFor !== undefined) {
      const promisedOn = dayOf(input, context.today);
      await writePromise(tx, context, { caseId, conversationId, kind: "löfte", promise, promisedOn, promisedFor, childAsks });
    }
    const closed = await closeIfComplete(tx, context, input.caseId, input.phaseId, phase);
    return closed.ok ? ok({ conversationId, phaseClosed: closed.value }) : closed;
  },
});

/** Writes that the child was told of what was decided in an earlier phase too, where the meeting was about that as well, and closes that phase. */
async function tellOfEarlier(tx: Tx, context: Context, input: Input): Promise<Result<void>> {
  const { caseId, earlierTold: content } = input;
  if (content === undefined) return ok(undefined);
  const { rows } = await sql<{ id: string }>`select p.id from participation.phase p
    where p.municipality_id = ${context.actor.municipalityId} and p.case_id = ${caseId}::uuid and p.id <> ${input.phaseId}::uuid
      and not exists (select 1 from participation.phase_closure c where c.municipality_id = p.municipality_id and c.case_id = p.case_id and c.phase_id = p.id)
      and (exists (select 1 from investigation.conclusion e where e.municipality_id = p.municipality_id and e.case_id = p.case_id and e.phase_id = p.id)
        or exists (select 1 from intake.preliminary_decision d
          where d.municipality_id = p.municipality_id and d.case_id = p.case_id and d.preliminary_assessment_id = p.subject_id))
    order by p.opened_on, p.id limit 1`.execute(tx);
  const phaseId = rows[0]?.id;
  if (phaseId === undefined) return invalidField("earlierTold", "Det finns inget tidigare beslut som barnet väntar på att få veta.");
  const phase = await takePhase(tx, context.actor.municipalityId, caseId, phaseId);
  if (!phase.ok) return phase;
  const step = { caseId, phaseId, happenedOn: dayOf(input, context.today), step: "berättad", outcome: "gjort", content } as const;
  const wrong = atDay(await writeStep(tx, context, step, phase.value));
  if (wrong) return wrong;
  const closed = await closeIfComplete(tx, context, caseId, phaseId, phase.value);
  return closed.ok ? ok(undefined) : closed;
}

const hasMet = ({ what }: Input): boolean => what === "samtal" || what === "observation";

/** What is known of a talk that lies ahead became known today. */
const dayOf = ({ heldOn }: Input, today: string): string => (heldOn > today ? today : heldOn);

/** The conversation as its own form would have it; nothing where there was no meeting. */
function conversationOf(tx: Tx, context: Context, input: Input, phase: PhaseState) {
  const { what } = input;
  if (what === "inget möte") return undefined;
  const informed = hasMet(input) && input.informed === "gjort";
  const given = {
    ...input,
    status: what === "samtal" || what === "observation" ? ("genomfört" as const) : what,
    form: what === "observation" ? ("observation" as const) : (input.form ?? "enskilt"),
    channel: input.channel ?? "fysiskt",
    informationGiven: informed ? input.informationGiven : undefined,
    understood: informed ? input.understood : undefined,
  };
  return writeConversation(tx, context, given, phase);
}

/** The steps that no conversation says, as their own form would have them. */
function stepsOf(input: Input, today: string): readonly StepToWrite[] {
  const { caseId, phaseId } = input;
  const at = { caseId, phaseId, happenedOn: dayOf(input, today) };
  const why = (reason: StepToWrite["reason"], reasonText?: string, tryAgainOn?: string) => ({
    outcome: "inte gjort" as const,
    reason,
    reasonText,
    tryAgainOn,
  });
  const steps: StepToWrite[] = [];
  if (input.notHeardReason !== undefined)
    steps.push({ ...at, step: "hörd", ...why(input.notHeardReason, input.notHeardText, input.nextOn) });
  if (input.informed === "gjort" && !hasMet(input))
    steps.push({ ...at, step: "informerad", outcome: "gjort", content: input.informationGiven, understood: input.understood });
  if (input.informed === "inte gjort")
    steps.push({ ...at, step: "informerad", ...why(input.notInformedReason, input.notInformedText, input.informedAgainOn) });
  if (input.weighed === "gjort") steps.push({ ...at, step: "vägd", outcome: "gjort", content: input.weighedHow });
  if (input.weighed === "inte gjort") steps.push({ ...at, step: "vägd", ...why(input.notWeighedReason, input.notWeighedText) });
  if (input.told === "gjort")
    steps.push({ ...at, step: "berättad", outcome: "gjort", content: input.toldHow, understood: input.toldUnderstood });
  if (input.told === "inte gjort")
    steps.push({ ...at, step: "berättad", ...why(input.notToldReason, input.notToldText, input.toldAgainOn) });
  return steps;
}

/** A step happened on the day of the meeting: what is wrong with it stands there. */
function atDay(written: Result<string>): Failed | undefined {
  if (written.ok) return undefined;
  const fields = written.error.fields?.map(({ field, message }) => ({ field: field === "happenedOn" ? "heldOn" : field, message }));
  return failed({ ...written.error, ...(fields ? { fields } : {}) });
}
