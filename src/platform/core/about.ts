/**
 * What is said of a field, once: the form, its faults, the API's document, the page that shows it, the line of the journal, what a guardian's
 * extract may show and the column come from it (decision 0026). A room keeps its fields in a record: `{ place: about(optionalText(200), { … }) }`.
 */
import { z } from "zod";
import { answer } from "./answers.ts";
import type { WordsFor } from "../basics/codes.ts";
import { capital } from "../basics/text.ts";

export type About = {
  /** What the form asks. "{barnet}" stands for the child's name. */
  readonly label: string;
  readonly hint?: string;
  /**
   * When a field that may be left empty is asked for all the same, in words that follow "valfritt" ("om samtalet hölls"); false where the hint
   * says it. Left out, the form says "valfritt" where the schema lets it be empty and nothing where it does not.
   */
  readonly optional?: string | false;
  /** Swedish for codes that do not say it themselves. */
  readonly words?: WordsFor<string>;
  /** The lines of a long text; one line where left out. */
  readonly rows?: number;
  /** Choices beside one another. */
  readonly inline?: boolean;
  /** What is said below a choice, by its code. */
  readonly hints?: WordsFor<string>;
  /** A choice as a list to choose from, or as buttons, however many there are; yes alone, as a box to tick that says what it is in `words.ja`. */
  readonly as?: "list" | "buttons" | "box";
  /** The number of characters that the answer usually has. */
  readonly width?: number;
  /** Which keys a telephone shows. */
  readonly keys?: "numeric" | "tel" | "email";
  /** The part of the form that it stands in, where the form has parts. */
  readonly group?: string;
  /** The term on a page that shows what was written; left out where the page shows it in its own way, or not at all. */
  readonly term?: string;
  /**
   * What stands before it in the journal ("Information till barnet"), "" where it stands there by itself; left out where the journal says it in its own
   * way (a heading, a day), or not at all.
   */
  readonly journal?: string;
  /** Why neither journal nor case says what was answered; in English, for those who build. Left out where they do (`tests/casework/journal-fields.test.ts`). */
  readonly quiet?: string;
  /** Asked for, and shown, only when another field has one of the answers (`asked-fields.ts`). */
  readonly when?: When;
  /**
   * What is said where the schema lets it be empty and it must be filled in all the same: whenever it is asked for, or, as `when` here says, in
   * some of those cases.
   */
  readonly needed?: string | Needed | readonly Needed[];
  /** A day that must have been; what is said where it has not. */
  readonly past?: true | string;
  /** What stands in it from the start: the day when the form is opened or some months later, the time of day, who opens it, or one of the codes. */
  readonly start?: Start;
  /**
   * What a guardian's extract may show (26 kap. 1 § OSL): `shown` always, `text` what is written freely or tells where somebody is, `never`; never
   * where left out. Read where the extract is made of the fields (`columnsShown`).
   */
  readonly guardian?: "shown" | "text" | "never";
};

/**
 * That another field has one of the answers; yes and no are `ja` and `nej`. A field beside it, or one further in by its parts: `guardians.answer` is
 * the answer of any guardian.
 */
export type When = { readonly field: string; readonly is: readonly string[] };
export type Needed = { readonly message: string; readonly when: When };
export type Start = "today" | "now" | "self" | { readonly code: string } | { readonly months: number };

export type Fields = Readonly<Record<string, z.ZodType>>;

const abouts = z.registry<About>();

/** The field with what is said of it: a field of its own, for one that several share (`idField`) is said to be something else in each. */
export function about<Field extends z.ZodType>(field: Field, said: About): Field {
  const own = field.clone();
  abouts.add(own, said);
  found.set(own, said);
  return own;
}

/** What has been asked of before: a page of a case asks of each field once for each row, and the registry puts its answer together anew each time. */
const found = new WeakMap<z.core.$ZodType, About>();

/** What is said of a field; undefined of one that pages describe themselves. */
export function findAbout(field: z.core.$ZodType): About | undefined {
  const known = found.get(field);
  if (known) return known;
  const said = abouts.get(field as z.ZodType);
  if (said) found.set(field, said);
  return said;
}

