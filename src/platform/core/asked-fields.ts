/**
 * When a field is asked for, given the other answers, as `about` says it (`when`, `needed`, `start`): the form shows it then, the action demands it then,
 * and what stands in it at other times is neither kept in silence nor thrown away in silence.
 */
import { createHash } from "node:crypto";
import { z } from "zod";
import { addMonths, stockholmTime } from "../basics/dates.ts";
import { capital, isBlank } from "../basics/text.ts";
import type { FieldProblem, Question } from "../basics/result.ts";
import type { Actor } from "./actor.ts";
import { aboutOf, findAbout, itemFields, kindOf } from "./about.ts";
import type { About, Fields, Start, When } from "./about.ts";

type Given = Readonly<Record<string, unknown>>;

const isGiven = (value: unknown): value is Given => typeof value === "object" && value !== null && !Array.isArray(value);

/** True for what is no answer: nothing, blanks, no choice, a box that is not ticked. */
const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === false ||
  (typeof value === "string" && isBlank(value)) ||
  (Array.isArray(value) && value.every(isEmpty));

/** Every answer at a path, as a form words it; lists on the way give one for each item. */
function answersAt(given: unknown, path: readonly string[]): readonly string[] {
  if (Array.isArray(given)) return given.flatMap((item) => answersAt(item, path));
  const [first, ...rest] = path;
  if (first !== undefined) return isGiven(given) ? answersAt(given[first], rest) : [];
  if (given === true || given === "on") return ["ja"];
  if (given === false) return ["nej"];
  return typeof given === "string" && !isBlank(given) ? [given] : [];
}

/** True where the other field has one of the answers and is itself asked for; undefined where it must be answered first. */
function holds(fields: Fields, { field, is }: When, given: Given): boolean | undefined {
  const answers = answersAt(given, field.split("."));
  const other = aboutOf(fields, field);
  const own = other.when && !field.includes(".") ? holds(fields, other.when, given) : true;
  if (own !== true) return own;
  const held = kindOf(other.field);
  const { kind, mayBeEmpty } = held;
  // What is none of the codes is a fault of its own, and no answer yet.
  if (answers.length > 0 && "codes" in held && !answers.some((one) => held.codes.includes(one))) return undefined;
  if (answers.length > 0) return answers.some((one) => is.includes(one));
  if (typeof other.start === "object" && "code" in other.start) return is.includes(other.start.code);
  if (kind === "yes-no") return is.includes("nej");
  return mayBeEmpty ? false : undefined;
}

/** Whether the form asks for the field, given the other answers; undefined where one that it hangs on must be answered first. */
export function isAsked(fields: Fields, name: string, given: Given): boolean | undefined {
  const { when } = aboutOf(fields, name);
  return when ? holds(fields, when, given) : true;
}

/**
 * The schema of a form's fields: beside what each asks for by itself, a field that is `needed` must be filled in whenever it is asked for (or in the
 * cases that it names), and says so at the field.
 */
export function formOf<const Shape extends z.ZodRawShape>(shape: Shape): z.ZodObject<Shape> {
  const fields = shape as unknown as Fields;
  const needs = Object.entries(fields).flatMap(([name, field]) => neededOf(findAbout(field)).map((needed) => ({ name, ...needed })));
  return needs.reduce<z.ZodObject<Shape>>((form, { name, message, when }) => {
    const isNeeded = (given: Given) => isAsked(fields, name, given) === true && (when === undefined || holds(fields, when, given) === true);
    return form.refine((given: Given) => !isEmpty(given[name]) || !isNeeded(given), { path: [name], message });
  }, z.object(shape));
}

function neededOf({ needed }: Pick<About, "needed"> = {}): readonly { readonly message: string; readonly when?: When }[] {
  if (needed === undefined) return [];
  return typeof needed === "string" ? [{ message: needed }] : [needed].flat();
}

/** What stands in the fields from the start, of those that say it. */
export function startOf(
  fields: Fields,
  opened: { readonly today: string; readonly now: Date; readonly actor: { readonly kind?: Actor["kind"]; readonly staffId?: string } },
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]) => {
      const start = findAbout(field)?.start;
      return start === undefined ? [] : [[name, startWords(start, opened)]];
    }),
  );
}

function startWords(start: Start, { today, now, actor }: Parameters<typeof startOf>[1]): string {
  if (start === "today") return today;
  if (start === "now") return stockholmTime(now);
  if (start === "self") return actor.staffId ?? "";
  return "code" in start ? start.code : addMonths(today, start.months);
}

