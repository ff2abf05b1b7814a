/** Figures of a group too small for an interval: the estimate stands, the limits do not. */
import { StatisticsError } from "../errors.ts";
import type { Share } from "../estimate/share.ts";
import type { Figure } from "./result.ts";

/**
 * What `work` gives with the design's degrees of freedom; where they are too few for an interval, what it gives without them (`df` Infinity), whose
 * limits mean nothing. Errors: those of `work`, `too-few-rows` too where it is not for want of degrees of freedom.
 */
export function orWithoutInterval<T>(work: (options: { readonly df?: number }) => T): { readonly found: T; readonly hasInterval: boolean } {
  try {
    return { found: work({}), hasInterval: true };
  } catch (error) {
    if (!(error instanceof StatisticsError) || error.code !== "too-few-rows") throw error;
    return { found: work({ df: Infinity }), hasInterval: false };
  }
}

/** The numbers of a share as those of a figure. */
export function shareNumbers(
  work: (options: { readonly df?: number }) => Share,
): Pick<Figure, "estimate" | "se" | "lower" | "upper" | "rows" | "remark"> {
  const { found, hasInterval } = orWithoutInterval(work);
  const { estimate, se, rows, interval } = found;
  if (!hasInterval) return { estimate, se: null, lower: null, upper: null, rows, remark: "few" };
  return { estimate, se, lower: interval.lower, upper: interval.upper, rows, remark: interval.degenerate ?? null };
}
