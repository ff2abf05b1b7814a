import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inMunicipality } from "../../src/platform/database/connect.ts";
import { addDays } from "../../src/platform/basics/dates.ts";
import { findThoseToCall } from "../../src/casework/meeting/queries/find-callable.ts";
import { informConcerned } from "../../src/casework/investigation/actions/inform-concerned.ts";
import { correctGuardian, endGuardianship } from "../../src/casework/people/actions/change-guardian.ts";
import { addDetail } from "../../src/casework/people/actions/add-detail.ts";
import { confirmGuardian } from "../../src/casework/people/actions/confirm-guardian.ts";
import { protectPerson } from "../../src/casework/people/actions/protect-person.ts";
import { getPerson } from "../../src/casework/people/queries/get-person.ts";
import { getShielded } from "../../src/casework/people/queries/get-shielded.ts";
import { makeGuardianExtract } from "../../src/portals/desk/actions/make-journal-extract.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { openHouse } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { grantWith, investigatedCase, lookAt } from "../support/investigated.ts";
import { giveNumbers, strangersNumber } from "../support/numbered.ts";
import { codeOf, faultsOf, saidOf } from "../support/outcomes.ts";

/** Custody counts by the day: who is told, who consents, who is called and who gets an extract is a guardian on that day. */
let house: House;
beforeAll(async () => {
  house = await openHouse();
  await giveNumbers(house);
});
afterAll(() => house.database.drop());

const opened = "2026-03-02";
const today = "2026-03-20";
let nextAdult = 0;
const freshAdult = () => strangersNumber(nextAdult++);
const me = () => house.staff.caseworker;
const read = { source: "folkbokföringen", sourceOn: opened };

async function investigated() {
  const one = await investigatedCase(house, {}, opened);
  house.at(today);
  const [first, second] = (await lookAt(house, one.caseId)).guardians;
  if (!first || !second) throw new Error("The report names two guardians.");
  return { ...one, first, second };
}
type One = Awaited<ReturnType<typeof investigated>>;

const informs = (one: One, happenedOn: string, given = {}) =>
  house.act(me(), informConcerned, {
    ...{ caseId: one.caseId, investigationId: one.investigationId, personId: one.first.id },
    ...{ outcome: "informerad", happenedOn, content: "Per telefon.", ...given },
  });
/** The same said to the database alone, taken back again. */
async function informsDirectly(one: One, happenedOn: string): Promise<boolean> {
  const undone = new Error("taken back");
  return inMunicipality(house.database.app, house.municipalityId, async (tx) => {
    await sql`insert into investigation.opened_information (municipality_id, id, case_id, investigation_id, person_id, outcome, happened_on, content, recorded_by, recorded_at)
      values (${house.municipalityId}, ${randomUUID()}, ${one.caseId}, ${one.investigationId}, ${one.first.id}, 'informerad', ${happenedOn}, 'Sagt.', ${me().staffId}, now())`.execute(
      tx,
    );
    throw undone;
  }).catch((cause: unknown) => {
    if (cause === undone) return true;
    if ((cause as { code?: string }).code === "FT082") return false;
    throw cause;
  });
}
const setCustody = (one: One, guardianshipId: string, validFrom: string, validTo?: string) =>
  house.act(me(), correctGuardian, {
    ...{ caseId: one.caseId, guardianshipId, givenName: one.first.given_name, familyName: one.first.family_name },
    ...{ kind: "vårdnadshavare", validFrom, ...(validTo === undefined ? {} : { validTo }), ...read },
  });

