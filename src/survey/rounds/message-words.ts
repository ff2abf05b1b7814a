import { sql } from "kysely";
import type { LinkMeans, MessageToSend, MessageWords } from "../../platform/core/define-room.ts";
import type { Tx } from "../../platform/database/connect.ts";
import { findUnit } from "./find-unit.ts";
import { answerPath, digestOfToken, tokenFor } from "./link.ts";
import { fillIn } from "./sending-text.ts";

type Row = {
  readonly unitId: string;
  readonly subject: string;
  readonly words: string;
  readonly agency: string;
  readonly number: number;
  readonly digest: Buffer;
};

/**
 * The words of a message to a unit, with its link: made here and now, of the link that is good, and kept nowhere. Undefined for a message that is none
 * of this room's; a code of what is lacking where no link can be made: no address of the service's own, or another key than the link was made with.
 */
export async function messageWords(
  tx: Tx,
  { municipalityId, messageId }: MessageToSend,
  links: LinkMeans | null,
): Promise<MessageWords | { readonly lacking: string } | undefined> {
  const { rows } = await sql<Row>`
    select x.unit_id as "unitId", s.subject, s.words, m.name as agency, l.number, l.digest from survey.unit_sending x
    join survey.sending s on s.municipality_id = x.municipality_id and s.id = x.sending_id
    join core.municipality m on m.id = x.municipality_id
    join lateral (select k.number, k.digest from survey.unit_link k
      where k.municipality_id = x.municipality_id and k.unit_id = x.unit_id order by k.number desc limit 1) l on true
    where x.municipality_id = ${municipalityId} and x.message_id = ${messageId}::uuid`.execute(tx);
  const [row] = rows;
  const unit = row && (await findUnit(tx, municipalityId, row.unitId));
  if (!row || !unit) return undefined;
  if (links === null) return { lacking: "no address of ours" };
  const token = tokenFor(links.key, { municipalityId, unitId: row.unitId, number: row.number });
  if (!digestOfToken(token).equals(row.digest)) return { lacking: "another link key" };
  const values = {
    enhet: unit.name,
    enkät: unit.title,
    "sista dag": unit.last_day,
    länk: `${links.origin}${answerPath(token)}`,
    kontakt: unit.contact,
    myndighet: row.agency,
  };
  return { subject: fillIn(row.subject, values), text: fillIn(row.words, values) };
}

/**
 * Whether a message to a unit may be sent now: not to one that has delivered since it was planned or is closed, nor when the sending is called
 * off, nor to an address that is the unit's no longer: the link in it is the one that is good now. What is sent at the help desk goes whatever has
 * been delivered. A message that is none of this room's may.
 */
export async function mayBeSent(tx: Tx, { municipalityId, messageId, today }: MessageToSend): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`
    select ${today} <= u.closes_on and g.address = n.address
      and (s.unit_id is not null or not exists (select from survey.delivery d where d.municipality_id = u.municipality_id and d.unit_id = u.id))
      and not exists (select from survey.sending_call_off c where c.municipality_id = s.municipality_id and c.sending_id = s.id) as may
    from survey.unit_sending x join survey.sending s on s.municipality_id = x.municipality_id and s.id = x.sending_id
    join survey.asked_unit u on u.municipality_id = x.municipality_id and u.id = x.unit_id
    join messages.message g on g.municipality_id = x.municipality_id and g.id = x.message_id
    join survey.unit_standing n on n.municipality_id = x.municipality_id and n.unit_id = x.unit_id
    where x.municipality_id = ${municipalityId} and x.message_id = ${messageId}::uuid`.execute(tx);
  return rows[0]?.may ?? true;
}
