import { describe, expect, test } from "vitest";
import { applied } from "../../platform/law/rule.ts";
import { continuedCare, shelterBegins, shelterCourt, shelterEnds } from "./rules-placement.ts";

describe("temporary-care-continued", () => {
  test.each([
    ["the first time", { decidedOn: "2026-03-02", firstDecidedOn: "2026-03-02", necessary: false }, "2026-05-02", false],
    [
      "to Christmas Day, which is the court's and stands",
      { decidedOn: "2026-10-25", firstDecidedOn: "2026-10-25", necessary: false },
      "2026-12-25",
      false,
    ],
    ["the year runs out before", { decidedOn: "2026-02-01", firstDecidedOn: "2025-03-10", necessary: false }, "2026-03-10", true],
    ["necessary beyond the year", { decidedOn: "2026-02-01", firstDecidedOn: "2025-03-10", necessary: true }, "2026-04-01", false],
    ["from 31 December", { decidedOn: "2025-12-31", firstDecidedOn: "2025-12-31", necessary: false }, "2026-02-28", false],
  ])("%s", (_name, input, dueOn, endsByYear) => {
    const found = applied(continuedCare, input);
    expect(found.outcome).toMatchObject({ dueOn, endsByYear });
    expect(found.explanation).toContain("9 a § LVU");
  });
});

describe("shelter-placement-begins", () => {
  test.each([
    ["four weeks", "2026-03-02", "2026-03-30"],
    ["to Good Friday moves past Easter", "2026-03-06", "2026-04-07"],
  ])("%s", (_name, finalOn, dueOn) => {
    const found = applied(shelterBegins, { finalOn });
    expect(found.outcome.dueOn).toBe(dueOn);
    expect(found.explanation).toContain("3 kap. 4 § lagen (2024:79)");
  });
});

describe("shelter-ends-at-the-latest", () => {
  test.each([
    ["with the guardian's", { birthDate: "2012-05-14", guardianEndsOn: "2026-06-01" }, "2026-06-01", "vårdnadshavarens insats upphör"],
    ["at eighteen", { birthDate: "2008-05-14", guardianEndsOn: "2026-06-01" }, "2026-05-14", "barnet fyller 18 år"],
    ["no day is set", { birthDate: "2012-05-14", guardianEndsOn: null }, "2030-05-14", "barnet fyller 18 år"],
  ])("%s", (_name, input, dueOn, because) => {
    const found = applied(shelterEnds, input);
    expect(found.outcome).toEqual({ dueOn, because });
    expect(found.explanation).toContain("7 kap. 1 § lagen (2024:79)");
  });
});

describe("shelter-court-decides", () => {
  test.each([
    ["two weeks", "2026-03-02", "2026-03-16"],
    ["to New Year's Day", "2025-12-18", "2026-01-02"],
  ])("%s", (_name, appliedOn, dueOn) => {
    const found = applied(shelterCourt, { appliedOn });
    expect(found.outcome.dueOn).toBe(dueOn);
    expect(found.explanation).toContain("8 kap. 2 § lagen (2024:79)");
  });
});
