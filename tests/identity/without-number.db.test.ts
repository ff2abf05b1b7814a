import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { unusual } from "../../src/platform/access/searching.ts";
import type { StaffActor } from "../../src/platform/core/actor.ts";
import { perform } from "../../src/platform/core/door.ts";
import type { Action } from "../../src/platform/core/door.ts";
import type { Problem, Result } from "../../src/platform/basics/result.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { assignToStaff } from "../../src/casework/intake/actions/assign-case.ts";
import { moveIntake } from "../../src/casework/intake/actions/move-intake.ts";
import { registerIntake } from "../../src/casework/intake/actions/register-intake.ts";
import { findReviews } from "../../src/portals/desk/queries/find-reviews.ts";
import { getCase } from "../../src/casework/case/queries/get-case.ts";
import { openHouse, reportOfConcern } from "../support/casework.ts";
import type { House, StaffName } from "../support/casework.ts";
import { children, numberAt } from "../support/identities.ts";
import { giveNumbers, numberOf } from "../support/numbered.ts";
import { codeOf } from "../support/outcomes.ts";

/**
 * A child that nobody has a number of is found again by name and birth date: asked about, never joined in silence, and nobody learns more by it
 * than that the very words they typed are known.
 */
let house: House;
let elsewhere: House;
beforeAll(async () => {
  house = await openHouse();
  elsewhere = await openHouse({ database: house.database, code: "0115" });
  await giveNumbers(house);
});
afterAll(() => house.database.drop());
beforeEach(() => sql`delete from limits.turn`.execute(house.database.owner));

const me = () => house.staff.caseworker;
type Receipt = { maySee: boolean; caseId?: string; intakeId?: string };
const act = (actor: StaffActor, input: unknown, confirmed: readonly string[] = [], action: unknown = registerIntake, of = house) =>
  perform(of.door, action as Action, actor, input, { requestId: randomUUID(), confirmed }) as Promise<Result<Receipt>>;
let next = 0;
/** A child of no other test: the n:th has a family name and a birth date of its own. */
const newChild = (given: Readonly<Record<string, unknown>> = {}) => {
  next += 1;
  const day = `2025-${String(1 + (next % 6) * 2).padStart(2, "0")}-15`;
  return reportOfConcern({ givenName: "Nyfödd", familyName: `Fall${String.fromCodePoint(96 + next)}berg`, birthDate: day, ...given });
};
const stopOf = (result: Result<unknown>): Problem => {
  if (result.ok || result.error.code !== "may-be-known") throw new Error(`No stop: ${JSON.stringify(result)}`);
  return result.error;
};
const answers = (stop: Problem, start: string) =>
  (stop.questions ?? []).filter((one) => one.id.startsWith(`${start}=`)).map((one) => one.id);
const intakesIn = async (actor: StaffActor, caseId = "") => valueOf(await house.read(actor, getCase, { caseId })).intakes.length;
const hintsFor = async (who: StaffName, caseId: string | undefined) =>
  valueOf(await house.read(house.staff[who], findReviews, {})).items.filter(
    (one) => one.kind === "kan vara samma barn" && one.caseId === caseId,
  );

