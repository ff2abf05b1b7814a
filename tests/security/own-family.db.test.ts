import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { reviewOwnFamily } from "../../src/platform/access/actions/review-own-family.ts";
import { newId } from "../../src/platform/basics/identifiers.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import type { Result } from "../../src/platform/basics/result.ts";
import { assignToStaff, takeCase } from "../../src/casework/intake/actions/assign-case.ts";
import { registerIntake } from "../../src/casework/intake/actions/register-intake.ts";
import { withdrawGuardianship } from "../../src/casework/people/actions/change-guardian.ts";
import { confirmGuardian } from "../../src/casework/people/actions/confirm-guardian.ts";
import { dismissClaim } from "../../src/casework/people/actions/dismiss-claim.ts";
import { findReviews } from "../../src/portals/desk/queries/find-reviews.ts";
import { getCase } from "../../src/casework/case/queries/get-case.ts";
import { getWorkList } from "../../src/portals/desk/queries/get-work-list.ts";
import { searchPerson } from "../../src/portals/desk/queries/search-person.ts";
import { confirmClaims, openCaseFor, doAsSame, openHouse, reportOfConcern, staffNames } from "../support/casework.ts";
import type { House, StaffName } from "../support/casework.ts";
import { children, numberAt } from "../support/identities.ts";
import { giveNumbers, numberOf, strangersNumber } from "../support/numbered.ts";
import { codeOf } from "../support/outcomes.ts";

/**
 * Nobody works in a case about themselves or a child of their own, and nobody is shut out by what one other person says: a match goes to
 * a second person. Every way of shutting another out, and every way of getting in.
 */
let house: House;
beforeAll(async () => {
  house = await openHouse();
  await giveNumbers(house);
});
afterAll(() => house.database.drop());

const day = "2026-03-02";
const me = () => house.staff.caseworker;
const faultAt = (result: Result<unknown>) => (result.ok ? undefined : result.error.fields?.[0]?.field);
const sees = async (name: StaffName, caseId: string) => (await house.read(house.staff[name], getCase, { caseId })).ok;
const seeing = async (caseId: string) => {
  const found: StaffName[] = [];
  for (const name of staffNames) if (await sees(name, caseId)) found.push(name);
  return found;
};
const finding = { source: "folkbokföringen", sourceOn: day };
let minute = 0;
/** A minute later: what is found after something was said. */
const later = () =>
  house.at(day, `${String(10 + Math.floor((minute += 1) / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`);
const review = (who: StaffName, caseId: string, staff: StaffName, outcome = "egen familj") => {
  later();
  return house.act(house.staff[who], reviewOwnFamily, { caseId, staffId: house.staff[staff].staffId, outcome, ...finding });
};
const matchesFor = async (who: StaffName, caseId: string) =>
  valueOf(await house.read(house.staff[who], findReviews, {})).matches.filter((one) => one.caseId === caseId);
let place = 0;
/** A child's number that no other test has. */
const nextChild = () =>
  numberAt(
    children.filter((one) => one > "2012"),
    (place += 1),
  );
/** A case of the caseworker's whose report names somebody who works here, by number, as guardian. */
const caseNaming = async (name: StaffName, given: Record<string, unknown> = {}) => {
  const { caseId } = await openCaseFor(house, { guardian1Number: numberOf(name), guardian2Given: "", guardian2Family: "", ...given });
  return caseId;
};

/** The caseworker's own case, in which a later report that a colleague takes in names the caseworker as guardian. */
const caseNamingTheResponsible = async () => {
  const child = { identityNumber: nextChild(), birthDate: undefined, guardian2Given: "", guardian2Family: "" };
  const { caseId } = await openCaseFor(house, { ...child, guardian1Given: "", guardian1Family: "" });
  await house.do(house.staff.colleague, registerIntake, reportOfConcern({ ...child, guardian1Number: numberOf("caseworker") }));
  return caseId;
};

