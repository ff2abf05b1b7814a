import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { reviewAccess } from "../../src/platform/access/actions/review-access.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { assignToStaff, takeCase } from "../../src/casework/intake/actions/assign-case.ts";
import { closeCase } from "../../src/casework/intake/actions/close-case.ts";
import { writeNote } from "../../src/casework/intake/actions/write-note.ts";
import { endEmergency } from "../../src/portals/desk/actions/end-emergency.ts";
import { openInEmergency } from "../../src/portals/desk/actions/open-in-emergency.ts";
import { findAccessLog } from "../../src/portals/desk/queries/find-access-log.ts";
import { findReviews } from "../../src/portals/desk/queries/find-reviews.ts";
import { getCase } from "../../src/casework/case/queries/get-case.ts";
import { searchPerson } from "../../src/portals/desk/queries/search-person.ts";
import { findOwnFamily, openCaseFor, openHouse } from "../support/casework.ts";
import type { House, StaffName } from "../support/casework.ts";
import { children, numberAt } from "../support/identities.ts";
import { giveNumbers, numberOf } from "../support/numbered.ts";
import { codeOf } from "../support/outcomes.ts";
import { writeAsOwner } from "../support/past-the-door.ts";

/** Breaking a case open: for hours, with a reason, never over core rules, seen with its end, reviewed by the leader. */
let house: House;
beforeAll(async () => {
  house = await openHouse();
  await giveNumbers(house);
});
afterAll(() => house.database.drop());

const day = "2026-03-02";
const me = () => house.staff.caseworker;
const why = { reason: "barnet kan behöva skydd nu", explanation: "Polisen ringde." };
let place = 100;
/** A case of the caseworker's about a child with a number that no other test has. */
const newCase = async (given: Record<string, unknown> = {}) => {
  const number = numberAt(
    children.filter((one) => one > "2012"),
    (place += 1),
  );
  const { caseId } = await openCaseFor(house, { identityNumber: number, birthDate: undefined, ...given });
  return { caseId, number };
};
const openAs = (name: StaffName, number: string) => house.act(house.staff[name], openInEmergency, { number, ...why });
const sees = async (name: StaffName, caseId: string) => (await house.read(house.staff[name], getCase, { caseId })).ok;
/** Each test may try as often as it needs: the limit has a test of its own. */
const forgetLimits = () => sql`delete from limits.turn`.execute(house.database.owner);

