import { createHash } from "node:crypto";
import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { ZipFile } from "yazl";
import { failed, ok } from "../../basics/result.ts";
import type { Problem, Result } from "../../basics/result.ts";
import { copyOut } from "../copy.ts";
import { outageOf } from "../outage.ts";
import { breakOff, openClient } from "../roles.ts";
import { archiveVersion, commentOf, entryName, manifestName } from "./archive.ts";
import type { Manifest } from "./archive.ts";
import { listSequences, listTables, quotedWithColumns } from "./contents.ts";
import type { KeptTable } from "./contents.ts";

/** How far a backup or a restore has come. */
export type BackupProgress = { readonly table: string; readonly tables: number; readonly of: number; readonly bytes: number };

export type BackupOptions = {
  readonly now: Date;
  /** The program's version, for those who read the backup. */
  readonly program: string;
  readonly onProgress?: (progress: BackupProgress) => void;
  /** Stops the backup; nothing is left. */
  readonly signal?: AbortSignal;
};

/** A backup that was written whole and is on the disk. */
export type TakenBackup = {
  readonly file: string;
  /** Size of the file. */
  readonly bytes: number;
  readonly rows: number;
  readonly manifest: Manifest;
};

/** Fast enough never to be what one waits for, and within a tenth of the smallest. */
const compressionLevel = 3;
const steps = "set statement_timeout = 0; set lock_timeout = 0; set idle_in_transaction_session_timeout = 0; set row_security = off";

/**
 * Writes everything in the database at `ownerUrl`, as it is at one moment, to a new file in `folder`, while others go on working in it.
 * Only the owner of the file can read it (mode 0600). It gets its name when it is whole and on the disk; nothing half is ever left behind.
 * It holds no password, key or session.
 * @returns a problem in Swedish where there is nothing to back up, the place cannot be written to, or the connection broke.
 */
export async function takeBackup(ownerUrl: string, folder: string, options: BackupOptions): Promise<Result<TakenBackup>> {
  const file = join(resolve(folder), `fortrogen-${options.now.toISOString().replaceAll(/[-:]|\.\d+/g, "")}.zip`);
  const part = `${file}.part`;
  const opened = await openClient(ownerUrl);
  if (!opened.ok) return opened;
  const client = opened.value;
  let output: FileHandle | undefined;
  try {
    const begun = await begin(client);
    if (!begun.ok) {
      await client.end();
      return begun;
    }
    output = await openPlace(file, part);
    const manifest = await writeArchive(client, output, options);
    await client.end();
    await settle(part, file);
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    return ok({ file, bytes: (await stat(file)).size, rows, manifest });
  } catch (cause) {
    // A COPY that nobody reads any more is not ended in order: it would be waited for.
    breakOff(client);
    // Only what this call began: the same name may be another's.
    if (output) await rm(part, { force: true });
    const problem = options.signal?.aborted ? stopped : problemOf(cause, file);
    if (!problem) throw cause;
    return failed(problem);
  }
}

const stopped: Problem = {
  code: "backup-stopped",
  message: "Säkerhetskopieringen avbröts. Ingen säkerhetskopia är skriven.",
  hint: "Kör kommandot igen.",
};

/** Opens the unfinished file. @throws what the file system says; `EEXIST` where the backup, finished or not, is there already. */
async function openPlace(file: string, part: string): Promise<FileHandle> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  if (await stat(file).catch(() => undefined)) throw Object.assign(new Error("The backup is there already."), { code: "EEXIST" });
  return open(part, "wx", 0o600);
}

/** One moment for all rows, with no migration under way. What others write meanwhile is not seen, and nobody waits for anybody. */
async function begin(client: pg.Client): Promise<Result<void>> {
  await client.query(steps);
  const { rows } = await client.query<{ there: boolean }>("select to_regclass('migration.applied') is not null as there");
  if (rows[0]?.there !== true) {
    const hint = "Kontrollera att DATABASE_URL eller FORTROGEN_DATA pekar på rätt databas.";
    return failed({ code: "nothing-to-back-up", message: "Databasen är tom: där finns inget att säkerhetskopiera.", hint });
  }
  await client.query("select pg_advisory_lock_shared(hashtext('fortrogen.migrate'))");
  await client.query("begin isolation level repeatable read, read only");
  return ok(undefined);
}