describe("shutting another out", () => {
  test.each(["colleague", "leader", "stranger", "otherLeader"] as const)(
    "naming the %s as guardian, and confirming it as the responsible, shuts nobody out",
    async (named) => {
      const caseId = await caseNaming(named);
      const before = await seeing(caseId);
      await confirmClaims(house, me(), caseId);
      expect(await seeing(caseId)).toEqual(before);
      expect(before).toContain("leader");
    },
  );

  test("naming oneself, confirming it and reviewing it oneself goes neither way", async () => {
    const caseId = await caseNamingTheResponsible();
    await confirmClaims(house, me(), caseId);
    expect(codeOf(await review("caseworker", caseId, "caseworker"))).toBe("not-permitted");
    expect(await sees("caseworker", caseId)).toBe(true);
    valueOf(await review("leader", caseId, "caseworker"));
    expect(await sees("caseworker", caseId)).toBe(false);
    expect(await sees("leader", caseId)).toBe(true);
  });

  test("whoever confirmed it is no second person, not even the leader", async () => {
    const registered = await house.do(house.staff.leader, registerIntake, reportOfConcern({ guardian1Number: numberOf("colleague") }));
    const caseId = registered.caseId ?? "";
    expect(codeOf(await review("leader", caseId, "colleague"))).toBe("not-permitted");
    expect(await matchesFor("leader", caseId)).toEqual([]);
    // The unit has no other leader: another unit's is asked.
    expect((await matchesFor("otherLeader", caseId)).map((one) => one.staffName)).toEqual(["Test colleague"]);
    valueOf(await review("otherLeader", caseId, "colleague", "inte egen familj"));
    expect(await sees("colleague", caseId)).toBe(true);
  });

  test("a grown-up's number is nobody's child's, known or unknown, whatever birth date is written beside it", async () => {
    for (const number of [numberOf("leader"), strangersNumber(1)]) {
      for (const birthDate of [undefined, "2016-05-14"]) {
        expect(faultAt(await house.act(me(), registerIntake, reportOfConcern({ identityNumber: number, birthDate })))).toMatch(
          /birthDate|identityNumber/u,
        );
      }
    }
    await doAsSame(house, me(), confirmGuardian, {
      caseId: (await openCaseFor(house)).caseId,
      ...{
        givenName: "Test",
        familyName: "Leader",
        identityNumber: numberOf("leader"),
        kind: "vårdnadshavare",
        validFrom: "2016-05-14",
        ...finding,
      },
    });
    const known = reportOfConcern({ identityNumber: numberOf("leader"), birthDate: "2016-05-14" });
    expect(faultAt(await house.act(me(), registerIntake, known))).toMatch(/birthDate|identityNumber/u);
  });

  test("a young colleague's number as the child's shuts the colleague out only when a second person has found it so", async () => {
    const number = nextChild();
    const { staffId } = house.staff.colleague;
    await house.database.owner.updateTable("access.staff").set({ identity_number: number }).where("id", "=", staffId).execute();
    const { caseId } = await openCaseFor(house, { identityNumber: number, birthDate: undefined, takeCase: "nej" });
    expect(await sees("colleague", caseId)).toBe(true);
    expect(codeOf(await house.act(house.staff.colleague, takeCase, { caseId }))).toBe("may-be-own-family");
    valueOf(await review("leader", caseId, "colleague"));
    expect(await sees("colleague", caseId)).toBe(false);
    await house.database.owner
      .updateTable("access.staff")
      .set({ identity_number: numberOf("colleague") })
      .where("id", "=", staffId)
      .execute();
    // The account is the same, whatever number it has now.
    expect(await sees("colleague", caseId)).toBe(false);
  });

  test("when the only leader of the unit is the guardian, another unit's leader finds it and takes over", async () => {
    const caseId = await caseNaming("leader");
    await confirmClaims(house, me(), caseId);
    expect(codeOf(await review("leader", caseId, "leader"))).toBe("not-permitted");
    expect(codeOf(await review("caseworker", caseId, "leader"))).toBe("not-permitted");
    expect(await sees("otherLeader", caseId)).toBe(false);
    valueOf(await review("otherLeader", caseId, "leader"));
    expect(await seeing(caseId)).toEqual(["caseworker", "otherLeader"]);
    // What is found is put right by another finding.
    valueOf(await review("otherLeader", caseId, "leader", "inte egen familj"));
    expect(await seeing(caseId)).toEqual(["caseworker", "leader"]);
  });

  test("naming everybody makes no case unreachable, whatever leaders then find", async () => {
    const { caseId } = await openCaseFor(house);
    for (const name of staffNames) {
      const said = {
        givenName: "Test",
        familyName: "Test",
        identityNumber: numberOf(name),
        kind: "vårdnadshavare",
        validFrom: "2016-05-14",
      };
      await doAsSame(house, me(), confirmGuardian, { caseId, ...said, ...finding });
    }
    for (let round = 0; round < 2; round += 1) {
      for (const who of staffNames) for (const whom of staffNames) await review(who, caseId, whom);
    }
    expect(await seeing(caseId)).not.toEqual([]);
  });

  test("the database itself refuses a finding by the one concerned, by who said it and by who leads nothing", async () => {
    const caseId = await caseNaming("colleague");
    const { child_id } = await house.database.owner
      .selectFrom("intake.case_file")
      .select("child_id")
      .where("id", "=", caseId)
      .executeTakeFirstOrThrow();
    for (const name of ["colleague", "caseworker", "operator"] as const) {
      const row = { municipality_id: house.municipalityId, id: newId(new Date()), child_id, staff_id: house.staff.colleague.staffId };
      const said = {
        outcome: "egen familj",
        source: "folkbokföringen",
        source_on: day,
        recorded_by: house.staff[name].staffId,
        recorded_at: new Date(),
      } as const;
      const written = house.database.owner.insertInto("access.own_family_review").values({ ...row, ...said });
      await expect(written.execute(), name).rejects.toThrow(/second person|nobody_reviews/u);
    }
  });
});