describe("an emergency", () => {
  test("opens another unit's case for four hours, to read and to write what it asks for, and for nothing else", async () => {
    house.at(day, "10:00");
    const { caseId, number } = await newCase();
    expect(await sees("stranger", caseId)).toBe(false);
    expect(valueOf(await openAs("stranger", number))).toEqual({ caseId, endsAt: "2026-03-02T13:00:00.000Z" });
    expect(await sees("stranger", caseId)).toBe(true);
    expect(codeOf(await house.act(house.staff.stranger, writeNote, { caseId, happenedOn: day, text: "Barnet är tryggt." }))).toBe("ok");
    expect(codeOf(await house.act(house.staff.stranger, closeCase, { caseId, reason: "annat", note: "x" }))).toBe("not-permitted");
    expect(codeOf(await house.act(house.staff.stranger, takeCase, { caseId }))).toBe("not-permitted");
    expect(
      codeOf(
        await house.act(house.staff.otherLeader, assignToStaff, { caseId, staffId: house.staff.otherLeader.staffId, role: "ansvarig" }),
      ),
    ).toBe("not-permitted");
    house.at(day, "13:59");
    expect(await sees("stranger", caseId)).toBe(true);
    house.at(day, "14:00");
    expect(await sees("stranger", caseId)).toBe(false);
    expect(codeOf(await house.act(house.staff.stranger, writeNote, { caseId, happenedOn: day, text: "Mer." }))).toBe("not-permitted");
    house.at(day, "10:00");
  });

  test("is for those who do casework, and asks why, each fault at its field", async () => {
    const { number } = await newCase();
    for (const name of ["analyst", "operator", "nobody"] as const) expect(codeOf(await openAs(name, number)), name).toBe("not-permitted");
    const bare = await house.act(house.staff.stranger, openInEmergency, { number, reason: "", explanation: "" });
    expect(bare.ok ? [] : bare.error.fields?.map((one) => one.field)).toEqual(["reason", "explanation"]);
    await forgetLimits();
  });

  test("is seen on the case with its end, in its log, on the leader's list; and can be ended by both", async () => {
    const { caseId, number } = await newCase();
    valueOf(await openAs("stranger", number));
    valueOf(await openAs("otherLeader", number));
    const { emergencies } = valueOf(await house.read(me(), getCase, { caseId }));
    expect(emergencies.map((one) => [one.name, one.is_open, one.explanation])).toEqual([
      ["Test stranger", true, "Polisen ringde."],
      ["Test otherLeader", true, "Polisen ringde."],
    ]);
    const log = valueOf(await house.read(house.staff.leader, findAccessLog, { caseId })).lines;
    expect(
      log
        .filter((one) => one.action === "workplace.open-in-emergency")
        .map((one) => one.who)
        .sort(),
    ).toEqual(["Test otherLeader", "Test stranger"]);
    const items = valueOf(await house.read(house.staff.leader, findReviews, {})).items.filter(
      (one) => one.caseId === caseId && one.kind === "nödöppning",
    );
    expect(items.map((one) => one.staffName).sort()).toEqual(["Test otherLeader", "Test stranger"]);

    const [mine, theirs] = emergencies;
    expect(codeOf(await house.act(house.staff.stranger, endEmergency, { caseId, openingId: theirs?.id }))).toBe("already-ended");
    valueOf(await house.act(house.staff.stranger, endEmergency, { caseId, openingId: mine?.id }));
    expect(await sees("stranger", caseId)).toBe(false);
    valueOf(await house.act(house.staff.leader, endEmergency, { caseId, openingId: theirs?.id }));
    expect(await sees("otherLeader", caseId)).toBe(false);
  });

  test("of a closed case opens what is known from before", async () => {
    const { caseId, number } = await newCase();
    const by = { municipality_id: house.municipalityId, recorded_by: me().staffId, recorded_at: house.door.clock() };
    const assessed = sql`insert into intake.protection_assessment (municipality_id, id, case_id, intake_id, assessed_at, result, reasoning, recorded_by, recorded_at)
      select municipality_id, gen_random_uuid(), case_id, id, recorded_at, 'inget omedelbart skydd', 'Tryggt.', recorded_by, recorded_at from intake.intake where case_id = ${caseId}`;
    await writeAsOwner(house, (tx) => assessed.execute(tx));
    await sql`alter table intake.case_closure disable trigger closing_needs_everything_closed`.execute(house.database.owner);
    const closure = { case_id: caseId, closed_on: day, reason: "annat", ...by } as const;
    await writeAsOwner(house, (tx) => tx.insertInto("intake.case_closure").values(closure).execute());
    await sql`alter table intake.case_closure enable trigger closing_needs_everything_closed`.execute(house.database.owner);
    expect(valueOf(await openAs("colleague", number)).caseId).toBe(caseId);
    expect(await sees("colleague", caseId)).toBe(true);
  });

  test("asked for by somebody who may see the case anyhow opens nothing", async () => {
    const { caseId, number } = await newCase();
    expect(valueOf(await openAs("leader", number))).toEqual({ caseId, endsAt: null });
    expect(valueOf(await house.read(me(), getCase, { caseId })).emergencies).toEqual([]);
  });
});

describe("never over a core rule, and with the same answer as when there is no case", () => {
  const refused = async (name: StaffName, number: string) => {
    const answer = await openAs(name, number);
    const nothing = await openAs(name, children.at(-1) ?? "");
    await forgetLimits();
    expect(answer).toEqual(nothing);
    expect(codeOf(answer)).toBe("cannot-be-opened");
  };

  test("own family, found by a second person", async () => {
    const { caseId, number } = await newCase({ guardian1Number: numberOf("stranger") });
    await findOwnFamily(house, house.staff.leader, caseId, house.staff.stranger.staffId);
    await refused("stranger", number);
  });

  test("what may be own family, while nobody has looked: by number, and by name where a number is missing", async () => {
    await refused("stranger", (await newCase({ guardian1Number: numberOf("stranger") })).number);
    await refused("stranger", (await newCase({ guardian1Given: "Test", guardian1Family: "Stranger" })).number);
  });

  test("protected identity: the child's, of any kind", async () => {
    for (const protectedIdentity of ["sekretessmarkering", "skyddad folkbokföring", "fingerade personuppgifter"]) {
      await refused("stranger", (await newCase({ protectedIdentity })).number);
    }
  });

  test("a protection that is set meanwhile closes it at once", async () => {
    const { caseId, number } = await newCase();
    valueOf(await openAs("stranger", number));
    await sql`update people.person set protected_identity = 'sekretessmarkering' where identity_number = ${number}`.execute(
      house.database.owner,
    );
    expect(await sees("stranger", caseId)).toBe(false);
    await forgetLimits();
  });

  test("another municipality's case", async () => {
    const { caseId, number } = await newCase();
    const abroad = await openHouse({ database: house.database, code: "0115" });
    await giveNumbers(abroad);
    expect(codeOf(await abroad.act(abroad.staff.leader, openInEmergency, { number, ...why }))).toBe("cannot-be-opened");
    expect((await abroad.read(abroad.staff.leader, getCase, { caseId })).ok).toBe(false);
  });

  test("somebody whose own number is not known: whose family it is cannot be told", async () => {
    const { number } = await newCase();
    const { staffId } = house.staff.stranger;
    await house.database.owner.updateTable("access.staff").set({ identity_number: null }).where("id", "=", staffId).execute();
    await refused("stranger", number);
    await house.database.owner
      .updateTable("access.staff")
      .set({ identity_number: numberOf("stranger") })
      .where("id", "=", staffId)
      .execute();
  });

  test("where the municipality has decided so: no other units' cases, or none at all; by the day", async () => {
    const { number } = await newCase();
    const rule = { municipality_id: house.municipalityId, valid_from: day };
    await house.database.owner
      .insertInto("access.emergency_rule")
      .values({ ...rule, hours: 2, other_units: false })
      .execute();
    await refused("stranger", number);
    expect(valueOf(await openAs("colleague", number)).endsAt).toBe("2026-03-02T11:00:00.000Z");
    await house.database.owner.updateTable("access.emergency_rule").set({ hours: 0, other_units: true }).execute();
    await refused("stranger", number);
    await house.database.owner.deleteFrom("access.emergency_rule").execute();
  });
});

