// What the estimates are held to, on two cores; the first call counts, compilation included.
import { calibratedLogistic, calibratedShares, logistic, logisticWithNumber, ordinal, raking } from "./operations.ts";

/** What one size gave: seconds of the first call by operation, and the peak memory of the whole process. */
export type Measured = {
  readonly n: number;
  readonly megabytes: number;
  readonly operations: readonly {
    readonly name: string;
    readonly first: number;
    readonly warm: number | null;
    readonly numbers: readonly number[];
  }[];
};

type Goal = {
  readonly what: string;
  readonly n: number;
  readonly most: number;
  readonly unit: "s" | "MB";
  readonly of: (one: Measured) => number;
};

const first =
  (...names: readonly string[]) =>
  ({ operations }: Measured): number =>
    Math.max(...names.map((name) => operations.find((one) => one.name === name)?.first ?? Infinity));

const speed = [
  { what: "raking on 4 margins", names: [raking], most: 0.3 },
  { what: "shares of 6 levels, calibrated errors", names: [calibratedShares], most: 0.6 },
  { what: "logistic regression, 13 coefficients", names: [logistic, calibratedLogistic, logisticWithNumber], most: 4 },
  { what: "proportional odds, 12 slopes", names: [ordinal], most: 5 },
];
const goals: readonly Goal[] = [
  ...speed.map(({ what, names, most }) => ({ what, n: 1_000_000, most, unit: "s" as const, of: first(...names) })),
  ...speed.map(({ what, names }) => ({ what, n: 5482, most: 0.15, unit: "s" as const, of: first(...names) })),
  { what: "peak memory of all operations", n: 1_000_000, most: 700, unit: "MB", of: ({ megabytes }) => megabytes },
];

/** Slower of the two levels, from what disclosure.ts prints; null when it does not say it of both. */
function slowest(printed: string, what: "hidden" | "audited"): number | null {
  const lines = [...printed.matchAll(/^level (?:exact|range): \d+ hidden in ([\d.]+) s; every interval exact \(true\) in ([\d.]+) s/gm)];
  if (lines.length !== 2) return null;
  return Math.max(...lines.map(([, hidden, audited]) => Number(what === "hidden" ? hidden : audited)));
}

/**
 * The goals as lines of a table, and how many were missed; `disclosure` is what disclosure.ts printed. A size that was not run has no verdict.
 */
export function judge(sizes: readonly Measured[], disclosure: string): { readonly lines: readonly string[]; readonly missed: number } {
  let missed = 0;
  const estimates = goals.map(({ of, ...goal }) => {
    const one = sizes.find((size) => size.n === goal.n);
    return { ...goal, what: `${goal.what}, ${goal.n.toLocaleString("en")} rows`, value: one === undefined ? null : of(one) };
  });
  const table = [
    { what: "4,680 cells suppressed, the slower level", most: 1, unit: "s", value: slowest(disclosure, "hidden") },
    { what: "4,680 cells fully audited, the slower level", most: 40, unit: "s", value: slowest(disclosure, "audited") },
  ];
  const lines = [...estimates, ...table].map(({ what, most, unit, value }) => {
    const isMet = value !== null && value <= most;
    if (value !== null && !isMet) missed += 1;
    const shown = value === null ? "–" : `${unit === "s" ? value.toFixed(3) : value.toFixed(0)} ${unit}`;
    const verdict = value === null ? "not measured" : isMet ? "met" : "MISSED";
    return `${what.padEnd(56)}${`<= ${most} ${unit}`.padStart(10)}${shown.padStart(11)}   ${verdict}`;
  });
  return { lines, missed };
}
