import { machineIn } from "../../core/actor.ts";
import { setTimeout as pause } from "node:timers/promises";
import { sql } from "kysely";
import { z } from "zod";
import { writeAuditEvent } from "../../core/audit.ts";
import { findRooms } from "../../core/find-rooms.ts";
import type { Letter, LinkMeans, MessageToSend } from "../../core/define-room.ts";
import { stockholmDate } from "../../basics/dates.ts";
import { defineJob } from "../../core/job.ts";
import type { JobContext } from "../../core/job.ts";
import { longestCarry } from "../../core/post.ts";
import type { Carried, Carrier, Parcel } from "../../core/post.ts";
import { inMunicipality } from "../../database/connect.ts";
import type { Tx } from "../../database/connect.ts";
import type { CodeOf } from "../../database/generated.ts";
import type { Channel } from "../channels.ts";
import { compose } from "../templates.ts";

const payload = z.object({ municipalityId: z.int(), messageId: z.uuid() });
type Payload = z.output<typeof payload>;

/** How long a try may be without an outcome before nobody is at it any more. Milliseconds. */
const longestTry = 2 * longestCarry;
/** The outcome is what must not be lost: a database that is away for a moment is waited for. */
const writeAgain = { times: 8, pause: 1_000 };

/** The message was not sent, and is tried again: the queue keeps the code of the fault. */
class NotSent extends Error {
  readonly code: string;
  constructor(code: string) {
    super("not sent");
    this.name = "NotSent";
    this.code = code;
  }
}

/**
 * Sends one message, at most once where the way out knows no message again (SMTP): a try is a row before it is made, and one whose outcome is
 * not known is followed by no other. Fourteen tries take about a day and a half; then it is left to the operator (`fortrogen jobs`).
 */
export const sendMessage = defineJob<Payload>({
  name: "messages.send",
  title: "Skicka ett meddelande",
  payload,
  attempts: 14,
  async run(about, context) {
    const begun = await inMunicipality(context.db, about.municipalityId, (tx) => begin(tx, about, context));
    if (begun === undefined) return;
    if ("fault" in begun) throw new NotSent(begun.fault);
    const { carrier, number } = begun;
    const parcel = await withLetter(begun);
    const carried: Carried =
      "lacking" in parcel ? { outcome: "inte nu", fault: parcel.lacking } : await carrier.carry(parcel, context.clock());
    await writeOutcome(about, number, carried, context);
    if (carried.outcome === "inte nu") throw new NotSent(carried.fault);
    if (carried.outcome !== "skickat")
      context.log({ level: "warn", message: "message not sent", id: about.messageId, outcome: carried.outcome, fault: carried.fault });
  },
});

type Begun =
  | { readonly carrier: Carrier; readonly parcel: Parcel; readonly letter: Letter | undefined; readonly number: number }
  | { readonly fault: string };

/** The message with its letter, which is made now; a code where it cannot be. */
async function withLetter({ parcel, letter }: Exclude<Begun, { readonly fault: string }>): Promise<Parcel | { readonly lacking: string }> {
  if (!letter) return parcel;
  const made = await letter.make();
  if (!made.ok) return { lacking: made.error.code };
  return { ...parcel, attachment: { name: letter.name, type: "application/pdf", content: made.value } };
}

/** How an outcome that nobody was given the message for is called. The view `messages.standing` knows the first. */
const faults = { noWay: "channel not set up", withheld: "may not be told" } as const;

let rooms: ReturnType<typeof findRooms> | undefined;
/** What the room that planned the message says of it now. */
async function mayBeSent(tx: Tx, message: MessageToSend): Promise<boolean> {
  for (const room of await (rooms ??= findRooms())) if ((await room.mayBeSent?.(tx, message)) === false) return false;
  return true;
}

/** The words that the room which planned the message gives it. */
async function wordsOfRoom(tx: Tx, message: MessageToSend, links: LinkMeans | null) {
  for (const room of await (rooms ??= findRooms())) {
    const words = await room.messageWords?.(tx, message, links);
    if (words) return words;
  }
  return undefined;
}

/** The letter of a message by digital post. */
async function letterOfRoom(tx: Tx, message: MessageToSend): Promise<Letter | { readonly lacking: string }> {
  for (const room of await (rooms ??= findRooms())) {
    const letter = await room.messageLetter?.(tx, message);
    if (letter) return letter;
  }
  return { lacking: "no letter" };
}

type Row = {
  readonly template: string;
  readonly channel: Channel;
  readonly address: string;
  readonly state: string;
  readonly attempts: number;
  readonly since: Date;
  readonly sender: string;
  readonly isDemo: boolean;
};

