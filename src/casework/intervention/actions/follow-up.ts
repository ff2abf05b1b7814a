import type { Tx } from "../../../platform/database/connect.ts";
import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import type { Context } from "../../../platform/core/door.ts";
import { choice, optionalChoice, optionalDate, optionalText, requiredDate, requiredText } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { failed, invalidField, ok } from "../../../platform/basics/result.ts";
import { carriedOut, changesNeeded, followUpAttainments } from "../codes.ts";
import { requireHeard } from "../../participation/heard.ts";
import { takePhase } from "../../participation/phases.ts";
import { otherReason, reasonsToRetry, tryAgain, tryAgainMessage, whyNot } from "../../participation/reason-words.ts";
import { NOT_HEARD_REASONS } from "../../participation/rules.ts";
import { without } from "../../../platform/basics/codes.ts";
import { DEFAULT_FOLLOW_UP_MONTHS } from "../rules.ts";
import { requireBeginning } from "../begin.ts";
import { getIntervention } from "../find-intervention.ts";

export const followUpInput = formOf({
  caseId: idField,
  interventionId: idField,
  /** Asked for where nobody has said yet that it began. */
  beganOn: about(optionalDate(), {
    label: "Dagen då insatsen började",
    hint: "Den planerade dagen är ifylld. Ändra om det blev en annan.",
    optional: false,
  }),
  followedUpOn: about(requiredDate("vilken dag uppföljningen gjordes"), {
    past: true,
    label: "Dag",
    hint: "I dag är ifyllt.",
    start: "today",
  }),
  childView: about(optionalText(), {
    label: "Vad tycker {barnet}?",
    hint: "Det senaste som barnet har sagt i uppföljningen är ifyllt.",
    rows: 4,
  }),
  notHeardReason: about(optionalChoice(NOT_HEARD_REASONS), {
    ...whyNot,
    as: "buttons",
  }),
  notHeardText: about(optionalText(2000), otherReason("notHeardReason")),
  tryAgainOn: about(optionalDate(), {
    ...tryAgain,
    when: { field: "notHeardReason", is: NOT_HEARD_REASONS },
    needed: { message: tryAgainMessage, when: { field: "notHeardReason", is: reasonsToRetry } },
  }),
  carriedOutAsPlanned: about(choice(carriedOut, "om insatsen genomförs som planerat"), {
    label: "Genomförs insatsen som planerat?",
    inline: true,
  }),
  goalAttainment: about(choice(followUpAttainments, "hur det går med målen"), { label: "Hur går det med målen?" }),
  summary: about(requiredText("vad uppföljningen visar"), { label: "Vad visar uppföljningen?", rows: 4 }),
  changeNeeded: about(choice(changesNeeded, "om något behöver ändras"), {
    label: "Behöver insatsen ändras?",
    words: {
      nej: "Nej, den fortsätter",
      "ändrad insats": "Ja, en ändrad insats",
      "utökad insats": "Ja, en utökad insats",
      avsluta: "Den kan avslutas",
    },
  }),
  nextFollowUpOn: about(optionalDate(), {
    label: "Nästa uppföljning, om insatsen inte kan avslutas",
    hint: "Sex månader är ifyllt.",
    start: { months: DEFAULT_FOLLOW_UP_MONTHS },
    when: { field: "changeNeeded", is: without(changesNeeded, "avsluta") },
    needed: "Ange när insatsen följs upp nästa gång.",
  }),
})
  .refine((input) => input.nextFollowUpOn === undefined || input.nextFollowUpOn > input.followedUpOn, {
    path: ["nextFollowUpOn"],
    message: "Nästa uppföljning måste ligga efter den här.",
  })
  .refine((input) => input.notHeardReason === undefined || input.tryAgainOn === undefined || input.tryAgainOn > input.followedUpOn, {
    path: ["tryAgainOn"],
    message: "Dagen att försöka igen måste ligga senare.",
  });

/**
 * Records a follow-up of an intervention: carried out as planned, the child's view, the goals, what needs changing. It is met by a record
 * with the child (a conversation, or what the child has said in another way) or by a reason why the child was not heard.
 */
export const followUp = defineAction({
  name: "intervention.follow-up",
  title: "Följ upp insatsen",
  input: followUpInput,
  output: z.object({ followUpId: answer.id }),
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
    if (input.followedUpOn < begun.value || input.followedUpOn > context.today) {
      return invalidField("followedUpOn", `Välj en dag från insatsens början, ${begun.value}, till och med i dag.`);
    }
    const phase = await takePhase(tx, context.actor.municipalityId, input.caseId, followUpPhaseId);
    if (!phase.ok) return phase;
    const earlier = await earlierFollowUps(tx, context, input.caseId, input.interventionId);
    const where = { caseId: input.caseId, phaseId: followUpPhaseId, on: input.followedUpOn, ...earlier };
    const heard = await requireHeard(tx, context, where, input);
    if (!heard.ok) return heard;
    const followUpId = newTouchedId(context);
    await tx
      .insertInto("intervention.follow_up")
      .values({
        id: followUpId,
        case_id: input.caseId,
        intervention_id: input.interventionId,
        heard_phase_id: followUpPhaseId,
        heard_id: heard.value,
        followed_up_on: input.followedUpOn,
        carried_out_as_planned: input.carriedOutAsPlanned,
        child_view: input.childView ?? null,
        goal_attainment: input.goalAttainment,
        change_needed: input.changeNeeded,
        summary: input.summary,
        next_follow_up_on: input.nextFollowUpOn ?? null,
        ...stamp(context),
      })
      .execute();
    return ok({ followUpId });
  },
});

type Earlier = { readonly since: { on: string; recordedAt: Date } | null; readonly used: readonly string[] };

/** When the intervention was last followed up, when that was written, and the records of the child that served. */
async function earlierFollowUps(tx: Tx, context: Context, caseId: string, interventionId: string): Promise<Earlier> {
  const rows = await tx
    .selectFrom("intervention.follow_up")
    .select(["followed_up_on", "recorded_at", "heard_id"])
    .where("municipality_id", "=", context.actor.municipalityId)
    .where("case_id", "=", caseId)
    .where("intervention_id", "=", interventionId)
    .orderBy("followed_up_on", "desc")
    .orderBy("recorded_at", "desc")
    .execute();
  const [last] = rows;
  const used = rows.flatMap((row) => (row.heard_id === null ? [] : [row.heard_id]));
  return { since: last ? { on: last.followed_up_on, recordedAt: last.recorded_at } : null, used };
}
