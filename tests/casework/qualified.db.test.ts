import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { decideNoIntervention } from "../../src/casework/decision/actions/decide-no-intervention.ts";
import { assessBestInterests } from "../../src/casework/investigation/actions/assess-best-interests.ts";
import { openHouse, standingBestInterests } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { giveLevel } from "../support/delegation.ts";
import { investigatedCase } from "../support/investigated.ts";
import { codeOf, saidOf } from "../support/outcomes.ts";

/** What takes the degree of 25 kap. 1 § SoL is done by nobody of whom it is said that it is missing. */
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.database.drop());

const none = {
  assessment: "A",
  legalGround: "child-investigation",
  reasoning: "R",
  outcome: "ingen insats",
  investigationOutcome: "ingen insats behövs",
};

test("of whom nothing is said goes on as before; without the degree the rule refuses, and the database whatever the rule forgets", async () => {
  const { caseworker } = house.staff;
  const one = await investigatedCase(house);
  const { caseId, investigationId } = one;
  const ends = () => house.act(caseworker, decideNoIntervention, { caseId, investigationId, ...none, delegationPoint: "3.1" });
  await giveLevel(house, "caseworker", "handläggare", "2026-03-02", 0, false);
  const refused = await ends();
  expect([codeOf(refused), saidOf(refused)]).toEqual(["not-qualified", expect.stringMatching(/25\s*kap\.\s*1\s*§\s*SoL/u)]);
  const follows = await standingBestInterests(house, caseworker, caseId);
  const assessed = await house.act(caseworker, assessBestInterests, { caseId, investigationId, assessment: "Bäst.", correctsId: follows });
  expect(assessed.ok).toBe(false);
  expect(JSON.stringify(assessed)).toMatch(/25\s*kap\.\s*1\s*§\s*SoL/u);
  const raw = sql`insert into investigation.best_interests select (b).* from (select b from investigation.best_interests b where b.case_id = ${caseId} limit 1) x`;
  await expect(raw.execute(house.database.owner)).rejects.toThrow(/the degree is missing/);
  // Nor does somebody who decides nothing on delegation, and is without it.
  await giveLevel(house, "caseworker", "ingen", "2026-03-02", 1, false);
  await expect(raw.execute(house.database.owner)).rejects.toThrow(/the degree is missing/);
  await giveLevel(house, "caseworker", "handläggare", "2026-03-02", 2, true);
  expect(codeOf(await ends())).toBe("ok");
});
