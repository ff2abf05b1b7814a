import { afterAll, beforeAll, expect, test } from "vitest";
import { decideNoIntervention } from "../../src/casework/decision/actions/decide-no-intervention.ts";
import { assessProtection } from "../../src/casework/intake/actions/assess-protection.ts";
import { closeCase } from "../../src/casework/intake/actions/close-case.ts";
import { decideNotToOpen } from "../../src/casework/intake/actions/decide-not-to-open.ts";
import { giveFeedback } from "../../src/casework/intake/actions/give-feedback.ts";
import { endIntervention } from "../../src/casework/intervention/actions/end-intervention.ts";
import { recordInterventionBeginning } from "../../src/casework/intervention/actions/record-beginning.ts";
import { followUp } from "../../src/casework/intervention/actions/follow-up.ts";
import { grantIntervention } from "../../src/casework/intervention/actions/grant-intervention.ts";
import { handedOver } from "../support/given.ts";
import { makePlan } from "../../src/casework/intervention/actions/make-plan.ts";
import { assessBestInterests } from "../../src/casework/investigation/actions/assess-best-interests.ts";
import { informConcerned } from "../../src/casework/investigation/actions/inform-concerned.ts";
import { openInvestigation } from "../../src/casework/investigation/actions/open-investigation.ts";
import { recordConversation } from "../../src/casework/participation/actions/record-conversation.ts";
import { recordStep } from "../../src/casework/participation/actions/record-step.ts";
import { getCase } from "../../src/casework/case/queries/get-case.ts";
import { getWorkList } from "../../src/portals/desk/queries/get-work-list.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import type { CaseParts } from "../../src/casework/case/case-parts.ts";
import { confirmClaims, openCaseFor, openHouse } from "../support/casework.ts";
import { tellDecisions } from "../support/parties.ts";
import type { House } from "../support/casework.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.database.drop());

const me = () => house.staff.caseworker;
const look = async (caseId: string): Promise<CaseParts> => valueOf(await house.read(me(), getCase, { caseId }));
const dueIn = (parts: CaseParts): string[] => parts.obligations.map((o) => `${o.rule_id} ${o.due_on}`);
const step = (caseId: string, phaseId: string, name: string, day: string, more: object = {}): Promise<unknown> =>
  house.do(me(), recordStep, {
    caseId,
    phaseId,
    step: name,
    outcome: "gjort",
    happenedOn: day,
    content: "Vi pratade i lugn och ro.",
    ...more,
  });
const talk = (caseId: string, phaseId: string, day: string): Promise<unknown> =>
  house.do(me(), recordConversation, {
    caseId,
    phaseId,
    heldOn: day,
    status: "genomfört",
    form: "enskilt",
    channel: "fysiskt",
    childWords: "Jag vill att det ska bli lugnare hemma.",
    informationGiven: "Vad som händer nu och varför vi frågar.",
    understood: "ja",
  });

