import { createHash, randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type pg from "pg";
import { valueOf } from "../../src/platform/basics/result.ts";
import { makeClient } from "../../src/platform/database/connect.ts";
import { ensureServer } from "../../src/platform/database/embedded.ts";
import { migrate } from "../../src/platform/database/migrate.ts";
import { schemaHash } from "../../src/platform/database/schema-files.ts";
import { actAsApp } from "../../src/platform/database/server.ts";
import { fastFolder } from "./work-folder.ts";

/** The server that tests use, and the migrated database that each test's own one is copied from. */
export type TestServer = { readonly ownerUrl: string; readonly appUrl: string; readonly template: string };

const root = join(import.meta.dirname, "..", "..");
/** Each clone has a server of its own, with its files in memory where there is room for them. */
const testData =
  fastFolder() === tmpdir()
    ? join(root, ".data", "test")
    : join(fastFolder(), `fortrogen-test-${createHash("sha256").update(root).digest("hex").slice(0, 8)}`);
const leftoverAge = 3 * 60;

/**
 * Starts (or attaches to) the throw-away test server, or takes the server that `TEST_DATABASE_URL` or `DATABASE_URL` names,
 * and makes sure the template of today's migrations is there. Call `stop` at the end.
 */
export async function prepareTestServer(): Promise<TestServer & { stop(): Promise<void> }> {
  const server = await findServer();
  const template = await withClient(server.ownerUrl, async (client) => {
    // Several test runs may start at once on one server.
    await client.query("select pg_advisory_lock(hashtext('fortrogen.test-template'))");
    await dropLeftovers(client);
    return (await findTemplate(client)) ?? (await buildTemplate(client, server.ownerUrl));
  });
  return { ...server, template };
}

/** Copies the template; gives the new database's name. */
export async function copyTemplate(server: TestServer): Promise<string> {
  return makeDatabase(server, server.template);
}

/** Makes a database from any template; gives its name. */
export async function makeDatabase(server: TestServer, template: string): Promise<string> {
  const name = `fortrogen_test_${minutesNow()}_${randomBytes(5).toString("hex")}`;
  const like = `template ${template} encoding 'UTF8' strategy file_copy`;
  await withClient(server.ownerUrl, (client) => client.query(`create database ${name} ${like}`));
  return name;
}

/** Removes a test's database, also when something still is connected to it. */
export async function dropDatabase(server: TestServer, name: string): Promise<void> {
  await withClient(server.ownerUrl, (client) => client.query(`drop database if exists ${name} with (force)`));
}

/** The same address with another database. */
export function atDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.toString();
}

async function findServer(): Promise<{ ownerUrl: string; appUrl: string; stop(): Promise<void> }> {
  const named = process.env["TEST_DATABASE_URL"] || process.env["DATABASE_URL"];
  if (named) {
    const appUrl = process.env["DATABASE_APP_URL"] || actAsApp(named);
    return { ownerUrl: named, appUrl, stop: async () => undefined };
  }
  const first = await ensureServer(testData, { durable: false });
  if (first.ok) return first.value;
  // Without fsync a power cut may have ruined the files, and nothing in them is worth keeping.
  rmSync(testData, { recursive: true, force: true });
  return valueOf(await ensureServer(testData, { durable: false }));
}

async function findTemplate(client: pg.Client): Promise<string | undefined> {
  const { rows } = await client.query<{ name: string }>(
    "select datname as name from pg_database where datname like $1 and pg_has_role(datdba, 'MEMBER')",
    [`fortrogen\\_template\\_%\\_${templateHash()}`],
  );
  return rows[0]?.name;
}

async function buildTemplate(client: pg.Client, ownerUrl: string): Promise<string> {
  const hash = templateHash();
  const building = `fortrogen_building_${minutesNow()}_${randomBytes(4).toString("hex")}`;
  await client.query(`create database ${building} template template0 encoding 'UTF8'`);
  try {
    valueOf(await migrate(atDatabase(ownerUrl, building)));
  } catch (cause) {
    await client.query(`drop database ${building} with (force)`);
    throw cause;
  }
  const name = `fortrogen_template_${minutesNow()}_${hash}`;
  await client.query(`alter database ${building} rename to ${name}`);
  return name;
}

async function dropLeftovers(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select datname as name from pg_database d
     where datname ~ '^fortrogen_(test|template|building)_[0-9]+_' and split_part(datname, '_', 3)::bigint < $1 and pg_has_role(datdba, 'MEMBER')
       and datname not like $2 and not exists (select from pg_stat_activity a where a.datname = d.datname)`,
    [minutesNow() - leftoverAge, `%\\_${templateHash()}`],
  );
  for (const { name } of rows) await client.query(`drop database if exists ${name}`);
}

function templateHash(): string {
  return schemaHash().slice(0, 12);
}

function minutesNow(): number {
  return Math.floor(Date.now() / 60_000);
}

async function withClient<T>(ownerUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = makeClient(atDatabase(ownerUrl, "postgres"));
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
