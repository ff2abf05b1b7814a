import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { ok } from "../../../platform/basics/result.ts";
import { letterNow } from "../letter-now.ts";
import { summonsValues } from "../summons.ts";

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
  async run(tx, which, context) {
    const now = await letterNow(tx, context, which, context.actor.name);
    if (!now.ok) return now;
    const { called, madeAt, letter } = now.value;
    context.touch(which.meetingId, which.calledId, ...(called.person_id === null ? [] : [called.person_id]));
    return ok({ madeAt, letter });
  },
});
