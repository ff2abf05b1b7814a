import { clocks } from "../../src/casework/case/clocks.ts";
import { keepTouched } from "../../src/casework/clocks/keep.ts";
import { inMunicipality } from "../../src/platform/database/connect.ts";
import type { Tx } from "../../src/platform/database/connect.ts";
import type { TestDatabase } from "./database.ts";

/** Writes as the owner, past the one door, as a repair does: the clocks of what it touches are kept in the same transaction. */
export async function writeAsOwner<T>(
  { database, municipalityId }: { readonly database: Pick<TestDatabase, "owner">; readonly municipalityId: number },
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return inMunicipality(database.owner, municipalityId, async (tx) => {
    const done = await work(tx);
    await keepTouched(tx, clocks, { municipalityId, by: "test", now: new Date("2026-03-02T10:00:00+01:00") });
    return done;
  });
}
