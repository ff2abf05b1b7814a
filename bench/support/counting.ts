// The figures of the national questionnaire, counted by the program's query and by hand-written SQL on the same data.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { clientConfig, readMunicipality } from "../../src/platform/database/connect.ts";
import { countParticipation } from "../../src/followup/questionnaire/queries/count-participation.ts";
import type { House } from "./house.ts";

/** The questionnaire's own period. */
export const period = { from: "2023-02-01", to: "2024-01-31" } as const;

const handwritten = readFileSync(join(import.meta.dirname, "..", "handwritten-answers.sql"), "utf8");

export type Timing = {
  /** Milliseconds of each run. */
  readonly runs: readonly number[];
  /** Children in the population, each counted once for each phase: must be the same for both ways. */
  readonly population: number;
};

/** Times the program's counting, as the program's role under row-level security, for the municipalities given, `atATime` at once. */
export async function timeOwnCounting(house: House, ids: readonly number[], runs: number, atATime: number): Promise<Timing> {
  const db = house.open();
  try {
    return await time(runs, ids, atATime, async (id) => {
      const counts = await readMunicipality(db.app, id, (tx) => countParticipation(tx, id, period));
      return counts.cells.reduce((sum, cell) => sum + cell.children, 0);
    });
  } finally {
    await db.close();
  }
}

/** Times the hand-written statement as the owner of the tables, whom no row-level security slows. */
export async function timeHandwritten(house: House, ids: readonly number[], runs: number, atATime: number): Promise<Timing> {
  const pool = new pg.Pool({ ...clientConfig(house.ownerUrl), max: atATime });
  try {
    return await time(runs, ids, atATime, async (id) => {
      const { rows } = await pool.query<{ phase: string; what: string | null; children: number }>(handwritten, [
        id,
        period.from,
        period.to,
      ]);
      return rows.filter((row) => row.phase !== "14" && row.what === "alla").reduce((sum, row) => sum + row.children, 0);
    });
  } finally {
    await pool.end();
  }
}

/** @throws Error when the two did not count the same children: then their times say nothing. */
export function mustAgree(own: Timing, hand: Timing): void {
  if (own.population !== hand.population)
    throw new Error(`The two ways count different children: ${own.population} and ${hand.population}.`);
}

async function time(runs: number, ids: readonly number[], atATime: number, count: (id: number) => Promise<number>): Promise<Timing> {
  const taken: number[] = [];
  let population = 0;
  for (let run = 0; run < runs; run++) {
    const waiting = [...ids];
    population = 0;
    const started = performance.now();
    const work = async () => {
      for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
        const counted = await count(id);
        population += counted;
      }
    };
    await Promise.all(Array.from({ length: atATime }, work));
    taken.push(performance.now() - started);
  }
  return { runs: taken, population };
}
