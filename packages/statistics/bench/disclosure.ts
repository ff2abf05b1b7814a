// 290 municipalities in 21 counties × 2 × 4 with all margins (4,680 cells): seconds to suppress at levels E and R and to audit fully, each
// level in a process of its own, so that loading and compiling HiGHS counts.
//   node packages/statistics/bench/disclosure.ts [--shapes] [--random 1000]
// --shapes: other tables too, sparse, dense, linked, of other dimensions. --random: so many random publications, suppressed and audited.
import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";
import { auditPattern } from "../src/disclosure/audit.ts";
import type { Level } from "../src/disclosure/demands.ts";
import { fill, flat, kinds, randomPublication, uniform } from "../src/disclosure/random-publications.ts";
import { suppress } from "../src/disclosure/suppress.ts";
import type { Rule, System } from "../src/disclosure/system.ts";
import { compile } from "../src/disclosure/system.ts";
import type { BuiltPublication, Dimension } from "../src/disclosure/tables.ts";

const print = (line: string) => process.stdout.write(`${line}\n`);
const seconds = (from: number, to: number) => ((to - from) / 1000).toFixed(2);
const levels: readonly Level[] = ["exact", "range"];

const counties = (municipalities: number): Dimension => ({
  name: "area",
  total: {
    code: "country",
    parts: Array.from({ length: 21 }, (_, c) => ({
      code: `county ${c + 1}`,
      parts: Array.from({ length: municipalities }, (_, m) => m)
        .filter((m) => m % 21 === c)
        .map((m) => ({ code: `municipality ${m + 1}` })),
    })),
  },
});
const children = [flat("gender", 2), flat("age", 4)];
const publication = () => fill([counties(290), ...children], uniform(2026));

const others: Readonly<Record<string, () => readonly [BuiltPublication, Rule?]>> = {
  "290 without counties × 2 × 4": () => [fill([flat("area", 290), ...children], uniform(1))],
  "303 without counties × 2 × 5": () => [fill([flat("area", 303), flat("gender", 2), flat("age", 5)], uniform(1))],
  "290 × 2 × 4, sparse": () => [fill([counties(290), ...children], uniform(1), undefined, undefined, { mean: 4 })],
  "290 × 2 × 4, dense": () => [fill([counties(290), ...children], uniform(1), undefined, undefined, { mean: 60, zeros: 0.02 })],
  "290 × 2 × 4, 60 % zeros": () => [fill([counties(290), ...children], uniform(1), undefined, undefined, { mean: 6, zeros: 0.6 })],
  "290 × 2 × 4, zeros hidden": () => [fill([counties(290), ...children], uniform(1)), { zerosAreShown: false }],
  "60 × 60": () => [fill([flat("area", 60), flat("reason", 60)], uniform(1))],
  "20 × 15 × 10": () => [fill([flat("area", 20), flat("reason", 15), flat("age", 10)], uniform(1))],
  "60 × 2 × 4 × 3": () => [fill([flat("area", 60), ...children, flat("year", 3)], uniform(1))],
  "290 × 2, 290 × 4 and 2 × 4, linked": () => [
    fill([flat("area", 290), ...children], uniform(1), [
      ["area", "gender"],
      ["area", "age"],
      ["gender", "age"],
    ]),
  ],
  "shares of 100 × 2 × 4": () => [
    fill([flat("area", 100), ...children], uniform(1), undefined, 0.4),
    { basis: ["denominator", "numerator"] },
  ],
};

const describeSystem = (system: System) =>
  `${system.count} cells, ${system.rows.length} relations, ${system.isPrimary.reduce((a, b) => a + b, 0)} primary`;

/** Suppresses and audits fully; false when the pattern is not safe at its level. */
async function measure(system: System, level: Level): Promise<boolean> {
  const began = performance.now();
  const pattern = await suppress(system, { level });
  const suppressed = performance.now();
  const audit = await auditPattern(system, pattern.hidden, { intervals: "all" });
  print(
    `level ${level}: ${pattern.hidden.length} hidden in ${seconds(began, suppressed)} s; every interval exact (${audit.areIntervalsExact}) in ` +
      `${seconds(suppressed, performance.now())} s with ${audit.programmesSolved} programmes; safe E ${audit.isExactSafe}, R ${audit.isRangeSafe}`,
  );
  return level === "exact" ? audit.isExactSafe : audit.isRangeSafe;
}

/** Every other one takes the way of large tables. Returns how many were not safe. */
async function prove(rounds: number): Promise<number> {
  let failures = 0;
  const began = performance.now();
  for (let seed = 1; seed <= rounds; seed++) {
    const kind = kinds[seed % kinds.length] ?? "two-way";
    const system = compile(randomPublication(kind, seed * 15_485_863));
    const pattern = await suppress(system, seed % 2 === 0 ? { carefulUpTo: 0 } : {});
    const audit = await auditPattern(system, pattern.hidden);
    if (audit.isRangeSafe) continue;
    failures++;
    print(`${kind}, seed ${seed}: recoverable ${audit.recoverable.join(",")}; narrow ${audit.narrow.join(",")}`);
  }
  print(`${rounds} random publications, ${failures} not safe, ${seconds(began, performance.now())} s`);
  return failures;
}

const { values } = parseArgs({
  options: { level: { type: "string" }, shapes: { type: "boolean", default: false }, random: { type: "string", default: "0" } },
});
let failures = 0;
const one = levels.find((level) => level === values.level);
if (one) {
  if (!(await measure(compile(publication()), one))) failures++;
} else {
  print(describeSystem(compile(publication())));
  for (const level of levels) {
    const { stdout, status } = spawnSync(process.execPath, [import.meta.filename, "--level", level], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
    });
    print(stdout.trimEnd());
    if (status !== 0) failures++;
  }
  for (const [name, make] of values.shapes ? Object.entries(others) : []) {
    const system = compile(...make());
    print(`\n${name}: ${describeSystem(system)}`);
    for (const level of levels) if (!(await measure(system, level))) failures++;
  }
  if (values.random !== "0") failures += await prove(Number(values.random));
}
process.exitCode = failures > 0 ? 1 : 0;
