/** From dimensions to one publication: tables of counts or shares with totals, hierarchies, linked tables and periods. */
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
 * All cells of all tables, each once, with every relation between them: linked tables meet in the cells they share.
 * Throws StatisticsError `disclosure` for an unknown dimension, a level code used twice in a dimension, or a numerator above n.
 */
export function buildPublication(spec: PublicationSpec): BuiltPublication {
  const { dimensions } = spec;
  const levels = dimensions.map(flatten);
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
    const { n, numerator } = spec.countOf(position);
    const label = codes.join(" · ");
    const fixed = spec.fixedOf?.(position);
    const common = { ...(fixed ? { fixed } : {}), ...(numerator === undefined ? {} : { group: keyOf(codes) }) };
    const id = cells.length;
    ids.set(keyOf(codes), id);
    cells.push({ value: n, label, role: "denominator", ...common });
    keys.push({ position, measure: "n" });
    if (numerator !== undefined) {
      if (!(numerator >= 0 && numerator <= n)) {
        throw new StatisticsError("disclosure", `${label} has ${numerator} of ${n}.`, { variable: label, count: numerator });
      }
      cells.push({ value: numerator, label: `${label} · numerator`, role: "numerator", ...common });
      cells.push({ value: n - numerator, label: `${label} · complement`, role: "complement", ...common });
      keys.push({ position, measure: "numerator" }, { position, measure: "complement" });
      relations.set(`share ${id}`, { total: id, parts: [id + 1, id + 2] });
    }
    return id;
  };
  for (const table of tables) {
    for (const name of table) {
      if (!dimensions.some((d) => d.name === name))
        throw new StatisticsError("disclosure", `No dimension is called ${name}.`, { variable: name });
    }
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

function flatten({ name, total }: Dimension): Level[] {
  const all: Level[] = [];
  const visit = (level: Level) => {
    level.parts?.forEach(visit);
    all.push(level);
  };
  visit(total);
  const codes = new Set(all.map(({ code }) => code));
  if (codes.size !== all.length) {
    throw new StatisticsError("disclosure", `Dimension ${name} uses ${all.length - codes.size} level codes twice.`, {
      variable: name,
      count: all.length - codes.size,
    });
  }
  return all;
}

function product(lists: readonly (readonly Level[])[]): Level[][] {
  return lists.reduce<Level[][]>((rows, list) => rows.flatMap((row) => list.map((level) => [...row, level])), [[]]);
}
