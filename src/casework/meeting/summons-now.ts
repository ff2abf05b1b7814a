import type { Context } from "../../platform/core/door.ts";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Result } from "../../platform/basics/result.ts";
import type { Tx } from "../../platform/database/connect.ts";
import type { LetterWords } from "../letters/letter.ts";
import { findCallable, mayBeTold, refusalToTell } from "./called.ts";
import { findMeeting } from "./find-meeting.ts";
import type { CalledPart } from "./meeting-part.ts";
import { summonsFor } from "./summons.ts";

type At = Pick<Context, "today"> & { readonly actor: Pick<Context["actor"], "municipalityId"> };
type Which = { readonly caseId: string; readonly meetingId: string; readonly calledId: string };
type SummonsNow = { readonly called: CalledPart; readonly madeAt: Date; readonly by: string; readonly said: LetterWords };

/**
 * What the letter to one of those called says, of what holds now. `by`: who writes where nobody is known to have booked. Problems: `not-found`, also for somebody
 * who is called to another meeting; those of `refusalToTell`.
 */
export async function summonsNow(tx: Tx, at: At, { caseId, meetingId, calledId }: Which, by: string): Promise<Result<SummonsNow>> {
  const found = await findMeeting(tx, at, caseId, meetingId);
  if (!found.ok) return found;
  const { meeting, current } = found.value;
  const called = meeting.called.find((one) => one.id === calledId);
  if (!called) return failed({ code: "not-found", message: "Personen är inte kallad till mötet." });
  const callable = await findCallable(tx, at, caseId);
  const refusal = refusalToTell(found.value, called, callable);
  if (refusal) return failed(refusal);
  // Nobody is told of somebody who may not be told of the meeting.
  const those = { ...meeting, called: meeting.called.filter((one) => mayBeTold(one, callable)) };
  const writes = meeting.by ?? by;
  return ok({
    called,
    madeAt: new Date(current.recorded_at),
    by: writes,
    said: summonsFor({ meeting: those, current, called, by: writes }),
  });
}
