// `--against <checkout>`: this version and another, measured in turn on the same machine in one run, each by its own bench; prints ratios.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { LoadFigures } from "../load/plan.ts";
import { root } from "../support/processes.ts";
import { median, milliseconds } from "../support/report.ts";
import type { Table } from "../support/report.ts";

/** One figure of a run, in milliseconds, by what was measured. */
export type Figures = ReadonlyMap<string, number>;

type RawRun = { readonly thinkMilliseconds: number; readonly figures: LoadFigures };
type RawImport = { readonly first: { readonly milliseconds: number }; readonly again: { readonly milliseconds: number } };
type Saved = { readonly results: readonly { readonly part: string; readonly raw: unknown }[] };

/** Reads from the saved figures of a bench what can be compared: p50 and p95 of each page, and the imports. */
export function figuresOf({ results }: Saved): Figures {
  const figures = new Map<string, number>();
  for (const { part, raw } of results) {
    if (part === "pages") {
      for (const { thinkMilliseconds, figures: run } of raw as readonly RawRun[])
        for (const { page, count, p50, p95 } of run.pages) {
          if (count === 0) continue;
          const under = thinkMilliseconds === 0 ? "no think time" : `${thinkMilliseconds / 1000} s think time`;
          figures.set(`${page}, p50, ${under}`, p50);
          figures.set(`${page}, p95, ${under}`, p95);
        }
    }
    if (part === "import") {
      const { first, again } = raw as RawImport;
      figures.set("import, the first time", first.milliseconds);
      figures.set("import, the same again", again.milliseconds);
    }
  }
  return figures;
}

/** What both have measured, side by side: the median of the rounds, and how many times the other's time this version takes. */
export function comparison(theirs: readonly Figures[], ours: readonly Figures[]): Table {
  const middle = (of: readonly Figures[], what: string) => median(of.flatMap((one) => one.get(what) ?? []));
  const both = [...(ours[0]?.keys() ?? [])].filter((what) => theirs.some((one) => one.has(what)));
  const rows = both.map((what) => {
    const [before, now] = [middle(theirs, what), middle(ours, what)];
    return [what, milliseconds(before), milliseconds(now), `${(now / before).toFixed(2)} ×`];
  });
  return {
    title: "This version against the other",
    note: `Median of ${ours.length} rounds, the two versions in turn. More than 1 × is slower; a few hundredths are chance.`,
    columns: ["", "the other, ms", "this, ms", "ratio"],
    rows,
  };
}

export type AgainstOptions = {
  /** Of `pages` and `import`, those to measure. */
  readonly parts: readonly string[];
  readonly quick: boolean;
  readonly rounds: number;
  readonly say: (text: string) => void;
};

/** A bench of an older version fails where a busy machine never reached one of the pages: then it is run again. */
const tries = 3;

/** Measures pages and imports of both, in turn. @throws Error where there is no such checkout or a bench fails. */
export async function measureAgainst(checkout: string, { parts, quick, rounds, say }: AgainstOptions): Promise<Table> {
  const other = resolve(checkout);
  if (!existsSync(join(other, "bench", "main.ts"))) throw new Error(`There is no checkout of Förtrogen in ${checkout}.`);
  const [theirs, ours]: [Figures[], Figures[]] = [[], []];
  for (let round = 1; round <= rounds; round++) {
    // Who goes first has the cooler machine: every other time the other.
    const turns = [[other, theirs] as const, [root, ours] as const];
    for (const [folder, figures] of round % 2 === 0 ? turns.reverse() : turns) {
      say(`round ${round} of ${rounds}: ${folder}`);
      figures.push(figuresOf(await runBench(folder, parts, quick)));
    }
  }
  return comparison(theirs, ours);
}

async function runBench(folder: string, parts: readonly string[], quick: boolean): Promise<Saved> {
  const program = [join(folder, "scripts", "run.mjs"), join(folder, "bench", "main.ts")];
  const args = [...program, "--only", parts.join(","), "--keep", ...(quick ? ["--quick"] : [])];
  let said = "";
  for (let attempt = 1; attempt <= tries; attempt++) {
    said = "";
    const child = spawn(process.execPath, args, { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
    child.stdout.setEncoding("utf8").on("data", (text: string) => (said += text));
    const [code] = (await once(child, "close")) as [number | null];
    const file = /^Raw figures: (.+)$/mu.exec(said)?.[1];
    if (code === 0 && file) return JSON.parse(readFileSync(file, "utf8")) as Saved;
  }
  throw new Error(`The bench of ${folder} failed ${tries} times.\n${said}`);
}
