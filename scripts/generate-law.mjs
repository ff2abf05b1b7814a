/**
 * Writes docs/law.md out of the rules and the provisions: which rule stands on which paragraph, since when, how sure we
 * are, where it is and what tests it. `--check` writes nothing and fails when the page is stale or the law is incomplete.
 */
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { format, resolveConfig } from "prettier";
import { wordingsOf } from "../src/platform/law/provision.ts";
import { provisions } from "../src/platform/law/provisions.ts";
import { corrections, days, walks } from "../tests/documents/law-rows.ts";
import { findRooms } from "../src/platform/core/find-rooms.ts";

const root = new URL("../", import.meta.url);
const page = new URL("docs/law.md", root);

const { floors } = createRequire(import.meta.url)("./floors.cjs");
const height = ({ folder }) => floors.flatMap(({ name, rooms }) => rooms.map((room) => `${name}/${room}`)).indexOf(folder);
/** The rooms that have rules, lowest first. */
const rooms = (await findRooms()).filter((room) => room.rules).sort((a, b) => height(a) - height(b));

/** All rules, as the rooms say that they have them, the lowest room first. */
export const rules = rooms.flatMap((room) => room.rules);

const provisionIds = [...new Set(provisions.map((provision) => provision.id))];

/** The folder of a room that holds rules. */
const folderOf = (name) => `src/${rooms.find(({ folder }) => folder.endsWith(`/${name}`))?.folder}`;

/** The files of a room that hold rules, or their tests. */
function filesOf(room, ending) {
  const names = readdirSync(new URL(`${folderOf(room)}/`, root));
  return names.filter((name) => /^rules[a-z-]*\./.test(name) && name.endsWith(ending)).sort();
}

/** The file in which a rule is written and the test file whose table names it; undefined where there is none. */
function placesOf(rule) {
  const read = (name) => readFileSync(new URL(`${folderOf(rule.room)}/${name}`, root), "utf8");
  const sources = filesOf(rule.room, ".ts").filter((name) => !name.endsWith(".test.ts"));
  const source = sources.find((name) => read(name).includes(`\n  id: "${rule.id}",\n`));
  const test = filesOf(rule.room, ".test.ts").find((name) => {
    const text = read(name);
    return new RegExp(`describe\\("${rule.id}[":]`).test(text) && text.includes("test.each");
  });
  return { source, test };
}

/** What is wrong with the law as data: one English sentence for each fault; empty when all is well. */
export function faults() {
  const found = [];
  const used = new Set(rules.flatMap((rule) => rule.provisionIds));
  const ids = rules.map((rule) => rule.id);
  for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) found.push(`rule ${id} is there twice`);
  for (const rule of rules) {
    const { source, test } = placesOf(rule);
    if (!rooms.some(({ folder, rules: own }) => own.includes(rule) && folder.endsWith(`/${rule.room}`)))
      found.push(`rule ${rule.id} is of another room`);
    if (rule.provisionIds.length === 0 && rule.basis === "lag") found.push(`rule ${rule.id} has no provision`);
    if (rule.basis === "lokal regel" && !rule.source) found.push(`local rule ${rule.id} does not say whose it is`);
    if (rule.title.includes("lokal regel")) found.push(`rule ${rule.id} says in its title what its basis says`);
    if (rule.certainty !== "verifierad" && !rule.source) found.push(`rule ${rule.id} does not say what is uncertain`);
    if (source === undefined) found.push(`rule ${rule.id} is not written in ${folderOf(rule.room)}/rules*.ts`);
    if (test === undefined) found.push(`rule ${rule.id} has no table of cases in ${folderOf(rule.room)}/rules*.test.ts`);
    for (const id of rule.provisionIds) if (!provisionIds.includes(id)) found.push(`rule ${rule.id} names ${id}, which is unknown`);
  }
  for (const id of provisionIds) if (!used.has(id)) found.push(`provision ${id} is used by no rule`);
  return found;
}

const cell = (text) => text.replaceAll("|", "\\|");
const period = ({ validFrom, validTo }) => `${validFrom} –${validTo === undefined ? "" : ` ${validTo}`}`;
const link = (room, name) => `[${name}](../${folderOf(room)}/${name})`;

