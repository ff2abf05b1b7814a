import type { WordsFor } from "../../../platform/basics/codes.ts";
import type { CodeOf } from "../../../platform/database/generated.ts";
import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { choice, optionalDate, requiredDate, requiredText } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { stamp } from "../../../platform/core/journal.ts";
import { failed, invalidField, ok } from "../../../platform/basics/result.ts";
import { closePhase } from "../../participation/phases.ts";
import { goalAttainments } from "../codes.ts";
import { requireBeginning } from "../begin.ts";
import { getIntervention } from "../find-intervention.ts";
import { ENDING_REASONS } from "../rules.ts";

const ENDING_WORDS: WordsFor<CodeOf<"intervention.ending.reason">> = {
  "behov tillgodosett": "Behovet är tillgodosett",
  flyttat: "Barnet har flyttat",
  "fyllt 18 år": "Den unge har fyllt 18 år",
  "annan insats": "En annan insats tar vid",
  "annan huvudman": "En annan huvudman tar vid",
  avliden: "Barnet har avlidit",
};

export const endingInput = formOf({
  caseId: idField,
  interventionId: idField,
  /** Asked for where nobody has said yet that it began. */
  beganOn: about(optionalDate(), { label: "Dagen då insatsen började", hint: "Den planerade dagen är ifylld.", optional: false }),
  endedOn: about(requiredDate("vilken dag insatsen slutade"), { past: true, label: "Sista dag", hint: "I dag är ifyllt.", start: "today" }),
  reason: about(choice(ENDING_REASONS, "varför insatsen slutar"), {
    label: "Varför slutar insatsen?",
    words: ENDING_WORDS,
  }),
  goalAttainment: about(choice(goalAttainments, "hur det gick med målen"), { label: "Hur gick det med målen?" }),
  summary: about(requiredText("hur det gick"), {
    label: "Hur gick det?",
    hint: "Vad blev bättre för barnet, och vad återstår?",
    rows: 5,
  }),
});

/** Ends an intervention that has begun and closes its follow-up phase, which needs the child's four steps. */
export const endIntervention = defineAction({
  name: "intervention.end-intervention",
  title: "Avsluta insatsen",
  input: endingInput,
  output: z.object({ endedOn: answer.day }),
  permit: [worksInCase],
  async run(tx, input, context) {
    const intervention = await getIntervention(tx, context, input.caseId, input.interventionId);
    if (!intervention.ok) return intervention;
    const { followUpPhaseId } = intervention.value;
    if (followUpPhaseId === null) {
      return failed({ code: "not-planned", message: "Insatsen är inte planerad än.", hint: "Planera insatsen med barnet först." });
    }
    const begun = await requireBeginning(tx, context, input, intervention.value, input.beganOn, context.today);
    if (!begun.ok) return begun;
    if (input.endedOn < begun.value || input.endedOn > context.today) {
      return invalidField("endedOn", `Välj en dag från insatsens början, ${begun.value}, till och med i dag.`);
    }
    const closed = await closePhase(tx, context, input.caseId, followUpPhaseId, input.endedOn);
    if (!closed.ok) return closed;
    await tx
      .insertInto("intervention.ending")
      .values({
        intervention_id: input.interventionId,
        case_id: input.caseId,
        follow_up_phase_id: followUpPhaseId,
        ended_on: input.endedOn,
        reason: input.reason,
        goal_attainment: input.goalAttainment,
        summary: input.summary,
        ...stamp(context),
      })
      .execute();
    return ok({ endedOn: input.endedOn });
  },
});
