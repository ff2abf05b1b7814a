import type { Context } from "../../platform/core/door.ts";
import type { Letter, MessageToSend } from "../../platform/core/define-room.ts";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Result } from "../../platform/basics/result.ts";
import type { Tx } from "../../platform/database/connect.ts";
import { makePdf } from "../../platform/documents/make-pdf.ts";
import { findCallable, mayBeTold, refusalToTell } from "./called.ts";
import { findMeeting } from "./find-meeting.ts";
import { findSummons } from "./may-be-sent.ts";
import type { CalledPart } from "./meeting-part.ts";
import { summonsFor, summonsTemplate } from "./summons.ts";
import type { SummonsValues } from "./summons.ts";

type At = Pick<Context, "today"> & { readonly actor: Pick<Context["actor"], "municipalityId"> };
type Which = { readonly caseId: string; readonly meetingId: string; readonly calledId: string };
type LetterNow = { readonly called: CalledPart; readonly madeAt: Date; readonly letter: SummonsValues };

/**
 * The letter to one of those called, of what holds now. `by`: who writes where nobody is known to have booked. Problems: `not-found`, also for somebody
 * who is called to another meeting; those of `refusalToTell`.
 */
export async function letterNow(tx: Tx, at: At, { caseId, meetingId, calledId }: Which, by: string): Promise<Result<LetterNow>> {
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
  const { name: municipality } = await tx
    .selectFrom("core.municipality")
    .select("name")
    .where("id", "=", at.actor.municipalityId)
    .executeTakeFirstOrThrow();
  const madeAt = new Date(current.recorded_at);
  const letter = summonsFor({ meeting: those, current, called, municipality, by: meeting.by ?? by, madeAt });
  return ok({ called, madeAt, letter });
}

/** The letter that goes with a summons by digital post; undefined for what is no summons. */
export async function summonsLetter(tx: Tx, message: MessageToSend): Promise<Letter | { readonly lacking: string } | undefined> {
  const summons = await findSummons(tx, message);
  if (!summons) return undefined;
  const now = await letterNow(tx, { actor: message, today: message.today }, summons, "Socialtjänsten");
  if (!now.ok) return { lacking: now.error.code };
  const { letter, madeAt } = now.value;
  return { name: "brev.pdf", make: () => makePdf(summonsTemplate, letter, { at: madeAt }) };
}
