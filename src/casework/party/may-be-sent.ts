import { sql } from "kysely";
import type { MessageToSend } from "../../platform/core/define-room.ts";
import type { Tx } from "../../platform/database/connect.ts";
import { findParties } from "./find-parties.ts";
import { nowParty } from "./now-party.ts";

type Row = { readonly caseId: string; readonly person_id: string; readonly isCleared: boolean; readonly isOwnNumber: boolean };

/**
 * Whether a message to a party, about the material, the decision or a delay, may be sent now: not to somebody who is a party no more, is kept uninformed, or whose identity has become protected
 * since the address was taken, nor to a number that is another's now. A message that is to no party is none of this room's.
 */
export async function mayBeSent(tx: Tx, { municipalityId, messageId, today }: MessageToSend): Promise<boolean> {
  const { rows } = await sql<Row>`select c.case_id as "caseId", ${nowParty("c")}, m.cleared_because is not null as "isCleared",
      m.channel <> 'digital post' or exists (select from people.person p where p.municipality_id = m.municipality_id and p.identity_number = m.address
        and p.id = people.now_guardian(c.municipality_id, (select f.child_id from intake.case_file f where f.municipality_id = c.municipality_id and f.id = c.case_id),
          c.person_id, c.recorded_at)) as "isOwnNumber"
    from (select municipality_id, case_id, person_id, message_id, recorded_at from party.communication
      union all select municipality_id, case_id, person_id, message_id, recorded_at from party.notification
      union all select municipality_id, case_id, person_id, message_id, recorded_at from party.delay_notice) c
    join messages.message m on m.municipality_id = c.municipality_id and m.id = c.message_id
    where c.municipality_id = ${municipalityId} and c.message_id = ${messageId}::uuid limit 1`.execute(tx);
  const [told] = rows;
  if (!told) return true;
  const party = (await findParties(tx, { actor: { municipalityId } }, told.caseId, today)).find((one) => one.personId === told.person_id);
  return party !== undefined && told.isOwnNumber && !party.isKeptUninformed && (!party.isProtected || told.isCleared);
}
