/** Uploaded deliveries: kept in a folder that only the program's own account can open, for as long as the import reads them. */
import { createWriteStream } from "node:fs";
import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, extname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { isId } from "../../platform/basics/identifiers.ts";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Result } from "../../platform/basics/result.ts";

/** More than this is for the command line. Megabytes. */
export const MOST_MEGABYTES = 200;

const PREFIX = "fortrogen-uttag-";
const MOST_FILES = 20;
const WHOLE = "whole";

/** A file as a form sends it. */
export type SentFile = Pick<File, "name" | "size"> & { readonly path?: string; stream(): unknown };

/** The folder of a run's upload. @throws RangeError where the id is no id: it becomes part of a path. */
export function uploadFolder(runId: string): string {
  if (!isId(runId)) throw new RangeError("The id of a run must be a uuid.");
  return join(tmpdir(), PREFIX + runId);
}

/** What the upload is called in the list of imports; or why it cannot be a delivery: one zip or workbook, or CSV files with names of their own. */
export function nameUpload(files: readonly SentFile[]): Result<string> {
  const refuse = (message: string, hint: string): Result<never> => failed({ code: "upload-wrong", message, hint, field: "files" });
  const [first] = files;
  if (!first) return refuse("Välj en fil.", "En zip, en arbetsbok (.xlsx, .ods) eller alla csv-filerna på en gång.");
  const kinds = files.map((file) => extname(file.name).toLowerCase());
  if (kinds.every((kind) => kind === ".csv")) {
    const names = new Set(files.map((file) => safeName(file).toLowerCase()));
    if (names.size < files.length) return refuse("Två av filerna har samma namn.", "Välj varje fil en gång.");
    if (files.length > MOST_FILES) return refuse("Det är för många filer.", "Uttaget har högst sex filer.");
    return ok(files.length === 1 ? safeName(first) : `${files.length} csv-filer`);
  }
  if (files.length > 1) return refuse("Blanda inte filslag.", "Välj en zip, en Excel-fil eller flera csv-filer.");
  if (kinds[0] !== ".zip" && kinds[0] !== ".xlsx" && kinds[0] !== ".ods") {
    return refuse("Filen är varken csv, zip, xlsx eller ods.", "Spara om uttaget i ett av formaten och välj filen igen.");
  }
  return ok(safeName(first));
}

/**
 * Writes the upload where only the program can read it (folder 700, files 600). It is found when it is whole.
 * @returns the path to import, as `findUpload`. Undefined when the run's upload is kept already.
 */
export async function keepUpload(runId: string, files: readonly SentFile[]): Promise<string | undefined> {
  const folder = uploadFolder(runId);
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (cause) {
    if ((cause as { code?: unknown }).code === "EEXIST") return undefined;
    throw cause;
  }
  const part = join(folder, "part");
  await mkdir(part, { mode: 0o700 });
  for (const file of files) {
    const kind = extname(file.name).toLowerCase();
    const target = join(part, kind === ".csv" ? safeName(file) : `uttag${kind}`);
    if (file.path === undefined)
      await pipeline(Readable.fromWeb(file.stream() as ReadableStream), createWriteStream(target, { mode: 0o600, flags: "wx" }));
    else await rename(file.path, target);
  }
  await rename(part, join(folder, WHOLE));
  return findUpload(runId);
}

/** The path to import of a run's upload: the folder of CSV files, the zip or the workbook. Undefined where there is none, or not all of it yet. */
export async function findUpload(runId: string): Promise<string | undefined> {
  const folder = join(uploadFolder(runId), WHOLE);
  const names = await readdir(folder).catch(() => undefined);
  // Others of the machine may make folders there too.
  if (names === undefined || (await stat(uploadFolder(runId))).uid !== (process.getuid?.() ?? 0)) return undefined;
  const single = names.find((name) => extname(name).toLowerCase() !== ".csv");
  return single === undefined ? folder : join(folder, single);
}

/** Removes a run's upload; nothing happens when it is gone. */
export async function removeUpload(runId: string): Promise<void> {
  await rm(uploadFolder(runId), { recursive: true, force: true });
}

/** The runs whose uploads are kept on this machine. */
export async function findUploads(): Promise<string[]> {
  const names = await readdir(tmpdir());
  return names
    .filter((name) => name.startsWith(PREFIX))
    .map((name) => name.slice(PREFIX.length))
    .filter(isId);
}

/** The last part of the name, as browsers of any system send it, without what a file name or a list cannot hold. */
function safeName(file: SentFile): string {
  const name = basename(file.name.replaceAll("\\", "/"))
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cf}"<>:|?*]/gu, "")
    .trim();
  const kind = extname(name);
  return `${name.slice(0, name.length - kind.length).slice(0, 80) || "uttag"}${kind}`;
}
