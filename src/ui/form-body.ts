import { z } from "zod";
import { trimmed } from "../platform/basics/text.ts";

/** A file that a form sent. `path` says where it lies, when it was too large to keep in memory. */
export type SentFile = { readonly name: string; readonly size: number; readonly path?: string; stream(): ReadableStream<Uint8Array> };

/** What a form sent: names with one or more values, and files. Names that begin with `_` belong to the frame. */
export type FormBody = {
  readonly values: Readonly<Record<string, readonly string[]>>;
  readonly files: Readonly<Record<string, readonly SentFile[]>>;
};

const fieldName = /^_?[A-Za-zÅÄÖåäö][\w-]*(\.[A-Za-z0-9][\w-]*){0,5}$/u;

/** True for a name that one of our own fields may have; a stranger's other names are not read at all. */
function isFieldName(name: string): boolean {
  return fieldName.test(name) && !name.split(".").some((part) => part in Object.prototype || part === "prototype");
}

/** Reads what a browser sent. Line ends become one sign, and blanks around an answer are taken away. What cannot be kept is left for the door to say. */
export function formBodyOf(data: { entries(): Iterable<readonly [name: string, value: string | SentFile]> }): FormBody {
  const values: Record<string, string[]> = {};
  const files: Record<string, SentFile[]> = {};
  for (const [name, value] of data.entries()) {
    if (!isFieldName(name)) continue;
    if (typeof value === "string") (values[name] ??= []).push(trimmed(value.replaceAll("\r\n", "\n")));
    else if (value.size > 0) (files[name] ??= []).push(value);
  }
  return { values, files };
}

type JsonSchema = {
  type?: string | string[];
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
};

const schemas = new WeakMap<z.ZodObject, JsonSchema>();

function schemaOf(input: z.ZodObject): JsonSchema {
  let schema = schemas.get(input);
  if (!schema) {
    schema = z.toJSONSchema(input, { io: "input", unrepresentable: "any" }) as JsonSchema;
    schemas.set(input, schema);
  }
  return schema;
}

/**
 * Turns a form's words into what an action's schema asks for: an answer left empty is left out; `ja` and `nej` become
 * true and false, `1,5` becomes 1.5, and several values become a list, where the schema says boolean, number or list.
 * A name with dots means parts within parts: `child.givenName`, `participants.0.role`. What cannot be turned is left
 * as it is, and the schema says what is wrong.
 */
export function inputOf(body: FormBody, input: z.ZodObject): Record<string, unknown> {
  const root: Record<string, unknown> = {};
  const schema = schemaOf(input);
  for (const [name, values] of Object.entries(body.values)) {
    if (name.startsWith("_") || !isFieldName(name)) continue;
    const path = name.split(".");
    const value = converted(
      values.filter((v) => v !== ""),
      at(schema, path),
    );
    if (value !== undefined) put(root, path, value);
  }
  return compact(root) as Record<string, unknown>;
}

function alternatives(schema: JsonSchema | undefined): JsonSchema[] {
  if (!schema) return [];
  const nested = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  return nested.length > 0 ? [schema, ...nested.flatMap(alternatives)] : [schema];
}

function at(schema: JsonSchema | undefined, path: readonly string[]): JsonSchema[] {
  let here = alternatives(schema);
  for (const step of path) {
    here = here.flatMap((s) => alternatives(/^\d+$/.test(step) ? s.items : s.properties?.[step]));
  }
  return here;
}

function converted(values: readonly string[], schemas: readonly JsonSchema[]): unknown {
  const types = new Set(schemas.flatMap((s) => s.type ?? []));
  if (types.has("array")) {
    const items = schemas.flatMap((s) => alternatives(s.items));
    return values.map((v) =>
      converted(
        [v],
        items.filter((s) => s.type !== "array"),
      ),
    );
  }
  const [value] = values;
  if (value === undefined) return undefined;
  if (types.has("boolean")) {
    if (value === "ja" || value === "true" || value === "on") return true;
    if (value === "nej" || value === "false") return false;
  }
  if (types.has("number") || types.has("integer")) {
    const number = Number(value.replaceAll(/[\s\u00a0]/gu, "").replace(",", "."));
    if (Number.isFinite(number)) return number;
  }
  return value;
}

function put(root: Record<string, unknown>, path: readonly string[], value: unknown): void {
  let here: Record<string, unknown> = root;
  path.forEach((step, index) => {
    if (index === path.length - 1) return void (here[step] = value);
    const next = Object.hasOwn(here, step) ? here[step] : undefined;
    // A name that is both a value and a part of another (`a` and `a.b`): the part wins.
    here = (typeof next === "object" && next !== null && !Array.isArray(next) ? next : (here[step] = {})) as Record<string, unknown>;
  });
}

/** Parts whose names are all numbers become lists, with holes closed. */
function compact(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([k, v]) => [k, compact(v)] as const);
  if (entries.length > 0 && entries.every(([k]) => /^\d+$/.test(k)))
    return entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, v]) => v);
  return Object.fromEntries(entries);
}

/** Where "Spara och gå vidare" in a form of a case leads: the case says what is next in it. Nothing where another button was pressed. */
export function onwardIn(body: FormBody | null, { caseId }: Readonly<Record<string, string>>): string | undefined {
  return body?.values["_onward"] && caseId !== undefined ? `/arenden/${caseId}?vidare=ja` : undefined;
}

/** The tabs of a case that a form may lead back to, by the last part of their addresses. */
const tabs: readonly (string | undefined)[] = ["journal", "utredning", "insatser", "personer"];

/** The tab of the case that a form was opened from: as the form says, or as the browser says where it came from; nothing for the overview and other pages. */
export function tabOf(body: FormBody | null, from: string | undefined, { caseId }: Readonly<Record<string, string>>): string | undefined {
  const said = body?.values["_tab"]?.[0];
  if (tabs.includes(said)) return said;
  if (caseId === undefined || from === undefined || !URL.canParse(from)) return undefined;
  const [, first, id, tab, ...more] = new URL(from).pathname.split("/");
  return first === "arenden" && id === caseId && more.length === 0 && tabs.includes(tab) ? tab : undefined;
}

/** Where a form leads: where it would lead to the case, to the tab that it was opened from. */
export function toTab(to: string, body: FormBody | null, params: Readonly<Record<string, string>>): string {
  const tab = tabOf(body, undefined, params);
  return tab !== undefined && to === `/arenden/${params["caseId"] ?? ""}` ? `${to}/${tab}` : to;
}
