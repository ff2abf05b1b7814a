/** The parts an analysis is made for: its domain, the groups in it, and which rows each figure rests on. */
import { evaluateRows, column, domain, groups } from "@fortrogen/statistics";
import type { Design } from "@fortrogen/statistics";
import { nearest } from "@fortrogen/statistics/parts";
import { planError } from "./faults.ts";
import type { Ledger } from "./ledger.ts";
import type { About, Sources } from "./sources.ts";
import type { Analysis } from "./plan.ts";

/** What an analysis is run with. */
export type Run = {
  readonly design: Design;
  readonly ledger: Ledger;
  /** The variables of the data that a name of the plan comes from. */
  readonly sources: Sources;
  /** Smallest number of rows that is printed; 0 without a rule. */
  readonly minimum: number;
  readonly confidence: number;
  readonly signal?: AbortSignal;
};

type Part = { readonly labels: readonly string[]; readonly design: Design };

export type Parts = {
  readonly list: readonly Part[];
  /** Number of groups; `list` has one more where all groups together are asked for. */
  readonly groups: number;
  /** Group of each row; `groups` for rows in the domain and in no group, -1 outside the domain. */
  readonly groupOf: Int32Array;
};

/** The design limited to the rows where the expression is true; a missing value is not. Errors: `empty-domain`, those of expressions. */
export function limited(design: Design, expression: string | undefined): Design {
  if (expression === undefined) return design;
  const inside = evaluateRows(design.table, expression);
  return domain(design, (row) => inside[row] !== 0 && !Number.isNaN(inside[row]), expression);
}

/** The groups of an analysis, as domains of the design. Errors: `unknown-column`, `empty-domain`. */
export function partsOf(design: Design, { by = [], overall = false }: Pick<Analysis, "by" | "overall">): Parts {
  const found = by.length === 0 ? [{ labels: [], design }] : groups(design, by);
  const groupOf = new Int32Array(design.n).fill(-1);
  for (let row = 0; row < design.n; row++) if (design.weights[row] !== 0) groupOf[row] = found.length;
  found.forEach((part, g) => part.design.weights.forEach((weight, row) => weight !== 0 && (groupOf[row] = g)));
  const list = overall ? [...found, { labels: by.map(() => ""), design }] : found;
  return { list, groups: found.length, groupOf };
}

/**
 * Enters in the ledger one unit for each part: its rows where the variable is not missing, and of these the rows of each class (the levels whose
 * shares are printed). `classOf` gives -1 for missing, else 0 … `classes` − 1. Returns the units in the order of the parts.
 */
export function enterParts(run: Run, about: About, parts: Parts, classes: number, classOf: (row: number) => number): number[] {
  const { groupOf } = parts;
  const partition = run.ledger.partition(() =>
    groupOf.map((group, row) => {
      const one = group < 0 ? -1 : classOf(row);
      return one < 0 ? -1 : group * classes + one;
    }),
  );
  const asked = run.ledger.partition(() => groupOf);
  const ofGroups = (list: readonly number[], from: number, to: number): number[] =>
    list.flatMap((group) => Array.from({ length: to - from }, (_, k) => group * classes + from + k));
  return parts.list.map((_, p) => {
    const inside = p < parts.groups ? [p] : Array.from({ length: parts.groups + 1 }, (__, group) => group);
    const bases = [{ partition, codes: ofGroups(inside, 0, classes) }];
    const each = classes === 1 ? [] : Array.from({ length: classes }, (__, k) => ({ partition, codes: ofGroups(inside, k, k + 1) }));
    return run.ledger.unit(about, bases, { parts: each, scopes: [{ partition: asked, codes: inside }] });
  });
}

/** 0 where a column has a value, -1 where it is missing. Errors: `unknown-column`. */
export function presence(design: Design, variables: readonly string[]): (row: number) => number {
  const columns = variables.map((name) => column(design.table, name));
  return (row) =>
    columns.some((one) => (one.kind === "numeric" ? Number.isNaN(one.values[row] as number) : (one.codes[row] as number) < 0)) ? -1 : 0;
}

/** Position of the group that is written `woman | city`. Errors: `plan`, with the group that was perhaps meant. */
export function groupNamed(parts: Parts, name: string): number {
  const labels = parts.list.slice(0, parts.groups).map((part) => part.labels.join(" | "));
  const wanted = name
    .split("|")
    .map((label) => label.trim())
    .join(" | ");
  const found = labels.indexOf(wanted);
  if (found < 0) {
    const meant = nearest(wanted, labels);
    throw planError("unknown-group", undefined, { variable: wanted, count: labels.length, known: labels, meant });
  }
  return found;
}
