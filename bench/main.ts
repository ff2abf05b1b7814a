// `npm run bench`: measures the program as it runs in production and prints tables. Raw figures go to .build/bench/.
//   --only pages,memory,import,answer,nation,start,tables,survey,lists,day   some parts (all unless told)
//   --quick        small sizes: shows that it works, says nothing about speed, and is never written into the documentation
//   --keep         leave the databases of pages and nation for the next run
//   --against DIR  pages and imports of this version and of the checkout in DIR in turn, and how many times the other's time this one takes;
//                  --rounds 3 of each (3 unless told), with --quick in small sizes
//   --write-docs   put the latest full figures into docs/performance.md; alone, without measuring anything
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { measureAgainst } from "./parts/against.ts";
import { measureDay } from "./parts/day.ts";
import { measureExtract } from "./parts/extract.ts";
import { measureLists } from "./parts/lists.ts";
import { measureNation } from "./parts/nation.ts";
import { measurePages } from "./parts/pages.ts";
import { measureStart } from "./parts/start.ts";
import { measureSurvey } from "./parts/survey.ts";
import { measureTables } from "./parts/tables.ts";
import { readLatest, writeDocs } from "./support/docs.ts";
import { benchFolder } from "./support/house.ts";
import { asText, partNames } from "./support/report.ts";
import type { BenchOptions, PartName, PartResult } from "./support/report.ts";

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    quick: { type: "boolean", default: false },
    keep: { type: "boolean", default: false },
    against: { type: "string" },
    rounds: { type: "string", default: "3" },
    "write-docs": { type: "boolean", default: false },
  },
});
const say = (text: string) => console.error(`… ${text}`);
if (values.against !== undefined) {
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error("--rounds must be a whole number from 1.");
  const parts = values.only?.split(",").map(partNamed) ?? ["pages", "import"];
  if (parts.some((part) => part !== "pages" && part !== "import")) throw new Error("Only pages and import can be compared.");
  console.log(`\n${asText(await measureAgainst(values.against, { parts, quick: values.quick, rounds, say }))}`);
  process.exit(0);
}
const isDocsAlone = values["write-docs"] && values.only === undefined && !values.quick;
const asked = new Set(isDocsAlone ? [] : (values.only?.split(",").map(partNamed) ?? partNames));
const latestFile = join(benchFolder, "latest.json");
const date = new Date().toISOString().slice(0, 19);
const database = process.env["DATABASE_URL"] ? "the PostgreSQL of DATABASE_URL" : "the embedded PostgreSQL, fsync on";
const machine = `${cpus().length} cores (${cpus()[0]?.model.trim() ?? "unknown"}), ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}, ${database}`;
const options: BenchOptions = { quick: values.quick, keep: values.keep, say };

mkdirSync(benchFolder, { recursive: true });
const results: PartResult[] = [];
if (asked.has("start")) tell(await measureStart(options));
if (asked.has("tables")) tell(await measureTables(options));
if (asked.has("survey")) tell(await measureSurvey(options));
if (asked.has("import") || asked.has("answer")) tell(await measureExtract(options, asked));
if (asked.has("pages") || asked.has("memory")) tell(await measurePages(options, asked));
if (asked.has("lists")) tell([await measureLists(options)]);
if (asked.has("day")) tell([measureDay(options)]);
if (asked.has("nation")) tell(await measureNation(options));
if (results.length > 0) console.log(`\nRaw figures: ${save()}`);
if (values["write-docs"]) console.log(`Written: ${await writeDocs(readLatest(latestFile))}`);

function partNamed(text: string): PartName {
  const found = partNames.find((name) => name === text.trim());
  if (!found) throw new Error(`There is no part ”${text}”. The parts: ${partNames.join(", ")}.`);
  return found;
}

function tell(given: readonly PartResult[]): void {
  for (const result of given) {
    results.push(result);
    for (const line of result.conditions) console.log(`\n${line}`);
    for (const table of result.tables) console.log(`\n${asText(table)}`);
    const goals = result.goals.map((goal) => [goal.what, goal.goal, goal.measured, goal.isMet ? "yes" : "NO"]);
    console.log(
      `\n${asText({ title: values.quick ? "Goals (small sizes: the figures say nothing)" : "Goals", columns: ["", "goal", "measured", "met"], rows: goals })}`,
    );
  }
  save();
}

/** After each part, so that a later one that fails takes nothing with it. */
function save(): string {
  const file = join(benchFolder, `${date.replaceAll(":", "")}.json`);
  writeFileSync(file, JSON.stringify({ date, machine, quick: values.quick, results }, null, 2));
  if (!values.quick) {
    const latest = readLatest(latestFile);
    for (const result of results) latest[result.part] = { ...result, date: date.slice(0, 10), machine };
    writeFileSync(latestFile, JSON.stringify(latest, null, 2));
  }
  return file;
}
