// Puts the latest full figures into docs/performance.md, between its marks; the words around them are written by hand.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { root } from "./processes.ts";
import { asMarkdown, partNames } from "./report.ts";
import type { Goal, PartName, PartResult } from "./report.ts";

/** The latest full result of each part, with the day and the machine. */
export type Latest = Partial<Record<PartName, PartResult & { readonly date: string; readonly machine: string }>>;

const page = join(root, "docs", "performance.md");
const notYet = "not measured yet";

/** The goals as they stand before anything is measured. */
const wanted: readonly Pick<Goal, "what" | "goal">[] = [
  { what: "p95 of each page, 50 users", goal: "150 ms" },
  { what: "memory of the server, at most", goal: "500 MB" },
  { what: "memory of the import of 100,000 children", goal: "1 GB" },
  { what: "answer, 100,000 children, the whole command", goal: "1.00 s" },
  { what: "the query beside hand-written SQL", goal: "1.5 ×" },
  { what: "answer for the nation, the whole command", goal: "15.00 s" },
  { what: "the nation's queries beside hand-written SQL", goal: "1.5 ×" },
  { what: "npm start to the first page", goal: "10.00 s" },
  { what: "303 deliveries judged and all tables made, audit included", goal: "10.00 s" },
  { what: "p95 of the slowest page, 303 units within an hour and 5,000 respondents over ten minutes", goal: "200 ms" },
  { what: "answers acknowledged and lost, killed in the middle too", goal: "0" },
  { what: "p95 of the slowest list, 500,000 cases", goal: "150 ms" },
  { what: "forms for one child from report to closure", goal: "16" },
  { what: "pages for one child from report to closure", goal: "32" },
];
const partOfWanted: readonly PartName[] = [
  "pages",
  "memory",
  "import",
  "answer",
  "answer",
  "nation",
  "nation",
  "start",
  "tables",
  "survey",
  "survey",
  "lists",
  "day",
  "day",
];

export function readLatest(file: string): Latest {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Latest) : {};
}

/** Rewrites what stands between the marks. Gives the page's path. */
export async function writeDocs(latest: Latest): Promise<string> {
  const text = between(between(readFileSync(page, "utf8"), "goals", goalsOf(latest)), "figures", figuresOf(latest));
  writeFileSync(page, await format(text, { ...(await resolveConfig(page)), filepath: page }));
  return page;
}

function goalsOf(latest: Latest): string {
  const rows = partNames.flatMap((part) => {
    const result = latest[part];
    if (result) return result.goals.map((goal) => [goal.what, goal.goal, goal.measured, goal.isMet ? "yes" : "**no**"]);
    return wanted.filter((_, i) => partOfWanted[i] === part).map((goal) => [goal.what, goal.goal, notYet, "–"]);
  });
  const line = (row: readonly string[]) => `| ${row.join(" | ")} |`;
  return [line(["What", "Goal", "Measured", "Met"]), "| --- | --: | --: | --- |", ...rows.map(line)].join("\n");
}

function figuresOf(latest: Latest): string {
  return partNames
    .map((part) => {
      const result = latest[part];
      const title = `### ${part[0]?.toUpperCase()}${part.slice(1)}`;
      if (!result) return `${title}\n\n${notYet[0]?.toUpperCase()}${notYet.slice(1)}.`;
      return [title, `Measured ${result.date} on ${result.machine}.`, ...result.conditions, ...result.tables.map(asMarkdown)].join("\n\n");
    })
    .join("\n\n");
}

function between(text: string, name: string, content: string): string {
  const [start, end] = [`<!-- bench: ${name} -->`, `<!-- /bench: ${name} -->`];
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/performance.md has no marks for ${name}.`);
  return `${text.slice(0, from + start.length)}\n\n${content}\n\n${text.slice(to)}`;
}
