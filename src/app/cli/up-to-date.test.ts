import { expect, test } from "vitest";
import { updatedWith } from "./up-to-date.ts";

test.each([
  [["0015-a.sql"], "0015-a.sql"],
  [["0015-a.sql", "0016-b.sql", "due.clock.sql"], "0015-a.sql, 0016-b.sql och en vy eller funktion"],
  [["due.clock.sql", "core.x.sql"], "2 vyer och funktioner"],
])("what was applied is told in words", (applied, words) => {
  expect(updatedWith(applied)).toBe(`Databasen är uppdaterad med ${words}.`);
});
