import { otherReason, reasonsToRetry, tryAgain, tryAgainMessage, whyNot } from "../reason-words.ts";
import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { choice, optionalChoice, optionalDate, optionalText, requiredDate } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { stepOutcomes, understandings } from "../codes.ts";
import { closeIfComplete, takePhase } from "../phases.ts";
import { REASONS, REASON_LABELS, STEPS, STEP_LABELS } from "../rules.ts";
import type { Reason } from "../rules.ts";
import { closedCase, writeStep } from "../write-records.ts";

const everyReason = Object.keys(REASON_LABELS) as [Reason, ...Reason[]];

const isDone = { field: "outcome", is: ["gjort"] } as const;
const isNotDone = { field: "outcome", is: ["inte gjort"] } as const;

export const stepInput = formOf({
  caseId: idField,
  phaseId: idField,
  step: about(choice(STEPS, "steg"), { label: "Steg", words: STEP_LABELS }),
  happenedOn: about(requiredDate("vilken dag"), {
    past: "Dagen har inte varit än. Ange den dag det hände, inte en dag framåt i tiden.",
    label: "Dag",
    hint: "I dag är ifyllt.",
    start: "today",
  }),
  outcome: about(choice(stepOutcomes, "om det är gjort"), { label: "Är det gjort?" }),
  content: about(optionalText(), {
    label: "Hur gick det till?",
    rows: 4,
    when: isDone,
    needed: "Beskriv hur det gick till. En mening räcker.",
  }),
  understood: about(optionalChoice(understandings), { label: "Förstod {barnet}?", inline: true, when: isDone, journal: "Barnet förstod" }),
  reason: about(optionalChoice(everyReason), {
    ...whyNot,
    as: "buttons",
    when: isNotDone,
    needed: "Välj varför det inte är gjort.",
  }),
  reasonText: about(optionalText(2000), otherReason("reason")),
  tryAgainOn: about(optionalDate(), {
    ...tryAgain,
    hint: "Behövs för de skäl där det står. Dagen läggs i din arbetslista.",
    when: isNotDone,
    needed: { message: tryAgainMessage, when: { field: "reason", is: reasonsToRetry } },
  }),
})
  .refine((input) => input.outcome !== "inte gjort" || input.reason === undefined || REASONS[input.step].includes(input.reason), {
    path: ["reason"],
    message: "Skälet passar inte det här steget. Välj ett annat.",
  })
  .refine((input) => input.tryAgainOn === undefined || input.tryAgainOn > input.happenedOn, {
    path: ["tryAgainOn"],
    message: "Dagen att försöka igen måste ligga senare.",
  });

/**
 * Records that one of the four steps was done, or why it was not. Telling the child can only be recorded once there is
 * a decision to tell about. In a preliminary assessment or an investigation the last of the four closes the phase.
 */
export const recordStep = defineAction({
  name: "participation.record-step",
  title: "Dokumentera ett steg i barnets delaktighet",
  input: stepInput,
  output: z.object({ stepId: answer.id, phaseClosed: answer.yesNo }),
  permit: [worksInCase],
  async run(tx, input, context) {
    const phase = await takePhase(tx, context.actor.municipalityId, input.caseId, input.phaseId);
    if (!phase.ok) return phase;
    if (phase.value.caseClosed) return failed(closedCase);
    const written = await writeStep(tx, context, input, phase.value);
    if (!written.ok) return written;
    const closed = await closeIfComplete(tx, context, input.caseId, input.phaseId, phase.value);
    return closed.ok ? ok({ stepId: written.value, phaseClosed: closed.value }) : closed;
  },
});
