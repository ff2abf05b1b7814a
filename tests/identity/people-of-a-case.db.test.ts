import { readFileSync } from "node:fs";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openInEmergency } from "../../src/portals/desk/actions/open-in-emergency.ts";
import { getCase } from "../../src/casework/case/queries/get-case.ts";
import { registerIntake } from "../../src/casework/intake/actions/register-intake.ts";
import { confirmGuardian } from "../../src/casework/people/actions/confirm-guardian.ts";
import { correctGuardian } from "../../src/casework/people/actions/change-guardian.ts";
import { correctChild } from "../../src/casework/people/actions/correct-child.ts";
import { protectPerson } from "../../src/casework/people/actions/protect-person.ts";
import { findGuardians } from "../../src/casework/people/queries/find-guardians.ts";
import { findPeople } from "../../src/casework/people/queries/find-people.ts";
import { getPerson } from "../../src/casework/people/queries/get-person.ts";
import { getShielded } from "../../src/casework/people/queries/get-shielded.ts";
import { timelineOf } from "../../src/portals/desk/timeline.ts";
import type { Query } from "../../src/platform/core/door.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { openCaseFor, openHouse, reportOfConcern } from "../support/casework.ts";
import type { House, StaffName } from "../support/casework.ts";
import { children, numberAt } from "../support/identities.ts";
import { giveNumbers, strangersNumber } from "../support/numbered.ts";
import { codeOf, faultsOf } from "../support/outcomes.ts";

/**
 * Everybody in a case has a page of their own: as this case knows them. What was wrong or has changed is a new row that points back; nothing is told
 * of what only another case knows; and how a protected person is reached stands nowhere but where it was asked for.
 */
let house: House;
beforeAll(async () => {
  house = await openHouse();
  await giveNumbers(house);
});
afterAll(() => house.database.drop());

const me = () => house.staff.caseworker;
let next = 40;
const freshNumber = () => numberAt(children, next++);
let nextAdult = 10;
const freshAdult = () => strangersNumber(nextAdult++);
/** A number out of the tax agency's series, of a child whose month or day of birth was not known. */
const openNumber = () => {
  const { coordination } = JSON.parse(readFileSync(new URL("../../demo/data/test-coordination-numbers.json", import.meta.url), "utf8")) as {
    readonly coordination: readonly string[];
  };
  return coordination.find((one) => one > "2006" && (one.slice(4, 6) === "00" || one.slice(6, 8) === "60")) ?? "";
};
const read = { source: "folkbokföringen", sourceOn: "2026-03-02" };
const phone = "070-174 06 05";

async function caseWith(given: Readonly<Record<string, unknown>> = {}) {
  const { caseId } = await openCaseFor(house, given);
  const { child } = valueOf(await house.read(me(), getCase, { caseId }));
  return { caseId, personId: child.id };
}
/** What the form of a correction holds from the start. */
async function formOf(caseId: string, personId: string) {
  const { mark, ...child } = valueOf(await house.read(me(), getPerson, { caseId, personId }));
  const { givenName, familyName, identityNumber, birthDate, sex } = child;
  return { caseId, change: "rättad", givenName, familyName, identityNumber: identityNumber ?? "", birthDate, sex, mark, ...read };
}
async function guardianIn(caseId: string, who: StaffName, given: Readonly<Record<string, unknown>> = {}) {
  const words = {
    givenName: "Maria",
    familyName: "Berg",
    identityNumber: freshAdult(),
    phone,
    kind: "vårdnadshavare",
    validFrom: "2018-01-01",
  };
  const { guardianshipId } = await house.do(house.staff[who], confirmGuardian, { caseId, ...words, ...read, ...given });
  const { people } = valueOf(await house.read(house.staff[who], findPeople, { caseId }));
  return {
    guardianshipId,
    personId: people.find((one) => !one.isChild)?.id ?? "",
    number: given["identityNumber"] ?? words.identityNumber,
  };
}

