import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { type Difference, differences } from "./compare.ts";
import { type Question, UNSUPPORTED, createContext, readJson } from "./context.ts";
import { readTable } from "./csv.ts";
import { disclosureCheck, handlerFor } from "./registry.ts";

export type Summary = { readonly agree: number; readonly differ: number; readonly unsupported: number };

type Case = Omit<Question, "file" | "args"> & {
  args: Record<string, unknown> | null;
  tolerance_relative?: number;
  expected: unknown;
  rows?: readonly (Record<string, unknown> & { value: unknown })[];
};

/** The arguments of a case, without any expected value. */
function argsOf(one: Case): Record<string, unknown> {
  if (one.rows === undefined) return one.args ?? {};
  return { ...one.args, rows: one.rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => name !== "value"))) };
}

/** Runs all cases (or those whose `file id` matches `only`); one line per case that differs or is not supported. */
export async function runFolder(folder: string, print: (line: string) => void, only = /./): Promise<Summary> {
  const files = readdirSync(join(folder, "results")).filter((name) => name.endsWith(".json") && !name.startsWith("00-"));
  const cases = files.sort().flatMap((file) => {
    const content = readJson<{ cases?: Case[] }>(join(folder, "results", file));
    return (content?.cases ?? []).map((one) => ({
      // The distribution functions list arguments and value row by row.
      expected: one.rows === undefined ? withFiles(folder, one.expected) : one.rows.map((row) => row.value),
      tolerance: one.tolerance_relative ?? 1e-8,
      question: { id: one.id, file, fn: one.fn, design: one.design, args: argsOf(one), r: one.r } satisfies Question,
    }));
  });
  const context = createContext(folder, new Map(cases.map(({ question }) => [question.id, question])));
  const count = { agree: 0, differ: 0, unsupported: 0 };
  for (const { question, expected, tolerance } of cases) {
    if (!only.test(`${question.file} ${question.id}`)) continue;
    try {
      const answer = await handlerFor(question.file)(context, question);
      if (answer === UNSUPPORTED) {
        count.unsupported += 1;
        print(`${question.id}: unsupported (${question.fn})`);
        continue;
      }
      const found = differences(expected, answer.values, { tolerance, tolerances: answer.tolerances ?? {} });
      if (found.length === 0) count.agree += 1;
      else {
        count.differ += 1;
        print(describe(question.id, found));
      }
    } catch (error) {
      count.differ += 1;
      print(`${question.id}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  await checkDisclosure(folder, count, print, only);
  return count;
}

/** Where a case points to a file of weights its columns are what is expected. */
function withFiles(folder: string, expected: unknown): unknown {
  if (typeof expected !== "object" || expected === null || !("weights_csv" in expected)) return expected;
  const path = join(folder, String(expected.weights_csv));
  if (!existsSync(path)) return { ...expected, weights_csv: null };
  const columns = [...readTable(path).columns.values()].map(
    (one) => [one.name, one.kind === "numeric" ? Array.from(one.values) : []] as const,
  );
  return { ...expected, weights_csv: Object.fromEntries(columns) };
}

async function checkDisclosure(
  folder: string,
  count: { agree: number; differ: number; unsupported: number },
  print: (line: string) => void,
  only: RegExp,
): Promise<void> {
  const directory = join(folder, "disclosure");
  if (!existsSync(directory)) return;
  for (const file of readdirSync(directory).filter((name) => name.endsWith(".json"))) {
    if (!only.test(file)) continue;
    if (disclosureCheck === null) {
      count.unsupported += 1;
      print(`${file}: unsupported (disclosure)`);
      continue;
    }
    try {
      for (const check of await disclosureCheck(join(directory, file))) {
        if (check.agrees) count.agree += 1;
        else {
          count.differ += 1;
          print(`${check.id}: ${check.message}`);
        }
      }
    } catch (error) {
      count.differ += 1;
      print(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

function describe(id: string, found: readonly Difference[]): string {
  const worst = found.reduce((a, b) => (b.relative > a.relative ? b : a));
  const size = worst.relative === Infinity ? "missing or of another kind" : `relative difference ${worst.relative.toExponential(2)}`;
  const values = `expected ${short(worst.expected)}, got ${short(worst.actual)}`;
  return `${id}: ${size} at ${worst.path} (${values}); ${found.length} values differ`;
}

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
