import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decideNoIntervention } from "../../src/casework/decision/actions/decide-no-intervention.ts";
import { assessProtection } from "../../src/casework/intake/actions/assess-protection.ts";
import { closeCase } from "../../src/casework/intake/actions/close-case.ts";
import { decideNotToOpen } from "../../src/casework/intake/actions/decide-not-to-open.ts";
import { makePlan } from "../../src/casework/intervention/actions/make-plan.ts";
import { assessBestInterests } from "../../src/casework/investigation/actions/assess-best-interests.ts";
import { extendInvestigation } from "../../src/casework/investigation/actions/extend-investigation.ts";
import { openInvestigation } from "../../src/casework/investigation/actions/open-investigation.ts";
import { recordStep } from "../../src/casework/participation/actions/record-step.ts";
import { timelineOf } from "../../src/portals/desk/timeline.ts";
import { openCaseFor, openHouse, standingBestInterests } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { grantWith, investigatedCase, lookAt } from "../support/investigated.ts";
import { codeOf, faultsOf } from "../support/outcomes.ts";
import { tellDecisions } from "../support/parties.ts";

/** What is typed later is dated when it happened, is stamped with both days, and its clocks run from the true day by the law of that day. */
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.database.drop());

const me = () => house.staff.caseworker;
const friday = "2026-03-06";
const monday = "2026-03-09";
const none = {
  assessment: "A",
  legalGround: "child-investigation",
  reasoning: "R",
  delegationPoint: "2.4",
  outcome: "ingen insats",
  investigationOutcome: "ingen insats behövs",
};

describe("an investigation that was opened on Friday and typed on Monday", () => {
  async function opened(given: object = { decidedOn: friday, deciderName: "Kim Ek, socialjouren" }) {
    house.at(monday);
    const one = await openCaseFor(house, { receivedOn: "2026-03-05" });
    const preliminary = (await lookAt(house, one.caseId)).intakes[0]?.preliminary;
    const input = { ...one, preliminaryAssessmentId: preliminary?.id, reasoning: "Oro.", purpose: "Allt.", ...given };
    return { ...one, answer: await house.act(me(), openInvestigation, input) };
  }

  test("is of Friday: its four months, its phase, its decision; and the journal shows both days", async () => {
    const { caseId, answer } = await opened();
    expect(codeOf(answer)).toBe("ok");
    const parts = await lookAt(house, caseId);
    expect(parts.investigations[0]).toMatchObject({ started_on: friday, due_on: "2026-07-06", made: { name: "Kim Ek, socialjouren" } });
    expect(parts.phases.find((phase) => phase.kind === "utredning")?.opened_on).toBe(friday);
    expect(parts.intakes[0]?.preliminary?.decision?.decided_on).toBe(friday);
    expect(parts.obligations.find((one) => one.rule_id === "investigation-time")?.since).toBe(friday);
    const event = timelineOf(parts).find(({ heading }) => heading === "Utredning inleddes");
    expect(event).toMatchObject({ on: friday, written: monday, by: "Kim Ek, socialjouren" });
  });

  test.each([
    ["before the report came", { decidedOn: "2026-03-04" }],
    ["on a day to come", { decidedOn: "2026-03-10" }],
    ["on no day at all", { decidedOn: "2026-02-30" }],
  ])("is refused %s", async (_name, given) => expect(faultsOf((await opened(given)).answer)).toBe("decidedOn"));

  test("two never go on at once, on whatever day they are typed", async () => {
    const one = await investigatedCase(house, { identityNumber: "201701052381", birthDate: undefined }, "2026-02-02");
    house.at(monday);
    await house.do(me(), decideNoIntervention, { caseId: one.caseId, investigationId: one.investigationId, ...none, decidedOn: friday });
    const again = await openCaseFor(house, {
      identityNumber: "201701052381",
      birthDate: undefined,
      receivedOn: "2026-03-05",
      type: "annat sätt",
    });
    expect(again.caseId).toBe(one.caseId);
    const open = (decidedOn: string) => house.act(me(), openInvestigation, { ...again, purpose: "Allt.", decidedOn });
    expect(faultsOf(await open("2026-03-05"))).toBe("decidedOn");
    expect(codeOf(await open(friday))).toBe("ok");
  });
});

