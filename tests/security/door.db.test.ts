import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { doesCasework } from "../../src/platform/access/permits.ts";
import { defineAction } from "../../src/platform/core/door.ts";
import { knownGates } from "../../src/platform/core/gates.ts";
import { failed, ok, valueOf } from "../../src/platform/basics/result.ts";
import { inMunicipality } from "../../src/platform/database/connect.ts";
import { registerIntake } from "../../src/casework/intake/actions/register-intake.ts";
import { writeNote } from "../../src/casework/intake/actions/write-note.ts";
import { getCase } from "../../src/casework/case/queries/get-case.ts";
import { searchPerson } from "../../src/portals/desk/queries/search-person.ts";
import { openCaseFor, openHouse, reportOfConcern } from "../support/casework.ts";
import type { House } from "../support/casework.ts";

let house: House;
let abroad: House;
beforeAll(async () => {
  house = await openHouse();
  abroad = await openHouse({ database: house.database, code: "0115" });
});
afterAll(() => house.database.drop());

const events = (action: string) =>
  house.database.owner.selectFrom("audit.event").selectAll().where("action", "=", action).orderBy("at").execute();
const count = async (table: "intake.case_file" | "intake.note" | "audit.event"): Promise<number> => {
  const row = await house.database.owner
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<number>().as("n"))
    .executeTakeFirstOrThrow();
  return Number(row.n);
};

test("the same form sent twice, also at the same time, acts once and answers the same", async () => {
  const key = randomUUID();
  const before = await count("intake.case_file");
  const sent = await Promise.all([1, 2, 3, 4].map(() => house.act(house.staff.caseworker, registerIntake, reportOfConcern(), key)));
  const cases = new Set(sent.map((result) => valueOf(result).caseId));
  expect(cases.size).toBe(1);
  expect(await count("intake.case_file")).toBe(before + 1);
});

test("a used key with other words is refused", async () => {
  const { caseId } = await openCaseFor(house);
  const key = randomUUID();
  valueOf(await house.act(house.staff.caseworker, writeNote, { caseId, happenedOn: "2026-03-02", text: "Ett" }, key));
  const again = await house.act(house.staff.caseworker, writeNote, { caseId, happenedOn: "2026-03-02", text: "Två" }, key);
  expect(again).toMatchObject({ ok: false, error: { code: "key-reused" } });
});

test("a stranger learns nothing about the input, and the attempt is logged without the case", async () => {
  const { caseId } = await openCaseFor(house);
  const refused = await house.act(house.staff.stranger, writeNote, { caseId, happenedOn: "not a date" });
  expect(refused).toMatchObject({ ok: false, error: { code: "not-permitted" } });
  expect(refused.ok ? [] : refused.error.fields).toBeUndefined();
  const last = (await events("intake.write-note")).at(-1);
  expect(last).toMatchObject({ kind: "denied", outcome: "not-permitted", case_id: null, actor_id: house.staff.stranger.staffId });
});

test("faults in the input come all at once, each at its field, in Swedish", async () => {
  const { caseId } = await openCaseFor(house);
  const refused = await house.act(house.staff.caseworker, writeNote, { caseId, happenedOn: "2026-02-30", text: "  " });
  expect(refused).toMatchObject({
    ok: false,
    error: {
      code: "invalid-input",
      fields: [
        { field: "happenedOn", message: "Skriv datumet som år, månad och dag, till exempel 2026-03-14." },
        { field: "text", message: "Skriv anteckningen." },
      ],
    },
  });
});

test("what fails half-way leaves nothing but the line in the log", async () => {
  const half = defineAction({
    name: "test.half",
    title: "Halv",
    input: z.object({}),
    output: z.undefined(),
    permit: [doesCasework],
    async run(tx, _input, context) {
      await tx
        .insertInto("access.unit")
        .values({ municipality_id: context.actor.municipalityId, id: randomUUID(), name: "Halv enhet" })
        .execute();
      return failed({ code: "stopped", message: "Stopp." });
    },
  });
  await house.act(house.staff.caseworker, half, {}, randomUUID());
  expect(await house.database.owner.selectFrom("access.unit").select("id").where("name", "=", "Halv enhet").execute()).toEqual([]);
  expect((await events("test.half")).map((event) => [event.kind, event.outcome])).toEqual([["failed", "stopped"]]);
});

