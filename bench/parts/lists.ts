// The lists of a municipality with half a million cases, nearly all of them closed: each list as a caseworker and as a team leader, alone, as the door
// answers it.
import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { z } from "zod";
import { systemClock } from "../../src/platform/basics/clock.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import type { Role, StaffActor } from "../../src/platform/core/actor.ts";
import { ask } from "../../src/platform/core/door.ts";
import type { Door, Query } from "../../src/platform/core/door.ts";
import { settleClocks } from "../../src/casework/case/clocks.ts";
import type { OpenDatabase } from "../../src/platform/database/connect.ts";
import { tableSorts } from "../../src/portals/desk/case-table.ts";
import { findCases } from "../../src/portals/desk/queries/find-cases.ts";
import { findClosedCases } from "../../src/portals/desk/queries/find-closed-cases.ts";
import { findReviews } from "../../src/portals/desk/queries/find-reviews.ts";
import { getWorkList } from "../../src/portals/desk/queries/get-work-list.ts";
import { searchName } from "../../src/portals/desk/queries/search-name.ts";
import { openHouse } from "../support/house.ts";
import { mustRun } from "../support/processes.ts";
import { milliseconds, whole } from "../support/report.ts";
import type { BenchOptions, PartResult } from "../support/report.ts";

const goalMilliseconds = 150;
const sizes = { full: { children: 3000, closed: 495_000, rounds: 20 }, quick: { children: 100, closed: 2000, rounds: 3 } };

type AnyQuery = Query<z.ZodObject, unknown>;
const lists = [
  ...(["mina", "enhetens", "utan ansvarig"] as const).map((scope) => [`work list, ${scope}`, getWorkList, { scope }] as const),
  ...tableSorts.map((sort) => [`table of the unit by ${sort}`, findCases, { scope: "enhetens", sort }] as const),
  ["closed cases", findClosedCases, {}],
  ["a name that nobody has", searchName, { name: "Zebulon Quist" }],
  ["a name that many have", searchName, { name: "Anna" }],
  ["what is to be reviewed", findReviews, {}],
] as unknown as readonly (readonly [string, AnyQuery, object])[];

/** Loads the demo, adds children with closed cases, and asks for each list so many times. */
export async function measureLists({ quick, keep, say }: BenchOptions): Promise<PartResult> {
  const size = quick ? sizes.quick : sizes.full;
  const house = await openHouse(`lists-${size.closed}`, keep);
  const db = house.open();
  try {
    await house.fill(async () => {
      say(`lists: loading ${whole(size.children)} children, and ${whole(size.closed)} with closed cases`);
      await mustRun(house.place, ["demo", "load", "--children", String(size.children)]);
      await addClosedCases(db, size.closed);
    });
    const counted = await sql<{ cases: number; open: number }>`select count(*)::int as cases, count(*) filter (where is_open)::int as open
      from intake.case_file`.execute(db.owner);
    const { cases = 0, open = 0 } = counted.rows[0] ?? {};
    const rows: string[][] = [];
    const all: number[] = [];
    for (const role of ["caseworker", "team_leader"] as const) {
      const actor = await somebody(db, role);
      for (const [name, query, input] of lists) {
        const { times, found } = await timesOf(db, actor, query, input, size.rounds);
        const [p50, p95] = [0.5, 0.95].map((share) => times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? Number.NaN);
        all.push(p95 ?? Number.NaN);
        rows.push([
          `${name}, ${role === "caseworker" ? "caseworker" : "team leader"}`,
          found,
          milliseconds(p50 ?? 0),
          milliseconds(p95 ?? 0),
        ]);
      }
    }
    const slowest = Math.max(...all);
    const goal = {
      what: "p95 of the slowest list, 500,000 cases",
      goal: `${goalMilliseconds} ms`,
      measured: `${milliseconds(slowest)} ms`,
    };
    return {
      part: "lists",
      conditions: [
        `${whole(cases)} cases of one municipality, ${whole(open)} of them open, asked for one at a time through the door, ${size.rounds} times each.`,
      ],
      tables: [{ title: "Lists among half a million cases", columns: ["List", "rows", "p50 ms", "p95 ms"], rows }],
      goals: [{ ...goal, isMet: slowest <= goalMilliseconds }],
      raw: rows,
    };
  } finally {
    await db.close();
    await house.close();
  }
}