test("whoever is told was a guardian that day, whatever the days: the action and the database say the same", async () => {
  const one = await investigated();
  let guardianshipId = one.first.guardianship_id;
  const day = fc.integer({ min: 0, max: 18 }).map((n) => addDays(opened, n));
  const custody = fc
    .tuple(fc.integer({ min: -3, max: 18 }), fc.option(fc.integer({ min: 0, max: 15 }), { nil: undefined }))
    .map(([from, length]) => {
      const validFrom = addDays(opened, from);
      const end = length === undefined ? undefined : addDays(validFrom, length);
      return { validFrom, validTo: end !== undefined && end <= today ? end : undefined };
    });
  await fc.assert(
    fc.asyncProperty(custody, day, async ({ validFrom, validTo }, on) => {
      ({ guardianshipId } = valueOf(await setCustody(one, guardianshipId, validFrom, validTo)));
      const isGuardian = validFrom <= on && (validTo === undefined || on <= validTo);
      expect(await informsDirectly(one, on), `${validFrom}–${validTo ?? ""} on ${on}`).toBe(isGuardian);
      const told = await informs(one, on);
      expect(codeOf(told)).toBe(isGuardian ? "ok" : "invalid-input");
      if (!isGuardian) expect(saidOf(told)).toMatch(/vårdnadshavare (?:till och med|från och med) 2026-/u);
      // Who may be called, and who waits to be told, are guardians of today.
      const isNow = validFrom <= today && validTo === undefined;
      const callable = valueOf(await house.read(me(), findThoseToCall, { caseId: one.caseId })).people;
      expect(callable.some((person) => person.personId === one.first.id)).toBe(isNow || validTo === today);
    }),
    { numRuns: 25 },
  );
});

describe("a decision rests on guardians of its day", () => {
  const answers = (first: string, second = "samtycker") => [first, second];
  test.each([
    ["custody that ended before the decision gives no say", "2026-03-05", "2026-03-10", "guardians.0.answer"],
    ["custody that ended on the day of the decision does", "2026-03-10", "2026-03-10", ""],
    ["custody that ended between the decision and today does", "2026-03-15", "2026-03-10", ""],
  ])("%s", async (_what, endedOn, decidedOn, fields) => {
    const one = await investigated();
    const { caseId, first } = one;
    // Answered while both are shown as guardians; ended meanwhile.
    const people = (await lookAt(house, caseId)).guardians;
    await house.do(me(), endGuardianship, { caseId, guardianshipId: first.guardianship_id, endedOn, ...read });
    const given = { guardians: people.map(({ id }) => ({ personId: id, answer: "samtycker", givenOn: opened })), decidedOn };
    expect(faultsOf(await grantWith(house, one, answers("samtycker"), given))).toBe(fields);
    if (fields === "") return;
    // Not asked of whoever is none, the other alone carries it.
    const alone = given.guardians.map((each) =>
      each.personId === first.id ? { personId: each.personId, answer: "inte tillfrågad" } : each,
    );
    expect(codeOf(await grantWith(house, one, [], { ...given, guardians: alone }))).toBe("ok");
  });

  test("an answer from before custody began is no guardian's answer", async () => {
    const one = await investigated();
    valueOf(await setCustody(one, one.first.guardianship_id, "2026-03-08"));
    const day = (givenOn: string) => ({ answer: "samtycker", givenOn });
    const [a, b] = [one.first.id, one.second.id];
    const given = (on: string) => ({
      decidedOn: "2026-03-10",
      guardians: [
        { personId: a, ...day(on) },
        { personId: b, ...day(opened) },
      ],
    });
    expect(faultsOf(await grantWith(house, one, [], given("2026-03-07")))).toBe("guardians.0.givenOn");
    expect(codeOf(await grantWith(house, one, [], given("2026-03-08")))).toBe("ok");
  });
});

test("an extract is for a guardian of today, and the refusal says why", async () => {
  const one = await investigated();
  const ended = await house.do(me(), endGuardianship, {
    caseId: one.caseId,
    guardianshipId: one.first.guardianship_id,
    endedOn: "2026-03-19",
    ...read,
  });
  const made = await house.act(me(), makeGuardianExtract, { caseId: one.caseId, ...ended, harmReasoning: "Nej.", reporter: "visas" });
  expect(saidOf(made)).toContain("var vårdnadshavare till och med 2026-03-19");
});

