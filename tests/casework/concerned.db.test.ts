import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { informConcerned } from "../../src/casework/investigation/actions/inform-concerned.ts";
import { correctGuardian, endGuardianship, withdrawGuardianship } from "../../src/casework/people/actions/change-guardian.ts";
import { openHouse } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { investigatedCase, lookAt } from "../support/investigated.ts";
import { codeOf, faultsOf, saidOf } from "../support/outcomes.ts";

/** Who is told that an investigation has opened follows who is a guardian: a row that has been followed by another says nothing more. */
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.database.drop());

const day = "2026-03-02";
const me = () => house.staff.caseworker;
const read = { source: "folkbokföringen", sourceOn: day };

async function investigated() {
  const one = await investigatedCase(house, {}, day, { told: false });
  const { guardians } = await lookAt(house, one.caseId);
  const [first, second] = guardians;
  if (!first || !second) throw new Error("The report names two guardians.");
  return { ...one, first, second, guardianshipId: first.guardianship_id };
}

/** The guardians who wait to be told, once for each row of the list. */
async function waitIn(caseId: string): Promise<unknown[]> {
  const { obligations } = await lookAt(house, caseId);
  return obligations.flatMap((one) => ("person_id" in one.facts && one.facts.person_id !== null ? [one.facts.person_id] : [])).sort();
}

const informs = (one: { caseId: string; investigationId: string }, personId: string) =>
  house.act(me(), informConcerned, {
    caseId: one.caseId,
    investigationId: one.investigationId,
    ...{ personId, outcome: "informerad", happenedOn: day, content: "Per telefon." },
  });

describe("each guardian waits to be told once", () => {
  test("as confirmed", async () => {
    const { caseId, first, second } = await investigated();
    expect(await waitIn(caseId)).toEqual([first.id, second.id].sort());
  });

  test("also where what stands has been corrected", async () => {
    const { caseId, guardianshipId, first, second } = await investigated();
    const words = { givenName: "Mari", familyName: first.family_name, kind: "vårdnadshavare", validFrom: "2016-05-14" };
    await house.do(me(), correctGuardian, { caseId, guardianshipId, ...words, ...read });
    expect(await waitIn(caseId)).toEqual([first.id, second.id].sort());
  });
});

describe("nobody waits for, or informs, whoever is no guardian", () => {
  test.each([
    ["withdrawn", (ids: object) => house.do(me(), withdrawGuardianship, { ...ids, reason: "Förväxling.", ...read })],
    ["ended", (ids: object) => house.do(me(), endGuardianship, { ...ids, endedOn: "2026-02-01", ...read })],
  ])("%s", async (_how, change) => {
    const one = await investigated();
    await change({ caseId: one.caseId, guardianshipId: one.guardianshipId });
    expect(await waitIn(one.caseId)).toEqual([one.second.id]);
    expect(faultsOf(await informs(one, one.first.id))).toBe("personId");
    expect(codeOf(await informs(one, one.second.id))).toBe("ok");
    expect(await waitIn(one.caseId)).toEqual([]);
  });
});

describe("both are told in one form", () => {
  const both = async (one: { caseId: string; investigationId: string }, personId: string, given: Record<string, unknown>) =>
    house.act(me(), informConcerned, {
      ...{
        caseId: one.caseId,
        investigationId: one.investigationId,
        personId,
        outcome: "informerad",
        happenedOn: day,
        content: "Vid ett besök.",
      },
      ...given,
    });

  test("with a row for each, and whoever is chosen twice has one", async () => {
    const one = await investigated();
    expect(codeOf(await both(one, one.first.id, { alsoIds: [one.first.id, one.second.id] }))).toBe("ok");
    expect(await waitIn(one.caseId)).toEqual([]);
    const { investigations } = await lookAt(house, one.caseId);
    expect(investigations[0]?.informed.map(({ person_id: id }) => id).toSorted()).toEqual([one.first.id, one.second.id].toSorted());
  });

  test("but never somebody who is no guardian of this child, and then nobody", async () => {
    const one = await investigated();
    const other = await investigated();
    expect(faultsOf(await both(one, one.first.id, { alsoIds: [other.second.id] }))).toBe("alsoIds");
    expect(await waitIn(one.caseId)).toHaveLength(2);
  });

  test("and not where there are reasons against it: each has reasons of its own", async () => {
    const one = await investigated();
    const against = { outcome: "särskilda skäl", reviewOn: "2026-03-20", alsoIds: [one.second.id] };
    expect(saidOf(await both(one, one.first.id, against))).toContain("Gäller bara om svaret är ”Ja”");
  });
});
