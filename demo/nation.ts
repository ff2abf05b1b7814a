// The whole nation for load tests: 303 tenants, every child in Sweden with a life, straight into schema extract by COPY.
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type pg from "pg";
import { failed, ok } from "../src/platform/basics/result.ts";
import type { Result } from "../src/platform/basics/result.ts";
import { makeClient } from "../src/platform/database/connect.ts";
import { extractFiles } from "./extract.ts";
import { refuseBesideRealPeople } from "./load.ts";
import { tenants } from "./municipality.ts";
import type { NationJob, NationMessage } from "./nation-worker.ts";

/** Children 0–17 in Sweden (SCB, August 2024, as in Socialstyrelsen 2025). */
export const childrenInSweden = 2_176_224;
/** Test identities per tenant: 303 × 30 of the series' 9 308. */
export const identitiesPerTenant = 30;

export type NationOptions = {
  readonly seed: number;
  readonly today: string;
  /** Children in all; Sweden's unless told. */
  readonly children?: number;
  /** Connections that write at the same time; two unless told. */
  readonly connections?: number;
  readonly onProgress?: (done: number, total: number, step: "barn" | "index") => void;
};
export type LoadedNation = {
  readonly tenants: number;
  readonly children: number;
  readonly rows: number;
  readonly secondsCopying: number;
  readonly secondsIndexing: number;
};

const loadTables = ["child", "intake", "investigation", "intervention", "conversation", "missed_conversation"] as const;

/** So many children for each tenant, in proportion to its inhabitants (largest remainder), `total` in all. */
export function shareChildren(total: number): number[] {
  const inhabitants = tenants.reduce((sum, tenant) => sum + tenant.population, 0);
  const exact = tenants.map(({ population }) => (population * total) / inhabitants);
  const shares = exact.map(Math.floor);
  const order = exact.map((_, n) => n).sort((a, b) => ((exact[b] ?? 0) % 1) - ((exact[a] ?? 0) % 1) || a - b);
  const missing = total - shares.reduce((sum, n) => sum + n, 0);
  for (const n of order.slice(0, missing)) shares[n] = (shares[n] ?? 0) + 1;
  return shares;
}

/**
 * Loads the nation into an empty schema `extract`. Indexes and keys are dropped and made again, so nobody else may work in the
 * database meanwhile.
 * Fails when a tenant is there that is not a demo, or when `extract` holds children already.
 */
export async function loadNation(ownerUrl: string, options: NationOptions): Promise<Result<LoadedNation>> {
  const client = makeClient(ownerUrl, { application_name: "fortrogen nation" });
  await client.connect();
  try {
    const total = options.children ?? childrenInSweden;
    const ids = await addTenants(client);
    if (!ids.ok) return ids;
    const indexes = await dropIndexes(client);
    const start = performance.now();
    // The keys come back also when the copying fails: a database without them would be worse than an empty one.
    const rows = await copyAll(ownerUrl, ids.value, total, options).catch(async (cause: unknown) => {
      await remake(client, indexes, options);
      throw cause;
    });
    const copied = performance.now();
    await remake(client, indexes, options);
    await client.query("analyze");
    return ok({
      tenants: tenants.length,
      children: total,
      rows,
      secondsCopying: (copied - start) / 1000,
      secondsIndexing: (performance.now() - copied) / 1000,
    });
  } finally {
    await client.end();
  }
}

async function addTenants(client: pg.Client): Promise<Result<Map<string, number>>> {
  const taken = await client.query("select 1 from core.municipality where not is_demo limit 1");
  if (taken.rowCount) {
    return failed({
      code: "not-a-demo",
      message: "Databasen har kommuner som inte är märkta som demo.",
      hint: "Läs in nationen i en egen, tom databas (FORTROGEN_DATA eller DATABASE_URL).",
    });
  }
  const beside = await refuseBesideRealPeople(client);
  if (beside) return failed(beside);
  const used = await client.query("select 1 from extract.child limit 1");
  if (used.rowCount) {
    return failed({
      code: "demo-already-loaded",
      message: "Databasen har redan barn från öppna uttag.",
      hint: "Läs in nationen i en egen, tom databas (FORTROGEN_DATA eller DATABASE_URL).",
    });
  }
  await client.query("begin");
  for (const { code, name, kind, population } of tenants) {
    await client.query(
      "insert into core.municipality (code, name, kind, population, is_demo) values ($1, $2, $3, $4, true) on conflict (code) do nothing",
      [code, name, kind, population],
    );
  }
  for (const file of extractFiles) {
    await client.query(
      `insert into extract.delivered_file (municipality_id, file, first_delivered_at, last_delivered_at)
       select id, $1, now(), now() from core.municipality where code = any ($2) on conflict do nothing`,
      [file, tenants.map(({ code }) => code)],
    );
  }
  await client.query("commit");
  const { rows } = await client.query<{ code: string; id: number }>("select code, id from core.municipality");
  return ok(new Map(rows.map(({ code, id }) => [code, id])));
}

/** Drops keys and indexes of the tables; gives the statements that make them again, keys first. */
async function dropIndexes(client: pg.Client): Promise<string[]> {
  const names = loadTables.map((table) => `extract.${table}`);
  const constraints = await client.query<{ table: string; name: string; definition: string }>(
    `select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
     from pg_constraint where conrelid = any ($1::regclass[]) and contype in ('p', 'u', 'f') order by contype desc`,
    [names],
  );
  const indexes = await client.query<{ name: string; definition: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i
     where i.indrelid = any ($1::regclass[]) and not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid)`,
    [names],
  );
  const remake: string[] = [];
  for (const { table, name, definition } of constraints.rows.toSorted(
    (a, b) => Number(a.definition.startsWith("FOREIGN")) - Number(b.definition.startsWith("FOREIGN")),
  )) {
    remake.push(`alter table ${table} add constraint ${name} ${definition}`);
  }
  for (const { table, name } of constraints.rows) await client.query(`alter table ${table} drop constraint ${name}`);
  for (const { name, definition } of indexes.rows) {
    await client.query(`drop index ${name}`);
    remake.push(definition);
  }
  return remake;
}

async function remake(client: pg.Client, statements: readonly string[], options: NationOptions): Promise<void> {
  await client.query("set maintenance_work_mem = '512MB'");
  for (const [n, statement] of statements.entries()) {
    await client.query(statement);
    options.onProgress?.(n + 1, statements.length, "index");
  }
}

async function copyAll(ownerUrl: string, ids: ReadonlyMap<string, number>, total: number, options: NationOptions): Promise<number> {
  const shares = shareChildren(total);
  const jobs = tenants
    .map((tenant, place): NationJob => ({
      code: tenant.code,
      municipalityId: ids.get(tenant.code) ?? 0,
      children: shares[place] ?? 0,
      identities: { from: place * identitiesPerTenant, count: identitiesPerTenant },
    })) // prettier-ignore
    .sort((a, b) => b.children - a.children);
  let done = 0,
    rows = 0;
  const work = async (): Promise<void> => {
    const worker = new Worker(new URL("nation-worker.ts", import.meta.url), {
      workerData: { ownerUrl, seed: options.seed, today: options.today },
    });
    try {
      for (let job = jobs.shift(); job; job = jobs.shift()) {
        worker.postMessage(job);
        const [answer] = (await once(worker, "message")) as [NationMessage];
        done += job.children;
        rows += answer.rows;
        options.onProgress?.(done, total, "barn");
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: options.connections ?? 2 }, work));
  return rows;
}
