import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { valueOf } from "../../src/platform/basics/result.ts";
import type { Result } from "../../src/platform/basics/result.ts";
import { registerIntake } from "../../src/casework/intake/actions/register-intake.ts";
import { correctGuardian, endGuardianship, withdrawGuardianship } from "../../src/casework/people/actions/change-guardian.ts";
import { confirmGuardian } from "../../src/casework/people/actions/confirm-guardian.ts";
import { dismissClaim } from "../../src/casework/people/actions/dismiss-claim.ts";
import { findGuardians } from "../../src/casework/people/queries/find-guardians.ts";
import { getCase } from "../../src/casework/case/queries/get-case.ts";
import { children, numberAt } from "../support/identities.ts";
import { giveNumbers, numberOf, strangersNumber } from "../support/numbered.ts";
import { confirmClaims, doAsSame, openCaseFor, openHouse, reportOfConcern, staffNames } from "../support/casework.ts";
import type { House, StaffName } from "../support/casework.ts";
import { codeOf } from "../support/outcomes.ts";

/**
 * A report names guardians as claims: nobody gets in by them and nobody is shut out by them. A guardian is whoever the
 * responsible caseworker has confirmed with a source; what was wrong is corrected by rows that point back.
 */
let house: House;
beforeAll(async () => {
  house = await openHouse();
  await giveNumbers(house);
});
afterAll(() => house.database.drop());

const [unknown, known, again] = [strangersNumber(0), strangersNumber(1), strangersNumber(2)];
const me = () => house.staff.caseworker;
const day = "2026-03-02";
const faultsOf = (result: Result<unknown>): readonly string[] => (result.ok ? [] : (result.error.fields ?? []).map((one) => one.field));
const source = { kind: "vårdnadshavare", validFrom: "2016-05-14", source: "folkbokföringen", sourceOn: day };
const sees = async (name: StaffName, caseId: string) => (await house.read(house.staff[name], getCase, { caseId })).ok;
const guardiansIn = async (caseId: string) => valueOf(await house.read(me(), findGuardians, { caseId }));

describe("what a report says of guardians", () => {
  test("shuts nobody out, whoever is named: the responsible, a colleague, the leader", async () => {
    for (const named of ["caseworker", "colleague", "leader"] as const) {
      const { caseId } = await openCaseFor(house, { guardian1Number: numberOf(named), takeCase: named === "colleague" ? "nej" : "ja" });
      for (const other of ["caseworker", "leader"] as const) expect(await sees(other, caseId), `${named} named, ${other} looks`).toBe(true);
      expect(await sees(named, caseId), `${named} named`).toBe(true);
    }
  });

  test("gives nobody rights: it is no guardian on the case page, and cannot consent", async () => {
    const { caseId } = await openCaseFor(house);
    const parts = valueOf(await house.read(me(), getCase, { caseId }));
    expect(parts.guardians).toEqual([]);
    expect(parts.guardian_claims.map((one) => one.given_name)).toEqual(["Johan", "Maria"]);
    const { rows } = await sql<{ n: number }>`select count(*) as n from people.guardianship`.execute(house.database.owner);
    expect(rows[0]?.n).toBe(0);
  });

  test("makes no person of the register, so that a wrong name never stands beside a number", async () => {
    await openCaseFor(house, { guardian1Number: unknown });
    const { rows } = await sql`select from people.person where identity_number = ${unknown}`.execute(house.database.owner);
    expect(rows).toEqual([]);
  });

  test.each([
    [
      "a number without a name",
      { guardian2Given: "", guardian2Family: "", guardian2Number: strangersNumber(3) },
      ["guardian2Given", "guardian2Family"],
    ],
    [
      "a telephone without a name",
      { guardian1Given: "", guardian1Family: "", guardian1Phone: "070-174 06 05" },
      ["guardian1Given", "guardian1Family"],
    ],
    ["half a name and no number", { guardian1Family: "", guardian2Number: "19800102" }, ["guardian1Family", "guardian2Number"]],
  ])("%s is asked about at its field, all faults at once, and never dropped", async (_what, given, fields) => {
    expect(faultsOf(await house.act(me(), registerIntake, reportOfConcern(given)))).toEqual(fields);
  });
});

