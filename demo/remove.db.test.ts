import { machineIn } from "../src/platform/core/actor.ts";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { inMunicipality } from "../src/platform/database/connect.ts";
import { newId } from "../src/platform/basics/identifiers.ts";
import { sealLog } from "../src/platform/core/seal.ts";
import { writeAuditEvent } from "../src/platform/core/audit.ts";
import { addMunicipality, createTestDatabase } from "../tests/support/database.ts";
import type { TestDatabase } from "../tests/support/database.ts";
import { loadDemo, resetDemo } from "./load.ts";
import { removeDemo } from "./remove.ts";

const now = new Date("2026-03-14T08:00:00Z");
const options = { seed: 1, children: 12, today: "2026-03-14" };
let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(async () => database.drop());

/** How many rows each table has of each municipality; tables without any are left out. */
async function rowsByTable(): Promise<Record<string, Record<string, number>>> {
  const { rows: tables } = await sql<{ name: string }>`select c.oid::regclass::text as name from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'municipality_id' where c.relkind = 'r' and c.relnamespace::regnamespace::text !~ '^pg_'
    order by 1`.execute(database.owner);
  const found: Record<string, Record<string, number>> = {};
  for (const { name } of tables) {
    const { rows } = await sql<{
      id: number;
      n: number;
    }>`select municipality_id as id, count(*)::int as n from ${sql.raw(name)} group by 1`.execute(database.owner);
    if (rows.length > 0) found[name] = Object.fromEntries(rows.map(({ id, n }) => [String(id), n]));
  }
  return found;
}

async function logSomething(municipalityId: number): Promise<void> {
  await inMunicipality(database.app, municipalityId, (tx) =>
    writeAuditEvent(tx, { actor: machineIn(municipalityId), requestId: newId(now), action: "test.look", kind: "read", outcome: "ok" }, now),
  );
  await sealLog(database.app, now);
}

/** A real municipality with a unit and a person who signs on, to be left alone. */
async function addReal(code: string): Promise<number> {
  const id = await addMunicipality(database, { code, name: "Ekdalen" });
  await inMunicipality(database.app, id, (tx) =>
    tx
      .insertInto("access.unit")
      .values({ municipality_id: id, id: newId(now), name: "Barn" })
      .execute(),
  );
  await logSomething(id);
  return id;
}

