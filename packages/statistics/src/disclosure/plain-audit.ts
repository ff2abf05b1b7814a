/**
 * A second auditor, for tests alone: the definition of the levels read out loud. Two programmes in whole numbers per primary cell, written as text; no
 * propagation, no shortcuts, and nothing of the library's system, suppressor or auditor.
 */
import type { Highs } from "highs";
import type { Publication, Rule } from "./system.ts";

const tolerance = 1e-6;

/** The verdict on a pattern. Cell ids ascend; intervals are of the primary cells that are hidden, in their order. */
export type PlainAudit = {
  readonly shownPrimary: readonly number[];
  readonly recoverable: readonly number[];
  readonly narrow: readonly number[];
  readonly intervals: readonly { readonly cell: number; readonly low: number; readonly high: number }[];
};

/** Audits a pattern. With `known`, the intruder knows these cells besides what is shown. Throws when a programme has no solution, for the true table is one. */
export function plainAudit(
  highs: Highs,
  publication: Publication,
  rule: Rule,
  hidden: readonly number[],
  known: readonly number[] = [],
): PlainAudit {
  const { shownPrimary, hiddenPrimary, intervalOf, isRecoverable, isNarrow } = lookAt(highs, publication, rule, hidden, known);
  const intervals = hiddenPrimary.map(intervalOf);
  return {
    shownPrimary,
    recoverable: intervals.filter(isRecoverable).map(({ cell }) => cell),
    narrow: intervals.filter(isNarrow).map(({ cell }) => cell),
    intervals,
  };
}

/** Whether the audit would find nothing; asks no further once something is found. */
export function isPlainlySafe(
  highs: Highs,
  publication: Publication,
  rule: Rule,
  hidden: readonly number[],
  level: "exact" | "range",
): boolean {
  const { shownPrimary, hiddenPrimary, intervalOf, isRecoverable, isNarrow } = lookAt(highs, publication, rule, hidden, []);
  if (shownPrimary.length > 0) return false;
  return hiddenPrimary.every((cell) => {
    const interval = intervalOf(cell);
    return !isRecoverable(interval) && (level === "exact" || !isNarrow(interval));
  });
}

type Interval = PlainAudit["intervals"][number];

function lookAt(highs: Highs, publication: Publication, rule: Rule, hidden: readonly number[], known: readonly number[]) {
  const { minimum = 7, basis = ["denominator"], zerosAreShown = true } = rule;
  const { cells } = publication;
  const least = zerosAreShown ? 1 : 0;
  const floor = cells.map(({ value, group, minimum: said }) => {
    const isGrouped = group !== undefined && cells.filter((cell) => cell.group === group).length > 1;
    return Math.min(said ?? (isGrouped ? 0 : least), value);
  });
  const isPrimary = cells.map(
    ({ value, role = "denominator", isStructuralZero = false }) =>
      basis.includes(role) && value < minimum && (value > 0 || (!zerosAreShown && !isStructuralZero)),
  );
  const relations = constraintsOf(publication);
  const names = cells.map((_, i) => `y${i}`).join(" ");
  const boundsFor = (isHidden: (cell: number) => boolean) =>
    cells.map(({ value }, i) => (isHidden(i) ? `${floor[i]} <= y${i}` : `y${i} = ${value}`)).join("\n");
  const reach = (cell: number, sense: "Minimize" | "Maximize", bounds: string): number => {
    const text = `${sense}\nobj: y${cell}\nSubject To\n${relations}\nBounds\n${bounds}\n`;
    const relaxed = highs.solve(`${text}End\n`, { output_flag: false });
    if (sense === "Maximize" && (relaxed.Status === "Unbounded" || relaxed.Status === "Primal infeasible or unbounded")) return Infinity;
    // Where the best table in fractions has none, it is the best in whole numbers.
    const isWhole = Object.values(relaxed.Columns as Readonly<Record<string, { readonly Primal?: number }>>).every(
      ({ Primal = 0.5 }) => Math.abs(Primal - Math.round(Primal)) < tolerance,
    );
    const { Status, ObjectiveValue } = isWhole ? relaxed : highs.solve(`${text}General\n${names}\nEnd\n`, { output_flag: false });
    if (Status !== "Optimal") throw new Error(`${sense} cell ${cell}: ${Status}`);
    return ObjectiveValue;
  };
  const pattern = new Set(hidden);
  const asPublished = boundsFor((cell) => pattern.has(cell) && !known.includes(cell));
  const primary = [...cells.keys()].filter((cell) => isPrimary[cell]);
  const canBeHidden = (cell: number) => (cells[cell]?.value ?? 0) > 0 || pattern.has(cell) || !zerosAreShown;
  const everythingHidden = boundsFor((cell) => canBeHidden(cell) && cells[cell]?.isStructuralZero !== true);
  return {
    shownPrimary: primary.filter((cell) => !pattern.has(cell)),
    hiddenPrimary: primary.filter((cell) => pattern.has(cell)),
    intervalOf: (cell: number): Interval => ({
      cell,
      low: reach(cell, "Minimize", asPublished),
      high: reach(cell, "Maximize", asPublished),
    }),
    isRecoverable: ({ low, high }: Interval) => high - low < 1 - tolerance,
    isNarrow: ({ cell, low, high }: Interval) =>
      high < minimum - 1 - tolerance || (low > least + tolerance && low > reach(cell, "Minimize", everythingHidden) + tolerance),
  };
}

function constraintsOf({ relations }: Publication): string {
  const lines = relations.flatMap(({ kind = "sum", total, parts }) => {
    const sum = `${parts.map((part) => `y${part}`).join(" + ")} - y${total}`;
    // A union lies between its largest part and the sum of its parts.
    return kind === "sum" ? [`${sum} = 0`] : [`${sum} >= 0`, ...parts.map((part) => `y${total} - y${part} >= 0`)];
  });
  return lines.map((line, k) => `r${k}: ${line}`).join("\n");
}
