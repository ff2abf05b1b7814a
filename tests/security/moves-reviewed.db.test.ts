import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { reviewAccess } from "../../src/platform/access/actions/review-access.ts";
import { reviewOwnFamily } from "../../src/platform/access/actions/review-own-family.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { moveIntake } from "../../src/casework/intake/actions/move-intake.ts";
import { registerIntake } from "../../src/casework/intake/actions/register-intake.ts";
import { findReviews } from "../../src/portals/desk/queries/find-reviews.ts";
import { getCase } from "../../src/casework/case/queries/get-case.ts";
import { openCaseFor, openHouse, reportOfConcern } from "../support/casework.ts";
import type { House, StaffName } from "../support/casework.ts";
import { children, numberAt } from "../support/identities.ts";
import { giveNumbers, numberOf } from "../support/numbered.ts";
import { codeOf } from "../support/outcomes.ts";

/** What is moved out of a case is looked at by its leader; whoever may be the family there moves nothing. */
let house: House;
let elsewhere: House;
beforeAll(async () => {
  house = await openHouse();
  elsewhere = await openHouse({ database: house.database, code: "0115" });
  await giveNumbers(house);
});
afterAll(() => house.database.drop());

const me = () => house.staff.caseworker;
let next = 60;
const freshNumber = () => numberAt(children, next++);
const to = (of: { caseId: string; intakeId: string }, given: Readonly<Record<string, unknown>> = {}) => ({
  ...of,
  reason: "Syskonets nummer skrevs in.",
  identityNumber: freshNumber(),
  givenName: "Rätta",
  familyName: "Barnet",
  sex: "kvinna",
  ...given,
});
const movesFor = async (who: StaffName, caseId: string, of = house) =>
  valueOf(await of.read(of.staff[who], findReviews, {})).items.filter(
    (one) => one.kind === "flyttade det som kom in" && one.caseId === caseId,
  );
const intakesIn = async (caseId: string) => valueOf(await house.read(house.staff.leader, getCase, { caseId })).intakes.length;

describe("a report that is moved away", () => {
  test("stands on the list of the leader of the case that it left, with the reason; nowhere else", async () => {
    const of = await openCaseFor(house);
    await house.do(me(), moveIntake, to(of));
    const [item] = await movesFor("leader", of.caseId);
    expect(item).toMatchObject({
      staffName: "Test caseworker",
      isOpen: true,
      move: { receivedOn: "2026-03-02", reason: "Syskonets nummer skrevs in." },
    });
    expect(await movesFor("otherLeader", of.caseId)).toEqual([]);
    expect(await movesFor("leader", of.caseId, elsewhere)).toEqual([]);
    expect(codeOf(await house.act(house.staff.otherLeader, reviewAccess, { itemId: item?.id, outcome: "utan anmärkning" }))).toBe(
      "not-permitted",
    );
    await house.do(house.staff.leader, reviewAccess, { itemId: item?.id, outcome: "utreds vidare", note: "Frågar handläggaren." });
    // The last review is the later by the clock.
    house.at("2026-03-02", "10:05");
    await house.do(house.staff.leader, reviewAccess, { itemId: item?.id, outcome: "utan anmärkning" });
    house.at("2026-03-02", "10:00");
    expect((await movesFor("leader", of.caseId)).map((one) => one.isOpen)).toEqual([false]);
  });

  test("by the leader is looked at by another leader, never by the one who moved", async () => {
    const of = await openCaseFor(house);
    await house.do(house.staff.leader, moveIntake, to(of));
    expect(await movesFor("leader", of.caseId)).toEqual([]);
    const [item] = await movesFor("otherLeader", of.caseId);
    expect(item).toMatchObject({ staffName: "Test leader" });
    expect(codeOf(await house.act(house.staff.leader, reviewAccess, { itemId: item?.id, outcome: "utan anmärkning" }))).toBe(
      "not-permitted",
    );
  });

  test("to a case of another unit or a protected child tells the reviewer nothing of that child", async () => {
    const number = freshNumber();
    const hidden = { identityNumber: number, birthDate: undefined, givenName: "Dold", familyName: "Hemlig" };
    const there = await house.do(
      house.staff.stranger,
      registerIntake,
      reportOfConcern({ ...hidden, protectedIdentity: "sekretessmarkering" }),
    );
    const of = await openCaseFor(house);
    await house.do(me(), moveIntake, to(of, hidden));
    const items = await movesFor("leader", of.caseId);
    expect(items).toHaveLength(1);
    expect(JSON.stringify(items)).not.toMatch(/Dold|Hemlig/u);
    expect(JSON.stringify(items)).not.toContain(there.caseId ?? "none");
  });

  test("that did not happen is on nobody's list", async () => {
    const of = await openCaseFor(house);
    expect(codeOf(await house.act(house.staff.colleague, moveIntake, to(of)))).toBe("not-permitted");
    expect(codeOf(await house.act(me(), moveIntake, to(of, { identityNumber: "nonsense" })))).toBe("invalid-input");
    expect(await movesFor("leader", of.caseId)).toEqual([]);
  });

  test("is never without its item, nor an item of the kind without a move", async () => {
    const { rows } = await sql<{ moves: number; items: number }>`select (select count(*)::int from intake.intake_move) as moves,
      (select count(*)::int from access.review_item where kind = 'flyttade det som kom in') as items`.execute(house.database.owner);
    expect(rows[0]?.items).toBe(rows[0]?.moves);
    await expect(
      sql`update access.review_item set move_id = null where kind = 'flyttade det som kom in'`.execute(house.database.owner),
    ).rejects.toThrow(/check constraint/u);
  });
});

