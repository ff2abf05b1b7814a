import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StaffActor } from "../../src/platform/core/actor.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { assignToStaff } from "../../src/casework/intake/actions/assign-case.ts";
import { endAssignment } from "../../src/casework/intake/actions/end-assignment.ts";
import { writeNote } from "../../src/casework/intake/actions/write-note.ts";
import { findAccessLog } from "../../src/portals/desk/queries/find-access-log.ts";
import { getCase } from "../../src/casework/case/queries/get-case.ts";
import { getWorkList } from "../../src/portals/desk/queries/get-work-list.ts";
import { searchPerson } from "../../src/portals/desk/queries/search-person.ts";
import { loadOperations } from "../../src/app/web/operations.ts";
import { openCaseFor, openHouse } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { finishCase } from "../support/finish-case.ts";
import { makeWholeCase } from "../support/whole-case.ts";
import { codeOf, faultsOf } from "../support/outcomes.ts";

/** What somebody who has left a case still tries: everything that everybody in the case may do, and every list. */
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.database.drop());

const day = "2026-03-02";
const operations = await loadOperations();
/** Works in the unit; the stranger, of the other unit, cannot come in by any other way than an assignment. */
const beside = () => house.staff.stranger;

/** A case with its responsible caseworker and the stranger beside. */
async function caseWithTwo(number?: string): Promise<{ caseId: string; caseNumber: string }> {
  house.at(day);
  const { caseId } = await openCaseFor(house, number === undefined ? {} : { identityNumber: number, birthDate: undefined });
  await house.do(house.staff.leader, assignToStaff, { caseId, staffId: beside().staffId, role: "medhandläggare" });
  const { file } = valueOf(await house.read(beside(), getCase, { caseId }));
  return { caseId, caseNumber: file.case_number };
}

const end = (by: StaffActor, caseId: string, more: object = {}) =>
  house.act(by, endAssignment, { caseId, staffId: beside().staffId, endedOn: day, reason: "uppdraget är klart", ...more });

/** Every operation that takes a case, and every list: nothing of the case may come out. */
async function expectNothing(actor: StaffActor, caseId: string, caseNumber: string): Promise<void> {
  for (const operation of operations.filter((one) => "caseId" in one.input.shape)) {
    const tried =
      operation.kind === "action"
        ? await house.act(actor, operation as never, { caseId })
        : await house.read(actor, operation as never, { caseId });
    expect([operation.name, codeOf(tried)]).toEqual([operation.name, "not-permitted"]);
  }
  for (const scope of ["mina", "enhetens", "utan ansvarig"]) {
    const { cases } = valueOf(await house.read(actor, getWorkList, { scope }));
    expect(cases.filter((one) => one.caseId === caseId)).toEqual([]);
  }
  const { found } = valueOf(await house.read(actor, searchPerson, { number: caseNumber }));
  expect(found).toEqual([{ mayOpen: false, unit: "Enhet Norr" }]);
}

describe("somebody who worked beside", () => {
  test("reads, writes and finds nothing once the team leader has ended it; the log says who did", async () => {
    const { caseId, caseNumber } = await caseWithTwo();
    expect(valueOf(await house.read(beside(), getWorkList, { scope: "mina" })).cases.map((one) => one.caseId)).toContain(caseId);
    expect(codeOf(await end(house.staff.leader, caseId))).toBe("ok");
    await expectNothing(beside(), caseId, caseNumber);
    const { lines } = valueOf(await house.read(house.staff.leader, findAccessLog, { caseId }));
    expect(lines.filter((line) => line.action === "intake.end-assignment").map((line) => [line.who, line.outcome])).toEqual([
      ["Test leader", "ok"],
    ]);
    const { left, staff } = valueOf(await house.read(house.staff.leader, getCase, { caseId }));
    expect(staff.map((one) => one.name)).toEqual(["Test caseworker"]);
    expect(left).toEqual([
      {
        name: "Test stranger",
        role: "medhandläggare",
        ended_on: day,
        recorded_at: expect.stringContaining(day) as string,
        reason: "uppdraget är klart",
        note: null,
        by: "Test leader",
      },
    ]);
  });

  test("is ended by the one responsible too, by nobody else, and not twice", async () => {
    const { caseId } = await caseWithTwo();
    for (const name of ["stranger", "colleague", "otherLeader", "analyst", "operator", "nobody"] as const) {
      expect([name, codeOf(await end(house.staff[name], caseId))]).toEqual([name, "not-permitted"]);
    }
    const sent = await Promise.all([end(house.staff.caseworker, caseId), end(house.staff.leader, caseId)]);
    expect(sent.filter((result) => result.ok)).toHaveLength(1);
    expect(codeOf(await end(house.staff.leader, caseId))).toBe("not-in-case");
  });

  test("leaves on a day that can be right, with a reason; the one responsible is replaced instead", async () => {
    const { caseId } = await caseWithTwo();
    expect(faultsOf(await end(house.staff.leader, caseId, { endedOn: "2026-03-01" }))).toBe("endedOn");
    expect(faultsOf(await end(house.staff.leader, caseId, { endedOn: "2026-03-03" }))).toBe("endedOn");
    expect(faultsOf(await end(house.staff.leader, caseId, { reason: "annat" }))).toBe("note");
    expect(faultsOf(await end(house.staff.leader, caseId, { reason: "ärendet är avslutat" }))).toBe("reason");
    expect(faultsOf(await end(house.staff.leader, caseId, { staffId: house.staff.caseworker.staffId }))).toBe("staffId");
    expect(codeOf(await end(house.staff.leader, caseId, { reason: "annat", note: "Går till en annan enhet." }))).toBe("ok");
    // Whoever comes back is given the case anew; the first time stays as it was.
    await house.do(house.staff.leader, assignToStaff, { caseId, staffId: beside().staffId, role: "medhandläggare" });
    expect(codeOf(await house.read(beside(), getCase, { caseId }))).toBe("ok");
  });
});

