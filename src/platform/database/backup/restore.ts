import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { failed, ok } from "../../basics/result.ts";
import type { Problem, Result } from "../../basics/result.ts";
import { copyIn } from "../copy.ts";
import { byTodaysNames, tooOld } from "../folded.ts";
import { applyNew, createLists, noteApplied, run } from "../migrate.ts";
import type { Dated } from "../migrate.ts";
import { outageOf } from "../outage.ts";
import { breakOff, ensureRoles, openClient } from "../roles.ts";
import { readSchemaFiles } from "../schema-files.ts";
import type { SchemaFile } from "../schema-files.ts";
import { DamagedBackup, damaged, openBackup, tooNew } from "./archive.ts";
import type { Manifest, OpenBackup } from "./archive.ts";
import { quoted, quotedWithColumns } from "./contents.ts";
import type { BackupProgress } from "./take.ts";

export type RestoreOptions = {
  readonly onProgress?: (progress: BackupProgress) => void;
  /** Stops the restore; the database is empty then, as it was. */
  readonly signal?: AbortSignal;
};

/** What was put back, and by which files it was brought up to this version of the program. */
export type Restored = { readonly manifest: Manifest; readonly tables: number; readonly rows: number; readonly applied: readonly string[] };

/**
 * Puts a backup back into the empty database at `ownerUrl`, all of it or nothing: the tables as the backup's own migrations make them,
 * its rows, then every constraint checked, then what this version of the program has that the backup's had not. A database with anything in
 * it is refused and not touched.
 * @returns a problem in Swedish: the file is no backup, damaged or of a later version; the database is not empty; the disk is full.
 */
export async function restoreBackup(ownerUrl: string, file: string, options: RestoreOptions = {}): Promise<Result<Restored>> {
  const backup = await openUsable(file);
  if (!backup.ok) return backup;
  try {
    const opened = await openClient(ownerUrl);
    if (!opened.ok) return opened;
    return await putBack(opened.value, backup.value, { file, ...options });
  } finally {
    backup.value.close();
  }
}

type Job = RestoreOptions & { readonly file: string };

async function putBack(client: pg.Client, backup: Usable, job: Job): Promise<Result<Restored>> {
  try {
    const occupied = await findOccupied(client);
    if (occupied) return failed(occupied);
    const roles = await ensureRoles(client);
    if (!roles.ok) return roles;
    await client.query(
      "set statement_timeout = 0; set lock_timeout = 0; set idle_in_transaction_session_timeout = 0; set row_security = off",
    );
    await client.query("select pg_advisory_lock(hashtext('fortrogen.migrate'))");
    await client.query("begin");
    await makeTables(client, backup);
    const filled = await fillTables(client, backup, job);
    const updated = await applyNew(client, readSchemaFiles());
    if (!updated.ok) return updated;
    await client.query("commit");
    // New rows without statistics would make the first pages slow.
    await client.query("analyze");
    await client.end();
    return ok({ ...filled, ...updated.value });
  } catch (cause) {
    const problem = job.signal?.aborted ? stopped : problemOf(cause, job.file);
    if (!problem) throw cause;
    return failed(problem);
  } finally {
    // What is not committed is taken back when the connection is gone, whatever state it is in.
    breakOff(client);
  }
}

const stopped: Problem = {
  code: "restore-stopped",
  message: "Återställningen avbröts. Databasen är tom, som före.",
  hint: "Kör kommandot igen.",
};

/** A backup together with its migrations by today's names, and their files. */
type Usable = OpenBackup & { readonly had: readonly Dated[]; readonly files: readonly SchemaFile[] };

/** Looks, before anything is started or made, whether this version of the program could put the backup back. */
export async function checkBackup(file: string): Promise<Result<Manifest>> {
  const backup = await openUsable(file);
  if (!backup.ok) return backup;
  backup.value.close();
  return ok(backup.value.manifest);
}

async function openUsable(file: string): Promise<Result<Usable>> {
  const backup = await openBackup(file);
  if (!backup.ok) return backup;
  const { migrations } = readSchemaFiles();
  const dated = backup.value.manifest.migrations.map(({ appliedAt, ...one }) => ({ ...one, applied_at: appliedAt }));
  const had = byTodaysNames(dated, migrations);
  const known = new Map(migrations.map((one) => [`${one.name} ${one.sha256}`, one]));
  const files = had?.map(({ name, sha256 }) => known.get(`${name} ${sha256}`) ?? name) ?? [];
  const unknown = files.find((one) => typeof one === "string");
  if (had && unknown === undefined) return ok({ ...backup.value, had, files: files.filter((one) => typeof one !== "string") });
  backup.value.close();
  return failed(unknown === undefined ? tooOld("backup") : tooNew(unknown));
}

