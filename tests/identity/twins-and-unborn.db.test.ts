import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StaffActor } from "../../src/platform/core/actor.ts";
import { perform } from "../../src/platform/core/door.ts";
import type { Action } from "../../src/platform/core/door.ts";
import type { Problem, Result } from "../../src/platform/basics/result.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { registerIntake } from "../../src/casework/intake/actions/register-intake.ts";
import { closeCase } from "../../src/casework/intake/actions/close-case.ts";
import { recordBirth } from "../../src/casework/intake/actions/record-birth.ts";
import { writeNote } from "../../src/casework/intake/actions/write-note.ts";
import { correctChild } from "../../src/casework/people/actions/correct-child.ts";
import { confirmGuardian } from "../../src/casework/people/actions/confirm-guardian.ts";
import { findThoseToCall } from "../../src/casework/meeting/queries/find-callable.ts";
import { getReceiptLetter } from "../../src/casework/party/queries/get-receipt-letter.ts";
import { settleDouble } from "../../src/casework/people/actions/settle-double.ts";
import { findDoubles } from "../../src/casework/people/queries/find-doubles.ts";
import { getPerson } from "../../src/casework/people/queries/get-person.ts";
import { inMunicipality } from "../../src/platform/database/connect.ts";
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

describe("a child that is expected", () => {
  const nameless = { givenName: undefined, familyName: undefined, birthDate: undefined };
  const expected = (given: Readonly<Record<string, unknown>> = {}) => {
    family += 1;
    const mother = { guardian1Given: "Anna", guardian1Family: `Vänt${String.fromCodePoint(96 + family)}son` };
    return reportOfConcern({ ...nameless, childKnown: "väntat", expectedOn: "2026-05-01", sex: "okänt", ...mother, ...given });
  };
  const lookAt = async (caseId: string) => valueOf(await house.read(me(), getCase, { caseId }));
  const clocksOf = async (caseId: string) => (await lookAt(caseId)).obligations.map((one) => one.rule_id);
  const born = { happened: "fött", bornOn: "2026-05-03", givenName: "Tuva", familyName: "Vänt", sex: "kvinna" };
  const told = { source: "uppgift från någon", sourceDetail: "modern", sourceOn: "2026-05-05" };
  const writes = (caseId: string, given: Readonly<Record<string, unknown>> = {}, who: StaffActor = me()) =>
    house.act(who, recordBirth, { caseId, ...born, ...told, ...given });
  const forge = (statement: ReturnType<typeof sql>) =>
    inMunicipality(house.database.app, house.municipalityId, (tx) => statement.execute(tx));

  test("has a case under the one who expects it: nothing of the child's runs, is done or is counted", async () => {
    house.at("2026-03-02");
    const caseId = await caseOf(send(expected()));
    const { child, guardian_claims: claims } = await lookAt(caseId);
    expect(child).toMatchObject({ given_name: "Väntat barn", birth_date: "2026-05-01", birth_date_known: "väntat" });
    expect(claims.map((one) => [one.given_name, one.expects])).toEqual([
      ["Anna", true],
      ["Johan", false],
    ]);
    expect(await clocksOf(caseId)).toEqual([]);
    house.at("2026-04-10");
    expect(await clocksOf(caseId)).toEqual(["expected-child"]);
    const { rows } = await sql`select 1 from countable.child where child_id = ${child.id}::uuid
      union all select 1 from countable.intake where child_id = ${child.id}::uuid
      union all select 1 from countable.extract_child where id = ${child.id}::uuid`.execute(house.database.owner);
    expect(rows).toEqual([]);
  });

  test("has no guardian to confirm, is called to nothing, and its reporter is told of no days of the law", async () => {
    house.at("2026-03-02");
    const caseId = await caseOf(send(expected()));
    const { guardian_claims: claims, intakes } = await lookAt(caseId);
    const confirms = {
      caseId,
      claimId: claims[0]?.id,
      givenName: "Anna",
      familyName: "Väntson",
      kind: "vårdnadshavare",
      validFrom: "2026-03-02",
    };
    expect(codeOf(await house.act(me(), confirmGuardian, { ...confirms, ...told, sourceOn: "2026-03-02" }))).toBe("not-born");
    expect(valueOf(await house.read(me(), findThoseToCall, { caseId })).people).toEqual([]);
    const { letter } = valueOf(await house.read(me(), getReceiptLetter, { caseId, intakeId: intakes[0]?.id ?? "" }));
    expect(letter.parts.map(([, words]) => words).join(" ")).toMatch(/När barnet är fött bedömer vi/u);
    expect(letter.parts.map(([, words]) => words).join(" ")).not.toMatch(/inom 14 dagar|genast/u);
    house.at("2026-05-05");
    valueOf(await writes(caseId));
    expect(valueOf(await house.read(me(), findThoseToCall, { caseId })).people).toHaveLength(1);
    valueOf(await house.act(me(), confirmGuardian, { ...confirms, ...told, validFrom: "2026-05-03" }));
  });

  test.each([
    ["without the one who expects it", { guardian1Given: undefined, guardian1Family: undefined }, "guardian1Given"],
    ["in an application", { type: "ansökan", reporterCategory: "vårdnadshavare", feedbackRequested: "nej" }, "type"],
    ["in a year", { expectedOn: "2027-05-01" }, "expectedOn"],
    ["without a day", { expectedOn: undefined }, "expectedOn"],
    ["without a day, and with another fault: all at once", { expectedOn: undefined, channel: undefined }, "channel,expectedOn"],
    [
      "without who expects it, and with another fault: all at once",
      { guardian1Given: undefined, guardian1Family: undefined, channel: undefined },
      "channel,guardian1Given",
    ],
  ])("%s is not registered", async (_which, given, field) => {
    house.at("2026-03-02");
    const refused = await send(expected(given));
    expect([codeOf(refused), faultsOf(refused)]).toEqual(["invalid-input", field]);
  });

  test("the database refuses what is of a child who is not born, whoever writes it", async () => {
    house.at("2026-03-02");
    const caseId = await caseOf(send(expected()));
    const { child, intakes } = await lookAt(caseId);
    const m = house.municipalityId;
    for (const statement of [
      sql`insert into intake.protection_assessment (municipality_id, id, case_id, intake_id, assessed_at, result, reasoning, recorded_by, recorded_at)
        values (${m}, gen_random_uuid(), ${caseId}, ${intakes[0]?.id}, now(), 'inget behov av omedelbart skydd', 'x', ${me().staffId}, now())`,
      sql`insert into participation.phase (municipality_id, id, case_id, kind, subject_id, opened_on, recorded_by, recorded_at)
        values (${m}, gen_random_uuid(), ${caseId}, 'förhandsbedömning', gen_random_uuid(), '2026-03-02', ${me().staffId}, now())`,
      sql`insert into people.guardianship (municipality_id, id, child_id, guardian_id, kind, valid_from, change, given_name, family_name, source, source_on, recorded_by, recorded_at)
        values (${m}, gen_random_uuid(), ${child.id}, gen_random_uuid(), 'vårdnadshavare', '2026-03-02', 'bekräftad', 'A', 'B', 'folkbokföringen', '2026-03-02',
          ${me().staffId}, now())`,
    ])
      await expect(forge(statement)).rejects.toMatchObject({ code: "FT130" });
  });

  test("is born: everything stays in what is its own case now, nothing is typed again, and the law's days run from when it was known", async () => {
    house.at("2026-03-02");
    const caseId = await caseOf(send(expected()));
    valueOf(await house.act(me(), writeNote, { caseId, happenedOn: "2026-03-02", text: "Vi har träffat Anna." }));
    house.at("2026-05-05");
    expect(codeOf(await writes(caseId, {}, house.staff.stranger))).toBe("not-permitted");
    expect(faultsOf(await writes(caseId, { sourceOn: "2026-05-01" }))).toBe("sourceOn");
    valueOf(await writes(caseId));
    const { child, notes, intakes, person_reviews: reviews } = await lookAt(caseId);
    expect(child).toMatchObject({ given_name: "Tuva", birth_date: "2026-05-03", birth_date_known: "dag", sex: "kvinna" });
    expect([notes.length, intakes.length, intakes[0]?.preliminary?.opened_on]).toEqual([1, 1, "2026-05-05"]);
    expect(reviews).toMatchObject([{ change: "född", valid_from: "2026-05-03", source_on: "2026-05-05" }]);
    const due = Object.fromEntries((await lookAt(caseId)).obligations.map((one) => [one.rule_id, one.due_on]));
    expect(due).toMatchObject({ "immediate-protection": "2026-05-05", "preliminary-assessment": "2026-05-19" });
    const { rows } = await sql`select received_on from countable.intake where child_id = ${child.id}::uuid`.execute(house.database.owner);
    expect(rows).toEqual([{ received_on: "2026-05-05" }]);
    expect(codeOf(await writes(caseId))).toBe("already-done");
  });

  test("who was reported for violence late in the day is born: its days run from when that was known, of the whole of that day", async () => {
    house.at("2026-03-02", "17:30");
    const caseId = await caseOf(send(expected({ receivedAt: "17:15", reasons: ["fysiskt våld"] })));
    house.at("2026-05-05");
    valueOf(await writes(caseId));
    const due = Object.fromEntries((await lookAt(caseId)).obligations.map((one) => [one.rule_id, one.due_on]));
    expect(due).toMatchObject({ "immediate-protection": "2026-05-05", "violence-means-investigation": "2026-05-05" });
  });

  test("is expected another day, and closed without an assessment where it is never born here", async () => {
    house.at("2026-03-02");
    const caseId = await caseOf(send(expected()));
    valueOf(
      await writes(caseId, {
        ...born,
        happened: "ny dag",
        expectedOn: "2026-05-20",
        bornOn: undefined,
        givenName: undefined,
        familyName: undefined,
        sex: undefined,
        sourceOn: "2026-03-02",
      }),
    );
    expect((await lookAt(caseId)).child).toMatchObject({ birth_date: "2026-05-20", birth_date_known: "väntat" });
    valueOf(await house.act(me(), closeCase, { caseId, closedOn: "2026-03-02", reason: "annat", note: "Familjen har flyttat utomlands." }));
  });

  test("born and reported by another under its name: the two are proposed as one, to whoever sees both", async () => {
    house.at("2026-03-02");
    const caseId = await caseOf(send(expected({ guardian1Family: "Havande" })));
    house.at("2026-05-10");
    const other = await caseOf(
      send(reportOfConcern({ givenName: "Lo", familyName: "Havande", birthDate: "2026-04-28", receivedOn: "2026-05-10" })),
    );
    const { child } = await lookAt(caseId);
    const { doubles } = valueOf(await house.read(me(), findDoubles, { childId: child.id }));
    expect(doubles.map((one) => one.why)).toEqual(["väntat barn i samma familj"]);
    expect(other).not.toBe(caseId);
    // Who is born is not made somebody expected, nor is the birth left unwritten; when it is written the two are one.
    const born = (await lookAt(other)).child;
    const [oneId = "", otherId = ""] = [child.id, born.id].toSorted();
    const settles = (leads: string) => {
      const same = { outcome: "samma", leads: leads === oneId ? "första" : "andra", decidedOn: "2026-05-10", reason: "Samma barn." };
      return house.act(me(), settleDouble, { oneId, otherId, ...same, source: "id-handling", sourceOn: "2026-05-10" });
    };
    for (const id of [child.id, born.id]) expect(faultsOf(await settles(id))).toBe("outcome");
    expect((await lookAt(other)).child).toMatchObject({ given_name: "Lo", birth_date_known: "dag" });
    valueOf(await writes(caseId, { bornOn: "2026-04-28", givenName: "Lo", familyName: "Havande", sex: "okänt", sourceOn: "2026-05-10" }));
    valueOf(await settles(born.id));
    expect((await lookAt(caseId)).intakes[0]?.preliminary?.opened_on).toBe("2026-05-10");
  });

  test("and born stays so, whoever writes it in the database", async () => {
    house.at("2026-03-02");
    const caseId = await caseOf(send(reportOfConcern({ givenName: "Kim", familyName: "Född" })));
    const { child } = await lookAt(caseId);
    const again = sql`update people.person set birth_date_known = 'väntat' where id = ${child.id}::uuid`;
    await expect(forge(again)).rejects.toMatchObject({ code: "FT153" });
  });
});

