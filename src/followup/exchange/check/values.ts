/** One cell: text in, the value as PostgreSQL is to get it out, or what is wrong with it. Pure. */
import { trimmed } from "../../../platform/basics/text.ts";
import { isIsoDate } from "../../../platform/basics/dates.ts";
import { readIdentityNumber } from "../../../platform/basics/identity-number.ts";
import { FILES } from "../format.ts";
import type { Column, FileName } from "../format.ts";

export type CellFault = { readonly code: string; readonly message: string; readonly hint: string };
export type CellValue = string | boolean | readonly string[] | null;
export type CellResult = { readonly value: CellValue } | { readonly fault: CellFault };

/** What a check needs to know beside the cell. */
export type CellContext = { readonly file: FileName; readonly today: string };

const LONGEST_ID = 200;
const LONGEST_TEXT = 10_000;
const EARLIEST = "1900-01-01";
const LATEST = "2199-12-31";
const EXCEL_ERROR = /^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SAKNAS!|REFERENS!|VÄRDEFEL!|DIVISION\/0!|NAMN\?|OGILTIGT!|SKÄRNING!)$/i;
const EXCEL_ROUNDED = /^\d([.,]\d+)?E\+\d+$/i;
/** Most cells have none of these, and are spared the work: what is broken, blank at an end or to be composed has one. */
const UNUSUAL = /[^\u0020-\u007E\u00C0-\u00FF]/;
/** UTF-8 as Windows-1252 ("Ã¥"), a sign that was given up ("\ufffd"), or what å, ä and ö of DOS and of old Macs look like in the middle of a word. */
const GARBLED = /\ufffd|\u00c3[\u0080-\u00bf\u201e\u2026\u2013\u02dc]|\p{Ll}[\u2020\u201e\u201d\u0152\u0160]\p{Ll}/u;
const CONTROL = /[\u0001-\u0008\u000B\u000C\u000E-\u001F\u007F]/g;

/**
 * The cell's text as it is kept: composed letters (NFC), outer blanks off, line breaks as \n, other control characters
 * as blanks (they carry no meaning and come from pasted text). A zero-width sign at an end is a blank too: an id with one would be another id.
 */
export function normaliseText(raw: string): string {
  return trimmed(raw.normalize("NFC").replace(/\r\n?/g, "\n").replace(CONTROL, " "));
}

/** What no cell may hold, seen before its text is made tidy: NUL, and letters that have been read in another encoding. */
function brokenText(raw: string): CellResult | undefined {
  if (raw.includes("\0")) {
    return fault("null-byte", "cellen innehåller ett nolltecken.", "Ta bort tecknet, eller gör om uttaget som CSV i UTF-8.");
  }
  if (!GARBLED.test(raw)) return undefined;
  return fault(
    "mixed-encoding",
    "texten har trasiga å, ä eller ö.",
    "Gör om uttaget i UTF-8. Filen blandar teckenkodningar, är kodad två gånger eller kommer från ett äldre system.",
  );
}

/** Reads one cell by its column's kind. An empty cell is null, or a fault where the column must be filled in. */
export function readCell(column: Column, raw: string, context: CellContext): CellResult {
  const isPlain = !UNUSUAL.test(raw);
  const broken = isPlain ? undefined : brokenText(raw);
  if (broken) return broken;
  const text = isPlain ? raw.trim() : normaliseText(raw);
  if (text === "") {
    if (!column.required) return { value: null };
    return fault("missing-value", "värdet saknas.", "Fyll i kolumnen, den är obligatorisk.");
  }
  if (text.startsWith("#") && EXCEL_ERROR.test(text)) {
    return fault("excel-error", "cellen innehåller ett formelfel från Excel.", "Rätta formeln eller lämna cellen tom.");
  }
  switch (column.value.kind) {
    case "id":
    case "reference":
      return readId(text);
    case "code":
      return readCode(column, text, context.file);
    case "yes-no":
      return readYesNo(text);
    case "date":
      return readDate(text);
    case "time":
      return readTime(text);
    case "list":
      return readList(text);
    case "identity-number":
      return readIdentity(text, context.today);
    case "text":
      return text.length > LONGEST_TEXT ? tooLong(LONGEST_TEXT) : { value: text };
  }
}

function fault(code: string, message: string, hint: string): CellResult {
  return { fault: { code, message, hint } };
}

function tooLong(most: number): CellResult {
  return fault("too-long", `texten är längre än ${most} tecken.`, "Korta texten.");
}

function readId(text: string): CellResult {
  if (text.length > LONGEST_ID) return tooLong(LONGEST_ID);
  if (EXCEL_ROUNDED.test(text)) {
    return fault(
      "excel-rounded",
      "Excel har avrundat numret.",
      "Gör om uttaget med kolumnen formaterad som text, så att alla siffror följer med.",
    );
  }
  return { value: text };
}