test("nobody is a guardian twice on a day", async () => {
  const one = await investigated();
  const words = { givenName: "Ida", familyName: "Ek", kind: "vårdnadshavare", ...read, identityNumber: freshAdult() };
  const first = await house.do(me(), confirmGuardian, { caseId: one.caseId, ...words, validFrom: "2026-03-03" });
  const ended = await house.do(me(), endGuardianship, { caseId: one.caseId, ...first, endedOn: "2026-03-10", ...read });
  const again = (validFrom: string) => house.act(me(), confirmGuardian, { caseId: one.caseId, ...words, validFrom });
  expect(codeOf(await again("2026-03-10"))).toBe("already-guardian");
  const second = valueOf(await again("2026-03-11"));
  // A correction may not reach into the other either.
  const { identityNumber } = words;
  const back = { caseId: one.caseId, ...second, ...words, identityNumber, validFrom: "2026-03-09" };
  expect(faultsOf(await house.act(me(), correctGuardian, back))).toBe("validFrom");
  expect(ended.guardianshipId).not.toBe(second.guardianshipId);
});

describe("a guardian whose number is corrected is the same guardian", () => {
  const corrects = (one: One) =>
    house.do(me(), correctGuardian, {
      ...{ caseId: one.caseId, guardianshipId: one.first.guardianship_id, identityNumber: freshAdult() },
      ...{ givenName: one.first.given_name, familyName: one.first.family_name, kind: "vårdnadshavare", validFrom: "2016-05-14", ...read },
    });
  const now = async (one: One) => (await lookAt(house, one.caseId)).guardians.find((each) => each.id !== one.second.id);

  test("kept uninformed under the former number is kept so under the new", async () => {
    const one = await investigated();
    valueOf(await informs(one, opened, { outcome: "särskilda skäl", content: "Hot.", reviewOn: "2026-04-01" }));
    const guardianship = await corrects(one);
    const guardian = await now(one);
    expect(guardian?.id).not.toBe(one.first.id);
    const { people } = valueOf(await house.read(me(), findThoseToCall, { caseId: one.caseId }));
    expect(people.find((each) => each.personId === guardian?.id)).toMatchObject({ isKeptUninformed: true });
    const made = await house.act(me(), makeGuardianExtract, {
      caseId: one.caseId,
      ...guardianship,
      harmReasoning: "Nej.",
      reporter: "visas",
    });
    expect(codeOf(made)).toBe("kept-uninformed");
  });

  test("told under the former number does not wait to be told", async () => {
    const one = await investigated();
    valueOf(await informs(one, opened));
    await corrects(one);
    const { obligations, investigations } = await lookAt(house, one.caseId);
    const waiting = obligations.flatMap((each) =>
      "person_id" in each.facts && each.facts.person_id !== null ? [each.facts.person_id] : [],
    );
    expect(waiting).toEqual([]);
    const told = new Set(investigations[0]?.informed.map((each) => each.person_id));
    expect(told).toEqual(new Set([one.second.id, (await now(one))?.id]));
  });

  test("address, telephone and language follow, protection above all, and nothing stays with the wrong number", async () => {
    const one = await investigated();
    const { caseId } = one;
    const detail = (kind: string, words: string) =>
      house.do(me(), addDetail, { caseId, personId: one.first.id, kind, detail: words, validFrom: "2024-01-01", ...read });
    await detail("folkbokföringsadress", "Storgatan 1");
    await detail("språk", "arabiska");
    const said = { caseId, personId: one.first.id, protectedIdentity: "sekretessmarkering", validFrom: "2026-01-01", ...read };
    await house.do(me(), protectPerson, said);
    await corrects(one);
    const guardian = await now(one);
    const personId = guardian?.id ?? "";
    expect(guardian?.protected_identity).toBe("sekretessmarkering");
    const page = valueOf(await house.read(me(), getPerson, { caseId, personId }));
    expect(page.details.map((each) => [each.kind, each.detail, each.validFrom])).toEqual([["språk", "arabiska", "2024-01-01"]]);
    const shielded = valueOf(await house.read(me(), getShielded, { caseId, personId }));
    expect(shielded.details.map((each) => each.detail)).toEqual(["Storgatan 1"]);
    const { rows } = await sql`select 1 from people.standing_detail where person_id = ${one.first.id}::uuid`.execute(house.database.owner);
    expect(rows).toEqual([]);
  });
});
