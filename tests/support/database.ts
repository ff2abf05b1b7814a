import type { Kysely } from "kysely";
import { sql } from "kysely";
import { inject } from "vitest";
import type { TestProject } from "vitest/node";
import { openDatabase } from "../../src/platform/database/connect.ts";
import type { Database, OpenDatabase } from "../../src/platform/database/connect.ts";
import { atDatabase, copyTemplate, dropDatabase, makeDatabase, prepareTestServer } from "./template.ts";
import type { TestServer } from "./template.ts";

declare module "vitest" {
  interface ProvidedContext {
    testServer: TestServer;
  }
}

/** A database of a test's own: migrated, empty, on a real PostgreSQL. */
export type TestDatabase = OpenDatabase & {
  readonly ownerUrl: string;
  readonly appUrl: string;
  /** Closes the handles and removes the database. */
  drop(): Promise<void>;
};

export type TestMunicipality = {
  readonly code: string;
  readonly name: string;
  readonly kind?: "kommun" | "stadsdel";
  readonly population?: number;
  readonly isDemo?: boolean;
};

/** Vitest's global setup: one server for the whole run; gives back its teardown. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { stop, ...server } = await prepareTestServer();
  project.provide("testServer", { ownerUrl: server.ownerUrl, appUrl: server.appUrl, template: server.template });
  return stop;
}

/** Makes a database for one test or one file of tests. Always `drop()` it afterwards. */
export async function createTestDatabase(options: { readonly poolSize?: number } = {}): Promise<TestDatabase> {
  const server = inject("testServer");
  const name = await copyTemplate(server);
  const ownerUrl = atDatabase(server.ownerUrl, name);
  const appUrl = atDatabase(server.appUrl, name);
  const opened = openDatabase({ ownerUrl, appUrl, poolSize: options.poolSize ?? 4, applicationName: "fortrogen test" });
  return {
    ...opened,
    ownerUrl,
    appUrl,
    async drop() {
      await opened.close();
      await dropDatabase(server, name);
    },
  };
}

/** Makes an empty database, not migrated: what an administrator makes. Always `drop()` it afterwards. */
export async function createBareDatabase(): Promise<{ readonly ownerUrl: string; readonly appUrl: string; drop(): Promise<void> }> {
  const server = inject("testServer");
  const name = await makeDatabase(server, "template0");
  return { ownerUrl: atDatabase(server.ownerUrl, name), appUrl: atDatabase(server.appUrl, name), drop: () => dropDatabase(server, name) };
}

/** Adds a municipality; gives its id. */
export async function addMunicipality(database: string | Kysely<Database> | TestDatabase, municipality: TestMunicipality): Promise<number> {
  if (typeof database === "string") {
    const opened = openDatabase({ ownerUrl: database, appUrl: database });
    try {
      return await insertMunicipality(opened.owner, municipality);
    } finally {
      await opened.close();
    }
  }
  return insertMunicipality("owner" in database ? database.owner : database, municipality);
}

/** What a code is of. */
const kindOf = (code: string) => (/^\d{6}-\d{4}$/.test(code) ? "myndighet" : code.includes("-") ? "stadsdel" : "kommun");

async function insertMunicipality(owner: Kysely<Database>, given: TestMunicipality): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into core.municipality (code, name, kind, population, is_demo)
    values (${given.code}, ${given.name}, ${given.kind ?? kindOf(given.code)},
      ${given.population ?? null}, ${given.isDemo ?? false})
    returning id`.execute(owner);
  const id = rows[0]?.id;
  if (id === undefined) throw new Error("The municipality was not added.");
  return id;
}