describe("getting in", () => {
  test("a match that the one concerned dismisses, withdraws or corrects still goes to the second person", async () => {
    const dismissed = await caseNamingTheResponsible();
    const [claim] = valueOf(await house.read(me(), getCase, { caseId: dismissed })).guardian_claims;
    await house.do(me(), dismissClaim, { caseId: dismissed, claimId: claim?.id, reason: "Fel person." });
    expect((await matchesFor("leader", dismissed)).map((one) => one.staffName)).toEqual(["Test caseworker"]);

    const withdrawn = await caseNamingTheResponsible();
    const [guardianshipId] = await confirmClaims(house, me(), withdrawn);
    await house.do(me(), withdrawGuardianship, { caseId: withdrawn, guardianshipId, reason: "Fel person.", ...finding });
    expect(await matchesFor("leader", withdrawn)).toHaveLength(1);
    valueOf(await review("leader", withdrawn, "caseworker"));
    expect(await sees("caseworker", withdrawn)).toBe(false);
  });

  test("the second person is told how often the one concerned has read the case meanwhile", async () => {
    const caseId = await caseNamingTheResponsible();
    await sees("caseworker", caseId);
    await sees("caseworker", caseId);
    expect((await matchesFor("leader", caseId))[0]?.openedTimes).toBe(2);
  });

  test("a parent who takes in the report on the own child is not made responsible by it", async () => {
    const report = reportOfConcern({ guardian1Number: numberOf("colleague"), takeCase: "ja" });
    const { caseId = "" } = await house.do(house.staff.colleague, registerIntake, report);
    const { staff } = valueOf(await house.read(house.staff.leader, getCase, { caseId }));
    expect(staff).toEqual([]);
    expect(
      faultAt(await house.act(house.staff.leader, assignToStaff, { caseId, staffId: house.staff.colleague.staffId, role: "ansvarig" })),
    ).toBe("staffId");
  });

  test("without a number on either side the same name is a match: in any order, with a middle name", async () => {
    const { staffId } = house.staff.colleague;
    for (const [number, name, given, family] of [
      [null, "Lindahl, Karin Maria", "Karin", "Lindahl"],
      [numberOf("colleague"), "Karin Maria Lindahl", "Karin", "Lindahl"],
    ] as const) {
      await house.database.owner.updateTable("access.staff").set({ identity_number: number, name }).where("id", "=", staffId).execute();
      const { caseId } = await openCaseFor(house, {
        guardian1Given: given,
        guardian1Family: family,
        guardian2Given: "",
        guardian2Family: "",
      });
      expect((await matchesFor("leader", caseId)).map((one) => [one.staffName, one.byNumber])).toEqual([[name, false]]);
      expect(await sees("leader", caseId)).toBe(true);
    }
    await house.database.owner
      .updateTable("access.staff")
      .set({ identity_number: numberOf("colleague"), name: "Test colleague" })
      .where("id", "=", staffId)
      .execute();
  });

  test("another account with the same number is shut out as well", async () => {
    const caseId = await caseNaming("colleague");
    valueOf(await review("leader", caseId, "colleague"));
    const { owner } = house.database;
    const { staffId } = house.staff.colleague;
    await owner.updateTable("access.staff").set({ active: false }).where("id", "=", staffId).execute();
    const again = { ...house.staff.colleague, staffId: newId(new Date()) };
    const row = { municipality_id: house.municipalityId, id: again.staffId, subject: "test:again", name: "Test again", title: "" };
    await owner
      .insertInto("access.staff")
      .values({ ...row, unit_id: again.unitId, identity_number: numberOf("colleague") })
      .execute();
    await owner
      .insertInto("access.staff_role")
      .values({ municipality_id: house.municipalityId, staff_id: again.staffId, role: "team_leader" })
      .execute();
    expect((await house.read({ ...again, roles: ["caseworker", "team_leader"] }, getCase, { caseId })).ok).toBe(false);
    await owner.deleteFrom("access.staff_role").where("staff_id", "=", again.staffId).execute();
    await owner.updateTable("access.staff").set({ active: false }).where("id", "=", again.staffId).execute();
    await owner.updateTable("access.staff").set({ active: true }).where("id", "=", staffId).execute();
  });

  test("nobody learns by searching that there may be a case about a child of their own", async () => {
    const number = nextChild();
    await openCaseFor(house, { identityNumber: number, birthDate: undefined, guardian1Number: numberOf("stranger") });
    expect(valueOf(await house.read(house.staff.stranger, searchPerson, { number })).found).toEqual([]);
    expect(valueOf(await house.read(house.staff.otherLeader, searchPerson, { number })).found).toHaveLength(1);
  });
});

