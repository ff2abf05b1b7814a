import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, addMonths } from "../../platform/basics/dates.ts";
import { applied } from "../../platform/law/rule.ts";
import { deliberation, followUpLimit, followUpTime, notExecuted } from "./rules.ts";

const anyDay = fc.integer({ min: 0, max: 9000 }).map((days) => addDays("2008-01-01", days));

describe("follow-up-time", () => {
  const started = { startedOn: "2026-03-01", lastFollowUpOn: null, agreedOn: null };
  test.each([
    ["six months after the start", started, "2026-09-01", "lokal regel"],
    ["six months after the last", { ...started, lastFollowUpOn: "2026-08-31" }, "2027-02-28", "lokal regel"],
    ["a day agreed earlier", { ...started, agreedOn: "2026-05-15" }, "2026-05-15", "överenskommen dag"],
    ["a day agreed too late does not stretch the rule", { ...started, agreedOn: "2027-01-01" }, "2026-09-01", "lokal regel"],
    [
      "a day agreed before the last follow-up is used up",
      { ...started, lastFollowUpOn: "2026-05-20", agreedOn: "2026-05-15" },
      "2026-11-20",
      "lokal regel",
    ],
    ["the municipality's own three months", { ...started, months: 3 }, "2026-06-01", "lokal regel"],
  ])("%s", (_name, input, dueOn, why) => {
    const { outcome, explanation } = applied(followUpTime, input);
    expect(outcome).toEqual({ dueOn, why });
    expect(explanation).toContain("(lokal regel)");
  });
  test("the sentences", () => {
    expect(applied(followUpTime, started).explanation).toBe(
      "Följs upp senast 1 september 2026: 6 månader efter att insatsen började (lokal regel).",
    );
    expect(applied(followUpTime, { ...started, lastFollowUpOn: "2026-04-01" }).explanation).toBe(
      "Följs upp senast 1 oktober 2026: 6 månader efter den förra uppföljningen (lokal regel).",
    );
  });
  test("it is never later than the local rule, whatever was agreed", () => {
    fc.assert(
      fc.property(anyDay, fc.option(anyDay), (startedOn, agreedOn) => {
        const { dueOn } = followUpTime.apply({ startedOn, lastFollowUpOn: null, agreedOn });
        expect(dueOn > startedOn && dueOn <= addMonths(startedOn, 6)).toBe(true);
      }),
    );
  });
});

describe("not-executed", () => {
  const granted = { grantedOn: "2025-11-30", startedOn: null };
  test.each([
    ["on the last day of three months", { ...granted, today: "2026-03-02" }, false, "2026-03-02", "2026-02-28"],
    ["the day after", { ...granted, today: "2026-03-03" }, true, "2026-03-02", "2026-02-28"],
    ["three months to juldagen", { grantedOn: "2026-09-25", startedOn: null, today: "2026-12-28" }, false, "2026-12-28", "2026-12-25"],
    ["carried out", { ...granted, startedOn: "2025-12-10", today: "2026-06-01" }, false, null, null],
    [
      "broken off for three months and a day",
      { ...granted, startedOn: "2025-12-10", interruptedOn: "2026-01-31", today: "2026-05-01" },
      true,
      "2026-04-30",
      "2026-04-30",
    ],
    [
      "never begun, given up on the last day",
      { ...granted, gaveUpOn: "2026-03-02", today: "2026-06-01" },
      false,
      "2026-03-02",
      "2026-02-28",
    ],
    ["never begun, given up a day later", { ...granted, gaveUpOn: "2026-03-03", today: "2026-06-01" }, true, "2026-03-02", "2026-02-28"],
    ["a decision under 11 kap. 4 §", { ...granted, underRight: false, today: "2027-01-01" }, false, null, null],
  ])("%s", (_name, input, reportable, from, targetOn) => {
    const { outcome, explanation } = applied(notExecuted, input);
    expect(outcome).toEqual({ reportable, from, targetOn });
    expect(explanation).toContain("34 kap. 1 § SoL");
  });
  test("under the old act its own paragraph is cited", () => {
    expect(applied(notExecuted, { grantedOn: "2025-06-30", startedOn: null, today: "2026-01-01" }).explanation).toContain(
      "16 kap. 6 f § äldre SoL",
    );
  });
});

describe("deliberation", () => {
  test.each([
    ["from the placement, to a Sunday", { placedOn: "2026-08-31", lastDeliberatedOn: null }, "2027-03-01", "placeringen"],
    ["from the last one", { placedOn: "2025-01-01", lastDeliberatedOn: "2026-01-15" }, "2026-07-15", "det förra övervägandet"],
    ["before a leap day", { placedOn: "2027-08-31", lastDeliberatedOn: null }, "2028-02-29", "placeringen"],
    ["to juldagen", { placedOn: "2026-06-25", lastDeliberatedOn: null }, "2026-12-28", "placeringen"],
  ])("%s", (_name, input, dueOn, words) => {
    const { outcome, explanation } = applied(deliberation, input);
    expect(outcome.dueOn).toBe(dueOn);
    expect(explanation).toContain(`sex månader efter ${words} (22 kap. 13 § SoL)`);
  });
});

describe("follow-up-limit", () => {
  test.each([
    ["six months after the utredning", { investigationEndedOn: "2026-03-31" }, "2026-09-30", "23 kap. 5 § SoL", "sex månader"],
    ["six months to juldagen", { investigationEndedOn: "2026-06-25" }, "2026-12-28", "23 kap. 5 § SoL", "sex månader"],
    ["under the old act: two months", { investigationEndedOn: "2025-03-31" }, "2025-06-02", "11 kap. 4 c § äldre SoL", "två månader"],
    ["the last day of the old act", { investigationEndedOn: "2025-06-30" }, "2025-09-01", "11 kap. 4 c § äldre SoL", "två månader"],
    ["the first day of the new", { investigationEndedOn: "2025-07-01" }, "2026-01-02", "23 kap. 5 § SoL", "sex månader"],
    [
      "after a placement",
      { investigationEndedOn: "2026-03-31", after: "placering" },
      "2026-09-30",
      "23 kap. 5 § SoL",
      "placeringen upphörde",
    ],
    [
      "after care under LVU, before and after alike",
      { investigationEndedOn: "2025-03-31", after: "vård enligt LVU" },
      "2025-09-30",
      "LVU",
      "sex månader",
    ],
    [
      "a new utredning ends it",
      { investigationEndedOn: "2026-03-31", newInvestigationOn: "2026-05-02" },
      "2026-05-02",
      "23 kap. 5 § SoL",
      "en ny utredning har inletts",
    ],
    [
      "a new utredning after the limit changes nothing",
      { investigationEndedOn: "2026-03-31", newInvestigationOn: "2026-11-02" },
      "2026-09-30",
      "23 kap. 5 § SoL",
      "sex månader",
    ],
  ] as const)("%s", (_name, input, dueOn, citation, words) => {
    const { outcome, explanation } = applied(followUpLimit, input);
    expect(outcome.dueOn).toBe(dueOn);
    expect(explanation).toContain(citation);
    expect(explanation).toContain(words);
  });
});
