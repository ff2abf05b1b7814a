import type { Context } from "../../platform/core/door.ts";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Problem, Result } from "../../platform/basics/result.ts";
import type { Tx } from "../../platform/database/connect.ts";
import { findRound, findUnit } from "./find-unit.ts";
import type { AskedUnit } from "./find-unit.ts";

type Where = Pick<Context, "actor">;
/** A round as it was set up. */
export type Round = NonNullable<Awaited<ReturnType<typeof findRound>>>;

const noSuchRound: Problem = { code: "not-found", message: "Omgången finns inte." };
const noSuchUnit: Problem = { code: "not-found", message: "Enheten finns inte i omgången." };
export const roundClosed: Problem = { code: "survey-closed", message: "Omgången är stängd." };

/** The round of a tenant: whatever is asked about one finds it here, or says that there is none. Problem: `not-found`. */
export async function getRoundOf(tx: Tx, municipalityId: number, roundId: string): Promise<Result<Round>> {
  const round = await findRound(tx, municipalityId, roundId);
  return round ? ok(round) : failed(noSuchRound);
}

/** The unit of the actor's tenant. Problem: `not-found`. */
export async function getUnitOf(tx: Tx, { actor }: Where, unitId: string): Promise<Result<AskedUnit>> {
  const unit = await findUnit(tx, actor.municipalityId, unitId);
  return unit ? ok(unit) : failed(noSuchUnit);
}
