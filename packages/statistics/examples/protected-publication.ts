import { auditPattern, buildPublication, compilePublication, primaryCells, suppress } from "@fortrogen/statistics";
import { children } from "./synthetic.ts";

// 1. Two tables that are published together: unit × gender and unit × age. They share the margin of units, so they are one system.
const parts = (...codes: string[]) => codes.map((code) => ({ code }));
const all = children();
const publication = buildPublication({
  dimensions: [
    { name: "unit", total: { code: "all units", parts: parts("north", "south", "east", "west") } },
    { name: "gender", total: { code: "both", parts: parts("girls", "boys") } },
    { name: "age", total: { code: "all ages", parts: parts("0–12", "13–17") } },
  ],
  tables: [
    ["unit", "gender"],
    ["unit", "age"],
  ],
  countOf: ({ unit, gender, age }) => ({
    n: all.filter(
      (child) =>
        ["all units", child.unit].includes(unit ?? "") &&
        ["both", child.gender].includes(gender ?? "") &&
        ["all ages", child.age].includes(age ?? ""),
    ).length,
  }),
});

// 2. The rule: no count below 7; zeros are shown.
const system = compilePublication(publication, { minimum: 7 });

// 3. Hiding the small counts alone: what can an intruder compute?
const small = primaryCells(system);
const naive = await auditPattern(system, small, { intervals: "all" });

// 4. Secondary suppression over both tables, at level R: arithmetic says no more than the rule itself ("1 to 6").
const pattern = await suppress(system, { level: "range" });
const audit = await auditPattern(system, pattern.hidden, { intervals: "all" });

// 5. The tables as printed. Primary and secondary cells carry the same symbol.
const shown = (unit: string, position: Record<string, string>): string => {
  const cell = publication.find({ unit, ...position }) ?? -1;
  return (pattern.hidden.includes(cell) ? ".." : String(publication.cells[cell]?.value)).padStart(7);
};
const heads = [{}, { gender: "girls" }, { gender: "boys" }, { age: "0–12" }, { age: "13–17" }];
const line = (unit: string): string => unit.padEnd(10) + heads.map((head) => shown(unit, head)).join("");

export const output = [
  `small counts: ${small.length}; hidden alone, ${naive.recoverable.length} of them can be computed`,
  `hidden: ${pattern.primary.length} primary and ${pattern.secondary.length} secondary of ${publication.cells.length} cells`,
  `audit: level E ${audit.isExactSafe ? "holds" : "fails"}, level R ${audit.isRangeSafe ? "holds" : "fails"}`,
  `          ${["both", "girls", "boys", "0–12", "13–17"].map((head) => head.padStart(7)).join("")}`,
  ...["north", "south", "east", "west", "all units"].map(line),
  "what an intruder can compute of the hidden cells:",
  ...audit.intervals.map(({ cell, low, high }) => `  ${publication.cells[cell]?.label}: ${low.toFixed(0)} to ${high.toFixed(0)}`),
];