describe("a child whom nobody knows by name", () => {
  const nameless = { givenName: undefined, familyName: undefined, birthDate: undefined };
  const described = { ...nameless, childKnown: "okänt", birthYear: "2012", description: "Flicka i röd jacka vid stationen." };
  const lookAt = async (caseId: string) => valueOf(await house.read(me(), getCase, { caseId }));
  const read = { source: "id-handling", sourceOn: "2026-03-02" } as const;

  test("has a case with a description and about the year of birth; two of them are not taken for one", async () => {
    house.at("2026-03-02");
    const [a, b] = [await caseOf(send(reportOfConcern(described))), await caseOf(send(reportOfConcern(described)))];
    expect(a).not.toBe(b);
    const { child } = await lookAt(a);
    expect(child).toMatchObject({ name_known: false, birth_date: "2012-12-31", birth_date_known: "år", identity_number: null });
    const { details } = valueOf(await house.read(me(), getPerson, { caseId: a, personId: child.id }));
    expect(details).toMatchObject([{ kind: "beskrivning", detail: "Flicka i röd jacka vid stationen." }]);
    expect(valueOf(await house.read(me(), findDoubles, { childId: child.id })).doubles).toEqual([]);
    expect(faultsOf(await send(reportOfConcern({ ...described, birthYear: "1912" })))).toBe("birthYear");
    expect(faultsOf(await send(reportOfConcern({ ...described, description: undefined })))).toBe("description");
  });

  test("becomes somebody with a name; or is somebody who is known, and then the two are put to those who may know of both", async () => {
    house.at("2026-03-02");
    const [a, b] = [await caseOf(send(reportOfConcern(described))), await caseOf(send(reportOfConcern(described)))];
    const named = {
      change: "rättad",
      givenName: "Saga",
      familyName: "Funnen",
      birthDate: "2012-06-01",
      birthDateKnown: "dag",
      sex: "kvinna",
      ...read,
    };
    valueOf(await house.act(me(), correctChild, { caseId: a, ...named }));
    expect((await lookAt(a)).child).toMatchObject({ given_name: "Saga", name_known: true });
    const number = numberAt(children, 3);
    const known = await caseOf(
      send(reportOfConcern({ givenName: "Moa", familyName: "Känd", identityNumber: number, birthDate: undefined, sex: "okänt" })),
    );
    const refused = await house.act(me(), correctChild, { caseId: b, ...named, identityNumber: number });
    expect(codeOf(refused)).toBe("number-is-anothers");
    const [unnamed, other] = [(await lookAt(b)).child, (await lookAt(known)).child];
    const { doubles } = valueOf(await house.read(me(), findDoubles, { childId: unnamed.id }));
    expect(doubles.map((one) => one.why)).toEqual(["samma nummer uppgivet"]);
    const [oneId = "", otherId = ""] = [unnamed.id, other.id].toSorted();
    const settled = {
      outcome: "samma",
      leads: oneId === other.id ? "första" : "andra",
      decidedOn: "2026-03-02",
      reason: "Samma barn.",
      ...read,
    };
    valueOf(await house.act(me(), settleDouble, { oneId, otherId, ...settled }));
    expect((await lookAt(b)).child).toMatchObject({ given_name: "Moa", family_name: "Känd", name_known: true, identity_number: number });
    // Of somebody else's number nothing more is told than that it is another's.
    expect(codeOf(await house.act(house.staff.stranger, correctChild, { caseId: b, ...named, identityNumber: number }))).toBe(
      "not-permitted",
    );
  });
});
