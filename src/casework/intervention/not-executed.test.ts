import { describe, expect, test } from "vitest";
import { monthsPassed, reportCsv, statisticsCsv, statisticsOf } from "./not-executed.ts";

const line = {
  type: "kontaktperson",
  grantedOn: "2026-03-02",
  interruptedOn: null,
  executedOn: null,
  gaveUpOn: null,
  reason: "Ingen kontaktperson finns.",
  reportedOn: null,
};

describe("not executed: what the law asks to be told", () => {
  test.each([
    ["a day before three months", "2026-03-02", "2026-06-01", 2],
    ["the day", "2026-03-02", "2026-06-02", 3],
    ["the end of a month is the last of a shorter", "2026-01-31", "2026-02-28", 1],
    ["29 February", "2024-02-29", "2025-02-28", 12],
  ])("whole months that have passed: %s", (_name, from, to, months) => expect(monthsPassed(from, to)).toBe(months));

  test("of each decision its day, its kind and why; of what is carried out the day (34 kap. 1 and 2 §§ SoL)", () => {
    const executed = { ...line, type: "familjebehandling", executedOn: "2026-07-01", reportedOn: "2026-06-30" };
    const interrupted = { ...line, interruptedOn: "2026-04-25", reason: "Utföraren har slutat." };
    const [head, ...rows] = reportCsv([line, executed, interrupted]).trim().split("\r\n");
    expect(head).toContain("Beslutsdag;Typ av insats;Avbrott;Skäl för fördröjningen;Verkställt");
    expect(rows).toEqual([
      "2026-03-02;kontaktperson;;Ingen kontaktperson finns.;",
      "2026-03-02;familjebehandling;;;2026-07-01",
      "2026-03-02;kontaktperson;2026-04-25;Utföraren har slutat.;",
    ]);
  });

  test("the council gets how many, of which kind, and how long: no day, no reason (34 kap. 3 § SoL)", () => {
    const lines = [
      line,
      line,
      { ...line, interruptedOn: "2026-04-25" },
      { ...line, executedOn: "2026-07-01" },
      { ...line, gaveUpOn: "2026-07-01" },
    ];
    const found = statisticsOf(lines, "2026-08-02");
    expect(found).toEqual([
      { type: "kontaktperson", since: "avbrottet", months: 3, count: 1 },
      { type: "kontaktperson", since: "beslutet", months: 5, count: 2 },
    ]);
    expect(statisticsCsv(found)).not.toMatch(/2026|Ingen/);
  });
});