test("the search offers the case while it is open, and not after", async () => {
  const { caseId, number } = await newCase();
  valueOf(await openAs("stranger", number));
  const look = async () => valueOf(await house.read(house.staff.stranger, searchPerson, { number })).found;
  expect(await look()).toMatchObject([{ mayOpen: true, caseId }]);
  house.at(day, "15:00");
  expect(await look()).toEqual([{ mayOpen: false, unit: "Enhet Norr" }]);
  house.at(day, "10:00");
});

describe("the review", () => {
  const itemOf = async (who: StaffName, caseId: string) =>
    valueOf(await house.read(house.staff[who], findReviews, {})).items.find((one) => one.caseId === caseId && one.kind === "nödöppning");

  test("is the unit's leader's, says what was found, and is done once", async () => {
    const { caseId, number } = await newCase();
    valueOf(await openAs("stranger", number));
    const itemId = (await itemOf("leader", caseId))?.id;
    for (const name of ["caseworker", "stranger", "otherLeader", "analyst"] as const) {
      expect(codeOf(await house.act(house.staff[name], reviewAccess, { itemId, outcome: "utan anmärkning" })), name).toBe("not-permitted");
      expect(name === "analyst" || (await itemOf(name, caseId)) === undefined).toBe(true);
    }
    const silent = await house.act(house.staff.leader, reviewAccess, { itemId, outcome: "obehörig åtkomst" });
    expect(silent.ok ? [] : silent.error.fields?.map((one) => one.field)).toEqual(["note"]);
    valueOf(await house.act(house.staff.leader, reviewAccess, { itemId, outcome: "utreds vidare", note: "Frågar." }));
    expect(await itemOf("leader", caseId)).toMatchObject({ isOpen: true, outcome: "utreds vidare" });
    house.at(day, "10:01");
    valueOf(await house.act(house.staff.leader, reviewAccess, { itemId, outcome: "utan anmärkning" }));
    expect(await itemOf("leader", caseId)).toMatchObject({ isOpen: false, outcome: "utan anmärkning", reviewedBy: "Test leader" });
    expect(codeOf(await house.act(house.staff.leader, reviewAccess, { itemId, outcome: "utan anmärkning" }))).toBe("already-reviewed");
    house.at(day, "10:00");
  });

  test("of what a leader did goes to another leader, never to the same", async () => {
    const { caseId, number } = await newCase();
    valueOf(await openAs("otherLeader", number));
    expect((await itemOf("leader", caseId))?.staffName).toBe("Test otherLeader");
    expect(await itemOf("otherLeader", caseId)).toBeUndefined();
  });

  test("is kept by rows that the program can neither change nor take away", async () => {
    for (const table of ["review_item", "review_outcome", "emergency_opening", "emergency_ending", "own_family_review"]) {
      const name = sql.table(`access.${table}`);
      await expect(sql`update ${name} set municipality_id = municipality_id`.execute(house.database.app)).rejects.toThrow(
        /permission denied/u,
      );
      await expect(sql`delete from ${name}`.execute(house.database.app)).rejects.toThrow(/permission denied/u);
    }
  });
});

// The last: whoever is over the limit is not counted further by the process, whatever the table says.
test("whoever tries many numbers is stopped", async () => {
  await forgetLimits();
  const answers: string[] = [];
  for (let n = 0; n < 12; n += 1) answers.push(codeOf(await openAs("stranger", numberAt(children, 4000 + n))));
  expect(answers).toEqual([...Array<string>(10).fill("cannot-be-opened"), "too-many", "too-many"]);
});
