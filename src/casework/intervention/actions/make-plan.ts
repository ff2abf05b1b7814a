import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { addMonths } from "../../../platform/basics/dates.ts";
import { about } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { choice, optionalDate, optionalText, requiredDate, requiredText, yesNo } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { stamp } from "../../../platform/core/journal.ts";
import { failed, invalidField, ok } from "../../../platform/basics/result.ts";
import { trueDay } from "../../../platform/core/true-day.ts";
import { closePhase, openPhase } from "../../participation/phases.ts";
import { passedOn } from "../codes.ts";
import { recordBeginning } from "../begin.ts";
import { getIntervention } from "../find-intervention.ts";
import { passedOnOf } from "../rules-statements.ts";
import { chooseOfStatements, statementsFields } from "../statements.ts";

/** Months until the first follow-up that stands in the form from the start. */
const FIRST_FOLLOW_UP_MONTHS = 3;

export const planInput = formOf({
  caseId: idField,
  interventionId: idField,
  provider: about(requiredText("vem som utför insatsen", 200), {
    label: "Vem utför insatsen?",
    term: "Utförs av",
    journal: "Utförare",
    hint: "Verksamheten och gärna en namngiven person.",
  }),
  plannedOn: about(optionalDate(), {
    past: true,
    label: "Planen gjordes",
    hint: "Dagen då ni planerade med barnet. I dag är ifyllt.",
    start: "today",
  }),
  startedOn: about(requiredDate("vilken dag insatsen börjar"), {
    label: "Insatsen börjar",
    term: "Planerad att börja",
    journal: "Ska börja",
    hint: "I dag är ifyllt. Kan vara en dag som kommer.",
    start: "today",
  }),
  /** It has begun on that day. Without it the day is a plan, and the decision is not carried out. */
  hasBegun: about(yesNo(), {
    label: "Har insatsen börjat?",
    hint: "Beslutet är verkställt först när insatsen har börjat. Kryssar du inte nu påminns du.",
    words: { ja: "Ja, den har börjat den dagen" },
    as: "box",
  }),
  goals: about(requiredText("målen"), { label: "Mål", hint: "Målen ur beslutet är ifyllda.", rows: 3, journal: "Mål" }),
  childGoals: about(optionalText(), {
    label: "{barnet}s egna mål",
    hint: "Med barnets egna ord.",
    rows: 3,
    term: "Barnets egna mål",
    journal: "Barnets egna mål",
  }),
  firstFollowUpOn: about(requiredDate("vilken dag insatsen följs upp första gången"), {
    label: "Första uppföljningen",
    journal: "Första uppföljning",
    hint: "Tre månader är ifyllt.",
    start: { months: FIRST_FOLLOW_UP_MONTHS },
  }),
  childInformationUsed: about(choice(passedOn, "om det barnet har sagt är använt i planen"), {
    label: "Är det {barnet} har sagt använt i planen?",
    journal: "Det barnet har sagt är använt i planen",
    inline: true,
  }),
  ...statementsFields,
}).refine((input) => input.firstFollowUpOn >= input.startedOn, {
  path: ["firstFollowUpOn"],
  message: "Uppföljningen kan inte ligga före insatsens början.",
});

/** A start further ahead is taken for a slip of the pen. Ours; an intervention cannot be ended before it has begun. */
const LONGEST_WAIT_MONTHS = 12;

/**
 * Records the plan that was made with the child, and what of each statement of the child the provider gets, in full, in other words or not, and why; whether it
 * was passed on is counted of that. Closes the planning phase, which needs the child's four steps, and opens the follow-up phase. A plan carries nothing out: the
 * day it begins is recorded here only when it is said to have begun. Problems: those of the phase, and `statements-have-come`.
 */
export const makePlan = defineAction({
  name: "intervention.make-plan",
  title: "Planera insatsen och lämna över till utföraren",
  input: planInput,
  output: z.object({ followUpPhaseId: answer.id }),
  permit: [worksInCase],
  async run(tx, input, context) {
    const intervention = await getIntervention(tx, context, input.caseId, input.interventionId);
    if (!intervention.ok) return intervention;
    const { planningPhaseId, followUpPhaseId, grantedOn } = intervention.value;
    if (followUpPhaseId !== null) return failed({ code: "already-done", message: "Insatsen är redan planerad.", hint: "Ladda om sidan." });
    if (input.startedOn < grantedOn) {
      return invalidField("startedOn", `Insatsen beviljades ${grantedOn}. Välj den dagen eller en senare.`);
    }
    if (input.startedOn > addMonths(context.today, LONGEST_WAIT_MONTHS)) {
      return invalidField("startedOn", "Dagen ligger mer än ett år framåt. Kontrollera året.");
    }
    const planned = trueDay(context, input.plannedOn, "plannedOn", { day: grantedOn, what: "Insatsen beviljades" });
    if (!planned.ok) return planned;
    const closed = await closePhase(tx, context, input.caseId, planningPhaseId, planned.value);
    if (!closed.ok) return closed;
    const chosen = await chooseOfStatements(tx, context, input, input.statements);
    if (!chosen.ok) return chosen;
    const counted = passedOnOf(chosen.value);
    const followUp = await openPhase(tx, context, input.caseId, "uppföljning", input.interventionId, planned.value);
    await tx
      .insertInto("intervention.plan")
      .values({
        intervention_id: input.interventionId,
        case_id: input.caseId,
        planning_phase_id: planningPhaseId,
        follow_up_phase_id: followUp,
        started_on: input.startedOn,
        provider: input.provider,
        goals: input.goals,
        child_goals: input.childGoals ?? null,
        child_information_used: input.childInformationUsed,
        child_information_passed_on: counted.passedOn,
        reason_not_passed_on: counted.reason,
        first_follow_up_on: input.firstFollowUpOn,
        ...stamp(context),
      })
      .execute();
    if (input.hasBegun) {
      const begun = await recordBeginning(tx, context, input, intervention.value, input.startedOn, "startedOn");
      if (!begun.ok) return begun;
    }
    return ok({ followUpPhaseId: followUp });
  },
});
