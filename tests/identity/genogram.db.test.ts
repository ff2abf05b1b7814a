import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inMunicipality } from "../../src/platform/database/connect.ts";
import { addRelation } from "../../src/casework/people/actions/add-relation.ts";
import { addRelative } from "../../src/casework/people/actions/add-relative.ts";
import { changeRelation } from "../../src/casework/people/actions/change-relation.ts";
import { changeRelative } from "../../src/casework/people/actions/change-relative.ts";
import { confirmGuardian } from "../../src/casework/people/actions/confirm-guardian.ts";
import { correctGuardian } from "../../src/casework/people/actions/change-guardian.ts";
import { protectPerson } from "../../src/casework/people/actions/protect-person.ts";
import { addDetail } from "../../src/casework/people/actions/add-detail.ts";
import { getGenogram } from "../../src/casework/people/queries/get-genogram.ts";
import { GenogramPicture } from "../../src/casework/people/pages/genogram-picture.tsx";
import { valueOf } from "../../src/platform/basics/result.ts";
import { openCaseFor, openHouse } from "../support/casework.ts";
import type { House, StaffName } from "../support/casework.ts";
import { lookAt } from "../support/investigated.ts";
import { giveNumbers, strangersNumber } from "../support/numbered.ts";
import { codeOf, faultsOf } from "../support/outcomes.ts";

/** Who is around a child and how they belong together: the case's own, corrected by rows that point back, and told to nobody who may not read the case. */
let house: House;
let abroad: House;
beforeAll(async () => {
  house = await openHouse();
  abroad = await openHouse({ database: house.database, code: "0115" });
  await giveNumbers(house);
});
afterAll(() => house.database.drop());

const me = () => house.staff.caseworker;
const seen = { source: "uppgift från någon", sourceDetail: "mamma", sourceOn: "2026-03-02" };
const granny = { givenName: "Berit", familyName: "Berg", sex: "kvinna", birthYear: "1950", protectedIdentity: "ingen" };
async function caseOf(): Promise<{ caseId: string; childId: string }> {
  const { caseId } = await openCaseFor(house);
  return { caseId, childId: (await lookAt(house, caseId)).child.id };
}
const adds = (caseId: string, toId: string, given = {}) =>
  house.act(me(), addRelative, { caseId, toId, kind: "mor- eller farförälder", ...granny, ...seen, ...given });
const genogramOf = async (caseId: string) => valueOf(await house.read(me(), getGenogram, { caseId }));

describe("a relation", () => {
  test("is corrected, ended and taken back by rows that point at the former", async () => {
    const { caseId, childId } = await caseOf();
    const { relativeId, relationId } = valueOf(await adds(caseId, childId));
    house.at("2026-03-02", "10:05");
    const ids = { caseId };
    const corrected = await house.do(me(), changeRelation, {
      ...ids,
      relationId,
      change: "rättad",
      kind: "nätverk",
      validFrom: "2020-01-01",
      ...seen,
    });
    const ended = await house.do(me(), changeRelation, { ...ids, ...corrected, change: "upphörd", validTo: "2025-06-30", ...seen });
    expect((await genogramOf(caseId)).relations).toMatchObject([
      { id: ended.relationId, fromId: relativeId, toId: childId, kind: "nätverk", validFrom: "2020-01-01", validTo: "2025-06-30" },
    ]);
    expect(codeOf(await house.act(me(), changeRelation, { ...ids, relationId, change: "återtagen", reason: "Fel.", ...seen }))).toBe(
      "changed-meanwhile",
    );
    await house.do(me(), changeRelation, { ...ids, ...ended, change: "återtagen", reason: "Fel barn.", ...seen });
    expect((await genogramOf(caseId)).relations).toEqual([]);
    const { rows } = await sql`select 1 from people.relation where case_id = ${caseId}::uuid`.execute(house.database.owner);
    expect(rows).toHaveLength(4);
    house.at("2026-03-02");
  });

  test("whoever is taken away stands in no picture and no table", async () => {
    const { caseId, childId } = await caseOf();
    const { relativeId } = valueOf(await adds(caseId, childId));
    await house.do(me(), changeRelative, { caseId, relativeId, change: "rättad", ...granny, isDeceased: "ja", ...seen });
    expect((await genogramOf(caseId)).people.find((one) => one.isRelative)).toMatchObject({ id: relativeId, isDeceased: true });
    await house.do(me(), changeRelative, { caseId, relativeId, change: "återtagen", ...granny, reason: "Fel familj.", ...seen });
    expect(JSON.stringify(await genogramOf(caseId))).not.toMatch(/Berit|Berg/u);
  });

  test.each([
    ["a year that is none", { birthYear: "50" }, "birthYear"],
    ["a year to come", { birthYear: "2050" }, "birthYear"],
    ["word of mouth without whose", { sourceDetail: undefined }, "sourceDetail"],
    ["no name", { givenName: " " }, "givenName"],
    ["somebody of no case", { toId: "00000000-0000-4000-8000-000000000009" }, "toId"],
  ])("is refused at its field, and nothing is half saved: %s", async (_what, given, field) => {
    const { caseId, childId } = await caseOf();
    expect(faultsOf(await adds(caseId, childId, given))).toBe(field);
    expect((await genogramOf(caseId)).people.filter((one) => one.isRelative)).toEqual([]);
  });

  test("is said once, whichever way round, and not of oneself", async () => {
    const { caseId, childId } = await caseOf();
    const { relativeId } = valueOf(await adds(caseId, childId, { kind: "syskon" }));
    const says = (fromId: string, toId: string) => house.act(me(), addRelation, { caseId, fromId, toId, kind: "syskon", ...seen });
    expect(faultsOf(await says(childId, relativeId))).toBe("kind");
    expect(faultsOf(await says(childId, childId))).toBe("toId");
  });

  test("follows a guardian whose number is corrected", async () => {
    const { caseId, childId } = await caseOf();
    const read = { source: "folkbokföringen", sourceOn: "2026-03-02" };
    const words = { givenName: "Maria", familyName: "Ek", kind: "vårdnadshavare", validFrom: "2018-01-01" };
    const { guardianshipId } = await house.do(me(), confirmGuardian, { caseId, ...words, ...read });
    const mother = async () => (await genogramOf(caseId)).people.find((one) => one.guardian !== null)?.id ?? "";
    await house.do(me(), addRelation, { caseId, fromId: await mother(), kind: "förälder", toId: childId, ...seen });
    await house.do(me(), correctGuardian, { caseId, guardianshipId, ...words, ...read, identityNumber: strangersNumber(5) });
    expect((await genogramOf(caseId)).relations).toMatchObject([{ fromId: await mother(), toId: childId }]);
  });
});

