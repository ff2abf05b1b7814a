import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StaffActor } from "../../src/platform/core/actor.ts";
import { perform } from "../../src/platform/core/door.ts";
import type { Action } from "../../src/platform/core/door.ts";
import type { Problem, Result } from "../../src/platform/basics/result.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { registerIntake } from "../../src/casework/intake/actions/register-intake.ts";
import { getCase } from "../../src/casework/case/queries/get-case.ts";
import { openHouse, reportOfConcern } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { children, numberAt } from "../support/identities.ts";
import { codeOf, faultsOf, saidOf } from "../support/outcomes.ts";

/**
 * Children that a day and a family name do not tell apart, and one that is not born: each twin has a case of its own, and a report is never put
 * on the other; nobody registers a child that is still to come, and whoever tries is told where the report belongs.
 */
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.database.drop());

const me = () => house.staff.caseworker;
type Receipt = { maySee: boolean; caseId?: string; intakeId?: string };
const send = (input: unknown, confirmed: readonly string[] = [], actor: StaffActor = me()) =>
  perform(house.door, registerIntake as unknown as Action, actor, input, { requestId: randomUUID(), confirmed }) as Promise<
    Result<Receipt>
  >;
const stopOf = (result: Result<unknown>, code: string): Problem => {
  if (result.ok || result.error.code !== code) throw new Error(`No such stop: ${JSON.stringify(result)}`);
  return result.error;
};
const answers = (stop: Problem, start: string) =>
  (stop.questions ?? []).filter((one) => one.id.startsWith(`${start}=`)).map((one) => one.id);
const caseOf = async (result: Promise<Result<Receipt>>) => valueOf(await result).caseId ?? "";
const intakesIn = async (caseId: string) => valueOf(await house.read(me(), getCase, { caseId })).intakes.length;
const cases = async () => (await sql`select from intake.case_file`.execute(house.database.owner)).rows.length;

let family = 0;
/** Two children of one family, of no other test. */
const twins = (one: Readonly<Record<string, unknown>> = {}, other: Readonly<Record<string, unknown>> = {}) => {
  family += 1;
  const both = { familyName: `Par${String.fromCodePoint(96 + family)}berg`, birthDate: "2020-02-02" };
  return [
    reportOfConcern({ ...both, givenName: "Elsa", ...one }),
    reportOfConcern({ ...both, givenName: "Nils", sex: "man", ...other }),
  ] as const;
};

/** Day and sex of a number. */
const alikeBy = (number: string) => `${number.slice(0, 8)} ${Number(number.at(-2)) % 2}`;
/** Numbers of children of one day and sex, as twins have: the n:th such pair of the test series. */
const twinNumbers = (place: number): readonly [string, string] => {
  const [one, other] = [...Map.groupBy(children, alikeBy).values()].filter((group) => group.length > 1)[place] ?? [];
  if (one === undefined || other === undefined) throw new RangeError(`The test series has no pair ${place}.`);
  return [one, other];
};

