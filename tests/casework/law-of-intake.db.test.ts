import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { valueOf } from "../../src/platform/basics/result.ts";
import { assessProtection } from "../../src/casework/intake/actions/assess-protection.ts";
import { closeCase } from "../../src/casework/intake/actions/close-case.ts";
import { decideNotToOpen } from "../../src/casework/intake/actions/decide-not-to-open.ts";
import { extendPreliminary } from "../../src/casework/intake/actions/extend-preliminary.ts";
import { giveFeedback } from "../../src/casework/intake/actions/give-feedback.ts";
import { registerIntake } from "../../src/casework/intake/actions/register-intake.ts";
import { requestFeedback } from "../../src/casework/intake/actions/request-feedback.ts";
import { recordStep } from "../../src/casework/participation/actions/record-step.ts";
import { describeObligation } from "../../src/casework/case/obligations.ts";
import { getCase } from "../../src/casework/case/queries/get-case.ts";
import { openCaseFor, openHouse, reportOfConcern } from "../support/casework.ts";
import type { House } from "../support/casework.ts";

// What the law says of what comes in, each with its paragraph, on real rows: what was once misread stays right.
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.database.drop());

const me = () => house.staff.caseworker;
const look = async (caseId: string) => valueOf(await house.read(me(), getCase, { caseId }));
const clockOf = async (caseId: string, rule: string) => (await look(caseId)).obligations.find((one) => one.rule_id === rule);
let names = 0;
/** A report that came in on a day, registered then; a child of its own each time. */
async function reported(receivedOn: string, given: Readonly<Record<string, unknown>> = {}) {
  house.at(receivedOn, "17:30");
  names += 1;
  return openCaseFor(house, { givenName: `Kim${"abcdefghijklmnopqrstuvwxyz"[names] ?? ""}`, receivedOn, ...given });
}
async function decide(of: { caseId: string; intakeId: string }, decidedOn: string, time = "12:00") {
  house.at(decidedOn, time);
  const preliminaryAssessmentId = (await look(of.caseId)).intakes[0]?.preliminary?.id;
  const made = { decidedOn, decider: "tjänsteman", decidedBy: me().staffId, delegationPoint: "3.1" };
  await house.do(me(), decideNotToOpen, { ...of, preliminaryAssessmentId, result: "inte inleda", reasoning: "Skäl.", ...made });
}

describe("fourteen days (20 kap. 2 § SoL), the last day by 2 § lag (1930:173)", () => {
  test.each([
    ["a Friday in spring", "2026-03-06", "2026-03-20", "2026-03-20", "20 kap. 2 § SoL"],
    ["a Saturday", "2026-03-07", "2026-03-21", "2026-03-23", "20 kap. 2 § SoL"],
    ["25 December", "2026-12-11", "2026-12-25", "2026-12-28", "20 kap. 2 § SoL"],
    ["New Year's Eve", "2026-12-17", "2026-12-31", "2027-01-04", "20 kap. 2 § SoL"],
    ["29 February", "2028-02-15", "2028-02-29", "2028-02-29", "20 kap. 2 § SoL"],
    ["the end of a month", "2026-01-17", "2026-01-31", "2026-02-02", "20 kap. 2 § SoL"],
    ["across the change of clocks", "2026-03-23", "2026-04-06", "2026-04-07", "20 kap. 2 § SoL"],
    ["begun under the older act", "2025-06-30", "2025-07-14", "2025-07-14", "11 kap. 1 a § äldre SoL"],
    ["begun under the act", "2025-07-01", "2025-07-15", "2025-07-15", "20 kap. 2 § SoL"],
  ])("%s: %s", async (_what, receivedOn, target, due, citation) => {
    const { caseId } = await reported(receivedOn);
    const clock = await clockOf(caseId, "preliminary-assessment");
    expect(clock).toMatchObject({ since: receivedOn, target_on: target, due_on: due });
    const said = clock && describeObligation(clock, receivedOn).sentence.replaceAll("\u00a0", " ");
    expect(said).toContain(citation);
  });

  test("more only for synnerliga skäl: with the reason, the decider and the day, and never backwards", async () => {
    const of = await reported("2026-03-02");
    house.at("2026-03-14");
    const preliminaryAssessmentId = (await look(of.caseId)).intakes[0]?.preliminary?.id;
    const made = { decidedOn: "2026-03-14", decider: "tjänsteman", decidedBy: me().staffId, delegationPoint: "3.1" };
    const extend = (given: object) => house.act(me(), extendPreliminary, { ...of, preliminaryAssessmentId, ...made, ...given });
    const bare = await extend({ extendedTo: "2026-03-30", exceptionalReasons: " " });
    expect(bare.ok ? [] : bare.error.fields?.map(({ field }) => field)).toEqual(["exceptionalReasons"]);
    expect((await extend({ extendedTo: "2026-03-16", exceptionalReasons: "Barnet är utomlands." })).ok).toBe(false);
    expect((await extend({ extendedTo: "2026-03-30", exceptionalReasons: "Barnet är utomlands." })).ok).toBe(true);
    const [extension] = (await look(of.caseId)).intakes[0]?.preliminary?.extensions ?? [];
    expect(extension).toMatchObject({
      decided_on: "2026-03-14",
      exceptional_reasons: "Barnet är utomlands.",
      made: { decider: "tjänsteman" },
    });
    expect((await clockOf(of.caseId, "preliminary-assessment"))?.due_on).toBe("2026-03-30");
  });
});

