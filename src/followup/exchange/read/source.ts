/** A delivery: a folder, a zip of it, or a workbook with one sheet for each file. */
import { createReadStream } from "node:fs";
import type { Dirent } from "node:fs";
import { open, readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Readable } from "node:stream";
import { failed, ok } from "../../../platform/basics/result.ts";
import type { Result } from "../../../platform/basics/result.ts";
import type { Finding, Findings } from "../check/findings.ts";
import { FILES, findFileName } from "../format.ts";
import { kindOfBytes, kindOfName, kindOfPackage } from "./kinds.ts";
import { isOpenDocument, openOpenDocument } from "./opendocument.ts";
import { UnreadableFile } from "./rows.ts";
import type { ExtractFile } from "./rows.ts";
import { readText, scanText } from "./text.ts";
import type { OpenBytes } from "./text.ts";
import { isWorkbook, openWorkbook } from "./workbook.ts";
import type { Workbook } from "./workbook.ts";
import { openPackage } from "./zip.ts";
import type { Package } from "./zip.ts";

export type Delivery = {
  /** The folder's or the file's own name, without its path. */
  readonly name: string;
  readonly files: readonly ExtractFile[];
  close(): void;
};

/** A file that may be one of the format's: its path inside the delivery and how to read it. */
type Candidate = { readonly path: string; readonly open: OpenBytes };

const nothing = (): void => undefined;

/**
 * Opens a delivery. Faults of single files (unknown, twice, empty, unreadable) go to `findings`.
 * @param expandedLimit most bytes that a package may become when unpacked.
 * @returns a problem where there is nothing to open: no such path, a lone file that is neither zip nor workbook.
 */
export async function openDelivery(path: string, findings: Findings, expandedLimit?: number): Promise<Result<Delivery>> {
  const about = await stat(path).catch(() => undefined);
  if (!about) {
    return failed({
      code: "source-missing",
      message: "Det finns ingen mapp eller fil med det namnet.",
      hint: "Kontrollera sökvägen till uttaget.",
    });
  }
  const name = basename(path);
  if (!about.isDirectory() && !about.isFile()) {
    return failed({
      code: "not-a-delivery",
      message: "Det som anges är varken en mapp eller en vanlig fil.",
      hint: "Ange mappen som CSV-filerna ligger i, en zip av den, eller en arbetsbok.",
    });
  }
  if (about.isDirectory()) return ok({ name, files: await textFiles(await inFolder(path), findings), close: nothing });
  const start = await firstBytes(path);
  if (!start.toString("latin1").startsWith("PK")) return failed(notADelivery(start));
  try {
    const pack = await openPackage(path, expandedLimit);
    const foreign = kindOfPackage(pack.entries.map((entry) => entry.fileName));
    if (foreign) {
      pack.close();
      return failed({ code: "not-a-delivery", message: `Filen är ${foreign.what}, som inte läses.`, hint: foreign.advice });
    }
    const files = await packageFiles(pack, findings);
    return ok({ name, files, close: () => pack.close() });
  } catch (cause) {
    findings.add(unreadableFinding(name, cause));
    return ok({ name, files: [], close: nothing });
  }
}

async function packageFiles(pack: Package, findings: Findings): Promise<ExtractFile[]> {
  if (isWorkbook(pack)) return sheetFiles(await openWorkbook(pack), findings);
  if (isOpenDocument(pack)) return sheetFiles(await openOpenDocument(pack), findings);
  return textFiles(inPackage(pack), findings);
}

function notADelivery(start: Buffer): { code: string; message: string; hint: string } {
  if (start.length === 0) return { code: "not-a-delivery", message: "Filen är tom.", hint: "Gör om uttaget, eller skicka filen på nytt." };
  const kind = kindOfBytes(start);
  if (kind) return { code: "not-a-delivery", message: `Filen är ${kind.what}, som inte läses.`, hint: kind.advice };
  return {
    code: "not-a-delivery",
    message: "Filen är varken en zip-fil eller en arbetsbok (.xlsx, .ods), eller så är den skadad.",
    hint: "Ange mappen som CSV-filerna ligger i, en zip av den, eller en arbetsbok.",
  };
}

async function firstBytes(path: string): Promise<Buffer> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(512), 0, 512, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function inFolder(folder: string): Promise<Candidate[]> {
  const entries: Dirent[] = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => ({ path: entry.name, open: () => openFile(join(folder, entry.name)) }));
}

