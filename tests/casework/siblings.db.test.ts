import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { valueOf } from "../../src/platform/basics/result.ts";
import { assessProtection } from "../../src/casework/intake/actions/assess-protection.ts";
import { assignToStaff } from "../../src/casework/intake/actions/assign-case.ts";
import { moveIntake } from "../../src/casework/intake/actions/move-intake.ts";
import { registerIntake } from "../../src/casework/intake/actions/register-intake.ts";
import { decideNotToOpen } from "../../src/casework/intake/actions/decide-not-to-open.ts";
import { getCase } from "../../src/casework/case/queries/get-case.ts";
import type { StaffActor } from "../../src/platform/core/actor.ts";
import { openCaseFor, openHouse, reportOfConcern } from "../support/casework.ts";
import type { House } from "../support/casework.ts";

// One report about several children: typed once, each child its own file (19 and 20 kap. SoL speak of a child; 14 kap. 3 § of what concerns each).
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.database.drop());

const me = () => house.staff.caseworker;
const numbers = ["201701012393", "201701022384", "201701052399"] as const;
const child = (givenName: string, more: Readonly<Record<string, unknown>> = {}) => ({
  ...{ givenName, familyName: "Testlind", birthDate: "2014-02-03", sex: "man" },
  ...more,
});
const several = (given: Readonly<Record<string, unknown>>, ...siblings: readonly object[]) =>
  reportOfConcern({ familyName: "Testlind", ...given, siblings });
const look = async (caseId: string | undefined, who: StaffActor = me()) =>
  valueOf(await house.read(who, getCase, { caseId: caseId ?? "" }));
const count = async (table: string) =>
  (await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(house.database.owner)).rows[0]?.n;

describe("a report about three children", () => {
  test("is typed once and stands in each child's own case, beside the others", async () => {
    const own = "Birk har dessutom slutat äta i skolan.";
    const out = await house.do(
      me(),
      registerIntake,
      several({ givenName: "Asta" }, child("Birk", { ownConcern: own }), child("Calle", { otherGuardians: true })),
    );
    expect(out.siblings).toHaveLength(2);
    const ids = [out.caseId, ...(out.siblings ?? []).map((one) => one.caseId)];
    expect(new Set(ids).size).toBe(3);
    const [asta, birk, calle] = [await look(ids[0]), await look(ids[1]), await look(ids[2])];
    expect([asta, birk, calle].map((one) => one.siblings.map((each) => each.name))).toEqual([
      ["Birk Testlind", "Calle Testlind"],
      ["Calle Testlind", "Asta Testlind"],
      ["Birk Testlind", "Asta Testlind"],
    ]);
    const [first, second] = [asta.intakes[0], birk.intakes[0]];
    expect(second?.concern).toBe(`${first?.concern}\n\n${own}`);
    expect(second).toMatchObject({ received_at: first?.received_at, reporter_name: first?.reporter_name, reasons: first?.reasons });
    expect(asta.guardian_claims.map((one) => one.given_name)).toEqual(["Johan", "Maria"]);
    expect(birk.guardian_claims).toHaveLength(2);
    expect(calle.guardian_claims).toEqual([]);
    // Each has its own clocks: protection at once and fourteen days.
    for (const one of [asta, birk, calle])
      expect(one.obligations.map(({ rule_id: rule }) => rule).sort()).toEqual(
        expect.arrayContaining(["immediate-protection", "preliminary-assessment"]),
      );
    expect([asta, birk, calle].map((one) => one.staff.map(({ role }) => role))).toEqual([["ansvarig"], ["ansvarig"], ["ansvarig"]]);
  });

  test("comes to different ends, which the siblings' pages say", async () => {
    const out = await house.do(me(), registerIntake, several({ givenName: "Dina" }, child("Egil")));
    const egil = { caseId: out.siblings?.[0]?.caseId ?? "", intakeId: out.siblings?.[0]?.intakeId ?? "" };
    const safe = { assessedOn: "2026-03-02", assessedAt: "09:50", result: "inget omedelbart skydd", reasoning: "Lugnt hemma." };
    await house.do(me(), assessProtection, { ...egil, ...safe });
    const preliminaryAssessmentId = (await look(egil.caseId)).intakes[0]?.preliminary?.id;
    const decided = { decidedOn: "2026-03-02", decider: "tjänsteman", decidedBy: me().staffId, delegationPoint: "3.1" };
    await house.do(me(), decideNotToOpen, {
      ...{ caseId: egil.caseId, preliminaryAssessmentId, result: "inte inleda", reasoning: "Stödet från skolan räcker." },
      ...decided,
    });
    expect((await look(out.caseId)).siblings).toMatchObject([{ name: "Egil Testlind", result: "inte inleda" }]);
    expect((await look(egil.caseId)).siblings).toMatchObject([{ name: "Dina Testlind", result: null }]);
  });

  test("a child that is known goes to its open case, and no new one is opened", async () => {
    const { caseId } = await openCaseFor(house, { ...child("Frans"), identityNumber: numbers[0], birthDate: "2017-01-01", sex: "kvinna" });
    const before = await count("intake.case_file");
    const frans = child("Frans", { identityNumber: numbers[0], birthDate: "2017-01-01", sex: "kvinna" });
    const out = await house.do(me(), registerIntake, several({ givenName: "Gun" }, frans));
    expect(out.siblings).toMatchObject([{ maySee: true, caseId }]);
    expect(await count("intake.case_file")).toBe((before ?? 0) + 1);
    expect((await look(caseId)).intakes).toHaveLength(2);
  });
});

