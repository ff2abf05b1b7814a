import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { failedSignOns } from "../../src/platform/access/sign-on/failures.ts";
import { systemClock } from "../../src/platform/basics/clock.ts";
import { RECENT_FOR } from "../../src/followup/questionnaire/recent-answers.ts";
import { MOST_MEGABYTES } from "../../src/followup/exchange/upload.ts";
import { statusOf } from "../../src/app/web/error-pages.tsx";
import { mostPlaces, usualLimits } from "../../src/platform/documents/make-pdf.ts";
import { makeMetrics } from "../../src/app/web/metrics.ts";
import { keptMs } from "../../src/app/web/municipalities.ts";
import { loadOperations } from "../../src/app/web/operations.ts";
import { openBodyLimit, usualBodyLimit, usualPatience } from "../../src/app/web/read-body.ts";
import { refusedTokens } from "../../src/app/sign-on/sign-off-pages.ts";
import { findJobs } from "../../src/platform/jobs/find.ts";
import { addMunicipality, createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";

/** docs/operations.md and the program say the same, both ways: settings, commands, measures, limits. */
const root = join(import.meta.dirname, "..", "..");
const text = readFileSync(join(root, "docs", "operations.md"), "utf8");
const part = (heading: string) => text.slice(text.indexOf(`\n## ${heading}\n`)).split("\n## ")[1] ?? "";
const rowsOf = (section: string) => section.split("\n").filter((line) => line.startsWith("|") && !/^\|[ |:-]+\|$/u.test(line));
const quotedIn = (cell = "") => [...cell.matchAll(/`([^`]+)`/gu)].map((found) => found[1] ?? "");

const programFiles = ["src", "bin", "demo", "scripts", "packages", "tests/support"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(ts|tsx|mjs)$/u.test(name) && !name.includes("node_modules") && !/\.test\.ts$/u.test(name))
    .map((name) => join(root, folder, name)),
);

describe("every setting that the program reads is described, and no other", () => {
  /** The machine's own, which the program hands on to what it starts. */
  const machine = new Set(["PATH", "LC_ALL", "LD_LIBRARY_PATH", "CI"]);
  /** What the tests tell one another. */
  const ofTests = new Set(["SHARED_TMPDIR"]);
  /** Read by Node itself. */
  const nodes = ["TMPDIR"];
  const read = new Set(
    programFiles.flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(/\benv(?:ironment)?(?:\[\s*"|\.|,\s*")([A-Z][A-Z0-9_]+)\b/gu)].map((found) => found[1] ?? ""),
    ),
  );
  const described = rowsOf(part("Settings")).flatMap((row) => quotedIn(row.split("|")[1]));

  test("settings", () => {
    const known = [...read].filter((name) => !machine.has(name) && !ofTests.has(name));
    expect([...described].sort()).toEqual([...new Set([...known, ...nodes])].sort());
  });

  test("also where they stand in a block to be typed", () => {
    const typed = [...text.matchAll(/```(?:sh)?\n([\s\S]*?)```/gu)].flatMap((block) =>
      [...(block[1] ?? "").matchAll(/(?:^|\s)([A-Z][A-Z_]{3,})=/gmu)].map((found) => found[1] ?? ""),
    );
    expect(typed.filter((name) => !described.includes(name))).toEqual([]);
  });
});

test("every command and option is described, and no other", async () => {
  const program = new Command("fortrogen");
  const folder = join(root, "src", "app", "cli", "commands");
  for (const name of readdirSync(folder)) {
    const { register } = (await import(join(folder, name))) as { register(program: Command): void };
    register(program);
  }
  const found = new Map<string, string[]>();
  const walk = (command: Command, path: readonly string[]) => {
    const options = command.options.filter((option) => !option.hidden).map((option) => option.long ?? "");
    if (command.commands.length === 0) found.set(path.join(" "), options);
    for (const inner of command.commands) walk(inner, [...path, inner.name()]);
  };
  walk(program, []);
  const described = new Map(
    rowsOf(part("Commands"))
      .slice(1)
      .flatMap((row) => {
        const [, commands, options = ""] = row.split("|");
        const names = quotedIn(commands);
        const groups = options.split(";").map(quotedIn);
        return names.map((name, n) => [name, groups[n] ?? groups[0] ?? []] as const);
      }),
  );
  expect(described).toEqual(found);
});

describe("what the program measures and ends", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  test("the municipality's own rules are set as the statements stand there", async () => {
    await addMunicipality(database, { code: "0680", name: "Jönköping" });
    const statements = [...part("Settings").matchAll(/```sql\n([\s\S]*?)```/gu)].map((block) => block[1] ?? "");
    expect(statements).toHaveLength(3);
    for (const statement of statements) await sql`${sql.raw(statement)}`.execute(database.owner);
    const { rows } = await sql`select f.days, m.mandate, e.hours, e.other_units
      from access.finishing_period f, decision.urgent_mandate m, access.emergency_rule e`.execute(database.owner);
    expect(rows).toEqual([{ days: 3, mandate: "ordföranden", hours: 8, other_units: false }]);
    expect(part("Settings").replaceAll(/\s+/gu, " ")).toContain("Without a row it is seven");
  });

  test("every measure is described, and no other", async () => {
    const told = await makeMetrics(database.app, systemClock).text();
    const measured = [...told.matchAll(/^# TYPE (fortrogen_\w+) /gmu)].map((found) => found[1] ?? "");
    const described = rowsOf(part("Watch over it"))
      .flatMap((row) => quotedIn(row.split("|")[1]))
      .filter((name) => name.startsWith("fortrogen_"));
    expect(described.sort()).toEqual(measured.sort());
  });

  test("the connections and the jobs are the program's", async () => {
    const section = part("Watch over it").replaceAll(/\s+/gu, " ");
    const jobs = await findJobs();
    const rows = rowsOf(part("Watch over it")).filter((row) => /^\| `[a-z]+\.[a-z-]+` \|/u.test(row));
    expect(rows.flatMap((row) => quotedIn(row.split("|")[1])).sort()).toEqual(jobs.map(({ name }) => name).sort());
    const often = new Map([
      [60, "every minute"],
      [24 * 60 * 60, "every day"],
    ]);
    const said = (seconds: number) => often.get(seconds) ?? (seconds < 60 ? `every ${seconds} seconds` : `every ${seconds / 60} minutes`);
    for (const { name, every } of jobs) {
      const when = rows.find((row) => row.includes(`\`${name}\``))?.split("|")[3] ?? "";
      if (every) expect([name, when]).toEqual([name, expect.stringContaining(said(every.seconds))]);
      else expect([name, when.trim()]).toEqual([name, "when asked for"]);
    }
    // graphile-worker: e to the power of the attempts, in whole seconds.
    expect(section).toContain(`(${[1, 2, 3, 4].map((attempts) => Math.round(Math.exp(attempts))).join(", ")} seconds and so on)`);
    expect(section).toContain("(the embedded server has 120)");
    expect(section).toContain(
      `which municipalities there are (${keptMs / 1000} seconds), and counted answers of the national questionnaire (${RECENT_FOR / 1000} seconds`,
    );
  });

  test("the limits are the program's", async () => {
    const section = part("Watch over it").replaceAll(/\s+/gu, " ");
    const operations = await loadOperations();
    const most = (name: string) => operations.find((operation) => operation.name === name)?.limit?.most;
    const seconds = (milliseconds: number) => `${milliseconds / 1000} s`;
    const MB = 1024 * 1024;
    expect(failedSignOns.seconds).toBe(refusedTokens.seconds);
    expect(mostPlaces.atOnce).toBe(2);
    for (const said of [
      `a form or JSON ${usualBodyLimit / 1024 / 1024} MB, sign-on and sign-off ${openBodyLimit / 1024} kB, an upload ${MOST_MEGABYTES} MB`,
      `${failedSignOns.most} failed sign-ons a minute from one network`,
      `${refusedTokens.most} forged sign-offs`,
      `${most("workplace.search-person")} searches for a person and ${most("workplace.open-in-emergency")} openings in emergency an hour for each person, ${most("people.ask-population")} questions to the population register and ${most("party.get-draft-letter")} drafts of a letter`,
      `two at once in each web process, ${mostPlaces.waiting} may wait | ${usualLimits.seconds} s, ${usualLimits.memoryBytes / MB} MB of memory, ${usualLimits.inputBytes / MB} MB of content | ${statusOf("document-too-large")}; ${statusOf("document-busy")} where`,
      `| ${seconds(usualPatience.head)}, ${seconds(usualPatience.body)}, ${seconds(usualPatience.piece)}, ${usualPatience.request / 60_000} minutes |`,
    ])
      expect(section).toContain(said);
    const limited = operations.filter((operation) => operation.limit).map((operation) => operation.name);
    expect(limited.sort()).toEqual([
      "party.get-draft-letter",
      "people.ask-population",
      "workplace.open-in-emergency",
      "workplace.search-name",
      "workplace.search-person",
    ]);
    const rule = (name: string) => operations.find((operation) => operation.name === name)?.limit;
    expect(rule("workplace.search-name")).toBe(rule("workplace.search-person"));
    // 5 s, 30 s and 30 s are held by lost-connections.db.test.ts.
  });
});