describe("whoever sees the child's case", () => {
  test("is shown the child beside what was typed, and puts the report where it belongs, or opens another", async () => {
    const child = newChild();
    const first = valueOf(await act(me(), child));
    const stop = stopOf(await act(me(), { ...child, givenName: "NYFODD" }));
    expect(stop.comparison?.map((one) => one.field)).toEqual(["givenName", "familyName", "birthDate"]);
    expect(await intakesIn(me(), first.caseId)).toBe(1);
    const again = { ...child, givenName: "NYFODD" };
    const joined = valueOf(await act(me(), again, answers(stop, "alike.same")));
    expect(joined.caseId).toBe(first.caseId);
    expect(await intakesIn(me(), first.caseId)).toBe(2);
    const other = valueOf(await act(me(), again, answers(stop, "alike.none")));
    expect(other.caseId).not.toBe(first.caseId);
    // Now there are two: they are told apart by a question each.
    expect(answers(stopOf(await act(me(), again)), "alike.same")).toHaveLength(2);
  });

  test.each([
    ["a day in the month", { birthDate: "2025-03-02" }, "2025-03-20"],
    ["day and month in each other's place", { birthDate: "2025-03-02" }, "2025-02-03"],
    ["a year beside", { birthDate: "2025-03-02" }, "2024-03-02"],
  ])("is asked where the day is near: %s; and then which day is right", async (_what, known, typed) => {
    const child = newChild(known);
    valueOf(await act(me(), child));
    const near = { ...child, birthDate: typed };
    const choice = answers(stopOf(await act(me(), near)), "alike.same");
    const second = await act(me(), near, choice);
    if (second.ok) throw new Error("The day was not asked about.");
    expect(second.error.code).toBe("identity-differs");
    expect(second.error.questions?.map((one) => one.id.split("=")[0])).toEqual(["alike.same", "alike.none", "same.keep", "same.correct"]);
    const keep = (second.error.questions ?? []).filter((one) => one.id.startsWith("same.keep=")).map((one) => one.id);
    const joined = valueOf(await act(me(), near, [...choice, ...keep]));
    expect(valueOf(await house.read(me(), getCase, { caseId: joined.caseId })).child.birth_date).toBe(known.birthDate);
  });

  test.each([
    ["another given name", { givenName: "Elsa" }],
    ["another family name", { familyName: "Annan" }],
    ["a day far away", { birthDate: "2023-08-09" }],
  ])("is not asked where it is another child: %s", async (_what, typed) => {
    const child = newChild();
    valueOf(await act(me(), child));
    expect((await act(me(), { ...child, ...typed })).ok).toBe(true);
  });

  test("gives a newborn its number when it has got one, with a trace, and finds it by the number from then on", async () => {
    const number = numberAt(children, 100);
    const birthDate = `${number.slice(0, 4)}-${number.slice(4, 6)}-${number.slice(6, 8)}`;
    const child = newChild({ birthDate });
    const { caseId } = valueOf(await act(me(), child));
    const numbered = { ...child, identityNumber: number };
    const { intakeId } = valueOf(await act(me(), numbered, answers(stopOf(await act(me(), numbered)), "alike.same")));
    const parts = valueOf(await house.read(me(), getCase, { caseId }));
    expect(parts.child.identity_number).toBe(number);
    expect(parts.person_reviews).toMatchObject([{ taken: ["identityNumber"], typed: { identityNumber: number } }]);
    expect(valueOf(await act(me(), numbered)).caseId).toBe(caseId);
    // A report that was about another child takes the number with it.
    const away = { caseId, intakeId, reason: "Fel barn.", ...newChild(), sex: "kvinna" };
    expect(codeOf(await act(me(), away, [], moveIntake))).toBe("ok");
    expect(valueOf(await house.read(me(), getCase, { caseId })).child.identity_number).toBeNull();
  });

  test("is asked about a child with a number too, when the report has none", async () => {
    const number = numberAt(children, 101);
    const birthDate = `${number.slice(0, 4)}-${number.slice(4, 6)}-${number.slice(6, 8)}`;
    const child = newChild({ birthDate });
    const { caseId } = valueOf(await act(me(), { ...child, identityNumber: number }));
    expect(valueOf(await act(me(), child, answers(stopOf(await act(me(), child)), "alike.same"))).caseId).toBe(caseId);
  });

  test("moves a report to a child without a number, and never to the child that it lies on", async () => {
    const [wrong, right] = [newChild(), newChild()];
    const of = valueOf(await act(me(), wrong));
    const there = valueOf(await act(me(), right));
    const move = { caseId: of.caseId, intakeId: of.intakeId, reason: "Syskonets." };
    const same = answers(stopOf(await act(me(), { ...wrong, ...move }, [], moveIntake)), "alike.same");
    expect(await act(me(), { ...wrong, ...move }, same, moveIntake)).toMatchObject({ error: { fields: [{ field: "givenName" }] } });
    const stop = stopOf(await act(me(), { ...right, ...move }, [], moveIntake));
    expect(valueOf(await act(me(), { ...right, ...move }, answers(stop, "alike.same"), moveIntake)).caseId).toBe(there.caseId);
    expect([await intakesIn(me(), of.caseId), await intakesIn(me(), there.caseId)]).toEqual([0, 2]);
  });

  test("at the same time as another: of two who register one child at once the second is asked", async () => {
    const child = newChild();
    const both = await Promise.all([act(me(), child), act(house.staff.leader, child)]);
    expect(both.map(codeOf).sort()).toEqual(["may-be-known", "ok"]);
  });

  test("answers for exactly what was compared: other words, another person, both answers or none ask anew", async () => {
    const child = newChild();
    valueOf(await act(me(), child));
    const stop = stopOf(await act(me(), child));
    const [same, none] = [answers(stop, "alike.same"), answers(stop, "alike.none")];
    stopOf(await act(me(), child, [...same, ...none]));
    stopOf(await act(me(), { ...child, familyName: `${String(child["familyName"])} Lund` }, same));
    stopOf(await act(house.staff.leader, child, same));
    stopOf(await act(house.staff.leader, child, none));
  });
});