describe("a decision that was taken before it was typed", () => {
  const both = ["samtycker", "samtycker"];
  test("dates the intervention, the conclusion and the planning, and shows both days", async () => {
    const one = await investigatedCase(house, {}, "2026-03-02");
    house.at(monday);
    expect(codeOf(await grantWith(house, one, both, { decidedOn: friday }))).toBe("ok");
    const parts = await lookAt(house, one.caseId);
    expect(parts.investigations[0]).toMatchObject({ decision: { decided_on: friday }, conclusion: { concluded_on: friday } });
    expect(parts.interventions[0]?.granted_on).toBe(friday);
    expect(parts.phases.find((phase) => phase.kind === "planering")?.opened_on).toBe(friday);
    expect(timelineOf(parts).find(({ heading }) => heading.startsWith("Beslut"))).toMatchObject({ on: friday, written: monday });
    const { rows } = await sql<{ day: string }>`select granted_on::text as day from countable.extract_intervention
      where id = ${parts.interventions[0]?.id}`.execute(house.database.owner);
    expect(rows[0]?.day).toBe(friday);
  });

  test.each([
    ["before the investigation", { decidedOn: "2026-03-01" }],
    ["on a day to come", { decidedOn: "2026-03-10" }],
  ])("is refused %s", async (_name, given) => {
    const one = await investigatedCase(house, {}, "2026-03-02");
    house.at(monday);
    expect(faultsOf(await grantWith(house, one, both, given))).toBe("decidedOn");
  });

  test("rests on nothing that came later: neither the child's steps nor the best interests", async () => {
    const one = await investigatedCase(house, {}, "2026-03-02");
    house.at(monday);
    await house.do(me(), assessBestInterests, {
      caseId: one.caseId,
      investigationId: one.investigationId,
      assessment: "Ny.",
      assessedOn: friday,
      correctsId: await standingBestInterests(house, me(), one.caseId),
    });
    await house.do(me(), recordStep, {
      caseId: one.caseId,
      phaseId: one.phaseId,
      step: "hörd",
      outcome: "gjort",
      happenedOn: friday,
      content: "X",
    });
    expect(codeOf(await grantWith(house, one, both, { decidedOn: "2026-03-04" }))).toBe("ok");
    const { rows } = await sql<{ assessed: string; heard: string }>`select b.assessed_on::text as assessed, s.happened_on::text as heard
      from investigation.conclusion c join investigation.best_interests b on b.id = c.best_interests_id join participation.step s on s.id = c.heard_id
      where c.case_id = ${one.caseId}`.execute(house.database.owner);
    expect(rows).toEqual([{ assessed: "2026-03-02", heard: "2026-03-02" }]);
  });

  test("is refused when the child was not heard, or the best interests not assessed, until after it", async () => {
    house.at("2026-03-02");
    const one = await openCaseFor(house, { type: "annat sätt", reporterCategory: "annan myndighet" });
    const opened = await house.do(me(), openInvestigation, { ...one, purpose: "Allt." });
    const { caseId } = one;
    house.at(monday);
    for (const step of ["informerad", "hörd", "vägd"])
      await house.do(me(), recordStep, {
        caseId,
        phaseId: opened.phaseId,
        step,
        outcome: "inte gjort",
        happenedOn: "2026-03-05",
        reason: "låg ålder",
      });
    await house.do(me(), assessBestInterests, { caseId, investigationId: opened.investigationId, assessment: "B", assessedOn: friday });
    const decide = (decidedOn: string) =>
      house.act(me(), decideNoIntervention, { caseId, investigationId: opened.investigationId, ...none, decidedOn });
    expect([faultsOf(await decide("2026-03-04")), faultsOf(await decide("2026-03-05"))]).toEqual(["decidedOn", "decidedOn"]);
    expect(codeOf(await decide(friday))).toBe("ok");
  });
});

