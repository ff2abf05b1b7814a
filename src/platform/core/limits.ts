import { createHash } from "node:crypto";
import { CompiledQuery } from "kysely";
import type { Kysely } from "kysely";
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { besidePool } from "../database/connect.ts";
import type { Database } from "../database/connect.ts";
import type { Problem } from "../basics/result.ts";
import { forWhom, isInside } from "./actor.ts";
import type { Actor } from "./actor.ts";

/**
 * How often something may be done by one key (a person, an address on the network). The count is kept in PostgreSQL, so that a limit
 * holds over several web processes; while the database cannot be reached each process counts for itself.
 */
export type LimitRule = {
  /** `room.what`, part of the key: two rules never count together. */
  readonly name: string;
  /** Most turns in one window. */
  readonly most: number;
  /** Length of the window, counted from its first turn. */
  readonly seconds: number;
};

/** What a turn came to. `retryAfter` is the time until the window ends, in whole seconds, at least 1. */
export type Turn = { readonly allowed: true } | { readonly allowed: false; readonly retryAfter: number };

/**
 * Counts one turn (or `cost` turns) and says whether it is within the limit. Choose the key so that nobody can use up another's turns:
 * the person who is signed on, or what has failed from an address, never what an unknown person says of themselves.
 * @throws RangeError within a transaction, where the count would be taken back with the work.
 */
export async function takeTurn(db: Kysely<Database>, rule: LimitRule, key: string, cost = 1): Promise<Turn> {
  try {
    await limiterOf(db, rule).consume(hashOf(key), cost);
    return { allowed: true };
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return refusal(refused);
    throw refused;
  }
}

/** Whether one more turn would be within the limit; counts nothing, and may be asked within a transaction. */
export async function seeTurn(db: Kysely<Database>, rule: LimitRule, key: string): Promise<Turn> {
  const found = await (db.isTransaction ? makeLimiter(db, rule) : limiterOf(db, rule)).get(hashOf(key));
  return found && found.consumedPoints >= rule.most ? refusal(found) : { allowed: true };
}

/** Whose turn it is, where a limit is for each person. */
export function personKey(actor: Actor): string {
  const who = isInside(actor) ? (actor.kind === "staff" ? actor.staffId : actor.kind) : `${actor.kind} ${forWhom(actor) ?? ""}`;
  return `${actor.municipalityId} ${who}`;
}

/** What a person is told when there have been too many turns: code `too-many`, answered with 429. */
export function tooManyProblem(refused: Extract<Turn, { allowed: false }>, message: string): Problem {
  const { retryAfter } = refused;
  const wait = retryAfter <= 90 ? "en minut" : `${Math.ceil(retryAfter / 60)} minuter`;
  return { code: "too-many", message, hint: `Vänta ${wait} och försök igen.`, retryAfter };
}

/** Takes away the counts whose window ended before `now`. */
export async function purgeLimits(db: Kysely<Database>, now: Date): Promise<void> {
  await db.deleteFrom("limits.turn").where("expire", "<", now.getTime()).execute();
}

const limiters = new WeakMap<Kysely<Database>, Map<string, RateLimiterPostgres>>();

function limiterOf(db: Kysely<Database>, rule: LimitRule): RateLimiterPostgres {
  if (db.isTransaction) throw new RangeError("A turn is counted outside the transaction of the work.");
  const known = limiters.get(db) ?? new Map<string, RateLimiterPostgres>();
  limiters.set(db, known);
  const name = `${rule.name}/${rule.most}/${rule.seconds}`;
  const limiter = known.get(name) ?? makeLimiter(besidePool(db), rule);
  known.set(name, limiter);
  return limiter;
}

function makeLimiter(db: Kysely<Database>, { name, most, seconds }: LimitRule): RateLimiterPostgres {
  const counted = { keyPrefix: name, points: most, duration: seconds };
  return new RateLimiterPostgres({
    ...counted,
    storeClient: {
      async query({ text, values }: { text: string; values: unknown[] }) {
        const { rows } = await db.executeQuery(CompiledQuery.raw(text, values));
        return { rows, rowCount: rows.length };
      },
    },
    storeType: "client",
    schemaName: "limits",
    tableName: "turn",
    tableCreated: true,
    clearExpiredByTimeout: false,
    // Who is over the limit is not counted further: a flood costs the database nothing.
    inMemoryBlockOnConsumed: most + 1,
    insuranceLimiter: new RateLimiterMemory(counted),
  });
}

/** The key is never stored as it is: it may be an address on the network or a person. */
function hashOf(key: string): string {
  return createHash("sha256").update(key).digest("base64url");
}

function refusal(refused: RateLimiterRes): Extract<Turn, { allowed: false }> {
  return { allowed: false, retryAfter: Math.max(1, Math.ceil(refused.msBeforeNext / 1000)) };
}
