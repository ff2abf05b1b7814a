import { afterAll, beforeAll, expect, test } from "vitest";
import { reportExecution } from "../../src/casework/intervention/actions/report-execution.ts";
import { countNotExecuted, findNotExecuted } from "../../src/casework/intervention/queries/find-not-executed.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { openHouse } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { grantWith, investigatedCase } from "../support/investigated.ts";
import { codeOf } from "../support/outcomes.ts";

/** 34 kap. 1–3 §§ SoL: what is not carried out within three months, as a list for IVO and the auditors and as figures for the council. */
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.database.drop());

const both = ["samtycker", "samtycker"];
const leader = () => house.staff.leader;
async function granted(given: Readonly<Record<string, unknown>> = {}) {
  const one = await investigatedCase(house, {}, "2026-03-02");
  const { interventionId } = valueOf(await grantWith(house, one, both, given));
  return { caseId: one.caseId, interventionId };
}
const list = async (who = leader()) => valueOf(await house.read(who, findNotExecuted, {})).decisions;
const figures = async () => valueOf(await house.read(house.staff.director, countNotExecuted, {})).statistics;

test("from the day after three months on; within the quarter it is reported once, and the council gets figures alone", async () => {
  const one = await granted();
  const beyond = await granted({ legalGround: "intervention-beyond-right" });
  house.at("2026-06-02");
  expect([await list(), await figures()]).toEqual([[], []]);
  house.at("2026-06-03");
  expect(await list()).toMatchObject([
    { ...one, type: "familjebehandling", grantedOn: "2026-03-02", executedOn: null, reason: null, dueOn: "2026-06-30" },
  ]);
  expect((await list()).some(({ caseId }) => caseId === beyond.caseId)).toBe(false);
  expect(await list(house.staff.otherLeader)).toEqual([]);
  for (const who of [house.staff.caseworker, house.staff.director])
    expect(codeOf(await house.read(who, findNotExecuted, {}))).toBe("not-permitted");
  expect(await figures()).toEqual([{ type: "familjebehandling", since: "beslutet", months: 3, count: 1 }]);
  await house.do(house.staff.caseworker, reportExecution, { ...one, reportedOn: "2026-06-03", reason: "Ingen utförare." });
  expect(await list()).toMatchObject([{ ...one, reason: "Ingen utförare.", reportedOn: "2026-06-03", dueOn: null }]);
  house.at("2026-07-01");
  expect(await list()).toMatchObject([{ ...one, dueOn: "2026-09-30" }]);
});
