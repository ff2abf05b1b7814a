import type { CodeOf } from "../../../platform/database/generated.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import { z } from "zod";
import { brokeOpen, worksInCase } from "../../../platform/access/permits.ts";
import { rowOf } from "../../../platform/core/about.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import type { Context } from "../../../platform/core/door.ts";
import { optionalId } from "../../../platform/core/fields.ts";
import { idField, isId } from "../../../platform/basics/identifiers.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { invalidField, ok } from "../../../platform/basics/result.ts";
import { conversationFields, withheldFields } from "../conversation-fields.ts";
import { closeIfComplete, takePhase } from "../phases.ts";
import type { Reason, Step } from "../rules.ts";

const whichPhase = "Välj vilken fas samtalet hör till.";

export const conversationInput = z
  .object({
    caseId: idField,
    phaseId: z.string(whichPhase).refine(isId, whichPhase).meta({ format: "uuid" }),
    ...conversationFields,
    ...withheldFields,
    correctsId: optionalId(),
  })
  .refine((input) => input.status !== "genomfört" || input.form === "observation" || input.childWords !== undefined, {
    path: ["childWords"],
    message: "Skriv vad barnet sa, med barnets egna ord. Sa barnet inget, skriv det.",
  })
  .refine((input) => input.withheldFromGuardians === undefined || input.withheldReason !== undefined, {
    path: ["withheldReason"],
    message: "Skriv varför vårdnadshavare inte får ta del av uppgiften.",
  })
  .refine((input) => (input.status !== "avböjt" && input.status !== "inställt") || input.nextOn !== undefined, {
    path: ["nextOn"],
    message: "Ange vilken dag ni försöker igen.",
  })
  .refine((input) => input.nextOn === undefined || input.nextOn > input.heldOn, {
    path: ["nextOn"],
    message: "Nästa dag måste ligga efter dagen för samtalet.",
  });

type Input = z.output<typeof conversationInput>;

/**
 * Records a conversation with the child, held or not. A conversation that was held is also the record that the child
 * was heard, and informed when information was given; one that was declined or called off is the reason, with the day
 * to try again. Gives the conversation's id.
 */
export const recordConversation = defineAction({
  name: "participation.record-conversation",
  title: "Dokumentera ett samtal med barnet",
  input: conversationInput,
  output: z.object({ conversationId: answer.id }),
  permit: [worksInCase, brokeOpen],
  async run(tx, input, context) {
    if (input.heldOn > context.today && input.status === "genomfört") {
      return invalidField("heldOn", "Dagen har inte varit än. Ett genomfört samtal kan inte ligga framåt i tiden.");
    }
    const phase = await takePhase(tx, context.actor.municipalityId, input.caseId, input.phaseId);
    if (!phase.ok) return phase;
    if (input.heldOn < phase.value.openedOn) {
      return invalidField("heldOn", `Fasen började ${phase.value.openedOn}. Välj den dagen eller en senare.`);
    }
    const conversationId = newTouchedId(context);
    const conversation = tx
      .insertInto("participation.conversation")
      .values({
        id: conversationId,
        case_id: input.caseId,
        phase_id: input.phaseId,
        ...rowOf({ ...conversationFields, ...withheldFields }, input),
        corrects_id: input.correctsId ?? null,
        ...stamp(context),
      })
      .execute();
    // In this order, in one go: the steps point at the conversation, and what then stands in the phase is asked last.
    const written = Promise.all([conversation, ...stepsOf(tx, context, input, conversationId)]);
    const [closed] = await Promise.all([closeIfComplete(tx, context, input.caseId, input.phaseId, phase.value), written]);
    return closed.ok ? ok({ conversationId }) : closed;
  },
});

/** What a conversation says of the steps, being written. */
function stepsOf(tx: Tx, context: Context, input: Input, conversationId: string): readonly Promise<unknown>[] {
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
