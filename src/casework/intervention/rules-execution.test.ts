import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "../../platform/basics/dates.ts";
import { applied } from "../../platform/law/rule.ts";
import { councilStatistics, executionReport, isUnderRight } from "./rules-execution.ts";

describe("execution-report", () => {
  const late = { limitOn: "2026-06-02", executedOn: null, lastReportedOn: null, executedReported: false };
  test.each([
    ["on the last day", { ...late, today: "2026-06-02" }, null, null],
    ["the day after: by the end of the quarter", { ...late, today: "2026-06-03" }, "inte verkställt", "2026-06-30"],
    [
      "a limit on the last day of a quarter: the next quarter",
      { ...late, limitOn: "2026-06-30", today: "2026-07-01" },
      "inte verkställt",
      "2026-09-30",
    ],
    ["reported this quarter", { ...late, lastReportedOn: "2026-06-10", today: "2026-06-30" }, null, null],
    ["reported the quarter before", { ...late, lastReportedOn: "2026-06-10", today: "2026-07-01" }, "inte verkställt", "2026-09-30"],
    [
      "reported two quarters ago: one is missed",
      { ...late, lastReportedOn: "2026-06-10", today: "2026-10-01" },
      "inte verkställt",
      "2026-09-30",
    ],
    ["over the new year", { ...late, lastReportedOn: "2026-12-31", today: "2027-01-01" }, "inte verkställt", "2027-03-31"],
    ["begun in time", { ...late, executedOn: "2026-06-02", today: "2026-09-01" }, null, null],
    ["begun late, never reported", { ...late, executedOn: "2026-06-10", today: "2026-06-10" }, "inte verkställt", "2026-06-30"],
    [
      "begun after a report",
      { ...late, executedOn: "2026-07-06", lastReportedOn: "2026-06-10", today: "2026-07-06" },
      "verkställt",
      "2026-07-06",
    ],
    [
      "begun after a report, and reported",
      { ...late, executedOn: "2026-07-06", lastReportedOn: "2026-06-10", executedReported: true, today: "2026-08-01" },
      null,
      null,
    ],
    ["given up late, never reported", { ...late, gaveUpOn: "2026-06-10", today: "2026-06-10" }, "inte verkställt", "2026-06-30"],
    ["given up after a report", { ...late, gaveUpOn: "2026-07-06", lastReportedOn: "2026-06-10", today: "2026-08-01" }, null, null],
  ] as const)("%s", (_name, input, due, dueOn) => {
    const { outcome, explanation } = applied(executionReport, input);
    expect(outcome).toEqual({ due, dueOn });
    expect(explanation).toMatch(due === "verkställt" ? /34 kap. 2 § SoL/ : /34 kap. 1 § SoL/);
  });

  test("whoever reports each quarter when asked is asked again the next quarter, and never twice in one", () => {
    const start = fc.integer({ min: 0, max: 3000 }).map((days) => addDays("2025-07-01", days));
    fc.assert(
      fc.property(start, (limitOn) => {
        let lastReportedOn: string | null = null;
        const asked = new Set<string>();
        for (let day = addDays(limitOn, 1); day <= addDays(limitOn, 400); day = addDays(day, 1)) {
          const { dueOn } = executionReport.apply({ ...late, limitOn, lastReportedOn, today: day });
          if (dueOn === null) continue;
          expect(asked.has(dueOn)).toBe(false);
          expect(dueOn >= day).toBe(true);
          asked.add(dueOn);
          lastReportedOn = day;
        }
        expect(asked.size).toBeGreaterThanOrEqual(4);
      }),
      { numRuns: 20 },
    );
  });
});

describe("statistics-to-council", () => {
  test.each([
    ["by the end of the quarter", { limitOn: "2026-06-02", lastReportedOn: null }, "2026-06-30"],
    ["a limit on the last day of a quarter: the next", { limitOn: "2026-06-30", lastReportedOn: null }, "2026-09-30"],
    ["every quarter", { limitOn: "2026-03-02", lastReportedOn: "2026-06-10" }, "2026-09-30"],
    ["over the new year", { limitOn: "2026-03-02", lastReportedOn: "2026-12-31" }, "2027-03-31"],
  ])("%s", (_name, input, dueOn) => {
    const found = applied(councilStatistics, input);
    expect(found.outcome).toEqual({ dueOn });
    expect(found.explanation).toContain("34 kap. 3 § SoL");
  });
});

test.each([
  ["11 kap. 1 § SoL", true],
  ["4 kap. 1 § äldre SoL", true],
  ["11 kap. 1 § SoL och 13 kap. 7 § SoL", true],
  ["11 kap. 4 § SoL", false],
  ["14 kap. 1 § SoL", false],
  ["4 kap. 2 § äldre SoL", false],
  ["21 kap. 1 § SoL", false],
])("%s is a decision under the right to interventions: %s", (citation, expected) => expect(isUnderRight(citation)).toBe(expected));
