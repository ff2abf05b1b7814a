import { sql } from "kysely";
import type { Kysely } from "kysely";
import { z } from "zod";
import { machineIn } from "../../../platform/core/actor.ts";
import { writeAuditEvent } from "../../../platform/core/audit.ts";
import { defineJob } from "../../../platform/core/job.ts";
import type { JobContext } from "../../../platform/core/job.ts";
import { stockholmDate, stockholmTime } from "../../../platform/basics/dates.ts";
import { newId } from "../../../platform/basics/identifiers.ts";
import { channelsOf } from "../../../platform/messages/settings.ts";
import type { Database, Tx } from "../../../platform/database/connect.ts";
import { inMunicipality } from "../../../platform/database/connect.ts";
import { findReceivers, holdSending, sendTo } from "../send.ts";

/** What was planned for a later day goes out when people are at work. */
const firstHour = "08:00";
/** So many in one transaction: an hour's limit or a lost database stops between two. */
const atATime = 50;

type Due = { readonly id: string; readonly staffId: string | null };

/** Sends what is to be sent today: the plans of every agency, each to the units that it is still to go to. */
export const sendRounds = defineJob({
  name: "rounds.send",
  title: "Skicka inbjudningar och påminnelser",
  payload: z.object({}),
  attempts: 25,
  every: { seconds: 60 },
  async run(_, context) {
    const channels = context.post ? channelsOf(context.post) : [];
    if (!channels.includes("e-post")) return;
    for (const municipalityId of await agencies(context.db)) await sendFor(municipalityId, channels, context);
  },
});

async function agencies(db: Kysely<Database>): Promise<readonly number[]> {
  const rows = await db.selectFrom("core.municipality").select("id").where("kind", "=", "myndighet").orderBy("id").execute();
  return rows.map(({ id }) => id);
}

async function sendFor(municipalityId: number, channels: readonly string[], context: JobContext): Promise<void> {
  const due = await inMunicipality(context.db, municipalityId, (tx) => findDue(tx, municipalityId, context.clock()));
  for (const sending of due) {
    let sent = atATime;
    while (sent === atATime && !context.signal.aborted)
      sent = await inMunicipality(context.db, municipalityId, (tx) => sendSome(tx, municipalityId, sending, channels, context.clock()));
  }
}

/** The sendings to all whose day has come, of rounds that are open, and those to one unit that were not taken; the oldest first. */
async function findDue(tx: Tx, municipalityId: number, now: Date): Promise<readonly Due[]> {
  const today = stockholmDate(now);
  const isDay = stockholmTime(now) >= firstHour;
  const { rows } = await sql<Due>`
    select s.id, s.recorded_by as "staffId" from survey.sending s
    where s.municipality_id = ${municipalityId}
      and (s.unit_id is null or exists (select from survey.unit_sending x
        join messages.standing t on t.municipality_id = x.municipality_id and t.id = x.message_id
        where x.municipality_id = s.municipality_id and x.sending_id = s.id and t.state = 'nekat'))
      and (s.send_on < ${today} or (s.send_on = ${today} and (${isDay} or (s.recorded_at at time zone 'Europe/Stockholm')::date = ${today}::date)))
      and not exists (select from survey.sending_call_off c where c.municipality_id = s.municipality_id and c.sending_id = s.id)
      and exists (select from survey.asked_unit u where u.municipality_id = s.municipality_id and u.round_id = s.round_id and ${today} <= u.closes_on)
    order by s.send_on, s.recorded_at, s.id`.execute(tx);
  return rows;
}

/** Gives how many went; fewer than asked for where there are no more, or where no more may go for now. */
async function sendSome(tx: Tx, municipalityId: number, { id, staffId }: Due, channels: readonly string[], now: Date): Promise<number> {
  await holdSending(tx, id);
  const sender = { actor: staffId === null ? { municipalityId } : { municipalityId, staffId }, now, channels, touch: () => undefined };
  const gone: string[] = [];
  // Those whose address has had its fill today are passed by, and tried again the next time.
  for (const receiver of await findReceivers(tx, municipalityId, id, stockholmDate(now), mostAsked)) {
    const sent = await sendTo(tx, sender, id, receiver);
    if (sent.ok) gone.push(receiver.unitId);
    else if (sent.error.code === "too-many-in-all") break;
    if (gone.length === atATime) break;
  }
  if (gone.length > 0) {
    const about = { requestId: newId(now), action: "rounds.send", kind: "system", outcome: "ok", subjectIds: [id, ...gone] } as const;
    await writeAuditEvent(tx, { actor: machineIn(municipalityId), ...about }, now);
  }
  return gone.length;
}

/** As many as a round has at most. */
const mostAsked = 1000;
