import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Action } from "../../src/platform/core/door.ts";
import type { Result } from "../../src/platform/basics/result.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { decideNoIntervention } from "../../src/casework/decision/actions/decide-no-intervention.ts";
import { assessProtection } from "../../src/casework/intake/actions/assess-protection.ts";
import { closeCase } from "../../src/casework/intake/actions/close-case.ts";
import { decideNotToOpen } from "../../src/casework/intake/actions/decide-not-to-open.ts";
import { endAssignment } from "../../src/casework/intake/actions/end-assignment.ts";
import { endWithoutInvestigation } from "../../src/casework/intake/actions/end-without-investigation.ts";
import { giveFeedback } from "../../src/casework/intake/actions/give-feedback.ts";
import { writeNote } from "../../src/casework/intake/actions/write-note.ts";
import { endIntervention } from "../../src/casework/intervention/actions/end-intervention.ts";
import { grantIntervention } from "../../src/casework/intervention/actions/grant-intervention.ts";
import { handedOverIn } from "../support/given.ts";
import { makePlan } from "../../src/casework/intervention/actions/make-plan.ts";
import { recordNotBegun } from "../../src/casework/intervention/actions/record-not-begun.ts";
import { assessBestInterests } from "../../src/casework/investigation/actions/assess-best-interests.ts";
import { openInvestigation } from "../../src/casework/investigation/actions/open-investigation.ts";
import { assignToStaff } from "../../src/casework/intake/actions/assign-case.ts";
import { recordConversation } from "../../src/casework/participation/actions/record-conversation.ts";
import { recordStep } from "../../src/casework/participation/actions/record-step.ts";
import { getCase } from "../../src/casework/case/queries/get-case.ts";
import { confirmClaims, openCaseFor, openHouse } from "../support/casework.ts";
import { exceptParties, tellGuardians } from "../support/parties.ts";
import type { House } from "../support/casework.ts";
import { makeWholeCase } from "../support/whole-case.ts";

