import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { valueOf } from "../../src/platform/basics/result.ts";
import { assignToStaff, takeCase } from "../../src/casework/intake/actions/assign-case.ts";
import { registerIntake } from "../../src/casework/intake/actions/register-intake.ts";
import { findReviews } from "../../src/portals/desk/queries/find-reviews.ts";
import { getCase } from "../../src/casework/case/queries/get-case.ts";
import { searchPerson } from "../../src/portals/desk/queries/search-person.ts";
import { openCaseFor as openCase, openHouse, reportOfConcern as report } from "../support/casework.ts";
import type { House, StaffName } from "../support/casework.ts";
import { finishCase } from "../support/finish-case.ts";
import { children, numberAt } from "../support/identities.ts";
import { codeOf } from "../support/outcomes.ts";

/** Access that people give themselves is seen by the leader; searching does not tell who has a case; of two who take a case one is told. */
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.database.drop());
beforeEach(async () => {
  house.at(day);
  await sql`delete from limits.turn`.execute(house.database.owner);
});

const day = "2026-03-02";
let families = 0;
/** Each report is about another child, unless it says the number: the same name and birth date would be asked about, and counted as a search. */
const anotherChild = (given: Readonly<Record<string, unknown>>) => {
  families += 1;
  return "identityNumber" in given ? given : { familyName: `Testsson${String.fromCodePoint(96 + families)}`, ...given };
};
const reportOfConcern = (given: Readonly<Record<string, unknown>> = {}) => report(anotherChild(given));
const openCaseFor = (of: House, given: Readonly<Record<string, unknown>> = {}) => openCase(of, anotherChild(given));
let place = 300;
const nextChild = () =>
  numberAt(
    children.filter((one) => one > "2012"),
    (place += 1),
  );
const itemsFor = async (who: StaffName) => valueOf(await house.read(house.staff[who], findReviews, {})).items;

describe("access that somebody gives themselves", () => {
  test("registering an anonymous report to reach a closed case stands first on the leader's list", async () => {
    const number = nextChild();
    const { caseId } = await openCaseFor(house, { identityNumber: number, birthDate: undefined });
    await finishCase(house, house.staff.leader, caseId, day, "09:50");
    house.at("2026-04-02");
    expect((await house.read(house.staff.colleague, getCase, { caseId })).ok).toBe(false);
    const anonymous = {
      identityNumber: number,
      birthDate: undefined,
      reporterCategory: "privatperson",
      reporterName: "",
      feedbackRequested: "nej",
    };
    const again = await house.do(house.staff.colleague, registerIntake, reportOfConcern({ ...anonymous, receivedOn: "2026-04-02" }));
    // The rule stands: what is known from before belongs to the assessment. But it is seen.
    expect((await house.read(house.staff.colleague, getCase, { caseId })).ok).toBe(true);
    const items = (await itemsFor("leader")).filter((one) => one.caseId === again.caseId);
    expect(items.map((one) => [one.kind, one.staffName, one.isOpen])).toEqual([["nådde tidigare ärenden", "Test colleague", true]]);
    expect((await itemsFor("otherLeader")).filter((one) => one.caseId === again.caseId)).toEqual([]);
  });

  test("taking a case, by the button or at the registering, and a leader who gives a case to themselves", async () => {
    const waiting = await openCaseFor(house, { takeCase: "nej" });
    await house.do(house.staff.colleague, takeCase, waiting);
    const own = await openCaseFor(house);
    const { owner } = house.database;
    const { staffId } = house.staff.otherLeader;
    await owner
      .insertInto("access.staff_role")
      .values({ municipality_id: house.municipalityId, staff_id: staffId, role: "caseworker" })
      .execute();
    const south = await house.do(house.staff.stranger, registerIntake, reportOfConcern({ takeCase: "nej" }));
    await house.do(house.staff.otherLeader, assignToStaff, { caseId: south.caseId, staffId, role: "ansvarig" });
    const kinds = async (who: StaffName, caseId?: string) =>
      (await itemsFor(who)).filter((one) => one.caseId === caseId).map((one) => `${one.kind}: ${one.staffName}`);
    expect(await kinds("leader", waiting.caseId)).toEqual(["tog ansvar själv: Test colleague"]);
    expect(await kinds("leader", own.caseId)).toEqual(["tog ansvar själv: Test caseworker"]);
    // Nobody reviews themselves: the other leader does.
    expect(await kinds("otherLeader", south.caseId)).toEqual([]);
    expect(await kinds("leader", south.caseId)).toEqual(["tog ansvar själv: Test otherLeader"]);
  });

  test("what the leader gives is not on the list", async () => {
    const { caseId } = await openCaseFor(house, { takeCase: "nej" });
    await house.do(house.staff.leader, assignToStaff, { caseId, staffId: house.staff.colleague.staffId, role: "ansvarig" });
    expect((await itemsFor("leader")).filter((one) => one.caseId === caseId)).toEqual([]);
  });
});

