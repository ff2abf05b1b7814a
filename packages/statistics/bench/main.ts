// `npm run bench:statistics`: seconds and peak memory of the library beside R's, on synthetic panels, and the goals one by one.
//   node packages/statistics/bench/main.ts [folder with results-timing/timing.json]
//     --sizes 1000,5482,100000,1000000   how many rows
//     --r-rows 100000                    R runs beside (where it is installed) up to this many rows: a million takes it minutes
//     --no-r                             without R beside
//     --strict                           ends with 1 when a goal is missed
// Each size runs in a process of its own, so that its peak memory and its first calls are its own.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type RResult, findR, largestDifference, runR } from "./beside-r.ts";
import { type Measured, judge } from "./goals.ts";
import { operations } from "./operations.ts";
import { makePanel } from "./panel.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sizes: { type: "string", default: "1000,5482,100000,1000000" },
    "r-rows": { type: "string", default: "100000" },
    "no-r": { type: "boolean", default: false },
    strict: { type: "boolean", default: false },
    one: { type: "string" },
  },
});
const print = (line: string) => process.stdout.write(`${line}\n`);

/** Up to this many rows the first call is mostly compilation, and a warm time stands beside it. */
const small = 10_000;
const repetitions = 9;

function timed<T>(work: () => T): { readonly seconds: number; readonly result: T } {
  const began = performance.now();
  const result = work();
  return { seconds: (performance.now() - began) / 1000, result };
}

function measure(n: number): Measured {
  const measured = operations(makePanel(n)).map(({ name, work }) => {
    const { seconds, result } = timed(work);
    const numbers = result();
    if (n > small) return { name, first: seconds, warm: null, numbers };
    const again = Array.from({ length: repetitions }, () => timed(work).seconds).sort((a, b) => a - b);
    return { name, first: seconds, warm: again[(repetitions - 1) / 2] ?? null, numbers };
  });
  return { n, megabytes: peakMegabytes(), operations: measured };
}

/** The most the process ever held; Linux counts what a process held before it became another in its resource usage, so its own status goes first. */
function peakMegabytes(): number {
  const status = existsSync("/proc/self/status") ? readFileSync("/proc/self/status", "utf8") : "";
  const kilobytes = /VmHWM:\s*(\d+)/.exec(status)?.[1];
  return (kilobytes === undefined ? process.resourceUsage().maxRSS : Number(kilobytes)) / 1024;
}

function inOwnProcess(n: number): Measured {
  const { status, stdout } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), "--one", String(n)], {
    stdio: ["ignore", "pipe", "inherit"],
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  if (status !== 0) throw new Error(`The measuring of ${n} rows stopped.`);
  return JSON.parse(stdout) as Measured;
}

type Timing = { readonly n: number; readonly operation: string; readonly seconds: number };

function show({ n, megabytes, operations: measured }: Measured, r: RResult | null, timings: readonly Timing[]): void {
  const cell = (value: number | null | undefined) => (value === null || value === undefined ? "–" : value.toFixed(3)).padStart(12);
  const heads = ["library", "warm", "R here", "R's timings", "difference"].map((head) => head.padStart(12)).join("");
  print(`\n${`${n.toLocaleString("en")} rows, seconds`.padEnd(46)}${heads}`);
  for (const { name, first, warm, numbers } of measured) {
    const here = r?.operations.get(name);
    const reference = timings.find((one) => one.n === n && one.operation === name)?.seconds;
    const difference = here === undefined ? "–" : largestDifference(numbers, here.numbers).toExponential(1);
    print(`${name.padEnd(46)}${[first, warm, here?.seconds, reference].map(cell).join("")}${difference.padStart(12)}`);
  }
  const memory = [megabytes, null, r?.megabytes].map((value) =>
    (value === null || value === undefined ? "–" : value.toFixed(0)).padStart(12),
  );
  print(`${"peak memory of the process, MB".padEnd(46)}${memory.join("")}`);
}

/** R's result, or null and its own words when it stops: the library's figures stand without it. */
function besideR(n: number): RResult | null {
  try {
    return runR(n);
  } catch (error) {
    print(String(error));
    return null;
  }
}

function main(): void {
  const file = join(positionals[0] ?? "../shared/reference-statistics", "results-timing", "timing.json");
  const timings = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as { timings: Timing[] }).timings : [];
  const mostRows = Number(values["r-rows"]);
  const found = values["no-r"] ? { missing: "--no-r was given" } : findR();
  print(
    "version" in found
      ? `R here: ${found.version}, up to ${mostRows.toLocaleString("en")} rows (--r-rows 1000000 for all; R then takes minutes).`
      : `R does not run beside: ${found.missing}.`,
  );
  if (timings.length === 0) print(`There are no timings of R at ${file}; that column is empty.`);
  print(
    `Library: the first call, compilation included; warm: the median of ${repetitions} calls more, up to ${small.toLocaleString("en")} rows.`,
  );
  print(
    "Difference: the largest relative one of all estimates and standard errors, library and R here (R's glm stops at 1e-8, svyolr at 1e-4).",
  );
  const sizes = values.sizes.split(",").map((size) => {
    const measured = inOwnProcess(Number(size));
    show(measured, "version" in found && measured.n <= mostRows ? besideR(measured.n) : null, timings);
    return measured;
  });
  print("\nDisclosure control");
  const { stdout } = spawnSync(process.execPath, [fileURLToPath(new URL("./disclosure.ts", import.meta.url))], {
    stdio: ["ignore", "pipe", "inherit"],
    encoding: "utf8",
  });
  print(stdout.trimEnd());
  const { lines, missed } = judge(sizes, stdout);
  print("\nGoals, on two cores");
  for (const line of lines) print(line);
  if (values.strict && missed > 0) process.exitCode = 1;
}

if (values.one === undefined) main();
else print(JSON.stringify(measure(Number(values.one))));
