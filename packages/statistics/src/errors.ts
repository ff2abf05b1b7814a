/** Every way the library refuses, by name. */
export type StatisticsErrorCode =
  | "argument"
  | "unknown-column"
  | "wrong-column-type"
  | "unknown-level"
  | "missing-values"
  | "negative-weight"
  | "missing-weight"
  | "zero-weights"
  | "too-few-rows"
  | "one-level"
  | "empty-domain"
  | "lonely-psu"
  | "not-nested"
  | "population-size"
  | "margin-empty"
  | "margin-unknown-level"
  | "margin-contradiction"
  | "bounds"
  | "not-converged"
  | "collinear"
  | "separation"
  | "singular"
  | "not-replicate"
  | "aborted"
  | "unsupported"
  | "disclosure"
  | "plan"
  | "infeasible";

/**
 * The one error of the library. `code` is stable and meant for programs; `message` is for the statistician and names the
 * variable and the count; `variable` and `count` carry the same two for programs.
 */
export class StatisticsError extends Error {
  readonly code: StatisticsErrorCode;
  readonly variable: string | undefined;
  readonly count: number | undefined;

  constructor(code: StatisticsErrorCode, message: string, details: { variable?: string; count?: number } = {}) {
    super(message);
    this.name = "StatisticsError";
    this.code = code;
    this.variable = details.variable;
    this.count = details.count;
  }
}
