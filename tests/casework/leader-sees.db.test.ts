import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { assignToStaff } from "../../src/casework/intake/actions/assign-case.ts";
import { getCase } from "../../src/casework/case/queries/get-case.ts";
import { setWorkloadWeights } from "../../src/casework/decision/actions/set-workload-weights.ts";
import { findUnitLoad, findWorkload } from "../../src/casework/decision/queries/find-workload.ts";
import { openInEmergency } from "../../src/portals/desk/actions/open-in-emergency.ts";
import { findLogOfDay } from "../../src/portals/desk/queries/find-log-of-day.ts";
import { findAccessLog } from "../../src/portals/desk/queries/find-access-log.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { confirmClaims, openCaseFor, openHouse } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { giveLevel } from "../support/delegation.ts";
import { adults, children, numberAt } from "../support/identities.ts";
import { giveNumbers } from "../support/numbered.ts";
import { finishCase } from "../support/finish-case.ts";
import { codeOf, faultsOf } from "../support/outcomes.ts";

/** What a team leader weighs when a case is given to somebody, and who has looked without a task. */
let house: House;
beforeAll(async () => {
  house = await openHouse();
  await giveNumbers(house);
});
afterAll(() => house.database.drop());

test("beside each name: open cases, what is late, who has had the child or a sibling, level and degree", async () => {
  const { caseworker, colleague, leader, otherLeader } = house.staff;
  const mother = { guardian1Number: numberAt(adults, 3) };
  const older = await openCaseFor(house, { givenName: "Bo", birthDate: "2014-01-01", ...mother });
  await confirmClaims(house, caseworker, older.caseId);
  await giveLevel(house, "colleague", "förste socialsekreterare", "2026-03-01");
  const seen = async (caseId: string) => {
    const { colleagues } = valueOf(await house.read(leader, findWorkload, { caseId }));
    return new Map(colleagues.map((one) => [one.id, one]));
  };
  const first = await seen(older.caseId);
  expect(first.get(caseworker.staffId)).toMatchObject({ responsible: 1, beside: 0, late: 0, knows: "barnet", level: null });
  expect(first.get(colleague.staffId)).toMatchObject({
    responsible: 0,
    knows: "ingen",
    level: "förste socialsekreterare",
    qualified: true,
  });
  // The usual weights, then the municipality's own from their day.
  expect(first.get(caseworker.staffId)).toMatchObject({ points: 2, weighed: "1 ansvarig à 2 = 2", investigating: 0, violence: 0 });
  const weighs = { responsible: "10", beside: "4", investigating: "6", violence: "3", late: "1", why: "Ledningsgruppen." };
  expect(codeOf(await house.act(caseworker, setWorkloadWeights, { ...weighs, validFrom: "2026-03-03" }))).toBe("not-permitted");
  expect(faultsOf(await house.act(leader, setWorkloadWeights, { ...weighs, late: "många", validFrom: "2026-03-03" }))).toBe("late");
  await house.do(leader, setWorkloadWeights, { ...weighs, validFrom: "2026-03-03" });
  expect((await seen(older.caseId)).get(caseworker.staffId)?.points).toBe(2);
  house.at("2026-03-03");
  expect((await seen(older.caseId)).get(caseworker.staffId)).toMatchObject({
    points: 11,
    weighed: "1 ansvarig à 10 = 10, 1 försenat à 1 = 1",
  });
  house.at("2026-06-01");
  expect((await seen(older.caseId)).get(caseworker.staffId)?.late).toBeGreaterThan(0);
  const unit = valueOf(await house.read(leader, findUnitLoad, {})).colleagues.find(({ id }) => id === caseworker.staffId);
  expect(unit).toMatchObject({ name: "Test caseworker", responsible: 1, knows: "ingen" });
  expect(unit?.late).toBeGreaterThan(0);
  house.at("2026-03-02");
  await house.do(leader, assignToStaff, { caseId: older.caseId, staffId: colleague.staffId, role: "medhandläggare" });
  expect((await seen(older.caseId)).get(colleague.staffId)).toMatchObject({ beside: 1, knows: "barnet" });
  // A child with the same mother: whoever has had the sibling is told apart from whoever has had the child.
  const younger = await openCaseFor(house, { givenName: "Cleo", birthDate: "2017-02-02", ...mother });
  await confirmClaims(house, caseworker, younger.caseId);
  const both = await seen(younger.caseId);
  expect([both.get(caseworker.staffId)?.knows, both.get(colleague.staffId)?.knows]).toEqual(["barnet", "syskon"]);
  expect(codeOf(await house.read(otherLeader, findWorkload, { caseId: older.caseId }))).toBe("not-permitted");
  expect(codeOf(await house.read(caseworker, findWorkload, { caseId: older.caseId }))).toBe("not-permitted");
});

test("a case about the leader's own child is in no figure: it would tell that there is one", async () => {
  const { caseworker, leader, otherLeader } = house.staff;
  const load = async (who = leader) => {
    const { colleagues } = valueOf(await house.read(who, findUnitLoad, {}));
    return colleagues.find(({ id }) => id === caseworker.staffId);
  };
  const before = await load();
  const { caseId } = await openCaseFor(house, { givenName: "Disa", birthDate: "2013-03-03" });
  house.at("2026-06-01");
  expect((await load())?.responsible).toBe((before?.responsible ?? 0) + 1);
  const late = (await load())?.late ?? 0;
  await sql`insert into access.own_family_review (municipality_id, id, child_id, staff_id, outcome, source, source_on, recorded_by, recorded_at)
    select municipality_id, gen_random_uuid(), child_id, ${leader.staffId}, 'egen familj', 'folkbokföringen', '2026-03-02', ${otherLeader.staffId}, now()
    from intake.case_file where id = ${caseId}::uuid`.execute(house.database.owner);
  expect((await load())?.responsible).toBe(before?.responsible);
  expect((await load())?.late).toBeLessThan(late);
  house.at("2026-03-02");
});

