/** The rows of a conversation and of a step, written in one way by whatever form records them. */
import type { CodeOf } from "../../platform/database/generated.ts";
import type { Tx } from "../../platform/database/connect.ts";
import { rowOf } from "../../platform/core/about.ts";
import type { RowOf } from "../../platform/core/about.ts";
import type { Context } from "../../platform/core/door.ts";
import { newTouchedId, stamp } from "../../platform/core/journal.ts";
import { failed, invalidField, ok } from "../../platform/basics/result.ts";
import type { Result } from "../../platform/basics/result.ts";
import { tellTheChildClock } from "./clocks.ts";
import type { understandings } from "./codes.ts";
import { conversationFields, withheldFields } from "./conversation-fields.ts";
import type { ConversationGiven } from "./conversation-fields.ts";
import { endsByTelling } from "./phases.ts";
import type { PhaseState } from "./phases.ts";
import type { Reason, Step } from "./rules.ts";

/** Why nothing is written in a case that is closed. */
export const closedCase = {
  code: "case-closed",
  message: "Ärendet är avslutat.",
  hint: "Registrera en ny anmälan eller ansökan för att öppna ett nytt ärende.",
};

/** In which phase of which case. */
export type InPhase = { readonly caseId: string; readonly phaseId: string };

/** A conversation that is written down, and which earlier one it corrects. */
export type ConversationToWrite = InPhase & ConversationGiven & { readonly correctsId?: string | undefined };

/**
 * Writes a conversation with the child, held or not, and what it says of the steps: one that was held is the record that the child was heard, and
 * informed when information was given; one that was declined or called off is the reason, with the day to try again. Gives its id, and
 * `written`, its rows on their way: what is asked in the same go comes after them. A problem at `heldOn` where the day fits not the conversation or the phase.
 */
export function writeConversation(
  tx: Tx,
  context: Context,
  input: ConversationToWrite,
  phase: PhaseState,
): Result<{ readonly conversationId: string; readonly written: Promise<unknown> }> {
  if (input.heldOn > context.today && input.status === "genomfört") {
    return invalidField("heldOn", "Dagen har inte varit än. Ett genomfört samtal kan inte ligga framåt i tiden.");
  }
  const early = beforePhase("heldOn", input.heldOn, phase);
  if (early) return early;
  const conversationId = newTouchedId(context);
  const row: RowOf<typeof conversationFields & typeof withheldFields> = rowOf({ ...conversationFields, ...withheldFields }, input);
  const conversation = tx
    .insertInto("participation.conversation")
    .values({
      id: conversationId,
      case_id: input.caseId,
      phase_id: input.phaseId,
      ...row,
      corrects_id: input.correctsId ?? null,
      ...stamp(context),
    })
    .execute();
  // In this order, in one go: the steps point at the conversation.
  return ok({ conversationId, written: Promise.all([conversation, ...stepsOf(tx, context, input, conversationId)]) });
}

/** What a conversation says of the steps, being written. */
function stepsOf(tx: Tx, context: Context, input: ConversationToWrite, conversationId: string): readonly Promise<unknown>[] {
  const add = (
    step: Step,
    details: { outcome: CodeOf<"participation.step.outcome">; reason?: Reason; tryAgainOn?: string | undefined },
  ): Promise<unknown> =>
    tx
      .insertInto("participation.step")
      .values({
        id: newTouchedId(context),
        case_id: input.caseId,
        phase_id: input.phaseId,
        step,
        outcome: details.outcome,
        // A talk that was to be held later but was declined or called off: that became known today.
        happened_on: input.heldOn > context.today ? context.today : input.heldOn,
        understood: step === "informerad" ? (input.understood ?? null) : null,
        conversation_id: conversationId,
        reason: details.reason ?? null,
        try_again_on: details.tryAgainOn ?? null,
        ...stamp(context),
      })
      .execute();
  if (input.status === "genomfört") {
    return [
      ...(input.form === "observation" ? [] : [add("hörd", { outcome: "gjort" })]),
      ...(input.informationGiven === undefined ? [] : [add("informerad", { outcome: "gjort" })]),
    ];
  }
  const reasons: Partial<Record<typeof input.status, Reason>> = { avböjt: "barnet vill inte", inställt: "inställt" };
  const reason = reasons[input.status];
  return reason === undefined ? [] : [add("hörd", { outcome: "inte gjort", reason, tryAgainOn: input.nextOn })];
}

/** A step that was done, with how, or was not, with why. */
export type StepToWrite = InPhase & {
  readonly step: Step;
  readonly happenedOn: string;
  readonly outcome: CodeOf<"participation.step.outcome">;
  readonly content?: string | undefined;
  readonly understood?: (typeof understandings)[number] | undefined;
  readonly reason?: Reason | undefined;
  readonly reasonText?: string | undefined;
  readonly tryAgainOn?: string | undefined;
};

const tooEarlyToTell = {
  code: "nothing-decided",
  message: "Det finns inget beslut att berätta om än.",
  hint: "Fatta beslutet först. Berätta sedan för barnet.",
};

/**
 * Writes that one of the four steps was done, or why it was not. Gives its id. Problems: `nothing-decided` where the child is told before anything is,
 * and one at `happenedOn` where the day is before the phase or the decision.
 */
export async function writeStep(tx: Tx, context: Context, input: StepToWrite, phase: PhaseState): Promise<Result<string>> {
  const early = beforePhase("happenedOn", input.happenedOn, phase) ?? (await beforeDecision(tx, context, input, phase));
  if (early) return early;
  const done = input.outcome === "gjort";
  const stepId = newTouchedId(context);
  await tx
    .insertInto("participation.step")
    .values({
      id: stepId,
      case_id: input.caseId,
      phase_id: input.phaseId,
      step: input.step,
      outcome: input.outcome,
      happened_on: input.happenedOn,
      content: done ? (input.content ?? null) : null,
      understood: done ? (input.understood ?? null) : null,
      reason: done ? null : (input.reason ?? null),
      reason_text: done ? null : (input.reasonText ?? null),
      try_again_on: done ? null : (input.tryAgainOn ?? null),
      ...stamp(context),
    })
    .execute();
  return ok(stepId);
}

function beforePhase(field: string, day: string, phase: PhaseState) {
  return day < phase.openedOn ? invalidField(field, `Fasen började ${phase.openedOn}. Välj den dagen eller en senare.`) : undefined;
}

/** In a phase that ends by telling the child there is something to tell once it is decided, from that day. */
async function beforeDecision(tx: Tx, context: Context, input: StepToWrite, phase: PhaseState) {
  if (!endsByTelling(phase.kind) || input.step !== "berättad" || phase.closedOn !== null) return undefined;
  const decided = await tx
    .selectFrom("due.clock")
    .select("since")
    .where("municipality_id", "=", context.actor.municipalityId)
    .where("case_id", "=", input.caseId)
    .where("phase_id", "=", input.phaseId)
    .where("rule_id", "=", tellTheChildClock.id)
    .where("stopped_at", "is", null)
    .executeTakeFirst();
  if (!decided) return failed(tooEarlyToTell);
  if (input.happenedOn >= decided.since) return undefined;
  return invalidField("happenedOn", `Beslutet fattades ${decided.since}. Barnet kan ha fått veta det den dagen eller senare.`);
}
