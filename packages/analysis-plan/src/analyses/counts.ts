/** Tables of counts: unweighted rows over dimensions, with all totals and the groups of hierarchies. */
import { factor } from "@fortrogen/statistics";
import type { FactorColumn, Design } from "@fortrogen/statistics";
import { nearest } from "@fortrogen/statistics/parts";
import { planError } from "../faults.ts";
import type { Ledger } from "../ledger.ts";
import type { Run } from "../parts.ts";
import type { Analysis, PlanDimension } from "../plan.ts";
import type { Figure, Outcome } from "../result.ts";
import { aboutOf } from "../sources.ts";

/** A level, a group of levels, or all. */
type Position = {
  readonly label: string;
  readonly codes: readonly number[];
  /** The positions it is the sum of, by their place in the list; none for a level. */
  readonly parts: readonly number[];
};

/**
 * Figures of `table`: the rows with a weight in each cell, rows that miss a dimension left out. Order: the first dimension slowest, totals first.
 * Errors: `plan` for a level of a hierarchy that the data do not have, and for a group or total with the name of a level.
 */
export function countTable(run: Run, analysis: Analysis): Outcome {
  const { dimensions = [] } = analysis;
  const { design } = run;
  const factors = dimensions.map(({ variable }) => factor(design.table, variable));
  const codeOf = (row: number): number => {
    let code = 0;
    for (const one of factors)
      code = code < 0 || (one.codes[row] as number) < 0 ? -1 : code * one.levels.length + (one.codes[row] as number);
    return design.weights[row] === 0 ? -1 : code;
  };
  const counts = new Float64Array(factors.reduce((product, one) => product * one.levels.length, 1));
  for (let row = 0; row < design.n; row++) {
    const code = codeOf(row);
    if (code >= 0) counts[code] = (counts[code] as number) + 1;
  }
  const partition = run.ledger.partition(() => Int32Array.from({ length: design.n }, (_, row) => codeOf(row)));
  // One more code in each dimension for rows that miss it: they were asked for where all its levels are.
  const asked = run.ledger.partition(() => Int32Array.from({ length: design.n }, (_, row) => askedCode(design, factors, row)));
  const about = aboutOf(run.sources, analysis, []);
  let cells: { labels: string[]; codes: number[]; asked: number[] }[] = [{ labels: [], codes: [0], asked: [0] }];
  const placed = dimensions.map((dimension, d) => positionsOf(dimension, factors[d] as FactorColumn));
  placed.forEach((positions, d) => {
    const size = factors[d]?.levels.length ?? 1;
    cells = cells.flatMap(({ labels, codes, asked: before }) =>
      positions.map((one) => {
        const wanted = one.codes.length === size ? [-1, ...one.codes] : one.codes;
        return {
          labels: [...labels, one.label],
          codes: codes.flatMap((code) => one.codes.map((own) => code * size + own)),
          asked: run.ledger.isKept ? before.flatMap((code) => wanted.map((own) => code * (size + 1) + own + 1)) : [],
        };
      }),
    );
  });
  const figures = cells.map(({ labels, codes, asked: scope }): Figure => {
    const filled = codes.filter((code) => (counts[code] as number) > 0);
    const count = filled.reduce((sum, code) => sum + (counts[code] as number), 0);
    const more = { scopes: [{ partition: asked, codes: scope }], isCount: true };
    const needs = count === 0 ? [] : [run.ledger.unit(about, [{ partition, codes: filled }], more)];
    return { labels, measure: "count", name: "rows", estimate: count, se: null, lower: null, upper: null, rows: count, needs };
  });
  enterSums(
    run.ledger,
    placed,
    figures.map(({ needs }) => needs[0]),
  );
  return { by: dimensions.map(({ variable }) => variable), figures };
}

/** Code of a row over all dimensions where a missing level is a level, the first; -1 outside the domain. */
function askedCode(design: Design, factors: readonly FactorColumn[], row: number): number {
  if (design.weights[row] === 0) return -1;
  return factors.reduce((code, one) => code * (one.levels.length + 1) + (one.codes[row] as number) + 1, 0);
}

/** Every cell that is a total or a group is the sum of its parts along that dimension. `units` are those of the cells; empty cells have none. */
function enterSums(ledger: Ledger, placed: readonly (readonly Position[])[], units: readonly (number | undefined)[]): void {
  let stride = units.length;
  for (const positions of placed) {
    stride /= positions.length;
    const step = stride;
    units.forEach((total, cell) => {
      const at = Math.floor(cell / step) % positions.length;
      const parts = positions[at]?.parts ?? [];
      if (total === undefined || parts.length === 0) return;
      const filled = parts.map((part) => units[cell + (part - at) * step]).filter((unit) => unit !== undefined);
      ledger.sum(total, filled);
    });
  }
}

/** All levels together, then each group before its parts, then levels in no group. Groups with the same levels as another would be one cell twice. */
function positionsOf({ variable, total = "total", hierarchy = {} }: PlanDimension, source: FactorColumn): Position[] {
  const groups = new Map(Object.entries(hierarchy));
  const codesOf = (name: string): number[] => {
    const parts = groups.get(name);
    if (parts !== undefined) return parts.flatMap(codesOf);
    const code = source.levels.indexOf(name);
    if (code >= 0) return [code];
    throw planError("hierarchy-unknown", undefined, { variable, name, meant: nearest(name, [...source.levels, ...groups.keys()]) });
  };
  const isPart = new Set([...groups.values()].flat());
  const clash = [total, ...groups.keys()].find((name) => source.levels.includes(name));
  if (clash !== undefined) throw planError("hierarchy-level", undefined, { variable, name: clash });
  const listed: Position[] = [];
  const list = (label: string, codes: readonly number[], names: readonly string[]): number => {
    const at = listed.push({ label, codes, parts: [] }) - 1;
    const parts = names.map((name) => list(name, codesOf(name), groups.get(name) ?? []));
    listed[at] = { label, codes, parts };
    return at;
  };
  const top = [...groups.keys(), ...source.levels].filter((name) => !isPart.has(name));
  list(
    total,
    source.levels.map((_, code) => code),
    top,
  );
  return listed;
}
