import { sql } from "kysely";
import { clocks } from "../../src/casework/case/clocks.ts";
import { recountAll, recountCases } from "../../src/casework/clocks/keep.ts";
import { inMunicipality } from "../../src/platform/database/connect.ts";
import type { TestDatabase } from "./database.ts";

class TakeBack extends Error {}

type Counted = { readonly database: Pick<TestDatabase, "owner">; readonly municipalityId: number };

/**
 * What a full recount of a municipality, or of some cases in it, would start and stop, as "+ rule" and "- rule"; nothing where every clock is
 * kept. Changes nothing.
 */
export async function faultsInClocks({ database, municipalityId }: Counted, cases?: readonly string[]): Promise<readonly string[]> {
  let faults: readonly string[] = [];
  try {
    await inMunicipality(database.owner, municipalityId, async (tx) => {
      const trial = { municipalityId, by: "trial", now: new Date("2026-03-02T10:00:00+01:00") };
      await (cases ? recountCases(tx, clocks, trial, cases) : recountAll(tx, clocks, trial));
      const { rows } = await sql<{ fault: string }>`
        select '+ ' || rule_id || ' ' || facts as fault from due.clock where municipality_id = ${municipalityId} and started_by = 'trial'
        union all select '- ' || rule_id || ' ' || facts from due.clock where municipality_id = ${municipalityId} and stopped_by = 'trial'`.execute(
        tx,
      );
      faults = rows.map((row) => row.fault);
      throw new TakeBack();
    });
  } catch (error) {
    if (!(error instanceof TakeBack)) throw error;
  }
  return faults;
}