describe("the law and the age of the true day", () => {
  test("a decision of the old act that is typed under the new one cites the old", async () => {
    const one = await investigatedCase(house, {}, "2025-06-02");
    house.at("2025-07-03");
    expect(codeOf(await grantWith(house, one, ["samtycker", "samtycker"], { decidedOn: "2025-06-30" }))).toBe("ok");
    const decision = (await lookAt(house, one.caseId)).investigations[0]?.decision;
    expect(decision).toMatchObject({ legal_provision: "4 kap. 1 § äldre SoL", consent_provision: "6 kap. 11 § FB" });
  });

  test("an investigation of the old act that is decided under the new one cites the new", async () => {
    const one = await investigatedCase(house, {}, "2025-05-15");
    house.at("2025-08-20");
    const input = { caseId: one.caseId, investigationId: one.investigationId, extendedTo: "2025-11-15", specialReasons: "Läkaren." };
    await house.do(me(), extendInvestigation, input);
    const { rows } = await sql<{
      law: string;
    }>`select legal_provision as law from investigation.extension where case_id = ${one.caseId}`.execute(house.database.owner);
    expect(rows).toEqual([{ law: "20 kap. 3 § SoL" }]);
  });

  test("a child who turned 15 over the weekend was 14 when it was decided", async () => {
    const one = await investigatedCase(house, { birthDate: "2011-03-08" }, "2026-03-02");
    house.at(monday);
    // From 15 the child's own consent is needed; at 14 the guardians' was enough.
    expect(codeOf(await grantWith(house, one, ["samtycker", "samtycker"], { decidedOn: friday }))).toBe("ok");
    const other = await investigatedCase(house, { birthDate: "2011-03-08" }, "2026-03-02");
    house.at(monday);
    expect(codeOf(await grantWith(house, other, ["samtycker", "samtycker"], { decidedOn: monday }))).toBe("consent-missing");
  });
});

describe("an assessment of the child's best interests, an extension", () => {
  test("are of the day they were made, never before the investigation, never to come", async () => {
    const one = await investigatedCase(house, {}, "2026-03-02");
    house.at(monday);
    const { caseId, investigationId } = one;
    const correctsId = await standingBestInterests(house, me(), caseId);
    const assess = (assessedOn: string) =>
      house.act(me(), assessBestInterests, { caseId, investigationId, assessment: "B", assessedOn, correctsId });
    expect([faultsOf(await assess("2026-03-01")), faultsOf(await assess("2026-03-10")), codeOf(await assess(friday))]).toEqual([
      "assessedOn",
      "assessedOn",
      "ok",
    ]);
    const extend = (decidedOn: string) =>
      house.act(me(), extendInvestigation, { caseId, investigationId, extendedTo: "2026-08-02", specialReasons: "S", decidedOn });
    expect([faultsOf(await extend("2026-03-01")), faultsOf(await extend("2026-03-10")), codeOf(await extend(friday))]).toEqual([
      "decidedOn",
      "decidedOn",
      "ok",
    ]);
  });
});

