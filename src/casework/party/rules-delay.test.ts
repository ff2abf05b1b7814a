import { describe, expect, test } from "vitest";
import { applied } from "../../platform/law/rule.ts";
import { askedForDecision, delayTold, mayAskForDecision } from "./rules-delay.ts";

describe("delay-told", () => {
  test.each([
    ["the day it was extended", "2026-03-02"],
    ["a Saturday too: at once", "2026-03-07"],
  ])("%s", (_name, extendedOn) => {
    const found = applied(delayTold, { extendedOn });
    expect(found.outcome).toEqual({ dueOn: extendedOn });
    expect(found.explanation).toContain("11 § FvL");
  });
});

describe("may-ask-for-decision", () => {
  test.each([
    ["the day after six months", { appliedOn: "2026-03-02", day: "2026-09-03", askedBefore: false }, true, "2026-09-03"],
    ["on the last day of the six months", { appliedOn: "2026-03-02", day: "2026-09-02", askedBefore: false }, false, "2026-09-03"],
    ["from 31 August, to the last of February", { appliedOn: "2025-08-31", day: "2026-03-01", askedBefore: false }, true, "2026-03-01"],
    ["a second time", { appliedOn: "2026-03-02", day: "2026-12-01", askedBefore: true }, false, "2026-09-03"],
  ])("%s", (_name, input, may, fromDay) => {
    const found = applied(mayAskForDecision, input);
    expect(found.outcome).toEqual({ may, fromDay });
    expect(found.explanation).toContain("12 § FvL");
  });
});

describe("asked-for-decision", () => {
  test.each([
    ["four weeks", "2026-03-02", "2026-03-30"],
    ["to Christmas Day", "2026-11-27", "2026-12-28"],
    ["to a Saturday", "2026-03-07", "2026-04-07"],
  ])("%s", (_name, receivedOn, dueOn) => {
    const found = applied(askedForDecision, { receivedOn });
    expect(found.outcome.dueOn).toBe(dueOn);
    expect(found.explanation).toContain("12 § FvL");
  });
});
