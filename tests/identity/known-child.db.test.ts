import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { unusual } from "../../src/platform/access/searching.ts";
import type { StaffActor } from "../../src/platform/core/actor.ts";
import { perform } from "../../src/platform/core/door.ts";
import type { Action } from "../../src/platform/core/door.ts";
import type { Problem, Result } from "../../src/platform/basics/result.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { registerIntake } from "../../src/casework/intake/actions/register-intake.ts";
import { confirmGuardian } from "../../src/casework/people/actions/confirm-guardian.ts";
import { getCase } from "../../src/casework/case/queries/get-case.ts";
import { timelineOf } from "../../src/portals/desk/timeline.ts";
import { searchPerson } from "../../src/portals/desk/queries/search-person.ts";
import { openHouse, reportOfConcern } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { adults, children, numberAt } from "../support/identities.ts";
import { giveNumbers, numberOf, strangersNumber } from "../support/numbered.ts";

/**
 * A number alone joins nobody: where the words beside it are not those of the person who is known, nothing is done until somebody has
 * compared the two. Nothing that was typed is dropped or overwritten in silence, and the stop tells no more than a search does.
 */
let house: House;
beforeAll(async () => {
  house = await openHouse();
  await giveNumbers(house);
});
afterAll(() => house.database.drop());

const me = () => house.staff.caseworker;
let next = 0;
const freshNumber = () => numberAt(children, next++);
const dayOf = (number: string) => `${number.slice(0, 4)}-${number.slice(4, 6)}-${number.slice(6, 8)}`;
const act = (actor: StaffActor, input: unknown, confirmed: readonly string[] = [], action: Action = registerIntake as unknown as Action) =>
  perform(house.door, action, actor, input, { requestId: randomUUID(), confirmed }) as Promise<Result<Record<string, string>>>;
const report = (identityNumber: string, given: Readonly<Record<string, unknown>> = {}) =>
  reportOfConcern({ identityNumber, birthDate: undefined, ...given });
const stopOf = (result: Result<unknown>): Problem => {
  if (result.ok || result.error.code !== "identity-differs") throw new Error(`No stop: ${JSON.stringify(result)}`);
  return result.error;
};
const answer = (stop: Problem, ...starts: readonly string[]) =>
  starts.map((start) => stop.questions?.find((one) => one.id.startsWith(`${start}=`))?.id ?? `missing ${start}`);
const personOf = async (number: string) =>
  (
    await sql<Record<string, unknown>>`select given_name, family_name, birth_date, sex, protected_identity, language, interpreter_need
      from people.person where identity_number = ${number}`.execute(house.database.owner)
  ).rows[0];
const intakesOf = async (number: string) =>
  (
    await sql`select i.id from intake.intake i join intake.case_file c on c.municipality_id = i.municipality_id and c.id = i.case_id
      join people.person p on p.municipality_id = c.municipality_id and p.id = c.child_id where p.identity_number = ${number}`.execute(
      house.database.owner,
    )
  ).rows.length;