function ruleRow(rule) {
  const { source = "–", test = "–" } = placesOf(rule);
  const citations = rule.provisionIds.map((id) => wordingsOf(id).at(-1)?.citation ?? id);
  const basis = rule.basis === "lag" ? "" : ` (${rule.basis})`;
  const where = [link(rule.room, source), link(rule.room, test)];
  const row = [
    `\`${rule.id}\``,
    `${rule.title}${basis}`,
    [...new Set(citations)].join("; "),
    rule.clock ?? "–",
    period(rule),
    rule.certainty,
    ...where,
  ];
  return `| ${row.map(cell).join(" | ")} |`;
}

function noteRow(rule) {
  return rule.source === undefined ? [] : [`- \`${rule.id}\`: ${rule.source}`];
}

function provisionRow(provision) {
  const inRules = rules.filter((rule) => rule.provisionIds.includes(provision.id)).map((rule) => `\`${rule.id}\``);
  const doubt = provision.note === undefined ? provision.certainty : `${provision.certainty}: ${provision.note}`;
  const row = [provision.citation, provision.title, provision.act, period(provision), doubt, inRules.join(", ")];
  return `| ${row.map(cell).join(" | ")} |`;
}

/** The rows of what was once misread, with their tests by file and title. */
function correctionRows(rows) {
  return rows.map(({ what, law, proofs, lacks }) => {
    const byFile = Map.groupBy(proofs, ([file]) => file);
    const tests = [...byFile].map(([file, own]) => {
      return `[${file.split("/").at(-1)}](../${file}): ${own.map(([, title]) => `"${title}"`).join("; ")}`;
    });
    return `| ${[lacks === undefined ? what : `${what}. _${lacks}_`, law, tests.join("<br>")].map(cell).join(" | ")} |`;
  });
}

/** The whole page, formatted as the house formats; the same bytes for the same rules. */
export async function renderLaw() {
  const lines = [
    "# The law in the code",
    "",
    "Written by `scripts/generate-law.mjs`; do not edit by hand. A test fails when this page is stale, when a rule has no",
    "provision or no table of cases, and when a provision is used by no rule.",
    "",
    "A rule is a pure function with its paragraph beside it and a sentence for the screen. Provisions are dated: a clock is",
    "cited by the act of the day it started. *verifierad*: read in the act; *allmän kunskap*: known, not read; *osäker*: to be",
    "checked. The first days of provisions that began before 1 July 2025 are general knowledge and matter for old files alone.",
    "Nothing that happened in the law after February 2026 is known here.",
    "",
    "*Last day*: a *lagstadgad tid* that ends on a Saturday, Sunday or holiday moves to the next working day (rule `last-day`); what is to",
    "be done *genast*, and an *egen dag* that a decision, a plan or the municipality has set, does not.",
    "",
    "## Rules",
    ...rooms.flatMap(({ folder, rules: own }) => {
      const head = [
        "| Rule | What | Stands on (now) | Last day | Applies | Certainty | File | Test |",
        "|---|---|---|---|---|---|---|---|",
      ];
      const notes = own.flatMap(noteRow);
      return ["", `### ${folder.split("/").at(-1)}`, "", ...head, ...own.map(ruleRow), "", ...notes];
    }),
    "",
    "## Provisions",
    "",
    "| Citation | What | Act | Cited | Certainty | Rules |",
    "|---|---|---|---|---|---|",
    ...provisionIds.flatMap((id) => wordingsOf(id)).map(provisionRow),
    "",
    "## What was once misread, and what holds it now",
    "",
    "Each test by its file and its title, in a table of cases the first of its row; `tests/documents/law-rows.test.ts` tries that each is there.",
    ...[
      ["The corrections, in their order", corrections],
      ["The walks that found them", walks],
      ["The days that deadlines go wrong on", days],
    ].flatMap(([heading, rows]) => ["", `### ${heading}`, "", "| What | Law | Tests |", "|---|---|---|", ...correctionRows(rows)]),
    "",
  ];
  const options = await resolveConfig(fileURLToPath(page));
  return format(lines.join("\n"), { ...options, parser: "markdown" });
}

/** True when docs/law.md is what the rules say now. */
export async function isFresh() {
  return readFileSync(page, "utf8") === (await renderLaw());
}

async function main() {
  const found = faults();
  for (const fault of found) console.error(fault);
  if (!process.argv.includes("--check")) writeFileSync(page, await renderLaw());
  else if (!(await isFresh())) found.push("docs/law.md is stale: run node scripts/generate-law.mjs");
  if (found.length > 0) {
    console.error(found.at(-1));
    process.exitCode = 1;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
