import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeFinding } from "../../src/followup/exchange/check/findings.ts";
import { importExtract } from "../../src/followup/exchange/import-extract.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { deliver, soundExtract } from "../extracts/build.ts";
import { openCaseFor, openHouse } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { children, numberAt } from "../support/identities.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.database.drop());

test("a delivered child with a known number and another birth date or sex is not joined to the known child", async () => {
  const extract = soundExtract();
  const [child] = extract.barn ?? [];
  const places = [0, 1, 2].map((place) => numberAt(children, place));
  const rows = places.map((number, place) => ({
    ...child,
    barn_id: `K${place}`,
    personnummer: number,
    fodelsedatum: `${number.slice(0, 4)}-${number.slice(4, 6)}-${number.slice(6, 8)}`,
    kon: "flicka",
  }));
  await openCaseFor(house, { identityNumber: places[0], birthDate: rows[0]?.fodelsedatum, sex: "kvinna" });
  await openCaseFor(house, { identityNumber: places[1], birthDate: "2015-05-05", sex: "kvinna" });
  await openCaseFor(house, { identityNumber: places[2], birthDate: rows[2]?.fodelsedatum, sex: "man" });
  const source = await deliver({ barn: rows });
  const now = new Date("2026-03-10T10:00:00Z");
  const report = valueOf(
    await importExtract(house.database, { id: house.municipalityId, code: "0114" }, source, { now, startedBy: null, replace: false }),
  );
  expect(report.errors.map((one) => [one.code, one.row, one.column])).toEqual([
    ["other-than-known", 3, "fodelsedatum"],
    ["other-than-known", 4, "kon"],
  ]);
  expect(report.errors.map(describeFinding).join()).toMatch(/är känt i kommunens ärenden med ett annat värde/u);
  const joined = await sql`select from extract.child e join people.person p on p.municipality_id = e.municipality_id and p.id = e.id
    where p.identity_number <> ${places[0]}`.execute(house.database.owner);
  expect(joined.rows).toEqual([]);
});
