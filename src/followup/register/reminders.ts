import { sql } from "kysely";
import type { Context } from "../../platform/core/door.ts";
import type { MessageToSend } from "../../platform/core/define-room.ts";
import type { Tx } from "../../platform/database/connect.ts";
import { readAddress } from "../../platform/messages/channels.ts";
import { withdrawMessage } from "../../platform/messages/plan.ts";
import { remindersAhead, reviewOf } from "./review.ts";
import type { Stage } from "./review.ts";

type Standing = {
  readonly document_id: string;
  readonly decided_on: string;
  readonly review_on: string | null;
  readonly ended_on: string | null;
  readonly reminder_address: string | null;
};
type Reminded = Standing & { readonly reminded: readonly { readonly review_on: string; readonly stage: Stage }[] };
/** A reminder to plan. */
export type Due = { readonly documentId: string; readonly address: string; readonly reviewOn: string; readonly stage: Stage };

/** What is to be reminded of today: a review that is near, and one whose day has come, each once; nobody is reminded of both at once. */
export async function findDue(tx: Tx, municipalityId: number, today: string): Promise<readonly Due[]> {
  const { rows } = await sql<Reminded>`
    select v.document_id, v.decided_on, v.review_on, v.ended_on, v.reminder_address, coalesce((select jsonb_agg(jsonb_build_object(
        'review_on', r.review_on, 'stage', r.stage)) from register.reminder r
      where r.municipality_id = v.municipality_id and r.document_id = v.document_id), '[]') as reminded
    from (select distinct on (document_id) * from register.version where municipality_id = ${municipalityId} order by document_id, number desc) v
    where v.ended_on is null and v.reminder_address is not null order by v.document_id`.execute(tx);
  return rows.flatMap((one): Due[] => {
    const reviewOn = reviewOf(one, today).due;
    const address = one.reminder_address;
    if (reviewOn === null || address === null) return [];
    const gone = one.reminded.filter((done) => done.review_on === reviewOn).map(({ stage }) => stage);
    return remindersAhead(reviewOn, gone, today)
      .filter(({ on }) => on === today)
      .map(({ stage }) => ({ documentId: one.document_id, address, reviewOn, stage }));
  });
}

/** False where a reminder of ours says nothing true any more: every review that it reminds of is moved, done with, or another's. */
export async function mayBeSent(tx: Tx, { municipalityId, messageId, today }: MessageToSend): Promise<boolean> {
  const { rows } = await sql<Standing & { readonly reminded_on: string; readonly address: string }>`
    select v.document_id, v.decided_on, v.review_on, v.ended_on, v.reminder_address, r.review_on as reminded_on, m.address
    from register.reminder r
    join messages.message m on m.municipality_id = r.municipality_id and m.id = r.message_id
    cross join lateral (select * from register.version l where l.municipality_id = r.municipality_id and l.document_id = r.document_id
      order by l.number desc limit 1) v
    where r.municipality_id = ${municipalityId} and r.message_id = ${messageId}::uuid`.execute(tx);
  return rows.length === 0 || rows.some((one) => isTrue(one, today));
}

function isTrue(one: Standing & { readonly reminded_on: string; readonly address: string }, today: string): boolean {
  const address = one.reminder_address === null ? undefined : readAddress("e-post", one.reminder_address);
  return reviewOf(one, today).due === one.reminded_on && address?.ok === true && address.value === one.address;
}

/** Takes back what waits to be sent of a document's reminders and is true no more, after its row was written. What is sent is sent. */
export async function withdrawUntrue(tx: Tx, context: Context, documentId: string): Promise<void> {
  const { municipalityId } = context.actor;
  const { rows } = await sql<{ message_id: string }>`select distinct r.message_id from register.reminder r
    join messages.standing s on s.municipality_id = r.municipality_id and s.id = r.message_id
    where r.municipality_id = ${municipalityId} and r.document_id = ${documentId}::uuid and s.state in ('väntar', 'försöks igen')`.execute(
    tx,
  );
  for (const { message_id: messageId } of rows)
    if (!(await mayBeSent(tx, { municipalityId, messageId, today: context.today }))) await withdrawMessage(tx, context, messageId);
}
