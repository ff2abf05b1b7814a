import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { getCase } from "../../src/casework/case/queries/get-case.ts";
import { registerIntake } from "../../src/casework/intake/actions/register-intake.ts";
import { addDetail } from "../../src/casework/people/actions/add-detail.ts";
import { changeDetail } from "../../src/casework/people/actions/change-detail.ts";
import { confirmGuardian } from "../../src/casework/people/actions/confirm-guardian.ts";
import { protectPerson } from "../../src/casework/people/actions/protect-person.ts";
import { findPeople } from "../../src/casework/people/queries/find-people.ts";
import { getPerson } from "../../src/casework/people/queries/get-person.ts";
import { getShielded } from "../../src/casework/people/queries/get-shielded.ts";
import type { Query } from "../../src/platform/core/door.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { finishCase } from "../support/finish-case.ts";
import { openCaseFor, openHouse, reportOfConcern } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { giveNumbers, strangersNumber } from "../support/numbered.ts";
import { codeOf, faultsOf } from "../support/outcomes.ts";

/** What a case knows of somebody in it: with from, to and source, corrected by rows that point back, and never told to whoever may not know of the case. */
let house: House;
beforeAll(async () => {
  house = await openHouse();
  await giveNumbers(house);
});
afterAll(() => house.database.drop());

const me = () => house.staff.caseworker;
const read = { source: "folkbokföringen", sourceOn: "2026-03-02" };
const address = "Storgatan 1, 123 45 Orten";

async function caseOf(): Promise<{ caseId: string; childId: string }> {
  const { caseId } = await openCaseFor(house);
  return { caseId, childId: valueOf(await house.read(me(), getCase, { caseId })).child.id };
}
const add = (caseId: string, personId: string, kind: string, detail: string, given = {}) =>
  house.act(me(), addDetail, { caseId, personId, kind, detail, validFrom: "2024-01-01", ...read, ...given });
const detailsOf = async (caseId: string, personId: string) => valueOf(await house.read(me(), getPerson, { caseId, personId })).details;

describe("a detail of somebody in the case", () => {
  test("is ended, corrected and taken back by rows that point at the former: nothing is overwritten", async () => {
    const { caseId, childId } = await caseOf();
    const which = { caseId, personId: childId };
    const { detailId } = valueOf(await add(caseId, childId, "folkbokföringsadress", address));
    house.at("2026-03-02", "10:05");
    const corrected = await house.do(me(), changeDetail, {
      ...which,
      detailId,
      change: "rättad",
      detail: "Storgatan 2",
      validFrom: "2024-02-01",
      ...read,
    });
    house.at("2026-03-02", "10:10");
    const ended = await house.do(me(), changeDetail, { ...which, ...corrected, change: "upphörd", validTo: "2025-06-30", ...read });
    expect(await detailsOf(caseId, childId)).toMatchObject([
      {
        id: ended.detailId,
        correctsId: corrected.detailId,
        detail: "Storgatan 2",
        validFrom: "2024-02-01",
        validTo: "2025-06-30",
        stands: true,
      },
      { id: corrected.detailId, correctsId: detailId, detail: "Storgatan 2", stands: false },
      { id: detailId, correctsId: null, detail: address, validFrom: "2024-01-01", stands: false, by: "Test caseworker" },
    ]);
    // Who is second is told, and what is over is not changed once more.
    expect(codeOf(await house.act(me(), changeDetail, { ...which, detailId, change: "återtagen", reason: "Fel.", ...read }))).toBe(
      "changed-meanwhile",
    );
    house.at("2026-03-02", "10:15");
    await house.do(me(), changeDetail, { ...which, ...ended, change: "återtagen", reason: "Fel barn.", ...read });
    expect((await detailsOf(caseId, childId)).filter((one) => one.stands)).toEqual([]);
  });

  test.each([
    ["a telephone without digits", "telefon", "hos mormor", {}, "detail"],
    ["a personnummer as samordningsnummer", "samordningsnummer", "2018-01-03", {}, "detail"],
    ["the child's own language", "språk", "finska", {}, "kind"],
    ["a day to come", "telefon", "070-174 06 05", { validFrom: "2026-03-03" }, "validFrom"],
    ["nobody named", "telefon", "070-174 06 05", { source: "uppgift från någon" }, "sourceDetail"],
  ])("is refused at its field with %s", async (_what, kind, detail, given, field) => {
    const { caseId, childId } = await caseOf();
    expect(faultsOf(await add(caseId, childId, kind, detail, given))).toBe(field);
  });

  test("ends no earlier than it began", async () => {
    const { caseId, childId } = await caseOf();
    const { detailId } = valueOf(await add(caseId, childId, "vistelseadress", "Hos mormor"));
    const said = { caseId, personId: childId, detailId, change: "upphörd", validTo: "2023-12-31", ...read };
    expect(faultsOf(await house.act(me(), changeDetail, said))).toBe("validTo");
  });

  test("is written by the one responsible, of somebody in the case, while it is open", async () => {
    const [{ caseId, childId }, other] = [await caseOf(), await caseOf()];
    const said = { caseId, personId: childId, kind: "telefon", detail: "070-174 06 05", validFrom: "2024-01-01", ...read };
    for (const who of ["leader", "colleague", "stranger"] as const)
      expect(codeOf(await house.act(house.staff[who], addDetail, said))).toBe("not-permitted");
    expect(codeOf(await house.act(me(), addDetail, { ...said, personId: other.childId }))).toBe("not-found");
    await finishCase(house, me(), other.caseId, "2026-03-02", "09:50");
    await expect(
      sql`insert into people.person_detail (municipality_id, id, case_id, person_id, kind, detail, valid_from, change, source, source_on, recorded_by, recorded_at)
        values (${house.municipalityId}::smallint, gen_random_uuid(), ${other.caseId}::uuid, ${other.childId}::uuid, 'telefon', '1234', '2024-01-01', 'bekräftad',
          'folkbokföringen', '2024-01-01', ${me().staffId}::uuid, now())`.execute(house.database.owner),
    ).rejects.toThrow("case is closed");
  });
});