describe("a known child's number beside other words", () => {
  test.each([
    ["another name", { givenName: "Elsa", familyName: "Annan" }, ["givenName", "familyName"]],
    ["another given name", { givenName: "Elsa" }, ["givenName"]],
    ["another birth date", { birthDate: "2015-01-02" }, ["birthDate"]],
    ["another sex", { sex: "man" }, ["sex"]],
  ])("stops: %s, and nothing is written", async (_what, typed, fields) => {
    const number = freshNumber();
    await house.do(me(), registerIntake, report(number));
    const stop = stopOf(await act(me(), report(number, typed)));
    expect(stop.fields?.map((one) => one.field)).toEqual(fields);
    expect(stop.comparison?.filter((one) => one.differs).map((one) => one.field)).toEqual(fields);
    expect(answer(stop, "same.keep", "same.correct", "same.other").join()).not.toContain("missing");
    expect(await intakesOf(number)).toBe(1);
    expect(await personOf(number)).toMatchObject({ given_name: "Alva", birth_date: dayOf(number), sex: "kvinna" });
  });

  test("is joined without a stop where the name is equal enough: case, accents, order, a double name", async () => {
    const number = freshNumber();
    await house.do(me(), registerIntake, report(number, { givenName: "Åsa Maria", familyName: "Öberg-Lund" }));
    for (const [givenName, familyName] of [
      ["asa", "OBERG LUND"],
      ["Maria Åsa", "Öberg"],
      ["Öberg-Lund", "Åsa Maria"],
    ])
      expect((await act(me(), report(number, { givenName, familyName }))).ok, `${givenName} ${familyName}`).toBe(true);
    expect(await personOf(number)).toMatchObject({ given_name: "Åsa Maria", family_name: "Öberg-Lund" });
  });

  test("the same child, the known stays: it is joined, and what was typed stands in the case", async () => {
    const number = freshNumber();
    await house.do(me(), registerIntake, report(number));
    const typed = report(number, { givenName: "Elsa" });
    const stop = stopOf(await act(me(), typed));
    const { caseId } = valueOf(await act(me(), typed, answer(stop, "same.keep")));
    expect(await personOf(number)).toMatchObject({ given_name: "Alva" });
    const parts = valueOf(await house.read(me(), getCase, { caseId }));
    expect(parts.person_reviews).toMatchObject([
      { kept: ["givenName"], taken: [], known: { givenName: "Alva" }, typed: { givenName: "Elsa" } },
    ]);
    expect(
      timelineOf(parts)
        .map((one) => one.text)
        .join(),
    ).toContain("Förnamn: känt Alva, uppgivet Elsa. Det kända står kvar.");
  });

  test("the same child, the known is corrected: only with a source, and with a trace", async () => {
    const number = freshNumber();
    await house.do(me(), registerIntake, report(number));
    const typed = report(number, { familyName: "Nyman", birthDate: "2015-03-04" });
    const stop = stopOf(await act(me(), typed));
    const correct = answer(stop, "same.correct");
    const without = stopOf(await act(me(), typed, correct));
    expect(without.fields?.map((one) => one.field)).toEqual(["correctionSource", "correctionSourceOn"]);
    const told = { ...typed, correctionSource: "uppgift från någon", correctionSourceOn: "2026-03-02" };
    expect(stopOf(await act(me(), told, correct)).fields?.map((one) => one.field)).toEqual(["correctionSourceDetail"]);
    const { caseId } = valueOf(await act(me(), { ...told, correctionSourceDetail: "modern" }, correct));
    expect(await personOf(number)).toMatchObject({ family_name: "Nyman", birth_date: "2015-03-04", given_name: "Alva" });
    const [review] = valueOf(await house.read(me(), getCase, { caseId })).person_reviews;
    expect(review).toMatchObject({ taken: ["familyName", "birthDate"], known: { familyName: "Testsson" }, source_detail: "modern" });
  });

  test("not the same child: the number must be changed, and until it is nothing is written", async () => {
    const number = freshNumber();
    await house.do(me(), registerIntake, report(number));
    const typed = report(number, { givenName: "Elsa" });
    const other = answer(stopOf(await act(me(), typed)), "same.other");
    expect(stopOf(await act(me(), typed, other)).fields?.map((one) => one.field)).toEqual(["identityNumber"]);
    expect((await act(me(), { ...typed, identityNumber: freshNumber() }, other)).ok).toBe(true);
    expect(await intakesOf(number)).toBe(1);
  });

  test("an answer is of exactly what was compared: two answers, another name, another child, another person ask anew", async () => {
    const [number, second] = [freshNumber(), freshNumber()];
    await house.do(me(), registerIntake, report(number));
    await house.do(me(), registerIntake, report(second));
    const typed = report(number, { givenName: "Elsa" });
    const stop = stopOf(await act(me(), typed));
    const keep = answer(stop, "same.keep");
    stopOf(await act(me(), typed, [...keep, ...answer(stop, "same.correct")]));
    stopOf(await act(me(), { ...typed, givenName: "Siv" }, keep));
    stopOf(await act(me(), { ...typed, identityNumber: second }, keep));
    stopOf(await act(house.staff.colleague, typed, keep));
    await sql`update people.person set given_name = 'Ny' where identity_number = ${number}`.execute(house.database.owner);
    stopOf(await act(me(), typed, keep));
    expect([await intakesOf(number), await intakesOf(second)]).toEqual([1, 1]);
  });

  test("two who register the same new child at once under different names: the second is asked", async () => {
    const number = freshNumber();
    const both = await Promise.all([act(me(), report(number)), act(house.staff.colleague, report(number, { givenName: "Elsa" }))]);
    expect(both.map((one) => (one.ok ? "ok" : one.error.code)).sort()).toEqual(["identity-differs", "ok"]);
    expect(await intakesOf(number)).toBe(1);
  });

  test("a child known by an import is compared too, and keeps its identifier", async () => {
    const number = freshNumber();
    const id = randomUUID();
    await sql`insert into extract.child (municipality_id, id, external_id, sex, birth_date, identity_number)
      values (${house.municipalityId}, ${id}::uuid, ${id}, 'pojke', '2014-02-03', ${number})`.execute(house.database.owner);
    const stop = stopOf(await act(me(), report(number, { birthDate: "2016-05-14" })));
    expect(stop.fields?.map((one) => one.field)).toEqual(["birthDate", "sex"]);
    expect((await act(me(), report(number, { birthDate: "2016-05-14" }), answer(stop, "same.keep"))).ok).toBe(true);
    expect(await personOf(number)).toMatchObject({ birth_date: "2014-02-03", sex: "man" });
    const { rows } = await sql<{ id: string }>`select id from people.person where identity_number = ${number}`.execute(
      house.database.owner,
    );
    expect(rows[0]?.id).toBe(id);
  });
});

