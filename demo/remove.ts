// Takes a demo away again, from every table that has rows of it, whatever tables there are.
import type pg from "pg";
import { failed, ok } from "../src/platform/basics/result.ts";
import type { Problem, Result } from "../src/platform/basics/result.ts";
import { makeClient } from "../src/platform/database/connect.ts";
import { demoCode } from "./municipality.ts";

export type RemovedDemo = {
  readonly code: string;
  readonly name: string;
  /** Rows that were taken away, the log's among them. */
  readonly rows: number;
  readonly tables: number;
  /** The log that is gone with it: events, seals and the control value of the last seal (hexadecimal), null where there was none. */
  readonly log: { readonly events: number; readonly seals: number; readonly head: string | null };
};

export type RemoveOptions = {
  /** The demo with this code, or every one (`all`); Demokommunen unless told. */
  readonly code?: string | undefined;
  readonly all?: boolean | undefined;
  readonly now: Date;
};

/**
 * Removes demo municipalities and all that belongs to them, all or nothing. `ownerUrl` is the owner's connection.
 * Fails where there is no such demo (`no-demo`), where the municipality is not a demo or somebody has signed on to it by the
 * municipality's sign-on (`not-a-demo`), and where others work in the tables (`try-again`). Throws what the database throws.
 */
export async function removeDemo(ownerUrl: string, options: RemoveOptions): Promise<Result<RemovedDemo[]>> {
  return inOneTransaction(ownerUrl, (client) => removeWithin(client, options));
}

/** Runs `work` in one transaction of the owner's; what fails or throws is taken back. */
export async function inOneTransaction<T>(ownerUrl: string, work: (client: pg.Client) => Promise<Result<T>>): Promise<Result<T>> {
  const client = makeClient(ownerUrl, { application_name: "fortrogen demo" });
  await client.connect();
  try {
    await client.query("begin");
    const done = await work(client);
    await client.query(done.ok ? "commit" : "rollback");
    return done;
  } catch (cause) {
    await client.query("rollback").catch(() => undefined);
    if ((cause as { code?: string }).code === lockNotAvailable) return failed(busy);
    throw cause;
  } finally {
    await client.end();
  }
}

/** As `removeDemo`, in a transaction that has begun. */
export async function removeWithin(client: pg.Client, options: RemoveOptions): Promise<Result<RemovedDemo[]>> {
  await client.query(`set local lock_timeout = ${longestWait}`);
  const wanted = options.all ? null : (options.code ?? demoCode);
  const { rows: found } = await client.query<Found>(
    `select m.id, m.code, m.name, m.is_demo, exists (select from access.staff s where s.municipality_id = m.id and s.subject not like 'demo:%') as signed_on
     from core.municipality m where case when $1::text is null then m.is_demo else m.code = $1 end order by m.code for update`,
    [wanted],
  );
  if (found.length === 0) return failed(noDemo(wanted));
  const real = found.find((one) => !one.is_demo || one.signed_on);
  if (real) return failed(notADemo(real));
  const removed: RemovedDemo[] = [];
  for (const one of found) removed.push(await remove(client, one, options.now));
  return ok(removed);
}

type Found = { id: number; code: string; name: string; is_demo: boolean; signed_on: boolean };
type Table = { name: string; guards: string[] };

async function remove(client: pg.Client, { id, code, name }: Found, now: Date): Promise<RemovedDemo> {
  const log = await logOf(client, id);
  const tables = await tablesOfMunicipalities(client);
  const guarded = tables.flatMap(({ name: table, guards }) => guards.map((guard) => `alter table ${table} % trigger ${guard}`));
  for (const change of guarded) await client.query(change.replace("%", "disable"));
  // One statement: foreign keys are looked at when all of it is done, so the order of the tables does not matter.
  const parts = tables.map(({ name: table }, n) => `t${n} as (delete from ${table} where municipality_id = $1 returning 1)`);
  const counts = tables.map((_, n) => `(select count(*) from t${n})`);
  const { rows } = await client.query<{ counts: number[] }>(
    `with ${parts.join(", ")} select array[${counts.join(", ")}]::int[] as counts`,
    [id],
  );
  for (const change of guarded) await client.query(change.replace("%", "enable"));
  await client.query("delete from core.municipality where id = $1", [id]);
  await client.query(
    `insert into core.removed_demo (id, code, name, removed_at, log_events, log_seals, log_head) values ($1, $2, $3, $4, $5, $6, decode($7, 'hex'))`,
    [id, code, name, now, log.events, log.seals, log.head],
  );
  const taken = rows[0]?.counts ?? [];
  return { code, name, rows: taken.reduce((sum, n) => sum + n, 0), tables: taken.filter((n) => n > 0).length, log };
}

async function logOf(client: pg.Client, id: number): Promise<RemovedDemo["log"]> {
  const { rows } = await client.query<RemovedDemo["log"]>(
    `select (select count(*)::int from audit.event where municipality_id = $1) as events, (select count(*)::int from audit.seal where municipality_id = $1) as seals,
       (select encode(hash, 'hex') from audit.seal where municipality_id = $1 order by number desc limit 1) as head`,
    [id],
  );
  return rows[0] ?? { events: 0, seals: 0, head: null };
}

/** Every table with rows of municipalities, found in the database itself; with the triggers that could refuse a removal. */
async function tablesOfMunicipalities(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    select c.oid::regclass::text as name,
      array(select quote_ident(t.tgname) from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal and t.tgtype & 8 <> 0 and t.tgenabled <> 'D' order by 1) as guards
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'municipality_id' and not a.attisdropped
    where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^(pg_|information_schema)' order by 1`);
  return rows;
}

const longestWait = 15_000;
const lockNotAvailable = "55P03";

function noDemo(code: string | null): Problem {
  if (code !== null && code !== demoCode)
    return {
      code: "no-demo",
      message: `Databasen har ingen kommun med kod ${code}.`,
      hint: "”fortrogen municipality list” visar dem som finns.",
    };
  return {
    code: "no-demo",
    message: "Databasen har ingen demokommun.",
    hint: "Det finns inget att ta bort. ”fortrogen demo load” läser in en.",
  };
}

function notADemo({ code, name, is_demo }: Found): Problem {
  const message = is_demo
    ? `${name} (${code}) är märkt som demo, men människor har loggat in där med kommunens inloggning.`
    : `${name} (${code}) är ingen demokommun.`;
  return { code: "not-a-demo", message, hint: "Bara en demokommun kan tas bort. Ingenting är ändrat." };
}

const busy: Problem = {
  code: "try-again",
  message: "Någon arbetar i demon just nu. Ingenting är ändrat.",
  hint: "Vänta tills det är klart, en inläsning till exempel, och försök igen.",
};
