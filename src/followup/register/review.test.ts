import { describe, expect, test } from "vitest";
import { remindersAhead, reviewOf } from "./review.ts";

describe("when a routine is to be looked at", () => {
  test.each([
    ["on its own day", { review_on: "2026-06-01", decided_on: "2020-01-01", ended_on: null }, "2026-06-01", "ok", 91],
    ["soon, sixty days before", { review_on: "2026-05-01", decided_on: "2020-01-01", ended_on: null }, "2026-05-01", "soon", 60],
    ["on the day itself", { review_on: "2026-03-02", decided_on: "2020-01-01", ended_on: null }, "2026-03-02", "soon", 0],
    ["the day after it is late", { review_on: "2026-03-01", decided_on: "2020-01-01", ended_on: null }, "2026-03-01", "overdue", -1],
    [
      "a year after the decision where no day is said",
      { review_on: null, decided_on: "2025-02-28", ended_on: null },
      "2026-02-28",
      "overdue",
      -2,
    ],
    ["no more when it has ended", { review_on: "2026-03-01", decided_on: "2020-01-01", ended_on: "2026-01-01" }, null, "done", null],
  ])("%s", (_name, document, due, state, days) => {
    expect(reviewOf(document, "2026-03-02")).toEqual({ due, state, days });
  });
});

describe("what is reminded of, and when", () => {
  test.each([
    ["twice of a review that is far off", [], "2026-01-01", ["inför 2026-03-02", "på dagen 2026-05-01"]],
    ["at once where the first day has passed", [], "2026-04-20", ["inför 2026-04-20", "på dagen 2026-05-01"]],
    ["on the day, and nothing of before it", [], "2026-05-01", ["på dagen 2026-05-01"]],
    ["once where the day has long passed", [], "2026-08-01", ["på dagen 2026-08-01"]],
    ["no more of what has gone", ["inför"], "2026-04-20", ["på dagen 2026-05-01"]],
    ["no more when both have gone", ["inför", "på dagen"], "2026-06-01", []],
  ] as const)("%s", (_name, gone, today, ahead) => {
    expect(remindersAhead("2026-05-01", gone, today).map(({ stage, on }) => `${stage} ${on}`)).toEqual(ahead);
  });
});
