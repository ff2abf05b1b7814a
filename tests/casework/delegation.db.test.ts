import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { adoptDelegation } from "../../src/casework/decision/actions/adopt-delegation.ts";
import { changePoint, removePoint } from "../../src/casework/decision/actions/change-delegation.ts";
import { decideNoIntervention } from "../../src/casework/decision/actions/decide-no-intervention.ts";
import { proposeDelegation } from "../../src/casework/decision/actions/propose-delegation.ts";
import { setMandate } from "../../src/casework/decision/actions/set-mandate.ts";
import { withdrawDelegation } from "../../src/casework/decision/actions/withdraw-delegation.ts";
import { getDelegation } from "../../src/casework/decision/queries/get-delegation.ts";
import { askMayDecide } from "../../src/casework/decision/queries/may-decide.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { openHouse } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { adoptOrder, giveLevel } from "../support/delegation.ts";
import { grantWith, investigatedCase } from "../support/investigated.ts";
import type { Investigated } from "../support/investigated.ts";
import { codeOf, faultsOf, saidOf } from "../support/outcomes.ts";

/** What is decided on delegation stands on a point of the order that held that day: the program says who may, the database refuses whatever else. */
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.database.drop());

const day = "2026-03-02";
const both = ["samtycker", "samtycker"];
const none = {
  assessment: "A",
  legalGround: "child-investigation",
  reasoning: "R",
  outcome: "ingen insats",
  investigationOutcome: "ingen insats behövs",
};
const ends = ({ caseId, investigationId }: Investigated, given: object) =>
  house.act(house.staff.caseworker, decideNoIntervention, { caseId, investigationId, ...none, ...given });

describe("before any order is adopted", () => {
  test("the typed point is kept, and a proposal changes nothing", async () => {
    const { version } = await house.do(house.staff.leader, proposeDelegation, { follows: 0, orderName: "Förslag", from: "exempel" });
    expect(version).toBe(1);
    expect(codeOf(await ends(await investigatedCase(house), { delegationPoint: "8.8" }))).toBe("ok");
  });

  test("a leader of a unit prepares it and does not adopt it; nobody says their own level", async () => {
    const adopted = { version: 1, decidedOn: day, body: "Socialnämnden", minutesNumber: "§ 1", validFrom: day };
    expect(codeOf(await house.act(house.staff.leader, adoptDelegation, adopted))).toBe("not-permitted");
    const own = { staffId: house.staff.leader.staffId, follows: 0, level: "enhetschef", validFrom: day };
    expect(codeOf(await house.act(house.staff.leader, setMandate, own))).toBe("forbidden");
    const asOwner = sql`insert into decision.staff_mandate (municipality_id, staff_id, number, valid_from, level, qualified, recorded_by, recorded_at)
      values (${house.municipalityId}, ${house.staff.leader.staffId}, 1, ${day}, 'enhetschef', false, ${house.staff.leader.staffId}, now())`;
    await expect(asOwner.execute(house.database.owner)).rejects.toThrow(/mandate_is_given_by_another/);
  });
});

