/** Identity numbers: read, and looked for in text. */
import { isIsoDate } from "./dates.ts";
import { failed, ok } from "./result.ts";
import type { Result } from "./result.ts";

export type IdentityNumber = {
  /** Twelve digits without a hyphen. */
  readonly normalized: string;
  readonly kind: "personnummer" | "samordningsnummer";
  readonly sex: "flicka" | "pojke";
  /**
   * The day in the number; null where a samordningsnummer leaves the month (00) or the day (60) open. Nearly always the birth
   * date, but not by law: keep the birth date apart.
   */
  readonly datePart: string | null;
};

export type IdentityInput = { readonly text: string; readonly today: string; readonly field?: string };

/** What a samordningsnummer adds to the day. */
const COORDINATION = 60;

/**
 * Reads an identity number: twelve digits, or ten with "-" (under 100 years) or "+" (100 or more), also a samordningsnummer, whose
 * month may be 00 and whose day may be 60 where they are not known. Works with `today` alone, never with the machine's clock.
 * Problems: `identity-number-form`, `-day` (no such day), `-check` (the last digit), `-future`.
 */
export function readIdentityNumber({ text, today, field }: IdentityInput): Result<IdentityNumber> {
  const problem = (code: string, message: string, hint: string) =>
    failed({ code, message, hint, ...(field === undefined ? {} : { field }) });
  const normalized = twelveDigits(text.replace(/\s/g, ""), today);
  if (normalized === null) {
    const hint = "Skriv tolv siffror, ÅÅÅÅMMDD-NNNN, eller tio siffror med bindestreck.";
    return problem("identity-number-form", "Det här är inte ett personnummer eller samordningsnummer.", hint);
  }
  const parts = partsOf(normalized);
  const { kind } = parts;
  const isOpen = parts.month === "00" || parts.day === "00";
  const firstDay = firstDayOf(parts);
  if (!isIsoDate(firstDay) || (kind === "personnummer" && isOpen)) {
    const hint = "Kontrollera siffrorna mot handlingen. I ett samordningsnummer kan månaden vara 00 och dagen 60, men inget annat.";
    return problem("identity-number-day", "Födelsetiden i numret finns inte i kalendern.", hint);
  }
  if (checkDigit(normalized.slice(2, 11)) !== Number(normalized[11])) {
    const hint = "Kontrollera siffrorna mot handlingen. Någon siffra är fel, för den sista siffran stämmer inte med de andra.";
    return problem("identity-number-check", "Personnumret stämmer inte.", hint);
  }
  if (firstDay > today) {
    return problem("identity-number-future", "Födelsetiden i personnumret ligger i framtiden.", "Kontrollera århundradet.");
  }
  return ok({ normalized, kind, sex: Number(normalized[10]) % 2 === 0 ? "flicka" : "pojke", datePart: isOpen ? null : firstDay });
}

/** False when the number says another birth date; what a samordningsnummer leaves open fits any. `number` has twelve digits. */
export function fitsBirthDate(number: string, birthDate: string): boolean {
  const { year, month, day } = partsOf(number);
  const [bornYear, bornMonth, bornDay] = birthDate.split("-");
  return year === bornYear && (month === "00" || month === bornMonth) && (day === "00" || day === bornDay);
}

type Parts = { readonly kind: IdentityNumber["kind"]; readonly year: string; readonly month: string; readonly day: string };

/** The parts of twelve digits; month and day are "00" where a samordningsnummer leaves them open. */
function partsOf(number: string): Parts {
  const written = Number(number.slice(6, 8));
  const kind = written >= COORDINATION ? "samordningsnummer" : "personnummer";
  const day = String(written % COORDINATION).padStart(2, "0");
  return { kind, year: number.slice(0, 4), month: number.slice(4, 6), day };
}

/** The first day that the parts may mean. An open month may hold any day: January, which has all of them, stands for it. */
function firstDayOf({ year, month, day }: Parts): string {
  return `${year}-${month === "00" ? "01" : month}-${day === "00" ? "01" : day}`;
}

/** The last digit that nine digits ask for (SKV 704: weights 2 and 1, modulus 10). */
export function checkDigit(nine: string): number {
  let sum = 0;
  for (let at = 0; at < nine.length; at++) {
    const product = Number(nine[at]) * (at % 2 === 0 ? 2 : 1);
    sum += product > 9 ? product - 9 : product;
  }
  return (10 - (sum % 10)) % 10;
}

/** Twelve digits out of ten or twelve, the century counted from `today`; null when the form is wrong. */
function twelveDigits(text: string, today: string): string | null {
  const match = /^(\d{2})?(\d{6})([-+]?)(\d{4})$/.exec(text);
  if (!match) return null;
  const [, century, date = "", separator, last = ""] = match;
  if (last.startsWith("000")) return null;
  if (century !== undefined) return `${century}${date}${last}`;
  const base = Number(today.slice(0, 4)) - (separator === "+" ? 100 : 0);
  const year = base - ((base - Number(date.slice(0, 2))) % 100);
  const firstDay = firstDayOf(partsOf(`${year}${date.slice(2)}${last}`));
  // The year of birth may be this very year while the day is still to come: then it is a hundred years ago.
  const full = separator !== "+" && firstDay > today ? year - 100 : year;
  return `${full}${date.slice(2)}${last}`;
}

/**
 * What may be an identity number in a text: ten or twelve digits, the date perhaps written with signs between its parts, with a line or blanks before
 * the last four, and these perhaps in pairs. No period of two dates: "2023-02-01-2024-01-31".
 */
const candidates =
  /(?<!\d)(?=((?:\d{2})?\d{2}[\s./-]?\d{2}[\s./-]?\d{2}\s{0,2}[-+/]?\s{0,2}\d{2}\s?\d{2})(?!\d|\s?[-/]\s?\d{2}[-/]\d{2}(?!\d)))/gu;

/** A digit of any script as one of ours: each script has its ten in a row, from a place that ends with 0 or 6. */
function plainDigit(digit: string): string {
  const place = digit.codePointAt(0) ?? 0;
  const low = place % 16;
  const first = String.fromCodePoint(place - low);
  return String(/\p{Nd}/u.test(first) ? low : low - 6);
}

/**
 * True where a text has an identity number or a samordningsnummer, however it is written: blanks, other dashes, signs within the date, digits of full
 * width or of another script and signs that nobody sees are no way around. `today` as for `readIdentityNumber`.
 */
export function hasIdentityNumber(text: string, today: string): boolean {
  const plain = text
    .normalize("NFKC")
    .replaceAll(/\p{Cf}/gu, "")
    .replaceAll(/\p{Nd}/gu, plainDigit)
    .replaceAll(/[\p{Pd}−]/gu, "-");
  return [...plain.matchAll(candidates)].some(([, found = ""]) => {
    const digits = found.replaceAll(/\D/gu, "");
    const line = found.includes("+") ? "+" : "";
    return readIdentityNumber({ text: `${digits.slice(0, -4)}${line}${digits.slice(-4)}`, today }).ok;
  });
}
