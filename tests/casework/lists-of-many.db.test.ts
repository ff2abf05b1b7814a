import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { z } from "zod";
import type { Query } from "../../src/platform/core/door.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { inMunicipality } from "../../src/platform/database/connect.ts";
import { findCases } from "../../src/portals/desk/queries/find-cases.ts";
import { findClosedCases } from "../../src/portals/desk/queries/find-closed-cases.ts";
import { findHandOver } from "../../src/portals/desk/queries/find-hand-over.ts";
import { findReviews } from "../../src/portals/desk/queries/find-reviews.ts";
import { findRetention } from "../../src/portals/desk/queries/find-retention.ts";
import { getWorkList } from "../../src/portals/desk/queries/get-work-list.ts";
import { searchName } from "../../src/portals/desk/queries/search-name.ts";
import { tableSorts } from "../../src/portals/desk/case-table.ts";
import { findAgenda } from "../../src/casework/decision/queries/find-agenda.ts";
import { findApprovals } from "../../src/casework/decision/queries/find-approvals.ts";
import { findDelegated } from "../../src/casework/decision/queries/find-delegated.ts";
import { findUnreported } from "../../src/casework/decision/queries/find-unreported.ts";
import { findUnitLoad } from "../../src/casework/decision/queries/find-workload.ts";
import { findNotExecuted } from "../../src/casework/intervention/queries/find-not-executed.ts";
import { findOffers } from "../../src/casework/intervention/queries/find-offers.ts";
import { findLogOfDay } from "../../src/portals/desk/queries/find-log-of-day.ts";
import { getCalendar } from "../../src/portals/desk/queries/get-calendar.ts";
import { openCaseFor, openHouse } from "../support/casework.ts";
import type { House, StaffName } from "../support/casework.ts";
import { investigatedCase } from "../support/investigated.ts";
import { finishCase } from "../support/finish-case.ts";

/** What a list costs follows from what is in it, however many cases have been closed in the unit and however many people are known. */
let house: House;
const today = "2026-03-02";

beforeAll(async () => {
  house = await openHouse();
  house.at(today);
  for (const given of ["Anna", "Bo", "Cecilia"]) {
    await openCaseFor(house, { givenName: given, familyName: "Prov", birthDate: "2012-01-01" });
  }
  const closed = await openCaseFor(house, { givenName: "David", familyName: "Prov", birthDate: "2012-01-01" });
  await finishCase(house, house.staff.caseworker, closed.caseId, today, "10:00");
  await addClosedCases(3000);
});
afterAll(() => house.database.drop());

/** Children nobody of whom is called as those of the test, with closed cases in the unit, as years of work leave them. */
async function addClosedCases(count: number): Promise<void> {
  const { municipalityId: m, staff } = house;
  await sql`with made as materialized (select gen_random_uuid() as person, gen_random_uuid() as file, n from generate_series(1, ${count}::int) n),
    people as (insert into people.person (municipality_id, id, birth_date, given_name, family_name, sex, recorded_at)
      select ${m}, person, date '2000-01-01' + n, 'Någon' || n, 'Tidigare', 'okänt', now() from made returning 1),
    files as (insert into intake.case_file (municipality_id, id, child_id, case_number, unit_id, opened_on, recorded_by, recorded_at)
      select ${m}, file, person, 'T-' || left(file::text, 13), ${staff.leader.unitId}::uuid, date '2015-01-01' + n, ${staff.leader.staffId}::uuid, now()
      from made returning id, opened_on)
    select count(*) from people, files where false`.execute(house.database.owner);
  await house.database.owner.transaction().execute(async (tx) => {
    await sql`insert into intake.case_closure (municipality_id, case_id, closed_on, reason, recorded_by, recorded_at)
      select f.municipality_id, f.id, f.opened_on + 90, 'annat', f.recorded_by, now() from intake.case_file f
      where f.municipality_id = ${m} and f.case_number like 'T-%' and f.is_open`.execute(tx);
    // Nothing runs in them, so that there is nothing to keep.
    await sql`select set_config('fortrogen.touched', '', true)`.execute(tx);
  });
  await sql`analyze`.execute(house.database.owner);
}

/** Rows of tables that a query fetched, by index or not, as PostgreSQL counts them for the connection. */
async function rowsRead<I extends z.ZodObject, O>(who: StaffName, query: Query<I, O>, input: unknown): Promise<number> {
  return inMunicipality(house.database.app, house.municipalityId, async (tx) => {
    const counted = async (): Promise<number> => {
      const { rows } = await sql<{ read: number }>`select coalesce(sum(seq_tup_read + coalesce(idx_tup_fetch, 0)), 0)::int as read
        from pg_stat_xact_user_tables`.execute(tx);
      return rows[0]?.read ?? 0;
    };
    // What the connection has read before is among them until it has been handed over.
    const before = await counted();
    const actor = house.staff[who];
    const context = { actor, now: house.door.clock(), today, touch: () => undefined, inCase: () => undefined, confirmed: () => false };
    valueOf(await query.run(tx, query.input.parse(input) as never, { ...context, whenRefused: () => undefined } as never));
    return (await counted()) - before;
  });
}

