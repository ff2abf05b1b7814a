import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decideNoIntervention } from "../../src/casework/decision/actions/decide-no-intervention.ts";
import { extendInvestigation } from "../../src/casework/investigation/actions/extend-investigation.ts";
import { receiveDecisionRequest } from "../../src/casework/party/actions/receive-decision-request.ts";
import { refuseDecisionRequest } from "../../src/casework/party/actions/refuse-decision-request.ts";
import { tellOfDelay } from "../../src/casework/party/actions/tell-of-delay.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { adoptOrder, giveLevel } from "../support/delegation.ts";
import { openHouse } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { investigatedCase, lookAt } from "../support/investigated.ts";
import type { Investigated } from "../support/investigated.ts";
import { codeOf, faultsOf, saidOf } from "../support/outcomes.ts";
import { exceptParties } from "../support/parties.ts";
import { writeAsOwner } from "../support/past-the-door.ts";

/** An application that takes long: the party is told why, asks for a decision after six months, and is answered within four weeks (11 and 12 §§ FvL). */
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.database.drop());

const day = "2026-03-02";
const me = () => house.staff.caseworker;
const application = { type: "ansökan", reporterCategory: "vårdnadshavare", reporterName: undefined, feedbackRequested: "nej" };
type Applied = Investigated & { readonly personId: string };

async function applied(): Promise<Applied> {
  const one = await investigatedCase(house, application);
  const personId = (await lookAt(house, one.caseId)).guardians[0]?.id ?? "";
  return { ...one, personId };
}
const key = ({ caseId, intakeId, personId }: Applied) => ({ caseId, intakeId, personId });
const running = async (caseId: string, rule: string) => {
  const { rows } = await sql<{ due: string }>`select due_on as due from due.clock
    where case_id = ${caseId}::uuid and rule_id = ${rule} and stopped_at is null`.execute(house.database.owner);
  return rows.map(({ due }) => due);
};
const tells = (one: Applied, given: object = {}) =>
  house.act(me(), tellOfDelay, { ...key(one), toldOn: "2026-06-25", way: "brev", delayReason: "Läkaren dröjer.", ...given });

describe("a delay", () => {
  test("is asked for when the investigation of an application is extended, and told with its reason", async () => {
    const one = await applied();
    house.at("2026-06-24");
    const more = { extendedTo: "2026-08-20", specialReasons: "Läkarutlåtandet dröjer.", delegationPoint: "2.4" };
    await house.do(me(), extendInvestigation, { caseId: one.caseId, investigationId: one.investigationId, ...more });
    expect(await running(one.caseId, "delay-told")).toEqual(["2026-06-24"]);
    house.at("2026-06-25");
    expect(faultsOf(await tells(one, { delayReason: " ", expectedOn: "2026-06-01" }))).toContain("delayReason");
    expect(faultsOf(await tells(one, { expectedOn: "2026-06-01" }))).toBe("expectedOn");
    expect(faultsOf(await tells(one, { toldOn: "2026-03-01" }))).toBe("toldOn");
    valueOf(await tells(one, { expectedOn: "2026-08-10" }));
    expect(await running(one.caseId, "delay-told")).toEqual([]);
    expect((await lookAt(house, one.caseId)).applications).toMatchObject([
      { waits: true, notices: [{ delay_reason: "Läkaren dröjer.", expected_on: "2026-08-10", way: "brev" }], requests: [] },
    ]);
    expect(
      codeOf(await house.act(house.staff.stranger, tellOfDelay, { ...key(one), toldOn: "2026-06-25", way: "brev", delayReason: "A" })),
    ).toBe("not-permitted");
  });

  test("of a report nobody has applied in is none", async () => {
    const one = await investigatedCase(house);
    const personId = (await lookAt(house, one.caseId)).guardians[0]?.id ?? "";
    expect(codeOf(await tells({ ...one, personId }, { toldOn: day }))).toBe("not-found");
    expect((await lookAt(house, one.caseId)).applications).toEqual([]);
  });
});

