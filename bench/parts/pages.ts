// Pages under 50 users on a municipality of 100,000 inhabitants with ten years of cases, and the server's memory meanwhile.
import { execFile } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { setTimeout as pause } from "node:timers/promises";
import { demoCode } from "../../demo/municipality.ts";
import { makeClient } from "../../src/platform/database/connect.ts";
import { Browser } from "../load/browser.ts";
import type { LoadFigures, LoadPlan, LoadUser } from "../load/plan.ts";
import { benchFolder, openHouse } from "../support/house.ts";
import type { House } from "../support/house.ts";
import { familyMemory, memoryOf, mustRun, startWeb } from "../support/processes.ts";
import type { WebProcess } from "../support/processes.ts";
import { megabytes, milliseconds, whole } from "../support/report.ts";
import type { BenchOptions, Goal, PartName, PartResult, Table } from "../support/report.ts";

const goalMilliseconds = 150;
const goalBytes = 500e6;
const userCount = 50;
const analysts = 1;
const teamLeaders = 3;
/**
 * Of the 20,500 children 0–17 of 100,000 inhabitants about 2 % are newly investigated each year and twice as many reported; over ten
 * years, in which a whole generation passes, about 10,000 different children have had a case.
 */
const children = { full: 10_000, quick: 400 };

type Memory = { readonly when: string; readonly web: number | null; readonly postgres: number | null };
type Run = { readonly thinkMilliseconds: number; readonly figures: LoadFigures };

/** Runs the load twice (with pauses as people make, and with none) and gives the parts asked for of `pages` and `memory`. */
export async function measurePages(options: BenchOptions, asked: ReadonlySet<PartName>): Promise<PartResult[]> {
  const { quick, say } = options;
  const size = quick ? children.quick : children.full;
  const house = await openHouse(`pages-${size}`, options.keep);
  try {
    await house.fill(async () => {
      say(`pages: loading ${whole(size)} children with ten years of cases`);
      await mustRun(house.place, ["demo", "load", "--children", String(size)]);
    });
    const users = await findUsers(house);
    const facts = await countRows(house);
    const web = await startWeb(house.place);
    try {
      await firstPage(web);
      const memory: Memory[] = [memoryNow("after the first page", web, house)];
      const runs: Run[] = [];
      for (const thinkMilliseconds of [1000, 0]) {
        say(`pages: ${users.length} users, ${thinkMilliseconds} ms think time`);
        const seconds = quick ? { warmUpSeconds: 3, seconds: 6 } : { warmUpSeconds: 20, seconds: 60 };
        const run = await load({ origin: web.origin, municipality: demoCode, ...seconds, thinkMilliseconds, users }, web, house);
        runs.push({ thinkMilliseconds, figures: run.figures });
        memory.push({ when: `most during the load, ${words(thinkMilliseconds)}`, ...run.most });
      }
      await pause(quick ? 1000 : 15_000);
      memory.push(memoryNow("afterwards, at rest", web, house), {
        when: "most of all (VmHWM)",
        web: memoryOf(web.pid, "VmHWM"),
        postgres: null,
      });
      const both = [pagesResult(runs, facts, users), memoryResult(memory)];
      return both.filter((one) => asked.has(one.part));
    } finally {
      await web.stop();
    }
  } finally {
    await house.close();
  }
}

const words = (thinkMilliseconds: number) => (thinkMilliseconds === 0 ? "no think time" : `${thinkMilliseconds / 1000} s think time`);

function pagesResult(runs: readonly Run[], facts: readonly string[], users: readonly LoadUser[]): PartResult {
  const tables = runs.map(({ thinkMilliseconds, figures }): Table => ({
    title: `Pages, ${users.length} users, ${words(thinkMilliseconds)}`,
    note: `${figures.perSecond.toFixed(1)} requests per second in ${figures.seconds.toFixed(0)} s, ${figures.errors} errors. The load generator itself used ${figures.generatorCores.toFixed(2)} of a core.`,
    columns: ["Page", "requests", "p50 ms", "p95 ms", "p99 ms", "most ms", "kB"],
    rows: figures.pages.map((one) => [one.page, whole(one.count), milliseconds(one.p50), milliseconds(one.p95), milliseconds(one.p99), milliseconds(one.most), milliseconds(one.kilobytes)]),
  })); // prettier-ignore
  const [first] = runs;
  const goals: Goal[] = [];
  for (const one of first?.figures.pages ?? []) {
    if (one.count === 0) continue;
    goals.push({
      what: `p95, ${one.page}, ${userCount} users`,
      goal: `${goalMilliseconds} ms`,
      measured: `${milliseconds(one.p95)} ms`,
      isMet: one.p95 <= goalMilliseconds,
    });
  }
  const errors = runs.reduce((sum, run) => sum + run.figures.errors, 0);
  goals.push({ what: "errors under load", goal: "0", measured: String(errors), isMet: errors === 0 });
  const firstErrors = runs.flatMap((run) => run.figures.firstErrors);
  return { part: "pages", conditions: [...facts, ...firstErrors.map((text) => `Error: ${text}`)], tables, goals, raw: runs };
}