/** An answer where nothing is asked for: what is said at its field, and the question whether it may go. */
export type LeftOver = Question & { readonly message: string };

type Opened = {
  readonly today: string;
  readonly now: Date;
  readonly actor: Actor;
  readonly confirmed: (questionId: string) => boolean;
};

/**
 * Tells what was answered in fields that the other answers have made nobody's to answer: hidden after it was typed, or filled in by who has no
 * script. `asked` is the input without what somebody has said may go, and without what stood there from the start; `left` is what must be asked
 * about first. Nothing of it is saved until it is taken away, or somebody says that it may go.
 */
export function withoutLeftOver(
  fields: Fields,
  given: Given,
  opened: Opened,
): { readonly asked: Given; readonly left: readonly LeftOver[] } {
  if (!hasWhen(fields)) return { asked: given, left: [] };
  const left: LeftOver[] = [];
  const asked = cleaned(fields, given, { opened, left, at: "" });
  return { asked, left };
}

type Cleaning = { readonly opened: Opened; readonly left: LeftOver[]; readonly at: string };

function cleaned(fields: Fields, given: Given, { opened, left, at }: Cleaning): Given {
  const kept: Record<string, unknown> = { ...given };
  for (const [name, field] of Object.entries(fields)) {
    const value = given[name];
    const items = itemFields(field);
    if (items && Array.isArray(value)) {
      kept[name] = value.map((item: unknown, place) =>
        isGiven(item) ? cleaned(items, item, { opened, left, at: `${at}${name}.${place}.` }) : item,
      );
    }
    const said = findAbout(field);
    if (!said?.when || isEmpty(value) || isAsked(fields, name, given) !== false) continue;
    const one = leftOver(fields, { said, when: said.when, field: at + name, value });
    if (isStart(said, value, opened) || opened.confirmed(one.id)) delete kept[name];
    else left.push(one);
  }
  return kept;
}

function isStart({ start }: About, value: unknown, { today, now, actor }: Opened): boolean {
  if (start === undefined) return false;
  return value === startWords(start, { today, now, actor });
}

function leftOver(fields: Fields, { said, when, field, value }: { said: About; when: When; field: string; value: unknown }): LeftOver {
  const label = said.label.replaceAll("{barnet}", "barnet");
  // Names the answer, so that another one is asked about anew; the answer itself is nothing for an attribute.
  const mark = createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 12);
  return {
    id: `${field}-utan-${mark}`,
    field,
    message: `${whenWords(fields, when)} Ta bort svaret, ändra det andra svaret, eller kryssa för att det här inte ska sparas.`,
    yes: `Spara utan det som står under ”${label}”.`,
  };
}

const hasNotBeen = "Dagen har inte varit än. Ange den dag det hände.";

/** Days that must have been (`past`) and lie ahead, each at its field: what a schema, which knows no day, cannot say with its other faults. */
export function daysAhead(fields: Fields, given: Given, today: string): readonly FieldProblem[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    const past = findAbout(field)?.past;
    if (past === undefined || isAsked(fields, name, given) === false) return [];
    const day = field.safeParse(given[name]).data;
    return typeof day === "string" && day > today ? [{ field: name, message: past === true ? hasNotBeen : past }] : [];
  });
}

/** When a field is asked for, in words: "Gäller bara om svaret är ”Ett utskott” eller ”Socialnämnden”." */
export function whenWords(fields: Fields, { field, is }: When, child = "barnet"): string {
  const { words = {}, field: other, label: asked } = aboutOf(fields, field);
  const label = asked.replaceAll("{barnet}", child);
  const kind = kindOf(other);
  if ("codes" in kind && kind.codes.every((code) => is.includes(code))) return `Gäller bara om du har svarat på ”${label}”.`;
  const said = is.map((one) => `”${(words[one] ?? capital(one)).replaceAll("{barnet}", child)}”`);
  const either = said.length > 1 ? `${said.slice(0, -1).join(", ")} eller ${said.at(-1)}` : said.join("");
  return kind.kind === "yes-no" ? `Gäller bara om svaret på ”${label}” är ${either}.` : `Gäller bara om svaret är ${either}.`;
}

const known = new WeakMap<Fields, boolean>();

function hasWhen(fields: Fields): boolean {
  const found =
    known.get(fields) ?? Object.values(fields).some((field) => findAbout(field)?.when !== undefined || hasWhen(itemFields(field) ?? {}));
  known.set(fields, found);
  return found;
}
