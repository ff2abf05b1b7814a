import { expect, test } from "vitest";
import { isId, newId } from "./identifiers.ts";

test("what is made within one millisecond sorts as it was made, and nothing is made twice", () => {
  const now = new Date("2026-03-02T09:00:00Z");
  const ids = Array.from({ length: 2_000 }, () => newId(now));
  expect(ids.every(isId)).toBe(true);
  expect(ids.toSorted()).toEqual(ids);
  const more = Array.from({ length: 10_000 }, () => newId(now));
  expect(new Set([...ids, ...more]).size).toBe(12_000);
});

test("an id of a later moment sorts after all of an earlier one", () => {
  const earlier = newId(new Date("2026-03-02T09:00:00.000Z"));
  expect(newId(new Date("2026-03-02T09:00:00.001Z")) > earlier).toBe(true);
});
