/** Tables of shares: what whole-percent shares, shown counts and totals say of the groups that are hidden. */
import { check } from "../checks/shape.ts";
import { shareGroups, shareOptions } from "./shapes.ts";
import { StatisticsError } from "../errors.ts";
import type { Watch } from "./pause.ts";

/** A group of a share table; what is not shown is what the intruder looks for. */
export type ShareGroup = {
  readonly label: string;
  /** Children, and children with the property. */
  readonly n: number;
  readonly numerator: number;
  readonly isCountShown: boolean;
  readonly isShareShown: boolean;
};

export type ShareOptions = Watch & {
  /** Rule: no share below this many children. Default 7. */
  readonly minimum?: number;
  /** Is the total's n published? Default true. Is the total's share? Default true. */
  readonly isTotalCountShown?: boolean;
  readonly isTotalShareShown?: boolean;
  /** Steps of the published share in percentage points. Default 1 (whole percent). */
  readonly step?: number;
  /** A shown share of 0 or 100 % says the property of every child in the group. Default "report". */
  readonly extremes?: "report" | "allow";
};

export type ShareAudit = {
  /** No group below the minimum has one possible (n, numerator) only, and none shows a share. */
  readonly isExactSafe: boolean;
  /** For each group every (n, numerator) that fits what is shown, largest n first. */
  readonly possible: readonly (readonly (readonly [n: number, numerator: number])[])[];
  /** Labels of small groups that can be computed. */
  readonly recoverable: readonly string[];
  /** Labels of groups whose shown share of 0 or 100 % says it of every child (attribute disclosure). */
  readonly attribute: readonly string[];
};

/** Largest total that is enumerated: grids of n × numerator beyond this take seconds. */
const largest = 150;

/**
 * Audits a share table: what do rounded shares, shown counts and the total say of the groups that are hidden? Rounding percentages does not
 * protect: with n = 24 a whole percent gives the numerator.
 * Method: lists every whole-number table (n, numerator) that fits what is shown, by adding the groups' possible pairs one after another.
 * Comes back: the possible pairs of every group, and the groups that are computed or said of. Goes on without a pause, a second at most;
 * `signal` is asked and `onProgress` told once per group. Units: counts are children, steps of shares are percentage points.
 * Reference: Hundepool et al. (2012), Statistical Disclosure Control, ch. 5.
 * Errors: `disclosure`, with the group's label as `variable`: counts that are not whole numbers with 0 ≤ numerator ≤ n, two groups of one
 * name; with `variable` "n": no groups, or more than 150 children in all (audit n, numerator and complement as one system with
 * `auditPattern` instead). `argument` for a step that is not above 0 and at most 100, or a minimum below 1; `aborted` when the signal says so.
 */
export function auditShares(groups: readonly ShareGroup[], options: ShareOptions = {}): ShareAudit {
  check({ groups, options }, { groups: shareGroups, options: shareOptions });
  const { minimum = 7, isTotalCountShown = true, isTotalShareShown = true, step = 1, extremes = "report" } = options;
  const n = groups.reduce((sum, group) => sum + group.n, 0);
  const y = groups.reduce((sum, group) => sum + group.numerator, 0);
  checkShares(groups, n, minimum, step);
  // Without the total's n an intruder still knows no bound: the true total stands in, which is the careful choice.
  const rounded = (count: number, of: number) => (of === 0 ? -1 : Math.floor((100 * count) / of / step + 0.5));
  const options_ = groups.map((group) => {
    const pairs: [number, number][] = [];
    for (let a = group.isCountShown ? group.n : 0; a <= (group.isCountShown ? group.n : n); a++) {
      for (let b = 0; b <= a; b++) if (!group.isShareShown || rounded(b, a) === rounded(group.numerator, group.n)) pairs.push([a, b]);
    }
    return pairs.reverse();
  });
  const width = n + 1;
  const add = (sums: Uint8Array, pairs: readonly (readonly [number, number])[]) => {
    const next = new Uint8Array(width * width);
    sums.forEach((isReached, at) => {
      if (isReached === 0) return;
      const [a, b] = [Math.floor(at / width), at % width];
      for (const [c, d] of pairs) if (a + c <= n && b + d <= n) next[(a + c) * width + b + d] = 1;
    });
    return next;
  };
  const nothing = new Uint8Array(width * width);
  nothing[0] = 1;
  const before = [nothing];
  for (const pairs of options_) before.push(add(before.at(-1) ?? nothing, pairs));
  const isTotal = (a: number, b: number) =>
    (!isTotalCountShown || a === n) && (!isTotalShareShown || rounded(b, a) === rounded(y, n)) && b <= a && (a > 0 || n === 0);
  const possible = groups.map((group, g) => {
    options.onProgress?.({ stage: "shares", done: g, total: groups.length });
    if (options.signal?.aborted === true) {
      throw new StatisticsError("aborted", `The audit of shares was stopped at ${group.label}.`, { variable: group.label, count: g });
    }
    let rest = before[g] ?? nothing;
    for (let other = g + 1; other < groups.length; other++) rest = add(rest, options_[other] ?? []);
    const reached: [number, number][] = [];
    rest.forEach((isReached, at) => {
      if (isReached === 1) reached.push([Math.floor(at / width), at % width]);
    });
    return (options_[g] ?? []).filter(([a, b]) => reached.some(([c, d]) => a + c <= n && isTotal(a + c, b + d)));
  });
  const recoverable = groups.filter((group, g) => group.n > 0 && group.n < minimum && (group.isShareShown || possible[g]?.length === 1));
  const attribute = groups.filter(
    (group) => extremes === "report" && group.isShareShown && group.n > 0 && (group.numerator === 0 || group.numerator === group.n),
  );
  return {
    isExactSafe: recoverable.length === 0,
    possible,
    recoverable: recoverable.map(({ label }) => label),
    attribute: attribute.map(({ label }) => label),
  };
}

function checkShares(groups: readonly ShareGroup[], total: number, minimum: number, step: number): void {
  const refuse = (message: string, variable: string, count: number) => new StatisticsError("disclosure", message, { variable, count });
  const labels = new Set<string>();
  for (const { label, n, numerator } of groups) {
    if (!Number.isInteger(n) || !Number.isInteger(numerator) || numerator < 0 || numerator > n) {
      throw refuse(`${label} has ${numerator} of ${n}; the numerator is a whole number from 0 to n.`, label, numerator);
    }
    if (labels.has(label)) throw refuse(`Two groups are called ${label}.`, label, groups.length);
    labels.add(label);
  }
  if (groups.length === 0) throw refuse("There are no groups to audit.", "n", 0);
  if (total > largest) {
    throw refuse(`The groups hold ${total} children; shares are listed up to ${largest}. Audit the counts with auditPattern.`, "n", total);
  }
  if (!Number.isInteger(minimum) || minimum < 1) {
    throw new StatisticsError("argument", `The minimum must be a whole number of at least 1, not ${minimum}.`, {
      variable: "minimum",
      count: groups.length,
    });
  }
  if (!(step > 0 && step <= 100)) {
    throw new StatisticsError("argument", `The step of a share must be above 0 and at most 100 percent, not ${step}.`, {
      variable: "step",
      count: groups.length,
    });
  }
}
