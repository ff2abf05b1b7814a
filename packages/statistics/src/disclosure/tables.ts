/** From dimensions to one publication: tables of counts or shares with totals, hierarchies, linked tables and periods. */
import { check } from "../checks/shape.ts";
import { count as aCount, publicationSpec } from "./shapes.ts";
import { StatisticsError } from "../errors.ts";
import type { Cell, Publication, Relation } from "./system.ts";

/** A level with what it consists of. The root is the total. */
export type Level = { readonly code: string; readonly parts?: readonly Level[] };

export type Dimension = {
  readonly name: string;
  readonly total: Level;
  /**
   * "sum" (default): each child is in one part. "union": a unique child may be in several (units, periods); the total then lies between
   * the largest part and the sum, and nothing is treated as if it added.
   */
  readonly kind?: "sum" | "union";
};

/** Codes of one position, by dimension name. */
export type Position = Readonly<Record<string, string>>;

/** What is counted at a position. With a numerator the table is one of shares: n, numerator and complement are hidden together. */
export type Count = { readonly n: number; readonly numerator?: number };

export type PublicationSpec = {
  readonly dimensions: readonly Dimension[];
  /** Each table is the names of its dimensions; the others stand at their total. Default: one table of all dimensions. */
  readonly tables?: readonly (readonly string[])[];
  readonly countOf: (position: Position) => Count;
  /** Already published or hidden positions. */
  readonly fixedOf?: (position: Position) => "shown" | "hidden" | undefined;
};

export type BuiltPublication = Publication & {
  /** Position and measure of each cell, by cell id. */
  readonly keys: readonly { readonly position: Position; readonly measure: "n" | "numerator" | "complement" }[];
  /** Cell id of a measure at a position, or undefined when it is not published. */
  readonly find: (position: Position, measure?: "n" | "numerator" | "complement") => number | undefined;
};

/**
 * All cells of all tables, each once, with every relation between them: linked tables meet in the cells they share. Per table and
 * dimension, each level that has parts gives one relation total = Σ parts, or for a union max part ≤ total ≤ Σ parts.
 * Comes back: cells and relations for `compilePublication`, with the position of each cell and a way to find one. Units: children.
 * Reference: Hundepool et al. (2012), Statistical Disclosure Control, ch. 4 (hierarchical and linked tables).
 * Errors: `disclosure`, with `variable` and `count`: a table of an unknown dimension or one named twice; a dimension or a level code used
 * twice; a numerator outside 0 to n; numerators at some positions and not at others. What `countOf` throws.
 */
export function buildPublication(spec: PublicationSpec): BuiltPublication {
  check({ spec }, { spec: publicationSpec });
  const { dimensions } = spec;
  const levels = dimensions.map(flatten);
  checkNames(spec);
  let withNumerator: boolean | undefined;
  const tables = spec.tables ?? [dimensions.map(({ name }) => name)];
  const cells: Cell[] = [];
  const keys: { position: Position; measure: "n" | "numerator" | "complement" }[] = [];
  const ids = new Map<string, number>();
  const relations = new Map<string, Relation>();
  const keyOf = (codes: readonly string[]) => JSON.stringify(codes);
  const place = (codes: readonly string[]): number => {
    const known = ids.get(keyOf(codes));
    if (known !== undefined) return known;
    const position = Object.fromEntries(dimensions.map(({ name }, d) => [name, codes[d] ?? ""]));
    const counted = spec.countOf(position);
    check({ countOf: counted }, { countOf: aCount });
    const { n, numerator } = counted;
    const label = codes.join(" · ");
    withNumerator ??= numerator !== undefined;
    if (withNumerator !== (numerator !== undefined)) {
      throw refuse(`${label} has ${numerator === undefined ? "no" : "a"} numerator, unlike the positions before it.`, label, cells.length);
    }
    const fixed = spec.fixedOf?.(position);
    const common = { ...(fixed ? { fixed } : {}), ...(numerator === undefined ? {} : { group: keyOf(codes) }) };
    const id = cells.length;
    ids.set(keyOf(codes), id);
    cells.push({ value: n, label, role: "denominator", ...common });
    keys.push({ position, measure: "n" });
    if (numerator !== undefined) {
      if (!(numerator >= 0 && numerator <= n)) {
        throw refuse(`${label} has ${numerator} of ${n}; a numerator lies between 0 and n.`, label, numerator);
      }
      cells.push({ value: numerator, label: `${label} · numerator`, role: "numerator", ...common });
      cells.push({ value: n - numerator, label: `${label} · complement`, role: "complement", ...common });
      keys.push({ position, measure: "numerator" }, { position, measure: "complement" });
      relations.set(`share ${id}`, { total: id, parts: [id + 1, id + 2] });
    }
    return id;
  };
  for (const table of tables) {
    const used = dimensions.map(({ name, total }, d) => (table.includes(name) ? (levels[d] ?? []) : [total]));
    for (const chosen of product(used)) {
      const codes = chosen.map(({ code }) => code);
      const total = place(codes);
      chosen.forEach((level, d) => {
        const dimension = dimensions[d];
        if (!level.parts || level.parts.length === 0 || !dimension || !table.includes(dimension.name)) return;
        const parts = level.parts.map(({ code }) => place(codes.with(d, code)));
        const kind = dimension.kind ?? "sum";
        // A child without the property in one unit may have it in another: complements have no union.
        const measures = cells[total]?.group === undefined ? [0] : kind === "sum" ? [0, 1, 2] : [0, 1];
        for (const m of measures) {
          relations.set(`${total + m} ${d}`, { kind, total: total + m, parts: parts.map((part) => part + m) });
        }
      });
    }
  }
  const find: BuiltPublication["find"] = (position, measure = "n") => {
    const id = ids.get(keyOf(dimensions.map(({ name, total }) => position[name] ?? total.code)));
    return id === undefined ? undefined : id + (measure === "n" ? 0 : measure === "numerator" ? 1 : 2);
  };
  return { cells, relations: [...relations.values()], keys, find };
}

const refuse = (message: string, variable: string, count: number) => new StatisticsError("disclosure", message, { variable, count });

function checkNames({ dimensions, tables = [] }: PublicationSpec): void {
  const names = dimensions.map(({ name }) => name);
  const twice = (list: readonly string[]) => list.find((name, k) => list.indexOf(name) !== k);
  const double = twice(names);
  if (double !== undefined) throw refuse(`Two dimensions are called ${double}.`, double, names.length);
  for (const table of tables) {
    const unknown = table.filter((name) => !names.includes(name));
    const [first] = unknown;
    if (first !== undefined) throw refuse(`No dimension is called ${first}.`, first, unknown.length);
    const again = twice(table);
    if (again !== undefined) throw refuse(`A table names ${again} twice.`, again, table.length);
  }
}

function flatten({ name, total }: Dimension): Level[] {
  const all: Level[] = [];
  const visit = (level: Level) => {
    level.parts?.forEach(visit);
    all.push(level);
  };
  visit(total);
  const codes = new Set(all.map(({ code }) => code));
  const double = all.length - codes.size;
  if (double > 0) throw refuse(`Dimension ${name} uses ${double} level codes twice.`, name, double);
  return all;
}

function product(lists: readonly (readonly Level[])[]): Level[][] {
  return lists.reduce<Level[][]>((rows, list) => rows.flatMap((row) => list.map((level) => [...row, level])), [[]]);
}
