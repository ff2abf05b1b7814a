import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { crash, openDrillHouse } from "./drill.ts";
import type { DrillHouse, Victim } from "./drill.ts";

const rounds = 3;
const minute = 60_000;

describe("kill -9 in the middle of 200 concurrent writes", () => {
  let house: DrillHouse;
  beforeAll(async () => {
    house = await openDrillHouse();
  }, 3 * minute);
  afterAll(() => house.close(), minute);

  test.each<Victim>(["web", "web and postgres"])(
    "%s killed: acknowledged writes are there, none is half done, sending again acts once, the log is whole",
    async (victim) => {
      for (let round = 1; round <= rounds; round++) {
        const seen = await crash(house, victim, round);
        expect(seen.faults).toEqual([]);
        // The kill came in the middle: something was answered and something was not.
        expect(seen.acknowledged).toBeGreaterThan(0);
        expect(seen.acknowledged).toBeLessThan(seen.sent);
        expect(seen.present).toBeGreaterThanOrEqual(seen.acknowledged);
      }
    },
    rounds * 2 * minute,
  );
});
