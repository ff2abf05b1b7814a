import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { valueOf } from "../../src/platform/basics/result.ts";
import { decideNoIntervention } from "../../src/casework/decision/actions/decide-no-intervention.ts";
import { closeCase } from "../../src/casework/intake/actions/close-case.ts";
import { endWithoutInvestigation } from "../../src/casework/intake/actions/end-without-investigation.ts";
import { registerIntake } from "../../src/casework/intake/actions/register-intake.ts";
import { openInvestigation } from "../../src/casework/investigation/actions/open-investigation.ts";
import { closingObstacles } from "../../src/casework/case/closing.ts";
import { getCase } from "../../src/casework/case/queries/get-case.ts";
import { openCaseFor, openHouse, reportOfConcern } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { exceptParties } from "../support/parties.ts";
import { finishCase } from "../support/finish-case.ts";
import { grantWith, investigatedCase, lookAt } from "../support/investigated.ts";
import type { Investigated } from "../support/investigated.ts";
import { makeWholeCase } from "../support/whole-case.ts";
import { codeOf, faultsOf, saidOf } from "../support/outcomes.ts";
import { writeAsOwner } from "../support/past-the-door.ts";

/** An application leads to an investigation, or to a row that says why not; without either the case stays open. */
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.database.drop());

const day = "2026-03-02";
const application = { type: "ansökan", reporterCategory: "vårdnadshavare", feedbackRequested: "nej" };
const me = () => house.staff.caseworker;
const close = (caseId: string) => house.act(me(), closeCase, { caseId, reason: "barnet eller vårdnadshavaren avbröt" });
const withdrawn = { outcome: "återtagen", withdrawnBy: "båda vårdnadshavarna" };
const end = (one: { caseId: string; intakeId: string }, more: object = {}) =>
  house.act(me(), endWithoutInvestigation, {
    ...("outcome" in more ? {} : withdrawn), ...one, decidedOn: day, reasoning: "De ringde och tog tillbaka den.", ...more,
  }); // prettier-ignore
const waits = async (caseId: string): Promise<boolean> => {
  const { obligations } = valueOf(await house.read(me(), getCase, { caseId }));
  return obligations.some((one) => one.rule_id === "open-investigation-at-once");
};

test("a case with an application that nothing came of is not closed, and the page says what to do", async () => {
  const { caseId, intakeId } = await openCaseFor(house, application);
  const refused = await close(caseId);
  expect(refused.ok ? "" : refused.error.message).toBe("En ansökan har inte lett till någon utredning.");
  const parts = valueOf(await house.read(me(), getCase, { caseId }));
  expect(closingObstacles(parts).map((one) => one.href)).toEqual([`/arenden/${caseId}/inled-utredning/${intakeId}`]);
});

test("a withdrawn application says who withdrew it, when and how; then the case can be closed", async () => {
  const one = await openCaseFor(house, application);
  expect(await waits(one.caseId)).toBe(true);
  expect(codeOf(await end(one))).toBe("ok");
  expect(await waits(one.caseId)).toBe(false);
  const { intakes } = valueOf(await house.read(me(), getCase, { caseId: one.caseId }));
  expect(intakes[0]?.outcome).toMatchObject({
    outcome: "återtagen",
    withdrawn_by: "båda vårdnadshavarna",
    decided_on: day,
    legal_provision: "lokal regel",
  });
  expect(codeOf(await end(one))).toBe("already-done");
  expect(codeOf(await close(one.caseId))).toBe("ok");
});

test("an application is never turned away without a decision: it is tried, and what is refused can be appealed", async () => {
  const one = await openCaseFor(house, application);
  const reasons = { outcome: "kan inte leda till någon åtgärd", withdrawnBy: undefined, reasoning: "Gäller skolskjuts." };
  expect(faultsOf(await end(one, reasons))).toBe("outcome");
  const other = await openCaseFor(house, { ...application, type: "annat sätt" });
  expect(codeOf(await end(other, reasons))).toBe("ok");
  expect(codeOf(await close(other.caseId))).toBe("ok");
});