describe("nobody is told by it of what they may not know", () => {
  /** A mother in a case of mine and in one of the stranger's. */
  async function sharedMother() {
    const { caseId } = await caseOf();
    const theirs = await house.do(house.staff.stranger, registerIntake, reportOfConcern({ givenName: "Bo", birthDate: "2014-03-03" }));
    const there = theirs.caseId ?? "";
    const words = {
      givenName: "Maria",
      familyName: "Berg",
      identityNumber: strangersNumber(30 + mothers++),
      kind: "vårdnadshavare",
      validFrom: "2018-01-01",
    };
    await house.do(me(), confirmGuardian, { caseId, ...words, ...read });
    await house.do(house.staff.stranger, confirmGuardian, { caseId: there, ...words, ...read });
    const { people } = valueOf(await house.read(me(), findPeople, { caseId }));
    return { caseId, there, personId: people.find((one) => !one.isChild)?.id ?? "" };
  }
  let mothers = 0;

  test("what another case has written of the same person is shown in neither answer, and not changed from here", async () => {
    const { caseId, there, personId } = await sharedMother();
    const said = { caseId: there, personId, kind: "telefon", detail: "08-123 45 67", validFrom: "2024-01-01", ...read };
    const { detailId } = await house.do(house.staff.stranger, addDetail, said);
    valueOf(await add(caseId, personId, "språk", "somaliska"));
    for (const query of [getPerson, getShielded] as readonly Query<typeof getPerson.input>[])
      expect(JSON.stringify(valueOf(await house.read(me(), query, { caseId, personId })))).not.toContain("08-123");
    expect(codeOf(await house.act(me(), changeDetail, { caseId, personId, detailId, change: "återtagen", reason: "Fel.", ...read }))).toBe(
      "changed-meanwhile",
    );
    const seen = valueOf(await house.read(house.staff.stranger, getPerson, { caseId: there, personId }));
    expect(seen.details.map((one) => one.detail)).toEqual(["08-123 45 67"]);
  });

  test("a protection in either case hides in both how she is reached; what is no contact stays", async () => {
    const { caseId, there, personId } = await sharedMother();
    for (const [kind, detail] of [
      ["folkbokföringsadress", address],
      ["telefon", "070-174 06 05"],
      ["språk", "somaliska"],
      ["tidigare namn", "Maria Ek"],
    ] as const)
      valueOf(await add(caseId, personId, kind, detail));
    const protect = (protectedIdentity: string) =>
      house.do(house.staff.stranger, protectPerson, { caseId: there, personId, protectedIdentity, validFrom: "2026-01-01", ...read });
    await protect("sekretessmarkering");
    const kinds = async () => (await detailsOf(caseId, personId)).map((one) => one.kind).sort();
    expect(await kinds()).toEqual(["språk", "tidigare namn"]);
    const shielded = valueOf(await house.read(me(), getShielded, { caseId, personId }));
    expect(shielded.details.map((one) => one.kind).sort()).toEqual(["folkbokföringsadress", "telefon"]);
    await protect("fingerade personuppgifter");
    expect(await kinds()).toEqual(["språk"]);
    expect(JSON.stringify(valueOf(await house.read(me(), getShielded, { caseId, personId })))).not.toContain("Maria Ek");
    // Neither the case nor the list of its people, which print and extract are made of, has ever held them.
    const parts = JSON.stringify([
      valueOf(await house.read(me(), getCase, { caseId })),
      valueOf(await house.read(me(), findPeople, { caseId })),
    ]);
    for (const secret of [address, "070-174 06 05", "Maria Ek"]) expect(parts).not.toContain(secret);
  });
});