describe("whoever may be the family of the child in the case", () => {
  test.each([
    ["by number", () => ({ guardian1Number: numberOf("caseworker") })],
    ["by the child's name and no number", () => ({ givenName: "Test", familyName: "Caseworker" })],
  ])("may not move a report away before a second person has looked: %s", async (_how, given) => {
    const of = await openCaseFor(house, { takeCase: "nej", ...given() });
    // The leader gives the case to nobody who may be the family; the match came when the case was theirs.
    await sql`insert into intake.case_assignment (municipality_id, id, case_id, staff_id, role, assigned_on, recorded_by, recorded_at)
      values (${house.municipalityId}, gen_random_uuid(), ${of.caseId}::uuid, ${me().staffId}::uuid, 'ansvarig', '2026-03-02', ${me().staffId}::uuid, now())`.execute(
      house.database.owner,
    );
    expect(codeOf(await house.act(me(), moveIntake, to(of)))).toBe("may-be-own-family");
    // And it is no way to try numbers: a known one is answered as any other.
    const number = freshNumber();
    await openCaseFor(house, { identityNumber: number, birthDate: undefined });
    expect(codeOf(await house.act(me(), moveIntake, to(of, { identityNumber: number })))).toBe("may-be-own-family");
    expect(await intakesIn(of.caseId)).toBe(1);
    expect(await movesFor("leader", of.caseId)).toEqual([]);
    house.at("2026-03-02", "10:30");
    const looked = { outcome: "inte egen familj", source: "folkbokföringen", sourceOn: "2026-03-02" };
    await house.do(house.staff.leader, reviewOwnFamily, { caseId: of.caseId, staffId: me().staffId, ...looked });
    expect(codeOf(await house.act(me(), moveIntake, to(of)))).toBe("ok");
    house.at("2026-03-02", "10:00");
  });

  test("a leader with an unanswered match may not either; another who is responsible may", async () => {
    const of = await openCaseFor(house, { guardian1Number: numberOf("leader") });
    expect(codeOf(await house.act(house.staff.leader, moveIntake, to(of)))).toBe("may-be-own-family");
    await house.do(me(), moveIntake, to(of));
    expect(await intakesIn(of.caseId)).toBe(0);
  });
});
