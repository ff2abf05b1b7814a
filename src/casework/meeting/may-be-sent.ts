import { sql } from "kysely";
import type { MessageToSend } from "../../platform/core/define-room.ts";
import type { Tx } from "../../platform/database/connect.ts";
import { findCallable, refusalToTell } from "./called.ts";
import { findMeeting } from "./find-meeting.ts";

type Row = { readonly caseId: string; readonly meetingId: string; readonly calledId: string; readonly isCleared: boolean };

/**
 * Whether a summons by e-mail or SMS may be sent now: not to somebody who may be told no more, or whose identity has become protected since the
 * address was taken, nor when it is written how the meeting went. A message that is no summons is none of this room's.
 */
export async function mayBeSent(tx: Tx, { municipalityId, messageId, today }: MessageToSend): Promise<boolean> {
  const { rows } = await sql<Row>`select s.case_id as "caseId", s.meeting_id as "meetingId", s.called_id as "calledId",
      m.cleared_because is not null as "isCleared"
    from meeting.summons s join messages.message m on m.municipality_id = s.municipality_id and m.id = s.message_id
    where s.municipality_id = ${municipalityId} and s.message_id = ${messageId}::uuid`.execute(tx);
  const [summons] = rows;
  if (!summons) return true;
  const at = { actor: { municipalityId }, today };
  const found = await findMeeting(tx, at, summons.caseId, summons.meetingId);
  const called = found.ok ? found.value.meeting.called.find((one) => one.id === summons.calledId) : undefined;
  if (!found.ok || !called || found.value.meeting.outcome !== null) return false;
  if (called.protected && !summons.isCleared) return false;
  return refusalToTell(found.value, called, await findCallable(tx, at, summons.caseId)) === undefined;
}
