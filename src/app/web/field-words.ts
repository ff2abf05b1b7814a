/** What the document says of a field, in the words of its form: label, hint, when it is asked for, and what each code is called. */
import type { z } from "zod";
import { codeWord, findAbout } from "../../platform/core/about.ts";
import type { About, Fields } from "../../platform/core/about.ts";
import { whenWords } from "../../platform/core/asked-fields.ts";
import { nameWords } from "./name-words.ts";

type Json = Record<string, unknown>;

/** In which record each field of an object stands, that its words can name the others. */
export type Beside = ReadonlyMap<z.core.$ZodType, { readonly name: string; readonly fields: Fields }>;

/** The fields of an object and of the lists and objects in it. */
export function besideIn(schema: z.core.$ZodType, beside = new Map<z.core.$ZodType, { name: string; fields: Fields }>()): Beside {
  const fields = fieldsOf(schema);
  for (const [name, field] of Object.entries(fields ?? {})) {
    beside.set(field, { name, fields: fields ?? {} });
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
export function sayOf(field: z.core.$ZodType, json: Json, beside: Beside): void {
  const at = beside.get(field);
  const said = findAbout(field);
  const title = said ? ofTheChild(said.label) : at && nameWords[at.name];
  if (title === undefined) return;
  json["title"] = title;
  if (!said) return;
  const when = said.when && at && pathStart(said.when.field) in at.fields ? whenWords(at.fields, said.when) : undefined;
  const description = [said.hint && ofTheChild(said.hint), when].filter(Boolean).join(" ");
  if (description !== "") json["description"] = description;
  sayCodes(said, json);
}

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
