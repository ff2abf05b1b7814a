/**
 * The records of a case, whatever kind they are of: everything in its parts that says when it was written down. A record is named by its place: the part, the
 * row and, within it, the record ("interventions.<id>.plan"). Pure.
 */
import { z } from "zod";
import { findAbout, isToldOtherwise } from "../../platform/core/about.ts";
import type { About } from "../../platform/core/about.ts";
import type { CaseEvent } from "../part/case-event.ts";
import type { OwnWay } from "../part/case-part.ts";
import { caseParts, partNames, partsByName } from "./case-parts.ts";
import type { CaseParts, PartName } from "./case-parts.ts";

type Row = Record<string, unknown>;
/** A column of text that somebody wrote, with what its form says of it. */
export type TextColumn = { readonly name: string; readonly said: About; readonly longest: number };
export type CaseRecord = {
  readonly key: string;
  readonly part: PartName;
  /** Where it stands in a row of its part, without identifiers: "plan". */
  readonly path: string;
  readonly row: Row;
  readonly columns: readonly TextColumn[];
};

const isRow = (value: unknown): value is Row => typeof value === "object" && value !== null && !Array.isArray(value);
/** "recorded_at", "closure_recorded_at", "signed_at": when something was written down. */
const isMoment = (name: string): boolean => /(?:^|_)(?:recorded|signed)_at$/u.test(name);

/** Every record in the parts that there are. Who decided is a part of the decision, and no record of its own. */
export function recordsOf(parts: Partial<CaseParts>): readonly CaseRecord[] {
  return partNames.flatMap((part) => {
    // Of a tab, what it shows alone was asked for.
    if (!(part in parts) || part === "entry_corrections") return [];
    return recordsIn(caseParts.shape[part], parts[part], { part, key: part, path: "" });
  });
}

function recordsIn(schema: z.core.$ZodType, value: unknown, at: Pick<CaseRecord, "part" | "key" | "path">): readonly CaseRecord[] {
  const { def } = unwrapped(schema)._zod;
  if (Array.isArray(value) && def.type === "array") {
    const names = namesOf(value);
    return value.flatMap((one, place) => recordsIn(def.element, one, { ...at, key: `${at.key}.${names[place] ?? ""}` }));
  }
  if (!isRow(value) || def.type !== "object") return [];
  const { inside, columns } = shapeOf(def);
  const own = Object.keys(value).some(isMoment) && !at.path.endsWith("made") ? [{ ...at, row: value, columns }] : [];
  const inner = inside.flatMap(([name, field]) =>
    recordsIn(field, value[name], { part: at.part, key: `${at.key}.${name}`, path: at.path === "" ? name : `${at.path}.${name}` }),
  );
  return [...own, ...inner];
}

/** What tells each row of a list from the others: its identifier, else whom or what it is of, else when it was written; of those alike, their order. */
function namesOf(rows: readonly unknown[]): readonly string[] {
  const taken = new Map<string, number>();
  return rows.map((row) => {
    const { id, person_id, investigation_id, age, recorded_at } = isRow(row) ? row : {};
    const own = id ?? person_id ?? investigation_id ?? age ?? (typeof recorded_at === "string" ? Date.parse(recorded_at) : "");
    const name = typeof own === "string" || typeof own === "number" ? String(own) : "";
    const before = taken.get(name) ?? 0;
    taken.set(name, before + 1);
    return before === 0 ? name : `${name}-${before}`;
  });
}

function unwrapped(schema: z.core.$ZodType): z.core.$ZodTypes {
  const one = schema as z.core.$ZodTypes;
  const { def } = one._zod;
  return def.type === "nullable" || def.type === "optional" || def.type === "readonly" || def.type === "default"
    ? unwrapped(def.innerType)
    : one;
}

type Shape = { readonly columns: readonly TextColumn[]; readonly inside: readonly (readonly [string, z.core.$ZodType])[] };
const shapes = new WeakMap<object, Shape>();

/** What a row's schema says, put together once: its columns of text, and the fields in which further records may stand. */
function shapeOf(def: { readonly shape: Readonly<Record<string, z.core.$ZodType>> }): Shape {
  const known = shapes.get(def);
  if (known) return known;
  const fields = Object.entries(def.shape);
  const inside = fields.filter(([, field]) => ["object", "array"].includes(unwrapped(field)._zod.def.type));
  const made = { columns: columnsOf(fields), inside };
  shapes.set(def, made);
  return made;
}

function columnsOf(fields: Shape["inside"]): readonly TextColumn[] {
  return fields.flatMap(([name, field]) => {
    const said = findAbout(field);
    const inner = unwrapped(field);
    // Whom or what was chosen is not a text that somebody wrote: who it was stands beside, as something else that is wrong.
    if (!said || inner._zod.def.type !== "string" || isToldOtherwise(field)) return [];
    const { maxLength, minLength, format } = z.toJSONSchema(inner as z.core.$ZodType as z.ZodType, { unrepresentable: "any" });
    // A code of the database's own has a shortest length, a day and an identifier a format.
    return maxLength === undefined || minLength !== undefined || format !== undefined ? [] : [{ name, said, longest: maxLength }];
  });
}

/** The text that stands in a column; undefined where nothing was written, or whoever asks may not see it. */
export const textIn = ({ row }: CaseRecord, name: string): string | undefined => {
  const value = row[name];
  return typeof value === "string" && value !== "" ? value : undefined;
};

/** True for a decision: it is never altered, and what is wrong in it stands beside (36–38 §§ FvL). */
export const isDecided = ({ row }: CaseRecord): boolean => "made" in row;

/** The texts of a record that may be another; none of a decision. */
export const correctableIn = (record: CaseRecord): readonly TextColumn[] =>
  isDecided(record) ? [] : record.columns.filter(({ name }) => textIn(record, name) !== undefined);

/** The way of its own in which a record is corrected, as its room says. */
export const ownWayOf = ({ part, path }: CaseRecord): OwnWay | undefined => partsByName[part].ownWay?.[path];

export const maybeStruck = ({ part, path }: CaseRecord): boolean => path === "" && partsByName[part].strikes === true;

/**
 * What has happened, each with the record that it tells of. The events of a room say of themselves when they were written and not in which row: so each
 * record is given a moment of its own within the same thousandth of a second, which nothing else reads.
 */
export function eventsWithRecords(parts: CaseParts, eventsOf: (parts: CaseParts) => readonly CaseEvent[]): readonly CaseEvent[] {
  const own = copyOf(parts);
  const known: { readonly key: string; readonly moment: string }[] = [];
  for (const { row, key } of recordsOf(own))
    for (const name of Object.keys(row).filter(isMoment)) {
      const moment = row[name];
      if (typeof moment !== "string") continue;
      row[name] = moment.replace(/(?:\.(\d{1,3})\d*)?(?=Z|[+-]\d\d:\d\d$)/u, (_all, thousandths: string | undefined) => {
        return `.${(thousandths ?? "").padEnd(3, "0")}${String(known.length).padStart(6, "0")}`;
      });
      known.push({ key, moment });
    }
  return eventsOf(own).map((event) => {
    const place = /\.\d{3}(\d{6})(?:Z|[+-])/u.exec(event.recordedAt)?.[1];
    const of = place === undefined ? undefined : known[Number(place)];
    return of ? { ...event, recordedAt: of.moment, record: of.key } : event;
  });
}

/** The parts that were asked for, as a copy that may be written in. */
const copyOf = (parts: CaseParts): CaseParts =>
  Object.fromEntries(partNames.flatMap((name) => (name in parts ? [[name, structuredClone(parts[name])]] : []))) as CaseParts;