const lists: readonly (readonly [string, Query<z.ZodObject, unknown>, object])[] = [
  ...(["mina", "enhetens", "utan ansvarig"] as const).map((scope) => [`the work list, ${scope}`, getWorkList, { scope }] as const),
  ...tableSorts.map((sort) => [`the table by ${sort}`, findCases, { scope: "enhetens", sort }] as const),
  ["the table, one's own", findCases, { scope: "mina" }],
  ["closed cases", findClosedCases, {}],
  ["what is thinned", findRetention, {}],
  ["a name that somebody has", searchName, { name: "Anna Prov" }],
  ["a name that nobody has", searchName, { name: "Zebulon" }],
  ["what is to be reviewed", findReviews, {}],
  ["who looked that day", findLogOfDay, {}],
  ["what waits for approval", findApprovals, {}],
  ["what is not carried out", findNotExecuted, {}],
  ["what goes to the board", findAgenda, {}],
  ["what the board has not been told of", findUnreported, {}],
  ["what is decided on delegation", findDelegated, {}],
  ["what the unit has on its hands", findUnitLoad, {}],
  ["the calendar", getCalendar, { from: today }],
  ["what the municipality offers", findOffers, {}],
  ["who leaves", findHandOver, { staffId: randomUUID() }],
] as unknown as readonly (readonly [string, Query<z.ZodObject, unknown>, object])[];
const askers = ["caseworker", "leader"] as const;

describe("what a list reads of the database", () => {
  test("does not grow with what is closed", async () => {
    const counted = async (): Promise<Record<string, number>> => {
      const found: Record<string, number> = {};
      for (const who of askers) {
        for (const [name, query, input] of lists) {
          if ([findHandOver, findRetention].includes(query as never) && who !== "leader") continue;
          found[`${who}: ${name}`] = await rowsRead(who, query, input);
        }
      }
      return found;
    };
    const before = await counted();
    await addClosedCases(6000);
    const after = await counted();
    const grown = Object.entries(after).filter(([name, read]) => read > (before[name] ?? 0) + 300);
    expect(grown.map(([name, read]) => `${name}: ${before[name]} → ${read}`)).toEqual([]);
    // Some for each case that is shown, and for everybody who works here.
    expect(Object.entries(after).filter(([, read]) => read > 400)).toEqual([]);
  });

  test("and the lists show what is there all the same", async () => {
    const { caseworker, leader } = house.staff;
    expect(
      valueOf(await house.read(caseworker, getWorkList, { scope: "mina" }))
        .cases.map((one) => one.childName)
        .toSorted(),
    ).toEqual(["Anna Prov", "Bo Prov", "Cecilia Prov"]);
    expect(valueOf(await house.read(caseworker, findClosedCases, {})).cases.map((one) => one.childName)).toEqual(["David Prov"]);
    expect(valueOf(await house.read(leader, findClosedCases, {})).cases).toHaveLength(50);
    expect(valueOf(await house.read(leader, searchName, { name: "någon17" })).found.map((one) => one.childName)).toEqual(
      Array(2).fill("Någon17 Tidigare"),
    );
    expect(valueOf(await house.read(caseworker, searchName, { name: "någon17" })).found).toEqual([]);
  });

  test("nor does what waits for approval grow with what has been answered", async () => {
    const { municipalityId: m, staff } = house;
    const { caseId, investigationId } = await investigatedCase(house, {}, today);
    await house.database.owner.transaction().execute(async (tx) => {
      await sql`insert into decision.approval_request (municipality_id, id, case_id, investigation_id, kind, proposal, recorded_by, recorded_at)
        select ${m}, gen_random_uuid(), ${caseId}::uuid, ${investigationId}::uuid, 'avsluta utredning utan insats', 'F', ${staff.caseworker.staffId}::uuid, now()
        from generate_series(1, 2000)`.execute(tx);
      await sql`insert into decision.approval_answer (municipality_id, request_id, case_id, requested_by, answer, recorded_by, recorded_at)
        select r.municipality_id, r.id, r.case_id, r.recorded_by, 'godkänt', ${staff.leader.staffId}::uuid, now() from decision.approval_request r
        where r.municipality_id = ${m} and r.id <> (select max(x.id::text)::uuid from decision.approval_request x)`.execute(tx);
      // What is counted here is what is read, not what is due.
      await sql`select set_config('fortrogen.touched', '', true)`.execute(tx);
    });
    await sql`analyze`.execute(house.database.owner);
    expect(valueOf(await house.read(staff.leader, findApprovals, {})).approvals).toHaveLength(1);
    expect(await rowsRead("leader", findApprovals, {})).toBeLessThan(300);
  });
});