test("an unexpected fault is thrown, takes everything back and is not dressed up as an answer", async () => {
  const broken = defineAction({
    name: "test.broken",
    title: "Trasig",
    input: z.object({}),
    output: z.undefined(),
    permit: [doesCasework],
    async run(tx) {
      await sql`select 1 / 0`.execute(tx);
      return ok(undefined);
    },
  });
  await expect(house.act(house.staff.caseworker, broken, {})).rejects.toThrow("division by zero");
});

test("a reading is logged with who was seen", async () => {
  const { caseId } = await openCaseFor(house);
  const parts = valueOf(await house.read(house.staff.caseworker, getCase, { caseId }));
  const last = (await events("workplace.get-case")).at(-1);
  expect(last).toMatchObject({ kind: "read", outcome: "ok", case_id: caseId, subject_ids: [parts.child.id] });
});

test("the log holds ids only", async () => {
  await openCaseFor(house, { givenName: "Hemligtnamn", concern: "Hemligaord" });
  const { rows } = await sql<{ line: string }>`select e::text as line from audit.event e`.execute(house.database.owner);
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.filter((row) => /Hemligt|Hemliga/.test(row.line))).toEqual([]);
});

test("one municipality sees nothing of another, whatever it asks for", async () => {
  await openCaseFor(house, { identityNumber: "201801022383", birthDate: "2018-01-02" });
  const own = valueOf(await house.read(house.staff.caseworker, searchPerson, { number: "20180102-2383" }));
  expect(own.found).toHaveLength(1);
  const foreign = valueOf(await abroad.read(abroad.staff.caseworker, searchPerson, { number: "20180102-2383" }));
  expect(foreign.found).toEqual([]);
  const seen = await inMunicipality(house.database.app, abroad.municipalityId, (tx) =>
    sql<{
      n: number;
    }>`select (select count(*) from people.person) + (select count(*) from intake.case_file) + (select count(*) from audit.event where municipality_id = ${house.municipalityId}) as n`.execute(
      tx,
    ),
  );
  expect(seen.rows[0]?.n).toBe(0);
  const without = await sql<{ n: number }>`select count(*) as n from people.person`.execute(house.database.app);
  expect(without.rows[0]?.n).toBe(0);
});

test("a search finds a case one may not open only as the unit to turn to, and never a protected person", async () => {
  await openCaseFor(house, { identityNumber: "201801032390", birthDate: "2018-01-03" });
  const open = valueOf(await house.read(house.staff.stranger, searchPerson, { number: "201801032390" }));
  expect(open.found).toEqual([{ mayOpen: false, unit: "Enhet Norr" }]);
  await openCaseFor(house, { identityNumber: "201801042381", birthDate: "2018-01-04", protectedIdentity: "sekretessmarkering" });
  const hidden = valueOf(await house.read(house.staff.stranger, searchPerson, { number: "201801042381" }));
  expect(hidden.found).toEqual([]);
});

test("every gate that has words exists in the database", async () => {
  const { rows } = await sql<{ name: string }>`select conname as name from pg_constraint
    union select relname from pg_class where relkind = 'i'
    union select m[1] from pg_proc, regexp_matches(prosrc, 'errcode = ''(FT[0-9]+)''', 'g') m
    union select m[1] from pg_proc, regexp_matches(prosrc, 'constraint = ''([a-z_]+)''', 'g') m`.execute(house.database.owner);
  const names = new Set(rows.map((row) => row.name));
  // A full disk is PostgreSQL's own (53100), and so is nothing that this database names.
  expect(knownGates.filter((gate) => !names.has(gate))).toEqual(["53100"]);
});
