import { sql } from "kysely";
import type { Context } from "../../platform/core/door.ts";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Result } from "../../platform/basics/result.ts";
import type { Tx } from "../../platform/database/connect.ts";
import { meetingsSql } from "./meeting-sql.ts";
import type { BookingPart, MeetingPart } from "./meeting-part.ts";
import { currentOf } from "./rules.ts";

/** A meeting with what holds of it now. */
export type StandingMeeting = { readonly meeting: MeetingPart; readonly current: BookingPart };

const missing = failed({ code: "not-found", message: "Mötet finns inte i ärendet." });
const calledOff = failed({ code: "meeting-called-off", message: "Mötet är inställt.", hint: "Boka ett nytt möte." });
const over = failed({ code: "already-done", message: "Det är redan antecknat hur mötet gick.", hint: "Ladda om sidan för att se det." });

/** The meeting of the case. Problem: `not-found`. */
export async function findMeeting(
  tx: Tx,
  { actor, today }: Pick<Context, "today"> & { readonly actor: Pick<Context["actor"], "municipalityId"> },
  caseId: string,
  meetingId: string,
): Promise<Result<StandingMeeting>> {
  const where = sql`m.municipality_id = ${actor.municipalityId} and m.case_id = ${caseId}::uuid and m.id = ${meetingId}::uuid`;
  const { rows } = await sql<{ meetings: readonly MeetingPart[] }>`select ${meetingsSql(where, today)} as meetings`.execute(tx);
  const meeting = rows[0]?.meetings[0];
  const current = meeting && currentOf(meeting);
  return meeting && current ? ok({ meeting, current }) : missing;
}

/**
 * The meeting, where it stands (or is called off, with `alsoOff`) and nothing is written of how it went. Problems: `not-found`, `meeting-called-off`,
 * `already-done`.
 */
export async function takeMeeting(
  tx: Tx,
  context: Context,
  { caseId, meetingId }: { readonly caseId: string; readonly meetingId: string },
  { alsoOff = false }: { readonly alsoOff?: boolean } = {},
): Promise<Result<StandingMeeting>> {
  // Those who change one meeting take turns.
  await sql`select pg_advisory_xact_lock(hashtextextended(${meetingId}, 0))`.execute(tx);
  const found = await findMeeting(tx, context, caseId, meetingId);
  if (!found.ok) return found;
  if (found.value.current.starts_at === null && !alsoOff) return calledOff;
  return found.value.meeting.outcome === null ? found : over;
}
