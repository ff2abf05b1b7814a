import { z } from "zod";
import { brokeOpen, worksInCase } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { optionalId } from "../../../platform/core/fields.ts";
import { idField, isId } from "../../../platform/basics/identifiers.ts";
import { ok } from "../../../platform/basics/result.ts";
import { conversationFields, withheldFields, withheldHasReason } from "../conversation-fields.ts";
import { closeIfComplete, takePhase } from "../phases.ts";
import { writeConversation } from "../write-records.ts";

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
  .refine(...withheldHasReason)
  .refine((input) => (input.status !== "avböjt" && input.status !== "inställt") || input.nextOn !== undefined, {
    path: ["nextOn"],
    message: "Ange vilken dag ni försöker igen.",
  })
  .refine((input) => input.nextOn === undefined || input.nextOn > input.heldOn, {
    path: ["nextOn"],
    message: "Nästa dag måste ligga efter dagen för samtalet.",
  });

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
    const phase = await takePhase(tx, context.actor.municipalityId, input.caseId, input.phaseId);
    if (!phase.ok) return phase;
    const conversation = writeConversation(tx, context, input, phase.value);
    if (!conversation.ok) return conversation;
    const { conversationId, written } = conversation.value;
    // In one go; what then stands in the phase is asked last.
    const [closed] = await Promise.all([closeIfComplete(tx, context, input.caseId, input.phaseId, phase.value), written]);
    return closed.ok ? ok({ conversationId }) : closed;
  },
});