describe("who may not see a sibling's case", () => {
  test("learns neither of it nor of the child, from the registration to the case page", async () => {
    const hidden = { identityNumber: numbers[1], birthDate: "2017-01-02", sex: "man" };
    const known = await openCaseFor(house, { ...child("Hugo"), ...hidden });
    await house.do(house.staff.leader, assignToStaff, { caseId: known.caseId, staffId: house.staff.colleague.staffId, role: "ansvarig" });
    const stranger = house.staff.stranger;
    const out = await house.do(stranger, registerIntake, several({ givenName: "Iris" }, child("Hugo", hidden)));
    expect(out.siblings).toEqual([{ maySee: false }]);
    const iris = await look(out.caseId, stranger);
    expect(iris.siblings).toEqual([]);
    expect(JSON.stringify(iris)).not.toContain("Hugo");
    // Whoever works with Hugo sees nothing of Iris either; a leader of both units would.
    expect((await look(known.caseId, house.staff.colleague)).siblings).toEqual([]);
  });

  test("a protected child who is a sibling is registered, and shown to nobody else", async () => {
    const out = await house.do(
      me(),
      registerIntake,
      several({ givenName: "Jon" }, child("Kaj", { protectedIdentity: "skyddad folkbokföring" })),
    );
    expect((await look(out.caseId)).siblings).toMatchObject([{ name: "Kaj Testlind", protected_identity: "skyddad folkbokföring" }]);
    const { caseId = "" } = out;
    await house.do(house.staff.leader, assignToStaff, { caseId, staffId: house.staff.colleague.staffId, role: "ansvarig" });
    expect((await look(caseId, house.staff.colleague)).siblings).toEqual([]);
  });
});