describe("what was typed beside and is not known", () => {
  test("language, interpreter and protection are offered one by one: taken or left, never in silence", async () => {
    const number = freshNumber();
    await house.do(me(), registerIntake, report(number, { language: "arabiska" }));
    const typed = report(number, { language: "somaliska", interpreterNeed: "ja", protectedIdentity: "sekretessmarkering" });
    const stop = stopOf(await act(me(), typed));
    expect(stop.comparison?.map(({ field, known, typed: said }) => [field, known, said])).toEqual([
      ["protectedIdentity", "ingen", "sekretessmarkering"],
      ["language", "arabiska", "somaliska"],
      ["interpreterNeed", "", "ja"],
    ]);
    stopOf(await act(me(), typed, answer(stop, "language.keep", "interpreterNeed.take")));
    const all = answer(stop, "language.keep", "interpreterNeed.take", "protectedIdentity.take");
    const { caseId } = valueOf(await act(me(), typed, all));
    expect(await personOf(number)).toMatchObject({
      language: "arabiska",
      interpreter_need: true,
      protected_identity: "sekretessmarkering",
    });
    const [review] = valueOf(await house.read(me(), getCase, { caseId })).person_reviews;
    expect(review).toMatchObject({ kept: ["language"], typed: { language: "somaliska" } });
  });

  test("a protection is never lowered by a report, and what the report said of it stands in the case", async () => {
    const number = freshNumber();
    await house.do(me(), registerIntake, report(number, { protectedIdentity: "skyddad folkbokföring" }));
    for (const protectedIdentity of ["ingen", "sekretessmarkering"])
      expect((await act(me(), report(number, { protectedIdentity }))).ok).toBe(true);
    expect(await personOf(number)).toMatchObject({ protected_identity: "skyddad folkbokföring" });
    const { caseId } = valueOf(await act(me(), report(number)));
    expect(valueOf(await house.read(me(), getCase, { caseId })).person_reviews).toMatchObject([
      { kept: ["protectedIdentity"], typed: { protectedIdentity: "sekretessmarkering" } },
    ]);
  });

  test("somebody known only as an adult beside a child: birth date and sex that are missing are filled in, with a trace", async () => {
    const number = freshNumber();
    const { caseId } = await house.do(me(), registerIntake, report(freshNumber()));
    const confirmed = { caseId, givenName: "Alva", familyName: "Testsson", identityNumber: number, kind: "vårdnadshavare" };
    await house.do(me(), confirmGuardian, { ...confirmed, validFrom: "2026-01-01", source: "folkbokföringen", sourceOn: "2026-03-02" });
    const own = await house.do(me(), registerIntake, report(number));
    expect(await personOf(number)).toMatchObject({ birth_date: dayOf(number), sex: "kvinna" });
    expect(valueOf(await house.read(me(), getCase, { caseId: own.caseId })).person_reviews).toMatchObject([
      { taken: ["birthDate", "sex"] },
    ]);
  });
});

