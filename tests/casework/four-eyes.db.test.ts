import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { answerApproval } from "../../src/casework/decision/actions/answer-approval.ts";
import { askApproval } from "../../src/casework/decision/actions/ask-approval.ts";
import { decideNoIntervention } from "../../src/casework/decision/actions/decide-no-intervention.ts";
import { setSecondEyes } from "../../src/casework/decision/actions/set-second-eyes.ts";
import { findApprovals, findApprovalsOfCase, findSecondEyes } from "../../src/casework/decision/queries/find-approvals.ts";
import { decideNotToOpen } from "../../src/casework/intake/actions/decide-not-to-open.ts";
import { extendInvestigation } from "../../src/casework/investigation/actions/extend-investigation.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { getWorkList } from "../../src/portals/desk/queries/get-work-list.ts";
import { describeObligation } from "../../src/casework/case/obligations.ts";
import { openCaseFor, openHouse } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { grantWith, investigatedCase, lookAt } from "../support/investigated.ts";
import { codeOf, faultsOf, saidOf } from "../support/outcomes.ts";

/** Four eyes are a local rule, off until it is written: then nothing of its kinds is decided before somebody else who leads the case has approved just that. */
let house: House;
const day = "2026-03-05";
const all = ["inte inleda utredning", "förlänga utredning", "avsluta utredning utan insats", "bevilja insats"];
const rule = { kinds: all, validFrom: "2026-03-05", why: "Ledningens beslut." };
const both = ["samtycker", "samtycker"];
beforeAll(async () => {
  house = await openHouse();
});
beforeEach(() => house.at(day));
afterAll(() => house.database.drop());

const me = () => house.staff.caseworker;
const { leader, otherLeader } = { leader: () => house.staff.leader, otherLeader: () => house.staff.otherLeader };
const none = { assessment: "A", legalGround: "child-investigation", reasoning: "R", delegationPoint: "3.1", outcome: "ingen insats" };
const ask = (caseId: string, given: object, by = me()) => house.act(by, askApproval, { caseId, proposal: "Förslaget.", ...given });
async function asked(caseId: string, given: object): Promise<string> {
  return valueOf(await ask(caseId, given)).approvalId;
}
const approve = (caseId: string, approvalId: string, by = leader(), given: object = { answer: "godkänt" }) =>
  house.act(by, answerApproval, { caseId, approvalId, ...given });

test("it is off until a rule is written, by whoever answers for the office, and never for days that have been", async () => {
  house.at("2026-03-04");
  const one = await investigatedCase(house, {}, "2026-03-04");
  expect(codeOf(await house.act(me(), decideNoIntervention, { ...one, ...none, investigationOutcome: "ingen insats behövs" }))).toBe("ok");
  expect(codeOf(await house.act(leader(), setSecondEyes, rule))).toBe("not-permitted");
  expect(faultsOf(await house.act(house.staff.director, setSecondEyes, { ...rule, validFrom: "2026-03-03" }))).toBe("validFrom");
  await house.do(house.staff.director, setSecondEyes, rule);
  const { today, rules } = valueOf(await house.read(me(), findSecondEyes, {}));
  expect([today, rules]).toMatchObject([[], [{ kinds: all, validFrom: "2026-03-05" }]]);
});

test("a grant waits for somebody else: what, why and since when, in the list of both; then it is decided", async () => {
  const one = await investigatedCase(house, {}, day);
  const { caseId } = one;
  expect(saidOf(await grantWith(house, one, both))).toMatch(/godkännas av en till/);
  const approvalId = await asked(caseId, { kind: "bevilja insats", interventionType: "familjebehandling" });
  expect(codeOf(await ask(caseId, { kind: "bevilja insats", interventionType: "familjebehandling" }))).toBe("already-done");
  const { approvals } = valueOf(await house.read(leader(), findApprovals, {}));
  expect(approvals).toMatchObject([
    {
      approvalId,
      kind: "bevilja insats",
      interventionType: "familjebehandling",
      proposal: "Förslaget.",
      askedBy: "Test caseworker",
      askedOn: day,
    },
  ]);
  expect(valueOf(await house.read(otherLeader(), findApprovals, {})).approvals).toEqual([]);
  for (const [actor, scope] of [
    [me(), "mina"],
    [leader(), "enhetens"],
  ] as const) {
    const { cases } = valueOf(await house.read(actor, getWorkList, { scope }));
    const waits = cases.find((each) => each.caseId === caseId)?.obligations.find((due) => due.rule_id === "approval-waits");
    expect(waits && describeObligation(waits, day)).toMatchObject({
      label: "Godkännande väntar: bevilja insats: familjebehandling",
      href: `/arenden/${caseId}/godkannande`,
    });
  }
  expect(codeOf(await grantWith(house, one, both))).not.toBe("ok");
  expect(codeOf(await approve(caseId, approvalId))).toBe("ok");
  expect(codeOf(await approve(caseId, approvalId))).toBe("already-done");
  expect(saidOf(await grantWith(house, one, both, { type: "kontaktperson" }))).toMatch(/godkännas av en till/);
  expect(codeOf(await grantWith(house, one, both))).toBe("ok");
  expect((await lookAt(house, caseId)).obligations.filter((due) => due.rule_id === "approval-waits")).toEqual([]);
});

