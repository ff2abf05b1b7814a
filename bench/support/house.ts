// A database of the bench's own: an embedded PostgreSQL with fsync on in a folder under .build, or a new database on the server of DATABASE_URL.
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { valueOf } from "../../src/platform/basics/result.ts";
import { makeClient, openDatabase } from "../../src/platform/database/connect.ts";
import type { OpenDatabase } from "../../src/platform/database/connect.ts";
import { ensureServer } from "../../src/platform/database/embedded.ts";
import { actAsApp } from "../../src/platform/database/server.ts";
import { postmasterOf, root } from "./processes.ts";
import type { Place } from "./processes.ts";

export type House = {
  readonly place: Place;
  readonly ownerUrl: string;
  /** Everything that fills the house; runs once, also when the house is kept from an earlier run. */
  fill(work: () => Promise<void>): Promise<void>;
  open(): OpenDatabase;
  /** The embedded PostgreSQL's first process, for its memory. */
  postmaster(): number | undefined;
  /** Runs one statement as the owner. */
  run(statement: string): Promise<void>;
  close(): Promise<void>;
};

/** Opens the house called `name`. With `keep` it stays when closed, and is found again. */
export async function openHouse(name: string, keep: boolean): Promise<House> {
  const serverUrl = process.env["DATABASE_URL"];
  return serverUrl ? onServer(serverUrl) : embedded(name, keep);
}

/** Where bench keeps its folders. */
export const benchFolder = join(root, ".build", "bench");

async function embedded(name: string, keep: boolean): Promise<House> {
  const dataFolder = join(benchFolder, "data", keep ? name : `${name}-${process.pid}`);
  const ready = join(dataFolder, "filled");
  if (!existsSync(ready)) rmSync(dataFolder, { recursive: true, force: true });
  mkdirSync(dataFolder, { recursive: true });
  const server = valueOf(await ensureServer(dataFolder));
  return {
    ...shared(server.ownerUrl, server.appUrl),
    place: { dataFolder },
    postmaster: () => postmasterOf(dataFolder),
    async fill(work) {
      if (existsSync(ready)) return;
      await work();
      await settle(server.ownerUrl);
      writeFileSync(ready, "");
    },
    async close() {
      await server.stop();
      if (!keep) rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

async function onServer(serverUrl: string): Promise<House> {
  const name = `fortrogen_bench_${randomBytes(4).toString("hex")}`;
  await runOn(serverUrl, `create database ${name} template template0 encoding 'UTF8'`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const ownerUrl = url.toString();
  return {
    ...shared(ownerUrl, actAsApp(ownerUrl)),
    place: { databaseUrl: ownerUrl },
    postmaster: () => undefined,
    async fill(work) {
      await work();
      await settle(ownerUrl);
    },
    close: () => runOn(serverUrl, `drop database ${name} with (force)`),
  };
}

function shared(ownerUrl: string, appUrl: string): Pick<House, "ownerUrl" | "open" | "run"> {
  return {
    ownerUrl,
    open: () => openDatabase({ ownerUrl, appUrl, statementTimeout: 0, applicationName: "fortrogen bench" }),
    run: (statement) => runOn(ownerUrl, statement),
  };
}

/** As a database is some hours after a large change: statistics taken, visibility map written, nothing waiting to be written out. */
async function settle(ownerUrl: string): Promise<void> {
  await runOn(ownerUrl, "vacuum (analyze)");
  // Only a superuser may ask for it; without it the figures include the writing out of what was loaded.
  await runOn(ownerUrl, "checkpoint").catch(() => undefined);
}

async function runOn(url: string, statement: string): Promise<void> {
  const client = makeClient(url);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
