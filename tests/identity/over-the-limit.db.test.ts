import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { searchLimit } from "../../src/platform/access/searching.ts";
import type { StaffActor } from "../../src/platform/core/actor.ts";
import { perform } from "../../src/platform/core/door.ts";
import type { Action } from "../../src/platform/core/door.ts";
import type { Result } from "../../src/platform/basics/result.ts";
import { moveIntake } from "../../src/casework/intake/actions/move-intake.ts";
import { registerIntake } from "../../src/casework/intake/actions/register-intake.ts";
import { confirmGuardian } from "../../src/casework/people/actions/confirm-guardian.ts";
import { searchPerson } from "../../src/portals/desk/queries/search-person.ts";
import { openHouse, reportOfConcern } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { children, numberAt } from "../support/identities.ts";
import { giveNumbers, numberOf, strangersNumber } from "../support/numbered.ts";

/**
 * Over the limit of searching nothing that is sent in with a number tells whether the number is known: a known and an unknown one get the same
 * answer. What came in can be taken in without the number, so that the limit shuts nobody out.
 */
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** A municipality of its own for each test: the turns of one are nothing to another. */
let house: House;
let opened = 0;
beforeEach(async () => {
  opened += 1;
  house = await openHouse({ database, code: `01${String(20 + opened)}` });
  await giveNumbers(house);
});

let next = 0;
const freshNumber = () => numberAt(children, next++);
const act = (actor: StaffActor, input: unknown, action: unknown = registerIntake) =>
  perform(house.door, action as Action, actor, input, { requestId: randomUUID() }) as Promise<Result<Record<string, unknown>>>;
const report = (identityNumber: string, given: Readonly<Record<string, unknown>> = {}) =>
  reportOfConcern({ identityNumber, birthDate: undefined, ...given });
const search = async (who: StaffActor, turns: number) => {
  for (let turn = 0; turn < turns; turn++) await house.read(who, searchPerson, { number: freshNumber() });
};
/** All that is said, but how long there is to wait. */
const told = (result: Result<unknown>) => {
  if (result.ok) throw new Error("It was taken.");
  const { retryAfter: _seconds, ...words } = result.error;
  return JSON.stringify(words).replaceAll(/\d+ minuter/gu, "x minuter");
};
const known = async (number: string) =>
  (
    await sql`select from people.person where municipality_id = ${house.municipalityId} and identity_number = ${number}`.execute(
      database.owner,
    )
  ).rows.length > 0;
const intakes = async () =>
  (await sql`select from intake.intake where municipality_id = ${house.municipalityId}`.execute(database.owner)).rows.length;

describe("over the limit of searching, a known number and an unknown one get the same answer", () => {
  test.each([searchLimit.most, searchLimit.most + 1])(
    "in a report, after %i turns: at the field, and nothing is written",
    async (turns) => {
      const { caseworker, otherLeader } = house.staff;
      const [same, other, hidden, fresh] = [freshNumber(), freshNumber(), freshNumber(), freshNumber()];
      await house.do(caseworker, registerIntake, report(same));
      await house.do(caseworker, registerIntake, report(other));
      await house.do(caseworker, registerIntake, report(hidden, { protectedIdentity: "sekretessmarkering" }));
      await search(otherLeader, turns);
      const before = await intakes();
      const answers = [
        await act(otherLeader, report(fresh)),
        await act(otherLeader, report(same)),
        await act(otherLeader, report(other, { givenName: "Elsa" })),
        await act(otherLeader, report(hidden)),
      ].map(told);
      expect(new Set(answers).size).toBe(1);
      expect(answers[0]).toContain('"code":"too-many"');
      expect(answers[0]).toContain('"field":"identityNumber"');
      expect([await intakes(), await known(fresh)]).toEqual([before, false]);
      const without = { identityNumber: undefined, birthDate: "2016-05-15", givenName: "Utan" };
      expect(await act(otherLeader, report(fresh, without))).toMatchObject({ ok: true, value: { maySee: true } });
    },
  );

  test("but a child whose case one works in is joined as always", async () => {
    const { caseworker } = house.staff;
    const number = freshNumber();
    await house.do(caseworker, registerIntake, report(number));
    await search(caseworker, searchLimit.most + 1);
    expect((await act(caseworker, report(number))).ok).toBe(true);
    expect(await intakes()).toBe(2);
  });

  test("when a report is moved, and when a guardian is confirmed", async () => {
    const { caseworker, stranger } = house.staff;
    const own = await house.do(caseworker, registerIntake, report(freshNumber()));
    const elsewhere = freshNumber();
    const guardian = strangersNumber(8);
    const words = { givenName: "Karin", familyName: "Lund" };
    const source = { kind: "vårdnadshavare", validFrom: "2026-01-01", source: "folkbokföringen", sourceOn: "2026-03-02" };
    const theirs = await house.do(stranger, registerIntake, report(elsewhere));
    await house.do(stranger, confirmGuardian, { caseId: theirs.caseId, ...words, ...source, identityNumber: guardian });
    await search(caseworker, searchLimit.most);
    const move = (number: string) => act(caseworker, { ...report(number), ...own, reason: "Fel barn." }, moveIntake);
    expect(told(await move(elsewhere))).toBe(told(await move(freshNumber())));
    const confirm = (identityNumber: string) =>
      act(caseworker, { caseId: own.caseId, ...words, ...source, identityNumber }, confirmGuardian);
    const answers = [await confirm(guardian), await confirm(strangersNumber(9)), await confirm(numberOf("analyst"))].map(told);
    expect(new Set(answers).size).toBe(1);
  });
});
