import { sql } from "kysely";
import type { Context } from "../../platform/core/door.ts";
import { newTouchedId, stamp } from "../../platform/core/journal.ts";
import { channels } from "../../platform/messages/channels.ts";
import type { Channel } from "../../platform/messages/channels.ts";
import { mayHaveCome, planMessage, withdrawMessage } from "../../platform/messages/plan.ts";
import type { TemplateName } from "../../platform/messages/templates.ts";
import type { Tx } from "../../platform/database/connect.ts";
import { findCallable, mayBeTold } from "./called.ts";
import type { SummonsWay } from "./codes.ts";
import type { CalledPart } from "./meeting-part.ts";
import type { StandingMeeting } from "./find-meeting.ts";

/** Which booking is new, and whether it calls the meeting off. */
type News = { readonly caseId: string; readonly number: number; readonly isOff: boolean };

/**
 * Tells those who were called by e-mail, SMS or digital post that something is new, at the same addresses: a message that still waits is taken back, and where
 * one was sent another is planned. Whoever was called by letter, or cannot be reached so or may not be told any more, stands as untold in the case.
 */
export async function tellThoseCalled(
  tx: Tx,
  context: Context,
  { meeting }: StandingMeeting,
  { caseId, number, isOff }: News,
): Promise<void> {
  const callable = await findCallable(tx, context, caseId);
  for (const called of meeting.called) {
    const last = called.told.at(-1);
    if (!last?.message_id) continue;
    const before = await readMessage(tx, context, last.message_id);
    if (!before) continue;
    await withdrawMessage(tx, context, last.message_id);
    const sent = called.told.flatMap(({ message_id: id }) => (id === null ? [] : [id]));
    // Nobody was told, and there is nothing to be told of.
    if (isOff && !(await mayHaveCome(tx, context, sent))) continue;
    if (!isOff && !mayBeTold(called, callable)) continue;
    const channel = channels.find((one) => one === before.channel);
    if (channel === undefined) continue;
    const planned = await planMessage(tx, context, {
      template: templateOf(channel),
      channel,
      address: before.address,
      isProtected: called.protected,
      clearedBecause: before.clearedBecause ?? undefined,
    });
    if (planned.ok)
      await writeSummons(tx, context, { caseId, meetingId: meeting.id, called, number, way: channel, messageId: planned.value });
  }
}

/** By digital post the letter itself goes, by the others a word that there is one. */
export const templateOf = (channel: Channel): TemplateName => (channel === "digital post" ? "letter" : "notice");

type Before = { readonly channel: string; readonly address: string; readonly clearedBecause: string | null };

async function readMessage(tx: Tx, { actor }: Context, id: string): Promise<Before | undefined> {
  const { rows } = await sql<Before>`select channel, address, cleared_because as "clearedBecause" from messages.message
    where municipality_id = ${actor.municipalityId} and id = ${id}::uuid`.execute(tx);
  return rows[0];
}

type Summons = {
  readonly caseId: string;
  readonly meetingId: string;
  readonly called: Pick<CalledPart, "id" | "told">;
  readonly number: number;
  readonly way: SummonsWay;
  readonly messageId: string | null;
};

/** Writes that somebody is told of a booking. Gives the summons's id. */
export async function writeSummons(
  tx: Tx,
  context: Context,
  { caseId, meetingId, called, number, way, messageId }: Summons,
): Promise<string> {
  const id = newTouchedId(context);
  const turn = called.told.length + 1;
  await tx
    .insertInto("meeting.summons")
    .values({
      id,
      case_id: caseId,
      meeting_id: meetingId,
      called_id: called.id,
      turn,
      number,
      way,
      message_id: messageId,
      ...stamp(context),
    })
    .execute();
  return id;
}