test("a proposal is returned with a reason, and asked anew", async () => {
  const one = await investigatedCase(house, {}, day);
  const kind = { kind: "avsluta utredning utan insats" };
  const first = await asked(one.caseId, kind);
  expect(faultsOf(await approve(one.caseId, first, leader(), { answer: "återlämnat" }))).toBe("reason");
  expect(codeOf(await approve(one.caseId, first, leader(), { answer: "återlämnat", reason: "Skolan saknas." }))).toBe("ok");
  house.at("2026-03-06");
  const ends = () => house.act(me(), decideNoIntervention, { ...one, ...none, investigationOutcome: "ingen insats behövs" });
  expect(codeOf(await ends())).not.toBe("ok");
  await approve(one.caseId, await asked(one.caseId, kind));
  expect(codeOf(await ends())).toBe("ok");
  const { approvals } = valueOf(await house.read(me(), findApprovalsOfCase, { caseId: one.caseId }));
  expect(approvals.map((each) => [each.answer, each.reason])).toEqual([
    ["återlämnat", "Skolan saknas."],
    ["godkänt", null],
  ]);
});

test("what is put forward anew is what counts: an earlier approval carries nothing else, and two who ask at once ask one thing", async () => {
  const one = await investigatedCase(house, {}, day);
  const kind = { kind: "avsluta utredning utan insats" };
  const ends = () => house.act(me(), decideNoIntervention, { ...one, ...none, investigationOutcome: "ingen insats behövs" });
  await approve(one.caseId, await asked(one.caseId, kind));
  house.at(day, "10:01");
  const again = await Promise.all([
    ask(one.caseId, { ...kind, proposal: "Något annat." }),
    ask(one.caseId, { ...kind, proposal: "Ett tredje." }),
  ]);
  expect(again.map(codeOf).toSorted()).toEqual(["already-done", "ok"]);
  expect(saidOf(await ends())).toMatch(/godkännas av en till/);
  const second = again.find(({ ok }) => ok);
  await approve(one.caseId, second ? valueOf(second).approvalId : "", leader(), { answer: "återlämnat", reason: "Nej." });
  expect(saidOf(await ends())).toMatch(/godkännas av en till/);
  house.at("2026-03-06");
  await approve(one.caseId, await asked(one.caseId, kind));
  expect(codeOf(await ends())).toBe("ok");
});

test("an extension is approved each time; not opening is approved about that report", async () => {
  const one = await investigatedCase(house, {}, day);
  const extend = (extendedTo: string) => house.act(me(), extendInvestigation, { ...one, extendedTo, specialReasons: "R" });
  expect(faultsOf(await ask(one.caseId, { kind: "förlänga utredning" }))).toBe("extendedTo");
  await approve(one.caseId, await asked(one.caseId, { kind: "förlänga utredning", extendedTo: "2026-08-01" }));
  house.at("2026-03-06");
  // What is approved is that day, and no other.
  expect(saidOf(await extend("2026-07-31"))).toMatch(/godkännas av en till/);
  expect(codeOf(await extend("2026-08-01"))).toBe("ok");
  expect(codeOf(await extend("2026-09-01"))).not.toBe("ok");
  const { caseId } = await openCaseFor(house, { receivedOn: "2026-03-06" });
  const preliminaryAssessmentId = (await lookAt(house, caseId)).intakes[0]?.preliminary?.id ?? "";
  const notOpened = () => house.act(me(), decideNotToOpen, { caseId, preliminaryAssessmentId, result: "inte inleda", reasoning: "R" });
  expect(saidOf(await notOpened())).toMatch(/godkännas av en till/);
  await approve(caseId, await asked(caseId, { kind: "inte inleda utredning" }));
  expect(codeOf(await notOpened())).toBe("ok");
});