describe("a guardian is confirmed", () => {
  test("by the responsible caseworker alone", async () => {
    const { caseId } = await openCaseFor(house);
    for (const name of staffNames.filter((one) => one !== "caseworker")) {
      const input = { caseId, givenName: "Eva", familyName: "Test", ...source };
      expect(codeOf(await house.act(house.staff[name], confirmGuardian, input)), name).toBe("not-permitted");
    }
  });

  test("with a source, and whose word it was", async () => {
    const { caseId } = await openCaseFor(house);
    const said = { caseId, givenName: "Eva", familyName: "Test", ...source };
    expect(faultsOf(await house.act(me(), confirmGuardian, { ...said, source: "", sourceOn: "" }))).toEqual(["source", "sourceOn"]);
    expect(faultsOf(await house.act(me(), confirmGuardian, { ...said, source: "uppgift från någon" }))).toEqual(["sourceDetail"]);
    expect(faultsOf(await house.act(me(), confirmGuardian, { ...said, sourceOn: "2026-03-03", validFrom: "2016-05-13" }))).toEqual([
      "sourceOn",
      "validFrom",
    ]);
    expect(faultsOf(await house.act(me(), confirmGuardian, { ...said, identityNumber: "19800102" }))).toEqual(["identityNumber"]);
  });

  test("once: a claim that somebody has answered is not answered again, and the same person is not confirmed twice", async () => {
    const { caseId } = await openCaseFor(house, { guardian1Number: again });
    const claim = (await guardiansIn(caseId)).claims.find((one) => one.givenName === "Maria");
    const said = { caseId, claimId: claim?.id, givenName: "Maria", familyName: "Testsson", identityNumber: again, ...source };
    const both = await Promise.all([1, 2].map(() => house.act(me(), confirmGuardian, said)));
    const codes = both.map(codeOf).sort();
    // The second is told what the first did: that the claim is answered, or that the person is confirmed.
    expect(codes).toContain("ok");
    expect(["already-guardian", "changed-meanwhile"]).toContain(codes.find((code) => code !== "ok"));
    expect(codeOf(await house.act(me(), dismissClaim, { caseId, claimId: claim?.id, reason: "Fel." }))).toBe("changed-meanwhile");
    expect((await guardiansIn(caseId)).claims.map((one) => one.givenName)).toEqual(["Johan"]);
  });

  test("once for one name, however two reports write it; a name that only may be the same stays to be answered by itself", async () => {
    const number = numberAt(children, 30);
    const child = { identityNumber: number, birthDate: undefined, guardian2Given: "", guardian2Family: "" };
    const { caseId } = await openCaseFor(house, { ...child, guardian1Given: "Anna-Lena", guardian1Family: "Åberg" });
    // Each a minute after the one before: the latest words are shown.
    for (const [at, guardian1Given, guardian1Family] of [
      ["10:01", "ANNA  LENA", "A\u030aberg"],
      ["10:02", "Åberg", "Anna Lena"],
      ["10:03", "Anna", "Åberg"],
    ] as const) {
      house.at(day, at);
      await house.do(me(), registerIntake, reportOfConcern({ ...child, guardian1Given, guardian1Family }));
    }
    house.at(day);
    const { claims } = await guardiansIn(caseId);
    expect(claims.map((one) => one.givenName).sort()).toEqual(["Anna", "Åberg"]);
    const claimId = claims.find((one) => one.givenName === "Åberg")?.id;
    await house.do(me(), confirmGuardian, { caseId, claimId, givenName: "Anna-Lena", familyName: "Åberg", ...source, validFrom: day });
    expect((await guardiansIn(caseId)).claims.map((one) => one.givenName)).toEqual(["Anna"]);
    const open = await sql`select from people.guardian_claim c where c.case_id = ${caseId}::uuid
      and not exists (select from people.guardian_claim_answer a where a.claim_id = c.id)`.execute(house.database.owner);
    expect(open.rows).toHaveLength(1);
  });

  test("two at once, whom the same source shows; nothing of another child's claim, an answered one or a number that is somebody else's", async () => {
    const { caseId } = await openCaseFor(house, { guardian1Number: unknown });
    const [johan, maria] = (await guardiansIn(caseId)).claims;
    const other = (await guardiansIn((await openCaseFor(house, { givenName: "Bo", birthDate: "2017-02-03" })).caseId)).claims[0];
    const both = { caseId, claimId: johan?.id, givenName: "Johan", familyName: "Andersson", ...source };
    for (const alsoClaimIds of [[other?.id], [maria?.id, other?.id]])
      expect(codeOf(await house.act(me(), confirmGuardian, { ...both, alsoClaimIds }))).toBe("changed-meanwhile");
    expect((await guardiansIn(caseId)).guardians).toEqual([]);
    await house.do(me(), confirmGuardian, { ...both, alsoClaimIds: [johan?.id, maria?.id] });
    const { guardians, claims } = await guardiansIn(caseId);
    expect(claims).toEqual([]);
    expect(guardians.map((one) => [one.givenName, one.validFrom, one.source, one.identityNumber]).toSorted()).toEqual([
      ["Johan", "2016-05-14", "folkbokföringen", null],
      ["Maria", "2016-05-14", "folkbokföringen", unknown],
    ]);
    const again = { caseId, givenName: "Eva", familyName: "Test", ...source, alsoClaimIds: [maria?.id] };
    expect(codeOf(await house.act(me(), confirmGuardian, again))).toBe("changed-meanwhile");
  });

  test("not from another child's claim", async () => {
    const [one, other] = [await openCaseFor(house), await openCaseFor(house)];
    const claim = (await guardiansIn(other.caseId)).claims[0];
    const said = { caseId: one.caseId, claimId: claim?.id, givenName: "Maria", familyName: "Testsson", ...source };
    expect(codeOf(await house.act(me(), confirmGuardian, said))).toBe("changed-meanwhile");
    expect((await guardiansIn(one.caseId)).guardians).toEqual([]);
  });

  test("under the name that was confirmed here, whatever the municipality knows of the number elsewhere", async () => {
    const first = await openCaseFor(house);
    const person = { givenName: "Hemlig", familyName: "Känd", identityNumber: known, ...source };
    await house.do(me(), confirmGuardian, { caseId: first.caseId, ...person });
    const second = await openCaseFor(house);
    const here = { caseId: second.caseId, ...person, givenName: "Maria", familyName: "Testsson" };
    await doAsSame(house, me(), confirmGuardian, here);
    expect(JSON.stringify(await guardiansIn(second.caseId))).not.toContain("Hemlig");
    const { person_reviews: reviews, ...rest } = valueOf(await house.read(me(), getCase, { caseId: second.caseId }));
    expect(JSON.stringify(rest)).not.toContain("Hemlig");
    // The two names that were compared stand in the journal of the case where they were.
    expect(reviews).toMatchObject([{ kept: ["givenName", "familyName"] }]);
  });
});