async function writeArchive(client: pg.Client, output: FileHandle, options: BackupOptions): Promise<Manifest> {
  const zip = new ZipFile();
  const failure = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, failure.signal]) : failure.signal;
  const saved = pipeline(zip.outputStream, output.createWriteStream({ flush: true }), { signal });
  // Whichever of reading and writing fails first ends the other.
  saved.catch((cause: unknown) => failure.abort(cause));
  zip.on("error", (cause) => failure.abort(cause));
  try {
    const manifest = await writeTables(client, zip, options, signal);
    const bytes = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
    zip.addBuffer(bytes, manifestName, { mode: 0o600, mtime: options.now });
    zip.end({ forceZip64Format: false, comment: commentOf(bytes) });
    await saved;
    return manifest;
  } catch (cause) {
    failure.abort(cause);
    await saved.catch(() => undefined);
    throw failure.signal.reason ?? cause;
  }
}

async function writeTables(client: pg.Client, zip: ZipFile, options: BackupOptions, signal: AbortSignal): Promise<Manifest> {
  const kept = await listTables(client);
  const tables: Manifest["tables"] = [];
  let bytes = 0;
  for (const table of kept) {
    const tell = (read: number) => options.onProgress?.({ table: table.name, tables: tables.length, of: kept.length, bytes: bytes + read });
    const written = await writeTable(client, zip, table, { options, signal, tell });
    tables.push(written);
    bytes += written.bytes;
  }
  return {
    form: "fortrogen-backup",
    version: archiveVersion,
    takenAt: options.now.toISOString(),
    program: options.program,
    tables,
    ...(await describe(client)),
  };
}

type Writing = { readonly options: BackupOptions; readonly signal: AbortSignal; readonly tell: (bytes: number) => void };

async function writeTable(
  client: pg.Client,
  zip: ZipFile,
  table: KeptTable,
  { options, signal, tell }: Writing,
): Promise<Manifest["tables"][number]> {
  const digest = createHash("sha256");
  let bytes = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      digest.update(chunk);
      bytes += chunk.length;
      tell(bytes);
      done(null, chunk);
    },
  });
  zip.addReadStreamLazy(entryName(table.name), { mode: 0o600, mtime: options.now, compressionLevel }, (take) => take(null, meter));
  const rows = copyOut(client, `copy ${quotedWithColumns(table)} to stdout`);
  await pipeline(rows, meter, { signal });
  return { name: table.name, columns: [...table.columns], rows: rows.rowCount, bytes, sha256: digest.digest("hex") };
}

type Described = Pick<Manifest, "postgres" | "migrations" | "sequences" | "heads">;

async function describe(client: pg.Client): Promise<Described> {
  const one = async <Row extends pg.QueryResultRow>(text: string) => (await client.query<Row>(text)).rows;
  const [server] = await one<{ version: string }>("select current_setting('server_version') as version");
  const migrations = await one<Manifest["migrations"][number]>(
    `select name, sha256, to_char(applied_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "appliedAt"
     from migration.applied order by applied_at, name`,
  );
  const heads = await one<Manifest["heads"][number]>(
    `select distinct on (municipality_id) municipality_id as "municipalityId", number, encode(hash, 'hex') as hash
     from audit.seal order by municipality_id, number desc`,
  );
  // Sequences stand outside the moment: read last, they are at or after what the rows have used.
  return { postgres: server?.version ?? "", migrations, heads, sequences: await listSequences(client) };
}

/** Gives the whole file its name, and sees to it that the name is on the disk too. */
async function settle(part: string, file: string): Promise<void> {
  await rename(part, file);
  const folder = await open(dirname(file), "r").catch(() => undefined);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}

function problemOf(cause: unknown, file: string): Problem | undefined {
  const { code = "" } = cause as { code?: string };
  const nothing = "Ingen säkerhetskopia är skriven.";
  if (["ENOSPC", "EDQUOT", "EFBIG"].includes(code)) {
    const hint = "Frigör utrymme eller välj en annan plats med --out, och kör igen.";
    return { code: "disk-full", message: `Disken är full: säkerhetskopian får inte plats i ${dirname(file)}. ${nothing}`, hint };
  }
  if (["EACCES", "EPERM", "EROFS", "ENOTDIR", "ENOENT", "EEXIST", "EISDIR"].includes(code)) {
    const hint = "Kontrollera att --out är en mapp som du får skriva i.";
    return { code: "target-not-writable", message: `Det går inte att skriva i ${dirname(file)} (${code}). ${nothing}`, hint };
  }
  if (outageOf(cause)?.kind === "lost") {
    const hint = "Kontrollera att databasen är igång och kör igen.";
    return { code: "database-lost", message: `Förbindelsen med databasen bröts. ${nothing}`, hint };
  }
  return undefined;
}
