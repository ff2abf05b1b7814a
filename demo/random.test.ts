import fc from "fast-check";
import { expect, test } from "vitest";
import { ageOn, birthday, dateOf, dayOf, weekday } from "./calendar.ts";
import { Random, shuffledIndex, weightedAt } from "./random.ts";

test("the same parts give the same sequence, other parts another", () => {
  const draw = (...parts: number[]) => {
    const random = new Random(...parts);
    return Array.from({ length: 5 }, () => random.next());
  };
  expect(draw(1, 2, 3)).toEqual(draw(1, 2, 3));
  expect(draw(1, 2, 3)).not.toEqual(draw(1, 3, 2));
  expect(draw(1, 2, 3)).not.toEqual(draw(2, 2, 3));
});

test("numbers are spread evenly", () => {
  const random = new Random(7);
  const even = Array<number>(10).fill(0);
  for (let n = 0; n < 100_000; n++) {
    const place = Math.floor(random.unit() * 10);
    even[place] = (even[place] ?? 0) + 1;
  }
  for (const count of even) expect(Math.abs(count - 10_000)).toBeLessThan(500);
});

test("shuffling is one to one for any size and key", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 600 }), fc.integer(), (size, key) => {
      expect(new Set(Array.from({ length: size }, (_, n) => shuffledIndex(n, size, key))).size).toBe(size);
    }),
    { numRuns: 50 },
  );
});

test("a weight of nought is never picked", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (u) =>
        weightedAt(
          [
            ["a", 0],
            ["b", 2],
            ["c", 0],
          ],
          u,
        ) === "b",
    ),
  );
});

test("days and dates are each other's opposite; weekdays are Monday to Friday", () => {
  fc.assert(
    fc.property(fc.integer({ min: dayOf("1990-01-01"), max: dayOf("2060-12-31") }), (day) => {
      expect(dayOf(dateOf(day))).toBe(day);
      expect([0, 6]).not.toContain(new Date(weekday(day) * 86_400_000).getUTCDay());
      expect(weekday(day) - day).toBeLessThanOrEqual(2);
    }),
  );
});

test.each([
  ["2010-05-01", "2020-04-30", 9],
  ["2010-05-01", "2020-05-01", 10],
  ["2012-02-29", "2013-02-28", 0],
  ["2012-02-29", "2013-03-01", 1],
])("born %s is on %s %i years old", (birth, on, years) => {
  expect(ageOn(dayOf(birth), dayOf(on))).toBe(years);
  expect(ageOn(dayOf(birth), birthday(dayOf(birth), 18))).toBe(18);
  expect(ageOn(dayOf(birth), birthday(dayOf(birth), 18) - 1)).toBe(17);
});