/** As long years leave them: children with names of the demo's, a case each in the units there are, closed after four months. */
async function addClosedCases(db: OpenDatabase, count: number): Promise<void> {
  await db.owner.transaction().execute(async (tx) => {
    await sql`create temp table made on commit drop as
      with said as (select array_agg(given_name) as given, array_agg(family_name) as family from people.person),
        units as (select array_agg(unit_id) as ids from (select distinct unit_id from intake.case_file) u)
      select n, f.municipality_id, gen_random_uuid() as file, gen_random_uuid() as person, f.recorded_by,
        units.ids[1 + n % cardinality(units.ids)] as unit, said.given[1 + n % cardinality(said.given)] as given,
        said.family[1 + (n::bigint * 7919) % cardinality(said.family)] as family
      from (select * from intake.case_file limit 1) f, said, units, generate_series(1, ${count}::int) n`.execute(tx);
    await sql`insert into people.person (municipality_id, id, birth_date, given_name, family_name, sex, recorded_at)
      select municipality_id, person, date '2000-01-01' + n % 7000, given, family, 'okänt', now() from made`.execute(tx);
    await sql`insert into intake.case_file (municipality_id, id, child_id, case_number, unit_id, opened_on, recorded_by, recorded_at)
      select municipality_id, file, person, 'T-' || n, unit, date '2012-01-01' + n % 4500, recorded_by, now() from made`.execute(tx);
    await sql`insert into intake.case_closure (municipality_id, case_id, closed_on, reason, recorded_by, recorded_at)
      select municipality_id, file, date '2012-05-01' + n % 4500, 'annat', recorded_by, now() from made`.execute(tx);
    // Nothing runs in them, so that there is nothing to keep.
    await sql`select set_config('fortrogen.touched', '', true)`.execute(tx);
  });
}

/** The one of the role who has the most open cases. */
async function somebody(db: OpenDatabase, role: Role): Promise<StaffActor> {
  const { rows } = await sql<Omit<StaffActor, "kind" | "sessionId">>`
    select s.municipality_id as "municipalityId", s.id as "staffId", s.name, s.title, s.unit_id as "unitId", array_agg(r.role) as roles
    from access.staff s join access.staff_role r on r.municipality_id = s.municipality_id and r.staff_id = s.id
    where s.active and s.unit_id is not null
    group by s.municipality_id, s.id having ${role} = any (array_agg(r.role))
    order by (select count(*) from intake.case_assignment a where a.municipality_id = s.municipality_id and a.staff_id = s.id and a.ended_on is null) desc
    limit 1`.execute(db.owner);
  const [found] = rows;
  if (!found) throw new Error(`The demo has nobody who is ${role}.`);
  return { kind: "staff", sessionId: null, ...found };
}

/** Milliseconds of each asking, sorted, after one that is not counted; and how many rows there were. */
async function timesOf(
  db: OpenDatabase,
  actor: StaffActor,
  query: AnyQuery,
  input: object,
  rounds: number,
): Promise<{ times: number[]; found: string }> {
  const door: Door = { db: db.app, clock: systemClock, settle: settleClocks };
  const times: number[] = [];
  let found = "";
  for (let round = 0; round <= rounds; round += 1) {
    // Searches have an hour's limit for each person, which is not what is measured.
    await sql`delete from limits.turn`.execute(db.owner);
    const began = performance.now();
    const value = valueOf(await ask(door, query, actor, input, { requestId: randomUUID() })) as Record<string, unknown>;
    if (round > 0) times.push(performance.now() - began);
    const list = [value["cases"], value["found"], value["items"]].find(Array.isArray);
    found = whole(typeof value["total"] === "number" ? value["total"] : (list?.length ?? 0));
  }
  return { times: times.toSorted((a, b) => a - b), found };
}
