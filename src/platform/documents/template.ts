import { readFile } from "node:fs/promises";
import type { z } from "zod";

/**
 * A document as data: a Typst file, and the schema of the values that it shows. The file is the house's own and reads its values with
 * `#let v = json("/values.json")`; what people have written is never part of it.
 */
export type Template<Values extends z.ZodType = z.ZodType> = {
  /** English, kebab-case: for faults and measurements. */
  readonly name: string;
  readonly file: URL;
  readonly values: Values;
};

/** Defines a document. The file stands beside the room that the document belongs to. */
export function defineTemplate<Values extends z.ZodType>(template: Template<Values>): Template<Values> {
  return template;
}

/** The text of the template's file and of the layout that it imports as "/layout.typ". */
export async function readTemplate({ file }: Pick<Template, "file">): Promise<{ readonly main: string; readonly layout: string }> {
  const [main, layout] = await Promise.all([readFile(file, "utf8"), readFile(new URL("layout.typ", import.meta.url), "utf8")]);
  return { main, layout };
}
