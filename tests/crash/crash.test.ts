import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { crash } from "./drill.ts";
import type { Round } from "./drill.ts";
import { DrillHouse } from "./house.ts";
import { deadlyWays, livingWays } from "./ways.ts";
import type { Way } from "./ways.ts";

const minute = 60_000;
const most = 2;

/**
 * The rounds of each way: one is enough in every run, and `npm run crash` makes as many as one likes. The round chooses the place of the
 * strike, so the ways strike at two places by turns; connections are cut both before and after the answer to a commit.
 */
function roundsOf(way: Way): readonly number[] {
  if (way === "connections reset") return [1, 2];
  return [1 + ([...deadlyWays, ...livingWays].indexOf(way) % most)];
}

/** A round in which the strike was felt: where a busy machine had everything answered before it came, there is another. */
async function round(house: DrillHouse, way: Way, number: number, isFelt: (seen: Round) => boolean): Promise<Round> {
  for (;;) {
    const seen = await crash(house, way, number);
    if (seen.faults.length > 0 || isFelt(seen)) return seen;
  }
}

describe("in the middle of 200 concurrent writes", () => {
  let house: DrillHouse;
  beforeAll(async () => {
    house = await DrillHouse.open();
  }, 5 * minute);
  afterAll(() => house.close(), minute);

  test.each(deadlyWays)(
    "%s: acknowledged writes are there, none is half done, sending again acts once, the log is whole",
    async (way) => {
      for (const number of roundsOf(way)) {
        // The kill came in the middle: something was answered and something was not.
        const seen = await round(house, way, number, ({ acknowledged, sent }) => acknowledged < sent);
        expect(seen.faults).toEqual([]);
        expect(seen.acknowledged).toBeGreaterThan(0);
        expect(seen.acknowledged).toBeLessThan(seen.sent);
        expect(seen.present).toBeGreaterThanOrEqual(seen.acknowledged);
      }
    },
    most * 5 * minute,
  );

  test.each(livingWays)(
    "%s: the web lives on, who was hit is told to try again, nothing acknowledged is lost and nothing half done, the next page works",
    async (way) => {
      for (const number of roundsOf(way)) {
        const seen = await round(house, way, number, ({ toldToTryAgain, pagesHit }) => toldToTryAgain + pagesHit > 0);
        expect(seen.faults).toEqual([]);
        expect(seen.acknowledged).toBeGreaterThan(0);
        expect(seen.toldToTryAgain + seen.pagesHit).toBeGreaterThan(0);
        expect(seen.present).toBeGreaterThanOrEqual(seen.acknowledged);
      }
    },
    most * 5 * minute,
  );
});
