// The house that the drill is made in: a demo municipality on an embedded PostgreSQL that forces every commit to disk.
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type pg from "pg";
import { mustRun, startWeb } from "../../bench/support/processes.ts";
import type { WebProcess } from "../../bench/support/processes.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { makeClient } from "../../src/platform/database/connect.ts";
import { ensureServer } from "../../src/platform/database/embedded.ts";
import type { EmbeddedServer } from "../../src/platform/database/embedded.ts";
import { openNetwork } from "../support/proxy.ts";
import type { Network } from "../support/proxy.ts";

const children = 60;
/** A bound for what hangs, not a measure. Milliseconds. */
const patience = 300_000;

/** The web and its database. Always `close()` it. */
export class DrillHouse {
  readonly dataFolder: string;
  #running: { readonly web: WebProcess; readonly network?: Network; readonly server?: EmbeddedServer } | undefined;

  private constructor(dataFolder: string) {
    this.dataFolder = dataFolder;
  }

  /** Makes the folder and the municipality. */
  static async open(): Promise<DrillHouse> {
    const dataFolder = mkdtempSync(join(tmpdir(), "fortrogen-crash-"));
    // PostgreSQL runs as another user where the drill is run by root.
    chmodSync(dataFolder, 0o755);
    await mustRun({ dataFolder }, ["demo", "load", "--children", String(children)]);
    return new DrillHouse(dataFolder);
  }

  /** The web that runs now. @throws Error before the first start. */
  get web(): WebProcess {
    if (!this.#running) throw new Error("The web has not been started.");
    return this.#running.web;
  }

  /** The network between the web and its database, where it was started with one. */
  get network(): Network | undefined {
    return this.#running?.network;
  }

  /** Makes sure that the web runs, with a network of the drill's own to its database or, without one, with the database in its own care. */
  async start(hasNetwork: boolean): Promise<void> {
    if (this.#running && (this.#running.network !== undefined) === hasNetwork) return;
    await this.#stop();
    const { dataFolder } = this;
    if (!hasNetwork) {
      this.#running = { web: await startWeb({ dataFolder }) };
      return;
    }
    const server = valueOf(await ensureServer(dataFolder));
    const network = await openNetwork(server.ownerUrl);
    this.#running = { web: await startWeb({ dataFolder, appUrl: network.through(server.appUrl) }), network, server };
  }

  /** Starts the web anew after it was killed. */
  async startAnew(): Promise<void> {
    this.#running = undefined;
    await this.start(false);
  }

  /** True where the web still is the process that it was. */
  isAlive(pid: number): boolean {
    try {
      return this.web.pid === pid && process.kill(pid, 0);
    } catch {
      return false;
    }
  }

  /** Waits until the web, which lives on, is ready again. False where its process has ended, or where that takes too long. */
  async isBackByItself(pid: number): Promise<boolean> {
    const end = performance.now() + patience;
    while (performance.now() < end && this.isAlive(pid)) {
      const answer = await fetch(`${this.web.origin}/redo`).catch(() => undefined);
      await answer?.body?.cancel();
      if (answer?.status === 200) return true;
      await pause(50);
    }
    return false;
  }

  /** Does something in the database as its owner, beside the web. */
  async withOwner<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    const server = valueOf(await ensureServer(this.dataFolder));
    const client = makeClient(server.ownerUrl);
    try {
      await client.connect();
      return await work(client);
    } finally {
      await client.end();
      await server.stop();
    }
  }

  /** The owner's address. */
  async ownerUrl(): Promise<string> {
    const server = valueOf(await ensureServer(this.dataFolder));
    await server.stop();
    return server.ownerUrl;
  }

  async close(): Promise<void> {
    await this.#stop();
    rmSync(this.dataFolder, { recursive: true, force: true });
  }

  async #stop(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    await running?.web.stop();
    await running?.network?.close();
    await running?.server?.stop();
  }
}