describe("two at once", () => {
  test("of two who take a case one gets it, and the other is told who has it; every time", async () => {
    for (let round = 0; round < 6; round += 1) {
      const { caseId } = await openCaseFor(house, { takeCase: "nej" });
      const both = await Promise.all([house.staff.caseworker, house.staff.colleague].map((who) => house.act(who, takeCase, { caseId })));
      expect(both.map(codeOf).sort()).toEqual(["already-taken", "ok"]);
      const { staff } = valueOf(await house.read(house.staff.leader, getCase, { caseId }));
      expect(staff).toHaveLength(1);
      const told = both.find((one) => !one.ok);
      expect(told?.ok === false && told.error.message).toContain(staff[0]?.name);
    }
  });

  test("whoever comes a little later is told too, within the hour, in the unit", async () => {
    const { caseId } = await openCaseFor(house, { takeCase: "nej" });
    house.at(day, "10:05");
    await house.do(house.staff.caseworker, takeCase, { caseId });
    expect(codeOf(await house.act(house.staff.colleague, takeCase, { caseId }))).toBe("already-taken");
    expect(codeOf(await house.act(house.staff.stranger, takeCase, { caseId }))).toBe("not-permitted");
    house.at(day, "12:00");
    expect(codeOf(await house.act(house.staff.colleague, takeCase, { caseId }))).toBe("not-permitted");
  });

  test("of two leaders who distribute a case the second is told, and nobody is silently replaced", async () => {
    const { caseId } = await openCaseFor(house, { takeCase: "nej" });
    const give = (name: StaffName) =>
      house.act(house.staff.leader, assignToStaff, {
        caseId,
        staffId: house.staff[name].staffId,
        role: "ansvarig",
        responsibleWas: "ingen",
      });
    const both = await Promise.all([give("caseworker"), give("colleague")]);
    expect(both.map(codeOf).sort()).toEqual(["already-taken", "ok"]);
  });
});

describe("searching", () => {
  const search = (name: StaffName, number: string) => house.read(house.staff[name], searchPerson, { number });

  test("is throttled for each person: nobody finds out who has a case by trying", async () => {
    const answers: string[] = [];
    for (let n = 0; n < 45; n += 1) answers.push(codeOf(await search("stranger", numberAt(children, 6000 + n))));
    expect(answers.filter((one) => one === "ok")).toHaveLength(40);
    expect(answers.slice(40)).toEqual(Array<string>(5).fill("too-many"));
    // Another's searching is another's.
    expect(codeOf(await search("colleague", numberAt(children, 6000)))).toBe("ok");
    const [item] = (await itemsFor("otherLeader")).filter((one) => one.kind === "ovanlig sökning");
    expect(item).toMatchObject({ staffName: "Test stranger", isOpen: true, searches: { made: 40, stopped: 5 } });
    expect((await itemsFor("leader")).filter((one) => one.kind === "ovanlig sökning")).toEqual([]);
  });

  test("that finds many cases of others stands on the leader's list, however slow; once a day", async () => {
    const numbers = Array.from({ length: 9 }, nextChild);
    for (const number of numbers) await openCaseFor(house, { identityNumber: number, birthDate: undefined });
    const before = (await itemsFor("leader")).filter((one) => one.staffName === "Test colleague" && one.kind === "ovanlig sökning");
    for (const [n, number] of numbers.entries()) {
      house.at(day, `${String(10 + n).padStart(2, "0")}:00`);
      valueOf(await search("colleague", number));
    }
    const items = (await itemsFor("leader")).filter((one) => one.staffName === "Test colleague" && one.kind === "ovanlig sökning");
    expect([before.length, items.length]).toEqual([0, 1]);
  });

  test("in an ordinary day's work stands on no list", async () => {
    house.at("2026-03-03");
    for (let n = 0; n < 10; n += 1) valueOf(await search("caseworker", numberAt(children, 7000 + n)));
    expect((await itemsFor("leader")).filter((one) => one.staffName === "Test caseworker" && one.kind === "ovanlig sökning")).toEqual([]);
  });
});
