/** Text files: which encoding, which separator, and the rows. A file is read twice: to know its encoding, then for its rows. */
import { isUtf8 } from "node:buffer";
import { parse } from "csv-parse";
import type { Parser } from "csv-parse";
import type { Readable } from "node:stream";
import { TextDecoder } from "node:util";
import { kindOfBytes } from "./kinds.ts";
import { UnreadableFile } from "./rows.ts";
import type { RawRow } from "./rows.ts";

export type OpenBytes = () => Promise<Readable>;
type Encoding = "utf-8" | "windows-1252" | "utf-16le" | "utf-16be";
export type TextScan = {
  readonly encoding: Encoding;
  readonly separator: string;
  /** The first line only tells the separator (`sep=;`), as Excel writes and reads it. */
  readonly hasSeparatorLine: boolean;
  readonly lines: number;
  /** No quotation mark, and lines that end as lines do now: a row is its line parted at the separators, and nothing else. */
  readonly isPlain: boolean;
};

/** A record longer than this is an unclosed quote, not a record: no row of the format comes near. */
const LONGEST_RECORD = 1_000_000;
const HEADER_BYTES = 16_384;
const LINE_FEED = 10;
const RETURN = 13;
const QUOTE = 34;

/**
 * Looks through the whole file. UTF-16 by its byte order mark, or where every other byte of the header is null; Windows-1252 where the
 * bytes are not UTF-8 anywhere; the separator is what the line `sep=` says, or the one of comma, semicolon, tab and pipe that the header has most
 * of, quotes left aside. `lines` counts line feeds. A null byte is left for the check of its cell.
 * @throws UnreadableFile for an empty file, what is no text at all, or a byte order mark that promises what the bytes are not.
 */
export async function scanText(open: OpenBytes): Promise<TextScan> {
  let head = Buffer.alloc(0);
  let tail: Buffer = Buffer.alloc(0);
  let [isUnicode, isPlain, lines, last] = [true, true, 0, 0];
  for await (const chunk of await open()) {
    const bytes = chunk as Buffer;
    if (head.length < HEADER_BYTES) head = Buffer.concat([head, bytes.subarray(0, HEADER_BYTES)]);
    lines += countLines(bytes);
    isPlain &&= !bytes.includes(QUOTE) && !hasLoneReturn(bytes, last);
    last = bytes[bytes.length - 1] ?? last;
    if (!isUnicode) continue;
    const joined = tail.length === 0 ? bytes : Buffer.concat([tail, bytes]);
    const whole = wholeSigns(joined);
    isUnicode = isUtf8(joined.subarray(0, whole));
    tail = joined.subarray(whole);
  }
  isUnicode &&= tail.length === 0;
  isPlain &&= last !== RETURN;
  if (head.length === 0) throw new UnreadableFile("empty-file", "filen är tom.", "Lägg in rubrikraden och raderna, eller ta bort filen.");
  const kind = kindOfBytes(head);
  if (kind) throw new UnreadableFile("not-text", `filen är ${kind.what} och inte en textfil.`, kind.advice);
  const wide = wideEncodingOf(head);
  if (wide) {
    const start = new TextDecoder(wide).decode(head.subarray(0, head.length & ~1));
    return { encoding: wide, ...separatorOf(start), lines, isPlain: false };
  }
  const hasMark = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf;
  if (hasMark && !isUnicode) {
    throw new UnreadableFile(
      "mixed-encoding",
      "filen säger sig vara UTF-8 men innehåller tecken i en annan kodning.",
      "Gör om uttaget i UTF-8.",
    );
  }
  return { encoding: isUnicode ? "utf-8" : "windows-1252", ...separatorOf(head.toString("latin1", hasMark ? 3 : 0)), lines, isPlain };
}

