import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openHouse } from "../../../tests/support/casework.ts";
import type { House } from "../../../tests/support/casework.ts";
import { testLinkKey } from "../../../tests/support/link-key.ts";
import { inMunicipality } from "../../platform/database/connect.ts";
import { newId } from "../../platform/basics/identifiers.ts";
import { digestOfToken, findUnitByToken, tokenFor } from "./link.ts";
import { findUnit, phaseOn } from "./find-unit.ts";

let agency: House;
let municipality: House;
const now = new Date("2026-03-02T09:00:00Z");

beforeAll(async () => {
  agency = await openHouse({ code: "202100-0555" });
  municipality = await openHouse({ code: "0114", database: agency.database });
});
afterAll(() => agency.database.drop());

/** A round with one unit, as rows. */
async function addUnit(house: House): Promise<string> {
  const [round, unit] = [newId(now), newId(now)];
  const { municipalityId } = house;
  const row = { municipality_id: municipalityId, recorded_by: house.staff.agency.staffId, recorded_at: now };
  await inMunicipality(house.database.app, municipalityId, async (tx) => {
    const about = { questionnaire: "delaktighet-2024", version: 1, fingerprint: "0".repeat(64), title: "Prov", contact: "Test" };
    const days = { opens_on: "2026-03-02", last_day: "2026-04-01", closes_on: "2026-04-15" };
    await tx
      .insertInto("survey.round")
      .values({ id: round, ...about, ...days, ...row })
      .execute();
    await tx
      .insertInto("survey.unit")
      .values({ id: unit, round_id: round, code: "0114", name: "Upplands Väsby", ...row })
      .execute();
  });
  return unit;
}

async function addLink(house: House, unitId: string, number: number): Promise<string> {
  const { municipalityId } = house;
  const token = tokenFor(testLinkKey, { municipalityId, unitId, number });
  const row = { municipality_id: municipalityId, recorded_by: house.staff.agency.staffId, recorded_at: now };
  await inMunicipality(house.database.app, municipalityId, (tx) =>
    tx
      .insertInto("survey.unit_link")
      .values({ unit_id: unitId, number, digest: digestOfToken(token), ...row })
      .execute(),
  );
  return token;
}

describe("a personal link", () => {
  test("is 43 signs of an address, and another for each unit, number, tenant and key", () => {
    const of = { municipalityId: 3, unitId: randomUUID(), number: 1 };
    const tokens = [
      tokenFor(testLinkKey, of),
      tokenFor(testLinkKey, { ...of, number: 2 }),
      tokenFor(testLinkKey, { ...of, municipalityId: 4 }),
      tokenFor(testLinkKey, { ...of, unitId: randomUUID() }),
      tokenFor(Buffer.alloc(32, 1), of),
    ];
    for (const token of tokens) expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(new Set(tokens).size).toBe(5);
    expect(tokenFor(testLinkKey, of)).toBe(tokens[0]);
  });

  test("is known outside every tenant, and inside another; a new one withdraws it", async () => {
    const unitId = await addUnit(agency);
    const first = await addLink(agency, unitId, 1);
    const found = { municipalityId: agency.municipalityId, unitId };
    expect(await findUnitByToken(agency.database.app, first)).toEqual(found);
    expect(await inMunicipality(agency.database.app, municipality.municipalityId, (tx) => findUnitByToken(tx, first))).toEqual(found);
    const outsider = { outsider: { kind: "respondent", forWhom: unitId } };
    expect(await inMunicipality(agency.database.app, agency.municipalityId, (tx) => findUnitByToken(tx, first), outsider)).toEqual(found);
    const second = await addLink(agency, unitId, 2);
    expect(await findUnitByToken(agency.database.app, first)).toBeUndefined();
    expect(await findUnitByToken(agency.database.app, second)).toEqual(found);
  });

  test.each([
    ["nothing", ""],
    ["an identifier", randomUUID()],
    ["a token that was never made", tokenFor(testLinkKey, { municipalityId: 1, unitId: randomUUID(), number: 1 })],
    ["a zero byte", "a\0b"],
    ["half of a pair", "\ud800"],
    ["ten million signs", "a".repeat(10_000_000)],
    ["an expression", "' or 1=1 --"],
  ])("is not %s", async (_, token) => {
    expect(await findUnitByToken(agency.database.app, token)).toBeUndefined();
  });

  test("of a municipality's rows, however they came there, leads nowhere", async () => {
    const token = await addLink(municipality, await addUnit(municipality), 1);
    expect(await findUnitByToken(agency.database.app, token)).toBeUndefined();
  });

  test("shows no row to whoever is in another tenant, nor to whoever answers", async () => {
    const unitId = await addUnit(agency);
    await addLink(agency, unitId, 1);
    const count = (municipalityId: number, options = {}) =>
      inMunicipality(
        agency.database.app,
        municipalityId,
        async (tx) => (await tx.selectFrom("survey.unit_link").selectAll().execute()).length,
        options,
      );
    expect(await count(agency.municipalityId)).toBeGreaterThan(0);
    expect(await count(agency.municipalityId, { outsider: { kind: "respondent", forWhom: unitId } })).toBe(0);
  });
});

describe("the days of a unit", () => {
  test("are the round's, or its own where it was given more time: the last that was given holds", async () => {
    const unitId = await addUnit(agency);
    const { municipalityId } = agency;
    const look = () => inMunicipality(agency.database.app, municipalityId, (tx) => findUnit(tx, municipalityId, unitId));
    expect(await look()).toMatchObject({ last_day: "2026-04-01", closes_on: "2026-04-15", is_extended: false, code: "0114" });
    const extend = (number: number, lastDay: string) =>
      inMunicipality(agency.database.app, municipalityId, (tx) =>
        tx
          .insertInto("survey.unit_extension")
          .values({
            ...{ municipality_id: municipalityId, unit_id: unitId, number, last_day: lastDay, reason: "Sjukdom" },
            ...{ recorded_by: agency.staff.agency.staffId, recorded_at: now },
          })
          .execute(),
      );
    await extend(1, "2026-05-20");
    expect(await look()).toMatchObject({ last_day: "2026-05-20", closes_on: "2026-05-20", is_extended: true });
    await extend(2, "2026-04-10");
    expect(await look()).toMatchObject({ last_day: "2026-04-10", closes_on: "2026-04-15" });
    expect(
      await inMunicipality(agency.database.app, municipality.municipalityId, (tx) => findUnit(tx, municipality.municipalityId, unitId)),
    ).toBeUndefined();
  });

  test.each([
    ["2026-03-01", "inte öppnad"],
    ["2026-03-02", "pågår"],
    ["2026-04-01", "pågår"],
    ["2026-04-02", "sena svar tas emot"],
    ["2026-04-15", "sena svar tas emot"],
    ["2026-04-16", "stängd"],
  ])("on %s it is %s", (today, phase) => {
    expect(phaseOn(today, { opens_on: "2026-03-02", last_day: "2026-04-01", closes_on: "2026-04-15" })).toBe(phase);
  });
});