/** The value as it may stand in a message: never anything that could be an identity number, never long text. */
export function quotable(text: string): string {
  const digits = text.replace(/\D/g, "").length;
  const isMoment = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?$/.test(text);
  // Ten digits make an identity number, however they are parted; a day alone has eight.
  if (text.length > 40 || (digits > 8 && !isMoment)) return "värdet";
  return `"${text}"`;
}

const fold = (text: string): string => text.toLowerCase();
const codeTables = new Map<Column, Map<string, string>>();

function codeTable(column: Column): Map<string, string> {
  const known = codeTables.get(column);
  if (known) return known;
  const table = new Map<string, string>();
  if (column.value.kind === "code") {
    for (const code of column.value.codes) table.set(fold(code), code);
    for (const [alias, code] of Object.entries(column.value.aliases ?? {})) table.set(alias, code);
  }
  codeTables.set(column, table);
  return table;
}

function readCode(column: Column, text: string, file: FileName): CellResult {
  const code = codeTable(column).get(text) ?? codeTable(column).get(fold(text)) ?? codeTable(column).get(fold(text).replace(/\s+/g, " "));
  if (code !== undefined) return { value: code };
  const codes = column.value.kind === "code" ? column.value.codes : [];
  // Near one of the column's own codes it is a slip of the pen, and where else it would fit is no help.
  const isSlip = codes.some((own) => own.slice(0, 4) === fold(text).slice(0, 4));
  const elsewhere = isSlip ? undefined : findElsewhere(column, text, file);
  const other = elsewhere === undefined ? "" : ` Koden hör till ${elsewhere}.`;
  return fault("unknown-code", `${quotable(text)} är inte en av koderna ${codes.join(", ")}.`, `Skriv en av dem.${other}`);
}

function findElsewhere(column: Column, text: string, file: FileName): string | undefined {
  const places = FILES.flatMap((f) => f.columns.map((c) => ({ file: f.name, column: c })));
  const found = places.find((p) => (p.column !== column || p.file !== file) && codeTable(p.column).has(fold(text)));
  return found && `${found.file}.csv, kolumn ${found.column.name}`;
}

function readYesNo(text: string): CellResult {
  const folded = fold(text);
  if (folded === "ja") return { value: true };
  if (folded === "nej") return { value: false };
  return fault(
    "unknown-code",
    `${quotable(text)} är varken ja eller nej.`,
    "Skriv ja eller nej, eller lämna cellen tom om det inte är känt.",
  );
}

function readDate(text: string): CellResult {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    return fault("invalid-date", `${quotable(text)} är inte ett datum i formen ÅÅÅÅ-MM-DD.`, "Skriv till exempel 2023-02-01.");
  }
  if (!isIsoDate(text)) return fault("invalid-date", `${quotable(text)} finns inte i kalendern.`, "Skriv ett datum som finns.");
  if (text < EARLIEST || text > LATEST) {
    return fault("date-out-of-range", `${quotable(text)} ligger utanför åren 1900–2199.`, "Kontrollera årtalet.");
  }
  return { value: text };
}

function readTime(text: string): CellResult {
  // A blank for the T, and seconds (which are left out), are what many systems write by themselves.
  const match = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?$/i.exec(text);
  if (!match?.[1]) {
    return fault(
      "invalid-time",
      `${quotable(text)} är inte en tidpunkt i formen ÅÅÅÅ-MM-DDTHH:MM.`,
      "Skriv till exempel 2023-02-01T14:30.",
    );
  }
  const day = readDate(match[1]);
  if ("fault" in day) return day;
  if (Number(match[2]) > 23 || Number(match[3]) > 59) {
    return fault("invalid-time", `${quotable(text)} har ett klockslag som inte finns.`, "Skriv timmar 00–23 och minuter 00–59.");
  }
  return { value: `${match[1]} ${match[2]}:${match[3]}` };
}

function readList(text: string): CellResult {
  if (text.length > LONGEST_TEXT) return tooLong(LONGEST_TEXT);
  const parts = text.split("|").map((part) => part.trim());
  const filled = parts.filter(Boolean);
  return { value: filled.length > 0 ? filled : null };
}

/** Personnummer or samordningsnummer as 12 digits, by the house's own rule. */
function readIdentity(text: string, today: string): CellResult {
  if (EXCEL_ROUNDED.test(text)) return readId(text);
  const read = readIdentityNumber({ text, today });
  if (read.ok) return { value: read.value.normalized };
  const message = IDENTITY_MESSAGES[read.error.code] ?? "personnumret stämmer inte: kontrollsiffran är fel.";
  return fault("invalid-identity-number", message, "Skriv 12 siffror (ÅÅÅÅMMDDNNNN), eller lämna cellen tom om numret inte är känt.");
}

const IDENTITY_MESSAGES: Readonly<Record<string, string>> = {
  "identity-number-form": "personnumret är inte skrivet med 12 eller 10 siffror.",
  "identity-number-day": "personnumrets datum finns inte i kalendern.",
  "identity-number-future": "personnumrets datum ligger i framtiden.",
};