/** Anything at all of anybody's: a restore never writes over what is there. */
async function findOccupied(client: pg.Client): Promise<Problem | undefined> {
  const { rows } = await client.query<{ database: string; found: string[] | null }>(`
    select current_database() as database, (select array_agg(name order by name) from (
      select nspname::text as name from pg_namespace where nspname !~ '^pg_' and nspname not in ('information_schema', 'public')
      union select 'public.' || relname from pg_class where relnamespace = 'public'::regnamespace) there) as found`);
  const { database = "", found } = rows[0] ?? {};
  if (!found) return undefined;
  return {
    code: "database-not-empty",
    message: `Databasen ${database} är inte tom (där finns ${found.slice(0, 3).join(", ")}${found.length > 3 ? " med mera" : ""}). En säkerhetskopia skrivs aldrig över något som finns.`,
    hint: "Läs in den bredvid: ange en ny mapp i FORTROGEN_DATA, eller en ny, tom databas i DATABASE_URL (createdb). Byt över när den är kontrollerad.",
  };
}

async function makeTables(client: pg.Client, { manifest: { tables }, had, files }: Usable): Promise<void> {
  await createLists(client);
  for (const file of files) await run(client, file);
  await noteApplied(client, had);
  // Rows that migrations put in stand in the backup too.
  if (tables.length > 0) await client.query(`truncate ${tables.map(({ name }) => quoted(name)).join(", ")} cascade`);
}

/**
 * Fills the tables one by one. What refers from row to row is checked for all rows at once afterwards, and triggers, which belong to
 * casework, sleep meanwhile.
 */
async function fillTables(client: pg.Client, backup: OpenBackup, job: Job): Promise<Omit<Restored, "applied">> {
  const { manifest } = backup;
  const later = await setAside(client);
  let rows = 0;
  let bytes = 0;
  for (const [index, table] of manifest.tables.entries()) {
    const tell = (read: number) => job.onProgress?.({ table: table.name, tables: index, of: manifest.tables.length, bytes: bytes + read });
    const count = await fillTable(client, backup, table, { tell, signal: job.signal });
    if (count !== table.rows) throw new DamagedBackup();
    rows += count;
    bytes += table.bytes;
  }
  for (const statement of later) await client.query(statement);
  for (const { name, value } of manifest.sequences) await client.query("select setval($1::regclass, $2)", [quoted(name), value]);
  return { manifest, tables: manifest.tables.length, rows };
}

type Filling = { readonly tell: (bytes: number) => void; readonly signal: AbortSignal | undefined };

async function fillTable(
  client: pg.Client,
  backup: OpenBackup,
  table: Manifest["tables"][number],
  { tell, signal }: Filling,
): Promise<number> {
  let bytes = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      tell(bytes);
      done(null, chunk);
    },
  });
  const into = copyIn(client, `copy ${quotedWithColumns(table)} from stdin with (freeze)`);
  await pipeline(await backup.rowsOf(table), meter, into, signal ? { signal } : {});
  return into.rowCount;
}

/** Takes away what would look at rows one by one. Gives the statements that put everything back, foreign keys and all. */
async function setAside(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ off: string; on: string }>(`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as off,
      format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(k.oid)) as on
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and k.conparentid = 0 and (k.contype = 'f' or (k.contype = 'c' and not k.convalidated))
    union all
    select format('alter table %s disable trigger %I', tgrelid::regclass, tgname),
      format('alter table %s enable %s trigger %I', tgrelid::regclass, case tgenabled when 'A' then 'always' when 'R' then 'replica' else '' end, tgname)
    from pg_trigger where not tgisinternal and tgenabled <> 'D'
    union all
    select format('drop index %s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid)
    from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and not i.indisunique`);
  for (const { off } of rows) await client.query(off);
  // Indexes first: the foreign keys look up with them.
  return rows.map(({ on }) => on).sort((a, b) => Number(b.startsWith("CREATE")) - Number(a.startsWith("CREATE")));
}

function problemOf(cause: unknown, file: string): Problem | undefined {
  if (cause instanceof DamagedBackup) return damaged(file);
  const { code = "" } = cause as { code?: string };
  const nothing = "Inget är inläst.";
  if (code === "53100" || code === "ENOSPC") {
    const hint = "Frigör utrymme där databasen ligger (den tar ungefär tio gånger säkerhetskopians storlek) och kör igen.";
    return { code: "disk-full", message: `Databasens disk är full. ${nothing}`, hint };
  }
  if (outageOf(cause)?.kind === "lost") {
    return {
      code: "database-lost",
      message: `Förbindelsen med databasen bröts. ${nothing}`,
      hint: "Kontrollera att databasen är igång och kör igen.",
    };
  }
  // A row that the tables do not take: the bytes are whole, but not what the program wrote.
  if (/^(22|23)/.test(code)) return damaged(file);
  return undefined;
}
