import { otherReason, reasonsToRetry, tryAgain, tryAgainMessage, whyNot } from "../reason-words.ts";
import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { choice, optionalChoice, optionalDate, optionalText, requiredDate } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { failed, invalidField, ok } from "../../../platform/basics/result.ts";
import { tellTheChildClock } from "../clocks.ts";
import { stepOutcomes, understandings } from "../codes.ts";
import { closeIfComplete, endsByTelling, takePhase } from "../phases.ts";
import { REASONS, REASON_LABELS, STEPS } from "../rules.ts";
import type { Reason } from "../rules.ts";

const everyReason = Object.keys(REASON_LABELS) as [Reason, ...Reason[]];

const isDone = { field: "outcome", is: ["gjort"] } as const;
const isNotDone = { field: "outcome", is: ["inte gjort"] } as const;

export const stepInput = formOf({
  caseId: idField,
  phaseId: idField,
  step: choice(STEPS, "steg"),
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
  understood: about(optionalChoice(understandings), { label: "Förstod {barnet}?", inline: true, when: isDone }),
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

const tooEarlyToTell = {
  code: "nothing-decided",
  message: "Det finns inget beslut att berätta om än.",
  hint: "Fatta beslutet först. Berätta sedan för barnet.",
};

const closedCase = {
  code: "case-closed",
  message: "Ärendet är avslutat.",
  hint: "Registrera en ny anmälan eller ansökan för att öppna ett nytt ärende.",
};

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
    const { municipalityId } = context.actor;
    const phase = await takePhase(tx, municipalityId, input.caseId, input.phaseId);
    if (!phase.ok) return phase;
    if (phase.value.caseClosed) return failed(closedCase);
    if (input.happenedOn < phase.value.openedOn) {
      return invalidField("happenedOn", `Fasen började ${phase.value.openedOn}. Välj den dagen eller en senare.`);
    }
    if (endsByTelling(phase.value.kind) && input.step === "berättad" && phase.value.closedOn === null) {
      const decided = await tx
        .selectFrom("due.clock")
        .select("since")
        .where("municipality_id", "=", municipalityId)
        .where("case_id", "=", input.caseId)
        .where("phase_id", "=", input.phaseId)
        .where("rule_id", "=", tellTheChildClock.id)
        .where("stopped_at", "is", null)
        .executeTakeFirst();
      if (!decided) return failed(tooEarlyToTell);
      if (input.happenedOn < decided.since) {
        return invalidField("happenedOn", `Beslutet fattades ${decided.since}. Barnet kan ha fått veta det den dagen eller senare.`);
      }
    }
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
    const closed = await closeIfComplete(tx, context, input.caseId, input.phaseId, phase.value);
    return closed.ok ? ok({ stepId, phaseClosed: closed.value }) : closed;
  },
});