test("a report of concern goes all the way to a closed follow-up", async () => {
  house.at("2026-03-02");
  const { caseId, intakeId } = await openCaseFor(house);
  await confirmClaims(house, me(), caseId);
  let parts = await look(caseId);
  expect(dueIn(parts)).toEqual(["immediate-protection 2026-03-02", "preliminary-assessment 2026-03-16"]);
  await house.do(me(), assessProtection, {
    caseId,
    intakeId,
    assessedOn: "2026-03-02",
    assessedAt: "09:50",
    result: "inget omedelbart skydd",
    reasoning: "Barnet är hos mormor.",
  });

  house.at("2026-03-10");
  const preliminary = parts.intakes[0]?.preliminary;
  if (!preliminary) throw new Error("no preliminary assessment");
  await talk(caseId, preliminary.phase_id, "2026-03-09");
  await step(caseId, preliminary.phase_id, "vägd", "2026-03-10");
  const opened = await house.do(me(), openInvestigation, {
    caseId,
    intakeId,
    preliminaryAssessmentId: preliminary.id,
    reasoning: "Frånvaron och det som skolan berättar behöver utredas.",
    purpose: "Vad Alva behöver för att komma tillbaka till skolan.",
  });
  parts = await look(caseId);
  expect(dueIn(parts)).toEqual([
    // The child and each guardian (20 kap. 4 § SoL).
    ...Array<string>(1 + parts.guardians.length).fill("information-that-opened 2026-03-10"),
    "tell-the-child 2026-03-10",
    "feedback-to-reporter 2026-03-17",
    "investigation-time 2026-07-10",
  ]);
  for (const { id } of parts.guardians) {
    const told = { personId: id, outcome: "informerad", happenedOn: "2026-03-10", content: "Per telefon." };
    await house.do(me(), informConcerned, { caseId, investigationId: opened.investigationId, ...told });
  }
  await step(caseId, preliminary.phase_id, "berättad", "2026-03-10");
  await house.do(me(), giveFeedback, { caseId, intakeId, outcome: "lämnad", givenOn: "2026-03-10", content: "En utredning är inledd." });
  expect((await look(caseId)).phases.map((p) => [p.kind, p.closed_on])).toEqual([
    ["förhandsbedömning", "2026-03-10"],
    ["utredning", null],
  ]);

  house.at("2026-05-20");
  await talk(caseId, opened.phaseId, "2026-04-01");
  await step(caseId, opened.phaseId, "vägd", "2026-05-18");
  await house.do(me(), assessBestInterests, {
    caseId,
    investigationId: opened.investigationId,
    assessment: "Det bästa för Alva är stöd hemma.",
  });
  const guardians = parts.guardians.map((g) => ({ personId: g.id, answer: "samtycker" }));
  const granted = await house.do(me(), grantIntervention, {
    caseId,
    investigationId: opened.investigationId,
    assessment: "Alva behöver stöd.",
    legalGround: "right-to-intervention",
    reasoning: "Familjen behöver hjälp med rutiner.",
    delegationPoint: "3.1",
    guardians,
    childAnswer: "samtycker",
    consentForm: "muntligt",
    type: "familjebehandling",
    recipient: "familjen",
    provision: "egen",
    goals: "Alva är i skolan varje dag.",
  });
  await tellDecisions(house, me(), { caseId, day: "2026-05-20" });
  await step(caseId, opened.phaseId, "berättad", "2026-05-20");

  house.at("2026-06-01");
  parts = await look(caseId);
  const planning = parts.interventions[0]?.planning_phase_id ?? "";
  await talk(caseId, planning, "2026-05-28");
  await step(caseId, planning, "vägd", "2026-05-28");
  await step(caseId, planning, "berättad", "2026-05-30");
  const planned = await house.do(me(), makePlan, {
    caseId,
    interventionId: granted.interventionId,
    startedOn: "2026-06-01",
    provider: "Familjehuset",
    goals: "Alva är i skolan varje dag.",
    childGoals: "Att mamma väcker mig.",
    ...handedOver(await look(caseId), granted.interventionId, { choice: "inte", reason: "barnet har bett oss att inte berätta" }),
    firstFollowUpOn: "2026-09-01",
  });
  expect(dueIn(await look(caseId))).toEqual(["not-executed 2026-08-20", "follow-up-time 2026-09-01"]);
  await house.do(me(), recordInterventionBeginning, { caseId, interventionId: granted.interventionId, beganOn: "2026-06-01" });

  house.at("2026-09-01");
  expect(dueIn(await look(caseId))).toEqual(["follow-up-time 2026-09-01"]);
  await talk(caseId, planned.followUpPhaseId, "2026-09-01");
  await house.do(me(), followUp, {
    caseId,
    interventionId: granted.interventionId,
    followedUpOn: "2026-09-01",
    carriedOutAsPlanned: "ja",
    childView: "Det är bra.",
    goalAttainment: "uppnått helt",
    changeNeeded: "avsluta",
    summary: "Målen är nådda.",
  });
  await step(caseId, planned.followUpPhaseId, "vägd", "2026-09-01");
  await step(caseId, planned.followUpPhaseId, "berättad", "2026-09-01");
  await house.do(me(), endIntervention, {
    caseId,
    interventionId: granted.interventionId,
    endedOn: "2026-09-01",
    reason: "behov tillgodosett",
    goalAttainment: "uppnått helt",
    summary: "Alva är i skolan.",
  });
  await house.do(me(), closeCase, { caseId, reason: "behov tillgodosett" });
  parts = await look(caseId);
  expect(parts.file.closed_on).toBe("2026-09-01");
  expect(parts.obligations).toEqual([]);
  expect(valueOf(await house.read(me(), getWorkList, {})).cases).toEqual([]);
});