describe("whatever else is typed later", () => {
  const childless = { outcome: "inte gjort", reason: "låg ålder" };
  test("a case is opened on the day the matter came in, a phase is closed on the day of its last step", async () => {
    house.at(monday);
    const { caseId } = await openCaseFor(house, { receivedOn: friday });
    const { file, intakes } = await lookAt(house, caseId);
    expect(file.opened_on).toBe(friday);
    const preliminary = intakes[0]?.preliminary;
    const decision = { caseId, preliminaryAssessmentId: preliminary?.id, result: "inte inleda", reasoning: "R", decidedOn: friday };
    await house.do(me(), decideNotToOpen, decision);
    const take = (step: string, happenedOn: string) =>
      house.act(me(), recordStep, { caseId, phaseId: preliminary?.phase_id, step, happenedOn, ...childless });
    for (const step of ["informerad", "hörd", "vägd"]) expect(codeOf(await take(step, friday))).toBe("ok");
    expect(codeOf(await take("berättad", "2026-03-08"))).toBe("ok");
    expect((await lookAt(house, caseId)).phases[0]?.closed_on).toBe("2026-03-08");
  });

  test("a child is told of a decision on its day or later", async () => {
    house.at(monday);
    const { caseId } = await openCaseFor(house, { receivedOn: "2026-03-05" });
    const preliminary = (await lookAt(house, caseId)).intakes[0]?.preliminary;
    const decision = { caseId, preliminaryAssessmentId: preliminary?.id, result: "inte inleda", reasoning: "R", decidedOn: friday };
    await house.do(me(), decideNotToOpen, decision);
    const told = { caseId, phaseId: preliminary?.phase_id, step: "berättad", outcome: "gjort", content: "X" };
    expect(faultsOf(await house.act(me(), recordStep, { ...told, happenedOn: "2026-03-05" }))).toBe("happenedOn");
    expect(codeOf(await house.act(me(), recordStep, { ...told, happenedOn: friday }))).toBe("ok");
  });

  test("a plan was made when it was made, and its follow-up begins then; the child was told when it was told", async () => {
    const one = await investigatedCase(house, {}, "2026-03-02");
    const granted = await grantWith(house, one, ["samtycker", "samtycker"]);
    const interventionId = granted.ok ? granted.value.interventionId : "";
    house.at(monday);
    const phaseId = (await lookAt(house, one.caseId)).interventions[0]?.planning_phase_id;
    for (const step of ["informerad", "hörd", "vägd", "berättad"])
      await house.do(me(), recordStep, { caseId: one.caseId, phaseId, step, happenedOn: "2026-03-05", ...childless });
    const plan = { startedOn: friday, provider: "Huset", goals: "M", firstFollowUpOn: "2026-06-01", childInformationUsed: "ja" };
    const make = (plannedOn: string) => house.act(me(), makePlan, { caseId: one.caseId, interventionId, ...plan, plannedOn });
    expect([faultsOf(await make("2026-03-01")), faultsOf(await make("2026-03-10"))]).toEqual(["plannedOn", "plannedOn"]);
    expect(codeOf(await make("2026-03-05"))).toBe("ok");
    const { phases } = await lookAt(house, one.caseId);
    expect(phases.find((phase) => phase.kind === "planering")?.closed_on).toBe("2026-03-05");
    expect(phases.find((phase) => phase.kind === "uppföljning")?.opened_on).toBe("2026-03-05");
  });

  test("a case is closed on its own day, never before the last that happened in it; those who worked in it finish from when it was written", async () => {
    const one = await investigatedCase(house, {}, "2026-03-02");
    const { caseId, investigationId, phaseId } = one;
    await house.do(me(), decideNoIntervention, { caseId, investigationId, ...none });
    await house.do(me(), recordStep, { caseId, phaseId, step: "berättad", happenedOn: "2026-03-02", ...childless });
    const { intakes } = await lookAt(house, caseId);
    const protection = { assessedOn: "2026-03-02", assessedAt: "09:50", result: "inget omedelbart skydd", reasoning: "R" };
    await house.do(me(), assessProtection, { caseId, intakeId: one.intakeId, ...protection });
    for (const step of ["informerad", "hörd", "vägd", "berättad"])
      await house.do(me(), recordStep, {
        caseId,
        phaseId: intakes[0]?.preliminary?.phase_id,
        step,
        happenedOn: "2026-03-02",
        ...childless,
      });
    await tellDecisions(house, me(), { caseId, day: "2026-03-02" });
    house.at("2026-03-20");
    const close = (closedOn: string) => house.act(me(), closeCase, { caseId, reason: "ingen insats behövs", closedOn });
    expect([faultsOf(await close("2026-03-01")), faultsOf(await close("2026-03-21"))]).toEqual(["closedOn", "closedOn"]);
    expect(codeOf(await close(friday))).toBe("ok");
    expect((await lookAt(house, caseId)).file.closed_on).toBe(friday);
  });
});
