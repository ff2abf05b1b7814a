import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadDemo } from "../../../demo/load.ts";
import { testIdentities } from "../../../demo/municipality.ts";
import { deliver, scratch, soundExtract } from "../../../tests/extracts/build.ts";
import type { Extract } from "../../../tests/extracts/build.ts";
import { openCaseFor, openHouse } from "../../../tests/support/casework.ts";
import type { House } from "../../../tests/support/casework.ts";
import { addMunicipality, createTestDatabase } from "../../../tests/support/database.ts";
import type { TestDatabase } from "../../../tests/support/database.ts";
import { valueOf } from "../../platform/basics/result.ts";
import { inMunicipality } from "../../platform/database/connect.ts";
import { answerQuestionnaire } from "../questionnaire/answer-questionnaire.ts";
import { describeFinding } from "./check/findings.ts";
import { exportExtract } from "./export-extract.ts";
import { importExtract } from "./import-extract.ts";
import type { ImportReport } from "./report.ts";

const now = new Date("2026-03-10T10:00:00Z");
type Municipality = { readonly id: number; readonly code: string };
const TABLES = ["child", "intake", "investigation", "intervention", "conversation", "missed_conversation"];

async function bringIn(database: TestDatabase, to: Municipality, source: string, replace = false): Promise<ImportReport> {
  const report = valueOf(await importExtract(database, to, source, { now, startedBy: null, replace }));
  expect(report.errors.map(describeFinding)).toEqual([]);
  return report;
}
async function takeOut(database: TestDatabase, from: Municipality): Promise<string> {
  const folder = join(await scratch(), "ut");
  valueOf(await exportExtract(database, from, folder, { now, startedBy: null }));
  return folder;
}
async function textOf(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).toSorted();
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), "utf8")] as const)));
}
/** The answers to the national questionnaire, without the municipality's code. */
function answers(database: TestDatabase, { id, code }: Municipality, from = "2024-01-01", to = "2026-12-31") {
  return inMunicipality(database.app, id, async (tx) => {
    const { municipality, ...rest } = valueOf(await answerQuestionnaire(tx, { id, code }, { from, to }));
    return rest;
  });
}
/** Everything stored of deliveries, with the row versions. */
function stored(database: TestDatabase, { id }: Municipality): Promise<unknown[]> {
  return inMunicipality(database.app, id, async (tx) => {
    const all: unknown[] = [];
    for (const table of TABLES)
      all.push((await sql`select t.*, t.xmin::text as version from ${sql.table(`extract.${table}`)} t order by 1, 2`.execute(tx)).rows);
    return all;
  });
}

describe("the municipality's own rows coming back", () => {
  let database: TestDatabase;
  let demo: Municipality;
  let out: string;
  beforeAll(async () => {
    database = await createTestDatabase();
    const loaded = valueOf(await loadDemo(database.ownerUrl, { seed: 7, children: 120, today: "2026-03-02" }));
    demo = { id: loaded.municipalityId, code: "0000" };
    out = await takeOut(database, demo);
  });
  afterAll(() => database.drop());

  it("changes nothing in the municipality they came from", async () => {
    const [before, rows] = [await answers(database, demo), await stored(database, demo)];
    for (const replace of [false, true]) {
      const report = await bringIn(database, demo, out, replace);
      expect(report.files.map((f) => [f.file, f.unchanged === f.read, f.read > 0])).toEqual(report.files.map((f) => [f.file, true, true]));
      expect(await answers(database, demo)).toEqual(before);
      expect(await stored(database, demo)).toEqual(rows);
      expect(await textOf(await takeOut(database, demo))).toEqual(await textOf(out));
    }
  });

  it("gives the same answers in an empty municipality", async () => {
    const code = "1234";
    const other = { id: await addMunicipality(database, { code, name: "Annan" }), code };
    const report = await bringIn(database, other, out);
    expect(report.files.every((f) => f.added === f.read)).toBe(true);
    expect(await answers(database, other)).toEqual(await answers(database, demo));
  });

  it("takes a delivery about the casework's children and investigations, written with the ids of the export", async () => {
    const [child] = (await textOf(out))["barn.csv"]?.split("\n").slice(1) ?? [];
    const [barnId = "", kon = "", fodelsedatum = ""] = child?.split(",") ?? [];
    const samtal = { samtal_id: "S1", barn_id: barnId, fas: "utredning", datum: "2025-01-01", form: "enskilt", status: "genomfört" };
    const report = await bringIn(database, demo, await deliver({ barn: [{ barn_id: barnId, kon, fodelsedatum }], samtal: [samtal] }));
    expect(report.files.map((f) => [f.file, f.added, f.unchanged])).toEqual([
      ["barn", 0, 1],
      ["samtal", 1, 0],
    ]);
    const { rows } = await inMunicipality(database.app, demo.id, (tx) =>
      sql<{ child_id: string }>`select child_id from extract.conversation`.execute(tx),
    );
    expect(rows).toEqual([{ child_id: barnId }]);
  });
});