test("nobody approves their own, nor decides what they have approved; a committee needs nobody", async () => {
  const one = await investigatedCase(house, {}, day);
  const { approvalId } = valueOf(await ask(one.caseId, { kind: "avsluta utredning utan insats" }, leader()));
  expect(faultsOf(await approve(one.caseId, approvalId))).toBe("answer");
  for (const stranger of [me(), house.staff.colleague, otherLeader(), house.staff.director])
    expect(codeOf(await approve(one.caseId, approvalId, stranger))).toBe("not-permitted");
  const other = await investigatedCase(house, {}, day);
  await approve(other.caseId, await asked(other.caseId, { kind: "avsluta utredning utan insats" }));
  const ends = (given: object, by = me()) =>
    house.act(by, decideNoIntervention, { ...other, ...none, investigationOutcome: "ingen insats behövs", ...given });
  expect(codeOf(await ends({ decisionMakerId: leader().staffId }))).not.toBe("ok");
  expect(codeOf(await ends({}, leader()))).not.toBe("ok");
  const { delegationPoint: _point, ...words } = none;
  const committee = { decider: "utskott", body: "Individutskottet", minutesNumber: "§ 4" };
  const third = await investigatedCase(house, {}, day);
  expect(
    codeOf(await house.act(me(), decideNoIntervention, { ...third, ...words, investigationOutcome: "ingen insats behövs", ...committee })),
  ).toBe("ok");
});

describe("the database alone, as the program's role", () => {
  const asApp = (statement: ReturnType<typeof sql>) =>
    house.database.app.transaction().execute(async (tx) => {
      await sql`select set_config('fortrogen.municipality', ${String(house.municipalityId)}, true)`.execute(tx);
      await statement.execute(tx);
      throw new Error("it went well");
    });
  test("lets only somebody else who leads the case approve, once and for ever", async () => {
    const one = await investigatedCase(house, {}, day);
    const approvalId = await asked(one.caseId, { kind: "avsluta utredning utan insats" });
    const answered = (by: string, more = {}) => {
      const { requestedBy = me().staffId, answer = "godkänt" } = more as { requestedBy?: string; answer?: string };
      return asApp(sql`insert into decision.approval_answer (municipality_id, request_id, case_id, requested_by, answer, recorded_by, recorded_at)
        values (${house.municipalityId}, ${approvalId}, ${one.caseId}, ${requestedBy}, ${answer}, ${by}, ${house.door.clock()})`);
    };
    await expect(answered(me().staffId)).rejects.toThrow(/no right to approve/);
    await expect(answered(otherLeader().staffId)).rejects.toThrow(/no right to approve/);
    await expect(answered(house.staff.colleague.staffId)).rejects.toThrow(/no right to approve/);
    await expect(answered(leader().staffId, { requestedBy: leader().staffId })).rejects.toThrow(/nobody_approves_their_own/);
    await expect(answered(leader().staffId, { requestedBy: house.staff.colleague.staffId })).rejects.toThrow(/approval_answers_request/);
    await expect(answered(leader().staffId, { answer: "återlämnat" })).rejects.toThrow(/returned_with_a_reason/);
    await expect(asApp(sql`update decision.approval_answer set answer = 'godkänt'`)).rejects.toThrow(/permission denied/);
    await expect(asApp(sql`delete from decision.second_eyes`)).rejects.toThrow(/permission denied/);
    const unseen =
      asApp(sql`with written as (insert into decision.approval_request (municipality_id, id, case_id, investigation_id, kind, proposal, waits, recorded_by, recorded_at)
        values (${house.municipalityId}, gen_random_uuid(), ${one.caseId}, ${one.investigationId}, 'avsluta utredning utan insats', 'x', false, ${me().staffId}, ${house.door.clock()})
        returning waits) select 1 / (case when waits then 0 else 1 end) from written`);
    await expect(unseen).rejects.toThrow(/division by zero/);
    const backwards = sql`insert into decision.second_eyes (municipality_id, number, valid_from, kinds, why, recorded_by, recorded_at)
      values (${house.municipalityId}, 9, '2026-03-01', '{}', 'x', ${me().staffId}, ${house.door.clock()})`;
    await expect(asApp(backwards)).rejects.toThrow(/second_eyes_from_now_on/);
  });
});
