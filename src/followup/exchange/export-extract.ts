/** Out with everything, in the format that it came in: a folder, a zip or a workbook. Nobody is locked in. */
import type { ActorKind } from "../../platform/core/actor.ts";
import { createWriteStream } from "node:fs";
import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { ZipFile } from "yazl";
import { newId } from "../../platform/basics/identifiers.ts";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Problem, Result } from "../../platform/basics/result.ts";
import { makeClient } from "../../platform/database/connect.ts";
import { copyOut } from "../../platform/database/copy.ts";
import { FILES, fileOf } from "./format.ts";
import type { FileName } from "./format.ts";
import type { ExchangeDatabase } from "./import-extract.ts";
import type { ExchangeMunicipality } from "./store/own-rows.ts";
import { readText } from "./read/text.ts";
import { OUTGOING_SOURCES, noteIdentifiers, selectFile } from "./write/select.ts";
import type { ExportSources } from "./write/select.ts";
import { addOpenDocument } from "./write/opendocument.ts";
import { MOST_SHEET_ROWS, sheetKinds } from "./write/sheets.ts";
import type { SheetSource } from "./write/sheets.ts";
import { addWorkbook } from "./write/workbook.ts";

export type ExportFormat = "csv" | "zip" | "xlsx" | "ods";

export type ExportOptions = {
  readonly now: Date;
  readonly startedBy: string | null;
  /** From the target's ending unless told: .zip, .xlsx, .ods, anything else a folder. */
  readonly format?: ExportFormat;
  readonly sources?: ExportSources;
  readonly requestId?: string;
  readonly actor?: { readonly role: string; readonly sessionId: string | null };
};

export type ExportReport = { readonly target: string; readonly files: readonly { readonly file: FileName; readonly rows: number }[] };

/** The extract holds personal data: only who wrote it may read it. */
const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;

/** csv (a folder) unless the target ends in .zip, .xlsx or .ods. */
export function formatOf(target: string): ExportFormat {
  const end = /\.(zip|xlsx|ods)$/i.exec(target)?.[1]?.toLowerCase();
  return end === "zip" || end === "xlsx" || end === "ods" ? end : "csv";
}

/**
 * Writes the municipality's extract to `target`: UTF-8, comma, RFC 4180; one moment's state; only files that were ever delivered.
 * Nothing is overwritten, and nothing half written is left behind.
 * @returns rows for each file, or a problem: the target exists, cannot be written, or is too large for a workbook.
 */
export async function exportExtract(
  db: ExchangeDatabase,
  municipality: ExchangeMunicipality,
  target: string,
  options: ExportOptions,
): Promise<Result<ExportReport>> {
  const format = options.format ?? formatOf(target);
  const path = resolve(target);
  const taken = await findTaken(path, format);
  if (taken) return failed(taken);
  const client = makeClient(db.appUrl, { application_name: "fortrogen export", statement_timeout: 0 });
  const written: string[] = [];
  try {
    await client.connect();
    await client.query("begin isolation level repeatable read; set local work_mem = '64MB'");
    await client.query("select set_config('fortrogen.municipality', $1, true)", [String(municipality.id)]);
    const files = await countFiles(client, municipality.id, options.sources ?? OUTGOING_SOURCES);
    const large = format === "xlsx" || format === "ods" ? files.find((file) => file.rows >= MOST_SHEET_ROWS) : undefined;
    if (large) return failed(tooLarge(large.file));
    const open = (name: FileName): Readable => csvOf(client, name, municipality.id, options.sources ?? OUTGOING_SOURCES);
    for (const statement of noteIdentifiers(municipality.id, options.sources)) await client.query(statement);
    await noteExport(client, options);
    const names = files.map((file) => file.file);
    if (format === "csv") await writeFolder(path, names, open, written);
    else await writePackage(path, format, names, open, written);
    await client.query("commit");
    for (const part of written.splice(0)) await rename(part, part.replace(/\.part$/, ""));
    return ok({ target: path, files });
  } catch (cause) {
    const code = (cause as { code?: string }).code ?? "";
    if (!/^E[A-Z]+$/.test(code)) throw cause;
    return failed({
      code: "target-not-writable",
      message: "Det går inte att skriva till målet.",
      hint: "Kontrollera att platsen finns, att du får skriva där och att det finns utrymme.",
    });
  } finally {
    for (const part of written) await rm(part, { force: true });
    await client.end().catch(() => undefined);
  }
}

