// What a case may use: the folder's data and designs. The expected values are not here.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Design } from "../src/design/design.ts";
import type { Table } from "../src/data/table.ts";
import { type ColumnSchema, readTable } from "./csv.ts";
import { type DesignDescription, describeDesign } from "./designs.ts";

export type Args = Readonly<Record<string, unknown>>;

/** A case as the runner hands it to the library's side: everything but `expected`. */
export type Question = {
  readonly id: string;
  readonly file: string;
  readonly fn: string;
  readonly design: string | null;
  readonly args: Args;
  readonly r: string;
};

/** What a handler gives back: values laid out like `expected`, and tolerances of single paths with their reason in the code. */
export type Answer = { readonly values: unknown; readonly tolerances?: Readonly<Record<string, number>> };

/** Says that the library has no function for a case. */
export const UNSUPPORTED = Symbol("unsupported");

export type Handler = (context: Context, question: Question) => Answer | typeof UNSUPPORTED | Promise<Answer | typeof UNSUPPORTED>;

export type Context = {
  readonly folder: string;
  /** A data file of the folder, e.g. `apisrs.csv`. */
  table(file: string): Table;
  /** A design of 00-designs.json by name, calibrated when it says so. */
  design(name: string): Design;
  description(name: string): DesignDescription;
  /** All designs of 00-designs.json. */
  descriptions(): readonly DesignDescription[];
  /** Another case of the folder, for cases that build on one (`args.after`, `args.model`). */
  question(id: string): Question;
};

/** Reads the folder's schema and designs once; tables and designs are made when asked for and kept. */
export function createContext(folder: string, questions: ReadonlyMap<string, Question>): Context {
  const schema = readJson<{ files: Record<string, { columns: Record<string, ColumnSchema> }> }>(join(folder, "data", "schema.json"));
  const designs = readJson<{ designs: Record<string, DesignDescription> }>(join(folder, "results", "00-designs.json"));
  const tables = new Map<string, Table>();
  const made = new Map<string, Design>();
  const context: Context = {
    folder,
    table(file) {
      const table = tables.get(file) ?? readTable(join(folder, "data", file), schema?.files[file]?.columns);
      tables.set(file, table);
      return table;
    },
    description(name) {
      const description = designs?.designs[name];
      if (description === undefined) throw new Error(`00-designs.json has no design "${name}".`);
      return description;
    },
    descriptions: () => Object.values(designs?.designs ?? {}),
    design(name) {
      const design = made.get(name) ?? describeDesign(context, context.description(name));
      made.set(name, design);
      return design;
    },
    question(id) {
      const question = questions.get(id);
      if (question === undefined) throw new Error(`There is no case "${id}".`);
      return question;
    },
  };
  return context;
}

export function readJson<T>(path: string): T | null {
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as T) : null;
}
