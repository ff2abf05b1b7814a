import type { Kysely } from "kysely";
import { isTenantCode } from "../../platform/basics/tenant-code.ts";
import type { Database } from "../../platform/database/connect.ts";
import type { Municipality } from "../../ui/request.ts";

/** How long a municipality that was found is remembered, in milliseconds. */
export const keptMs = 5000;

/**
 * Looks up municipalities by code. `find` may answer from memory for five seconds; `findNow` always asks the database. Where the demo is
 * not allowed, a demo that lies in the database is found by nobody: not to sign in to, not to show, not by an earlier session.
 */
export type Municipalities = {
  find(code: string): Promise<Municipality | undefined>;
  findNow(code: string): Promise<Municipality | undefined>;
  demos(): Promise<Municipality[]>;
};

const base = (db: Kysely<Database>) => db.selectFrom("core.municipality").select(["id", "code", "name", "is_demo as isDemo"]);

/** Makes the look-up over one database. */
export function makeMunicipalities(db: Kysely<Database>, { demo }: { demo: boolean }): Municipalities {
  const kept = new Map<string, { at: number; municipality: Municipality | undefined }>();
  const findNow = async (code: string) => {
    if (!isTenantCode(code)) return undefined;
    const municipality = await base(db).where("code", "=", code).executeTakeFirst();
    if (!municipality || (municipality.isDemo && !demo)) return undefined;
    kept.set(code, { at: performance.now(), municipality });
    return municipality;
  };
  return {
    findNow,
    async find(code) {
      const known = kept.get(code);
      return known && performance.now() - known.at < keptMs ? known.municipality : findNow(code);
    },
    demos: () => (demo ? base(db).where("is_demo", "=", true).orderBy("code").limit(400).execute() : Promise.resolve([])),
  };
}

/** Every municipality of the database, the demo among them: for what is done with all of them by the clock. */
export function findAllMunicipalities(db: Kysely<Database>): Promise<Municipality[]> {
  return base(db).orderBy("code").execute();
}
