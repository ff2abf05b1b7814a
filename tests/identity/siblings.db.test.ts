import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addRelation } from "../../src/casework/people/actions/add-relation.ts";
import { addRelative } from "../../src/casework/people/actions/add-relative.ts";
import { answerSibling } from "../../src/casework/people/actions/answer-sibling.ts";
import { getGenogram } from "../../src/casework/people/queries/get-genogram.ts";
import { getCase } from "../../src/casework/case/queries/get-case.ts";
import { registerIntake } from "../../src/casework/intake/actions/register-intake.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { openHouse, reportOfConcern } from "../support/casework.ts";
import type { House, StaffName } from "../support/casework.ts";
import { codeOf, faultsOf } from "../support/outcomes.ts";

/** Children of one report are proposed as siblings in each case, to whoever may see both; what is said is that case's own, once. */
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.database.drop());

const me = () => house.staff.caseworker;
const seen = { source: "uppgift från någon", sourceDetail: "anmälan", sourceOn: "2026-03-02" };
let reports = 0;
async function two(given: Readonly<Record<string, unknown>> = {}) {
  reports += 1;
  const familyName = `Syskon${String.fromCodePoint(96 + reports)}sson`;
  const sibling = { givenName: "Birk", familyName, birthDate: "2014-02-03", sex: "man", ...given };
  const out = await house.do(me(), registerIntake, reportOfConcern({ givenName: "Asta", familyName, siblings: [sibling] }));
  const [caseId = "", other = ""] = [out.caseId, out.siblings?.[0]?.caseId];
  const childOf = async (id: string) => valueOf(await house.read(me(), getCase, { caseId: id })).child.id;
  return { caseId, other, childId: await childOf(caseId), otherChild: await childOf(other) };
}
const genogramOf = async (caseId: string, who: StaffName = "caseworker") =>
  valueOf(await house.read(house.staff[who], getGenogram, { caseId }));

test("whoever may not see the sibling's case is proposed nothing, and cannot answer", async () => {
  const { caseId, other, otherChild } = await two();
  const m = house.municipalityId;
  await sql`update intake.case_file set unit_id = ${house.staff.stranger.unitId}::uuid where municipality_id = ${m} and id = ${other}::uuid`.execute(
    house.database.owner,
  );
  await sql`update intake.case_assignment set ended_on = '2026-03-02' where municipality_id = ${m} and case_id = ${other}::uuid`.execute(
    house.database.owner,
  );
  expect((await genogramOf(caseId)).proposed).toEqual([]);
  expect(codeOf(await house.act(me(), answerSibling, { caseId, childId: otherChild, kinship: "syskon", ...seen }))).toBe("not-found");
  expect((await genogramOf(other, "stranger")).proposed).toEqual([]);
});

describe("a sibling of the report", () => {
  test("is accepted in each case for itself, once", async () => {
    const { caseId, other, childId, otherChild } = await two();
    expect((await genogramOf(caseId)).proposed).toMatchObject([{ childId: otherChild, givenName: "Birk" }]);
    await house.do(me(), answerSibling, { caseId, childId: otherChild, kinship: "halvsyskon", ...seen });
    const found = await genogramOf(caseId);
    expect(found.proposed).toEqual([]);
    expect(found.people.filter((one) => one.isRelative)).toMatchObject([{ givenName: "Birk", birthYear: 2014, sex: "man" }]);
    expect(found.relations).toMatchObject([{ kind: "halvsyskon", toId: childId, source: "uppgift från någon" }]);
    expect(codeOf(await house.act(me(), answerSibling, { caseId, childId: otherChild, kinship: "syskon", ...seen }))).toBe("not-found");
    expect((await genogramOf(other)).proposed).toMatchObject([{ childId }]);
    expect((await genogramOf(other)).relations).toEqual([]);
  });

  test("that is none is not proposed again, and has its protection with it where it is one", async () => {
    const { caseId, other, childId, otherChild } = await two({ protectedIdentity: "sekretessmarkering" });
    await house.do(me(), answerSibling, { caseId: other, childId, kinship: "inte syskon", ...seen });
    expect(await genogramOf(other)).toMatchObject({ proposed: [], relations: [] });
    await house.do(me(), answerSibling, { caseId, childId: otherChild, kinship: "syskon", ...seen });
    expect((await genogramOf(caseId)).people.find((one) => one.isRelative)?.protectedIdentity).toBe("sekretessmarkering");
  });

  test("is answered with a source, at its field, and nothing is half saved", async () => {
    const { caseId, otherChild } = await two();
    const says = (given: object) => house.act(me(), answerSibling, { caseId, childId: otherChild, kinship: "syskon", ...seen, ...given });
    expect(faultsOf(await says({ sourceDetail: undefined }))).toBe("sourceDetail");
    expect(faultsOf(await says({ kinship: undefined }))).toBe("kinship");
    expect((await genogramOf(caseId)).people.filter((one) => one.isRelative)).toEqual([]);
  });

  test.each<StaffName>(["stranger", "colleague", "leader", "analyst"])("is not for %s to answer about", async (who) => {
    const { caseId, otherChild } = await two();
    expect(codeOf(await house.act(house.staff[who], answerSibling, { caseId, childId: otherChild, kinship: "syskon", ...seen }))).toBe(
      "not-permitted",
    );
  });
});

test("a relation that two write at once, either way round, is one relation; the second is told at the field", async () => {
  const { caseId, childId } = await two();
  const granny = { givenName: "Berit", sex: "kvinna", birthYear: "1950", protectedIdentity: "ingen" };
  const { relativeId } = await house.do(me(), addRelative, { caseId, toId: childId, kind: "nätverk", ...granny, ...seen });
  const says = (fromId: string, toId: string) => house.act(me(), addRelation, { caseId, fromId, toId, kind: "syskon", ...seen });
  for (let n = 0; n < 3; n += 1) {
    const both = await Promise.all([says(childId, relativeId), says(relativeId, childId)]);
    expect(both.filter((one) => one.ok)).toHaveLength(n === 0 ? 1 : 0);
    expect(both.filter((one) => !one.ok).map(faultsOf)).toEqual(n === 0 ? ["kind"] : ["kind", "kind"]);
  }
});
