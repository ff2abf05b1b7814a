import { sql } from "kysely";
import type { Context } from "../core/door.ts";
import { addJob } from "../core/job.ts";
import { newTouchedId } from "../core/journal.ts";
import { failed, ok } from "../basics/result.ts";
import type { Problem, Result } from "../basics/result.ts";
import type { Tx } from "../database/connect.ts";
import { readAddress } from "./channels.ts";
import type { Channel } from "./channels.ts";
import { sendMessage } from "./jobs/send.ts";
import type { TemplateName } from "./templates.ts";

/** What a room asks to have sent. What it is about stays in the room. */
export type Planned = {
  readonly template: TemplateName;
  readonly channel: Channel;
  /** As it was typed. */
  readonly address: string;
  /** The receiver's identity is protected, in any of the three ways. */
  readonly isProtected: boolean;
  /** Why the address may be used although the identity is protected. */
  readonly clearedBecause: string | undefined;
};

/** In whose name a message is planned: somebody who does it now or has planned it for today; without an account, somebody at a unit. */
export type Sender = Pick<Context, "now" | "channels" | "touch"> & {
  readonly actor: { readonly municipalityId: number; readonly staffId?: string };
};

/** So many to one address in a day, and so many from one municipality in an hour. */
export const most = { toOneAddress: 6, fromOneMunicipality: 1000 } as const;
const day = 86_400_000;
const hour = 3_600_000;

const notOffered: Problem = {
  code: "channel-not-offered",
  message: "Kommunen skickar inte meddelanden på det sättet.",
  hint: "Välj ett annat sätt, eller lämna brevet.",
};
const notCleared: Problem = {
  code: "address-not-cleared",
  message: "Personen har skyddad identitet. Ett meddelande kan visa att socialtjänsten har kontakt med någon som inte får hittas.",
  hint: "Lämna brevet i handen eller genom Skatteverkets förmedling. Skriv annars varför just den här adressen är säker.",
};
const neverByDigitalPost: Problem = {
  code: "protected-never-by-digital-post",
  message: "Personen har skyddad identitet. Digital post skickas aldrig till någon som inte får hittas.",
  hint: "Lämna brevet i handen eller genom Skatteverkets förmedling.",
};
const tooMany: Problem = {
  code: "too-many-messages",
  message: "Till adressen har det redan skickats många meddelanden det senaste dygnet.",
  hint: "Ring i stället, eller vänta till i morgon.",
};
const tooManyInAll: Problem = {
  code: "too-many-in-all",
  message: "Kommunen har skickat ovanligt många meddelanden den senaste timmen.",
  hint: "Vänta en stund. Står felet kvar: tala med systemförvaltaren.",
};

/**
 * Plans a message in the transaction of what it comes of: it is sent when that is saved, and not otherwise. Gives its identifier. Problems:
 * `invalid-address`, `channel-not-offered`, `address-not-cleared`, `protected-never-by-digital-post`, `too-many-messages`, `too-many-in-all`.
 */
export async function planMessage(tx: Tx, context: Sender, planned: Planned): Promise<Result<string>> {
  const { channel, template, isProtected } = planned;
  if (!context.channels.includes(channel)) return failed(notOffered);
  const address = readAddress(channel, planned.address);
  if (!address.ok) return address;
  if (isProtected && channel === "digital post") return failed(neverByDigitalPost);
  if (isProtected && planned.clearedBecause === undefined) return failed(notCleared);
  const counted = await countSent(tx, context, address.value);
  if (counted.toAddress >= most.toOneAddress) return failed(tooMany);
  if (counted.inAll >= most.fromOneMunicipality) return failed(tooManyInAll);
  const id = newTouchedId(context);
  const { municipalityId } = context.actor;
  await tx
    .insertInto("messages.message")
    .values({
      id,
      template,
      channel,
      address: address.value,
      recipient_protected: isProtected,
      cleared_because: isProtected ? (planned.clearedBecause ?? null) : null,
      municipality_id: municipalityId,
      recorded_by: context.actor.staffId ?? null,
      recorded_at: context.now,
    })
    .execute();
  await addJob(tx, sendMessage, { municipalityId, messageId: id }, `messages.send:${id}`);
  return ok(id);
}

async function countSent(tx: Tx, { actor, now }: Sender, address: string): Promise<{ toAddress: number; inAll: number }> {
  const { rows } = await sql<{ toAddress: number; inAll: number }>`select
    (select count(*)::int from messages.message where municipality_id = ${actor.municipalityId} and address = ${address}
      and recorded_at > ${new Date(now.getTime() - day)}) as "toAddress",
    (select count(*)::int from messages.message where municipality_id = ${actor.municipalityId}
      and recorded_at > ${new Date(now.getTime() - hour)}) as "inAll"`.execute(tx);
  return rows[0] ?? { toAddress: 0, inAll: 0 };
}

const alreadySent: Problem = {
  code: "message-sent",
  message: "Meddelandet är redan skickat, eller håller på att skickas.",
  hint: "Kontakta den som har fått det.",
};

/**
 * Takes a message back before it is sent. A message that waits, or that could not be sent so far, is sent no more. Problem: `message-sent`,
 * also when nobody knows whether it was. What was taken back or refused already stays as it is.
 */
export async function withdrawMessage(tx: Tx, context: Context, id: string): Promise<Result<void>> {
  const { municipalityId } = context.actor;
  const standing = await tx
    .selectFrom("messages.standing")
    .select(["state", "attempts"])
    .where("municipality_id", "=", municipalityId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!standing) return failed({ code: "not-found", message: "Meddelandet finns inte." });
  const { state } = standing;
  if (state === "återtaget" || state === "nekat") return ok(undefined);
  if (state !== "väntar" && state !== "försöks igen") return failed(alreadySent);
  context.touch(id);
  const row = { municipality_id: municipalityId, message_id: id, number: Number(standing.attempts) + 1, recorded_at: context.now };
  // Whoever begins a try at the same moment takes the same number: one of the two comes too late.
  const taken = await tx
    .insertInto("messages.attempt")
    .values({ ...row, kind: "återtagande", recorded_by: context.actor.staffId })
    .onConflict((conflict) => conflict.doNothing())
    .returning("number")
    .executeTakeFirst();
  if (!taken) return failed(alreadySent);
  await tx
    .insertInto("messages.outcome")
    .values({ ...row, outcome: "återtaget", fault: null })
    .execute();
  return ok(undefined);
}

/**
 * True where one of the messages may have come: sent, on its way, or its outcome unknown; and by SMS also where the service was given it and its
 * answer was lost, though it is tried again or was taken back since.
 */
export async function mayHaveCome(tx: Tx, { actor }: Context, ids: readonly string[]): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`select exists (select from messages.standing s
    where s.municipality_id = ${actor.municipalityId} and s.id = any (${ids}::uuid[]) and s.may_have_come) as may`.execute(tx);
  return rows[0]?.may === true;
}