describe("what is known of the child is corrected", () => {
  test("as a row that says what stood before, since when and where it was read, and points at the one before it", async () => {
    const { caseId, personId } = await caseWith({ identityNumber: freshNumber(), birthDate: undefined });
    const first = await formOf(caseId, personId);
    await house.do(me(), correctChild, { ...first, familyName: "Tesson", language: "finska", interpreterNeed: "nej" });
    house.at("2026-03-02", "10:05");
    const second = { ...(await formOf(caseId, personId)), language: "finska", interpreterNeed: "nej" };
    const since = { change: "ändrad", validFrom: "2026-02-01" };
    await house.do(me(), correctChild, { ...second, ...since, familyName: "Ek", source: "uppgift från någon", sourceDetail: "mormor" });
    const { changes, ...person } = valueOf(await house.read(me(), getPerson, { caseId, personId }));
    expect(person).toMatchObject({ givenName: "Alva", familyName: "Ek", language: "finska", interpreterNeed: false, isChild: true });
    expect(changes).toMatchObject([
      { change: "ändrad", validFrom: "2026-02-01", known: { familyName: "Tesson" }, typed: { familyName: "Ek" }, sourceDetail: "mormor" },
      { change: "rättad", validFrom: null, known: { familyName: "Testsson", language: null }, by: "Test caseworker" },
    ]);
    const { rows } = await sql<{ points: boolean }>`select v.corrects_id is not distinct from (select w.id from people.person_review w
        where w.person_id = v.person_id and w.recorded_at <= v.recorded_at and w.id < v.id order by w.id desc limit 1) as points
      from people.person_review v where v.person_id = ${personId}::uuid`.execute(house.database.owner);
    expect(rows).toEqual([{ points: true }, { points: true }]);
    const parts = valueOf(await house.read(me(), getCase, { caseId }));
    expect(parts.child.family_name).toBe("Ek");
    const [event] = timelineOf(parts).filter((one) => one.heading.startsWith("Uppgifter ändrades"));
    expect(event?.text).toContain("Efternamn: känt Tesson, uppgivet Ek.");
    expect(event?.text).toContain("Gäller från och med 2026-02-01.");
  });

  test("by the one responsible or who leads the unit: others who see the case read, strangers see nothing", async () => {
    const { caseId, personId } = await caseWith();
    const said = { ...(await formOf(caseId, personId)), givenName: "Elsa" };
    for (const who of ["colleague", "stranger", "otherLeader", "analyst"] as const)
      expect([who, codeOf(await house.act(house.staff[who], correctChild, said))]).toEqual([who, "not-permitted"]);
    expect(codeOf(await house.read(house.staff.leader, getPerson, { caseId, personId }))).toBe("ok");
    expect(codeOf(await house.act(house.staff.leader, correctChild, said))).toBe("ok");
    for (const query of [getPerson, getShielded] as readonly Query<typeof getPerson.input>[])
      expect(codeOf(await house.read(house.staff.stranger, query, { caseId, personId }))).toBe("not-permitted");
  });

  test("of two who correct at once the second is told, and nothing is overwritten", async () => {
    const { caseId, personId } = await caseWith();
    const form = await formOf(caseId, personId);
    await house.do(me(), correctChild, { ...form, givenName: "Elsa" });
    expect(codeOf(await house.act(me(), correctChild, { ...form, familyName: "Ek" }))).toBe("changed-meanwhile");
    expect(valueOf(await house.read(me(), getPerson, { caseId, personId }))).toMatchObject({ givenName: "Elsa", familyName: "Testsson" });
  });

  test.each([
    ["no day since when", { change: "ändrad", givenName: "Elsa" }, ["validFrom"]],
    ["a change before the birth", { change: "ändrad", givenName: "Elsa", validFrom: "2016-05-13" }, ["validFrom"]],
    ["a day to come", { givenName: "Elsa", birthDate: "2026-03-03" }, ["birthDate"]],
    ["a number that is none, and a birth date to come", { identityNumber: "123", birthDate: "2026-03-03" }, ["birthDate"]],
    [
      "a number that is none, and a change before the birth",
      { identityNumber: "123", change: "ändrad", validFrom: "2015-01-01" },
      ["identityNumber", "validFrom"],
    ],
    ["somebody who is grown up", { birthDate: "1990-01-01" }, ["birthDate"]],
    ["somebody's word, and not whose", { givenName: "Elsa", source: "uppgift från någon" }, ["sourceDetail"]],
  ])("not with %s: the fault stands at its field", async (_what, given, faults) => {
    const { caseId, personId } = await caseWith();
    expect(faultsOf(await house.act(me(), correctChild, { ...(await formOf(caseId, personId)), ...given }))).toBe(faults.join());
  });

  test("not when nothing is changed", async () => {
    const { caseId, personId } = await caseWith();
    expect(codeOf(await house.act(me(), correctChild, await formOf(caseId, personId)))).toBe("nothing-changed");
  });

  test("a samordningsnummer whose month and day are not known is taken too", async () => {
    const { caseId, personId } = await caseWith({ birthDate: "2012-05-05" });
    const number = openNumber();
    await house.do(me(), correctChild, { ...(await formOf(caseId, personId)), identityNumber: number });
    expect(valueOf(await house.read(me(), getPerson, { caseId, personId })).identityNumber).toBe(number);
  });

  test.each(["ingen", "sekretessmarkering"])(
    "a number that is another's (%s) is not taken: the same words, counted as a search and logged",
    async (protectedIdentity) => {
      const taken = freshNumber();
      const elsewhere = { identityNumber: taken, birthDate: undefined, givenName: "Hemlig", familyName: "Dold", protectedIdentity };
      await house.do(house.staff.stranger, registerIntake, reportOfConcern(elsewhere));
      const { caseId, personId } = await caseWith();
      const refused = await house.act(me(), correctChild, { ...(await formOf(caseId, personId)), identityNumber: taken });
      expect(refused).toMatchObject({ ok: false, error: { code: "number-is-anothers", field: "identityNumber" } });
      expect(JSON.stringify(refused)).not.toMatch(/Hemlig|Dold|skydd|sekretess/u);
      const { rows } = await sql`select 1 from audit.event e join people.person p on p.id = any (e.subject_ids)
      where p.identity_number = ${taken} and e.kind = 'read' and e.actor_id = ${me().staffId}::uuid`.execute(house.database.owner);
      expect(rows).toHaveLength(1);
    },
  );
});

