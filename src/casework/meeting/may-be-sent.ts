import { sql } from "kysely";
import type { MessageToSend } from "../../platform/core/define-room.ts";
import type { Tx } from "../../platform/database/connect.ts";
import { findCallable, refusalToTell } from "./called.ts";
import { findMeeting } from "./find-meeting.ts";

type Row = {
  readonly caseId: string;
  readonly meetingId: string;
  readonly calledId: string;
  readonly isCleared: boolean;
  /** By digital post: the number that the message goes to is still that of the one called. */
  readonly isOwnNumber: boolean;
};

/** The summons that a message is of; undefined where it is none. */
export async function findSummons(tx: Tx, { municipalityId, messageId }: MessageToSend): Promise<Row | undefined> {
  const { rows } = await sql<Row>`select s.case_id as "caseId", s.meeting_id as "meetingId", s.called_id as "calledId",
      m.cleared_because is not null as "isCleared",
      m.channel <> 'digital post' or exists (select from meeting.called c
        join people.guardianship g on g.municipality_id = c.municipality_id and g.child_id = c.child_id and g.id = c.guardianship_id
        join people.person p on p.municipality_id = g.municipality_id and p.id = g.guardian_id
        where c.municipality_id = s.municipality_id and c.id = s.called_id and p.identity_number = m.address) as "isOwnNumber"
    from meeting.summons s join messages.message m on m.municipality_id = s.municipality_id and m.id = s.message_id
    where s.municipality_id = ${municipalityId} and s.message_id = ${messageId}::uuid`.execute(tx);
  return rows[0];
}

/**
 * Whether a summons by e-mail, SMS or digital post may be sent now: not to somebody who may be told no more, or whose identity has become protected since
 * the address was taken, nor when it is written how the meeting went, nor to a number that is another's now. A message that is no summons is none of this
 * room's.
 */
export async function mayBeSent(tx: Tx, message: MessageToSend): Promise<boolean> {
  const summons = await findSummons(tx, message);
  if (!summons) return true;
  const at = { actor: message, today: message.today };
  const found = await findMeeting(tx, at, summons.caseId, summons.meetingId);
  const called = found.ok ? found.value.meeting.called.find((one) => one.id === summons.calledId) : undefined;
  if (!found.ok || !called || found.value.meeting.outcome !== null) return false;
  if ((called.protected && !summons.isCleared) || !summons.isOwnNumber) return false;
  return refusalToTell(found.value, called, await findCallable(tx, at, summons.caseId)) === undefined;
}