test("the program can neither change an assignment nor an ending, nor end one that is ended", async () => {
  const { caseId } = await caseWithTwo();
  valueOf(await end(house.staff.leader, caseId));
  const { app, owner } = house.database;
  for (const table of ["intake.case_assignment", "intake.assignment_ending"]) {
    await expect(sql`update ${sql.table(table)} set ended_on = null`.execute(app)).rejects.toThrow(/permission denied/);
    await expect(sql`delete from ${sql.table(table)}`.execute(app)).rejects.toThrow(/permission denied/);
  }
  const again = sql`insert into intake.assignment_ending (municipality_id, assignment_id, case_id, ended_on, reason, recorded_by, recorded_at)
    select municipality_id, id, case_id, '2026-03-01', 'slutar', recorded_by, recorded_at from intake.case_assignment
    where case_id = ${caseId} and ended_on is not null`;
  await expect(again.execute(owner)).rejects.toThrow(/assignment_ending_pkey/);
});

describe("a closed case", () => {
  const numbers = ["201701062380", "201701072397", "201701082388", "201701092395"];
  const close = (caseId: string): Promise<number> => finishCase(house, house.staff.caseworker, caseId, day, "09:50");

  test("is finished for a week by those who worked in it, and is then the team leader's", async () => {
    const { caseId, caseNumber } = await caseWithTwo(numbers[0]);
    await close(caseId);
    const open = await house.database.owner.selectFrom("intake.case_assignment").select("id").where("case_id", "=", caseId).where("ended_on", "is", null).execute(); // prettier-ignore
    expect(open).toEqual([]);
    house.at("2026-03-09");
    for (const actor of [house.staff.caseworker, beside()]) expect(codeOf(await house.read(actor, getCase, { caseId }))).toBe("ok");
    expect(codeOf(await house.act(beside(), writeNote, { caseId, happenedOn: day, text: "En sak till." }))).toBe("gate-closed");
    house.at("2026-03-10");
    for (const actor of [house.staff.caseworker, house.staff.colleague, beside()]) await expectNothing(actor, caseId, caseNumber);
    const { left } = valueOf(await house.read(house.staff.leader, getCase, { caseId }));
    expect(left.map((one) => [one.role, one.ended_on, one.reason]).sort()).toEqual([
      ["ansvarig", day, "ärendet är avslutat"],
      ["medhandläggare", day, "ärendet är avslutat"],
    ]);
  });

  test("is left at once where the municipality gives no days, and by somebody whose assignment had ended before", async () => {
    const before = await caseWithTwo(numbers[1]);
    valueOf(await end(house.staff.leader, before.caseId));
    await close(before.caseId);
    await expectNothing(beside(), before.caseId, before.caseNumber);
    const { municipalityId: municipality_id } = house;
    await house.database.owner
      .insertInto("access.finishing_period")
      .values({ municipality_id, valid_from: "2026-03-01", days: 0 })
      .execute();
    await house.database.owner
      .insertInto("access.finishing_period")
      .values({ municipality_id, valid_from: "2026-03-03", days: 30 })
      .execute();
    const { caseId, caseNumber } = await caseWithTwo(numbers[2]);
    await close(caseId);
    house.at("2026-03-03");
    await expectNothing(beside(), caseId, caseNumber);
    await house.database.owner.deleteFrom("access.finishing_period").execute();
  });

  test("still says in the open extract who was responsible", async () => {
    house.at(day);
    const { caseId, investigationId } = await makeWholeCase(house, { identityNumber: "201701102384", birthDate: undefined });
    await close(caseId);
    const { rows } = await sql<{ caseworker: string | null }>`select caseworker from countable.extract_investigation where id = ${investigationId}`
      .execute(house.database.owner); // prettier-ignore
    expect(rows).toEqual([{ caseworker: house.staff.caseworker.staffId }]);
  });

  test("is read again by whoever works in the child's next case in the unit, and by nobody for having registered it", async () => {
    const { caseId, caseNumber } = await caseWithTwo(numbers[3]);
    await close(caseId);
    house.at("2026-04-01");
    const next = await openCaseFor(house, { identityNumber: numbers[3], birthDate: undefined, receivedOn: "2026-04-01", takeCase: "nej" });
    expect(next.caseId).not.toBe(caseId);
    for (const actor of [house.staff.caseworker, house.staff.colleague]) await expectNothing(actor, caseId, caseNumber);
    await house.do(house.staff.leader, assignToStaff, { caseId: next.caseId, staffId: house.staff.colleague.staffId, role: "ansvarig" });
    expect(codeOf(await house.read(house.staff.colleague, getCase, { caseId }))).toBe("ok");
    await expectNothing(house.staff.caseworker, caseId, caseNumber);
  });
});