describe("violence has a due day of its own, not the fourteen (HSLF-FS 2022:39, since 1 November 2022; before it SOSFS 2014:4)", () => {
  test.each([
    ["fysiskt våld", "2026-03-02", "09:30", "2026-03-02", "HSLF-FS 2022:39"],
    ["bevittnat våld", "2026-03-06", "16:10", "2026-03-07", "HSLF-FS 2022:39"],
    ["hedersrelaterat våld eller förtryck", "2022-10-31", "09:00", "2022-10-31", "6 kap. 1 § SOSFS 2014:4"],
    ["sexuellt våld", "2022-11-01", "09:00", "2022-11-01", "HSLF-FS 2022:39"],
  ])("%s on %s at %s: %s", async (reason, receivedOn, receivedAt, due, citation) => {
    const { caseId } = await reported(receivedOn, { receivedAt, reasons: [reason] });
    const clock = await clockOf(caseId, "violence-means-investigation");
    expect(clock?.due_on).toBe(due);
    expect(clock && describeObligation(clock, receivedOn).sentence.replaceAll("\u00a0", " ")).toContain(citation);
    expect(await clockOf(caseId, "preliminary-assessment")).toBeUndefined();
  });
});

describe("who must report, and is never anonymous (19 kap. 1–3 §§ SoL)", () => {
  test.each([
    ["ordningsvakt", "2025-12-31", true],
    ["ordningsvakt", "2026-01-01", false],
    ["medlare", "2026-01-01", false],
    ["verksamhet enligt LSS", "2026-01-01", false],
    ["enskild verksamhet för barn och unga", "2026-01-01", false],
    ["Barnombudsmannen", "2026-01-01", false],
    ["privatperson", "2026-01-01", true],
  ])("%s on %s without a name: taken %s", async (reporterCategory, receivedOn, isTaken) => {
    house.at(receivedOn, "17:30");
    const anonymous = {
      reporterCategory,
      reporterName: undefined,
      receivedOn,
      feedbackRequested: "nej",
      givenName: `Nova ${reporterCategory}`,
    };
    const sent = await house.act(me(), registerIntake, reportOfConcern({ ...anonymous, familyName: receivedOn.replaceAll(/\d/gu, "x") }));
    expect(sent.ok || sent.error.fields?.map(({ field }) => field).join()).toBe(isTaken || "reporterName");
  });
});

describe("feedback to a reporter by duty (19 kap. 6 § SoL)", () => {
  test("one week after the decision", async () => {
    const of = await reported("2026-03-02");
    await decide(of, "2026-03-10");
    expect((await clockOf(of.caseId, "feedback-to-reporter"))?.due_on).toBe("2026-03-17");
  });

  test("at once where it is asked for later", async () => {
    const of = await reported("2026-03-02", { feedbackRequested: "nej" });
    await decide(of, "2026-03-10");
    house.at("2026-03-20");
    await house.do(me(), requestFeedback, { ...of, requestedOn: "2026-03-20" });
    expect((await clockOf(of.caseId, "feedback-to-reporter"))?.due_on).toBe("2026-03-20");
  });

  test("no fixed day before SFS 2025:1501: the row says what the rule says", async () => {
    const of = await reported("2025-12-12");
    await decide(of, "2025-12-15");
    expect(await clockOf(of.caseId, "feedback-to-reporter")).toMatchObject({ due_on: null, target_on: null });
  });

  test("nothing is told to others", async () => {
    const of = await reported("2026-03-02", { reporterCategory: "privatperson", feedbackRequested: "nej" });
    await decide(of, "2026-03-10");
    const told = await house.act(me(), giveFeedback, {
      ...of,
      outcome: "lämnad",
      givenOn: "2026-03-10",
      content: "Utredning inleds inte.",
    });
    expect(told.ok ? "" : told.error.code).toBe("not-mandated");
  });
});

test("a report names nobody a guardian: it is a claim until it is confirmed with a source", async () => {
  const { caseId } = await reported("2026-03-02", { guardian1Given: "Ny", guardian1Family: "Styvfar" });
  const { guardians, guardian_claims: claims } = await look(caseId);
  expect(guardians).toEqual([]);
  expect(claims.map((one) => one.family_name)).toContain("Styvfar");
});

test("a report after the closing opens a new case, and the fourteen days begin anew", async () => {
  const number = { identityNumber: "201701012393", birthDate: undefined };
  const of = await reported("2026-04-01", number);
  const safe = { assessedOn: "2026-04-01", assessedAt: "10:00", result: "inget omedelbart skydd", reasoning: "Lugnt." };
  await house.do(me(), assessProtection, { ...of, ...safe });
  await decide(of, "2026-04-01", "18:00");
  const phaseId = (await look(of.caseId)).phases[0]?.id;
  for (const step of ["informerad", "hörd", "vägd", "berättad"])
    await house.do(me(), recordStep, {
      caseId: of.caseId,
      phaseId,
      step,
      outcome: "inte gjort",
      happenedOn: "2026-04-01",
      reason: "låg ålder",
    });
  const givenName = (await look(of.caseId)).child.given_name;
  await house.do(me(), closeCase, { caseId: of.caseId, reason: "utredning inleds inte" });
  house.at("2026-04-20");
  const again = await house.do(
    me(),
    registerIntake,
    reportOfConcern({ ...number, givenName, receivedOn: "2026-04-20", receivedAt: "08:00" }),
  );
  expect(again.caseId).not.toBe(of.caseId);
  expect(await clockOf(again.caseId ?? "", "preliminary-assessment")).toMatchObject({ since: "2026-04-20", due_on: "2026-05-04" });
});
