// Units that answer an agency's survey by their links: all 303 within an hour, 5,000 respondents who come over ten minutes; and a drill in which the web, PostgreSQL or both are killed in the middle.
import { execFile } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type pg from "pg";
import { makeClient } from "../../src/platform/database/connect.ts";
import { answerWays, strikeAnswers } from "../../tests/crash/answers.ts";
import type { AnswerRound } from "../../tests/crash/answers.ts";
import { DrillHouse } from "../../tests/crash/house.ts";
import type { AnswerFigures, AnswerPlan } from "../load/respondents.ts";
import { addAgency, addUnits, filledPages, findLost } from "../support/asked-units.ts";
import { benchFolder, openHouse } from "../support/house.ts";
import type { House } from "../support/house.ts";
import { startWeb } from "../support/processes.ts";
import { milliseconds, whole } from "../support/report.ts";
import type { BenchOptions, Goal, PartResult, Table } from "../support/report.ts";

const goalMilliseconds = 200;

type Load = Pick<AnswerPlan, "pagesEach" | "rampSeconds" | "thinkMilliseconds"> & { readonly name: string; readonly count: number };

/** An hour's 303 in six minutes, which is ten times the rate; and the 5,000 as they are, each on some of the pages with half a minute between. */
const loads = (pages: number) => ({
  full: [
    { name: "303 units, the whole form, an hour in six minutes", count: 303, pagesEach: pages, rampSeconds: 300, thinkMilliseconds: 1_500 },
    { name: "5,000 respondents over ten minutes", count: 5_000, pagesEach: 3, rampSeconds: 600, thinkMilliseconds: 30_000 },
  ],
  quick: [
    { name: "a few units, the whole form", count: 4, pagesEach: pages, rampSeconds: 2, thinkMilliseconds: 20 },
    { name: "a few respondents", count: 30, pagesEach: 3, rampSeconds: 3, thinkMilliseconds: 50 },
  ],
});

type Run = { readonly load: Load; readonly figures: AnswerFigures; readonly lost: readonly string[] };

/** Both loads on one house, and then the drill on another. */
export async function measureSurvey({ quick, keep, say }: BenchOptions): Promise<PartResult[]> {
  const pages = await filledPages();
  const runs: Run[] = [];
  const house = await openHouse("survey", keep);
  try {
    await house.fill(() => addAgency(house.place));
    for (const load of loads(pages.length)[quick ? "quick" : "full"]) {
      say(`survey: ${load.name}`);
      runs.push(await answer(house, load, pages));
    }
  } finally {
    await house.close();
  }
  return [resultOf(runs, await drill(quick ? 5 : 100, quick ? answerWays.slice(1) : answerWays, say))];
}

async function answer(house: House, load: Load, pages: AnswerPlan["pages"]): Promise<Run> {
  const links = await asOwner(house, (client) => addUnits(client, load.count));
  const web = await startWeb(house.place);
  const file = join(benchFolder, `answers-${process.pid}.json`);
  try {
    const { pagesEach, rampSeconds, thinkMilliseconds } = load;
    mkdirSync(benchFolder, { recursive: true });
    writeFileSync(
      file,
      JSON.stringify({ origin: web.origin, links, pages, pagesEach, rampSeconds, thinkMilliseconds } satisfies AnswerPlan),
    );
    const generator = join(import.meta.dirname, "..", "load", "respondents.ts");
    const { stdout } = await promisify(execFile)(process.execPath, [generator, file], { maxBuffer: 256e6 });
    const figures = JSON.parse(stdout, (_name, value: unknown) => (value === null ? Number.NaN : value)) as AnswerFigures;
    return { load, figures, lost: await asOwner(house, (client) => findLost(client, figures.saved, figures.signed)) };
  } finally {
    rmSync(file, { force: true });
    await web.stop();
  }
}

async function drill(units: number, ways: readonly AnswerRound["way"][], say: BenchOptions["say"]): Promise<AnswerRound[]> {
  const house = await DrillHouse.open();
  const rounds: AnswerRound[] = [];
  try {
    await addAgency({ dataFolder: house.dataFolder });
    for (const way of ways) {
      say(`survey: ${way} while ${units} units answer`);
      const links = await house.withOwner((client) => addUnits(client, units));
      rounds.push(await strikeAnswers(house, way, links));
    }
  } finally {
    await house.close();
  }
  return rounds;
}

async function asOwner<T>(house: House, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = makeClient(house.ownerUrl);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function resultOf(runs: readonly Run[], rounds: readonly AnswerRound[]): PartResult {
  const tables = runs.map(({ load, figures, lost }): Table => ({
    title: load.name,
    note: `${whole(figures.requests)} requests in ${figures.seconds.toFixed(0)} s (${(figures.requests / figures.seconds).toFixed(1)} per second), at most ${whole(figures.atOnce)} respondents at once, ${figures.errors} errors; ${whole(figures.saved.length)} pages and ${whole(figures.signed.length)} signatures acknowledged, ${lost.length} of them not there. The load generator itself used ${figures.generatorCores.toFixed(2)} of a core.`,
    columns: ["What", "requests", "p50 ms", "p95 ms", "p99 ms", "most ms", "kB"],
    rows: figures.kinds.map((one) => [one.kind, whole(one.count), milliseconds(one.p50), milliseconds(one.p95), milliseconds(one.p99), milliseconds(one.most), milliseconds(one.kilobytes)]),
  })); // prettier-ignore
  tables.push({
    title: "Killed with -9 in the middle",
    note: "Everybody answers without a pause. Afterwards all go on by the same link, and sign; where PostgreSQL alone was killed, with the same web process.",
    columns: ["What was killed", "pages acknowledged", "respondents cut off", "acknowledged and lost", "could not go on"],
    rows: rounds.map(({ way, acknowledged, cut, lost, faults }) => [way, whole(acknowledged), whole(cut), whole(lost.length), whole(faults.length)]),
  }); // prettier-ignore
  const goals = runs.flatMap(({ load, figures }): Goal[] => {
    const worst = Math.max(...figures.kinds.filter(({ count }) => count > 0).map(({ p95 }) => p95));
    return [
      {
        what: `p95 of the slowest page, ${load.name}`,
        goal: `${goalMilliseconds} ms`,
        measured: `${milliseconds(worst)} ms`,
        isMet: worst <= goalMilliseconds,
      },
    ];
  });
  const lost = [...runs, ...rounds].reduce((sum, one) => sum + one.lost.length, 0);
  const errors = runs.reduce((sum, one) => sum + one.figures.errors, 0) + rounds.reduce((sum, one) => sum + one.faults.length, 0);
  goals.push(
    { what: "answers acknowledged and lost, killed in the middle too", goal: "0", measured: String(lost), isMet: lost === 0 },
    { what: "errors while a survey is answered", goal: "0", measured: String(errors), isMet: errors === 0 },
  );
  const firstErrors = [...runs.flatMap((run) => run.figures.firstErrors), ...rounds.flatMap(({ faults }) => faults.slice(0, 3))];
  const raw = {
    runs: runs.map(({ load, figures: { saved: _saved, signed: _signed, ...figures }, lost }) => ({ load, figures, lost })),
    rounds,
  };
  return { part: "survey", conditions: [conditions, ...firstErrors.map((text) => `Error: ${text}`)], tables, goals, raw };
}

const conditions =
  "The form of 2024, by a link for each unit: the link is opened, a name is given, pages are opened and saved, everything is read through and signed. The web runs as its own process, the respondents in another, over loopback on the same cores.";
