import type { WordsFor } from "../../../platform/basics/codes.ts";
import type { CodeOf } from "../../../platform/database/generated.ts";
import { otherReason, reasonsToRetry, tryAgain, tryAgainMessage, whyNot } from "../../participation/reason-words.ts";
import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import type { Context } from "../../../platform/core/door.ts";
import { about } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { choice, optionalChoice, optionalDate, optionalText, requiredDate, requiredText } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { failed, invalidField, ok } from "../../../platform/basics/result.ts";
import { trueDay } from "../../../platform/core/true-day.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import { stepOutcomes } from "../../participation/codes.ts";
import { closePhase, takePhase } from "../../participation/phases.ts";
import { NOT_TOLD_REASONS } from "../../participation/rules.ts";
import { isAfterLimit } from "../begin.ts";
import { getIntervention } from "../find-intervention.ts";
import { NOT_BEGUN_REASONS } from "../rules.ts";

const isTold = { field: "told", is: ["gjort"] } as const;
const isNotTold = { field: "told", is: ["inte gjort"] } as const;

const NOT_BEGUN_WORDS: WordsFor<CodeOf<"intervention.not_begun.reason">> = {
  "annan insats": "En annan insats behövs",
  flyttat: "Familjen flyttar",
  "fyllt 18 år": "Den unge har fyllt 18 år",
  "annan huvudman": "En annan huvudman tar vid",
  avliden: "Barnet har avlidit",
};

export const notBegunInput = formOf({
  caseId: idField,
  interventionId: idField,
  decidedOn: about(requiredDate("vilken dag det stod klart att insatsen inte blir av"), {
    past: true,
    label: "Dagen då det stod klart",
    hint: "I dag är ifyllt.",
    start: "today",
  }),
  reason: about(choice(NOT_BEGUN_REASONS, "varför insatsen inte blir av"), {
    label: "Varför blir insatsen inte av?",
    words: NOT_BEGUN_WORDS,
    as: "buttons",
  }),
  explanation: about(requiredText("hur det gick till"), {
    label: "Hur gick det till?",
    hint: "Vem sa vad, och vad händer i stället?",
    rows: 4,
  }),
  told: about(choice(stepOutcomes, "om barnet har fått veta det"), {
    label: "Har {barnet} fått veta att insatsen inte blir av, och varför?",
    words: { gjort: "Ja, {barnet} har fått veta", "inte gjort": "Nej, {barnet} har inte fått veta" },
    start: { code: "gjort" },
  }),
  toldHow: about(optionalText(), {
    label: "Vad fick {barnet} veta, och hur?",
    hint: "En mening räcker.",
    rows: 3,
    when: isTold,
    needed: "Skriv vad barnet fick veta, och hur. En mening räcker.",
  }),
  toldOn: about(optionalDate(), {
    past: true,
    label: "Vilken dag fick {barnet} veta det?",
    hint: "I dag är ifyllt.",
    when: isTold,
    start: "today",
  }),
  notToldReason: about(optionalChoice(NOT_TOLD_REASONS), {
    ...whyNot,
    when: isNotTold,
    needed: "Välj varför barnet inte har fått veta det.",
  }),
  notToldText: about(optionalText(2000), otherReason("notToldReason")),
  tryAgainOn: about(optionalDate(), {
    ...tryAgain,
    when: isNotTold,
    needed: { message: tryAgainMessage, when: { field: "notToldReason", is: reasonsToRetry } },
  }),
});

type Input = z.output<typeof notBegunInput>;

/**
 * Ends an intervention that never begins, whether or not it was planned: why, and that the child was told (or why not). Closes the
 * phase it stood in, which needs the child's other three steps too. Refused once it has been followed up: then it has begun.
 */
export const recordNotBegun = defineAction({
  name: "intervention.record-not-begun",
  title: "Avsluta en insats som inte blir av",
  input: notBegunInput,
  output: z.object({ decidedOn: answer.day }),
  permit: [worksInCase],
  async run(tx, input, context) {
    const intervention = await getIntervention(tx, context, input.caseId, input.interventionId);
    if (!intervention.ok) return intervention;
    const { planningPhaseId, followUpPhaseId, grantedOn } = intervention.value;
    if (input.decidedOn < grantedOn || input.decidedOn > context.today) {
      return invalidField("decidedOn", `Insatsen beviljades ${grantedOn}. Välj den dagen eller en senare, till och med i dag.`);
    }
    if (input.tryAgainOn !== undefined && input.tryAgainOn <= context.today) {
      return invalidField("tryAgainOn", "Dagen att försöka igen måste ligga senare än i dag.");
    }
    const told = trueDay(context, input.toldOn, "toldOn", { day: grantedOn, what: "Insatsen beviljades" });
    if (!told.ok) return told;
    const phaseId = followUpPhaseId ?? planningPhaseId;
    const phase = await takePhase(tx, context.actor.municipalityId, input.caseId, phaseId);
    if (!phase.ok) return phase;
    if (phase.value.closedOn !== null) {
      return failed({ code: "already-done", message: "Någon annan hann före.", hint: "Ladda om sidan för att se det senaste." });
    }
    const toldId = await recordTold(tx, context, phaseId, input, told.value);
    const closed = await closePhase(tx, context, input.caseId, phaseId, input.decidedOn);
    if (!closed.ok) return closed;
    await tx
      .insertInto("intervention.not_begun")
      .values({
        intervention_id: input.interventionId,
        case_id: input.caseId,
        phase_id: phaseId,
        told_id: toldId,
        decided_on: input.decidedOn,
        reason: input.reason,
        explanation: input.explanation,
        after_limit: isAfterLimit(intervention.value, input.decidedOn),
        ...stamp(context),
      })
      .execute();
    return ok({ decidedOn: input.decidedOn });
  },
});

/** The step in which the child got to know that nothing comes of it, or why not. Gives its id. */
async function recordTold(tx: Tx, context: Context, phaseId: string, input: Input, toldOn: string): Promise<string> {
  const id = newTouchedId(context);
  const done = input.told === "gjort";
  await tx
    .insertInto("participation.step")
    .values({
      id,
      case_id: input.caseId,
      phase_id: phaseId,
      step: "berättad",
      outcome: input.told,
      happened_on: toldOn,
      content: done ? (input.toldHow ?? null) : null,
      reason: done ? null : (input.notToldReason ?? null),
      reason_text: done ? null : (input.notToldText ?? null),
      try_again_on: done ? null : (input.tryAgainOn ?? null),
      ...stamp(context),
    })
    .execute();
  return id;
}
