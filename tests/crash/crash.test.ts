import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { crash } from "./drill.ts";
import { DrillHouse } from "./house.ts";
import { deadlyWays, livingWays } from "./ways.ts";

const rounds = 2;
const minute = 60_000;

describe("in the middle of 200 concurrent writes", () => {
  let house: DrillHouse;
  beforeAll(async () => {
    house = await DrillHouse.open();
  }, 5 * minute);
  afterAll(() => house.close(), minute);

  test.each(deadlyWays)(
    "%s: acknowledged writes are there, none is half done, sending again acts once, the log is whole",
    async (way) => {
      for (let round = 1; round <= rounds; round++) {
        const seen = await crash(house, way, round);
        expect(seen.faults).toEqual([]);
        // The kill came in the middle: something was answered and something was not.
        expect(seen.acknowledged).toBeGreaterThan(0);
        expect(seen.acknowledged).toBeLessThan(seen.sent);
        expect(seen.present).toBeGreaterThanOrEqual(seen.acknowledged);
      }
    },
    rounds * 5 * minute,
  );

  test.each(livingWays)(
    "%s: the web lives on, who was hit is told to try again, nothing acknowledged is lost and nothing half done, the next page works",
    async (way) => {
      for (let round = 1; round <= rounds; round++) {
        const seen = await crash(house, way, round);
        expect(seen.faults).toEqual([]);
        expect(seen.acknowledged).toBeGreaterThan(0);
        expect(seen.toldToTryAgain + seen.pagesHit).toBeGreaterThan(0);
        expect(seen.present).toBeGreaterThanOrEqual(seen.acknowledged);
      }
    },
    rounds * 5 * minute,
  );
});
