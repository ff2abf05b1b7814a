// The open extract of a municipality with 100,000 children: import, import again, answer.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { writeExtract } from "../../demo/extract.ts";
import { makeClient } from "../../src/platform/database/connect.ts";
import { mustAgree, period, timeHandwritten, timeOwnCounting } from "../support/counting.ts";
import { benchFolder, openHouse } from "../support/house.ts";
import type { House } from "../support/house.ts";
import { mustRun } from "../support/processes.ts";
import type { CommandRun } from "../support/processes.ts";
import { median, megabytes, milliseconds, seconds, whole } from "../support/report.ts";
import type { BenchOptions, PartName, PartResult } from "../support/report.ts";

const code = "0114";
const children = { full: 100_000, quick: 2_000 };
const referenceDay = "2026-11-22";
const most = { importBytes: 1e9, answerMilliseconds: 1000, timesHandwritten: 1.5 };

/** Gives the parts asked for of `import` and `answer`; the import is run for both. */
export async function measureExtract(options: BenchOptions, asked: ReadonlySet<PartName>): Promise<PartResult[]> {
  const size = options.quick ? children.quick : children.full;
  const folder = join(benchFolder, `extract-${size}-${process.pid}`);
  const house = await openHouse(`extract-${size}`, false);
  try {
    options.say(`import: writing an extract of ${whole(size)} children`);
    const rows = Object.values(writeExtract(folder, { seed: 1, municipality: code, children: size, referenceDay })).reduce(
      (sum, n) => sum + n,
      0,
    );
    await mustRun(house.place, ["municipality", "add", code]);
    options.say(`import: ${whole(rows)} rows, twice`);
    const first = await mustRun(house.place, ["import", folder, "--format", "json"]);
    const again = await mustRun(house.place, ["import", folder, "--format", "json"]);
    mustChangeNothing(again);
    const results: PartResult[] = [];
    if (asked.has("import")) results.push(importResult(size, rows, first, again));
    if (asked.has("answer")) results.push(await measureAnswer(house, size, options));
    return results;
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await house.close();
  }
}

function importResult(size: number, rows: number, first: CommandRun, again: CommandRun): PartResult {
  const line = (name: string, run: CommandRun) => [
    name,
    seconds(run.milliseconds),
    whole(rows / (run.milliseconds / 1000)),
    megabytes(run.peakBytes),
  ];
  const peak = Math.max(first.peakBytes ?? 0, again.peakBytes ?? 0);
  return {
    part: "import",
    conditions: [`An extract of ${whole(size)} children: six CSV files, ${whole(rows)} rows. The whole command \`fortrogen import\`, from start to end of the process; the database runs already.`],
    tables: [{ title: "Import of the open extract", columns: ["", "time", "rows per second", "most memory (VmHWM)"], rows: [line("the first time", first), line("the same again: nothing changes", again)] }],
    goals: [{ what: `memory of the import of ${whole(size)} children`, goal: "1 GB", measured: megabytes(peak), isMet: peak > 0 && peak < most.importBytes }],
    raw: { size, rows, first: { ...first, stdout: undefined }, again: { ...again, stdout: undefined } },
  }; // prettier-ignore
}

function mustChangeNothing(run: CommandRun): void {
  const report = JSON.parse(run.stdout) as { files: { added: number; changed: number; removed: number }[] };
  if (report.files.some((file) => file.added + file.changed + file.removed > 0))
    throw new Error(`The second import changed something.\n${run.stdout}`);
}

async function measureAnswer(house: House, size: number, { quick, say }: BenchOptions): Promise<PartResult> {
  say("answer: whole command, the query, the hand-written SQL");
  await house.run("vacuum (analyze)");
  const commands: CommandRun[] = [];
  for (let run = 0; run < (quick ? 2 : 5); run++) {
    commands.push(
      await mustRun(house.place, ["answer", "--municipality", code, "--period", `${period.from}..${period.to}`, "--format", "json"]),
    );
  }
  const id = await findId(house);
  const runs = quick ? 3 : 11;
  const own = await timeOwnCounting(house, [id], runs, 1);
  const hand = await timeHandwritten(house, [id], runs, 1);
  mustAgree(own, hand);
  const command = median(commands.map((run) => run.milliseconds));
  const [query, handwritten] = [median(own.runs), median(hand.runs)];
  const times = query / handwritten;
  return {
    part: "answer",
    conditions: [`${whole(size)} children, period ${period.from}–${period.to}; median of ${commands.length} runs of the command and ${runs} of the queries. Both ways counted the same ${whole(own.population)} (a child once for each phase). The hand-written SQL runs as the owner of the tables, without row-level security.`],
    tables: [{ title: `\`fortrogen answer\` for ${whole(size)} children`, columns: ["", "ms"], rows: [["the whole command, from start to end of the process", milliseconds(command)], ["the program's query alone", milliseconds(query)], ["hand-written SQL", milliseconds(handwritten)]] }],
    goals: [
      { what: `answer, ${whole(size)} children, the whole command`, goal: "1.00 s", measured: seconds(command), isMet: command <= most.answerMilliseconds },
      { what: "the query beside hand-written SQL", goal: `${most.timesHandwritten} ×`, measured: `${times.toFixed(2)} ×`, isMet: times <= most.timesHandwritten },
    ],
    raw: { command: commands.map((run) => run.milliseconds), own, hand },
  }; // prettier-ignore
}

async function findId(house: House): Promise<number> {
  const client = makeClient(house.ownerUrl);
  await client.connect();
  const { rows } = await client.query<{ id: number }>("select id from core.municipality where code = $1", [code]);
  await client.end();
  return rows[0]?.id ?? 0;
}