/**
 * What is said of a field of the record; of one further in by its parts, as a form names it (`guardians.0.answer`) or without the place in a list.
 * Throws a RangeError where nothing is.
 */
export function aboutOf(fields: Fields, name: string): About & { readonly field: z.ZodType } {
  const field = fieldAt(fields, name);
  const said = field && findAbout(field);
  if (!field || !said) throw new RangeError(`Nothing is said of the field ${name}.`);
  return { ...said, field };
}

function fieldAt(fields: Fields, name: string): z.ZodType | undefined {
  const [first = "", ...rest] = pathOf(name).split(".");
  const field = fields[first];
  return rest.length === 0 || field === undefined ? field : fieldAt(itemFields(field) ?? {}, rest.join("."));
}

/** A name as a form has it without the places in lists: "guardians.0.answer", "guardians.answer". */
export const pathOf = (name: string): string => name.replaceAll(/\.\d+(?=\.|$)/g, "");

type SaidAt = readonly { readonly path: string; readonly said: About }[];
const saidAt = new WeakMap<Fields, SaidAt>();

/** Every field that something is said of, those of lists of fields too, by its path; `when` names the other field by its path as well. */
export function allAbout(fields: Fields): SaidAt {
  const known = saidAt.get(fields) ?? aboutBelow(fields, "");
  saidAt.set(fields, known);
  return known;
}

function aboutBelow(fields: Fields, at: string): SaidAt {
  return Object.entries(fields).flatMap(([name, field]) => {
    const said = findAbout(field);
    const when = said?.when && { ...said.when, field: said.when.field in fields ? at + said.when.field : said.when.field };
    const own = said ? [{ path: at + name, said: when ? { ...said, when } : said }] : [];
    return [...own, ...aboutBelow(itemFields(field) ?? {}, `${at}${name}.`)];
  });
}

/** The fields of each item, where a field is a list of such; undefined where it is not. */
export function itemFields(field: z.ZodType): Fields | undefined {
  const inner = unwrapped(field);
  const item = inner instanceof z.ZodArray ? inner.element : undefined;
  return item instanceof z.ZodObject ? (item.shape as Fields) : undefined;
}

function unwrapped(field: z.core.$ZodType): z.core.$ZodType {
  if (field instanceof z.ZodDefault || field instanceof z.ZodOptional) return unwrapped(field.unwrap());
  return field instanceof z.ZodPipe ? unwrapped(field.out) : field;
}

/** What a field holds, read from its schema. */
export type Kind =
  | { readonly kind: "text"; readonly longest: number }
  | { readonly kind: "choice" | "choices"; readonly codes: readonly string[] }
  | { readonly kind: "day" | "time" | "yes-no" | "id" | "ids" };

type Held = Kind & { readonly mayBeEmpty: boolean };
const kinds = new WeakMap<z.ZodType, Held>();

/** What the field holds, and whether it may be left empty. Throws a TypeError for a field that is of no kind in `fields.ts`. */
export function kindOf(field: z.ZodType): Held {
  const known = kinds.get(field) ?? { ...readKind(field), mayBeEmpty: field.safeParse(undefined).success };
  kinds.set(field, known);
  return known;
}

function readKind(field: z.ZodType): Kind {
  const said = z.toJSONSchema(field, { io: "input", unrepresentable: "any" }) as {
    readonly type?: string;
    readonly enum?: readonly string[];
    readonly format?: string;
    readonly maxLength?: number;
    readonly items?: { readonly enum?: readonly string[]; readonly format?: string };
  };
  if (said.items?.enum) return { kind: "choices", codes: said.items.enum };
  if (said.items?.format === "uuid") return { kind: "ids" };
  if (said.enum) return { kind: "choice", codes: said.enum };
  if (said.type === "boolean") return { kind: "yes-no" };
  if (said.format === "date") return { kind: "day" };
  if (said.format === "uuid") return { kind: "id" };
  if (said.type === "string" && said.maxLength !== undefined) return { kind: "text", longest: said.maxLength };
  if (said.type === "string") return { kind: "time" };
  throw new TypeError("A field of no known kind.");
}