describe("whoever may not see the child's case", () => {
  test("is shown no more than the two versions, may not correct, and what was typed is kept for those who work there", async () => {
    const number = freshNumber();
    const { caseId } = await house.do(me(), registerIntake, report(number));
    const typed = report(number, { givenName: "Elsa", language: "arabiska" });
    const stop = stopOf(await act(house.staff.stranger, typed));
    expect(answer(stop, "same.keep", "same.correct")[1]).toBe("missing same.correct");
    expect(JSON.stringify(stop)).not.toContain(caseId as string);
    expect(stop.comparison?.map((one) => one.field)).not.toContain("language");
    const receipt = valueOf(await act(house.staff.stranger, typed, answer(stop, "same.keep")));
    expect(receipt).toEqual({ maySee: false });
    expect(valueOf(await house.read(me(), getCase, { caseId })).person_reviews).toMatchObject([{ kept: ["givenName", "language"] }]);
  });

  test("hides nobody: a protection that is typed stands in the case, and the child is found as before", async () => {
    const number = freshNumber();
    const { caseId } = await house.do(me(), registerIntake, report(number));
    const typed = report(number, { protectedIdentity: "fingerade personuppgifter" });
    expect(valueOf(await act(house.staff.stranger, typed))).toEqual({ maySee: false });
    expect(await personOf(number)).toMatchObject({ protected_identity: "ingen" });
    expect(valueOf(await house.read(me(), getCase, { caseId })).person_reviews).toMatchObject([
      { kept: ["protectedIdentity"], taken: [], typed: { protectedIdentity: "fingerade personuppgifter" } },
    ]);
  });

  test.each([
    ["a protected child", () => ({ protectedIdentity: "sekretessmarkering" })],
    ["one that may be the own family's", () => ({ guardian1Number: numberOf("stranger") })],
  ])("of %s, is neither stopped nor told that the number is known; those who work there see what was typed", async (_whose, given) => {
    const number = freshNumber();
    const { caseId } = await house.do(me(), registerIntake, report(number, given()));
    const typed = { givenName: "Elsa", language: "arabiska", birthDate: "2015-01-02" };
    expect(valueOf(await act(house.staff.stranger, report(number, typed)))).toEqual({ maySee: false });
    expect(await personOf(number)).toMatchObject({ given_name: "Alva", birth_date: dayOf(number), language: null });
    const kept = ["givenName", "birthDate", "language"];
    expect(valueOf(await house.read(me(), getCase, { caseId })).person_reviews).toMatchObject([
      { kept, taken: [], typed: { givenName: "Elsa" } },
    ]);
  });

  test("of a protected child, a birth date that is wrong in itself tells nothing: as for a number that nobody knows", async () => {
    const number = freshNumber();
    await house.do(me(), registerIntake, report(number, { protectedIdentity: "sekretessmarkering" }));
    for (const birthDate of ["1990-01-01", "2026-03-03"]) {
      const [known, unknown] = [
        await act(house.staff.stranger, report(number, { birthDate })),
        await act(house.staff.stranger, report(freshNumber(), { birthDate })),
      ];
      expect(known, birthDate).toMatchObject({ ok: false, error: { code: "invalid-input" } });
      expect(known).toEqual(unknown);
    }
    expect(await intakesOf(number)).toBe(1);
  });

  test("a report that came before the day in the number is asked about, and taken with a birth date of its own", async () => {
    const number = freshNumber();
    const early = { receivedOn: "1999-03-02" };
    expect(await act(me(), report(number, early))).toMatchObject({ ok: false, error: { fields: [{ field: "identityNumber" }] } });
    expect((await act(me(), report(number, { receivedOn: dayOf(number) }))).ok).toBe(true);
    expect((await act(me(), report(freshNumber(), { ...early, birthDate: "2010-01-01" }))).ok).toBe(false);
  });

  test("of a child that only an import knows, is counted and logged too", async () => {
    const { colleague } = house.staff;
    const [number, id] = [freshNumber(), randomUUID()];
    await sql`insert into extract.child (municipality_id, id, external_id, sex, birth_date, identity_number)
      values (${house.municipalityId}, ${id}::uuid, ${id}, 'pojke', '2014-02-03', ${number})`.execute(house.database.owner);
    const tries = 41;
    const codes: string[] = [];
    for (let turn = 0; turn < tries; turn += 1) {
      const told = await act(colleague, report(number, { birthDate: "2016-05-14" }));
      codes.push(told.ok ? "ok" : told.error.code);
    }
    expect(codes.at(-1)).toBe("too-many");
    const read = await sql`select from audit.event where actor_id = ${colleague.staffId}::uuid and action = 'people.compare-person'
      and ${id}::uuid = any (subject_ids)`.execute(house.database.owner);
    expect(read.rows).toHaveLength(codes.filter((code) => code === "identity-differs").length);
    expect(await house.read(colleague, searchPerson, { number })).toMatchObject({ ok: false, error: { code: "too-many" } });
  });

  test("is counted, watched and logged as one who searches: no way around the limit of searching", async () => {
    const { otherLeader } = house.staff;
    const number = freshNumber();
    await house.do(me(), registerIntake, report(number));
    const tries = Array.from({ length: unusual.anHour + 1 }, (_, index) => report(number, { givenName: `Elsa${index}` }));
    for (const one of tries) stopOf(await act(otherLeader, one));
    const { rows } = await sql<{ kind: string }>`select kind from access.review_item where staff_id = ${otherLeader.staffId}::uuid`.execute(
      house.database.owner,
    );
    expect(rows.map((row) => row.kind)).toEqual(["ovanlig sökning"]);
    const read =
      await sql`select from audit.event where actor_id = ${otherLeader.staffId}::uuid and action = 'people.compare-person' and kind = 'read'
      and cardinality(subject_ids) > 1`.execute(house.database.owner);
    expect(read.rows).toHaveLength(tries.length);
    let last: Result<unknown> = await act(otherLeader, tries[0]);
    for (let turn = 0; turn < 25 && !last.ok && last.error.code === "identity-differs"; turn++) last = await act(otherLeader, tries[0]);
    expect(last).toMatchObject({ ok: false, error: { code: "too-many" } });
    expect(last.ok ? "" : last.error.comparison).toBeUndefined();
    expect(await house.read(otherLeader, searchPerson, { number })).toMatchObject({ ok: false, error: { code: "too-many" } });
  });
});

