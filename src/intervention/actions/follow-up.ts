import { z } from "zod";
import { worksInCase } from "../../access/permits.ts";
import { defineAction } from "../../core/door.ts";
import { choice, optionalDate, optionalText, requiredDate, requiredText } from "../../core/fields.ts";
import { idField } from "../../core/identifiers.ts";
import { newTouchedId, stamp } from "../../core/journal.ts";
import { failed, invalidField, ok } from "../../core/result.ts";
import { carriedOut, changesNeeded, followUpAttainments } from "../codes.ts";
import { getIntervention } from "../find-intervention.ts";

export const followUpInput = z
  .object({
    caseId: idField,
    interventionId: idField,
    followedUpOn: requiredDate("vilken dag uppföljningen gjordes"),
    carriedOutAsPlanned: choice(carriedOut, "om insatsen genomförs som planerat"),
    childView: optionalText(),
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
  });

/** Records a follow-up of an intervention: carried out as planned, the child's view, the goals, what needs changing. */
export const followUp = defineAction({
  name: "intervention.follow-up",
  title: "Följ upp insatsen",
  input: followUpInput,
  permit: [worksInCase],
  async run(tx, input, context) {
    const intervention = await getIntervention(tx, context, input.caseId, input.interventionId);
    if (!intervention.ok) return intervention;
    const { followUpPhaseId, startedOn } = intervention.value;
    if (followUpPhaseId === null || startedOn === null) {
      return failed({ code: "not-planned", message: "Insatsen är inte planerad än.", hint: "Planera insatsen med barnet först." });
    }
    if (input.followedUpOn < startedOn || input.followedUpOn > context.today) {
      return invalidField("followedUpOn", `Välj en dag från insatsens början, ${startedOn}, till och med i dag.`);
    }
    const followUpId = newTouchedId(context);
    await tx
      .insertInto("intervention.follow_up")
      .values({
        id: followUpId,
        case_id: input.caseId,
        intervention_id: input.interventionId,
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
