import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { valueOf } from "../../src/platform/basics/result.ts";
import { correctDecision } from "../../src/casework/decision/actions/correct-decision.ts";
import { decideNoIntervention } from "../../src/casework/decision/actions/decide-no-intervention.ts";
import { forwardAppeal } from "../../src/casework/party/actions/forward-appeal.ts";
import { receiveAppeal } from "../../src/casework/party/actions/receive-appeal.ts";
import { tryAppeal } from "../../src/casework/party/actions/try-appeal.ts";
import { partiesOn } from "../../src/casework/party/party-table.ts";
import { openHouse } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { adoptOrder, giveLevel } from "../support/delegation.ts";
import { grantWith, investigatedCase, lookAt } from "../support/investigated.ts";
import { codeOf, faultsOf, saidOf } from "../support/outcomes.ts";
import { exceptParties } from "../support/parties.ts";

/** To change a decision is to decide: not by whoever may not, nor what lies with the court. A slip is corrected by whoever finds it (36 § FvL). */
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.database.drop());

const day = "2026-03-02";
const me = () => house.staff.caseworker;
const words = { wasWrong: "Fel tid.", instead: "Sex månader.", why: "Skälen." };
const correct = (of: { readonly caseId: string; readonly decisionId: string }, more: object) =>
  house.act(me(), correctDecision, { ...of, ...words, ...more });
const change = { kind: "ändring", worseForParty: "nej" };
const slip = { kind: "rättelse" };

async function decided(given: object, report: Readonly<Record<string, unknown>> = {}) {
  const one = await investigatedCase(house, report);
  const { caseId, investigationId } = one;
  await exceptParties(house, me(), { caseId, investigationId, day });
  const ending = { assessment: "A", reasoning: "R", investigationOutcome: "ingen insats behövs" };
  await house.do(me(), decideNoIntervention, { caseId, investigationId, ...ending, ...given });
  const parts = await lookAt(house, caseId);
  const [party] = partiesOn(parts.parties, day);
  return { caseId, investigationId, decisionId: parts.investigations[0]?.decision?.id ?? "", personId: party?.person_id };
}

test("what a committee has decided no employee changes; a slip in it is corrected", async () => {
  const committee = { decider: "utskott", body: "Individutskottet", minutesNumber: "§ 45", decidedOn: day };
  const one = await decided({ ...committee, outcome: "ingen insats", legalGround: "child-investigation" });
  const refused = await correct(one, change);
  expect([faultsOf(refused), saidOf(refused)]).toEqual(["decider", expect.stringContaining("bara utskottet eller nämnden får ändra det")]);
  expect(codeOf(await correct(one, slip))).toBe("ok");
});

describe("what is appealed (39 § FvL)", () => {
  const application = { type: "ansökan", reporterCategory: "vårdnadshavare", reporterName: undefined, feedbackRequested: "nej" };
  test("is made no worse, and is changed no more when it lies with the court", async () => {
    const refusal = { delegationPoint: "2.4", outcome: "avslag", legalGround: "right-to-intervention" };
    const { caseId, investigationId, decisionId, personId } = await decided(refusal, application);
    const of = { caseId, decisionId };
    const came = { caseId, investigationId, personId, receivedOn: day, content: "Vi vill ha det vi sökte." };
    const { appealId } = valueOf(await house.act(me(), receiveAppeal, came));
    const worse = { kind: "ändring", worseForParty: "ja", worseBecause: "förbehåll i beslutet" };
    expect(faultsOf(await correct(of, worse))).toBe("kind");
    expect(codeOf(await correct(of, change))).toBe("ok");
    const time = { gotOn: day, guidanceWrong: "nej", reconsidered: "Nej.", reasoning: "I tid.", delegationPoint: "4.1" };
    await house.do(me(), tryAppeal, { caseId, appealId, ...time });
    await house.do(me(), forwardAppeal, { caseId, appealId, forwardedOn: day, court: "Förvaltningsrätten i Uppsala" });
    const refused = await correct(of, change);
    expect([faultsOf(refused), saidOf(refused)]).toEqual(["kind", expect.stringContaining("39 § FvL")]);
    expect(codeOf(await correct(of, slip))).toBe("ok");
  });
});

describe("with a delegation order", () => {
  beforeAll(async () => {
    house.at("2026-03-05");
    await adoptOrder(house, "2026-03-03");
    await giveLevel(house, "caseworker", "handläggare", day);
    await giveLevel(house, "leader", "enhetschef", day);
  });

  test("what the head of unit has decided a caseworker does not change, nor the program's role for her", async () => {
    const one = await investigatedCase(house, {}, "2026-03-05");
    const by = { delegationPoint: "4.3", decisionMakerId: house.staff.leader.staffId };
    const { decisionId } = valueOf(await grantWith(house, one, ["samtycker", "samtycker"], by));
    const of = { caseId: one.caseId, decisionId };
    const refusedHer = await correct(of, change);
    expect([codeOf(refusedHer), faultsOf(refusedHer)]).toEqual(["not-delegated", "decider"]);
    expect(JSON.stringify(refusedHer)).toMatch(/punkt 4\.3.*Lämna det till Test leader/u);
    expect(codeOf(await correct(of, slip))).toBe("ok");
    expect(codeOf(await house.act(house.staff.leader, correctDecision, { ...of, ...words, ...change }))).toBe("ok");
    const { staffId } = me();
    const straight = house.database.app.transaction().execute(async (tx) => {
      await sql`select set_config('fortrogen.municipality', ${String(house.municipalityId)}, true)`.execute(tx);
      await sql`insert into decision.correction (municipality_id, id, case_id, decision_id, kind, corrected_on, was_wrong, instead, why, worse_for_party, corrected_by,
          recorded_by, recorded_at)
        values (${house.municipalityId}, gen_random_uuid(), ${of.caseId}, ${decisionId}, 'ändring', '2026-03-05', 'a', 'b', 'c', false, ${staffId}, ${staffId}, now())`.execute(
        tx,
      );
    });
    await expect(straight).rejects.toThrow(/no point of the delegation order in force/);
  });
});
