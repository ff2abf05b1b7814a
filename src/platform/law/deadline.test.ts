import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "../basics/dates.ts";
import { deadlineSentence, urgency } from "./deadline.ts";

describe("urgency", () => {
  test.each([
    ["the day after", "2026-03-01", "2026-03-15", "2026-03-16", "försenad"],
    ["the very day", "2026-03-01", "2026-03-15", "2026-03-15", "i dag"],
    ["three days left of a short clock", "2026-03-01", "2026-03-15", "2026-03-12", "snart"],
    ["four days left of a short clock", "2026-03-01", "2026-03-15", "2026-03-11", "i tid"],
    ["fourteen days left of a long clock", "2026-03-01", "2026-07-01", "2026-06-17", "snart"],
    ["fifteen days left of a long clock", "2026-03-01", "2026-07-01", "2026-06-16", "i tid"],
    ["a clock of one day", "2026-03-01", "2026-03-02", "2026-03-01", "snart"],
  ])("%s", (_name, since, dueOn, today, expected) => expect(urgency({ since, dueOn }, today)).toBe(expected));

  test("it never gets less urgent as days pass", () => {
    const order = ["i tid", "snart", "i dag", "försenad"];
    fc.assert(
      fc.property(fc.nat(400), fc.nat(500), (length, day) => {
        const clock = { since: "2026-01-01", dueOn: addDays("2026-01-01", length) };
        const now = order.indexOf(urgency(clock, addDays("2026-01-01", day)));
        const next = order.indexOf(urgency(clock, addDays("2026-01-01", day + 1)));
        expect(next).toBeGreaterThanOrEqual(now);
      }),
    );
  });
});

test("the sentence names the day, the reason and the paragraph of its time", () => {
  const parts = { verb: "Beslutas", because: "14 dagar efter anmälan", provisionId: "preliminary-assessment" } as const;
  expect(deadlineSentence({ ...parts, dueOn: "2026-03-14", citedOn: "2026-02-28" })).toBe(
    "Beslutas senast 14 mars 2026: 14 dagar efter anmälan (20 kap. 2 § SoL).",
  );
  expect(deadlineSentence({ ...parts, dueOn: "2025-07-04", citedOn: "2025-06-20" })).toContain("11 kap. 1 a § äldre SoL");
});