test("the log by person: whoever had no task stands first and is told apart", async () => {
  const { caseworker, colleague, leader, stranger } = house.staff;
  const number = numberAt(
    children.filter((one) => one > "2014"),
    7,
  );
  const { caseId } = await openCaseFor(house, { identityNumber: number, birthDate: undefined, takeCase: "nej" });
  await house.read(caseworker, getCase, { caseId });
  await house.read(colleague, getCase, { caseId });
  const people = async () =>
    valueOf(await house.read(leader, findAccessLog, { caseId })).people.map(({ name, task }) => [name, task] as const);
  const [first] = await people();
  expect(first).toEqual(["Test colleague", "inget"]);
  expect(new Map(await people()).get("Test caseworker")).toBe("tog emot ärendet");
  await house.do(leader, assignToStaff, { caseId, staffId: caseworker.staffId, role: "ansvarig" });
  await house.do(stranger, openInEmergency, { number, reason: "jour eller beredskap", explanation: "Jour." });
  const tasks = new Map(await people());
  expect(tasks.get("Test caseworker")).toBe("uppdrag i ärendet");
  expect([tasks.get("Test stranger"), tasks.get("Test leader")]).toEqual(["nödöppnade", "leder enheten"]);
});

test("the log by child: who looked at the child's other cases, in those that the leader leads, and the look is logged", async () => {
  const { caseworker, leader } = house.staff;
  const child = {
    identityNumber: numberAt(
      children.filter((one) => one > "2014"),
      9,
    ),
    birthDate: undefined,
  };
  const older = await openCaseFor(house, child);
  await finishCase(house, caseworker, older.caseId, "2026-03-02", "10:00");
  const { caseId } = await openCaseFor(house, child);
  const { elsewhere, people } = valueOf(await house.read(leader, findAccessLog, { caseId }));
  expect(new Set(elsewhere.map((one) => one.caseId))).toEqual(new Set([older.caseId]));
  expect(elsewhere.find(({ staffId }) => staffId === caseworker.staffId)?.writes).toBeGreaterThan(0);
  expect(people.every((one) => !("caseId" in one))).toBe(true);
  const { rows } = await sql<{ said: boolean }>`select e::text like ${`%${older.caseId}%`} as said from audit.event e
    where e.action = 'workplace.find-access-log' and e.case_id = ${caseId}::uuid order by e.at desc limit 1`.execute(house.database.owner);
  expect(rows).toEqual([{ said: true }]);
  // What another unit has is another leader's.
  await sql`update intake.case_file set unit_id = ${house.staff.otherLeader.unitId} where id = ${older.caseId}::uuid`.execute(
    house.database.owner,
  );
  expect(valueOf(await house.read(leader, findAccessLog, { caseId })).elsewhere).toEqual([]);
});

test("by day, person and child: those without a task first, only in cases that one leads, and one's own looking too", async () => {
  const { caseworker, colleague, leader, otherLeader } = house.staff;
  house.at("2026-08-03");
  const { caseId } = await openCaseFor(house, { givenName: "Dag", birthDate: "2013-03-03" });
  const at = house.door.clock();
  await sql`insert into audit.event (municipality_id, id, at, actor_id, request_id, action, kind, outcome, case_id)
    values (${house.municipalityId}, gen_random_uuid(), ${at}, ${otherLeader.staffId}::uuid, gen_random_uuid(), 'workplace.get-case', 'read', 'ok', ${caseId}::uuid)`.execute(
    house.database.owner,
  );
  valueOf(await house.read(leader, getCase, { caseId }));
  const seen = async (who: typeof leader, input: object) => valueOf(await house.read(who, findLogOfDay, input));
  const { lines, day } = await seen(leader, {});
  expect(day).toBe("2026-08-03");
  expect(lines[0]).toMatchObject({ staffId: otherLeader.staffId, caseId, task: "inget", reads: 1, writes: 0 });
  expect(lines.map((one) => [one.staffId, one.task])).toContainEqual([leader.staffId, "leder enheten"]);
  expect((await seen(leader, { staffId: caseworker.staffId })).lines.map(({ name }) => name)).toEqual(["Test caseworker"]);
  expect((await seen(leader, { day: "2026-08-02" })).lines).toEqual([]);
  // Another unit's leader sees nothing of it, and nobody else is let in.
  expect((await seen(otherLeader, {})).lines.filter((one) => one.caseId === caseId)).toEqual([]);
  for (const who of [caseworker, colleague, house.staff.director, house.staff.analyst])
    expect(codeOf(await house.read(who, findLogOfDay, {}))).toBe("not-permitted");
  const { rows } = await sql<{ about: string[] }>`select subject_ids as about from audit.event
    where action = 'workplace.find-log-of-day' and actor_id = ${leader.staffId}::uuid order by at, id limit 1`.execute(
    house.database.owner,
  );
  expect(rows[0]?.about).toContain(caseId);
});
