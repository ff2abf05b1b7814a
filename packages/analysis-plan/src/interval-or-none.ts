/** Figures of a group too small for an interval: the estimate stands, the limits do not. */
import { StatisticsError } from "@fortrogen/statistics";
import type { Share } from "@fortrogen/statistics";
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

type Numbers = Pick<Figure, "estimate" | "se" | "lower" | "upper" | "rows" | "remark">;

/** Where no row has a value there is no figure, and the page says so in its place. */
export const emptyNumbers: Numbers = { estimate: null, se: null, lower: null, upper: null, rows: 0, remark: "empty" };

/** The numbers of a share as those of a figure; none of a domain in which no row has a value. */
export function shareNumbers(work: (options: { readonly df?: number }) => Share): Numbers {
  try {
    const { found, hasInterval } = orWithoutInterval(work);
    const { estimate, se, rows, interval } = found;
    if (!hasInterval) return { estimate, se: null, lower: null, upper: null, rows, remark: "few" };
    return { estimate, se, lower: interval.lower, upper: interval.upper, rows, remark: interval.degenerate ?? null };
  } catch (error) {
    if (error instanceof StatisticsError && error.code === "empty-domain") return emptyNumbers;
    throw error;
  }
}
