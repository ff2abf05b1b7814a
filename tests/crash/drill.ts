// The crash drill: 200 writes at once, a strike in the middle, and then: nothing acknowledged is lost, nothing is half done, it goes on.
import { setTimeout as pause } from "node:timers/promises";
import type { Browser } from "../../bench/load/browser.ts";
import { runCommand } from "../../bench/support/processes.ts";
import { demoCode } from "../../demo/municipality.ts";
import type { DrillHouse } from "./house.ts";
import { faultOfPage, readOn } from "./reads.ts";
import type { Reading } from "./reads.ts";
import { calm, isDeadly, needsNetwork, strike } from "./ways.ts";
import type { Target, Way } from "./ways.ts";
import { faultsOf, findTraces, findWork, isTryAgain, makeWrites, send, signInAll } from "./writes.ts";
import type { Write } from "./writes.ts";

export type Round = {
  readonly way: Way;
  readonly round: number;
  readonly sent: number;
  readonly acknowledged: number;
  /** Answered with "try again". */
  readonly toldToTryAgain: number;
  /** Acknowledged or not, these were in the database when it was back. */
  readonly present: number;
  /** Sent again with the same keys: how many of them had been done already. */
  readonly resent: number;
  readonly alreadyDone: number;
  /** Pages read meanwhile, and those of them that said "try again"; none where the web itself was killed. */
  readonly pages: number;
  readonly pagesHit: number;
  /** From the strike until the service was ready again. */
  readonly secondsToReady: number;
  readonly faults: readonly string[];
};

const writesPerRound = 200;
/** A bound for what hangs, not a measure. */
const patience = 300_000;

/** One round. Never throws for what it is there to find: that comes back as `faults`. */
export async function crash(house: DrillHouse, way: Way, round: number): Promise<Round> {
  await house.start(needsNetwork(way));
  const writes = await house.withOwner(async (client) =>
    makeWrites(await findWork(client), writesPerRound, `${way} ${round} ${Date.now()}`, new Date()),
  );
  const browsers = await signInAll(house.web.origin, demoCode, staffOf(writes));
  const { pid } = house.web;
  const { reading, struckAt } = await workUntilStruck(house, way, round, writes, browsers);
  if (isDeadly(way)) await house.startAnew();
  const faults = isDeadly(way) ? [] : await backByItself(house, pid, browsers, writes);
  const secondsToReady = (performance.now() - struckAt) / 1000;
  for (const browser of browsers.values()) browser.close();
  const acknowledged = writes.filter((write) => write.answer?.status === 200).length;
  const toldToTryAgain = writes.filter((write) => isTryAgain(write.answer)).length;
  const before = await look(house, writes);
  const refused = refusals(writes, isDeadly(way));
  const again = await sendAgain(house, writes, before.present);
  const after = await look(house, writes);
  faults.push(...reading.faults, ...refused, ...before.faults, ...again.faults, ...after.faults, ...(await logFaults(house)));
  if (after.present.size !== writes.length)
    faults.push(`${after.present.size} of ${writes.length} writes are there after all were sent again`);
  return {
    way, round, sent: writes.length, acknowledged, toldToTryAgain, present: before.present.size, resent: again.resent, alreadyDone: again.alreadyDone,
    pages: reading.pages, pagesHit: reading.hit, secondsToReady, faults,
  }; // prettier-ignore
}

async function workUntilStruck(
  house: DrillHouse,
  way: Way,
  round: number,
  writes: readonly Write[],
  browsers: ReadonlyMap<string, Browser>,
): Promise<{ reading: Reading; struckAt: number }> {
  const nobody = { hits: () => 0, stop: () => Promise.resolve<Reading>({ pages: 0, hit: 0, faults: [] }) };
  const readers = isDeadly(way) ? nobody : readOn(browsers, writes);
  let answered = 0;
  const target: Target = {
    dataFolder: house.dataFolder,
    ownerUrl: await house.ownerUrl(),
    web: house.web,
    network: house.network,
    isFelt: () => answered === writes.length || readers.hits() > 0 || writes.some((write) => isTryAgain(write.answer)),
  };
  // Somewhere between the first answers and the last: another place in each round, the same in every run.
  const strikeAfter = Math.round(writes.length * (0.05 + 0.8 * ((round * 0.618034) % 1)));
  let struckAt = performance.now();
  let struck: Promise<void> | undefined;
  const hit = () => {
    struckAt = performance.now();
    struck = strike(way, round, target);
  };
  await Promise.all(
    writes.map(async (write) => {
      const answer = await send(browserOf(browsers, write), write);
      if (answer) write.answer = answer;
      if (answer && ++answered === strikeAfter) hit();
    }),
  );
  if (!struck) hit();
  await struck;
  calm(target);
  return { reading: await readers.stop(), struckAt };
}