/** UTF-16 by its mark, or by the null half of every plain letter of the header. @throws UnreadableFile for UTF-32. */
function wideEncodingOf(head: Buffer): "utf-16le" | "utf-16be" | undefined {
  const isUtf32 = head.length >= 4 && (head.readUInt32LE(0) === 0xfeff || head.readUInt32BE(0) === 0xfeff);
  if (isUtf32) throw new UnreadableFile("unknown-encoding", "filen är kodad i UTF-32, som inte läses.", "Gör om uttaget som CSV i UTF-8.");
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  const start = head.subarray(0, 64);
  const nulls = [0, 1].map((offset) => start.filter((byte, at) => at % 2 === offset && byte === 0).length);
  const most = start.length * 0.4;
  if ((nulls[1] ?? 0) > most && nulls[0] === 0) return "utf-16le";
  return (nulls[0] ?? 0) > most && nulls[1] === 0 ? "utf-16be" : undefined;
}

function countLines(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(LINE_FEED); at !== -1; at = bytes.indexOf(LINE_FEED, at + 1)) count++;
  return count;
}

/** Whether a carriage return stands without its line feed; `last` is the byte before. One at the end is judged with the next bytes. */
function hasLoneReturn(bytes: Buffer, last: number): boolean {
  if (last === RETURN && bytes.length > 0 && bytes[0] !== LINE_FEED) return true;
  for (let at = bytes.indexOf(RETURN); at !== -1 && at < bytes.length - 1; at = bytes.indexOf(RETURN, at + 1)) {
    if (bytes[at + 1] !== LINE_FEED) return true;
  }
  return false;
}

/** How many of the bytes are whole signs of UTF-8: a sign of up to four bytes may go on in the next ones. */
function wholeSigns(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

function separatorOf(head: string): Pick<TextScan, "separator" | "hasSeparatorLine"> {
  const lines = head.replace(/^\ufeff/, "").split(/\r\n|\r|\n/);
  // Excel fills the line up with separators when it saves the file again.
  const said = /^"?sep=(\\t|.)"?[,;\t|]*$/i.exec(lines[0] ?? "")?.[1]?.replace("\\t", "\t");
  const hasSeparatorLine = said !== undefined;
  const bare = (lines.slice(hasSeparatorLine ? 1 : 0).find((line) => line.trim() !== "") ?? "").replace(/"[^"]*"/g, "");
  const count = (separator: string): number => bare.split(separator).length;
  // What the line says holds, unless the header has none of it.
  if (hasSeparatorLine && count(said) > 1) return { separator: said, hasSeparatorLine };
  const separator = [",", ";", "\t", "|"].reduce((best, one) => (count(one) > count(best) ? one : best));
  return { separator: hasSeparatorLine && count(separator) === 1 ? said : separator, hasSeparatorLine };
}

/** The rows of a text file, header first. @throws UnreadableFile at the row whose quotes cannot be read. */
export async function* readText(open: OpenBytes, scan: TextScan): AsyncGenerator<readonly RawRow[]> {
  yield* scan.isPlain ? readPlain(open, scan) : readQuoted(open, scan);
}

/** The rows of a file without quotation marks: the same as `readQuoted` finds, in a third of its time. */
async function* readPlain(open: OpenBytes, scan: TextScan): AsyncGenerator<readonly RawRow[]> {
  const decoder = new TextDecoder(scan.encoding);
  let row = 0;
  let rest = "";
  const rowsOf = (lines: readonly string[]): RawRow[] => {
    const found: RawRow[] = [];
    for (const line of lines) {
      row++;
      const text = line.endsWith("\r") ? line.slice(0, -1) : line;
      if (text.length > LONGEST_RECORD) throw tooLong(row);
      if (text.trim() === "" || (row === 1 && scan.hasSeparatorLine)) continue;
      const cells = text.split(scan.separator);
      if (cells.some((cell) => cell.trim() !== "")) found.push({ row, cells });
    }
    return found;
  };
  for await (const chunk of await open()) {
    const lines = (rest + decoder.decode(chunk as Buffer, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > LONGEST_RECORD) throw tooLong(row + 1);
    const found = rowsOf(lines);
    if (found.length > 0) yield found;
  }
  const found = rowsOf([rest + decoder.decode()]);
  if (found.length > 0) yield found;
}

async function* readQuoted(open: OpenBytes, scan: TextScan): AsyncGenerator<readonly RawRow[]> {
  const found: RawRow[] = [];
  const line = { next: 1, empty: 0 };
  const parser = parse({
    bom: true,
    delimiter: scan.separator,
    relax_column_count: true,
    skip_empty_lines: true,
    record_delimiter: ["\r\n", "\n", "\r"],
    max_record_size: LONGEST_RECORD,
    // Rows are taken here and not from the parser's own stream, which drops those before a fault.
    on_record: (cells: string[], info) => {
      const row = line.next + info.empty_lines - line.empty;
      line.empty = info.empty_lines;
      line.next = row + 1 + cells.reduce((sum, cell) => sum + lineBreaks(cell), 0);
      const saysSeparator = scan.hasSeparatorLine && row === 1;
      if (!saysSeparator && cells.some((cell) => cell.trim() !== "")) found.push({ row, cells });
      return null;
    },
  });
  let fault: unknown;
  parser.on("error", (cause: unknown) => (fault ??= cause));
  parser.resume();
  for await (const chunk of decoded(await open(), scan.encoding)) {
    await push(parser, chunk);
    if (found.length > 0) yield found.splice(0);
    if (fault) throw unreadable(fault, line.next);
  }
  await push(parser, undefined);
  if (found.length > 0) yield found.splice(0);
  if (fault) throw unreadable(fault, line.next);
}

function lineBreaks(cell: string): number {
  return cell.includes("\n") || cell.includes("\r") ? cell.split(/\r\n|\r|\n/).length - 1 : 0;
}

function push(parser: Parser, chunk: Buffer | string | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (chunk === undefined) {
      parser.once("close", () => resolve());
      parser.end();
    } else parser.write(chunk, () => resolve());
  });
}