/** Writes that a try begins; undefined where there is nothing to send any more. */
async function begin(tx: Tx, { municipalityId, messageId }: Payload, context: JobContext): Promise<Begun | undefined> {
  const { rows } =
    await sql<Row>`select m.template, s.channel, s.address, s.state, s.attempts, s.since, c.name as sender, c.is_demo as "isDemo"
    from messages.standing s join messages.message m on m.municipality_id = s.municipality_id and m.id = s.id
    join core.municipality c on c.id = m.municipality_id
    where s.municipality_id = ${municipalityId} and s.id = ${messageId}::uuid`.execute(tx);
  const [row] = rows;
  if (!row || !["väntar", "försöks igen", "skickas"].includes(row.state)) return undefined;
  const carrier = row.isDemo ? context.post?.outbox : context.post?.carriers[row.channel];
  const about = { municipalityId, messageId, today: stockholmDate(context.clock()) };
  const words =
    compose(row.template, row.channel, { sender: row.sender, phone: context.post?.phone ?? null }) ??
    (await wordsOfRoom(tx, about, context.links ?? null));
  if (!words) throw new NotSent("unknown template");
  const key = { municipality_id: municipalityId, message_id: messageId };
  const now = context.clock();
  if (row.state === "skickas") {
    if (now.getTime() - row.since.getTime() < longestTry) throw new NotSent("being sent");
    // Its process was lost: what cannot be known again is not sent again.
    const outcome = carrier?.isIdempotent ? "inte nu" : "oklart";
    await tx
      .insertInto("messages.outcome")
      .values({ ...key, number: row.attempts, outcome, fault: "interrupted", recorded_at: now })
      .execute();
    await logOutcome(tx, { municipalityId, messageId }, outcome, now);
    if (!carrier?.isIdempotent) {
      context.log({ level: "warn", message: "message not sent", id: messageId, outcome, fault: "interrupted" });
      return undefined;
    }
  }
  const number = row.attempts + 1;
  await tx
    .insertInto("messages.attempt")
    .values({ ...key, number, kind: "försök", recorded_by: null, recorded_at: now })
    .execute();
  const isWithheld = !(await mayBeSent(tx, about));
  const letter = row.channel === "digital post" && !isWithheld ? await letterOfRoom(tx, about) : undefined;
  if (!carrier || isWithheld || "lacking" in words || (letter && "lacking" in letter)) {
    const lacking = "lacking" in words ? words.lacking : letter && "lacking" in letter ? letter.lacking : faults.noWay;
    const [outcome, fault] = isWithheld ? (["nekat", faults.withheld] as const) : (["inte nu", lacking] as const);
    await tx
      .insertInto("messages.outcome")
      .values({ ...key, number, outcome, fault, recorded_at: now })
      .execute();
    await logOutcome(tx, { municipalityId, messageId }, outcome, now);
    context.log({ level: "warn", message: "message not sent", id: messageId, outcome, fault });
    return isWithheld ? undefined : { fault };
  }
  return { carrier, number, letter, parcel: { id: messageId, to: row.address, sender: row.sender, ...words } };
}

async function writeOutcome({ municipalityId, messageId }: Payload, number: number, carried: Carried, { db, clock }: JobContext) {
  for (let left = writeAgain.times; ; left--) {
    try {
      await inMunicipality(db, municipalityId, async (tx) => {
        const { outcome } = carried;
        // One that was given up meanwhile, or a commit whose answer was lost: the first word stands.
        const written = await tx
          .insertInto("messages.outcome")
          .values({
            municipality_id: municipalityId,
            message_id: messageId,
            number,
            outcome,
            fault: codeOf(carried.fault),
            recorded_at: clock(),
          })
          .onConflict((conflict) => conflict.doNothing())
          .returning("number")
          .executeTakeFirst();
        if (written) await logOutcome(tx, { municipalityId, messageId }, outcome, clock());
      });
      return;
    } catch (fault) {
      if (left <= 1) throw fault;
      await pause(writeAgain.pause);
    }
  }
}

/** A fault as the database takes it: what is no code is none of ours. */
function codeOf(fault: string | null): string | null {
  return fault === null ? null : /^[A-Za-z0-9][A-Za-z0-9 _.-]{0,79}$/.test(fault) ? fault : "fault";
}

/** What the log calls an outcome. */
const logged: Readonly<Record<CodeOf<"messages.outcome.outcome">, string>> = {
  skickat: "ok",
  nekat: "refused",
  "inte nu": "not-sent",
  oklart: "outcome-unknown",
  återtaget: "withdrawn",
};

async function logOutcome(tx: Tx, { municipalityId, messageId }: Payload, outcome: Carried["outcome"], now: Date): Promise<void> {
  const about = { requestId: messageId, action: "messages.send", kind: "system", subjectIds: [messageId] } as const;
  const event = { actor: machineIn(municipalityId), ...about, outcome: logged[outcome] };
  await writeAuditEvent(tx, event, now);
}