test("nobody sees on the list what is about themselves", async () => {
  const caseId = await caseNaming("leader");
  expect(await matchesFor("leader", caseId)).toEqual([]);
  expect((await matchesFor("otherLeader", caseId)).map((one) => one.staffName)).toEqual(["Test leader"]);
});

test("a unit without a leader is led by the other leaders: in the list, by its address, to be distributed", async () => {
  const { caseId } = await openCaseFor(house, { takeCase: "nej" });
  const { staffId } = house.staff.leader;
  await house.database.owner.updateTable("access.staff").set({ active: false }).where("id", "=", staffId).execute();
  expect(await sees("otherLeader", caseId)).toBe(true);
  const { cases } = valueOf(await house.read(house.staff.otherLeader, getWorkList, { scope: "utan ansvarig" }));
  expect(cases.map((one) => one.caseId)).toContain(caseId);
  await house.do(house.staff.otherLeader, assignToStaff, { caseId, staffId: house.staff.colleague.staffId, role: "ansvarig" });
  await house.database.owner.updateTable("access.staff").set({ active: true }).where("id", "=", staffId).execute();
  expect(await sees("otherLeader", caseId)).toBe(false);
});

test("with a single leader in the municipality, and that one concerned, a caseworker without part in the case is second person", async () => {
  const { owner } = house.database;
  await owner.updateTable("access.staff").set({ active: false }).where("id", "=", house.staff.otherLeader.staffId).execute();
  const caseId = await caseNaming("leader");
  expect((await matchesFor("stranger", caseId)).map((one) => one.staffName)).toEqual(["Test leader"]);
  expect(codeOf(await review("caseworker", caseId, "leader"))).toBe("not-permitted");
  valueOf(await review("stranger", caseId, "leader"));
  expect(await sees("leader", caseId)).toBe(false);
  expect(await sees("caseworker", caseId)).toBe(true);
  await owner.updateTable("access.staff").set({ active: true }).where("id", "=", house.staff.otherLeader.staffId).execute();
  expect(await seeing(caseId)).toEqual(["caseworker", "otherLeader"]);
});

test("whoever leads one unit and works in a case of another is no leader there", async () => {
  const { caseId } = await openCaseFor(house);
  const both = { ...house.staff.otherLeader, roles: ["caseworker", "team_leader"] } as const;
  await house.database.owner
    .insertInto("access.staff_role")
    .values({ municipality_id: house.municipalityId, staff_id: both.staffId, role: "caseworker" })
    .execute();
  await house.do(house.staff.leader, assignToStaff, { caseId, staffId: both.staffId, role: "medhandläggare" });
  expect((await house.read(both, getCase, { caseId })).ok).toBe(true);
  expect(codeOf(await house.act(both, assignToStaff, { caseId, staffId: both.staffId, role: "ansvarig" }))).toBe("not-permitted");
  await sql`delete from access.staff_role where staff_id = ${both.staffId} and role = 'caseworker'`.execute(house.database.owner);
});
