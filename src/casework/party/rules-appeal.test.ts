import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "../../platform/basics/dates.ts";
import { dayOffName } from "../../platform/basics/working-days.ts";
import { applied } from "../../platform/law/rule.ts";
import { appealForwarded, appealInTime, appealTime, decisionNotified, reconsideration } from "./rules-appeal.ts";
import type { AppealInput, AppealOutcome, ReconsiderInput, ReconsiderOutcome } from "./rules-appeal.ts";

describe("decision-notified", () => {
  test("within a week, which is ours", () => {
    const found = applied(decisionNotified, { decidedOn: "2026-12-18" });
    expect(found.outcome).toEqual({ dueOn: "2026-12-25" });
    expect(found.explanation).toMatch(/lokal regel.*33 § FvL/u);
  });
});

describe("appeal-time", () => {
  test.each([
    ["a Monday to a Monday", "2026-03-02", "2026-03-23", "2026-03-23"],
    ["to a Saturday: the Monday after", "2026-03-07", "2026-03-28", "2026-03-30"],
    ["to Christmas Day, a Friday: the Monday after", "2026-12-04", "2026-12-25", "2026-12-28"],
    ["to New Year's Eve: the first working day", "2026-12-10", "2026-12-31", "2027-01-04"],
    ["to Good Friday: after Easter Monday", "2026-03-13", "2026-04-03", "2026-04-07"],
    ["to Midsummer Eve", "2026-05-29", "2026-06-19", "2026-06-22"],
    ["to 29 February", "2028-02-08", "2028-02-29", "2028-02-29"],
    ["over a month's end", "2026-01-31", "2026-02-21", "2026-02-23"],
    ["over the change of clocks", "2026-03-16", "2026-04-06", "2026-04-07"],
    ["1 July 2025", "2025-06-10", "2025-07-01", "2025-07-01"],
  ])("%s", (_name, gotOn, targetOn, dueOn) => {
    const found = applied(appealTime, { gotOn });
    expect(found.outcome).toEqual({ targetOn, dueOn });
    expect(found.explanation).toContain("44 § FvL");
  });

  test("the last day is a working day, at least three weeks later and hardly more", () => {
    const day = fc.integer({ min: 0, max: 20_000 }).map((n) => addDays("2018-07-01", n));
    fc.assert(
      fc.property(day, (gotOn) => {
        const { dueOn } = appealTime.apply({ gotOn });
        return dayOffName(dueOn) === null && dueOn >= addDays(gotOn, 21) && dueOn <= addDays(gotOn, 28);
      }),
      { numRuns: 500 },
    );
  });
});

describe("appeal-in-time", () => {
  const base: AppealInput = { receivedOn: "2026-03-23", gotOn: "2026-03-02", guidanceWrong: false, courtReceivedOn: null };
  test.each<readonly [string, Partial<AppealInput>, AppealOutcome["outcome"], AppealOutcome["ground"]]>([
    ["on the last day", {}, "i rätt tid", null],
    ["the day after", { receivedOn: "2026-03-24" }, "avvisas", null],
    ["on Monday after a Saturday", { gotOn: "2026-03-07", receivedOn: "2026-03-30" }, "i rätt tid", null],
    ["on Tuesday after a Saturday", { gotOn: "2026-03-07", receivedOn: "2026-03-31" }, "avvisas", null],
    ["late because the guidance was wrong", { receivedOn: "2026-03-24", guidanceWrong: true }, "tas upp ändå", "felaktig underrättelse"],
    [
      "late here, in time at the court",
      { receivedOn: "2026-03-25", courtReceivedOn: "2026-03-23" },
      "tas upp ändå",
      "kom in till domstolen i tid",
    ],
    ["late at the court as well", { receivedOn: "2026-03-25", courtReceivedOn: "2026-03-24" }, "avvisas", null],
    ["nobody knows when the party got it", { gotOn: null, receivedOn: "2026-06-01" }, "i rätt tid", null],
    ["before the party got it", { receivedOn: "2026-03-01" }, "i rätt tid", null],
  ])("%s", (_name, given, outcome, ground) => {
    const found = applied(appealInTime, { ...base, ...given });
    expect(found.outcome).toMatchObject({ outcome, ground });
    expect(found.explanation).toContain("45 § FvL");
  });
});

describe("appeal-forwarded", () => {
  test("within a week, which is ours", () => {
    const found = applied(appealForwarded, { receivedOn: "2026-03-23" });
    expect(found.outcome).toEqual({ dueOn: "2026-03-30" });
    expect(found.explanation).toMatch(/lokal regel.*46 § FvL/u);
  });
});

describe("appealed-decision-reconsidered", () => {
  const wrong: ReconsiderInput = {
    decidedOn: "2026-03-02",
    isSlip: false,
    isObviouslyWrong: true,
    isQuickAndEasy: true,
    isWorseForSomebody: false,
    isForwarded: false,
  };
  test.each<readonly [string, Partial<ReconsiderInput>, ReconsiderOutcome]>([
    ["obviously wrong, quick, and worse for nobody", {}, "ska ändras"],
    ["worse for a party", { isWorseForSomebody: true }, "får inte ändras"],
    ["not quick and easy", { isQuickAndEasy: false }, "får inte ändras"],
    ["already sent on", { isForwarded: true }, "får inte ändras"],
    ["a slip of the pen, also when it is sent on", { isSlip: true, isForwarded: true }, "får rättas"],
    ["not wrong", { isObviouslyWrong: false }, "får inte ändras"],
  ])("%s", (_name, given, outcome) => {
    const found = applied(reconsideration, { ...wrong, ...given });
    expect(found.outcome).toBe(outcome);
    expect(found.explanation).toContain("§ FvL");
  });
});
