// Short notes that read like real ones: variants from data/texts.json and data/names.json, the child's name put in.
import { hash } from "node:crypto";
import { stockholmDate, stockholmTime } from "../../src/platform/basics/dates.ts";
import { dateOf } from "../calendar.ts";
import type { Life } from "../lives/types.ts";
import type { Random } from "../random.ts";
import { readData } from "../tables.ts";

type Texts = { [key: string]: readonly string[] | { [key: string]: readonly string[] } };
type Names = { [key: string]: readonly string[] };

const texts = readData<Texts>("texts.json");
const names = readData<Names & { abroad: { [country: string]: Names } }>("names.json");

export type Fill = {
  readonly name: string;
  /** Completed years of the child on the day that the text is of. */
  readonly age: number;
  /** What is true of the child on that day, as a text may demand it: "hörd", "skolfrånvaro". */
  readonly facts: readonly string[];
  readonly reporter?: string;
};

/**
 * One variant of the text that is true of the child, with {namn} and {anmälare} filled in. `key` may be "concern/skolfrånvaro".
 * Throws RangeError for an unknown key, or when no variant is true.
 */
export function say(key: string, random: Random, fill: Fill): string {
  const fitting = variantsOf(key).filter((one) => isTrue(one, fill));
  if (fitting.length === 0) throw new RangeError(`No text "${key}" for a child of ${fill.age}`);
  const reporter = fill.reporter ?? "anmälaren";
  return random
    .pick(fitting)
    .text.replaceAll("{namn}s", possessive(fill.name))
    .replaceAll("{namn}", fill.name)
    .replaceAll("{Anmälare}", reporter.charAt(0).toUpperCase() + reporter.slice(1))
    .replaceAll("{anmälare}", reporter);
}

/** A text and when it is true: "[7–, skolfrånvaro] …" of a child of seven or more whose absence from school was reported. */
type Variant = { readonly text: string; readonly from: number; readonly to: number; readonly facts: readonly string[] };

function variantsOf(key: string): readonly Variant[] {
  const [first = "", second] = key.split("/");
  const found = texts[first];
  const variants = second === undefined ? found : (found as { [key: string]: readonly string[] } | undefined)?.[second];
  if (!Array.isArray(variants)) throw new RangeError(`No text "${key}"`);
  return (variants as readonly string[]).map(readVariant);
}

function readVariant(written: string): Variant {
  const [, conditions, text] = /^(?:\[([^\]]*)\] )?(.*)$/su.exec(written) ?? [];
  const said = conditions?.split(", ") ?? [];
  const [, from, to] = /^(\d*)–(\d*)$/u.exec(said[0] ?? "") ?? [];
  const facts = from === undefined ? said : said.slice(1);
  return { text: text ?? "", from: from ? Number(from) : -1, to: to ? Number(to) : Infinity, facts };
}

function isTrue({ from, to, facts }: Variant, fill: Fill): boolean {
  return fill.age >= from && fill.age <= to && facts.every((fact) => fill.facts.includes(fact));
}

/** True when there is a text for the key. */
export function hasText(first: string, second: string): boolean {
  return Array.isArray((texts[first] as { [key: string]: readonly string[] } | undefined)?.[second]);
}

export type FamilyNames = {
  readonly child: string;
  readonly family: string;
  readonly guardians: readonly { given: string; family: string; sex: "kvinna" | "man" }[];
};

/** Names of the child and one or two guardians. */
export function nameFamily(life: Life, random: Random): FamilyNames {
  const abroad = names.abroad[life.countryOfBirth];
  const list = (key: string) => abroad?.[key] ?? names[key] ?? [];
  const family = random.pick(list("family"));
  const woman = { given: random.pick(list("woman")), family, sex: "kvinna" as const };
  const man = { given: random.pick(list("man")), family: random.chance(0.75) ? family : random.pick(list("family")), sex: "man" as const };
  const guardians = random.chance(0.72) ? [woman, man] : random.chance(0.85) ? [woman] : [man];
  return { child: random.pick(list(life.sex)), family, guardians };
}

/** The n-th member of staff's name; after the list it starts over with another family name. */
export function staffName(n: number): string {
  const staff = names["staff"] ?? [];
  const given = (staff[n % staff.length] ?? "Kim Ek").split(" ");
  if (n < staff.length) return given.join(" ");
  const families = names["family"] ?? [];
  return `${given[0]} ${families[n % families.length]}`;
}

/** The sex that the number of somebody with a name from the staff list says. */
export function sexOfStaff(name: string): "kvinna" | "man" {
  return (names["staffMen"] ?? []).includes(name.split(" ")[0] ?? "") ? "man" : "kvinna";
}

/** The same identifier for the same words, with the day first as in UUID version 7, so that new rows lie together. */
export function idOn(day: number, words: string): string {
  const time = Math.max(0, day * 86_400_000)
    .toString(16)
    .padStart(12, "0");
  const rest = hash("md5", words);
  const variant = "89ab"[Number.parseInt(rest[3] ?? "0", 16) & 3];
  return `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(0, 3)}-${variant}${rest.slice(4, 7)}-${rest.slice(7, 19)}`;
}

/** Timestamp of a day and minutes after midnight, as the session's time zone (Europe/Stockholm) reads it. */
function at(day: number, minute: number): string {
  const hours = String(Math.floor(minute / 60)).padStart(2, "0"),
    minutes = String(minute % 60).padStart(2, "0");
  return `${dateOf(day)} ${hours}:${minutes}`;
}

/**
 * `at`, and never later than the moment when the demo is loaded: on the day that it is loaded for, a note would otherwise be of the afternoon in
 * the morning. On other days, and without a moment, all is written at its own minute.
 */
export function atUntil(now: Date | undefined, today: number): (day: number, minute: number) => string {
  if (now === undefined || stockholmDate(now) !== dateOf(today)) return at;
  const latest = `${dateOf(today)} ${stockholmTime(now)}`;
  return (day, minute) => {
    const moment = at(day, minute);
    return moment > latest && day <= today ? latest : moment;
  };
}

function possessive(name: string): string {
  return /[sxz]$/i.test(name) ? name : `${name}s`;
}
