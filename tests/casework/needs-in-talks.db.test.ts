import { afterAll, beforeAll, expect, test } from "vitest";
import { addDetail } from "../../src/casework/people/actions/add-detail.ts";
import { changeDetail } from "../../src/casework/people/actions/change-detail.ts";
import { protectPerson } from "../../src/casework/people/actions/protect-person.ts";
import { findThoseToCall } from "../../src/casework/meeting/queries/find-callable.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { openHouse } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { investigatedCase, lookAt } from "../support/investigated.ts";

/** What is known of interpreter and communication is seen by whoever books a meeting or prepares a conversation, for as long as it holds, and nothing else is. */
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.database.drop());

const me = () => house.staff.caseworker;
const read = { source: "uppgift från någon", sourceDetail: "mamma", sourceOn: "2026-03-02" };

test("is told of the child and of each guardian, until it ends; another case's is not, and neither is how anybody is reached", async () => {
  const { caseId } = await investigatedCase(house);
  const other = await investigatedCase(house);
  const { child, guardians } = await lookAt(house, caseId);
  const [guardian] = guardians;
  const says = (personId: string | undefined, kind: string, detail: string) =>
    house.do(me(), addDetail, { caseId, personId, kind, detail, validFrom: "2026-01-01", ...read });
  await says(child.id, "kommunikation", "Bildstöd");
  const interpreter = await says(guardian?.id, "tolk", "arabiska, helst Sara");
  await says(guardian?.id, "vistelseadress", "Gömda vägen 1");
  await house.do(me(), protectPerson, {
    ...{ caseId, personId: guardian?.id, protectedIdentity: "sekretessmarkering", validFrom: "2026-01-01" },
    ...{ source: "folkbokföringen", sourceOn: "2026-03-02" },
  });
  const needs = async (of: string) =>
    valueOf(await house.read(me(), findThoseToCall, { caseId: of }))
      .people.filter((one) => one.needs.length > 0)
      .map((one) => [one.personId, one.needs]);
  expect(await needs(caseId)).toEqual([
    [child.id, ["Bildstöd"]],
    [guardian?.id, ["arabiska, helst Sara"]],
  ]);
  expect((await lookAt(house, caseId)).child.needs).toEqual([{ kind: "kommunikation", detail: "Bildstöd" }]);
  expect(await needs(other.caseId)).toEqual([]);
  await house.do(me(), changeDetail, { caseId, personId: guardian?.id, ...interpreter, change: "upphörd", validTo: "2026-03-01", ...read });
  expect(await needs(caseId)).toEqual([[child.id, ["Bildstöd"]]]);
});
