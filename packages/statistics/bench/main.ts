// `npm run bench:statistics`: seconds and peak memory of the library beside R's seconds, on synthetic panels.
//   node packages/statistics/bench/main.ts [folder with results-timing/timing.json] [--sizes 1000,5482,100000,1000000]
// Each size runs in a process of its own, so that its peak memory is its own.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createTable, factorFromCodes, numericColumn } from "../src/data/table.ts";
import { surveyDesign } from "../src/design/design.ts";
import { uniform } from "../src/disclosure/random-publications.ts";
import { mean } from "../src/estimate/means.ts";
import { fitGlm } from "../src/model/glm.ts";
import { fitOrdinal } from "../src/model/ordinal.ts";
import { rake } from "../src/weights/calibrate.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { sizes: { type: "string", default: "1000,5482,100000,1000000" }, one: { type: "string" } },
});
const print = (line: string) => process.stdout.write(`${line}\n`);

const factors: Readonly<Record<string, number>> = { gender: 2, age: 6, region: 4, education: 3, background: 2 };
const formula = "~ gender + age + region + education + background";

function panel(n: number) {
  const random = uniform(n);
  const codes = (levels: number) => Int32Array.from({ length: n }, () => Math.floor(random() * levels));
  const names = (levels: number) => Array.from({ length: levels }, (_, k) => `level ${k + 1}`);
  const columns = Object.entries(factors).map(([name, levels]) => factorFromCodes(name, codes(levels), names(levels)));
  const trust = codes(6);
  return createTable([
    ...columns,
    factorFromCodes("trust", trust, names(6)),
    factorFromCodes(
      "trust5",
      trust.map((code) => Math.min(code, 4)),
      names(5),
      true,
    ),
    numericColumn(
      "high",
      Float64Array.from(trust, (code) => (code > 2 ? 1 : 0)),
    ),
    numericColumn(
      "weight",
      Float64Array.from({ length: n }, () => 0.5 + random()),
    ),
  ]);
}

/** R's name of the operation, and the library's work. */
function operations(n: number): (readonly [name: string, work: () => unknown])[] {
  const table = panel(n);
  const design = surveyDesign(table, { weights: "weight" });
  const margins = ["gender", "age", "region", "education"].map((variable) => {
    const levels = factors[variable] ?? 1;
    const weights = Array.from({ length: levels }, (_, k) => 1 + k / 4);
    const sum = weights.reduce((a, b) => a + b, 0);
    return { variables: [variable], totals: weights.map((weight, k) => ({ levels: [`level ${k + 1}`], total: (8e6 * weight) / sum })) };
  });
  const raked = rake(design, margins).design;
  return [
    ["calibrate raking 4 margins eps=1e-13", () => rake(design, margins)],
    ["svymean(~trust) 6 levels + SE, uncalibrated", () => mean(design, ["trust"])],
    ["svymean(~trust) 6 levels + SE, calibrated", () => mean(raked, ["trust"])],
    ["svyglm quasibinomial, 13 coefs, uncalibrated", () => fitGlm(design, `high ${formula}`, "binomial")],
    ["svyglm quasibinomial, 13 coefs, calibrated", () => fitGlm(raked, `high ${formula}`, "binomial")],
    ["svyolr 5 levels, 12 slopes, uncalibrated", () => fitOrdinal(design, `trust5 ${formula}`)],
  ];
}

type Timing = { readonly n: number; readonly operation: string; readonly seconds: number };

function measure(n: number, reference: readonly Timing[]): void {
  print(`\n${n} rows${" ".repeat(46 - String(n).length)}library          R`);
  for (const [name, work] of operations(n)) {
    const began = performance.now();
    work();
    const seconds = ((performance.now() - began) / 1000).toFixed(3);
    const r = reference.find((one) => one.n === n && one.operation === name)?.seconds.toFixed(3) ?? "–";
    print(`${name.padEnd(48)}${seconds.padStart(8)} s ${r.padStart(8)} s`);
  }
  print(`peak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);
}

const file = join(positionals[0] ?? "../shared/reference-statistics", "results-timing", "timing.json");
const reference = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as { timings: Timing[] }).timings : [];
if (values.one !== undefined) measure(Number(values.one), reference);
else {
  if (reference.length === 0) print(`No R timings at ${file}; R's column is empty.`);
  for (const size of values.sizes.split(",")) {
    spawnSync(process.execPath, [fileURLToPath(import.meta.url), ...positionals, "--one", size], { stdio: "inherit" });
  }
  spawnSync(process.execPath, [fileURLToPath(new URL("./disclosure.ts", import.meta.url))], { stdio: "inherit" });
}
