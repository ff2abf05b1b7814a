// The crash drill: 200 writes at once, kill -9 in the middle, start again, and see that nothing acknowledged is lost and nothing is half done.
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type pg from "pg";
import type { Browser } from "../../bench/load/browser.ts";
import { familyOf, mustRun, postmasterOf, root, runCommand, startWeb } from "../../bench/support/processes.ts";
import type { WebProcess } from "../../bench/support/processes.ts";
import { valueOf } from "../../src/core/result.ts";
import { makeClient } from "../../src/database/connect.ts";
import { ensureServer } from "../../src/database/embedded.ts";
import { demoCode } from "../../demo/municipality.ts";
import { faultsOf, findTraces, findWork, makeWrites, send, signInAll } from "./writes.ts";
import type { Write } from "./writes.ts";

/** What is killed: the web alone, or the web and PostgreSQL at the same moment. */
export type Victim = "web" | "web and postgres";

export type Round = {
  readonly victim: Victim;
  readonly round: number;
  readonly sent: number;
  readonly acknowledged: number;
  /** Acknowledged or not, these were in the database after the restart. */
  readonly present: number;
  /** Sent again with the same keys: how many of them had been done already. */
  readonly resent: number;
  readonly alreadyDone: number;
  /** From the kill to the first answer after the restart. */
  readonly secondsToAnswer: number;
  readonly faults: readonly string[];
};

const writesPerRound = 200;
const children = 60;

/** A house for the drill: a demo municipality on an embedded PostgreSQL that forces every commit to disk. Always `close()` it. */
export type DrillHouse = { readonly dataFolder: string; web: WebProcess; close(): Promise<void> };

export async function openDrillHouse(): Promise<DrillHouse> {
  const dataFolder = join(root, ".build", "crash", String(process.pid));
  rmSync(dataFolder, { recursive: true, force: true });
  mkdirSync(dataFolder, { recursive: true });
  await mustRun({ dataFolder }, ["demo", "load", "--children", String(children)]);
  const house: DrillHouse = {
    dataFolder,
    web: await startWeb({ dataFolder }),
    async close() {
      await house.web.stop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
  return house;
}

/** One round. Never throws for what it is there to find: that comes back as `faults`. */
export async function crash(house: DrillHouse, victim: Victim, round: number): Promise<Round> {
  const writes = await withOwner(house, async (client) =>
    makeWrites(await findWork(client), writesPerRound, `${victim} ${round} ${Date.now()}`, new Date()),
  );
  const browsers = await signInAll(
    house.web.origin,
    demoCode,
    writes.map((write) => write.staffId),
  );
  await sendUntilKilled(house, victim, writes, browsers);
  const killedAt = performance.now();
  for (const browser of browsers.values()) browser.close();
  house.web = await startWeb({ dataFolder: house.dataFolder });
  const secondsToAnswer = (performance.now() - killedAt) / 1000;
  const acknowledged = writes.filter((write) => write.answer?.status === 200);
  const before = await look(house, writes);
  const again = await sendAgain(house, writes, before.present);
  const after = await look(house, writes);
  const faults = [...refusals(writes), ...before.faults, ...again.faults, ...after.faults, ...(await logFaults(house))];
  if (after.present.size !== writes.length)
    faults.push(`${after.present.size} of ${writes.length} writes are there after all were sent again`);
  return {
    victim, round, sent: writes.length, acknowledged: acknowledged.length, present: before.present.size, resent: again.resent, alreadyDone: again.alreadyDone,
    secondsToAnswer, faults,
  }; // prettier-ignore
}

async function sendUntilKilled(
  house: DrillHouse,
  victim: Victim,
  writes: readonly Write[],
  browsers: ReadonlyMap<string, Browser>,
): Promise<void> {
  // Somewhere between the first answers and the last, another place in each round.
  const killAfter = Math.round(writes.length * (0.05 + 0.8 * Math.random()));
  let answered = 0;
  let killed: Promise<void> | undefined;
  await Promise.all(
    writes.map(async (write) => {
      const answer = await send(browserOf(browsers, write), write);
      if (answer) write.answer = answer;
      if (answer && ++answered === killAfter) killed = kill(house, victim);
    }),
  );
  await (killed ?? kill(house, victim));
}

async function kill(house: DrillHouse, victim: Victim): Promise<void> {
  const postmaster = victim === "web" ? undefined : postmasterOf(house.dataFolder);
  const gone = postmaster === undefined ? [] : familyOf(postmaster);
  const web = house.web.kill();
  for (const pid of gone) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // Ended by itself in the meantime.
    }
  }
  await web;
}

async function look(house: DrillHouse, writes: readonly Write[]): Promise<{ present: Set<string>; faults: string[] }> {
  const traces = await withOwner(house, (client) => findTraces(client, writes));
  const present = new Set([...traces.values()].filter((trace) => trace.ids.length > 0).map((trace) => trace.key));
  return { present, faults: writes.flatMap((write) => faultsOf(write, traces.get(write.key))) };
}

/** What a person's browser does when the answer never came: sends the same form again. A few that did get their answer are sent twice too. */
async function sendAgain(
  house: DrillHouse,
  writes: readonly Write[],
  present: ReadonlySet<string>,
): Promise<{ resent: number; alreadyDone: number; faults: string[] }> {
  const again = [...writes.filter((write) => !write.answer), ...writes.filter((write) => write.answer).slice(0, 10)];
  const browsers = await signInAll(
    house.web.origin,
    demoCode,
    again.map((write) => write.staffId),
  );
  const faults: string[] = [];
  await Promise.all(
    again.map(async (write) => {
      const answer = await send(browserOf(browsers, write), write);
      if (answer?.status !== 200) faults.push(`${write.words}: sent again and answered ${answer?.status ?? "nothing"}`);
      else if (write.answer && write.answer.id !== answer.id) faults.push(`${write.words}: sent again and answered with another id`);
      if (answer) write.answer = answer;
    }),
  );
  for (const browser of browsers.values()) browser.close();
  return { resent: again.length, alreadyDone: again.filter((write) => present.has(write.key)).length, faults };
}

function browserOf(browsers: ReadonlyMap<string, Browser>, write: Write): Browser {
  const found = browsers.get(write.staffId);
  if (!found) throw new Error("Nobody is signed in for this write.");
  return found;
}

/** Every write is allowed: any answer but 200 is a fault. */
function refusals(writes: readonly Write[]): string[] {
  return writes
    .filter((write) => write.answer && write.answer.status !== 200)
    .map((write) => `${write.words}: answered ${write.answer?.status}`);
}

async function logFaults(house: DrillHouse): Promise<string[]> {
  const run = await runCommand({ dataFolder: house.dataFolder }, ["verify-log", "--format", "json"]);
  return run.code === 0 ? [] : [`verify-log ended with ${run.code}: ${run.stdout}${run.stderr}`];
}

async function withOwner<T>(house: DrillHouse, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const server = valueOf(await ensureServer(house.dataFolder));
  const client = makeClient(server.ownerUrl);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end();
    await server.stop();
  }
}