describe("a person of the case", () => {
  test("is shown as this case knows them: nothing that another case has written, nor that there is one", async () => {
    const own = await caseWith();
    const mother = await guardianIn(own.caseId, "caseworker");
    const theirs = await house.do(house.staff.stranger, registerIntake, reportOfConcern({ givenName: "Bo", birthDate: "2014-03-03" }));
    const there = theirs.caseId ?? "";
    const same = await guardianIn(there, "stranger", { identityNumber: mother.number, phone: "08-123 45 67" });
    expect(same.personId).toBe(mother.personId);
    const said = {
      caseId: there,
      personId: mother.personId,
      from: "ingen",
      protectedIdentity: "sekretessmarkering",
      validFrom: "2026-01-01",
    };
    await house.do(house.staff.stranger, protectPerson, { ...said, ...read });
    const here = valueOf(await house.read(me(), getPerson, { caseId: own.caseId, personId: mother.personId }));
    expect(here).toMatchObject({
      isChild: false,
      protectedIdentity: "sekretessmarkering",
      changes: [],
      language: null,
      birthDate: null,
      sex: null,
    });
    expect(here.guardianships).toHaveLength(1);
    const shielded = valueOf(await house.read(me(), getShielded, { caseId: own.caseId, personId: mother.personId }));
    expect(shielded.phones).toEqual([phone]);
    expect(valueOf(await house.read(house.staff.stranger, getPerson, { caseId: there, personId: mother.personId })).changes).toHaveLength(
      1,
    );
    // The stranger's case knows of no other, so the protection is not lowered from there either: both are hers.
    const lowered = { ...said, from: "sekretessmarkering", protectedIdentity: "ingen", ...read };
    for (const [who, caseId] of [
      ["stranger", there],
      ["caseworker", own.caseId],
    ] as const)
      expect(codeOf(await house.act(house.staff[who], protectPerson, { ...lowered, caseId }))).toBe("protection-not-lowered-here");
  });

  test("is in it: whoever is not, or never was a guardian, has no page here", async () => {
    const [own, other] = [await caseWith(), await caseWith({ givenName: "Cleo" })];
    for (const query of [getPerson, getShielded] as readonly Query<typeof getPerson.input>[])
      expect(codeOf(await house.read(me(), query, { caseId: own.caseId, personId: other.personId }))).toBe("not-found");
    const said = {
      caseId: own.caseId,
      personId: other.personId,
      protectedIdentity: "sekretessmarkering",
      validFrom: "2026-01-01",
      ...read,
    };
    expect(codeOf(await house.act(me(), protectPerson, said))).toBe("not-found");
  });
});

