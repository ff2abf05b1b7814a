import type { Tx } from "../../../platform/database/connect.ts";
import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
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
import { NOT_HEARD_REASONS, retryFor } from "../../participation/rules.ts";
import { requireBeginning } from "../begin.ts";
import { getIntervention } from "../find-intervention.ts";

export const followUpInput = z
  .object({
    caseId: idField,
    interventionId: idField,
    beganOn: optionalDate(),
    followedUpOn: requiredDate("vilken dag uppföljningen gjordes"),
    carriedOutAsPlanned: choice(carriedOut, "om insatsen genomförs som planerat"),
    childView: optionalText(),
    notHeardReason: optionalChoice(NOT_HEARD_REASONS),
    notHeardText: optionalText(2000),
    tryAgainOn: optionalDate(),
    goalAttainment: choice(followUpAttainments, "hur det går med målen"),
    changeNeeded: choice(changesNeeded, "om något behöver ändras"),
    summary: requiredText("vad uppföljningen visar"),
    nextFollowUpOn: optionalDate(),
  })
  .refine((input) => input.changeNeeded === "avsluta" || input.nextFollowUpOn !== undefined, {
    path: ["nextFollowUpOn"],
    message: "Ange när insatsen följs upp nästa gång.",
  })
  .refine((input) => input.nextFollowUpOn === undefined || input.nextFollowUpOn > input.followedUpOn, {
    path: ["nextFollowUpOn"],
    message: "Nästa uppföljning måste ligga efter den här.",
  })
  .refine((input) => input.notHeardReason !== "annat" || input.notHeardText !== undefined, {
    path: ["notHeardText"],
    message: "Skriv vilket skälet är.",
  })
  .refine((input) => input.notHeardReason === undefined || retryFor(input.notHeardReason) !== "krävs" || input.tryAgainOn !== undefined, {
    path: ["tryAgainOn"],
    message: "Ange vilken dag ni försöker igen.",
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