describe("twins", () => {
  test.each([
    ["of different sex", {}, {}],
    ["of the same sex", {}, { givenName: "Alma", sex: "kvinna" }],
    ["of no sex that is known", { sex: "okänt" }, { givenName: "Alma", sex: "okänt" }],
  ])("without numbers, %s, have a case each, and nobody is asked whether they are one child", async (_which, one, other) => {
    const [first, second] = twins(one, other);
    const [a, b] = [await caseOf(send(first)), await caseOf(send(second))];
    expect(a).not.toBe(b);
    expect([await intakesIn(a), await intakesIn(b)]).toEqual([1, 1]);
  });

  test("that are reported again are each put where they belong: the other is not even offered", async () => {
    const [first, second] = twins({}, { givenName: "Alma", sex: "kvinna" });
    const [a, b] = [await caseOf(send(first)), await caseOf(send(second))];
    const stop = stopOf(await send(second), "may-be-known");
    expect(answers(stop, "alike.same")).toHaveLength(1);
    expect(JSON.stringify(stop)).not.toContain("Elsa");
    expect(await caseOf(send(second, answers(stop, "alike.same")))).toBe(b);
    expect([await intakesIn(a), await intakesIn(b)]).toEqual([1, 2]);
  });

  test("that have no names yet are asked about, and told apart by the answer", async () => {
    const [first, second] = twins({ givenName: "Nyfödd", sex: "okänt" }, { givenName: "Nyfödd", sex: "okänt" });
    const a = await caseOf(send(first));
    const b = await caseOf(send(second, answers(stopOf(await send(second), "may-be-known"), "alike.none")));
    expect(b).not.toBe(a);
    // Of a third report it must be said which of the two.
    const stop = stopOf(await send(first), "may-be-known");
    expect(answers(stop, "alike.same")).toHaveLength(2);
    expect([await intakesIn(a), await intakesIn(b)]).toEqual([1, 1]);
  });

  test("with numbers of one day: the one's number beside the other's name stops with the two side by side, and writes nothing", async () => {
    const [one, other] = twinNumbers(0);
    const sex = Number(one.at(-2)) % 2 === 0 ? "kvinna" : "man";
    const [first, second] = twins(
      { identityNumber: one, birthDate: undefined, sex },
      { identityNumber: other, birthDate: undefined, sex, givenName: "Alma" },
    );
    const [a, b] = [await caseOf(send(first)), await caseOf(send(second))];
    expect(a).not.toBe(b);
    const stop = stopOf(await send({ ...second, identityNumber: one }), "identity-differs");
    expect(stop.comparison?.filter((row) => row.differs)).toMatchObject([{ field: "givenName", known: "Elsa", typed: "Alma" }]);
    expect([await intakesIn(a), await intakesIn(b)]).toEqual([1, 1]);
  });

  test("of whom one has a number: the other is not given it in silence, and a number that is typed is compared", async () => {
    const [one, other] = twinNumbers(1);
    const sex = Number(one.at(-2)) % 2 === 0 ? "kvinna" : "man";
    const birthDate = `${one.slice(0, 4)}-${one.slice(4, 6)}-${one.slice(6, 8)}`;
    const [first, second] = twins({ identityNumber: one, birthDate, sex }, { birthDate, sex, givenName: "Alma" });
    const [a, b] = [await caseOf(send(first)), await caseOf(send(second))];
    expect(a).not.toBe(b);
    expect(valueOf(await house.read(me(), getCase, { caseId: b })).child.identity_number).toBeNull();
    const numbered = { ...second, identityNumber: other };
    const stop = stopOf(await send(numbered), "may-be-known");
    expect(answers(stop, "alike.same")).toHaveLength(1);
    expect(await caseOf(send(numbered, answers(stop, "alike.same")))).toBe(b);
    expect(valueOf(await house.read(me(), getCase, { caseId: b })).child.identity_number).toBe(other);
    expect(valueOf(await house.read(me(), getCase, { caseId: a })).child.identity_number).toBe(one);
  });

  test("that two people register at the same time have a case each", async () => {
    const [first, second] = twins();
    const both = await Promise.all([send(first), send(second, [], house.staff.leader)]);
    expect(new Set(both.map((one) => (one.ok ? one.value.caseId : one.error.code))).size).toBe(2);
  });
});

describe("a child that is not born", () => {
  const numbered = { identityNumber: numberAt(children, 0), birthDate: undefined };
  test.each([
    ["whose day of birth is to come", { birthDate: "2026-06-01" }, "birthDate"],
    ["who was born after the report came in", { birthDate: "2026-03-02", receivedOn: "2026-03-01" }, "birthDate"],
    ["who was expected when the report came in", { birthDate: "2026-02-01", receivedOn: "2025-09-01" }, "birthDate"],
    ["whose number says a later day than the report's", { ...numbered, receivedOn: "2005-06-01" }, "identityNumber"],
  ])("%s is not registered; it is said at the field, and where the report belongs", async (_which, given, field) => {
    house.at("2026-03-02");
    const before = await cases();
    const refused = await send(reportOfConcern({ givenName: "Väntat", ...given }));
    expect([codeOf(refused), faultsOf(refused)]).toEqual(["invalid-input", field]);
    expect(saidOf(refused)).toContain("väntar");
    expect(await cases()).toBe(before);
  });

  test("is registered when it is born, from its very day", async () => {
    house.at("2026-03-02");
    const { ok } = await send(reportOfConcern({ givenName: "Dagens", familyName: "Fall", birthDate: "2026-03-02" }));
    expect(ok).toBe(true);
  });
});
