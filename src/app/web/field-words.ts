/** What the document says of a field, in the words of its form: label, hint, when it is asked for, and what each code is called. */
import type { z } from "zod";
import { codeWord, findAbout } from "../../platform/core/about.ts";
import type { About, Fields } from "../../platform/core/about.ts";
import { whenWords } from "../../platform/core/asked-fields.ts";
import { nameWords } from "./name-words.ts";

type Json = Record<string, unknown>;

/** In which record each field of an object stands, that its words can name the others. */
export type Beside = ReadonlyMap<z.core.$ZodType, Fields>;

/** The fields of an object and of the lists and objects in it. */
export function besideIn(schema: z.core.$ZodType, beside = new Map<z.core.$ZodType, Fields>()): Beside {
  const fields = fieldsOf(schema) ?? {};
  for (const field of Object.values(fields)) {
    beside.set(field, fields);
    besideIn(field, beside);
  }
  return beside;
}

/** The fields of an object, however it may be empty or many. */
function fieldsOf(schema: z.core.$ZodType): Fields | undefined {
  const def = (schema as z.core.$ZodTypes)._zod.def;
  if (def.type === "object") return def.shape as Fields;
  if (def.type === "array") return fieldsOf(def.element);
  if (def.type === "pipe") return fieldsOf(def.out);
  return "innerType" in def ? fieldsOf(def.innerType as z.core.$ZodType) : undefined;
}

/** Puts the words of a field on what the document says of it. */
export function sayOf(
  field: z.core.$ZodType,
  json: Json,
  { beside, io }: { readonly beside: Beside; readonly io: "input" | "output" },
): void {
  const fields = beside.get(field);
  const said = findAbout(field);
  if (!said) return;
  json["title"] = ofTheChild(said.label);
  // When it is asked for is of the form; in an answer the others have the names of columns.
  const when = io === "input" && said.when && fields && pathStart(said.when.field) in fields ? whenWords(fields, said.when) : undefined;
  const description = [said.hint && ofTheChild(said.hint), when].filter(Boolean).join(" ");
  if (description !== "") json["description"] = description;
  sayCodes(said, json);
}

/** The schema with a title for each property that nothing is said of and whose name says what it is: one identifier is the field of many names. */
export function withNames(json: Json): Json {
  const { properties, items } = json;
  const named = Object.entries((properties ?? {}) as Readonly<Record<string, Json>>).map(([name, property]) => {
    const title = property["title"] ?? nameWords[name];
    return [name, withNames(title === undefined ? property : { title, ...property })] as const;
  });
  return {
    ...json,
    ...(properties === undefined ? {} : { properties: Object.fromEntries(named) }),
    ...(isSchema(items) ? { items: withNames(items) } : {}),
  };
}
const isSchema = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);

/** What each code of a list is called, wherever the list stands: in the field itself, in the items of several, beside nothing. */
function sayCodes(said: About, json: Json): void {
  const codes = json["enum"] as readonly string[] | undefined;
  if (codes) json["x-enumDescriptions"] = Object.fromEntries(codes.map((code) => [code, codeDescription(said, code)]));
  for (const within of [json["items"], ...((json["anyOf"] as readonly unknown[] | undefined) ?? [])])
    if (within !== undefined) sayCodes(said, within as Json);
}

function codeDescription(said: About, code: string): string {
  const [word, hint] = [codeWord(said, code), said.hints?.[code]];
  return ofTheChild(hint === undefined ? word : `${word}. ${hint}`);
}

const pathStart = (path: string): string => path.split(".")[0] ?? "";
const ofTheChild = (text: string): string => text.replaceAll("{barnet}", "barnet");