describe("a guardianship is corrected, ended and taken back by rows that point back", () => {
  const confirmed = async () => {
    const { caseId } = await openCaseFor(house, { guardian2Given: "", guardian2Family: "" });
    const [guardianshipId = ""] = await confirmClaims(house, me(), caseId);
    return { caseId, guardianshipId };
  };
  const read = { source: "dom eller beslut av domstol", sourceDetail: "T 123-26", sourceOn: day };

  test("nothing is overwritten, and the last word stands", async () => {
    const { caseId, guardianshipId } = await confirmed();
    const right = { givenName: "Mari", familyName: "Testsson", kind: "vårdnadshavare", validFrom: "2016-06-01", ...read };
    house.at(day, "10:01");
    const second = await house.do(me(), correctGuardian, { caseId, guardianshipId, ...right });
    house.at(day, "10:02");
    const third = await house.do(house.staff.leader, endGuardianship, { caseId, ...second, endedOn: "2026-02-01", ...read });
    const { guardians } = await guardiansIn(caseId);
    expect(guardians.map((one) => [one.id, one.correctsId, one.change, one.givenName, one.validFrom, one.validTo, one.stands])).toEqual([
      [third.guardianshipId, second.guardianshipId, "upphörd", "Mari", "2016-06-01", "2026-02-01", true],
      [second.guardianshipId, guardianshipId, "rättad", "Mari", "2016-06-01", null, false],
      [guardianshipId, null, "bekräftad", "Maria", "2016-05-14", null, false],
    ]);
    // Whoever is no longer guardian does not consent.
    expect(valueOf(await house.read(me(), getCase, { caseId })).guardians).toEqual([]);
  });

  test("what was never so counts no more", async () => {
    const { caseId, guardianshipId } = await confirmed();
    expect(faultsOf(await house.act(me(), withdrawGuardianship, { caseId, guardianshipId, ...read }))).toEqual(["reason"]);
    await house.do(me(), withdrawGuardianship, { caseId, guardianshipId, reason: "Förväxling.", ...read });
    expect((await guardiansIn(caseId)).guardians.filter((one) => one.stands)).toEqual([]);
    expect((await guardiansIn(caseId)).guardians).toHaveLength(2);
  });

  test("two at once: the second is told, and nothing is silently replaced", async () => {
    const { caseId, guardianshipId } = await confirmed();
    const end = { caseId, guardianshipId, endedOn: "2026-02-01", ...read };
    const both = await Promise.all([me(), house.staff.leader].map((who) => house.act(who, endGuardianship, end)));
    expect(both.map(codeOf).sort()).toEqual(["changed-meanwhile", "ok"]);
  });

  test("each fault at its field", async () => {
    const { caseId, guardianshipId } = await confirmed();
    const end = { caseId, guardianshipId, ...read };
    expect(faultsOf(await house.act(me(), endGuardianship, { ...end, endedOn: "2016-05-13" }))).toEqual(["endedOn"]);
    expect(faultsOf(await house.act(me(), endGuardianship, { ...end, endedOn: "2026-03-03", sourceOn: "2026-03-03" }))).toEqual([
      "sourceOn",
      "endedOn",
    ]);
  });

  test("the program can change and take away nothing that stands", async () => {
    const { app } = house.database;
    for (const table of ["people.guardianship", "people.guardian_claim", "people.guardian_claim_answer"]) {
      await expect(sql`update ${sql.table(table)} set recorded_at = now()`.execute(app)).rejects.toThrow(/permission denied/);
      await expect(sql`delete from ${sql.table(table)}`.execute(app)).rejects.toThrow(/permission denied/);
    }
  });
});

describe("a receipt", () => {
  test("tells nothing of a case that one may not see: the same whether the child had one or not", async () => {
    const number = numberAt(
      children.filter((one) => one > "2017"),
      0,
    );
    await openCaseFor(house, { identityNumber: number, birthDate: undefined });
    const receipt = await house.do(house.staff.stranger, registerIntake, reportOfConcern({ identityNumber: number, birthDate: undefined }));
    expect(receipt).toEqual({ maySee: false });
  });
});
