import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { valueOf } from "../../src/platform/basics/result.ts";
import { closeCase } from "../../src/casework/intake/actions/close-case.ts";
import { endIntervention } from "../../src/casework/intervention/actions/end-intervention.ts";
import { followUp } from "../../src/casework/intervention/actions/follow-up.ts";
import { handedOverIn } from "../support/given.ts";
import { makePlan } from "../../src/casework/intervention/actions/make-plan.ts";
import { recordNotBegun } from "../../src/casework/intervention/actions/record-not-begun.ts";
import { recordStep } from "../../src/casework/participation/actions/record-step.ts";
import { closingObstacles } from "../../src/casework/case/closing.ts";
import type { CaseParts } from "../../src/casework/case/case-parts.ts";
import { getCase } from "../../src/casework/case/queries/get-case.ts";
import { getWorkList } from "../../src/portals/desk/queries/get-work-list.ts";
import { openHouse } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { finishCase } from "../support/finish-case.ts";
import { makeWholeCase } from "../support/whole-case.ts";
import type { WholeCase } from "../support/whole-case.ts";
import { codeOf, faultsOf } from "../support/outcomes.ts";

/** An intervention that was granted and comes to nothing: how it ends, how it is counted, and what then is refused. */
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.database.drop());

const day = "2026-03-02";
const me = () => house.staff.caseworker;
const look = async (caseId: string): Promise<CaseParts> => valueOf(await house.read(me(), getCase, { caseId }));
const granted = (): Promise<WholeCase> => makeWholeCase(house, {}, { planned: false });
const plan = { startedOn: day, provider: "Huset", goals: "Skola.", childInformationUsed: "ja" };
const planIt = async ({ caseId, interventionId }: WholeCase) => {
  const handed = await handedOverIn(house, { caseId, interventionId });
  return house.act(me(), makePlan, { caseId, interventionId, ...plan, ...handed, firstFollowUpOn: "2026-06-01" });
};
const followIt = ({ caseId, interventionId }: WholeCase) =>
  house.act(me(), followUp, {
    caseId, interventionId, followedUpOn: day, carriedOutAsPlanned: "nej", goalAttainment: "inte uppnått", changeNeeded: "avsluta", summary: "Nej.",
  }); // prettier-ignore
const giveUp = ({ caseId, interventionId }: WholeCase, more: object = {}) =>
  house.act(me(), recordNotBegun, {
    caseId, interventionId, decidedOn: day, reason: "barnet tackar nej", explanation: "Alva vill inte gå dit.",
    ...("told" in more ? {} : { told: "gjort", toldHow: "Vi ringde Alva och sa att det inte blir något." }), ...more,
  }); // prettier-ignore
const obligations = async (one: WholeCase): Promise<(string | null)[]> => {
  const { cases } = valueOf(await house.read(me(), getWorkList, { scope: "mina" }));
  return cases.find((found) => found.caseId === one.caseId)?.obligations.map((due) => due.rule_id) ?? [];
};

test("it stands on the work list until it is ended, and the case can then be closed", async () => {
  const one = await granted();
  expect(await obligations(one)).toContain("not-executed");
  expect(closingObstacles(await look(one.caseId))).not.toEqual([]);
  house.at(day, "10:05");
  expect(codeOf(await giveUp(one))).toBe("ok");
  expect(await obligations(one)).not.toContain("not-executed");
  const parts = await look(one.caseId);
  expect(parts.interventions[0]?.not_begun).toMatchObject({ decided_on: day, reason: "barnet tackar nej" });
  const told = parts.steps.filter((step) => step.step === "berättad").at(-1);
  expect(told).toMatchObject({
    phase_id: parts.interventions[0]?.planning_phase_id,
    content: "Vi ringde Alva och sa att det inte blir något.",
  });
  await finishCase(house, me(), one.caseId, day, "09:55");
  expect((await look(one.caseId)).file.closed_on).toBe(day);
});

test("it is counted as granted, neither as started nor as ended, and leaves so in the open extract", async () => {
  const one = await granted();
  valueOf(await planIt(one));
  const phaseId = (await look(one.caseId)).interventions[0]?.plan?.follow_up_phase_id ?? "";
  const missing = await giveUp(one);
  expect(codeOf(missing)).toBe("participation-missing");
  for (const step of ["informerad", "hörd", "vägd"]) {
    const reason = { outcome: "inte gjort", happenedOn: day, reason: "låg ålder" };
    await house.do(me(), recordStep, { caseId: one.caseId, phaseId, step, ...reason });
  }
  expect(codeOf(await giveUp(one, { reason: "flyttat" }))).toBe("ok");
  for (const view of ["countable.intervention", "countable.extract_intervention"]) {
    const id = view === "countable.intervention" ? "intervention_id" : "id";
    const { rows } = await sql`select granted_on, started_on, ended_on, reason_ended, goal_attainment from ${sql.table(view)}
      where ${sql.ref(id)} = ${one.interventionId}`.execute(house.database.owner);
    expect(rows).toEqual([
      { granted_on: day, started_on: null, ended_on: null, reason_ended: "började aldrig: flyttat", goal_attainment: null },
    ]);
  }
  expect(await obligations(one)).not.toContain("follow-up-time");
});

