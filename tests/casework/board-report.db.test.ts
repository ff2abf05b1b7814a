import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeCase } from "../../src/casework/intake/actions/close-case.ts";
import { decideNotToOpen } from "../../src/casework/intake/actions/decide-not-to-open.ts";
import { extendPreliminary } from "../../src/casework/intake/actions/extend-preliminary.ts";
import { assessProtection } from "../../src/casework/intake/actions/assess-protection.ts";
import { giveFeedback } from "../../src/casework/intake/actions/give-feedback.ts";
import { reportToBoard } from "../../src/casework/decision/actions/report-to-board.ts";
import { findUnreported, findUnreportedInCase } from "../../src/casework/decision/queries/find-unreported.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { openInvestigation } from "../../src/casework/investigation/actions/open-investigation.ts";
import { extendInvestigation } from "../../src/casework/investigation/actions/extend-investigation.ts";
import { recordStep } from "../../src/casework/participation/actions/record-step.ts";
import { describeObligation } from "../../src/casework/case/obligations.ts";
import { getCase } from "../../src/casework/case/queries/get-case.ts";
import { getWorkList } from "../../src/portals/desk/queries/get-work-list.ts";
import { nextSteps } from "../../src/portals/desk/next-steps.ts";
import { timelineOf } from "../../src/portals/desk/timeline.ts";
import { openCaseFor, openHouse } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { grantWith, investigatedCase, lookAt } from "../support/investigated.ts";
import type { Investigated } from "../support/investigated.ts";
import { codeOf, faultsOf } from "../support/outcomes.ts";

/** 6 kap. 40 § KL: what the chair or an appointed member has decided, since it could not wait, is reported at the board's next meeting. */
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.database.drop());

const day = "2026-03-02";
const meeting = "2026-03-18";
const chair = {
  decider: "ordförande eller ledamot",
  urgentDecider: "ordföranden",
  chairName: "Anna Berg",
  urgency: "Barnet står utan stöd i helgen.",
  nextMeetingOn: meeting,
};
const me = () => house.staff.caseworker;
const wait = async (caseId: string) =>
  (await lookAt(house, caseId)).obligations.filter((one) => one.rule_id === "urgent-decision-reported");
const unreported = async (caseId: string) => valueOf(await house.read(me(), findUnreportedInCase, { caseId })).decisions;
const report = async (caseId: string, given: object = {}) =>
  house.act(me(), reportToBoard, {
    caseId,
    decisionIds: (await unreported(caseId)).map((one) => one.id),
    reportedOn: meeting,
    minutesNumber: "§ 12",
    ...given,
  });

async function grantedByChair(given: object = {}): Promise<Investigated> {
  const one = await investigatedCase(house, {}, day);
  expect(codeOf(await grantWith(house, one, ["samtycker", "samtycker"], { ...chair, ...given }))).toBe("ok");
  return one;
}

