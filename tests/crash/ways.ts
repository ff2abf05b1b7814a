// The ways in which the drill strikes, in the middle of the work.
import { setTimeout as pause } from "node:timers/promises";
import { familyOf, postmasterOf } from "../../bench/support/processes.ts";
import type { WebProcess } from "../../bench/support/processes.ts";
import { makeClient } from "../../src/platform/database/connect.ts";
import type { Network } from "../support/proxy.ts";

/** After these the web is started again: it was killed, alone or together with PostgreSQL. */
export const deadlyWays = ["web killed", "web and postgres killed"] as const;
/** These the web must live through, and go on by itself. */
export const livingWays = ["postgres killed", "postgres restarted", "connections terminated", "connections reset"] as const;
export type DeadlyWay = (typeof deadlyWays)[number];
type LivingWay = (typeof livingWays)[number];
export type Way = DeadlyWay | LivingWay;

/** Whether the web has to be started again afterwards. */
export const isDeadly = (way: Way): way is DeadlyWay => deadlyWays.some((one) => one === way);

/** Whether the web reaches its database over a network of the drill's own. */
export function needsNetwork(way: Way): boolean {
  return way === "connections reset";
}

/** What the strike is aimed at. */
export type Target = {
  readonly dataFolder: string;
  readonly ownerUrl: string;
  readonly web: WebProcess;
  readonly network: Network | undefined;
  /** Whether the strike has been felt by a request, or there is nobody left to feel it. */
  isFelt(): boolean;
};

/** Strikes. Resolves when it is done; what was begun against the network alone is ended by `calm`. */
export async function strike(way: Way, round: number, target: Target): Promise<void> {
  switch (way) {
    case "web killed":
      return target.web.kill();
    case "web and postgres killed": {
      const family = postgresOf(target.dataFolder);
      const web = target.web.kill();
      signal(family, "SIGKILL");
      return web;
    }
    case "postgres killed":
      return signal(postgresOf(target.dataFolder), "SIGKILL");
    case "postgres restarted":
      // A fast stop; who uses it starts it again.
      return signal(postgresOf(target.dataFolder).slice(0, 1), "SIGINT");
    case "connections terminated":
      return terminate(target);
    case "connections reset":
      target.network?.resetBetweenStatements(connectionsToReset).catch(() => undefined);
      target.network?.resetAtCommit(round % 2 === 0 ? "before" : "after").catch(() => undefined);
  }
}

/** Ends what a strike has left waiting in the network. */
export function calm(target: Pick<Target, "network">): void {
  target.network?.stopResetting();
}

/** As many as the web has (src/app/cli/serve.ts). */
const connectionsToReset = 12;

function postgresOf(dataFolder: string): number[] {
  const postmaster = postmasterOf(dataFolder);
  return postmaster === undefined ? [] : familyOf(postmaster);
}

function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch {
      // Ended by itself in the meantime.
    }
  }
}

/** All connections of the web at once, again where that moment was one between two transactions of everybody. */
async function terminate({ ownerUrl, isFelt }: Target): Promise<void> {
  const client = makeClient(ownerUrl);
  try {
    await client.connect();
    while (!isFelt()) {
      await client.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'fortrogen web'");
      await pause(20);
    }
  } finally {
    await client.end();
  }
}