describe("a guardian's number beside another name", () => {
  const source = { kind: "vårdnadshavare", validFrom: "2026-01-01", source: "folkbokföringen", sourceOn: "2026-03-02" };
  const confirm = (input: unknown, confirmed: readonly string[] = []) => act(me(), input, confirmed, confirmGuardian as unknown as Action);
  const ownCase = async () => (await house.do(me(), registerIntake, report(freshNumber()))).caseId ?? "";
  /** Somebody whom only the stranger's case knows: its child or that child's guardian. */
  const elsewhere = async (protectedIdentity: string, guardian?: string) => {
    const child = freshNumber();
    const words = { givenName: "Hemlig", familyName: "Dold" };
    const { caseId } = await house.do(house.staff.stranger, registerIntake, report(child, { ...words, protectedIdentity }));
    if (guardian === undefined) return { caseId: caseId ?? "", number: child };
    await house.do(house.staff.stranger, confirmGuardian, { caseId, ...words, identityNumber: guardian, ...source });
    return { caseId: caseId ?? "", number: guardian };
  };

  test.each([
    ["a protected child's guardian", () => elsewhere("sekretessmarkering", strangersNumber(2))],
    ["a protected child", () => elsewhere("skyddad folkbokföring")],
  ])("of %s, whoever confirms it in a case of their own never reads the known name, however often", async (_whose, known) => {
    const { caseId: there, number } = await known();
    const typed = { givenName: "Karin", familyName: "Lund", identityNumber: number, ...source };
    const own = [await ownCase(), await ownCase()];
    for (const caseId of own) {
      expect((await confirm({ caseId, ...typed })).ok).toBe(true);
      const parts = valueOf(await house.read(me(), getCase, { caseId }));
      expect(parts.guardians).toMatchObject([{ given_name: "Karin", family_name: "Lund" }]);
      expect(JSON.stringify(parts)).not.toMatch(/Hemlig|Dold/u);
    }
    const reported = await act(me(), report(number, { birthDate: "2016-05-14" }));
    expect(JSON.stringify(reported)).not.toMatch(/Hemlig|Dold/u);
    const reviews = valueOf(await house.read(house.staff.stranger, getCase, { caseId: there })).person_reviews;
    expect(reviews.map((one) => one.typed.givenName)).toContain("Karin");
  });

  test("an answer to a claim that is not there tries no number", async () => {
    const { number } = await elsewhere("ingen", strangersNumber(6));
    const typed = {
      caseId: await ownCase(),
      claimId: randomUUID(),
      givenName: "Karin",
      familyName: "Lund",
      identityNumber: number,
      ...source,
    };
    expect(await confirm(typed)).toMatchObject({ ok: false, error: { code: "changed-meanwhile" } });
  });

  test("confirming somebody in a case of one's own does not make one the one who corrects what others know", async () => {
    const { number } = await elsewhere("ingen", strangersNumber(4));
    const typed = { givenName: "Karin", familyName: "Lund", identityNumber: number, ...source };
    const [first, second] = [await ownCase(), await ownCase()];
    const stop = stopOf(await confirm({ caseId: first, ...typed }));
    expect((await confirm({ caseId: first, ...typed }, answer(stop, "same.keep"))).ok).toBe(true);
    expect(answer(stopOf(await confirm({ caseId: second, ...typed })), "same.correct")).toEqual(["missing same.correct"]);
  });

  test("what becomes of the name elsewhere is not read in a case that has confirmed the person", async () => {
    const { number } = await elsewhere("ingen", strangersNumber(5));
    const typed = { givenName: "Karin", familyName: "Dold", identityNumber: number, ...source };
    const caseId = await ownCase();
    const stop = stopOf(await confirm({ caseId, ...typed }));
    expect((await confirm({ caseId, ...typed }, answer(stop, "same.keep"))).ok).toBe(true);
    await sql`update people.person set given_name = 'Fingerad', protected_identity = 'fingerade personuppgifter'
      where identity_number = ${number}`.execute(house.database.owner);
    const parts = valueOf(await house.read(me(), getCase, { caseId }));
    expect(parts.person_reviews.map((one) => one.name)).toEqual(["Karin Dold"]);
    expect(JSON.stringify(parts)).not.toContain("Fingerad");
  });

  test("stops; kept or corrected by an answer, and the case has both versions", async () => {
    const number = strangersNumber(1);
    expect(adults).toContain(number);
    const [one, other] = [
      await house.do(me(), registerIntake, report(freshNumber())),
      await house.do(me(), registerIntake, report(freshNumber())),
    ];
    await house.do(me(), confirmGuardian, {
      caseId: one.caseId,
      givenName: "Maria",
      familyName: "Berg",
      identityNumber: number,
      ...source,
    });
    const typed = { caseId: other.caseId, givenName: "Karin", familyName: "Lund", identityNumber: number, ...source };
    const stop = stopOf(await confirm(typed));
    expect(stop.comparison?.map((row) => [row.known, row.typed])).toEqual([
      ["Maria", "Karin"],
      ["Berg", "Lund"],
    ]);
    expect(valueOf(await house.read(me(), getCase, { caseId: other.caseId })).guardians).toEqual([]);
    expect((await confirm(typed, answer(stop, "same.correct"))).ok).toBe(true);
    expect(await personOf(number)).toMatchObject({ given_name: "Karin", family_name: "Lund" });
    expect(valueOf(await house.read(me(), getCase, { caseId: other.caseId })).person_reviews).toMatchObject([
      { taken: ["givenName", "familyName"] },
    ]);
  });
});
