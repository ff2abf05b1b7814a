/** A delivery: a folder, a zip of it, or a workbook with one sheet for each file. */
import { createReadStream } from "node:fs";
import type { Dirent } from "node:fs";
import { open, readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { failed, ok } from "../../core/result.ts";
import type { Result } from "../../core/result.ts";
import type { Finding, Findings } from "../check/findings.ts";
import { FILES, findFileName } from "../format.ts";
import { UnreadableFile } from "./rows.ts";
import type { ExtractFile } from "./rows.ts";
import { readText, scanText } from "./text.ts";
import type { OpenBytes } from "./text.ts";
import { isWorkbook, openWorkbook } from "./workbook.ts";
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
  if (about.isDirectory()) return ok({ name, files: await textFiles(await inFolder(path), findings), close: nothing });
  const start = await firstBytes(path);
  if (!start.startsWith("PK")) return failed(notADelivery(start));
  try {
    const pack = await openPackage(path, expandedLimit);
    const files = isWorkbook(pack) ? await sheetFiles(pack, findings) : await textFiles(inPackage(pack), findings);
    return ok({ name, files, close: () => pack.close() });
  } catch (cause) {
    findings.add(unreadableFinding(name, cause));
    return ok({ name, files: [], close: nothing });
  }
}

function notADelivery(start: string): { code: string; message: string; hint: string } {
  if (start.startsWith("\u00d0\u00cf\u0011\u00e0")) {
    return {
      code: "old-workbook",
      message: "Filen är en äldre Excel-fil (.xls) eller en arbetsbok med lösenord.",
      hint: "Spara den som Excel-arbetsbok (.xlsx) utan lösenord.",
    };
  }
  return {
    code: "not-a-delivery",
    message: "Filen är varken en zip-fil eller en Excel-arbetsbok (.xlsx), eller så är den skadad.",
    hint: "Ange mappen som CSV-filerna ligger i, en zip av den, eller en arbetsbok.",
  };
}

async function firstBytes(path: string): Promise<string> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.toString("latin1", 0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function inFolder(folder: string): Promise<Candidate[]> {
  const entries: Dirent[] = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => ({ path: entry.name, open: async () => createReadStream(join(folder, entry.name)) }));
}

function inPackage(pack: Package): Candidate[] {
  return pack.entries
    .filter((entry) => !entry.fileName.endsWith("/") && !entry.fileName.startsWith("__MACOSX/"))
    .map((entry) => ({ path: entry.fileName, open: () => pack.open(entry) }));
}

async function textFiles(candidates: readonly Candidate[], findings: Findings): Promise<ExtractFile[]> {
  const files: ExtractFile[] = [];
  const wanted = candidates.filter((c) => /\.csv$/i.test(c.path) && !(c.path.split("/").pop() ?? "").startsWith("."));
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
      files.push({ name, label, date1904: false, rowsExpected: Math.max(scan.lines - 1, 0), rows: () => readText(first.open, scan) });
    } catch (cause) {
      findings.add(unreadableFinding(label, cause));
    }
  }
  return files;
}

async function sheetFiles(pack: Package, findings: Findings): Promise<ExtractFile[]> {
  const workbook = await openWorkbook(pack);
  for (const sheet of workbook.sheets) if (!findFileName(sheet.name)) findings.add(unknownFile(`bladet ${sheet.name}`));
  return FILES.flatMap(({ name }) => {
    const label = `bladet ${name}`;
    const [first, second] = workbook.sheets.filter((sheet) => findFileName(sheet.name) === name);
    if (second) findings.add(twice(label));
    return first && !second ? [{ name, label, date1904: workbook.date1904, rows: first.rows }] : [];
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