/** The web lives on, as the same process, and is ready by itself; the next pages are pages. */
async function backByItself(
  house: DrillHouse,
  pid: number,
  browsers: ReadonlyMap<string, Browser>,
  writes: readonly Write[],
): Promise<string[]> {
  if (!(await house.isBackByItself(pid))) return [`the service did not come back by itself\n${house.web.output()}`];
  const faults: string[] = [];
  for (const write of writes.slice(0, 5)) {
    const path = `/arenden/${String(write.input["caseId"])}`;
    const reply = await browsers.get(write.staffId)?.get(path);
    const fault = reply?.status === 503 ? "the page after it was ready again is not answered" : faultOfPage(reply);
    if (fault) faults.push(`GET ${path}: ${fault}`);
  }
  if (!house.isAlive(pid)) faults.push("the web process has ended");
  return faults;
}

async function look(house: DrillHouse, writes: readonly Write[]): Promise<{ present: Set<string>; faults: string[] }> {
  const traces = await house.withOwner((client) => findTraces(client, writes));
  const present = new Set([...traces.values()].filter((trace) => trace.ids.length > 0).map((trace) => trace.key));
  return { present, faults: writes.flatMap((write) => faultsOf(write, traces.get(write.key))) };
}

/** What a person does when told to try again, or told nothing: sends the same form again. A few that did get their answer are sent twice too. */
async function sendAgain(
  house: DrillHouse,
  writes: readonly Write[],
  present: ReadonlySet<string>,
): Promise<{ resent: number; alreadyDone: number; faults: string[] }> {
  const isDone = (write: Write) => write.answer?.status === 200;
  const again = [...writes.filter((write) => !isDone(write)), ...writes.filter(isDone).slice(0, 10)];
  const browsers = await signInAll(house.web.origin, demoCode, staffOf(again));
  const faults: string[] = [];
  const end = performance.now() + patience;
  await Promise.all(
    again.map(async (write) => {
      let answer = await send(browserOf(browsers, write), write);
      // On a busy machine it may be told so again.
      while (isTryAgain(answer) && performance.now() < end) {
        await pause(200);
        answer = await send(browserOf(browsers, write), write);
      }
      if (answer?.status !== 200)
        faults.push(`${write.words}: sent again and answered ${answer?.status ?? "nothing"} ${answer?.problem ?? ""}`);
      else if (isDone(write) && write.answer?.id !== answer.id) faults.push(`${write.words}: sent again and answered with another id`);
      if (answer) write.answer = answer;
    }),
  );
  for (const browser of browsers.values()) browser.close();
  return { resent: again.length, alreadyDone: again.filter((write) => present.has(write.key)).length, faults };
}

const staffOf = (writes: readonly Write[]) => writes.map((write) => write.staffId);

function browserOf(browsers: ReadonlyMap<string, Browser>, write: Write): Browser {
  const found = browsers.get(write.staffId);
  if (!found) throw new Error("Nobody is signed in for this write.");
  return found;
}

/** Every write is allowed: any answer but 200, or to try again, is a fault; so is none, where the web was not killed. */
function refusals(writes: readonly Write[], mayBeCut: boolean): string[] {
  return writes
    .filter(({ answer }) => (answer ? answer.status !== 200 && !isTryAgain(answer) : !mayBeCut))
    .map(({ words, answer }) => `${words}: answered ${answer ? `${answer.status} ${answer.problem ?? ""}` : "nothing"}`);
}

async function logFaults(house: DrillHouse): Promise<string[]> {
  const run = await runCommand({ dataFolder: house.dataFolder }, ["verify-log", "--format", "json"]);
  return run.code === 0 ? [] : [`verify-log ended with ${run.code}: ${run.stdout}${run.stderr}`];
}
