// A caseworker's day, as the script of tests/e2e/day has it: pages, forms, clicks and seconds of each step, in a browser; and one child from report to closure.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { benchFolder } from "../support/house.ts";
import { root } from "../support/processes.ts";
import { seconds } from "../support/report.ts";
import type { BenchOptions, PartResult, Table } from "../support/report.ts";
import type { Step } from "../../tests/e2e/day/counted.ts";

/** What b700fd6 took for one child, counted by hand, and what is wanted. */
const before = { forms: 27, pages: 55 };
const wanted = { forms: 16, pages: 32 };

/** Runs the two scripts, each alone in a browser of its own, and reads what they counted. */
export function measureDay({ say }: BenchOptions): PartResult {
  mkdirSync(benchFolder, { recursive: true });
  const day = stepsOf("day", "tests/e2e/day/day.test.ts", say);
  const child = stepsOf("one-child", "tests/e2e/one-child.test.ts", say);
  const [forms, pages] = [sum(child, "forms"), sum(child, "pages")];
  return {
    part: "day",
    conditions: [
      "One caseworker in headless Chromium at 1,280 px, scripts on, the web and PostgreSQL on the same machine; nobody else. Seconds are what the program and the browser take; thinking and typing are not in them.",
    ],
    tables: [tableOf("A caseworker's day with 20 cases", day), tableOf("One child, from report to closure", child)],
    goals: [
      {
        what: `forms for one child from report to closure (b700fd6: ${before.forms})`,
        goal: String(wanted.forms),
        measured: String(forms),
        isMet: forms <= wanted.forms,
      },
      {
        what: `pages for one child from report to closure (b700fd6: ${before.pages})`,
        goal: String(wanted.pages),
        measured: String(pages),
        isMet: pages <= wanted.pages,
      },
    ],
    raw: { day, child },
  };
}

function stepsOf(name: string, script: string, say: (text: string) => void): readonly Step[] {
  say(`day: ${script}`);
  const file = join(benchFolder, `${name}-steps.json`);
  const run = spawnSync(process.execPath, ["node_modules/vitest/vitest.mjs", "run", "--project", "e2e", script], {
    cwd: root,
    encoding: "utf8",
    env: {
      ...process.env,
      NODE_ENV: "test",
      PATH: `${join(root, "node_modules", ".bin")}:${process.env["PATH"] ?? ""}`,
      DAY_FIGURES: file,
    },
  });
  if (run.status !== 0) throw new Error(`${script} is red:\n${run.stdout}`);
  return JSON.parse(readFileSync(file, "utf8")) as readonly Step[];
}

type Figure = "pages" | "forms" | "clicks" | "typed" | "milliseconds";
const sum = (steps: readonly Step[], of: Figure): number => steps.reduce((all, step) => all + step[of], 0);

function tableOf(title: string, steps: readonly Step[]): Table {
  const figures = (step: Readonly<Record<Figure, number>>) => [
    ...(["pages", "forms", "clicks", "typed"] as const).map((of) => String(step[of])),
    seconds(step.milliseconds),
  ];
  const all = {
    pages: sum(steps, "pages"),
    forms: sum(steps, "forms"),
    clicks: sum(steps, "clicks"),
    typed: sum(steps, "typed"),
    milliseconds: sum(steps, "milliseconds"),
  };
  return {
    title,
    columns: ["Step", "pages", "forms", "clicks", "fields typed", "time"],
    rows: [...steps.map((step) => [step.name, ...figures(step)]), ["in all", ...figures(all)]],
  };
}
