import { z } from "zod";
import { idField } from "../../../platform/basics/identifiers.ts";
import { ok } from "../../../platform/basics/result.ts";
import { defineLetter } from "../../letters/define-letter.ts";
import { summonsNow } from "../summons-now.ts";

/**
 * What stands in the letter to one of those called, of what holds now. The log says whose letter was fetched. Problems: `not-found`, also for
 * somebody who is called to another meeting; those of `refusalToTell`.
 */
export const getSummons = defineLetter({
  kind: "summons",
  name: "meeting.get-summons",
  title: "Hämta en kallelse",
  input: z.object({ caseId: idField, meetingId: idField, calledId: idField }),
  async compose(tx, at, which) {
    const now = await summonsNow(tx, at, which, at.actor.name);
    if (!now.ok) return now;
    const { called, madeAt, by, said } = now.value;
    at.touch(which.meetingId, which.calledId, ...(called.person_id === null ? [] : [called.person_id]));
    // It names no case: it may lie where others read it.
    return ok({ receiver: { personId: called.person_id, name: called.name }, reference: null, madeAt, by, said });
  },
});
