import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { valueOf } from "../../src/platform/basics/result.ts";
import { requestInsight } from "../../src/casework/party/actions/request-insight.ts";
import { partiesOn } from "../../src/casework/party/party-table.ts";
import { decideInsight } from "../../src/portals/desk/actions/decide-insight.ts";
import { getInsight } from "../../src/portals/desk/queries/get-insight.ts";
import { openHouse } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { adoptOrder, giveLevel } from "../support/delegation.ts";
import { investigatedCase, lookAt } from "../support/investigated.ts";
import { codeOf, faultsOf } from "../support/outcomes.ts";

/** To withhold something from a party is asked of the delegation order, as what begins and prolongs is (decision 0049); to give all of it is nobody's refusal. */
let house: House;
const day = "2026-03-02";
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.database.drop());

test("an employee below the level refuses no insight: said in words, held by the database, and written down as the head of unit's", async () => {
  const me = house.staff.caseworker;
  const { caseId } = await investigatedCase(house);
  await adoptOrder(house, day);
  await giveLevel(house, "caseworker", "handläggare", day);
  await giveLevel(house, "leader", "enhetschef", day);
  const [guardian] = partiesOn((await lookAt(house, caseId)).parties, day);
  const asked = { caseId, personId: guardian?.person_id, requestedOn: day, way: "muntligt", wants: "Allt material." };
  const { insightId } = valueOf(await house.act(me, requestInsight, asked));
  const { passages: pieces } = valueOf(await house.read(me, getInsight, { caseId, insightId }));
  const decide = (ground: string | undefined, more: object = {}) => {
    const passages = pieces.filter(({ mayBeGiven }) => mayBeGiven).map(({ key }) => ({ passage: key, ground }));
    return house.act(me, decideInsight, {
      caseId,
      insightId,
      passages,
      reasons: "R",
      toldOtherwise: "T",
      decidedOn: day,
      ...more,
    });
  };
  const refused = await decide("någon annan");
  expect([codeOf(refused), faultsOf(refused)]).toEqual(["not-delegated", "decider"]);
  expect(JSON.stringify(refused)).toMatch(/punkt 6\.3 \(neka insyn\)/u);
  const straight = house.database.owner.transaction().execute(async (tx) => {
    const key = sql`${house.municipalityId}, ${insightId}::uuid, ${caseId}::uuid`;
    const by = sql`${me.staffId}::uuid, ${house.door.clock()}`;
    await sql`insert into decision.maker (municipality_id, id, case_id, decided_on, decider, staff_id, delegation_version, delegation_point, recorded_by, recorded_at)
      values (${key}, ${day}, 'tjänsteman', ${me.staffId}::uuid, 1, '6.3', ${by})`.execute(tx);
    await sql`insert into party.insight_decision (municipality_id, request_id, case_id, requested_on, decided_on, outcome, given, withheld, reasons, told_otherwise,
      recorded_by, recorded_at) values (${key}, ${day}, ${day}, 'lämnas inte ut', 0, 1, 'R', 'T', ${by})`.execute(tx);
  });
  await expect(straight).rejects.toThrow(/too low a level/u);
  expect(codeOf(await decide("någon annan", { decisionMakerId: house.staff.leader.staffId }))).toBe("ok");
  const { rows } = await sql<{ point: string }>`select delegation_point as point from decision.maker where id = ${insightId}::uuid`.execute(
    house.database.owner,
  );
  expect(rows).toEqual([{ point: "6.3" }]);
});