describe("what is refused", () => {
  test("to plan, follow up, end or give up once more what never began; to give up what has begun", async () => {
    const one = await granted();
    valueOf(await giveUp(one));
    const { caseId, interventionId } = one;
    const ending = { caseId, interventionId, endedOn: day, reason: "annat", goalAttainment: "inte uppnått", summary: "Slut." };
    for (const again of [await planIt(one), await followIt(one), await house.act(me(), endIntervention, ending), await giveUp(one)]) {
      expect(codeOf(again)).toBe("already-done");
    }
    const begun = await makeWholeCase(house);
    expect(codeOf(await giveUp(begun))).toBe("participation-missing");
    const phaseId = (await look(begun.caseId)).interventions[0]?.plan?.follow_up_phase_id ?? "";
    for (const step of ["informerad", "hörd", "vägd"]) {
      const done = { outcome: "gjort", happenedOn: day, content: "Vi pratade." };
      await house.do(me(), recordStep, { caseId: begun.caseId, phaseId, step, ...done });
    }
    const refused = await giveUp(begun);
    expect(refused.ok ? "" : refused.error.message).toBe("Insatsen har börjat eller är redan avslutad.");
    expect((await look(begun.caseId)).steps.filter((step) => step.phase_id === phaseId && step.step === "berättad")).toEqual([]);
  });

  test.each([
    ["a day before it was granted", { decidedOn: "2026-03-01" }, "decidedOn"],
    ["a day to come", { decidedOn: "2026-03-03" }, "decidedOn"],
    ["a reason of the wrong kind", { reason: "behov tillgodosett" }, "reason"],
    ["no account of it", { explanation: "" }, "explanation"],
    ["a child who was told nothing that is written", { toldHow: "" }, "toldHow"],
    ["a child who was not told, without a reason", { told: "inte gjort" }, "notToldReason"],
    ["a child who could not be reached, without a new day", { told: "inte gjort", notToldReason: "kunde inte nås" }, "tryAgainOn"],
    ["a new day that has been", { told: "inte gjort", notToldReason: "kunde inte nås", tryAgainOn: day }, "tryAgainOn"],
    ["another reason that is not said", { told: "inte gjort", notToldReason: "annat" }, "notToldText"],
  ])("%s", async (_name, given, field) => {
    shared ??= granted();
    expect(faultsOf(await giveUp(await shared, given))).toBe(field);
  });
  let shared: Promise<WholeCase> | undefined;

  test("by the database itself: without the child's steps, with another's phase, and both ways at once", async () => {
    const [one, other] = [await granted(), await granted()];
    const { owner } = house.database;
    const insert = (phaseOf: WholeCase, toldOf: WholeCase) =>
      sql`
      insert into intervention.not_begun (municipality_id, intervention_id, case_id, phase_id, told_id, decided_on, reason, explanation, recorded_by, recorded_at)
      select i.municipality_id, i.id, i.case_id, p.planning_phase_id, (select s.id from participation.step s where s.step = 'berättad'
          and s.phase_id = (select t.planning_phase_id from intervention.intervention t where t.id = ${toldOf.interventionId})),
        i.granted_on, 'annat', 'Blev inte av.', i.recorded_by, i.recorded_at
      from intervention.intervention i, intervention.intervention p where i.id = ${one.interventionId} and p.id = ${phaseOf.interventionId}`.execute(
        owner,
      );
    await expect(insert(one, one)).rejects.toThrow(/not_begun_needs_closed_phase/);
    await expect(insert(one, other)).rejects.toThrow(/not_begun_needs_told|not_begun_needs_closed_phase/);
    await expect(insert(other, other)).rejects.toThrow(/phase is not of this intervention/);
    const both = await Promise.all([planIt(one), giveUp(one)]);
    expect(both.filter((result) => result.ok)).toHaveLength(1);
    valueOf(await giveUp(other));
    await expect(
      sql`insert into intervention.plan select i.municipality_id, i.id, i.case_id, i.planning_phase_id, i.planning_phase_id, i.granted_on, 'Huset', 'Mål',
        null, 'ja', 'ja', null, null, null, i.granted_on, i.recorded_by, i.recorded_at from intervention.intervention i where i.id = ${other.interventionId}`
        .execute(owner), // prettier-ignore
    ).rejects.toThrow(/intervention never began/);
  });
});

test("a child who could not be told is told later: the day stands on the work list", async () => {
  const one = await granted();
  expect(codeOf(await giveUp(one, { told: "inte gjort", notToldReason: "kunde inte nås", tryAgainOn: "2026-03-09" }))).toBe("ok");
  expect(await obligations(one)).toContain("try-again");
  house.at("2026-03-09");
  const phaseId = (await look(one.caseId)).interventions[0]?.planning_phase_id;
  const told = { step: "berättad", outcome: "gjort", happenedOn: "2026-03-09", content: "Nu vet Alva." };
  await house.do(me(), recordStep, { caseId: one.caseId, phaseId, ...told });
  expect(await obligations(one)).not.toContain("try-again");
  house.at(day);
});

test("a case with an intervention that has neither begun nor been given up stays open", async () => {
  const one = await granted();
  expect(codeOf(await house.act(me(), closeCase, { caseId: one.caseId, reason: "annat", note: "Klart." }))).toBe("gate-closed");
});
