// 290 municipalities in 21 counties × 2 × 4 with all margins (4,680 cells): seconds to suppress at levels E and R and to audit fully.
//   node packages/statistics/bench/disclosure.ts [random publications]    with a number: that many random publications are proven too
import { auditPattern } from "../src/disclosure/audit.ts";
import { fill, kinds, randomPublication, uniform } from "../src/disclosure/random-publications.ts";
import { suppress } from "../src/disclosure/suppress.ts";
import { compile } from "../src/disclosure/system.ts";
import type { Dimension } from "../src/disclosure/tables.ts";

const print = (line: string) => process.stdout.write(`${line}\n`);
const counties = 21;
const municipalities = 290;
const random = uniform(2026);
const parts = Array.from({ length: counties }, (_, c) => ({
  code: `county ${c + 1}`,
  parts: Array.from({ length: municipalities }, (_, m) => m)
    .filter((m) => m % counties === c)
    .map((m) => ({ code: `municipality ${m + 1}` })),
}));
const flat = (name: string, count: number): Dimension => ({
  name,
  total: { code: `all ${name}`, parts: Array.from({ length: count }, (_, i) => ({ code: `${name} ${i + 1}` })) },
});
const publication = fill([{ name: "area", total: { code: "country", parts } }, flat("gender", 2), flat("age", 4)], random);
const system = compile(publication);
const primary = system.isPrimary.reduce((a, b) => a + b, 0);
print(`${system.count} cells, ${system.rows.length} relations, ${primary} primary`);

for (const level of ["exact", "range"] as const) {
  const began = performance.now();
  const pattern = await suppress(system, { level });
  const suppressed = performance.now();
  const audit = await auditPattern(system, pattern.hidden, { intervals: "all" });
  const seconds = (from: number, to: number) => ((to - from) / 1000).toFixed(2);
  print(
    `level ${level}: ${pattern.hidden.length} hidden in ${seconds(began, suppressed)} s; every interval exact (${audit.areIntervalsExact}) in ` +
      `${seconds(suppressed, performance.now())} s with ${audit.programmesSolved} programmes; safe E ${audit.isExactSafe}, R ${audit.isRangeSafe}`,
  );
}

const rounds = Number(process.argv[2] ?? 0);
let failures = 0;
const began = performance.now();
for (let seed = 1; seed <= rounds; seed++) {
  const kind = kinds[seed % kinds.length] ?? "two-way";
  const table = compile(randomPublication(kind, seed * 15_485_863));
  const pattern = await suppress(table);
  const audit = await auditPattern(table, pattern.hidden);
  if (audit.isRangeSafe) continue;
  failures++;
  print(`${kind}, seed ${seed}: recoverable ${audit.recoverable.join(",")}; narrow ${audit.narrow.join(",")}`);
}
if (rounds > 0) print(`${rounds} random publications, ${failures} not safe, ${((performance.now() - began) / 1000).toFixed(1)} s`);
process.exitCode = failures > 0 ? 1 : 0;
