import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { correctChild } from "../../src/casework/people/actions/correct-child.ts";
import { prepareBirthday } from "../../src/casework/people/actions/prepare-birthday.ts";
import { getPerson } from "../../src/casework/people/queries/get-person.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { finishCase } from "../support/finish-case.ts";
import { openCaseFor, openHouse } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { faultsInClocks } from "../support/kept-clocks.ts";
import { lookAt } from "../support/investigated.ts";
import { codeOf, faultsOf } from "../support/outcomes.ts";

/** A birthday that changes what the law says is a thing to do in good time, until what was done is written. */
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.database.drop());

const me = () => house.staff.caseworker;
const opened = "2026-03-02";
async function caseOf(birthDate: string): Promise<string> {
  house.at(opened);
  return (
    await openCaseFor(house, { birthDate, familyName: `Född${birthDate.replaceAll(/\d/gu, (digit) => "abcdefghij"[Number(digit)] ?? "")}` })
  ).caseId;
}
const birthdaysIn = async (caseId: string) =>
  (await lookAt(house, caseId)).obligations.filter((one) => one.rule_id === "birthday-that-changes").map((one) => one.due_on);
const prepares = (caseId: string, age: string, given = {}) =>
  house.act(me(), prepareBirthday, { caseId, age, preparedOn: opened, content: "Vi har gått igenom det.", ...given });

test("is asked for in good time and not before, and leaves the list for the next when it is written", async () => {
  const caseId = await caseOf("2011-05-14");
  expect(await birthdaysIn(caseId)).toEqual([]);
  house.at("2026-03-14");
  expect(await birthdaysIn(caseId)).toEqual([]);
  house.at("2026-03-15");
  expect(await birthdaysIn(caseId)).toEqual(["2026-05-14"]);
  // Late is still to be done.
  house.at("2026-06-01");
  expect(await birthdaysIn(caseId)).toEqual(["2026-05-14"]);
  expect(codeOf(await prepares(caseId, "15"))).toBe("ok");
  expect(codeOf(await prepares(caseId, "15"))).toBe("already-done");
  expect(await birthdaysIn(caseId)).toEqual([]);
  house.at("2029-03-15");
  expect(await birthdaysIn(caseId)).toEqual(["2029-05-14"]);
  expect((await lookAt(house, caseId)).birthdays).toMatchObject([{ age: "15", content: "Vi har gått igenom det." }]);
  expect(await faultsInClocks(house)).toEqual([]);
});

test("born on 29 February: the day that the municipality counts by", async () => {
  const caseId = await caseOf("2012-02-29");
  house.at("2027-02-01");
  expect(await birthdaysIn(caseId)).toEqual(["2027-02-28"]);
});

test("follows a corrected day of birth, and a closed case has none", async () => {
  const caseId = await caseOf("2011-05-15");
  house.at("2026-04-01");
  const { child } = await lookAt(house, caseId);
  const person = valueOf(await house.read(me(), getPerson, { caseId, personId: child.id }));
  const { givenName, familyName, sex, mark } = person;
  const words = { givenName, familyName, sex, mark, change: "rättad", source: "folkbokföringen", sourceOn: opened };
  await house.do(me(), correctChild, { caseId, ...words, birthDate: "2011-05-20" });
  expect(await birthdaysIn(caseId)).toEqual(["2026-05-20"]);
  const { rows } =
    await sql`select 1 from due.clock where case_id = ${caseId}::uuid and rule_id = 'birthday-that-changes' and stopped_at is not null`.execute(
      house.database.owner,
    );
  expect(rows).toHaveLength(1);
  await finishCase(house, me(), caseId, "2026-04-01", "10:00");
  const running =
    await sql`select 1 from due.clock where case_id = ${caseId}::uuid and rule_id = 'birthday-that-changes' and stopped_at is null`.execute(
      house.database.owner,
    );
  expect(running.rows).toEqual([]);
  expect(codeOf(await prepares(caseId, "15"))).not.toBe("ok");
});

test("the year alone is known: the last day of it is reckoned, and the birthday is asked for from the first", async () => {
  const caseId = await caseOf("2011-06-17");
  const { child } = await lookAt(house, caseId);
  const form = async () => {
    const { givenName, familyName, sex, mark, birthDate } = valueOf(await house.read(me(), getPerson, { caseId, personId: child.id }));
    return { caseId, givenName, familyName, sex, mark, birthDate, change: "rättad", source: "folkbokföringen", sourceOn: opened };
  };
  await house.do(me(), correctChild, { ...(await form()), birthDateKnown: "år" });
  expect((await lookAt(house, caseId)).child).toMatchObject({ birth_date: "2011-12-31", birth_date_known: "år" });
  // The child may have turned fifteen before the case was opened, and is a party from the last day of the year: it is done at once, and the next is eighteen.
  expect(await birthdaysIn(caseId)).toEqual([opened]);
  expect(codeOf(await prepares(caseId, "15"))).toBe("ok");
  house.at("2028-12-01");
  expect(await birthdaysIn(caseId)).toEqual(["2029-01-01"]);
  expect(codeOf(await house.act(me(), correctChild, { ...(await form()), birthDateKnown: "år" }))).toBe("nothing-changed");
  house.at("2028-12-01", "10:05");
  await house.do(me(), correctChild, { ...(await form()), birthDate: "2011-06-17" });
  expect((await lookAt(house, caseId)).child).toMatchObject({ birth_date: "2011-06-17", birth_date_known: "dag" });
  expect(await faultsInClocks(house)).toEqual([]);
});

test("is written by who works in the case, with a day that has been and words", async () => {
  const caseId = await caseOf("2011-05-16");
  const by = (who: "stranger" | "colleague" | "analyst") =>
    house.act(house.staff[who], prepareBirthday, { caseId, age: "15", preparedOn: opened, content: "Nej." });
  for (const who of ["stranger", "colleague", "analyst"] as const) expect(codeOf(await by(who))).toBe("not-permitted");
  expect(
    faultsOf(await prepares(caseId, "14", { preparedOn: "2031-01-01", content: "" }))
      .split(",")
      .sort(),
  ).toEqual(["age", "content", "preparedOn"]);
});
