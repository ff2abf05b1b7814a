import type { Problem, Result } from "../../platform/basics/result.ts";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Tx } from "../../platform/database/connect.ts";
import { findRound } from "../rounds/find-unit.ts";

export type Round = NonNullable<Awaited<ReturnType<typeof findRound>>>;

const noSuchRound: Problem = { code: "not-found", message: "Undersökningen finns inte." };

/** A round of an agency; no other tenant has any. Problem: `not-found`. */
export async function findAgencyRound(tx: Tx, municipalityId: number, roundId: string): Promise<Result<Round>> {
  const [round, tenant] = await Promise.all([
    findRound(tx, municipalityId, roundId),
    tx.selectFrom("core.municipality").select("kind").where("id", "=", municipalityId).executeTakeFirst(),
  ]);
  return round && tenant?.kind === "myndighet" ? ok(round) : failed(noSuchRound);
}
