import { z } from "zod";
import { isIsoDate, parseDate } from "./dates.ts";

/**
 * The kinds of field that forms are made of. Each takes what a form or the API sends, where an empty text means "not
 * filled in", and says in Swedish what is wrong and what to do.
 */

const blankToUndefined = (value: unknown): unknown => (typeof value === "string" && value.trim() === "" ? undefined : value);
const toList = (value: unknown): unknown => {
  if (value === undefined || value === "") return [];
  return Array.isArray(value) ? value.filter((item) => item !== "") : [value];
};

/** One sign for a line's end, no outer blanks, and no NUL, which PostgreSQL cannot store. */
const tidied = (text: string): string => text.replaceAll("\0", "").replaceAll("\r\n", "\n").trim();

/** Text that must be filled in. Outer blanks are taken off. */
export function requiredText(what: string, longest = 20_000) {
  return z.preprocess(
    blankToUndefined,
    z
      .string(`Skriv ${what}.`)
      .transform(tidied)
      .refine((text) => text.length <= longest, `Korta texten till högst ${longest} tecken.`),
  );
}

/** Text that may be left empty; empty gives undefined. */
export function optionalText(longest = 20_000) {
  return z.preprocess(
    blankToUndefined,
    z
      .string("Skriv text.")
      .transform(tidied)
      .refine((text) => text.length <= longest, `Korta texten till högst ${longest} tecken.`)
      .optional(),
  );
}

const dateMessage = "Skriv datumet som år, månad och dag, till exempel 2026-03-14.";

/** The day however it was written ("20260314", "14 mars 2026"); what is no day stays as it is, for the message. */
const isoIfDate = (text: string): string => {
  const read = parseDate(text);
  return read.ok ? read.value : text;
};

/** A day that must be filled in; gives "YYYY-MM-DD". */
export function requiredDate(what: string) {
  return z.preprocess(blankToUndefined, z.string(`Ange ${what}.`).transform(isoIfDate).refine(isIsoDate, dateMessage));
}

/** A day that may be left empty; gives "YYYY-MM-DD". */
export function optionalDate() {
  return z.preprocess(blankToUndefined, z.string(dateMessage).transform(isoIfDate).refine(isIsoDate, dateMessage).optional());
}

const clockTime = /^([01]\d|2[0-3]):[0-5]\d$/;
const timeMessage = "Skriv klockslaget som timme och minut, till exempel 14:30.";

/** A time of day that must be filled in, "HH:MM". */
export function requiredTime(what: string) {
  return z.preprocess(blankToUndefined, z.string(`Ange ${what}.`).trim().regex(clockTime, timeMessage));
}

/** A time of day that may be left empty. */
export function optionalTime() {
  return z.preprocess(blankToUndefined, z.string(timeMessage).trim().regex(clockTime, timeMessage).optional());
}

/** One of a list that must be chosen. */
export function choice<const Codes extends readonly [string, ...string[]]>(codes: Codes, what: string) {
  return z.preprocess(blankToUndefined, z.enum(codes, `Välj ${what}.`));
}

/** One of a list, or nothing. */
export function optionalChoice<const Codes extends readonly [string, ...string[]]>(codes: Codes) {
  return z.preprocess(blankToUndefined, z.enum(codes, "Välj ett av alternativen.").optional());
}

/** Any number of a list; a form sends one value, several or none. */
export function choices<const Codes extends readonly [string, ...string[]]>(codes: Codes) {
  return z.preprocess(toList, z.array(z.enum(codes, "Välj bland alternativen.")));
}

/** At least one of a list. */
export function someChoices<const Codes extends readonly [string, ...string[]]>(codes: Codes, what: string) {
  return z.preprocess(toList, z.array(z.enum(codes, "Välj bland alternativen.")).min(1, `Välj minst ${what}.`));
}

/** A check box or yes/no question: "ja" is true, "nej" or nothing is false. */
export function yesNo() {
  return z.preprocess(
    (value) =>
      value === true || value === "ja" || value === "on"
        ? true
        : value === undefined || value === "" || value === "nej" || value === false
          ? false
          : value,
    z.boolean("Svara ja eller nej."),
  );
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** An identifier that may be left out. */
export function optionalId() {
  return z.preprocess(blankToUndefined, z.string().regex(uuid, "Välj ett av alternativen.").optional());
}