describe("an urgent decision waits for the board's next meeting", () => {
  test("on the case page, among the next steps and on the leader's list, with the day, the paragraph and the form that does it", async () => {
    const { caseId } = await grantedByChair();
    const [due] = await wait(caseId);
    expect(due).toMatchObject({ due_on: meeting, target_on: meeting });
    const said = describeObligation(due ?? never(), day);
    expect(said.sentence).toContain("6 kap. 40 § KL");
    expect(said.href).toBe(`/arenden/${caseId}/anmal-till-namnden`);
    house.at("2026-03-20");
    expect(nextSteps(await lookAt(house, caseId), "2026-03-20").map((one) => one.href)).toContain(said.href);
    const { cases } = valueOf(await house.read(house.staff.leader, getWorkList, { scope: "enhetens" }));
    const listed = cases.find((one) => one.caseId === caseId)?.obligations.find((one) => one.rule_id === "urgent-decision-reported");
    expect(listed?.due_on).toBe(meeting);
    const all = valueOf(await house.read(house.staff.leader, findUnreported, {})).decisions;
    expect(all.find((one) => one.caseId === caseId)).toMatchObject({
      name: "Anna Berg",
      what: "Bifall: familjebehandling",
      decidedOn: day,
    });
    house.at(day);
  });

  test("until it is recorded with the meeting's day and the paragraph; then the page and the journal say so", async () => {
    const { caseId } = await grantedByChair();
    house.at("2026-03-20");
    expect(codeOf(await report(caseId))).toBe("ok");
    expect(await wait(caseId)).toEqual([]);
    const parts = await lookAt(house, caseId);
    expect(parts.investigations[0]?.decision?.made?.reported).toMatchObject({ reported_on: meeting, minutes_number: "§ 12" });
    const event = timelineOf(parts).find((one) => one.heading.includes("anmäldes till nämnden"));
    expect(event).toMatchObject({ on: meeting, text: "§ 12", written: "2026-03-20" });
    house.at(day);
  });

  test("a decision on delegation, by a committee or by the board itself does not", async () => {
    for (const by of [{}, { decider: "utskott", body: "Individutskottet", minutesNumber: "§ 1" }]) {
      const one = await investigatedCase(house, {}, day);
      expect(codeOf(await grantWith(house, one, ["samtycker", "samtycker"], by))).toBe("ok");
      expect([await wait(one.caseId), await unreported(one.caseId)]).toEqual([[], []]);
    }
  });

  test("whatever was decided: extending a preliminary assessment or an investigation, opening none", async () => {
    house.at(day);
    const { caseId } = await openCaseFor(house, { receivedOn: day });
    const assessment = (await lookAt(house, caseId)).intakes[0]?.preliminary;
    const preliminaryAssessmentId = assessment?.id;
    const longer = { caseId, preliminaryAssessmentId, extendedTo: "2026-03-30", exceptionalReasons: "Barnet är på sjukhus." };
    await house.do(me(), extendPreliminary, { ...longer, ...chair });
    await house.do(me(), decideNotToOpen, { caseId, preliminaryAssessmentId, result: "inte inleda", reasoning: "R", ...chair });
    const other = await investigatedCase(house, {}, day);
    const more = { caseId: other.caseId, investigationId: other.investigationId, extendedTo: "2026-09-01", specialReasons: "BUP väntar." };
    await house.do(me(), extendInvestigation, { ...more, ...chair });
    const what = [...(await unreported(caseId)), ...(await unreported(other.caseId))].map((one) => one.what);
    expect(what.sort()).toEqual([
      "Förhandsbedömningen förlängdes till 2026-03-30",
      "Förhandsbedömningen: inte inleda",
      "Utredningen förlängdes till 2026-09-01",
    ]);
    // One thing to do in the case, though two were decided.
    expect(await wait(caseId)).toHaveLength(1);
  });

  test("also when the case has been closed since: on the leader's list, and there it can be done", async () => {
    house.at(day);
    const { caseId, intakeId } = await openCaseFor(house, { receivedOn: day });
    const protection = { assessedOn: day, assessedAt: "09:50", result: "inget omedelbart skydd", reasoning: "Inget akut." };
    await house.do(me(), assessProtection, { caseId, intakeId, ...protection });
    const parts = await lookAt(house, caseId);
    const preliminaryAssessmentId = parts.intakes[0]?.preliminary?.id;
    await house.do(me(), decideNotToOpen, { caseId, preliminaryAssessmentId, result: "inte inleda", reasoning: "R", ...chair });
    for (const step of ["informerad", "hörd", "vägd", "berättad"]) {
      const record = { step, outcome: "inte gjort", happenedOn: day, reason: "låg ålder" };
      await house.do(me(), recordStep, { caseId, phaseId: parts.phases[0]?.id, ...record });
    }
    await house.do(me(), giveFeedback, { caseId, intakeId, outcome: "lämnad", givenOn: day, content: "Utredning inleds inte." });
    await house.do(me(), closeCase, { caseId, reason: "utredning inleds inte" });
    const { leader } = house.staff;
    const listed = async () =>
      valueOf(await house.read(leader, getWorkList, { scope: "enhetens" })).cases.find((one) => one.caseId === caseId);
    expect(await listed()).toMatchObject({ closedOn: day });
    const [one] = valueOf(await house.read(leader, findUnreportedInCase, { caseId })).decisions;
    house.at("2026-03-20");
    const input = { caseId, decisionIds: [one?.id], reportedOn: meeting, minutesNumber: "§ 3" };
    expect(codeOf(await house.act(leader, reportToBoard, input))).toBe("ok");
    expect(await listed()).toBeUndefined();
    expect(valueOf(await house.read(leader, getCase, { caseId })).obligations).toEqual([]);
    house.at(day);
  });
});

