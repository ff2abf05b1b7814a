import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { StaffActor } from "../../../src/platform/core/actor.ts";
import type { Operation } from "../../../src/platform/core/door.ts";
import { getCase } from "../../../src/casework/case/queries/get-case.ts";
import { loadOperations } from "../../../src/app/web/operations.ts";
import { openHouse, staffNames } from "../../support/casework.ts";
import type { House, StaffName } from "../../support/casework.ts";
import { giveNumbers } from "../../support/numbered.ts";
import { groupAlike, someOfEach } from "./alike.ts";
import { families, letsIn, relations } from "./oracle.ts";
import type { Situation } from "./oracle.ts";
import { makeCase } from "./world.ts";

/**
 * The attack: every operation on a case × role × relation × municipality, with claimed and confirmed guardians and what a second person
 * has found, with and without a case broken open, in three municipalities with the same people's numbers. 0 leaks, nobody locked out.
 *
 * The caseworker tries every operation in every situation; everybody else, and everybody from another municipality, one of each group of
 * operations that the door cannot tell apart, another one in each situation. (Every operation × everybody × relation × own and foreign
 * municipality, where nothing is said of anybody and nothing broken open, is the permission matrix.)
 */
let home: House;
let abroad: readonly House[];
beforeAll(async () => {
  home = await openHouse({ code: "0114" });
  abroad = [await openHouse({ code: "0115", database: home.database }), await openHouse({ code: "0116", database: home.database })];
  for (const house of [home, ...abroad]) await giveNumbers(house);
});
afterAll(() => home.database.drop());

const operations = (await loadOperations()).filter((operation) => "caseId" in operation.input.shape);
/** What changes who may goes last. */
const inOrder = [...operations].sort((a, b) => Number(a.name === "intake.take-case") - Number(b.name === "intake.take-case"));
const groups = groupAlike(inOrder);
let attempts = 0;
const walked = new Set<string>();

async function isLetIn(house: House, operation: Operation, actor: StaffActor, caseId: unknown): Promise<boolean> {
  attempts += 1;
  walked.add(operation.name);
  const result =
    operation.kind === "action"
      ? await house.act(actor, operation as never, { caseId }, randomUUID())
      : await house.read(actor, operation as never, { caseId });
  return result.ok || result.error.code !== "not-permitted";
}

/** Whether anybody reads the case; those who mostly do are asked first. */
async function isReached(caseId: string): Promise<boolean> {
  for (const name of new Set<StaffName>(["leader", "otherLeader", ...staffNames]))
    if ((await home.read(home.staff[name], getCase, { caseId })).ok) return true;
  return false;
}

test.each(staffNames)(
  "%s gets in where the rules say so and nowhere else, and for every case somebody does",
  async (who) => {
    const wrong: string[] = [];
    const casework = ["caseworker", "colleague", "stranger", "leader", "otherLeader"].includes(who);
    for (const relation of relations) {
      for (const family of casework ? families : (["none"] as const)) {
        for (const emergency of casework ? [false, true] : [false]) {
          const situation: Situation = { who, relation, family, emergency };
          const caseId = await makeCase(home, situation);
          const words = `${relation}, ${family}, ${emergency ? "broken open" : "not broken open"}`;
          if (!(await isReached(caseId))) wrong.push(`nobody reaches the case: ${words}`);
          for (const operation of who === "caseworker" ? inOrder : someOfEach(groups, `${who}, ${words}`)) {
            const expected = letsIn(operation.name, situation);
            const actual = await isLetIn(home, operation, home.staff[who], caseId);
            if (actual !== expected) wrong.push(`${operation.name} ${actual ? "LETS IN" : "SHUTS OUT"}: ${words}`);
          }
          // The same person's account in the two other municipalities by turns, whatever is said of them here, with an emergency or without.
          if (casework && emergency !== ["confirmed", "none"].includes(family)) continue;
          const house = abroad[(relations.indexOf(relation) + families.indexOf(family)) % abroad.length] ?? home;
          for (const operation of someOfEach(groups, `${who} from another municipality, ${words}`)) {
            if (await isLetIn(house, operation, house.staff[who], caseId))
              wrong.push(`${operation.name} LETS IN from another municipality: ${words}`);
          }
        }
      }
    }
    expect(wrong).toEqual([]);
  },
  1_800_000,
);

test("every operation on a case was walked, those that were added last too", () => {
  expect([...walked].sort()).toEqual(operations.map(({ name }) => name).sort());
  for (const name of [
    "intervention.record-beginning",
    "investigation.inform-concerned",
    "workplace.get-withheld",
    "case.get-attachment",
    "intake.extend-preliminary",
  ])
    expect(walked, name).toContain(name);
  expect(attempts).toBeGreaterThan(5_000);
});
