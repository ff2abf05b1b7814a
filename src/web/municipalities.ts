import type { Kysely } from "kysely";
import type { Database } from "../database/connect.ts";
import type { Municipality } from "./page.tsx";

const keptMs = 5000;

/** Looks up municipalities by code. `find` may answer from memory for five seconds; `findNow` always asks the database. */
export type Municipalities = {
  find(code: string): Promise<Municipality | undefined>;
  findNow(code: string): Promise<Municipality | undefined>;
  demos(): Promise<Municipality[]>;
  all(): Promise<Municipality[]>;
};

/** Makes the look-up over one database. */
export function makeMunicipalities(db: Kysely<Database>): Municipalities {
  const kept = new Map<string, { at: number; municipality: Municipality | undefined }>();
  const base = () => db.selectFrom("core.municipality").select(["id", "code", "name", "is_demo as isDemo"]);
  const findNow = async (code: string) => {
    if (!/^\d{4}(-\d{2})?$/u.test(code)) return undefined;
    const municipality = await base().where("code", "=", code).executeTakeFirst();
    if (municipality) kept.set(code, { at: performance.now(), municipality });
    return municipality;
  };
  return {
    findNow,
    async find(code) {
      const known = kept.get(code);
      return known && performance.now() - known.at < keptMs ? known.municipality : findNow(code);
    },
    demos: () => base().where("is_demo", "=", true).orderBy("code").limit(400).execute(),
    all: () => base().orderBy("code").execute(),
  };
}