describe("a protected identity", () => {
  test("takes the guardian's telephone from every answer but the one that is asked for it, and that one is logged", async () => {
    const { caseId } = await caseWith();
    const { personId, guardianshipId, number } = await guardianIn(caseId, "caseworker");
    const everything = async () =>
      JSON.stringify([
        valueOf(await house.read(me(), getCase, { caseId })),
        valueOf(await house.read(me(), findGuardians, { caseId })),
        valueOf(await house.read(me(), findPeople, { caseId })),
        valueOf(await house.read(me(), getPerson, { caseId, personId })),
      ]);
    expect(await everything()).toContain(phone);
    const said = { caseId, personId, protectedIdentity: "skyddad folkbokföring", validFrom: "2026-01-01", ...read };
    await house.do(me(), protectPerson, said);
    expect(await everything()).not.toContain(phone);
    expect(valueOf(await house.read(me(), getShielded, { caseId, personId })).phones).toEqual([phone]);
    const { rows } =
      await sql`select 1 from audit.event where action = 'people.get-shielded' and ${personId}::uuid = any (subject_ids) and outcome = 'ok'`.execute(
        house.database.owner,
      );
    expect(rows).toHaveLength(1);
    // The form of a correction shows no telephone: what is left empty there is not taken away.
    const words = { givenName: "Maria", familyName: "Bergh", identityNumber: number, kind: "vårdnadshavare", validFrom: "2018-01-01" };
    await house.do(me(), correctGuardian, { caseId, guardianshipId, ...words, ...read });
    expect(valueOf(await house.read(me(), getShielded, { caseId, personId })).phones).toEqual([phone]);
  });

  test("stays where the guardian's number is found out or corrected: nothing of how she is reached is let out by it", async () => {
    const { caseId } = await caseWith();
    const words = { givenName: "Maria", familyName: "Bergh", kind: "vårdnadshavare", validFrom: "2018-01-01", ...read };
    let { guardianshipId } = await house.do(me(), confirmGuardian, { caseId, ...words, phone });
    const mother = async () => valueOf(await house.read(me(), findPeople, { caseId })).people.find((one) => !one.isChild);
    const said = { caseId, protectedIdentity: "sekretessmarkering", validFrom: "2026-01-01", ...read };
    await house.do(me(), protectPerson, { ...said, personId: (await mother())?.id });
    for (const identityNumber of [freshAdult(), freshAdult()]) {
      ({ guardianshipId } = await house.do(me(), correctGuardian, { caseId, guardianshipId, ...words, identityNumber }));
      expect(await mother()).toMatchObject({ identityNumber, protectedIdentity: "sekretessmarkering" });
      const [parts, guardians] = [await house.read(me(), getCase, { caseId }), await house.read(me(), findGuardians, { caseId })];
      expect(JSON.stringify([valueOf(parts), valueOf(guardians)])).not.toContain(phone);
    }
  });

  test("holds for what was written of the guardian before it, under another number and another name", async () => {
    const { caseId } = await caseWith();
    const words = { givenName: "Gammal", familyName: "Känd", kind: "vårdnadshavare", validFrom: "2018-01-01", ...read };
    const first = await house.do(me(), confirmGuardian, { caseId, ...words, phone });
    const number = freshAdult();
    const second = await house.do(me(), correctGuardian, { caseId, ...first, ...words, identityNumber: number });
    const all = async () => valueOf(await house.read(me(), findGuardians, { caseId })).guardians;
    expect(JSON.stringify(await all())).toContain(phone);
    const personId = (await all()).find((one) => one.stands)?.personId;
    const said = { caseId, personId, protectedIdentity: "fingerade personuppgifter", validFrom: "2026-01-01", ...read };
    await house.do(me(), protectPerson, said);
    expect(JSON.stringify(await all())).not.toContain(phone);
    const renamed = { ...words, givenName: "Ny", familyName: "Okänd", identityNumber: freshAdult() };
    await house.do(me(), correctGuardian, { caseId, ...second, ...renamed });
    expect(await all()).toHaveLength(3);
    expect(JSON.stringify(await all())).not.toMatch(new RegExp(`Gammal|Känd|${number}`, "u"));
  });

  test("a new identity: nothing of the old name or number stands beside the new, in page or journal", async () => {
    const old = freshNumber();
    const { caseId, personId } = await caseWith({ identityNumber: old, birthDate: undefined, givenName: "Gammal", familyName: "Känd" });
    const form = await formOf(caseId, personId);
    const changed = {
      ...form,
      change: "ändrad",
      validFrom: "2026-02-01",
      givenName: "Ny",
      familyName: "Okänd",
      identityNumber: freshNumber(),
    };
    await house.do(me(), correctChild, changed);
    const said = { caseId, personId, protectedIdentity: "fingerade personuppgifter", validFrom: "2026-02-01", ...read };
    await house.do(me(), protectPerson, said);
    const page = JSON.stringify(valueOf(await house.read(me(), getPerson, { caseId, personId })));
    const parts = valueOf(await house.read(me(), getCase, { caseId }));
    expect(page).toContain("Okänd");
    for (const shown of [page, JSON.stringify(parts.person_reviews), JSON.stringify(timelineOf(parts).map((one) => one.text))])
      expect(shown).not.toMatch(new RegExp(`Gammal|Känd|${old}`, "u"));
  });

  test("is lowered by whoever sees every case that the person is in", async () => {
    const { caseId, personId } = await caseWith();
    const said = { caseId, personId, validFrom: "2026-01-01", ...read };
    await house.do(me(), protectPerson, { ...said, protectedIdentity: "sekretessmarkering" });
    expect(codeOf(await house.act(me(), protectPerson, { ...said, from: "ingen", protectedIdentity: "ingen" }))).toBe("changed-meanwhile");
    await house.do(me(), protectPerson, { ...said, from: "sekretessmarkering", protectedIdentity: "ingen" });
    expect(valueOf(await house.read(me(), getPerson, { caseId, personId })).protectedIdentity).toBe("ingen");
  });

  test("whoever has broken the case open sees the child's page, and not how anybody protected is reached", async () => {
    const number = freshNumber();
    const { caseId, personId } = await caseWith({ identityNumber: number, birthDate: undefined });
    await house.do(house.staff.stranger, openInEmergency, { number, reason: "jour eller beredskap", explanation: "Jour." });
    expect(codeOf(await house.read(house.staff.stranger, getPerson, { caseId, personId }))).toBe("ok");
    expect(codeOf(await house.read(house.staff.stranger, getShielded, { caseId, personId }))).toBe("not-permitted");
  });
});

describe("the database alone", () => {
  test.each([
    ["a change without its day", "changed_person_says_since_when", sql`'ändrad', null, 'folkbokföringen', date '2026-03-02', null`],
    ["a correction without its source", "corrected_person_says_where_it_is_read", sql`'rättad', null, null, null, null`],
    [
      "a report that points back",
      "only_corrections_of_people_point_back",
      sql`null, null, null, null, (select id from people.person_review limit 1)`,
    ],
  ])("refuses %s", async (_what, constraint, values) => {
    const { caseId, personId } = await caseWith();
    await house.do(me(), correctChild, { ...(await formOf(caseId, personId)), givenName: "Elsa" });
    await expect(
      sql`insert into people.person_review (municipality_id, id, person_id, case_id, known, typed, taken, kept, recorded_by, recorded_at, change, valid_from, source, source_on, corrects_id)
        select ${house.municipalityId}::smallint, gen_random_uuid(), ${personId}::uuid, ${caseId}::uuid, '{}', '{}', '{}', '{}', ${me().staffId}::uuid, now(), ${values}`.execute(
        house.database.owner,
      ),
    ).rejects.toThrow(constraint);
  });
});
