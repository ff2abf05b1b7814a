import { createHash } from "node:crypto";
import { sql } from "kysely";
import { atCommit } from "../database/connect.ts";
import type { Tx } from "../database/connect.ts";
import type { StaffActor } from "./actor.ts";
import type { Problem } from "../basics/result.ts";

/** One use of a key: what for, and with what. */
export type UsedKey = { readonly key: string; readonly action: string; readonly hash: Buffer };

export const invalidKey: Problem = { code: "invalid-key", message: "Formuläret är skadat.", hint: "Öppna sidan på nytt." };
export const keyReused: Problem = {
  code: "key-reused",
  message: "Formuläret har redan skickats med andra uppgifter.",
  hint: "Öppna sidan på nytt och kontrollera vad som är sparat.",
};

/** A key as it is used for an action with an input that has been judged. Only the input's hash is kept. */
export function usedKey(key: string, action: string, input: unknown): UsedKey {
  return { key, action, hash: createHash("sha256").update(JSON.stringify(input)).digest() };
}

/** One form may do several actions; each has a key of its own, always the same for the same form. */
export function keyWithin(formKey: string, action: string, part: string): string {
  const hex = createHash("sha256").update(`${formKey}|${action}|${part}`).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join("-");
}

export type Claimed = { readonly state: "new" | "reused" } | { readonly state: "done"; readonly result: unknown };

/** Takes the key, or gives what was answered the first time. Waits for another transaction that holds the same key. */
export async function claimKey(tx: Tx, actor: StaffActor, wanted: UsedKey, now: Date): Promise<Claimed> {
  const claimed = await tx
    .insertInto("core.idempotency")
    .values({
      municipality_id: actor.municipalityId,
      actor_id: actor.staffId,
      key: wanted.key,
      action: wanted.action,
      input_hash: wanted.hash,
      at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("key")
    .executeTakeFirst();
  if (claimed) return { state: "new" };
  const earlier = await tx
    .selectFrom("core.idempotency")
    .select(["action", "input_hash", "result"])
    .where("municipality_id", "=", actor.municipalityId)
    .where("actor_id", "=", actor.staffId)
    .where("key", "=", wanted.key)
    .executeTakeFirstOrThrow();
  if (earlier.action !== wanted.action || !wanted.hash.equals(earlier.input_hash)) return { state: "reused" };
  return { state: "done", result: earlier.result };
}

const remembered = 30 * 24 * 60 * 60 * 1000;

/** Forgets the keys of the municipality that were used more than thirty days ago. */
export async function forgetOldKeys(tx: Tx, municipalityId: number, now: Date): Promise<void> {
  await tx
    .deleteFrom("core.idempotency")
    .where("municipality_id", "=", municipalityId)
    .where("at", "<", new Date(now.getTime() - remembered))
    .execute();
}

/** Keeps the answer, for the same form sent again; sent with the commit of the transaction. */
export function rememberAtCommit(tx: Tx, actor: StaffActor, key: string, result: unknown): void {
  atCommit(
    tx,
    sql`update core.idempotency set result = ${JSON.stringify(result ?? null)}
      where municipality_id = ${actor.municipalityId} and actor_id = ${actor.staffId} and key = ${key}`,
  );
}
