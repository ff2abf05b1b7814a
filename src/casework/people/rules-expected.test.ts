import { describe, expect, test } from "vitest";
import { expectedChild } from "./rules-expected.ts";

describe("expected-child", () => {
  test.each([
    ["on an ordinary day", "2026-05-14", "2026-04-16"],
    ["over the turn of a year", "2027-01-10", "2026-12-13"],
    ["on 29 February", "2028-02-29", "2028-02-01"],
  ])("%s it is taken up 28 days before", (_which, expectedOn, visibleFrom) => {
    expect(expectedChild.apply({ expectedOn })).toEqual({ dueOn: expectedOn, visibleFrom });
  });

  test("it is said when, by a rule of our own, and that the days of the child wait for the birth", () => {
    const said = expectedChild.explain({ expectedOn: "2026-05-14" }, expectedChild.apply({ expectedOn: "2026-05-14" }));
    expect(said).toContain("väntas den 14 maj 2026");
    expect(said).toContain("lokal regel");
  });
});