describe("what is refused", () => {
  test.each([
    ["nobody who withdrew it", { withdrawnBy: "" }, "withdrawnBy"],
    ["somebody who withdrew what was not withdrawn", { ...withdrawn, outcome: "kan inte leda till någon åtgärd" }, "withdrawnBy"],
    ["no reasons", { reasoning: "" }, "reasoning"],
    ["a reason of another kind", { outcome: "hann inte" }, "outcome"],
    ["a day before it came", { decidedOn: "2026-03-01" }, "decidedOn"],
    ["a day to come", { decidedOn: "2026-03-03" }, "decidedOn"],
  ])("%s", async (_name, given, field) => {
    expect(faultsOf(await end(await openCaseFor(house, application), given))).toBe(field);
  });

  test("to end so a report, a request as withdrawn, and an application that is investigated or another case's", async () => {
    const report = await openCaseFor(house);
    expect(codeOf(await end(report, { outcome: "kan inte leda till någon åtgärd" }))).toBe("already-done");
    const request = await openCaseFor(house, { ...application, type: "begäran från annan myndighet", reporterCategory: "annan myndighet" });
    expect(faultsOf(await end(request))).toBe("outcome");
    expect(codeOf(await end(request, { outcome: "kan inte leda till någon åtgärd" }))).toBe("ok");
    const one = await openCaseFor(house, application);
    expect(codeOf(await end({ caseId: one.caseId, intakeId: report.intakeId }))).toBe("not-in-case");
    await house.do(me(), openInvestigation, { ...one, purpose: "Stöd." });
    expect(codeOf(await end(one))).toBe("already-done");
  });

  test("by the database itself: a withdrawal by nobody, a closing past the gate, a change of what stands", async () => {
    const { caseId, intakeId } = await openCaseFor(house, application);
    const insert = (outcome: string, by: string | null) =>
      sql`
      insert into intake.application_outcome (municipality_id, intake_id, case_id, outcome, decided_on, withdrawn_by, reasoning, legal_provision, recorded_by, recorded_at)
      select municipality_id, id, case_id, ${outcome}, received_on, ${by}, 'Skäl.', '14 kap. 2 § SoL', recorded_by, recorded_at
      from intake.intake where id = ${intakeId}`;
    const write = (statement: RawBuilder<unknown>) => writeAsOwner(house, (tx) => statement.execute(tx));
    await expect(write(insert("återtagen", null))).rejects.toThrow(/withdrawn_says_by_whom/);
    await expect(write(insert("kan inte leda till någon åtgärd", null))).rejects.toThrow(/turned away without a decision/);
    const closing = sql`insert into intake.case_closure (municipality_id, case_id, closed_on, reason, recorded_by, recorded_at)
      select municipality_id, id, opened_on, 'annat', recorded_by, recorded_at from intake.case_file where id = ${caseId}`;
    await expect(write(closing)).rejects.toThrow(/application that was not investigated/);
    await expect(sql`update intake.application_outcome set reasoning = 'x'`.execute(house.database.app)).rejects.toThrow(
      /permission denied/,
    );
    await write(insert("återtagen", "barnet"));
    await write(closing);
    await expect(write(insert("återtagen", "barnet"))).rejects.toThrow(/case is closed/);
  });
});

test("an investigation that ended before the application came is no answer to it; one that was going on is", async () => {
  house.at(day);
  const number = "201701102384";
  const { caseId } = await makeWholeCase(house, { identityNumber: number, birthDate: undefined });
  house.at("2026-03-09");
  const apply = (receivedOn: string) =>
    house.do(me(), registerIntake, reportOfConcern({ ...application, identityNumber: number, birthDate: undefined, receivedOn }));
  const later = await apply("2026-03-09");
  expect(later.caseId).toBe(caseId);
  expect(await waits(caseId)).toBe(true);
  await house.do(me(), openInvestigation, { caseId, intakeId: later.intakeId, purpose: "Mer stöd." });
  expect(await waits(caseId)).toBe(false);
  house.at("2026-03-10");
  await apply("2026-03-10");
  expect(await waits(caseId)).toBe(false);
  await finishCase(house, me(), caseId, "2026-03-10", "09:50");
});