describe("nobody else", () => {
  test.each<StaffName>(["stranger", "colleague", "analyst", "operator", "nobody"])("%s reads it or writes in it", async (who) => {
    const { caseId, childId } = await caseOf();
    valueOf(await adds(caseId, childId));
    expect(codeOf(await house.read(house.staff[who], getGenogram, { caseId }))).toBe("not-permitted");
    expect(codeOf(await house.act(house.staff[who], addRelative, { caseId, toId: childId, kind: "nätverk", ...granny, ...seen }))).toBe(
      "not-permitted",
    );
  });

  test("nor another municipality, nor a case of somebody of another case, not by the database alone either", async () => {
    const { caseId, childId } = await caseOf();
    const other = await caseOf();
    const { relativeId } = valueOf(await adds(other.caseId, other.childId));
    expect(codeOf(await abroad.read(abroad.staff.caseworker, getGenogram, { caseId }))).toBe("not-permitted");
    expect(faultsOf(await house.act(me(), addRelation, { caseId, fromId: relativeId, toId: childId, kind: "syskon", ...seen }))).toBe(
      "fromId",
    );
    expect(faultsOf(await adds(caseId, other.childId))).toBe("toId");
    const forged = inMunicipality(house.database.app, house.municipalityId, (tx) =>
      sql`insert into people.relation (municipality_id, id, case_id, from_id, to_id, kind, change, source, source_on, recorded_by, recorded_at)
        values (${house.municipalityId}, gen_random_uuid(), ${caseId}, ${relativeId}, ${childId}, 'syskon', 'bekräftad', 'folkbokföringen', '2026-03-02', ${me().staffId}, now())`.execute(
        tx,
      ),
    );
    await expect(forged).rejects.toThrow(/outside the case/u);
  });

  test("learns by it how somebody protected is reached: neither picture nor answer has address, telephone or number", async () => {
    const { caseId } = await caseOf();
    const read = { source: "folkbokföringen", sourceOn: "2026-03-02" };
    const number = strangersNumber(7);
    const words = {
      givenName: "Maria",
      familyName: "Ek",
      kind: "vårdnadshavare",
      validFrom: "2018-01-01",
      phone: "070-174 06 99",
      identityNumber: number,
    };
    await house.do(me(), confirmGuardian, { caseId, ...words, ...read });
    const personId = (await genogramOf(caseId)).people.find((one) => one.guardian !== null)?.id ?? "";
    await house.do(me(), addDetail, {
      caseId,
      personId,
      kind: "vistelseadress",
      detail: "Gömda vägen 1",
      validFrom: "2024-01-01",
      ...read,
    });
    for (const protectedIdentity of ["sekretessmarkering", "skyddad folkbokföring", "fingerade personuppgifter"]) {
      await house.do(me(), protectPerson, { caseId, personId, protectedIdentity, validFrom: "2026-01-01", ...read });
      const found = await genogramOf(caseId);
      const picture = String(GenogramPicture({ ...found, today: "2026-03-02" }));
      expect(picture).toContain("Skyddad identitet");
      expect(JSON.stringify(found) + picture).not.toMatch(new RegExp(`070-174|Gömda|${number}`, "u"));
      expect(/<title[^>]*>Genogram<\/title>/u.test(picture)).toBe(true);
      expect(/<desc[^>]*>[^<]*Maria/u.test(picture)).toBe(false);
    }
  });
});
