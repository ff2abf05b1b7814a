import { z } from "zod";
import { brokeOpen, leadsUnitOfCase } from "../../../platform/access/permits.ts";
import { hasRole } from "../../../platform/core/actor.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";

/** Closes a case that was broken open before its hours are over: whoever opened it, or the team leader. */
export const endEmergency = defineAction({
  name: "workplace.end-emergency",
  title: "Avsluta en nödöppning",
  input: z.object({ caseId: idField, openingId: idField }),
  output: z.object({ openingId: answer.id }),
  permit: [brokeOpen, leadsUnitOfCase],
  async run(tx, input, context) {
    const { actor, now } = context;
    const opening = await tx
      .selectFrom("access.emergency")
      .select(["staff_id", "closes_at"])
      .where("municipality_id", "=", actor.municipalityId)
      .where("case_id", "=", input.caseId)
      .where("id", "=", input.openingId)
      .executeTakeFirst();
    const isOwn = opening?.staff_id === actor.staffId;
    if (!opening?.closes_at || opening.closes_at <= now || (!isOwn && !hasRole(actor, "team_leader"))) {
      return failed({ code: "already-ended", message: "Nödöppningen är redan avslutad.", hint: "Ladda om sidan för att se det senaste." });
    }
    context.touch(input.openingId);
    await tx
      .insertInto("access.emergency_ending")
      .values({
        municipality_id: actor.municipalityId,
        opening_id: input.openingId,
        case_id: input.caseId,
        ended_at: now,
        recorded_by: actor.staffId,
      })
      .execute();
    return ok({ openingId: input.openingId });
  },
});