test("a phase is not closed, and nothing is saved, while a step has neither record nor reason", async () => {
  house.at("2026-03-02");
  const { caseId, intakeId } = await openCaseFor(house, { givenName: "Bo", sex: "man" });
  const preliminary = (await look(caseId)).intakes[0]?.preliminary;
  if (!preliminary) throw new Error("no preliminary assessment");
  const opened = await house.do(me(), openInvestigation, {
    caseId,
    intakeId,
    preliminaryAssessmentId: preliminary.id,
    reasoning: "Behöver utredas.",
    purpose: "Utreda.",
  });
  const decision = {
    caseId,
    investigationId: opened.investigationId,
    assessment: "Inget behov.",
    legalGround: "child-investigation",
    reasoning: "Familjen klarar sig.",
    delegationPoint: "3.2",
    outcome: "ingen insats",
    investigationOutcome: "ingen insats behövs",
  };
  const refused = await house.act(me(), decideNoIntervention, decision);
  expect(refused).toMatchObject({ ok: false, error: { code: "participation-missing" } });
  for (const name of ["informerad", "hörd", "vägd"]) {
    await house.do(me(), recordStep, {
      caseId,
      phaseId: opened.phaseId,
      step: name,
      outcome: "inte gjort",
      happenedOn: "2026-03-02",
      reason: "låg ålder",
    });
  }
  expect(await house.act(me(), decideNoIntervention, decision)).toMatchObject({ ok: false, error: { code: "best-interests-missing" } });
  await house.do(me(), assessBestInterests, { caseId, investigationId: opened.investigationId, assessment: "Bo har det bra." });
  expect(await house.database.owner.selectFrom("decision.decision").select("id").where("case_id", "=", caseId).execute()).toEqual([]);
  await house.do(me(), decideNoIntervention, decision);
  const closing = await house.act(me(), closeCase, { caseId, reason: "ingen insats behövs" });
  expect(closing).toMatchObject({ ok: false, error: { code: "gate-closed", message: "Ärendet har en fas som inte är avslutad." } });
});

test("telling the child waits for something to tell", async () => {
  const { caseId } = await openCaseFor(house, { givenName: "Cia" });
  const preliminary = (await look(caseId)).intakes[0]?.preliminary;
  const told = await house.act(me(), recordStep, {
    caseId,
    phaseId: preliminary?.phase_id,
    step: "berättad",
    outcome: "gjort",
    happenedOn: "2026-03-02",
    content: "Berättade.",
  });
  expect(told).toMatchObject({ ok: false, error: { code: "nothing-decided" } });
  await house.do(me(), decideNotToOpen, {
    caseId,
    preliminaryAssessmentId: preliminary?.id,
    result: "inte inleda",
    reasoning: "Oron gäller ett annat barn.",
  });
  expect(dueIn(await look(caseId))).toContain("tell-the-child 2026-03-02");
});

test("the phase closes with whichever of the four steps comes last", async () => {
  const { caseId } = await openCaseFor(house, { givenName: "Dag" });
  const preliminary = (await look(caseId)).intakes[0]?.preliminary;
  const phaseId = preliminary?.phase_id ?? "";
  await house.do(me(), decideNotToOpen, {
    caseId,
    preliminaryAssessmentId: preliminary?.id,
    result: "inte inleda",
    reasoning: "Stöd finns.",
  });
  for (const name of ["informerad", "vägd", "berättad"]) await step(caseId, phaseId, name, "2026-03-02");
  expect((await look(caseId)).phases[0]?.closed_on).toBeNull();
  await talk(caseId, phaseId, "2026-03-02");
  expect((await look(caseId)).phases[0]?.closed_on).toBe("2026-03-02");
});

test("a corrected conversation takes its steps with it, in the case and in the counting", async () => {
  const { caseId } = await openCaseFor(house, { givenName: "Eva" });
  const phaseId = (await look(caseId)).intakes[0]?.preliminary?.phase_id ?? "";
  const entered = { caseId, phaseId, heldOn: "2026-03-02", form: "enskilt", channel: "telefon" };
  const wrong = await house.do(me(), recordConversation, { ...entered, status: "inställt", nextOn: "2026-03-09" });
  expect((await look(caseId)).steps.map((s) => [s.step, s.outcome])).toEqual([["hörd", "inte gjort"]]);
  await house.do(me(), recordConversation, { ...entered, status: "genomfört", childWords: "Hej.", correctsId: wrong.conversationId });
  const parts = await look(caseId);
  expect(parts.steps.map((s) => [s.step, s.outcome])).toEqual([["hörd", "gjort"]]);
  expect(parts.obligations.map((o) => o.rule_id)).not.toContain("try-again");
  const counted = await house.database.owner
    .selectFrom("countable.conversation as s")
    .innerJoin("countable.child as b", "b.child_id", "s.child_id")
    .select("s.status")
    .where("s.child_id", "=", parts.child.id)
    .execute();
  expect(counted).toEqual([{ status: "genomfört" }]);
  const missed = await house.database.owner
    .selectFrom("countable.missed_conversation")
    .select("reason")
    .where("child_id", "=", parts.child.id)
    .execute();
  expect(missed).toEqual([]);
});