describe("a child known both from a delivery and from casework", () => {
  let house: House;
  let next = 300;
  const born = testIdentities.children.find((number) => number.startsWith("2016")) ?? "";
  const birthDate = `${born.slice(0, 4)}-${born.slice(4, 6)}-${born.slice(6, 8)}`;
  beforeAll(async () => {
    house = await openHouse({ code: "0200" });
  });
  afterAll(() => house.database.drop());

  async function newHouse(): Promise<{ house: House; here: Municipality }> {
    const code = `0${++next}`;
    const other = await openHouse({ database: house.database, code });
    return { house: other, here: { id: other.municipalityId, code } };
  }
  function delivery(number: string): Extract {
    const extract = soundExtract();
    return {
      ...extract,
      barn: extract.barn.map((row) => (row["barn_id"] === "B2" ? { ...row, fodelsedatum: birthDate, personnummer: number } : row)),
    };
  }
  function children({ id }: Municipality) {
    return inMunicipality(house.database.app, id, async (tx) => {
      const { rows } = await sql<{
        child_id: string;
        birth_date: string;
      }>`select child_id, birth_date from countable.child where birth_date = ${birthDate}`.execute(tx);
      const ties = await sql<{
        child_id: string;
      }>`select child_id from countable.investigation where child_id = ${rows[0]?.child_id}`.execute(tx);
      return { ids: rows.map((row) => row.child_id), ties: ties.rows.length };
    });
  }
  const register = (at: House, sex = "man") => openCaseFor(at, { identityNumber: born, birthDate: undefined, sex });

  it.each(["first delivered", "first registered", "delivered without a number, then registered, then delivered with it"])(
    "is one child: %s",
    async (order) => {
      const { house: at, here } = await newHouse();
      const { database } = house;
      if (order.startsWith("delivered without")) await bringIn(database, here, await deliver(delivery("")));
      if (order === "first delivered") await bringIn(database, here, await deliver(delivery(born)));
      await register(at);
      await bringIn(database, here, await deliver(delivery(born)));
      const seen = await children(here);
      expect([seen.ids.length, seen.ties]).toEqual([1, 1]);
      // Known again without the number, and in our own export.
      const again = await bringIn(database, here, await deliver(soundExtract()));
      expect(again.files.map((f) => f.added)).toEqual(again.files.map(() => 0));
      await bringIn(database, here, await deliver(delivery(born)));
      const rows = await stored(database, here);
      const back = await bringIn(database, here, await takeOut(database, here));
      expect(back.files.map((f) => f.unchanged - f.read)).toEqual(back.files.map(() => 0));
      expect(await stored(database, here)).toEqual(rows);
      expect(await children(here)).toEqual(seen);
    },
  );

  it("is counted once in the answers", async () => {
    const { house: at, here } = await newHouse();
    await register(at, "kvinna");
    const one = { samtal_id: "S", fas: "utredning", utredning_id: "U", datum: "2023-04-01", form: "enskilt", status: "genomfört" };
    const many = Array.from({ length: 7 }, (_, i) => String(i));
    await bringIn(
      house.database,
      here,
      await deliver({
        barn: many.map((i) => ({ barn_id: i, kon: "flicka", fodelsedatum: birthDate, ...(i === "0" ? { personnummer: born } : {}) })),
        utredningar: many.map((i) => ({ utredning_id: i, barn_id: i, inledd: "2023-02-01" })),
        samtal: many.map((i) => ({ ...one, samtal_id: i, utredning_id: i, barn_id: i })),
        insatser: [],
        uteblivna_samtal: [],
        aktualiseringar: [],
      }),
    );
    expect((await children(here)).ids).toHaveLength(7);
    const [share] = JSON.stringify(await answers(house.database, here, "2023-01-01", "2023-12-31")).match(/"denominator":\d+/) ?? [];
    expect(share).toBe('"denominator":7');
  });
});
