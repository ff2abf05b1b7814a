import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import { Transform } from "node:stream";
import { buffer } from "node:stream/consumers";
import { open as openZip } from "yauzl";
import type { Entry, ZipFile } from "yauzl";
import { z } from "zod";
import { failed, ok } from "../../basics/result.ts";
import type { Problem, Result } from "../../basics/result.ts";

/** The version of the archive's form. A program refuses later ones. */
export const archiveVersion = 1;

export const manifestName = "innehall.json";

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const tableName = z.string().regex(/^[a-z][a-z0-9_]*\.[a-z_][a-z0-9_]*$/);
const count = z.number().int().min(0);

const manifestSchema = z.object({
  form: z.literal("fortrogen-backup"),
  version: count,
  /** The moment that all rows are of. */
  takenAt: z.iso.datetime(),
  program: z.string(),
  postgres: z.string(),
  /** The migrations that the database had, in the order in which it had them. */
  migrations: z.array(z.object({ name: z.string(), sha256: hash, appliedAt: z.iso.datetime() })),
  tables: z.array(
    z.object({
      name: tableName,
      columns: z.array(z.string()).min(1),
      rows: count,
      /** Size and SHA-256 of the rows as COPY writes them. */
      bytes: count,
      sha256: hash,
    }),
  ),
  sequences: z.array(z.object({ name: tableName, value: count })),
  /** The last seal of each municipality's log: the restored log must end in it. */
  heads: z.array(z.object({ municipalityId: z.number().int(), number: count, hash })),
});

/** What a backup says of itself: the last file in it. */
export type Manifest = z.output<typeof manifestSchema>;

/** A backup, open for reading. Always `close()`. */
export type OpenBackup = {
  readonly manifest: Manifest;
  /** The rows of one table, checked against the manifest as they pass. Fails with `DamagedBackup` where they are others. */
  rowsOf(table: Manifest["tables"][number]): Promise<Readable>;
  close(): void;
};

/** The archive is not as it was written. */
export class DamagedBackup extends Error {}

/** The name of a table's file in the archive. */
export function entryName(table: string): string {
  return `tabeller/${table}.copy`;
}

/** The archive's comment: the hash of the manifest, which holds the hashes of all else. */
export function commentOf(manifest: Buffer): string {
  return `fortrogen sha256:${createHash("sha256").update(manifest).digest("hex")}`;
}

/** Opens a backup and reads what it says of itself. A problem tells in Swedish what is wrong with the file. */
export async function openBackup(path: string): Promise<Result<OpenBackup>> {
  const opened = await openFile(path);
  if (!opened.ok) return opened;
  const zip = opened.value;
  try {
    const entries = await listEntries(zip);
    const manifest = await readManifest(zip, entries);
    if (manifest.ok) {
      const { value } = manifest;
      return ok({ manifest: value, rowsOf: (table) => readRows(zip, entries, table), close: () => zip.close() });
    }
    zip.close();
    return manifest;
  } catch {
    zip.close();
    return failed(damaged(path));
  }
}

/** What is said where the bytes of the archive are others than were written. */
export function damaged(path: string): Problem {
  return {
    code: "backup-damaged",
    message: `Säkerhetskopian ${path} är skadad eller inte hel.`,
    hint: "Ta en annan kopia av samma fil, eller en äldre säkerhetskopia. Kontrollera disken eller överföringen som filen kom med.",
  };
}

function openFile(path: string): Promise<Result<ZipFile>> {
  return new Promise((resolve) => {
    openZip(path, { lazyEntries: true, autoClose: false }, (cause, zip) => {
      if (zip) resolve(ok(zip));
      else resolve(failed(unopened(path, cause)));
    });
  });
}

function unopened(path: string, cause: Error | null): Problem {
  const code = (cause as NodeJS.ErrnoException | null)?.code;
  if (code === "ENOENT") {
    return { code: "backup-missing", message: `Filen ${path} finns inte.`, hint: "Ange filen som ”fortrogen backup” skrev." };
  }
  if (code === "EACCES" || code === "EPERM") {
    const hint = "Säkerhetskopior får bara läsas av den som skrev dem. Kör som samma användare.";
    return { code: "backup-not-readable", message: `Filen ${path} får inte läsas av den här användaren.`, hint };
  }
  if (path.endsWith(".part")) {
    const hint = "Använd en säkerhetskopia som blev klar: dess namn slutar på .zip.";
    return { code: "backup-unfinished", message: `Filen ${path} är en säkerhetskopia som avbröts.`, hint };
  }
  return damaged(path);
}

function listEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>();
    zip.on("error", reject);
    zip.on("end", () => resolve(entries));
    zip.on("entry", (entry: Entry) => {
      entries.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
}

async function readManifest(zip: ZipFile, entries: ReadonlyMap<string, Entry>): Promise<Result<Manifest>> {
  const entry = entries.get(manifestName);
  if (!entry) {
    const hint = "Ange filen som ”fortrogen backup” skrev. Det öppna uttaget läses in med ”fortrogen import”.";
    return failed({ code: "not-a-backup", message: "Filen är ett zip-paket men ingen säkerhetskopia av Förtrogen.", hint });
  }
  const bytes = await buffer(await openEntry(zip, entry));
  if (commentOf(bytes) !== String(zip.comment)) throw new DamagedBackup();
  const content: unknown = JSON.parse(bytes.toString("utf8"));
  const version = z.object({ version: z.number() }).safeParse(content);
  if (version.success && version.data.version > archiveVersion) return failed(tooNew(`form ${version.data.version}`));
  const manifest = manifestSchema.safeParse(content);
  if (!manifest.success) throw new DamagedBackup();
  for (const { name } of manifest.data.tables) if (!entries.has(entryName(name))) throw new DamagedBackup();
  return ok(manifest.data);
}

/** What is said of a backup that a later version of the program has taken. */
export function tooNew(what: string): Problem {
  return {
    code: "backup-too-new",
    message: `Säkerhetskopian är tagen med en senare version av Förtrogen (${what} finns inte i den här).`,
    hint: "Läs in den med samma eller en senare version av Förtrogen än den som tog den.",
  };
}

function openEntry(zip: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (cause, stream) => {
      if (stream) resolve(stream);
      else reject(cause instanceof Error ? cause : new DamagedBackup());
    });
  });
}

async function readRows(zip: ZipFile, entries: ReadonlyMap<string, Entry>, table: Manifest["tables"][number]): Promise<Readable> {
  const entry = entries.get(entryName(table.name));
  if (!entry) throw new DamagedBackup();
  const stream = await openEntry(zip, entry);
  const digest = createHash("sha256");
  const checked = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      digest.update(chunk);
      done(null, chunk);
    },
    flush(done) {
      done(digest.digest("hex") === table.sha256 ? null : new DamagedBackup());
    },
  });
  stream.on("error", () => checked.destroy(new DamagedBackup()));
  checked.on("close", () => stream.destroy());
  return stream.pipe(checked);
}