describe("removing a demo", () => {
  it("takes every row of it from every table, its log too, says so, and touches no other municipality", async () => {
    const loaded = await loadDemo(database.ownerUrl, options);
    if (!loaded.ok) throw new Error(loaded.error.message);
    const demo = loaded.value.municipalityId;
    await logSomething(demo);
    const real = await addReal("9901");
    const before = await rowsByTable();
    const expected = Object.values(before).reduce((sum, table) => sum + (table[demo] ?? 0), 0);
    const removed = await removeDemo(database.ownerUrl, { now });
    expect(removed).toMatchObject({
      ok: true,
      value: [{ code: "0000", name: "Demokommunen", rows: expected, log: { events: 1, seals: 1 } }],
    });
    const left = Object.entries(before).flatMap(([name, table]) => (table[real] ? [[name, { [real]: table[real] }] as const] : []));
    expect(await rowsByTable()).toEqual(Object.fromEntries(left));
    const { rows } = await sql<object>`select code from core.municipality`.execute(database.owner);
    expect(rows).toEqual([{ code: "9901" }]);
  });

  it("leaves behind how the log ended, so that a control value noted before is explained", async () => {
    const loaded = await loadDemo(database.ownerUrl, options);
    if (!loaded.ok) throw new Error(loaded.error.message);
    await logSomething(loaded.value.municipalityId);
    const { rows: heads } = await sql<{ head: string }>`select encode(hash, 'hex') as head from audit.seal`.execute(database.owner);
    const removed = await removeDemo(database.ownerUrl, { now });
    expect(removed).toMatchObject({ ok: true, value: [{ log: { head: heads[0]?.head } }] });
    const kept = await database.app
      .selectFrom("core.removed_demo")
      .select(["code", "log_events", "log_seals", "log_head", "removed_at"])
      .execute();
    expect(kept).toEqual([
      { code: "0000", log_events: 1, log_seals: 1, log_head: Buffer.from(heads[0]?.head ?? "", "hex"), removed_at: now },
    ]);
    await expect(database.app.deleteFrom("core.removed_demo").execute()).rejects.toMatchObject({ code: "42501" });
  });

  it("removes also what a later version of the tables refuses to delete: triggers are for the program, not for this", async () => {
    await loadDemo(database.ownerUrl, options);
    await sql`create function intake.never() returns trigger language plpgsql as $$ begin raise exception 'journaled'; end $$`.execute(
      database.owner,
    );
    await sql`create trigger never before delete on intake.note for each row execute function intake.never()`.execute(database.owner);
    expect(await removeDemo(database.ownerUrl, { now })).toMatchObject({ ok: true });
    const { rows } = await sql<{ on: string }>`select tgenabled as on from pg_trigger where tgname = 'never'`.execute(database.owner);
    expect(rows).toEqual([{ on: "O" }]);
  });

  it.each([
    ["a municipality that is no demo", "9901", "not-a-demo"],
    ["a code that nobody has", "9999", "no-demo"],
    ["a code that is no code", "'; drop table core.municipality; --", "no-demo"],
    ["Demokommunen where there is none", undefined, "no-demo"],
  ])("refuses %s and changes nothing", async (_kind, code, problem) => {
    await addReal("9901");
    const before = await rowsByTable();
    expect(await removeDemo(database.ownerUrl, { code, now })).toMatchObject({ ok: false, error: { code: problem } });
    expect(await removeDemo(database.ownerUrl, { all: true, now })).toMatchObject({ ok: false, error: { code: "no-demo" } });
    expect(await rowsByTable()).toEqual(before);
  });

  it("refuses a municipality that is marked as demo but where real people have signed on", async () => {
    const id = await addReal("9901");
    await database.owner.updateTable("core.municipality").set({ is_demo: true }).execute();
    await inMunicipality(database.app, id, (tx) =>
      tx
        .insertInto("access.staff")
        .values({ municipality_id: id, id: newId(now), subject: "https://idp|karin", name: "Karin", title: "" })
        .execute(),
    );
    const before = await rowsByTable();
    for (const which of [{ code: "9901" }, { all: true }])
      expect(await removeDemo(database.ownerUrl, { ...which, now })).toMatchObject({ ok: false, error: { code: "not-a-demo" } });
    expect(await rowsByTable()).toEqual(before);
  });

  it("is all or nothing: when something fails, everything is there still", async () => {
    await loadDemo(database.ownerUrl, options);
    const before = await rowsByTable();
    await sql`create table intake.outsider (id integer, municipality smallint references core.municipality)`.execute(database.owner);
    await sql`insert into intake.outsider select 1, id from core.municipality`.execute(database.owner);
    await expect(removeDemo(database.ownerUrl, { now })).rejects.toMatchObject({ code: "23503" });
    expect(await rowsByTable()).toEqual(before);
  });

  it("removes one of several demos, or all of them", async () => {
    await loadDemo(database.ownerUrl, options);
    for (const code of ["9903", "9904"]) await addMunicipality(database, { code, name: code, isDemo: true });
    expect(await removeDemo(database.ownerUrl, { code: "9904", now })).toMatchObject({ ok: true, value: [{ code: "9904", rows: 0 }] });
    expect(await removeDemo(database.ownerUrl, { all: true, now })).toMatchObject({
      ok: true,
      value: [{ code: "0000" }, { code: "9903" }],
    });
    expect(await rowsByTable()).toEqual({});
  });
});

describe("resetting the demo", () => {
  it("gives the same as a fresh one, whatever was done in it", async () => {
    await loadDemo(database.ownerUrl, options);
    const fresh = Object.fromEntries(Object.entries(await rowsByTable()).map(([name, table]) => [name, Object.values(table)]));
    await sql`update people.person set given_name = 'Ändrad'`.execute(database.owner);
    await sql`insert into access.unit (municipality_id, id, name) select id, gen_random_uuid(), 'Ny' from core.municipality`.execute(
      database.owner,
    );
    const reset = await resetDemo(database.ownerUrl, { ...options, now });
    expect(reset).toMatchObject({ ok: true, value: { removed: [{ code: "0000" }], loaded: { children: 12 } } });
    const again = Object.fromEntries(Object.entries(await rowsByTable()).map(([name, table]) => [name, Object.values(table)]));
    expect(again).toEqual(fresh);
    const { rows } = await sql<object>`select 1 from people.person where given_name = 'Ändrad'`.execute(database.owner);
    expect(rows).toEqual([]);
  });

  it("loads one where there was none, and keeps the old one when the new one cannot be loaded", async () => {
    expect(await resetDemo(database.ownerUrl, { ...options, now })).toMatchObject({ ok: true, value: { removed: [] } });
    const before = await rowsByTable();
    await expect(resetDemo(database.ownerUrl, { ...options, today: "not a day", now })).rejects.toThrow();
    expect(await rowsByTable()).toEqual(before);
  });
});

describe("demo data beside real people", () => {
  it("is loaded nowhere in a database where somebody has signed on", async () => {
    const id = await addReal("9901");
    await inMunicipality(database.app, id, (tx) =>
      tx
        .insertInto("access.staff")
        .values({ municipality_id: id, id: newId(now), subject: "https://idp|karin", name: "Karin", title: "" })
        .execute(),
    );
    const before = await rowsByTable();
    for (const load of [() => loadDemo(database.ownerUrl, options), () => resetDemo(database.ownerUrl, { ...options, now })])
      expect(await load()).toMatchObject({ ok: false, error: { code: "demo-not-allowed" } });
    expect(await rowsByTable()).toEqual(before);
  });
});