describe("an application that was investigated", () => {
  const words = { assessment: "A", reasoning: "R", delegationPoint: "2.4", investigationOutcome: "ingen insats behövs" };
  const decide = async (one: Investigated, more: { readonly outcome: string; readonly [field: string]: unknown }) => {
    const { caseId, investigationId } = one;
    if (more.outcome === "avslag") await exceptParties(house, me(), { caseId, investigationId, day });
    return house.act(me(), decideNoIntervention, { caseId, investigationId, ...words, ...more });
  };
  const none = { outcome: "ingen insats", legalGround: "child-investigation" };
  const refusal = { outcome: "avslag", legalGround: "right-to-intervention" };
  const both = ["samtycker", "samtycker"];

  test("never ends without intervention and without an answer that can be appealed", async () => {
    const refused = await decide(await investigatedCase(house, application), none);
    expect([faultsOf(refused), saidOf(refused)]).toEqual(["outcome", expect.stringContaining("35 kap. 1 § SoL")]);
  });

  test("is refused with a way to appeal, never only beyond the right", async () => {
    const one = await investigatedCase(house, application);
    expect(faultsOf(await decide(one, { ...refusal, legalGround: "intervention-beyond-right" }))).toBe("legalGround");
    expect(codeOf(await decide(one, refusal))).toBe("ok");
    expect((await lookAt(house, one.caseId)).investigations[0]?.decision).toMatchObject({
      outcome: "avslag",
      appeal: "förvaltningsbesvär",
    });
  });

  test("is granted beyond the right only where what was refused of the right can be appealed", async () => {
    const one = await investigatedCase(house, application);
    expect(faultsOf(await grantWith(house, one, both, { legalGround: "intervention-beyond-right" }))).toBe("legalGround");
    expect(codeOf(await grantWith(house, one, both, { legalGround: "right-and-beyond" }))).toBe("ok");
    expect((await lookAt(house, one.caseId)).investigations[0]?.decision).toMatchObject({
      legal_provision: "11 kap. 1 § SoL och 11 kap. 4 § SoL",
      appeal: "förvaltningsbesvär",
    });
  });

  test("is withdrawn: by whom and when, before the decision; then the investigation may end without an intervention", async () => {
    const one = await investigatedCase(house, application);
    const taken = { ...none, investigationOutcome: "återtagen" };
    expect(faultsOf(await decide(one, taken))).toBe("withdrawnBy");
    expect(faultsOf(await decide(one, { ...taken, withdrawnBy: "barnet", withdrawnOn: "2026-03-01" }))).toBe("withdrawnOn");
    expect(faultsOf(await decide(one, { ...taken, withdrawnBy: "barnet", withdrawnOn: "2026-03-12" }))).toBe("withdrawnOn");
    expect(faultsOf(await decide(one, { ...taken, outcome: "avslag", legalGround: "right-to-intervention" }))).toBe("investigationOutcome");
    expect(codeOf(await decide(one, { ...taken, withdrawnBy: "en vårdnadshavare" }))).toBe("ok");
    expect((await lookAt(house, one.caseId)).intakes[0]?.outcome).toMatchObject({
      outcome: "återtagen",
      withdrawn_by: "en vårdnadshavare",
    });
  });

  test("that came while an investigation of a report went on is answered too", async () => {
    const number = "201701022384";
    const one = await investigatedCase(house, { identityNumber: number, birthDate: undefined });
    house.at("2026-03-04");
    await house.do(
      me(),
      registerIntake,
      reportOfConcern({ ...application, identityNumber: number, birthDate: undefined, receivedOn: "2026-03-04" }),
    );
    expect(faultsOf(await decide(one, none))).toBe("outcome");
    // On the day before it had come, there was nothing to answer.
    expect(codeOf(await decide(one, { ...none, decidedOn: "2026-03-03" }))).toBe("ok");
    expect(await waits(one.caseId)).toBe(true);
  });

  test("by the database itself: no decision without appeal leaves it behind", async () => {
    const one = await investigatedCase(house, application);
    const insert = sql`
      with made as (insert into decision.maker (municipality_id, id, case_id, decided_on, decider, staff_id, recorded_by, recorded_at)
        select municipality_id, gen_random_uuid(), case_id, started_on, 'tjänsteman', recorded_by, recorded_by, recorded_at
        from investigation.investigation where case_id = ${one.caseId} returning *)
      insert into decision.decision (municipality_id, id, case_id, investigation_id, decided_on, decider, outcome, legal_ground, legal_provision, reasoning, appeal,
        recorded_by, recorded_at)
      select m.municipality_id, m.id, m.case_id, ${one.investigationId}, m.decided_on, m.decider, 'ingen insats', 'child-investigation', '§', 'R', 'kan inte överklagas',
        m.recorded_by, m.recorded_at from made m`;
    await expect(writeAsOwner(house, (tx) => insert.execute(tx))).rejects.toThrow(/neither answered nor withdrawn/);
    await expect(sql`update decision.decision set outcome = 'avslag', appeal = 'laglighetsprövning'`.execute(house.database.owner)).rejects.toThrow(/refusal_can_be_appealed/); // prettier-ignore
  });
});