function memoryResult(memory: readonly Memory[]): PartResult {
  const most = Math.max(...memory.map((one) => one.web ?? 0));
  return {
    part: "memory",
    conditions: ["The web is one Node process (RSS). PostgreSQL is all its processes, shared memory counted once (PSS)."],
    tables: [
      {
        title: "Memory under the load of the pages",
        columns: ["When", "web", "PostgreSQL"],
        rows: memory.map((one) => [one.when, megabytes(one.web), megabytes(one.postgres)]),
      },
    ],
    goals: [{ what: "memory of the server, at most", goal: "500 MB", measured: megabytes(most), isMet: most > 0 && most <= goalBytes }],
    raw: memory,
  };
}

async function load(plan: LoadPlan, web: WebProcess, house: House): Promise<{ figures: LoadFigures; most: Omit<Memory, "when"> }> {
  mkdirSync(benchFolder, { recursive: true });
  const file = join(benchFolder, `plan-${process.pid}.json`);
  writeFileSync(file, JSON.stringify(plan));
  const most = { web: 0, postgres: 0 };
  const timer = setInterval(() => {
    most.web = Math.max(most.web, memoryOf(web.pid, "VmRSS") ?? 0);
    most.postgres = Math.max(most.postgres, memoryNow("", web, house).postgres ?? 0);
    // Fifty users who search without a pause would reach the hour's limit for each person, which is not what is measured.
    house.run("delete from limits.turn").catch(() => undefined);
  }, 5000);
  try {
    const generator = join(import.meta.dirname, "..", "load", "generator.ts");
    const limit = 1000 * (plan.warmUpSeconds + plan.seconds + 120);
    const { stdout } = await promisify(execFile)(process.execPath, [generator, file], { timeout: limit, maxBuffer: 64e6 });
    // JSON has no NaN: what was never measured comes as null.
    const figures = JSON.parse(stdout, (_name, value: unknown) => (value === null ? Number.NaN : value)) as LoadFigures;
    return { figures, most: { web: most.web || null, postgres: most.postgres || null } };
  } finally {
    clearInterval(timer);
    rmSync(file, { force: true });
  }
}

async function firstPage(web: WebProcess): Promise<void> {
  const browser = new Browser(web.origin);
  await browser.get("/");
  browser.close();
}

function memoryNow(when: string, web: WebProcess, house: House): Memory {
  const postmaster = house.postmaster();
  return { when, web: memoryOf(web.pid, "VmRSS"), postgres: postmaster === undefined ? null : familyMemory(postmaster) };
}

type UserRow = LoadUser & { readonly n: number };

/** Fifty of the staff, each another person where there are so many, with the open cases that they work in. */
async function findUsers(house: House): Promise<LoadUser[]> {
  const client = makeClient(house.ownerUrl);
  await client.connect();
  try {
    const { rows } = await client.query<UserRow>(
      `select s.id as "staffId", r.role, coalesce(w.cases, '[]') as cases
       from access.staff s join access.staff_role r on r.municipality_id = s.municipality_id and r.staff_id = s.id
       left join lateral (
         select jsonb_agg(jsonb_build_object('caseId', c.id, 'phaseId', p.id, 'number', coalesce(b.identity_number, c.case_number))) as cases
         from intake.case_file c
         join people.person b on b.municipality_id = c.municipality_id and b.id = c.child_id
         left join lateral (select p.id from participation.phase p where p.municipality_id = c.municipality_id and p.case_id = c.id
           and not exists (select from participation.phase_closure k where k.municipality_id = p.municipality_id and k.phase_id = p.id)
           order by p.opened_on desc limit 1) p on true
         where case r.role when 'team_leader' then c.unit_id = s.unit_id else exists (select from intake.case_assignment a
             where a.municipality_id = c.municipality_id and a.case_id = c.id and a.staff_id = s.id and a.ended_on is null) end
           and not exists (select from intake.case_closure k where k.municipality_id = c.municipality_id and k.case_id = c.id)) w on true
       where r.role in ('caseworker', 'team_leader', 'analyst') and s.active
       order by length(s.subject), s.subject`,
    );
    const some = (role: LoadUser["role"], count: number) => {
      const found = rows.filter((row) => row.role === role && (role === "analyst" || row.cases.length > 0));
      return Array.from({ length: count }, (_, n) => found[n % found.length]).filter((user) => user !== undefined);
    };
    return [...some("analyst", analysts), ...some("team_leader", teamLeaders), ...some("caseworker", userCount - analysts - teamLeaders)];
  } finally {
    await client.end();
  }
}

async function countRows(house: House): Promise<string[]> {
  const client = makeClient(house.ownerUrl);
  await client.connect();
  try {
    const { rows } = await client.query<Record<"children" | "cases" | "open" | "conversations" | "steps" | "staff" | "size", string>>(
      `select (select count(distinct child_id) from intake.case_file) as children, (select count(*) from intake.case_file) as cases,
         (select count(*) from intake.case_file) - (select count(*) from intake.case_closure) as open,
         (select count(*) from participation.conversation) as conversations, (select count(*) from participation.step) as steps,
         (select count(*) from access.staff) as staff, pg_size_pretty(pg_database_size(current_database())) as size`,
    );
    const [row] = rows;
    if (!row) return [];
    const n = (text: string) => whole(Number(text));
    return [
      `${n(row.children)} children with ${n(row.cases)} cases (${n(row.open)} open), ${n(row.conversations)} conversations, ${n(row.steps)} steps of participation, ${n(row.staff)} staff; the database is ${row.size}.`,
    ];
  } finally {
    await client.end();
  }
}
