// Every municipality and district of the country, every child: `fortrogen answer --all`.
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rmSync } from "node:fs";
import { childrenInSweden } from "../../demo/nation.ts";
import { makeClient } from "../../src/platform/database/connect.ts";
import { mustAgree, period, timeHandwritten, timeOwnCounting } from "../support/counting.ts";
import { openHouse } from "../support/house.ts";
import type { House } from "../support/house.ts";
import { mustRun } from "../support/processes.ts";
import type { CommandRun } from "../support/processes.ts";
import { median, megabytes, seconds, whole } from "../support/report.ts";
import type { BenchOptions, PartResult } from "../support/report.ts";

const quickSize = 20_000;
/** As `fortrogen answer --all` does: as many at a time as the cores of a small server. */
const atATime = 2;
const most = { milliseconds: 15_000, timesHandwritten: 1.5 };

/** Loads the nation and answers for all of it. */
export async function measureNation(options: BenchOptions): Promise<PartResult[]> {
  const { quick, say } = options;
  const size = quick ? quickSize : childrenInSweden;
  const house = await openHouse(`nation-${size}`, options.keep);
  const file = join(tmpdir(), `fortrogen-bench-${process.pid}.json`);
  try {
    let loaded: CommandRun | undefined;
    await house.fill(async () => {
      say(`nation: loading ${whole(size)} children (minutes)`);
      loaded = await mustRun(house.place, ["demo", "load", "--nation", "--children", String(size)]);
    });
    say("nation: answer --all, the queries, the hand-written SQL");
    const commands: CommandRun[] = [];
    for (let run = 0; run < (quick ? 1 : 3); run++) {
      commands.push(
        await mustRun(house.place, ["answer", "--all", "--period", `${period.from}..${period.to}`, "--format", "json", "--out", file]),
      );
    }
    const ids = await findIds(house);
    const runs = quick ? 1 : 3;
    const own = await timeOwnCounting(house, ids, runs, atATime);
    const hand = await timeHandwritten(house, ids, runs, atATime);
    mustAgree(own, hand);
    const command = median(commands.map((run) => run.milliseconds));
    const [queries, handwritten] = [median(own.runs), median(hand.runs)];
    const times = queries / handwritten;
    const how = loaded
      ? [
          `Loaded by \`fortrogen demo load --nation\` in ${whole(loaded.milliseconds / 1000)} s. ${loaded.stdout.trim().split("\n").at(-1) ?? ""}`,
        ]
      : [];
    return [{
      part: "nation",
      conditions: [...how, `${whole(ids.length)} municipalities and districts, ${whole(size)} children; median of ${commands.length} runs of the command and ${runs} of the queries, two municipalities at a time. Both ways counted the same ${whole(own.population)} (a child once for each phase).`],
      tables: [{ title: "`fortrogen answer --all` for the nation", columns: ["", "time"], rows: [
        ["the whole command, from start to end of the process", seconds(command)],
        ["the program's queries alone", seconds(queries)],
        ["hand-written SQL", seconds(handwritten)],
        ["most memory of the command (VmHWM)", megabytes(Math.max(...commands.map((run) => run.peakBytes ?? 0)))],
      ] }],
      goals: [
        { what: "answer for the nation, the whole command", goal: "15.00 s", measured: seconds(command), isMet: command <= most.milliseconds },
        { what: "the nation's queries beside hand-written SQL", goal: `${most.timesHandwritten} ×`, measured: `${times.toFixed(2)} ×`, isMet: times <= most.timesHandwritten },
      ],
      raw: { load: loaded?.milliseconds, command: commands.map((run) => run.milliseconds), own, hand },
    }]; // prettier-ignore
  } finally {
    rmSync(file, { force: true });
    await house.close();
  }
}

async function findIds(house: House): Promise<number[]> {
  const client = makeClient(house.ownerUrl);
  await client.connect();
  // The largest first: they would otherwise be what the last connection is left with.
  const { rows } = await client.query<{ id: number }>("select id from core.municipality order by population desc nulls last, id");
  await client.end();
  return rows.map((row) => row.id);
}