/** Opens a plain file, also through a link. A pipe or a device would be read for ever. @throws UnreadableFile */
async function openFile(path: string): Promise<Readable> {
  if (!(await stat(path)).isFile()) {
    throw new UnreadableFile(
      "not-a-file",
      "det som heter så är ingen vanlig fil.",
      "Lägg filen själv i mappen, inte en länk eller en kanal.",
    );
  }
  return createReadStream(path);
}

function inPackage(pack: Package): Candidate[] {
  return pack.entries
    .filter((entry) => !entry.fileName.endsWith("/") && !entry.fileName.startsWith("__MACOSX/"))
    .map((entry) => ({ path: entry.fileName, open: () => pack.open(entry) }));
}

async function textFiles(candidates: readonly Candidate[], findings: Findings): Promise<ExtractFile[]> {
  const files: ExtractFile[] = [];
  const wanted = candidates.filter((c) => /\.csv$/i.test(c.path) && !(c.path.split("/").pop() ?? "").startsWith("."));
  tellForeign(candidates, wanted, findings);
  for (const candidate of wanted) if (!findFileName(candidate.path)) findings.add(unknownFile(candidate.path.split("/").pop() ?? ""));
  for (const { name } of FILES) {
    const label = `${name}.csv`;
    const [first, second] = wanted.filter((c) => findFileName(c.path) === name);
    if (!first) continue;
    if (second) {
      findings.add(twice(label));
      continue;
    }
    try {
      const scan = await scanText(first.open);
      files.push({
        name,
        label,
        isText: true,
        date1904: false,
        rowsExpected: Math.max(scan.lines - 1, 0),
        rows: () => readText(first.open, scan),
      });
    } catch (cause) {
      findings.add(unreadableFinding(label, cause));
    }
  }
  return files;
}

/** Names what lies in the delivery and is not read: an error where there is nothing else to read, otherwise a warning. */
function tellForeign(candidates: readonly Candidate[], wanted: readonly Candidate[], findings: Findings): void {
  const hasTables = wanted.some(({ path }) => findFileName(path) !== undefined);
  for (const { path } of candidates.filter((candidate) => !wanted.includes(candidate))) {
    const file = path.split("/").pop() ?? "";
    const kind = file.startsWith(".") ? undefined : kindOfName(file);
    if (!kind) continue;
    const finding = { code: "foreign-file", file, message: `filen är ${kind.what} och läses inte.`, hint: kind.advice };
    findings.add(hasTables ? { ...finding, severity: "warning" } : { ...finding, severity: "error", fatal: true });
  }
}

function sheetFiles(workbook: Workbook, findings: Findings): ExtractFile[] {
  for (const sheet of workbook.sheets) if (!findFileName(sheet.name)) findings.add(unknownFile(`bladet ${sheet.name}`));
  return FILES.flatMap(({ name }) => {
    const label = `bladet ${name}`;
    const [first, second] = workbook.sheets.filter((sheet) => findFileName(sheet.name) === name);
    if (second) findings.add(twice(label));
    return first && !second ? [{ name, label, isText: false, date1904: workbook.date1904, rows: first.rows }] : [];
  });
}

/** What could not be read, as a finding that stops the whole delivery. @throws what is not about the file's content. */
export function unreadableFinding(file: string, cause: unknown): Finding {
  const known = cause instanceof UnreadableFile ? cause : undefined;
  if (!known && typeof (cause as { code?: unknown }).code !== "string") throw cause;
  return {
    severity: "error",
    code: known?.code ?? "unreadable-file",
    file,
    ...(known?.row === undefined ? {} : { row: known.row }),
    message: known?.message ?? "filen går inte att läsa.",
    hint: known?.hint ?? "Kontrollera att filen går att öppna och att du har rätt att läsa den.",
    fatal: true,
  };
}

function unknownFile(file: string): Finding {
  const names = FILES.map((f) => f.name).join(", ");
  return {
    severity: "warning",
    code: "unknown-file",
    file,
    message: "filen hör inte till uttaget och läses inte.",
    hint: `Filerna heter ${names}.`,
  };
}

function twice(file: string): Finding {
  return {
    severity: "error",
    code: "duplicate-file",
    file,
    message: "filen finns två gånger i leveransen.",
    hint: "Behåll den rätta och ta bort den andra.",
    fatal: true,
  };
}
