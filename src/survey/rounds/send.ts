/** A sending on its way: to whom it still is to go, and each message once. */
import { sql } from "kysely";
import type { Sender } from "../../platform/messages/plan.ts";
import { planMessage } from "../../platform/messages/plan.ts";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Problem, Result } from "../../platform/basics/result.ts";
import type { Tx } from "../../platform/database/connect.ts";

export type Receiver = { readonly unitId: string; readonly address: string };

/** Holds a sending while some of it is sent: whoever else is at it waits, and finds what has gone. */
export async function holdSending(tx: Tx, sendingId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`survey sending ${sendingId}`}, 0))`.execute(tx);
}

/**
 * Units that a sending is still to go to, by code: with an address, not delivered, not closed, where it has not gone. What was refused, or withheld
 * because the address had been changed, came to nobody: it goes anew where the unit has another address since, unless something else has gone there
 * already. Nobody where it is called off.
 */
export async function findReceivers(
  tx: Tx,
  municipalityId: number,
  sendingId: string,
  today: string,
  most: number,
): Promise<readonly Receiver[]> {
  const { rows } = await sql<Receiver>`
    select u.id as "unitId", n.address from survey.sending s
    join survey.asked_unit u on u.municipality_id = s.municipality_id and u.round_id = s.round_id and (s.unit_id is null or s.unit_id = u.id)
    join survey.unit_standing n on n.municipality_id = u.municipality_id and n.unit_id = u.id
    where s.municipality_id = ${municipalityId} and s.id = ${sendingId}::uuid and n.address is not null and ${today} <= u.closes_on
      and (n.deliveries is null or s.unit_id is not null)
      and not exists (select from survey.sending_call_off c where c.municipality_id = s.municipality_id and c.sending_id = s.id)
      and not exists (select from survey.unit_sending x join messages.standing t on t.municipality_id = x.municipality_id and t.id = x.message_id
        where x.municipality_id = s.municipality_id and x.sending_id = s.id and x.unit_id = u.id
          and (t.state <> 'nekat' or t.address = n.address or exists (select from survey.unit_sending y
            join messages.message h on h.municipality_id = y.municipality_id and h.id = y.message_id
            where y.municipality_id = x.municipality_id and y.unit_id = x.unit_id and h.address = n.address and y.recorded_at >= x.recorded_at)))
    order by u.code limit ${most}`.execute(tx);
  return rows;
}

/** Plans the message of a sending to one unit, and writes that it has gone, as the next number. Problems as `planMessage`. */
export async function sendTo(tx: Tx, sender: Sender, sendingId: string, { unitId, address }: Receiver): Promise<Result<void>> {
  const about = { template: "survey-link", channel: "e-post", address, isProtected: false, clearedBecause: undefined } as const;
  const planned = await planMessage(tx, sender, about);
  if (!planned.ok) return planned;
  const { municipalityId } = sender.actor;
  await sql`insert into survey.unit_sending (municipality_id, sending_id, unit_id, number, message_id, recorded_at)
    select ${municipalityId}, ${sendingId}, ${unitId}, coalesce(max(number), 0) + 1, ${planned.value}, ${sender.now} from survey.unit_sending
    where municipality_id = ${municipalityId} and sending_id = ${sendingId}::uuid and unit_id = ${unitId}::uuid`.execute(tx);
  return ok(undefined);
}

const noAddress: Problem = { code: "no-address", message: "Enheten har ingen adress.", hint: "Skriv vart enheten ska få sina brev först." };

/** As `sendTo`, to the one unit of a sending, at once. Problem also: `no-address`, and where it is closed `survey-closed`. */
export async function sendAtOnce(tx: Tx, sender: Sender & { readonly today: string }, sendingId: string): Promise<Result<void>> {
  const [receiver] = await findReceivers(tx, sender.actor.municipalityId, sendingId, sender.today, 1);
  return receiver ? sendTo(tx, sender, sendingId, receiver) : failed(noAddress);
}