/** "heldOn" → "held_on". */
type Column<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `_${Lowercase<First>}`}${Column<Rest>}`
  : Name;
/** An empty field is null in its column. */
type Stored<Value> = undefined extends Value ? Exclude<Value, undefined> | null : Value;

/** The row of a table that the fields make, in the names of its columns: the one place where a field becomes a column. */
export type RowOf<F extends Fields> = { [Name in keyof F & string as Column<Name>]: Stored<z.output<F[Name]>> };

/** The name of the column that a field is kept in. */
export const columnOf = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** What was filled in, as the columns of its row. */
export function rowOf<F extends Fields>(fields: F, input: { readonly [Name in keyof F]?: z.output<F[Name]> | undefined }): RowOf<F> {
  return Object.fromEntries(Object.keys(fields).map((name) => [columnOf(name), input[name] ?? null])) as RowOf<F>;
}

/** As a row is shown to whoever asks: several choices are a list that nobody changes. */
type Shown<Value> = Value extends readonly unknown[] ? readonly string[] : Stored<Value>;
type PartShape<F extends Fields> = { [Name in keyof F & string as Column<Name>]: z.ZodType<Shown<z.output<F[Name]>>> };

/** What an answer promises of each column: the kind of its field, empty where the field may be. */
export function partOf<F extends Fields>(fields: F): PartShape<F> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => {
      const of = kindOf(field);
      const promised = answerFor(of);
      const promisedOf = of.mayBeEmpty && of.kind !== "choices" ? promised.nullable() : promised;
      const said = findAbout(field);
      return [columnOf(name), said ? about(promisedOf, said) : promisedOf];
    }),
  ) as PartShape<F>;
}

/**
 * The schema of a row in an answer, each column of which says of itself what the form's field does that was filled in for it. `elsewhere`: the columns
 * of fields that are kept under another name.
 */
export function describedBy<Shape extends z.ZodRawShape, F extends Fields>(
  fields: F,
  row: z.ZodObject<Shape>,
  elsewhere: { readonly [Name in keyof F & string]?: keyof Shape & string } = {},
): z.ZodObject<Shape> {
  const saids = Object.entries(fields).flatMap(([name, field]) => {
    const said = findAbout(field);
    const column = elsewhere[name] ?? columnOf(name);
    return said && column in row.shape ? [{ column, said }] : [];
  });
  const columns = Object.entries(Object.groupBy(saids, ({ column }) => column)).map(([column, those = []]) => {
    const [first, ...rest] = those.map(({ said }) => said);
    const own = about(row.shape[column] as unknown as z.ZodType, first as About);
    alsoSaid.set(own, rest);
    if (Object.entries(elsewhere).some(([name, at]) => at === column && kindOf(fields[name] as z.ZodType).kind !== "text"))
      toldOtherwise.add(own);
    return [column, own] as const;
  });
  return row.extend(Object.fromEntries(columns)) as unknown as z.ZodObject<Shape>;
}

/** Columns that tell in words of what was chosen and not written: a person by name. */
const toldOtherwise = new WeakSet<z.core.$ZodType>();
export const isToldOtherwise = (column: z.core.$ZodType): boolean => toldOtherwise.has(column);

/** What else is said of a column that several fields are kept in: the day and the time of one moment. */
const alsoSaid = new WeakMap<z.core.$ZodType, readonly About[]>();
export function everyAbout(column: z.core.$ZodType): readonly About[] {
  const said = findAbout(column);
  return said ? [said, ...(alsoSaid.get(column) ?? [])] : [];
}

function answerFor(of: Kind): z.ZodType {
  switch (of.kind) {
    case "text":
      return answer.text(of.longest);
    case "choice":
      return z.enum(of.codes as [string, ...string[]]);
    case "choices":
      return answer.list(answer.code);
    case "day":
      return answer.day;
    case "time":
      return answer.time;
    case "yes-no":
      return answer.yesNo;
    case "id":
      return answer.id;
    case "ids":
      return answer.list(answer.id);
  }
}

/** What stands in the form from the start when what was written is corrected: the row in the names of its fields. */
export function valuesOf<F extends Fields>(
  fields: F,
  row: RowShown<F>,
): Record<keyof F & string, string | boolean | readonly string[] | null> {
  const columns: Readonly<Record<string, unknown>> = row;
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => {
      const value = columns[columnOf(name)];
      // The database writes seconds; a form has none.
      return [name, kindOf(field).kind === "time" && typeof value === "string" ? value.slice(0, 5) : (value ?? null)];
    }),
  ) as Record<keyof F & string, string | boolean | readonly string[] | null>;
}

/** The row as an answer gives it. */
export type RowShown<F extends Fields> = { readonly [Name in keyof F & string as Column<Name>]: Shown<z.output<F[Name]>> };

/** What was written in a field, in words: codes in theirs, several with commas between; "" where nothing was. */
function wordsFor({ field, words = {} }: Pick<ColumnSaid["said"], "field" | "words">, value: unknown): string {
  if (value === null || value === undefined) return "";
  if (value === true) return "Ja";
  if (value === false) return "Nej";
  if (Array.isArray(value)) return value.map((one) => wordsFor({ field, words }, one)).join(", ");
  return typeof value === "string" ? (isCode(field) ? codeWord({ words }, value) : value) : "";
}

/** What a code of a field is called: its words where it has any, else the code with a capital. */
export function codeWord({ words = {} }: Pick<About, "words">, code: string): string {
  return words[code] ?? capital(code);
}

const isCode = (field: z.ZodType): boolean => {
  const of = kindOf(field);
  return of.kind === "choice" || of.kind === "choices";
};

/** A row that has the columns of these fields at least; what it says of them is not asked. */
type RowWith<Name extends string> = { readonly [Each in Name as Column<Each>]: unknown };

/** Term and words of each field that has a term (or of those named, in that order); those that were left empty are left out. */
export function termsOf<F extends Fields, Name extends keyof F & string = keyof F & string>(
  fields: F,
  row: RowWith<Name>,
  ...names: readonly Name[]
): readonly { readonly term: string; readonly value: string }[] {
  return linesOf(fields, row, names, ({ term }) => term);
}

/**
 * The lines of the journal, of the fields that have words for it (or of those named, in that order): "Information till barnet: …", the
 * answer alone where the words are "".
 */
export function journalLines<F extends Fields, Name extends keyof F & string = keyof F & string>(
  fields: F,
  row: RowWith<Name>,
  ...names: readonly Name[]
): readonly string[] {
  const lines = linesOf(fields, row, names, ({ journal }) => journal);
  return lines.map(({ term, value }) => (term === "" ? value : `${term}: ${value}`));
}

/** What a page that shows a field calls it: its term, else its label. */
export function termOf<F extends Fields>(fields: F, name: keyof F & string): string {
  const { term, label } = aboutOf(fields, name);
  return term ?? label;
}

function linesOf(
  fields: Fields,
  row: object,
  names: readonly string[],
  termFor: (said: About) => string | undefined,
): { readonly term: string; readonly value: string }[] {
  const columns = row as Readonly<Record<string, unknown>>;
  const those = columnsIn(fields);
  const asked = names.length === 0 ? those : names.flatMap((name) => those.filter((one) => one.name === name));
  return asked.flatMap(({ column, said }) => {
    const term = termFor(said);
    const value = term === undefined ? "" : wordsFor(said, columns[column]);
    return term === undefined || value === "" ? [] : [{ term, value }];
  });
}

type ColumnSaid = { readonly name: string; readonly column: string; readonly said: About & { readonly field: z.ZodType } };
const columnsSaid = new WeakMap<Fields, readonly ColumnSaid[]>();

/** The column of each field that something is said of, put together once: a case has some hundred rows. */
function columnsIn(fields: Fields): readonly ColumnSaid[] {
  const known =
    columnsSaid.get(fields) ??
    Object.entries(fields).flatMap(([name, field]) =>
      findAbout(field) ? [{ name, column: columnOf(name), said: aboutOf(fields, name) }] : [],
    );
  columnsSaid.set(fields, known);
  return known;
}

/** What a guardian's extract may show of the column of each field; of a list, of its items. */
export function columnsShown(fields: Fields): Readonly<Record<string, NonNullable<About["guardian"]>>> {
  return Object.fromEntries(
    Object.keys(fields).map((name) => {
      const { field, guardian = "never" } = aboutOf(fields, name);
      return [`${columnOf(name)}${kindOf(field).kind === "choices" ? "[]" : ""}`, guardian];
    }),
  );
}
