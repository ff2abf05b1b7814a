import { sql } from "kysely";
import { z } from "zod";
import { machineIn } from "../../../platform/core/actor.ts";
import { writeAuditEvent } from "../../../platform/core/audit.ts";
import { defineJob } from "../../../platform/core/job.ts";
import { stockholmDate, stockholmTime } from "../../../platform/basics/dates.ts";
import { newId } from "../../../platform/basics/identifiers.ts";
import { inMunicipality } from "../../../platform/database/connect.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import { planMessage } from "../../../platform/messages/plan.ts";
import { channelsOf } from "../../../platform/messages/settings.ts";
import { findDue } from "../reminders.ts";
import type { Due } from "../reminders.ts";

/** Reminders go out when people are at work. */
const firstHour = "08:00";

/**
 * Reminds those who answer for routines of their review: some time before the day and on it, never twice of the same. Who answers for several gets one
 * message, which says neither how many nor which. What cannot be planned now is tried at the next turn.
 */
export const remindOfReviews = defineJob({
  name: "register.remind",
  title: "Påminn om översyn av rutiner",
  payload: z.object({}),
  attempts: 25,
  every: { seconds: 10 * 60 },
  async run(_, { db, clock, post, signal }) {
    const channels = post ? channelsOf(post) : [];
    const now = clock();
    if (!channels.includes("e-post") || stockholmTime(now) < firstHour) return;
    for (const { id } of await db.selectFrom("core.municipality").select("id").orderBy("id").execute()) {
      if (signal.aborted) return;
      await inMunicipality(db, id, (tx) => remindIn(tx, id, channels, now));
    }
  },
});

async function remindIn(tx: Tx, municipalityId: number, channels: readonly string[], now: Date): Promise<void> {
  // Of two turns at once the second waits, and finds that it is done.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`register reminders ${municipalityId}`}, 0))`.execute(tx);
  const due = Map.groupBy(await findDue(tx, municipalityId, stockholmDate(now)), ({ address }) => address);
  const subjects: string[] = [];
  for (const [address, reviews] of due) {
    const sender = { actor: { municipalityId }, now, channels, touch: (...ids: readonly string[]) => void subjects.push(...ids) };
    const message = { template: "review-reminder", channel: "e-post", address, isProtected: false, clearedBecause: undefined } as const;
    const planned = await planMessage(tx, sender, message);
    if (!planned.ok) continue;
    await tx
      .insertInto("register.reminder")
      .values(reviews.map((one) => rowOf(one, planned.value, municipalityId, now)))
      .execute();
    subjects.push(...reviews.map(({ documentId }) => documentId));
  }
  if (subjects.length === 0) return;
  const about = { requestId: newId(now), action: "register.remind", kind: "system", outcome: "ok", subjectIds: subjects } as const;
  await writeAuditEvent(tx, { actor: machineIn(municipalityId), ...about }, now);
}

const rowOf = ({ documentId, reviewOn, stage }: Due, messageId: string, municipalityId: number, now: Date) => ({
  municipality_id: municipalityId,
  document_id: documentId,
  review_on: reviewOn,
  stage,
  message_id: messageId,
  recorded_at: now,
});
