import { z } from "zod";
import { earliestDay, isIsoDate, isKeptDay, latestDay, parseDate } from "../basics/dates.ts";
import { isBlank, isWithin, longestText, tidied } from "../basics/text.ts";

/**
 * The kinds of field that forms are made of. Each takes what a form or the API sends, where an empty text means "not
 * filled in", and says in Swedish what is wrong and what to do.
 */

const blankToUndefined = (value: unknown): unknown => (typeof value === "string" && isBlank(value) ? undefined : value);
const toList = (value: unknown): unknown => {
  if (value === undefined || value === "") return [];
  return Array.isArray(value) ? value.filter((item) => item !== "") : [value];
};
/** More choices than any list of ours has. */
const mostChoices = 100;

const keptText = (message: string, longest: number) =>
  z
    .string(message)
    .transform(tidied)
    .refine((text) => isWithin(text, longest), `Korta texten till högst ${longest} tecken.`)
    .meta({ maxLength: longest });

/** Text that must be filled in: something in it must be seen. Outer blanks are taken off. */
export function requiredText(what: string, longest = longestText) {
  return z.preprocess(blankToUndefined, keptText(`Skriv ${what}.`, longest).meta({ minLength: 1, maxLength: longest }));
}

/**
 * The number of the version that a change builds on, from `first` (0 where there may be none yet): a form keeps it hidden, so that whoever is second is
 * told of it.
 */
export function buildsOn(first: 0 | 1) {
  const message = "Det syns inte vad ändringen bygger på. Öppna sidan på nytt.";
  return z.preprocess(blankToUndefined, z.coerce.number(message).int(message).min(first, message).max(32_000, message));
}

/** Text that may be left empty; empty, and what nobody sees, gives undefined. */
export function optionalText(longest = longestText) {
  return z.preprocess(blankToUndefined, keptText("Skriv text.", longest).optional());
}

const yearMessage = `Stämmer året? Dagen ska ligga mellan ${earliestDay} och ${latestDay}.`;
const dateMessage = "Skriv datumet som år, månad och dag, till exempel 2026-03-14.";

/** The day however it was written ("20260314", "14 mars 2026"); what is no day stays as it is, for the message. */
const isoIfDate = (text: string): string => {
  const read = parseDate(tidied(text));
  return read.ok ? read.value : text;
};

/**
 * Every day that anybody fills in is of this kind. The format tells the door which fields are days: it asks about one that lies
 * before the child was conceived (`asked-days.ts`).
 */
const keptDay = (message: string) =>
  z
    .string(message)
    .transform(isoIfDate)
    // Neither stops the form: what is asked of several fields together is told with it (`all-at-once.ts`).
    .refine(isIsoDate, dateMessage)
    .refine((day) => !isIsoDate(day) || isKeptDay(day), yearMessage)
    .meta({ format: "date" });

/** A day that must be filled in, from 1900 to 2100; gives "YYYY-MM-DD". */
export function requiredDate(what: string) {
  return z.preprocess(blankToUndefined, keptDay(`Ange ${what}.`));
}

/** A day from 1900 to 2100 that may be left empty; gives "YYYY-MM-DD". */
export function optionalDate() {
  return z.preprocess(blankToUndefined, keptDay(dateMessage).optional());
}

const clockTime = /^([01]\d|2[0-3]):[0-5]\d$/;
const timeMessage = "Skriv klockslaget som timme och minut, till exempel 14:30.";

/** "HH:MM" of a time as it is written in Swedish ("14.30", "9:05", "1430"); what is no time stays as it is, for the message. */
const clockIfTime = (text: string): string =>
  tidied(text).replace(
    /^(\d{1,2})(?:[.:]|(?<=^\d\d))(\d\d)$/,
    (_all, hour: string, minute: string) => `${hour.padStart(2, "0")}:${minute}`,
  );

/** A time of day that must be filled in, "HH:MM". */
export function requiredTime(what: string) {
  return z.preprocess(blankToUndefined, z.string(`Ange ${what}.`).overwrite(clockIfTime).regex(clockTime, timeMessage));
}

/** A time of day that may be left empty. */
export function optionalTime() {
  return z.preprocess(blankToUndefined, z.string(timeMessage).overwrite(clockIfTime).regex(clockTime, timeMessage).optional());
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
  const list = z.array(z.enum(codes, "Välj bland alternativen.")).max(mostChoices, "Välj bland alternativen.");
  // `toList` leaves nothing undefined; the document says that it may be left out.
  return z.preprocess(toList, list.default([]));
}

/** At least one of a list. */
export function someChoices<const Codes extends readonly [string, ...string[]]>(codes: Codes, what: string) {
  return z.preprocess(
    toList,
    z.array(z.enum(codes, "Välj bland alternativen.")).min(1, `Välj minst ${what}.`).max(mostChoices, "Välj bland alternativen."),
  );
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
    // Never undefined here; the document says that it may be left out.
    z.boolean("Svara ja eller nej.").default(false),
  );
}

/** A yes/no question that may be left open: nothing is neither yes nor no. */
export function optionalYesNo() {
  return z.preprocess(
    (value) =>
      value === undefined || value === "" ? undefined : value === "ja" || value === "on" ? true : value === "nej" ? false : value,
    z.boolean("Svara ja eller nej.").optional(),
  );
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** An identifier that may be left out. */
export function optionalId() {
  return z.preprocess(blankToUndefined, z.string().regex(uuid, "Välj ett av alternativen.").meta({ format: "uuid" }).optional());
}

/** An identifier that must be chosen out of a list that a page shows. */
export function requiredId(what: string) {
  return z.preprocess(blankToUndefined, z.string(`Välj ${what}.`).regex(uuid, "Välj ett av alternativen.").meta({ format: "uuid" }));
}

/** At least one identifier out of a list that a page shows; a form sends one value, several or none. */
export function someIds(what: string) {
  const message = "Välj bland alternativen.";
  return z.preprocess(
    toList,
    z
      .array(z.string().regex(uuid, message).meta({ format: "uuid" }))
      .min(1, `Välj minst ${what}.`)
      .max(mostChoices, message),
  );
}

/** Any number of identifiers out of a list that a page shows, also none. */
export function optionalIds() {
  const message = "Välj bland alternativen.";
  return z.preprocess(
    toList,
    z
      .array(z.string().regex(uuid, message).meta({ format: "uuid" }))
      .max(mostChoices, message)
      .default([]),
  );
}