describe("with an order", () => {
  beforeAll(async () => {
    house.at("2026-03-05");
    await adoptOrder(house, "2026-03-03", undefined, 1);
    await giveLevel(house, "caseworker", "handläggare", day);
    await giveLevel(house, "colleague", "handläggare", day, 0, false);
    await giveLevel(house, "leader", "enhetschef", day);
  });
  beforeEach(() => house.at("2026-03-05"));

  test("what the order lets a caseworker decide points at its version and its point", async () => {
    const one = await investigatedCase(house, {}, "2026-03-05");
    expect(codeOf(await ends(one, { delegationPoint: "3.1" }))).toBe("ok");
    const { rows } = await sql`select delegation_version, delegation_point from decision.maker m
      where m.case_id = ${one.caseId} and exists (select 1 from decision.decision d where d.id = m.id)`.execute(house.database.owner);
    expect(rows).toEqual([{ delegation_version: 2, delegation_point: "3.1" }]);
  });

  test.each([
    ["a point that is another decision's", { delegationPoint: "4.1" }, "delegationPoint", /Punkt 3\.1 gör det/],
    ["a point that is not there", { delegationPoint: "9.9" }, "delegationPoint", /finns inte/],
    ["somebody without the degree", { delegationPoint: "3.1", decisionMakerId: "colleague" }, "decider", /examen/],
    [
      "somebody without the degree who is typed by name",
      { delegationPoint: "3.1", deciderName: "test Colleague, socialsekreterare" },
      "decider",
      /examen/,
    ],
    ["somebody of whom nothing is said", { delegationPoint: "3.1", decisionMakerId: "stranger" }, "decider", /ingen nivå/],
  ])("is refused, and told who may: %s", async (_name, given, field, words) => {
    const one = await investigatedCase(house, {}, "2026-03-05");
    const who = "decisionMakerId" in given ? { decisionMakerId: house.staff[given.decisionMakerId as "colleague"].staffId } : {};
    const refused = await ends(one, { ...given, ...who });
    expect(faultsOf(refused)).toBe(field);
    expect(JSON.stringify(refused)).toMatch(words);
  });

  test("family treatment is the head of unit's: the caseworker is refused with the row and the paragraph, and writes it down as hers", async () => {
    const one = await investigatedCase(house, {}, "2026-03-05");
    const refused = await grantWith(house, one, both, { delegationPoint: "4.3" });
    expect([codeOf(refused), faultsOf(refused)]).toEqual(["not-delegated", "decider"]);
    expect(saidOf(refused)).toMatch(/Lägst får enhetschef med behörighet besluta enligt punkt 4\.3.*7\s*kap\.\s*5\s*§\s*KL/u);
    expect(codeOf(await grantWith(house, one, both, { delegationPoint: "4.3", decisionMakerId: house.staff.leader.staffId }))).toBe("ok");
  });

  test("the day of the decision says which order holds: the day before there was none", async () => {
    const one = await investigatedCase(house, {}, "2026-03-02");
    house.at("2026-03-05");
    expect(codeOf(await ends(one, { delegationPoint: "8.8", decidedOn: "2026-03-02" }))).toBe("ok");
    const other = await investigatedCase(house, {}, "2026-03-02");
    house.at("2026-03-05");
    expect(faultsOf(await ends(other, { delegationPoint: "8.8", decidedOn: "2026-03-03" }))).toBe("delegationPoint");
  });

  test("a change is a new version, the old one stays as it was", async () => {
    const before = valueOf(await house.read(house.staff.analyst, getDelegation, { version: 2 }));
    const changed = { follows: 2, was: "4.3", point: "4.3", decisionType: "bevilja insats", level: "utskott" };
    const { version } = await house.do(house.staff.leader, changePoint, changed);
    expect(version).toBe(3);
    const after = valueOf(await house.read(house.staff.analyst, getDelegation, { version: 2 }));
    expect(after.shown?.points).toEqual(before.shown?.points);
    expect(after.inForce).toBe(2);
    expect(codeOf(await house.act(house.staff.leader, removePoint, { follows: 2, point: "2.1" }))).toBe("overtaken");
    const reserved = { follows: 3, point: "9.1", decisionType: "övervägande av vård", level: "enhetschef" };
    const refused = await house.act(house.staff.leader, changePoint, reserved);
    expect([faultsOf(refused), JSON.stringify(refused)]).toEqual(["level", expect.stringMatching(/30\s*kap\.\s*6\s*§\s*SoL/u)]);
  });

  test("a proposal is adopted or withdrawn, never both, whoever is second; the next is built on what stands", async () => {
    const { leader, director } = house.staff;
    await house.do(leader, withdrawDelegation, { version: 3, withdrawnBecause: "Nämnden vill vänta." });
    expect(codeOf(await house.act(leader, withdrawDelegation, { version: 3, withdrawnBecause: "Igen" }))).toBe("already-done");
    expect(codeOf(await house.act(house.staff.caseworker, withdrawDelegation, { version: 3, withdrawnBecause: "R" }))).toBe(
      "not-permitted",
    );
    const adopted = { decidedOn: "2026-03-05", body: "Socialnämnden", minutesNumber: "§ 14", validFrom: "2026-03-05" };
    expect(saidOf(await house.act(director, adoptDelegation, { version: 3, ...adopted }))).toContain("taget tillbaka");
    expect(saidOf(await house.act(leader, withdrawDelegation, { version: 2, withdrawnBecause: "R" }))).toContain("kan inte tas tillbaka");
    const at = sql`${house.municipalityId}, 2, 'R', ${leader.staffId}::uuid, now()`;
    const straight = sql`insert into decision.delegation_withdrawal (municipality_id, version, withdrawn_because, recorded_by, recorded_at) values (${at})`;
    await expect(straight.execute(house.database.owner)).rejects.toThrow(/the version is adopted/u);
    const { version } = await house.do(leader, removePoint, { follows: 3, point: "2.1" });
    const [stood, next] = await Promise.all(
      [2, version].map(async (one) => valueOf(await house.read(leader, getDelegation, { version: one }))),
    );
    expect(next?.shown?.points).toEqual(stood?.shown?.points.filter(({ point }) => point !== "2.1"));
    await house.do(leader, withdrawDelegation, { version, withdrawnBecause: "Prov." });
  });

  test('"may Karin decide this today?" is answered with the row, the paragraph and the minutes', async () => {
    const asked = {
      staffId: house.staff.caseworker.staffId,
      type: "bevilja insats",
      ground: "right-to-intervention",
      intervention: "föräldrastöd",
    };
    const { found } = valueOf(await house.read(house.staff.analyst, askMayDecide, asked));
    expect(found).toMatchObject({ permitted: true, point: "4.1", version: 2 });
    expect(found?.words).toMatch(/punkt 4\.1.*Socialnämnden, § 12, gäller från den 3 mars 2026/);
    const not = valueOf(
      await house.read(house.staff.analyst, askMayDecide, { ...asked, type: "bevilja placering", intervention: "familjehem" }),
    );
    expect(not.found?.words).toMatch(/utskott eller nämnden beslutar \(30\s*kap\.\s*6\s*§\s*SoL\)/u);
  });

  describe("the database alone, as the program's role", () => {
    const asApp = <T>(work: (tx: typeof house.database.app) => Promise<T>) =>
      house.database.app.transaction().execute(async (tx) => {
        await sql`select set_config('fortrogen.municipality', ${String(house.municipalityId)}, true)`.execute(tx);
        return work(tx as never);
      });
    const write = async (maker: object, decision: object = {}) => {
      const one = await investigatedCase(house, {}, "2026-03-05");
      const by = { municipality_id: house.municipalityId, recorded_by: house.staff.caseworker.staffId, recorded_at: house.door.clock() };
      const id = one.caseId.replace(/^.{4}/, "0aaa");
      const on = { id, case_id: one.caseId, decided_on: "2026-03-05", decider: "tjänsteman" as const, ...by };
      await asApp(async (tx) => {
        await tx
          .insertInto("decision.maker")
          .values({ ...on, staff_id: house.staff.caseworker.staffId, delegation_point: "3.1", delegation_version: 2, ...maker })
          .execute();
        await tx
          .insertInto("decision.decision")
          .values({
            ...on,
            ...{ investigation_id: one.investigationId, outcome: "ingen insats", legal_ground: "child-investigation" },
            ...{ legal_provision: "20 kap. 2 § SoL", reasoning: "R", appeal: "kan inte överklagas" },
            ...decision,
          })
          .execute();
        throw new Error("it went well");
      });
    };
    test.each([
      ["a decision that stands on nothing", { delegation_version: null }, {}, /a typed point where an order holds/],
      ["a version that does not hold", { delegation_version: 3 }, {}, /no point of the delegation order/],
      ["a point that is not there", { delegation_point: "9.9" }, {}, /maker_delegated_by_point/],
      ["another decision's point", { delegation_point: "2.1" }, {}, /does not cover/],
      [
        "a point above the level",
        { delegation_point: "3.2" },
        { outcome: "avslag", legal_ground: "right-to-intervention", appeal: "förvaltningsbesvär" },
        /too low/,
      ],
      ["nothing wrong", {}, {}, /it went well/],
    ])("%s", async (_name, maker, decision, words) => {
      await expect(write(maker, decision)).rejects.toThrow(words);
    });
    test("somebody without the degree, by name", async () => {
      await expect(write({ staff_id: null, name: "Test colleague, socialsekreterare" })).rejects.toThrow(/too low/);
      await expect(write({ staff_id: null, name: "Anna Berg, socialjouren" })).rejects.toThrow(/it went well/);
    });
    test("nor one that says it corrects another", async () => {
      const { rows } = await sql<{
        id: string;
        case: string;
        investigation: string;
      }>`select d.id, d.case_id as case, d.investigation_id as investigation
        from decision.decision d join decision.maker m on m.id = d.id where m.delegation_version = 2 limit 1`.execute(house.database.owner);
      const [before] = rows;
      const id = String(before?.id).replace(/^.{4}/, "0bbb");
      const by = { municipality_id: house.municipalityId, recorded_by: house.staff.caseworker.staffId, recorded_at: house.door.clock() };
      const on = { id, case_id: before?.case ?? "", decided_on: "2026-03-05", decider: "tjänsteman" as const, ...by };
      const corrected = asApp(async (tx) => {
        await tx
          .insertInto("decision.maker")
          .values({ ...on, staff_id: house.staff.caseworker.staffId, delegation_point: "8.8" })
          .execute();
        await tx
          .insertInto("decision.decision")
          .values({
            ...on,
            ...{ investigation_id: before?.investigation ?? "", outcome: "ingen insats", legal_ground: "child-investigation" },
            ...{ legal_provision: "20 kap. 2 § SoL", reasoning: "R", appeal: "kan inte överklagas", corrects_id: before?.id ?? "" },
          })
          .execute();
      });
      await expect(corrected).rejects.toThrow(/a typed point where an order holds/);
    });
    test("somebody without the degree", async () => {
      await expect(write({ staff_id: house.staff.colleague.staffId })).rejects.toThrow(/too low/);
    });
    test.each([
      ["change a point", sql`update decision.delegation_point set level = 'handläggare'`, /permission denied/],
      ["take a version away", sql`delete from decision.delegation_version`, /permission denied/],
      ["move the day of an order", sql`update decision.delegation_adoption set valid_from = '2020-01-01'`, /permission denied/],
    ])("does not let the program %s", async (_name, statement, words) => {
      await expect(asApp((tx) => statement.execute(tx))).rejects.toThrow(words);
    });
    test("adds nothing to a version that is written, and delegates nothing that the law reserves", async () => {
      const add = (version: number, type: string) =>
        asApp((tx) =>
          sql`insert into decision.delegation_point (municipality_id, version, point, decision_type, grounds, interventions, level, qualified, recorded_by, recorded_at)
            values (${house.municipalityId}, ${version}, '99', ${type}, '{}', '{}', 'enhetschef', false, ${house.staff.leader.staffId}, now())`.execute(
            tx,
          ),
        );
      await expect(add(2, "bevilja insats")).rejects.toThrow(/the version is written/);
      await expect(add(2, "övervägande av vård")).rejects.toThrow(/reserved_is_not_delegated|the version is written/);
    });
  });
});