async function findTaken(path: string, format: ExportFormat): Promise<Problem | undefined> {
  const about = await stat(path).catch(() => undefined);
  if (!about) return undefined;
  const hint = "Välj ett annat namn, eller flytta det som finns där.";
  if (format !== "csv" || !about.isDirectory()) return { code: "target-exists", message: "Det finns redan något med det namnet.", hint };
  const present = await readdir(path);
  const names = FILES.map((file) => `${file.name}.csv`);
  const taken = present.find((name) => names.includes(name.toLowerCase()));
  return taken === undefined ? undefined : { code: "target-exists", message: `Mappen innehåller redan ${taken}.`, hint };
}

function tooLarge(file: FileName): Problem {
  return {
    code: "too-many-rows",
    message: `${file} har fler rader än ett Excelblad rymmer.`,
    hint: "Exportera till en mapp eller en zip.",
  };
}

/** Files never delivered are left out: an empty file would say that there were none. */
async function countFiles(client: pg.Client, municipalityId: number, sources: ExportSources): Promise<{ file: FileName; rows: number }[]> {
  const { rows } = await client.query<{ file: string }>("select file from countable.delivered where municipality_id = $1", [
    municipalityId,
  ]);
  const delivered = new Set(rows.map((row) => row.file));
  const files: { file: FileName; rows: number }[] = [];
  for (const { name, required } of FILES) {
    if (!required && !delivered.has(name)) continue;
    const counted = await client.query<{ n: number }>(`select count(*)::int as n from ${sources[name]} where municipality_id = $1`, [
      municipalityId,
    ]);
    files.push({ file: name, rows: counted.rows[0]?.n ?? 0 });
  }
  return files;
}

function csvOf(client: pg.Client, name: FileName, municipalityId: number, sources: ExportSources): Readable {
  const rows = copyOut(client, `copy (${selectFile(name, municipalityId, sources)}) to stdout (format csv, encoding 'UTF8')`);
  const header = `${fileOf(name)
    .columns.map((column) => column.name)
    .join(",")}\n`;
  return Readable.from(
    (async function* () {
      yield Buffer.from(header);
      for await (const chunk of rows) yield chunk as Buffer;
    })(),
    { objectMode: false },
  );
}

async function writeFolder(path: string, names: readonly FileName[], open: (name: FileName) => Readable, written: string[]): Promise<void> {
  await mkdir(path, { recursive: true, mode: PRIVATE_FOLDER });
  for (const name of names) {
    const part = join(path, `${name}.csv.part`);
    written.push(part);
    await pipeline(open(name), createWriteStream(part, { mode: PRIVATE_FILE }));
  }
}

async function writePackage(
  path: string,
  format: Exclude<ExportFormat, "csv">,
  names: readonly FileName[],
  open: (name: FileName) => Readable,
  written: string[],
): Promise<void> {
  const zip = new ZipFile();
  const output = new PassThrough();
  const onFault = (cause: unknown): void => void output.destroy(cause as Error);
  zip.on("error", onFault);
  const part = `${path}.part`;
  written.push(part);
  const saved = pipeline(zip.outputStream.on("error", onFault), output, createWriteStream(part, { mode: PRIVATE_FILE }));
  const sheets = names.map((name): SheetSource => ({ name, kinds: sheetKinds(name), rows: () => textRows(open(name)) }));
  if (format === "xlsx") addWorkbook(zip, sheets, onFault);
  else if (format === "ods") addOpenDocument(zip, sheets, onFault);
  else {
    for (const name of names) {
      zip.addReadStreamLazy(`${name}.csv`, (callback) => callback(null, open(name).on("error", onFault)));
    }
  }
  zip.end();
  await saved;
}

async function* textRows(csv: Readable): AsyncGenerator<readonly (readonly string[])[]> {
  const scan = { encoding: "utf-8", separator: ",", hasSeparatorLine: false, lines: 0, isPlain: false } as const;
  for await (const batch of readText(async () => csv, scan))
    yield batch.map((row) => row.cells.map((cell) => (typeof cell === "string" ? cell : "")));
}

async function noteExport(client: pg.Client, options: ExportOptions): Promise<void> {
  const id = newId(options.now);
  await client.query("select audit.append($1, $2, $3, $4, $5, $6, 'exchange.export', 'read', 'ok', null, '{}')", [
    id,
    options.now,
    options.startedBy,
    options.actor?.role ?? ("machine" satisfies ActorKind),
    options.actor?.sessionId ?? null,
    options.requestId ?? id,
  ]);
}