describe("what is wrong with any of the children", () => {
  const faultsOf = async (report: object) => {
    const before = await count("people.person");
    const sent = await house.act(me(), registerIntake, report);
    expect(await count("people.person")).toBe(before);
    return sent.ok ? [] : (sent.error.fields ?? []).map(({ field }) => field).sort();
  };

  test("dirt in child 3 of 4 is told with everything else, each at its field, and nothing is saved", async () => {
    const dirt = { identityNumber: "20170101-239X", birthDate: undefined, givenName: "", sex: "pojke" };
    expect(await faultsOf(several({ concern: "" }, child("Lo"), child("Mio", dirt), child("Nea")))).toEqual([
      "concern",
      "siblings.1.givenName",
      "siblings.1.sex",
    ]);
    const read = { identityNumber: "20170101-239X", birthDate: undefined };
    const born = { birthDate: "2026-03-03" };
    expect(await faultsOf(several({ guardian1Family: undefined }, child("Lo"), child("Mio", read), child("Nea", born)))).toEqual([
      "guardian1Family",
      "siblings.1.identityNumber",
      "siblings.2.birthDate",
    ]);
  });

  test.each([
    ["the same number", { identityNumber: numbers[2] }, { identityNumber: numbers[2] }, ["siblings.1.identityNumber"]],
    ["the number written in two ways", { identityNumber: numbers[2] }, { identityNumber: "20170105-2399" }, ["siblings.1.identityNumber"]],
    ["the same name and day", {}, { givenName: "OLLE " }, ["siblings.1.givenName"]],
  ] as const)("the same child twice: %s", async (_what, one, other, faults) => {
    const olle = { birthDate: "2017-01-05", ...one };
    expect(
      await faultsOf(several({ givenName: "Pia" }, child("Olle", olle), child("Olle", { birthDate: "2017-01-05", ...other }))),
    ).toEqual(faults);
  });

  test("a guardian is none of the children", async () => {
    const report = several({ guardian1Number: numbers[2] }, child("Ove", { identityNumber: numbers[2], birthDate: "2017-01-05" }));
    expect(await faultsOf(report)).toEqual(["guardian1Number"]);
  });

  test("a number that is known under other words stops at that child, beside any other child that is known", async () => {
    await openCaseFor(house, { ...child("Rut"), identityNumber: numbers[2], birthDate: "2017-01-05", sex: "kvinna" });
    await openCaseFor(house, { givenName: "Sol", familyName: "Testmo", birthDate: "2012-08-08" });
    const wrong = child("Tage", { identityNumber: numbers[2], birthDate: "2011-05-05" });
    const alike = { givenName: "Sol", familyName: "Testmo", birthDate: "2012-08-08", sex: "kvinna" };
    const sent = await house.act(me(), registerIntake, several({ givenName: "Ulla" }, wrong, alike));
    expect(sent.ok).toBe(false);
    const { fields = [], questions = [], comparison = [] } = sent.ok ? {} : sent.error;
    expect(new Set(fields.map(({ field }) => field))).toContain("siblings.0.givenName");
    expect(new Set(questions.map(({ oneOf }) => oneOf))).toEqual(new Set(["Barn 2: Är det samma barn?", "Barn 3: Är det samma barn?"]));
    expect(comparison.map(({ label }) => label)).toEqual(expect.arrayContaining(["Barn 2: Förnamn", "Barn 3: Förnamn"]));
  });

  test("more than ten children are refused as a whole", async () => {
    const many = Array.from({ length: 10 }, (_, place) => child(`Barn${String.fromCodePoint(65 + place)}`));
    expect(await faultsOf(several({}, ...many))).toEqual(["siblings"]);
  });
});

test("no child is in one report twice, also when it is moved to a sibling: the database says so, and the form in words", async () => {
  const vera = child("Vera", { identityNumber: "201701062380", birthDate: "2017-01-06" });
  const out = await house.do(me(), registerIntake, several(vera, child("Vide")));
  const [vide] = out.siblings ?? [];
  const moved = await house.act(me(), moveIntake, { caseId: vide?.caseId, intakeId: vide?.intakeId, reason: "Fel barn.", ...vera });
  expect(moved.ok ? "" : moved.error.message).toBe("Barnet finns redan i samma anmälan.");
  const move = sql`update intake.intake set case_id = ${out.caseId}::uuid where id = ${vide?.intakeId}::uuid`;
  await expect(move.execute(house.database.owner)).rejects.toThrow(/child_once_in_report/u);
});

test("two who register the same siblings at once, in different order, get one case for each child", async () => {
  const [one, other] = [child("Åke", { birthDate: "2013-03-03" }), child("Östen", { birthDate: "2015-05-05" })];
  const before = (await count("intake.case_file")) ?? 0;
  const sent = await Promise.all([
    house.act(me(), registerIntake, several(one, other)),
    house.act(house.staff.colleague, registerIntake, several(other, one)),
  ]);
  expect(sent.map((each) => each.ok)).toEqual([true, true]);
  // Neither saw the other's: whoever came second was asked, and the test's house answers that it is another child.
  expect(((await count("intake.case_file")) ?? 0) - before).toBe(4);
});

test("one report is one row for each child in what is counted and in the open extract", async () => {
  const rows = async () =>
    (
      await sql<{ id: string; child: string }>`select intake_id as id, child_id as child from countable.intake`.execute(
        house.database.owner,
      )
    ).rows;
  const before = await rows();
  const out = await house.do(me(), registerIntake, several({ givenName: "Ymer" }, child("Yrsa"), child("Ywa")));
  const after = (await rows()).filter((one) => !before.some(({ id }) => id === one.id));
  expect(after).toHaveLength(3);
  expect(new Set(after.map((one) => one.child)).size).toBe(3);
  expect(after.map((one) => one.id).sort()).toEqual([out.intakeId, ...(out.siblings ?? []).map((one) => one.intakeId)].sort());
});
