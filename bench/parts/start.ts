// From `npm start` to the first page: with the data in place, and the first time with an empty data folder.
import { spawn } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Browser } from "../load/browser.ts";
import { benchFolder } from "../support/house.ts";
import { collect, environmentOf, firstAnswer, freePort, root } from "../support/processes.ts";
import { median, seconds } from "../support/report.ts";
import type { BenchOptions, PartResult } from "../support/report.ts";

const most = { again: 10_000, first: 180_000 };

/** Starts the program as a person does; always on the embedded PostgreSQL. */
export async function measureStart({ quick, say }: BenchOptions): Promise<PartResult[]> {
  const dataFolder = join(benchFolder, "data", `start-${process.pid}`);
  rmSync(dataFolder, { recursive: true, force: true });
  mkdirSync(dataFolder, { recursive: true });
  try {
    say("start: npm start with an empty data folder, then with the data in place");
    const first = await startOnce(dataFolder);
    const again: number[] = [];
    for (let run = 0; run < (quick ? 1 : 5); run++) again.push(await startOnce(dataFolder));
    const usual = median(again);
    return [{
      part: "start",
      conditions: [`The packages are installed. From the start of \`npm start\` to the last byte of the first page; median of ${again.length}. The first time PostgreSQL's files are made, the tables are made and the demo municipality (300 children) is loaded.`],
      tables: [{ title: "Start", columns: ["", "time"], rows: [["`npm start`, data in place", seconds(usual)], ["`npm start`, empty data folder", seconds(first)]] }],
      goals: [
        { what: "npm start to the first page", goal: "10.00 s", measured: seconds(usual), isMet: usual <= most.again },
        { what: "the first npm start, installed, to the first page", goal: "180.00 s", measured: seconds(first), isMet: first <= most.first },
      ],
      raw: { first, again },
    }]; // prettier-ignore
  } finally {
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

async function startOnce(dataFolder: string): Promise<number> {
  const port = await freePort();
  const started = performance.now();
  const child = spawn("npm", ["start"], {
    cwd: root,
    env: environmentOf({ dataFolder }, { PORT: String(port), HOST: "127.0.0.1" }),
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const output = collect(child, 20_000);
  const origin = `http://127.0.0.1:${port}`;
  try {
    await firstAnswer(origin, "/", child, output);
    return performance.now() - started;
  } finally {
    // The whole group, as Ctrl-C at a terminal does it.
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGINT");
    await untilGone(origin);
  }
}

/** Until nothing answers at the address and the server has had time to let the database go. */
async function untilGone(origin: string): Promise<void> {
  const browser = new Browser(origin);
  const deadline = performance.now() + 30_000;
  while (
    performance.now() < deadline &&
    (await browser.get("/halsa").then(
      () => true,
      () => false,
    ))
  )
    await pause(50);
  browser.close();
  await pause(1500);
}