describe("what is recorded of the report is true", () => {
  test.each([
    ["nothing chosen", { decisionIds: [] }, "decisionIds"],
    ["a meeting to come", { reportedOn: "2026-03-25" }, "reportedOn"],
    ["a meeting before the decision", { reportedOn: "2026-03-01" }, "reportedOn"],
    ["no paragraph", { minutesNumber: "" }, "minutesNumber"],
    ["nothing at all", { decisionIds: [], reportedOn: "", minutesNumber: "" }, "decisionIds,reportedOn,minutesNumber"],
  ])("%s is a fault at its field", async (_name, given, fields) => {
    const { caseId } = await grantedByChair();
    house.at("2026-03-20");
    expect(faultsOf(await report(caseId, given))).toBe(fields);
    expect(await wait(caseId)).toHaveLength(1);
    house.at(day);
  });

  test("twice, another case's, and what was decided on delegation are refused, in the program and in the database", async () => {
    const { caseId } = await grantedByChair();
    const decisionIds = (await unreported(caseId)).map((one) => one.id);
    const opening = (await lookAt(house, caseId)).investigations[0];
    const other = await grantedByChair();
    house.at("2026-03-20");
    expect(codeOf(await report(other.caseId, { decisionIds }))).toBe("not-in-case");
    expect(faultsOf(await report(caseId, { decisionIds: [opening?.id] }))).toBe("decisionIds");
    expect(codeOf(await report(caseId, { decisionIds }))).toBe("ok");
    expect(codeOf(await report(caseId, { decisionIds }))).toBe("already-done");
    const write = sql`insert into decision.board_report (municipality_id, maker_id, case_id, decided_on, decider, reported_on, minutes_number, recorded_by, recorded_at)
      select municipality_id, id, case_id, decided_on, 'ordförande eller ledamot', ${meeting}, '§ 1', recorded_by, ${"2026-03-20"}
      from decision.maker where id = ${opening?.id ?? ""}::uuid`;
    await expect(write.execute(house.database.owner)).rejects.toThrow(/board_report_of_urgent_decision/);
    house.at(day);
  });

  test("whoever may not see the case neither reads nor records it", async () => {
    const { caseId } = await grantedByChair();
    const decisionIds = (await unreported(caseId)).map((one) => one.id);
    for (const who of ["stranger", "otherLeader", "analyst", "operator", "nobody"] as const) {
      const input = { caseId, decisionIds, reportedOn: day, minutesNumber: "§ 1" };
      expect(codeOf(await house.act(house.staff[who], reportToBoard, input))).toBe("not-permitted");
      const seen = await house.read(house.staff[who], findUnreported, {});
      expect(seen.ok ? seen.value.decisions.filter((one) => one.caseId === caseId) : []).toEqual([]);
    }
  });
});

function never(): never {
  throw new Error("There is no such obligation.");
}

test("what opens an investigation after a report is one decision: one row to report, and nothing waits when it is reported", async () => {
  house.at(day);
  const { caseId, intakeId } = await openCaseFor(house, { receivedOn: day });
  const preliminaryAssessmentId = (await lookAt(house, caseId)).intakes[0]?.preliminary?.id;
  await house.do(me(), openInvestigation, { caseId, intakeId, preliminaryAssessmentId, reasoning: "R", purpose: "P", ...chair });
  expect((await unreported(caseId)).map((one) => one.what)).toEqual(["Utredning inleddes"]);
  house.at(meeting);
  expect(codeOf(await report(caseId))).toBe("ok");
  expect([await unreported(caseId), await wait(caseId)]).toEqual([[], []]);
});