describe("whoever may not see the child's case", () => {
  const othersChild = async (given: Readonly<Record<string, unknown>> = {}) => {
    const child = newChild(given);
    const { caseId } = valueOf(await act(house.staff.stranger, child));
    return { child, caseId };
  };

  test("is told that the very words are known and nothing else, and by joining no more than the receipt tells", async () => {
    const { child, caseId } = await othersChild({ givenName: "Åsa-Lena", language: "arabiska" });
    const typed = { ...child, givenName: "Asa Lena", language: "somaliska" };
    const stop = stopOf(await act(me(), typed));
    expect(stop.comparison).toEqual([]);
    expect(JSON.stringify(stop)).not.toMatch(/Åsa|arabiska|Enhet/u);
    expect(JSON.stringify(stop)).not.toContain(caseId);
    expect(valueOf(await act(me(), typed, answers(stop, "alike.same")))).toEqual({ maySee: false });
    expect(await intakesIn(house.staff.stranger, caseId)).toBe(2);
    expect(valueOf(await house.read(house.staff.stranger, getCase, { caseId })).child).toMatchObject({
      given_name: "Åsa-Lena",
      language: "arabiska",
    });
  });

  test.each([
    ["a part of the name", { givenName: "Anna Maria" }, { givenName: "Anna" }],
    ["a near day", { birthDate: "2025-07-15" }, { birthDate: "2025-07-16" }],
    ["another sex", { sex: "man" }, { sex: "kvinna" }],
  ])("is told nothing by %s: only the very words are answered", async (_what, known, typed) => {
    const { child } = await othersChild(known);
    expect((await act(me(), { ...child, ...typed })).ok).toBe(true);
  });

  test.each([
    ["a protected child", () => ({ protectedIdentity: "sekretessmarkering" })],
    ["one that may be the own family's", () => ({ guardian1Number: numberOf("caseworker") })],
    ["a child with a number, whom the number's stop tells of", () => ({ identityNumber: numberAt(children, 102) })],
  ])("is told nothing of %s: a case opens as for any other, and the leader there is told", async (_whose, given) => {
    const number = given() as { identityNumber?: string };
    const birthDate = number.identityNumber?.replace(/^(\d{4})(\d\d)(\d\d).*$/u, "$1-$2-$3");
    const { child, caseId } = await othersChild({ ...number, ...(birthDate && { birthDate }) });
    const { identityNumber: _number, protectedIdentity: _protected, guardian1Number: _own, ...typed } = child;
    const receipt = await act(me(), typed);
    const unknown = await act(me(), newChild());
    expect(Object.keys(valueOf(receipt)).sort()).toEqual(Object.keys(valueOf(unknown)).sort());
    expect(await intakesIn(house.staff.stranger, caseId)).toBe(1);
    expect(await hintsFor("otherLeader", caseId)).toMatchObject([{ staffName: "Test caseworker", isOpen: true }]);
    expect(await hintsFor("leader", caseId)).toEqual([]);
  });

  test("gives no number to the child: it stands in the case for those who work there", async () => {
    const number = numberAt(children, 103);
    const birthDate = `${number.slice(0, 4)}-${number.slice(4, 6)}-${number.slice(6, 8)}`;
    const { child, caseId } = await othersChild({ birthDate });
    const typed = { ...child, identityNumber: number };
    expect(valueOf(await act(me(), typed, answers(stopOf(await act(me(), typed)), "alike.same")))).toEqual({ maySee: false });
    const parts = valueOf(await house.read(house.staff.stranger, getCase, { caseId }));
    expect(parts.child.identity_number).toBeNull();
    expect(parts.person_reviews).toMatchObject([{ kept: ["identityNumber"], typed: { identityNumber: number } }]);
  });

  test("is told nothing of another municipality's child", async () => {
    const child = newChild();
    valueOf(await act(elsewhere.staff.caseworker, child, [], registerIntake, elsewhere));
    expect((await act(me(), child)).ok).toBe(true);
  });

  test("who once took part and does not any more is told as a stranger is", async () => {
    const child = newChild();
    const { caseId } = valueOf(await act(me(), child));
    await house.do(house.staff.leader, assignToStaff, { caseId, staffId: house.staff.colleague.staffId, role: "ansvarig" });
    expect(stopOf(await act(me(), child)).comparison).toEqual([]);
  });

  test("and guesses is counted, watched and logged as one who searches; over the limit a right guess gets the answer of a wrong one", async () => {
    const { otherLeader } = house.staff;
    const child = newChild();
    valueOf(await act(me(), child));
    const codes: string[] = [];
    for (let turn = 0; turn <= 40; turn += 1) codes.push(codeOf(await act(otherLeader, child)));
    expect(codes.filter((code) => code === "may-be-known")).toHaveLength(40);
    // Over the limit nothing is told: another child is registered, as where nobody is known, and the leader there gets to know.
    expect(codes.at(-1)).toBe("ok");
    const { rows } = await sql`select from people.person where family_name = ${child["familyName"]}`.execute(house.database.owner);
    expect(rows).toHaveLength(2);
    const items = valueOf(await house.read(house.staff.leader, findReviews, {})).items;
    expect(items.filter((one) => one.kind === "kan vara samma barn" && one.staffId === otherLeader.staffId)).toHaveLength(1);
    expect(items.filter((one) => one.staffId === otherLeader.staffId).map((one) => one.kind)).toContain("ovanlig sökning");
    const read = await sql`select from audit.event where actor_id = ${otherLeader.staffId}::uuid and action = 'people.compare-person'
      and kind = 'read'`.execute(house.database.owner);
    expect(read.rows.length).toBeGreaterThan(unusual.anHour);
    const before = await sql`select from intake.case_file where recorded_by = ${otherLeader.staffId}::uuid`.execute(house.database.owner);
    expect(valueOf(await act(otherLeader, { ...child, givenName: "Gissad" }))).toMatchObject({ maySee: true });
    const after = await sql`select from intake.case_file where recorded_by = ${otherLeader.staffId}::uuid`.execute(house.database.owner);
    expect(after.rows.length).toBe(before.rows.length + 1);
  });
});
