import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { findCallable, mayBeTold, refusalToTell } from "../called.ts";
import { findMeeting } from "../find-meeting.ts";
import { summonsFor, summonsValues } from "../summons.ts";

/**
 * What stands in the letter to one of those called, of what holds now. The log says whose letter was fetched. Problems: `not-found`, also for
 * somebody who is called to another meeting; those of `refusalToTell`.
 */
export const getSummons = defineQuery({
  name: "meeting.get-summons",
  title: "Hämta en kallelse",
  input: z.object({ caseId: idField, meetingId: idField, calledId: idField }),
  output: z.object({ madeAt: answer.moment, letter: summonsValues }),
  permit: [worksInCase],
  async run(tx, { caseId, meetingId, calledId }, context) {
    const found = await findMeeting(tx, context, caseId, meetingId);
    if (!found.ok) return found;
    const { meeting, current } = found.value;
    const called = meeting.called.find((one) => one.id === calledId);
    if (!called) return failed({ code: "not-found", message: "Personen är inte kallad till mötet." });
    const callable = await findCallable(tx, context, caseId);
    const refusal = refusalToTell(found.value, called, callable);
    if (refusal) return failed(refusal);
    // Nobody is told of somebody who may not be told of the meeting.
    const those = { ...meeting, called: meeting.called.filter((one) => mayBeTold(one, callable)) };
    context.touch(meetingId, calledId, ...(called.person_id === null ? [] : [called.person_id]));
    const { name: municipality } = await tx
      .selectFrom("core.municipality")
      .select("name")
      .where("id", "=", context.actor.municipalityId)
      .executeTakeFirstOrThrow();
    const madeAt = new Date(current.recorded_at);
    const by = meeting.by ?? context.actor.name;
    return ok({ madeAt, letter: summonsFor({ meeting: those, current, called, municipality, by, madeAt }) });
  },
});