async function* decoded(bytes: Readable, encoding: Encoding): AsyncGenerator<Buffer | string> {
  if (encoding === "utf-8") {
    for await (const chunk of bytes) yield chunk as Buffer;
    return;
  }
  // Every byte is a sign in Windows-1252; in UTF-16 half a sign would be kept as "\ufffd" without a word.
  const decoder = new TextDecoder(encoding, { fatal: encoding !== "windows-1252" });
  try {
    for await (const chunk of bytes) yield decoder.decode(chunk as Buffer, { stream: true });
    yield decoder.decode();
  } catch (cause) {
    if ((cause as { code?: unknown }).code !== "ERR_ENCODING_INVALID_ENCODED_DATA") throw cause;
    throw new UnreadableFile(
      "broken-text",
      "filen har ett tecken som är trasigt, eller slutar mitt i ett tecken.",
      "Gör om uttaget i UTF-8. Har filen delats eller överförts i delar, ta den hela.",
    );
  }
}

function tooLong(row: number): UnreadableFile {
  return new UnreadableFile(
    "row-too-long",
    "raden är längre än en miljon tecken.",
    "Kontrollera att raderna skiljs åt av radbrytningar. Raderna efter har inte lästs.",
    row,
  );
}

function unreadable(cause: unknown, row: number): UnreadableFile {
  const code = (cause as { code?: string }).code ?? "";
  if (code === "CSV_QUOTE_NOT_CLOSED" || code === "CSV_MAX_RECORD_SIZE") {
    return new UnreadableFile(
      "quote-not-closed",
      "ett citattecken öppnas på raden men stängs aldrig.",
      'Stäng citattecknet. Ett citattecken inne i en text skrivs dubbelt (""). Raderna efter har inte lästs.',
      row,
    );
  }
  if (code.includes("QUOTE")) {
    return new UnreadableFile(
      "invalid-quote",
      "ett citattecken står mitt i ett värde.",
      'Sätt citattecken runt hela värdet och skriv det inre citattecknet dubbelt (""). Raderna efter har inte lästs.',
      row,
    );
  }
  return new UnreadableFile("unreadable-row", "raden går inte att läsa som CSV.", "Gör om uttaget enligt RFC 4180.", row);
}
