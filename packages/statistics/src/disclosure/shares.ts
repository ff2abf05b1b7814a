/** Tables of shares: what whole-percent shares, shown counts and totals say of the groups that are hidden. */
import { StatisticsError } from "../errors.ts";

/** A group of a share table; what is not shown is what the intruder looks for. */
export type ShareGroup = {
  readonly label: string;
  /** Children, and children with the property. */
  readonly n: number;
  readonly numerator: number;
  readonly isCountShown: boolean;
  readonly isShareShown: boolean;
};

export type ShareOptions = {
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
 * Audits a share table by listing every whole-number table that fits what is shown: counts, shares rounded to whole percent, and the
 * total. Rounding percentages does not protect: with n = 24 a whole percent gives the numerator.
 * Units: children. Throws StatisticsError `disclosure` for counts that do not fit or a total above 150 (audit n, numerator and complement
 * as one system with `auditPattern` instead). Reference: disclosure SPEC, t6.
 */
export function auditShares(groups: readonly ShareGroup[], options: ShareOptions = {}): ShareAudit {
  const { minimum = 7, isTotalCountShown = true, isTotalShareShown = true, step = 1, extremes = "report" } = options;
  for (const { label, n, numerator } of groups) {
    if (!Number.isInteger(n) || !Number.isInteger(numerator) || numerator < 0 || numerator > n) {
      throw new StatisticsError("disclosure", `${label} has ${numerator} of ${n}; the numerator is a whole number from 0 to n.`, {
        variable: label,
      });
    }
  }
  const n = groups.reduce((sum, group) => sum + group.n, 0);
  const y = groups.reduce((sum, group) => sum + group.numerator, 0);
  if (n > largest) {
    throw new StatisticsError(
      "disclosure",
      `The groups hold ${n} children; shares are enumerated up to ${largest}. Audit the counts with auditPattern.`,
      {
        count: n,
      },
    );
  }
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
  const possible = groups.map((_, g) => {
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