describe("a request that it is decided", () => {
  const asks = (one: Applied, receivedOn: string) => house.act(me(), receiveDecisionRequest, { ...key(one), receivedOn });

  test("comes after six months and once, runs for four weeks, and is refused in a decision with its maker", async () => {
    const one = await applied();
    house.at("2026-09-02");
    const early = await asks(one, "2026-09-02");
    expect([faultsOf(early), saidOf(early)]).toEqual(["receivedOn", expect.stringContaining("3 september 2026")]);
    const past = writeAsOwner(house, (tx) =>
      sql`insert into party.decision_request select municipality_id, gen_random_uuid(), case_id, id, ${one.personId}::uuid, '2026-09-02', recorded_by, recorded_at
        from intake.intake where id = ${one.intakeId}::uuid`.execute(tx),
    );
    await expect(past).rejects.toThrow(/not six months yet/u);
    house.at("2026-09-07");
    const { decisionRequestId } = valueOf(await asks(one, "2026-09-03"));
    expect(await running(one.caseId, "asked-for-decision")).toEqual(["2026-10-01"]);
    expect(codeOf(await asks(one, "2026-09-07"))).toBe("already-done");
    const refusal = { caseId: one.caseId, decisionRequestId, reasoning: "Utlåtandet kommer i oktober." };
    const withoutMaker = writeAsOwner(house, (tx) =>
      sql`insert into party.decision_request_refusal select municipality_id, id, case_id, '2026-09-07', 'Skäl.', recorded_by, recorded_at
        from party.decision_request where id = ${decisionRequestId}::uuid`.execute(tx),
    );
    await expect(withoutMaker).rejects.toThrow(/decision_request_refusal_has_maker/u);
    await house.do(me(), refuseDecisionRequest, refusal);
    expect(await running(one.caseId, "asked-for-decision")).toEqual([]);
    expect(codeOf(await house.act(me(), refuseDecisionRequest, refusal))).toBe("already-done");
    expect((await lookAt(house, one.caseId)).applications).toMatchObject([
      { requests: [{ received_on: "2026-09-03", refusal: { decided_on: "2026-09-07", made: { delegation_point: null } } }] },
    ]);
  });

  test("is answered by the decision itself", async () => {
    const one = await applied();
    house.at("2026-09-07");
    valueOf(await asks(one, "2026-09-07"));
    await exceptParties(house, me(), { caseId: one.caseId, investigationId: one.investigationId, day: "2026-09-07" });
    const words = { assessment: "A", reasoning: "Skäl.", delegationPoint: "2.4", investigationOutcome: "ingen insats behövs" };
    const refused = {
      caseId: one.caseId,
      investigationId: one.investigationId,
      ...words,
      outcome: "avslag",
      legalGround: "right-to-intervention",
    };
    await house.do(me(), decideNoIntervention, refused);
    expect(await running(one.caseId, "asked-for-decision")).toEqual([]);
    expect(codeOf(await asks(one, "2026-09-07"))).toBe("not-found");
  });

  test("is refused by whom the board's order lets: in words, by the database, and nobody types the point", async () => {
    const one = await applied();
    house.at("2026-09-08");
    await adoptOrder(house, "2026-09-08");
    await giveLevel(house, "caseworker", "handläggare", "2026-09-08");
    await giveLevel(house, "leader", "enhetschef", "2026-09-08");
    const { decisionRequestId } = valueOf(await asks(one, "2026-09-08"));
    const refusal = { caseId: one.caseId, decisionRequestId, reasoning: "R" };
    const refused = await house.act(me(), refuseDecisionRequest, refusal);
    expect([codeOf(refused), faultsOf(refused)]).toEqual(["not-delegated", "decider"]);
    expect(saidOf(refused)).toContain("punkt 6.4 (avslå begäran om avgörande)");
    expect(saidOf(refused)).toContain("Test leader");
    const by = sql`${me().staffId}::uuid, ${house.door.clock()}`;
    const at = sql`${house.municipalityId}, ${decisionRequestId}::uuid, ${one.caseId}::uuid, '2026-09-08'::date, 'tjänsteman', ${me().staffId}::uuid`;
    const straight = (version: number | null, point: string | null) =>
      writeAsOwner(house, async (tx) => {
        await sql`insert into decision.maker (municipality_id, id, case_id, decided_on, decider, staff_id, delegation_version, delegation_point, recorded_by, recorded_at)
          values (${at}, ${version}::smallint, ${point}, ${by})`.execute(tx);
        await sql`insert into party.decision_request_refusal (municipality_id, request_id, case_id, decided_on, reasoning, recorded_by, recorded_at)
          values (${house.municipalityId}, ${decisionRequestId}::uuid, ${one.caseId}::uuid, '2026-09-08', 'R', ${by})`.execute(tx);
      });
    await expect(straight(1, "6.4")).rejects.toThrow(/too low a level/u);
    await expect(straight(null, null)).rejects.toThrow(/too low a level/u);
    await expect(straight(null, "6.4")).rejects.toThrow(/a typed point where an order holds/u);
    await house.do(me(), refuseDecisionRequest, { ...refusal, decisionMakerId: house.staff.leader.staffId });
    const made = (await lookAt(house, one.caseId)).applications[0]?.requests[0]?.refusal?.made;
    expect(made?.delegation_point).toBe("6.4");
  });
});