const day = "2026-03-02";
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.database.drop());
const me = () => house.staff.caseworker;
const look = async (caseId: string) => valueOf(await house.read(me(), getCase, { caseId }));
const rowsOf = async (table: string, caseId: string): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)} where case_id = ${caseId}::uuid`.execute(house.database.owner);
  return rows[0]?.n ?? 0;
}; // prettier-ignore

/** A pair: two who do the same thing at once, each in words of their own. */
type Pair = {
  readonly table: string;
  readonly action: Action;
  /** Makes what the two act on; gives what both send. */
  readonly ready: () => Promise<Record<string, unknown> & { caseId: string }>;
  readonly first: Record<string, unknown>;
  readonly second: Record<string, unknown>;
  /** What the second does, when it is something else. */
  readonly other?: Action;
};

async function openReport() {
  const { caseId, intakeId } = await openCaseFor(house);
  const preliminaryAssessmentId = (await look(caseId)).intakes[0]?.preliminary?.id ?? "";
  return { caseId, intakeId, preliminaryAssessmentId };
}

async function openInquiry(ofApplication = false) {
  const report = ofApplication ? await openCaseFor(house, { type: "ansökan", reporterCategory: "vårdnadshavare" }) : await openReport();
  const opened = await house.do(me(), openInvestigation, { ...report, reasoning: "Behöver utredas.", purpose: "Skolan." });
  return { ...report, ...opened };
}

async function readyToDecide(ofApplication = false) {
  const inquiry = await openInquiry(ofApplication);
  const { caseId, phaseId, investigationId } = inquiry;
  const talk = {
    form: "enskilt",
    channel: "fysiskt",
    status: "genomfört",
    heldOn: day,
    childWords: "Jag vill bo kvar.",
    informationGiven: "Allt.",
  };
  await house.do(me(), recordConversation, { caseId, phaseId, ...talk });
  await house.do(me(), recordStep, { caseId, phaseId, step: "vägd", outcome: "gjort", happenedOn: day, content: "Ja." });
  await house.do(me(), assessBestInterests, { caseId, investigationId, assessment: "Stöd." });
  return inquiry;
}

async function told(decided: { caseId: string; preliminaryAssessmentId: string; intakeId: string }) {
  await house.do(me(), decideNotToOpen, { ...decided, result: "inte inleda", reasoning: "Behövs inte." });
  return { caseId: decided.caseId, intakeId: decided.intakeId };
}

async function planned() {
  const whole = await makeWholeCase(house);
  const phaseId = (await look(whole.caseId)).interventions[0]?.plan?.follow_up_phase_id ?? "";
  const talk = { form: "enskilt", channel: "fysiskt", status: "genomfört", heldOn: day, childWords: "Bra.", informationGiven: "Allt." };
  await house.do(me(), recordConversation, { caseId: whole.caseId, phaseId, ...talk });
  for (const step of ["vägd", "berättad"]) {
    await house.do(me(), recordStep, { caseId: whole.caseId, phaseId, step, outcome: "gjort", happenedOn: day, content: "Ja." });
  }
  return { caseId: whole.caseId, interventionId: whole.interventionId };
}

async function readyToGrant() {
  const inquiry = await readyToDecide(true);
  await confirmClaims(house, me(), inquiry.caseId);
  const { caseId, investigationId } = inquiry;
  await tellGuardians(house, me(), { caseId, investigationId, day });
  await exceptParties(house, me(), { caseId, investigationId, day });
  const guardians = (await look(caseId)).guardians.map((guardian) => ({ personId: guardian.id, answer: "samtycker" }));
  return { ...inquiry, guardians };
}

const unplanned = async () => {
  const { caseId, interventionId } = await makeWholeCase(house, {}, { planned: false });
  return { caseId, interventionId };
};

/** The same, with what is chosen of each statement of the child. */
const undecided = async () => {
  const one = await unplanned();
  return { ...one, ...(await handedOverIn(house, one)) };
};

const grounds = { assessment: "Bedömning.", legalGround: "child-investigation", delegationPoint: "3.1", outcome: "ingen insats" };
const granting = {
  assessment: "Behov finns.", legalGround: "right-to-intervention", delegationPoint: "3.1", childAnswer: "samtycker", consentForm: "muntligt",
  recipient: "familjen", provision: "egen", goals: "Skola varje dag.",
}; // prettier-ignore

const pairs: Readonly<Record<string, Pair>> = {
  "two protection assessments": {
    table: "intake.protection_assessment", action: assessProtection as never, ready: openReport,
    first: { assessedOn: day, assessedAt: "09:50", result: "inget omedelbart skydd", reasoning: "Lugnt." },
    second: { assessedOn: day, assessedAt: "09:55", result: "skydd behövs", reasoning: "Rädd.", measure: "Jouren." },
  },
  "two preliminary decisions": {
    table: "intake.preliminary_decision", action: decideNotToOpen as never, ready: openReport,
    first: { result: "inte inleda", reasoning: "Behövs inte." }, second: { result: "inte inleda", reasoning: "Redan löst." },
  },
  "two answers to the reporter": {
    table: "intake.reporter_feedback", action: giveFeedback as never, ready: async () => told(await openReport()),
    first: { outcome: "lämnad", givenOn: day, content: "Ringt." }, second: { outcome: "olämpligt", givenOn: day, content: "Risk." },
  },
  "two best-interests assessments": {
    table: "investigation.best_interests", action: assessBestInterests as never, ready: () => openInquiry(),
    first: { assessment: "Bo kvar." }, second: { assessment: "Flytta." },
  },
  "two decisions": {
    table: "decision.decision", action: decideNoIntervention as never, ready: () => readyToDecide(),
    first: { ...grounds, investigationOutcome: "ingen insats behövs", reasoning: "Behövs inte." },
    second: { ...grounds, investigationOutcome: "flyttad", reasoning: "Har flyttat." },
  },
  "two grantings on one application": {
    table: "intervention.intervention", action: grantIntervention as never, ready: readyToGrant,
    first: { ...granting, reasoning: "Behöver stöd.", type: "familjebehandling" }, second: { ...granting, reasoning: "Vill ha hjälp.", type: "föräldrastöd" },
  },
  "a granting and an ending without": {
    table: "investigation.conclusion", action: grantIntervention as never, ready: readyToGrant,
    first: { ...granting, reasoning: "Behöver stöd.", type: "familjebehandling" },
    second: { ...grounds, outcome: "avslag", legalGround: "right-to-intervention", investigationOutcome: "annat", reasoning: "Räcker." },
    other: decideNoIntervention as never,
  },
  "two openings of an investigation": {
    table: "investigation.investigation", action: openInvestigation as never, ready: openReport,
    first: { reasoning: "Våld.", purpose: "Våldet." }, second: { reasoning: "Skola.", purpose: "Skolan." },
  },
  "two plans": {
    table: "intervention.plan", action: makePlan as never, ready: undecided,
    first: { startedOn: day, provider: "Familjehuset", goals: "Skola.", firstFollowUpOn: "2026-06-01" },
    second: { startedOn: day, provider: "Öppenvården", goals: "Hemma.", firstFollowUpOn: "2026-05-01" },
  },
  "two endings of an intervention": {
    table: "intervention.ending", action: endIntervention as never, ready: planned,
    first: { endedOn: day, reason: "annat", goalAttainment: "inte uppnått", summary: "Slut." },
    second: { endedOn: day, reason: "flyttat", goalAttainment: "uppnått helt", summary: "Flyttat." },
  },
  "two who say that it never began": {
    table: "intervention.not_begun", action: recordNotBegun as never, ready: unplanned,
    first: { decidedOn: day, reason: "flyttat", explanation: "Flyttat.", told: "gjort", toldHow: "Vi sa det." },
    second: { decidedOn: day, reason: "annat", explanation: "Ångrat sig.", told: "gjort", toldHow: "De ringde." },
  },
  "two endings of an application": {
    table: "intake.application_outcome", action: endWithoutInvestigation as never,
    ready: () => openCaseFor(house, { type: "ansökan", reporterCategory: "vårdnadshavare" }),
    first: { outcome: "återtagen", withdrawnBy: "barnet", decidedOn: day, reasoning: "Ringde." },
    second: { outcome: "återtagen", withdrawnBy: "en vårdnadshavare", decidedOn: day, reasoning: "Skrev." },
  },
  "two endings of an assignment": {
    table: "intake.assignment_ending", action: endAssignment as never,
    ready: async () => {
      const { caseId } = await openCaseFor(house);
      const { staffId } = house.staff.colleague;
      await house.do(house.staff.leader, assignToStaff, { caseId, staffId, role: "medhandläggare" });
      return { caseId, staffId };
    },
    first: { endedOn: day, reason: "slutar" }, second: { endedOn: day, reason: "jäv" },
  },
  "two corrections of a note": {
    table: "intake.note", action: writeNote as never,
    ready: async () => {
      const { caseId } = await openCaseFor(house);
      const { noteId } = await house.do(me(), writeNote, { caseId, happenedOn: day, text: "Fel." });
      return { caseId, correctsId: noteId };
    },
    first: { happenedOn: day, text: "Rätt." }, second: { happenedOn: day, text: "Rättare." },
  },
}; // prettier-ignore

async function expectOneStands(
  pair: Pair,
  attempt: (input: Record<string, unknown>) => Promise<readonly Result<unknown>[]>,
): Promise<void> {
  const input = await pair.ready();
  const before = await rowsOf(pair.table, input.caseId);
  const results = await attempt(input);
  const lost = results.flatMap((result) => (result.ok ? [] : [result.error]));
  expect(lost, JSON.stringify(lost)).toHaveLength(1);
  expect(["already-done", "already-open", "preliminary-undecided", "not-in-case", "gate-closed"]).toContain(lost[0]?.code);
  expect(lost[0]?.hint).not.toBe("");
  expect(await rowsOf(pair.table, input.caseId)).toBe(before + 1);
}

describe("of two who do the same thing, the second is told and nothing is replaced", () => {
  test.each(Object.entries(pairs))("%s at once", async (_name, pair) => {
    await expectOneStands(pair, (input) =>
      Promise.all([
        house.act(me(), pair.action, { ...input, ...pair.first }),
        house.act(me(), pair.other ?? pair.action, { ...input, ...pair.second }),
      ]),
    );
  });

  test.each(Object.entries(pairs))("%s one after the other", async (_name, pair) => {
    await expectOneStands(pair, async (input) => [
      await house.act(me(), pair.action, { ...input, ...pair.first }),
      await house.act(me(), pair.other ?? pair.action, { ...input, ...pair.second }),
    ]);
  });

  test("two closings of a case", async () => {
    const { caseId, intakeId } = await openCaseFor(house, { type: "ansökan", reporterCategory: "vårdnadshavare" });
    const withdrawn = { outcome: "återtagen", withdrawnBy: "barnet", decidedOn: day, reasoning: "Ringde." };
    await house.do(me(), endWithoutInvestigation, { caseId, intakeId, ...withdrawn });
    const results = await Promise.all(["flyttat", "annat"].map((reason) => house.act(me(), closeCase, { caseId, reason, note: "x" })));
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(await rowsOf("intake.case_closure", caseId)).toBe(1);
  });

  test("what the database holds of a decision and of its intervention is one, whatever the program does", async () => {
    const { caseId, intakeId, preliminaryAssessmentId } = await makeWholeCase(house);
    const { owner } = house.database;
    const twice = (table: string, id: string, also = "") =>
      sql`${sql.raw(also)} insert into ${sql.table(table)} select (jsonb_populate_record(d, jsonb_build_object('id', ${id}::uuid))).*
        from ${sql.table(table)} d where case_id = ${caseId}::uuid`.execute(owner);
    await expect(twice("intervention.intervention", randomUUID())).rejects.toMatchObject({ code: "23505", constraint: "granted_once" });
    const id = randomUUID();
    const maker = `with maker as (insert into decision.maker select (jsonb_populate_record(m, jsonb_build_object('id', '${id}'))).*
      from decision.maker m join decision.decision d on d.id = m.id where m.case_id = '${caseId}')`;
    await expect(twice("decision.decision", id, maker)).rejects.toMatchObject({ code: "23505", constraint: "decided_once" });
    const words = { purpose: "Igen.", reasoning: "Igen." };
    const opened = await house.act(me(), openInvestigation, { caseId, intakeId, preliminaryAssessmentId, ...words });
    expect(opened).toMatchObject({ ok: false, error: { code: "already-done" } });
  }); // prettier-ignore

  test("a new best-interests assessment follows the one that stands, and only that one", async () => {
    const { caseId, investigationId } = await openInquiry();
    const write = (assessment: string, correctsId?: string) => house.act(me(), assessBestInterests, { caseId, investigationId, assessment, correctsId });
    const first = valueOf(await write("Första.")).bestInterestsId;
    const later = await Promise.all([write("Andra.", first), write("Andra, annorlunda.", first)]);
    expect(later.filter((result) => result.ok)).toHaveLength(1);
    expect(await rowsOf("investigation.best_interests", caseId)).toBe(2);
  }); // prettier-ignore
});
