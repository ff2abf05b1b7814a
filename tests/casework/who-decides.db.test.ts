import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decideNoIntervention } from "../../src/casework/decision/actions/decide-no-intervention.ts";
import { decideNotToOpen } from "../../src/casework/intake/actions/decide-not-to-open.ts";
import { makerWords } from "../../src/casework/part/made-words.ts";
import { timelineOf } from "../../src/portals/desk/timeline.ts";
import { openCaseFor, openHouse } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { grantWith, investigatedCase, lookAt } from "../support/investigated.ts";
import { codeOf, faultsOf, saidOf } from "../support/outcomes.ts";

/** A decision is taken by whoever may take it, and is recorded as theirs: an employee, a committee, the board, or the chair in what cannot wait. */
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.database.drop());

const day = "2026-03-02";
const split = ["samtycker", "samtycker inte"];
const against = { legalGround: "one-guardian-refuses", suitable: "ja", consentReasoning: "Barnets bästa kräver det." };
const committee = { decider: "utskott", body: "Individutskottet", minutesNumber: "§ 45", decidedOn: day };
const chair = {
  decider: "ordförande eller ledamot",
  urgentDecider: "ordföranden",
  chairName: "Anna Berg",
  urgency: "Barnet står utan stöd i helgen.",
  nextMeetingOn: "2026-03-18",
};

describe("against one of two guardians (FB 6:13 a)", () => {
  test("an employee is refused, told who decides and where to write it", async () => {
    const one = await investigatedCase(house);
    const refused = await grantWith(house, one, split, against);
    expect([codeOf(refused), faultsOf(refused)]).toEqual(["not-delegated", "decider"]);
    expect(saidOf(refused)).toMatch(/socialnämnden eller utskott/);
    expect(saidOf(refused)).toMatch(/30 kap\. 9 § SoL/);
    expect(saidOf(refused)).toMatch(/paragrafen i protokollet/);
  });

  test.each([
    ["the committee", committee],
    ["the board", { ...committee, decider: "nämnd", body: "Socialnämnden" }],
    ["the chair, in what cannot wait", { ...chair, decidedOn: day }],
  ])("%s decides, and the caseworker writes it down", async (_name, by) => {
    const one = await investigatedCase(house);
    expect(codeOf(await grantWith(house, one, split, { ...against, ...by }))).toBe("ok");
    const decision = (await lookAt(house, one.caseId)).investigations[0]?.decision;
    expect(decision).toMatchObject({ decider: by.decider, consent_provision: "6 kap. 13 a § FB", appeal: "förvaltningsbesvär" });
    expect(decision?.made).toMatchObject({ staff: null, typed_by: "Test caseworker", decided_on: day });
  });

  test("the same in the database: no employee, whatever the program says", async () => {
    const one = await investigatedCase(house);
    await grantWith(house, one, split, { ...against, ...committee });
    const copy = (decider: string) =>
      sql`insert into decision.decision (municipality_id, id, case_id, investigation_id, decided_on, decider, outcome, intervention_type, legal_ground,
          legal_provision, reasoning, appeal, consent_basis, consent_provision, consent_reasoning, recorded_by, recorded_at)
        select municipality_id, gen_random_uuid(), case_id, investigation_id, decided_on, ${decider}, outcome, intervention_type, legal_ground,
          legal_provision, reasoning, appeal, consent_basis, consent_provision, consent_reasoning, recorded_by, recorded_at
        from decision.decision where case_id = ${one.caseId}`.execute(house.database.owner);
    await expect(copy("tjänsteman")).rejects.toThrow(/against_guardian_is_for_the_board/);
    await expect(copy("utskott")).rejects.toThrow(/decision_has_maker/);
  });
});

describe("what each of them must say, all at once", () => {
  test.each([
    ["a committee without minutes or name", { decider: "utskott" }, "body,minutesNumber"],
    ["a board without a paragraph", { decider: "nämnd", body: "Socialnämnden" }, "minutesNumber"],
    ["a chair who says nothing", { decider: "ordförande eller ledamot" }, "urgentDecider,chairName,urgency,nextMeetingOn"],
    ["a meeting before the decision", { ...chair, nextMeetingOn: "2026-03-01" }, "nextMeetingOn"],
    ["an employee without a point of delegation", { delegationPoint: "" }, "delegationPoint"],
    ["an employee who works elsewhere", { decisionMakerId: "00000000-0000-7000-8000-000000000000" }, "decisionMakerId"],
    ["a committee on a day to come", { ...committee, minutesNumber: "", decidedOn: "2026-03-03" }, "decidedOn,minutesNumber"],
  ])("%s", async (_name, given, fields) => {
    expect(faultsOf(await grantWith(house, await investigatedCase(house), ["samtycker", "samtycker"], given))).toBe(fields);
  });
});

describe("urgent decisions (KL 6:39)", () => {
  test("are the municipality's to entrust, from a day", async () => {
    const { owner } = house.database;
    const entrust = (mandate: string, from: string) =>
      sql`insert into decision.urgent_mandate (municipality_id, valid_from, mandate) values (${house.municipalityId}, ${from}, ${mandate})
        on conflict (municipality_id, valid_from) do update set mandate = excluded.mandate`.execute(owner);
    const member = { ...chair, urgentDecider: "en utsedd ledamot", chairName: "Bo Lind" };
    const tried = async (by: object) => codeOf(await grantWith(house, await investigatedCase(house), split, { ...against, ...by }));
    try {
      await entrust("ordföranden", day);
      expect([await tried(chair), await tried(member)]).toEqual(["ok", "not-delegated"]);
      await entrust("ingen", day);
      expect(await tried(chair)).toBe("not-delegated");
      await entrust("ingen", "2026-03-03");
      await entrust("ordföranden eller en utsedd ledamot", day);
      expect(await tried(member)).toBe("ok");
    } finally {
      await sql`delete from decision.urgent_mandate`.execute(owner);
    }
  });
});

describe("whoever decides", () => {
  test("another employee, or the emergency duty that is not in the list, is shown as the one who decided", async () => {
    const colleague = house.staff.colleague.staffId;
    const one = await investigatedCase(house);
    expect(codeOf(await grantWith(house, one, ["samtycker", "samtycker"], { decisionMakerId: colleague }))).toBe("ok");
    const other = await investigatedCase(house);
    const words = { assessment: "A", legalGround: "child-investigation", reasoning: "R", delegationPoint: "2.4", outcome: "ingen insats" };
    const ending = { ...words, investigationOutcome: "ingen insats behövs", deciderName: "Kim Ek, socialjouren" };
    const { caseId, investigationId } = other;
    expect(codeOf(await house.act(house.staff.caseworker, decideNoIntervention, { caseId, investigationId, ...ending }))).toBe("ok");
    const made = async (id: string) => makerWords((await lookAt(house, id)).investigations[0]?.decision?.made ?? null);
    expect([await made(one.caseId), await made(caseId)]).toEqual([
      "Test colleague, delegation 3.1",
      "Kim Ek, socialjouren, delegation 2.4",
    ]);
  });

  test("stands in the case, in the journal and in the log", async () => {
    const one = await investigatedCase(house);
    const granted = await grantWith(house, one, split, { ...against, ...committee });
    const parts = await lookAt(house, one.caseId);
    expect(makerWords(parts.investigations[0]?.decision?.made ?? null)).toBe("Individutskottet, § 45");
    expect(timelineOf(parts).find((event) => event.heading.startsWith("Beslut: bifall"))?.by).toBe("Individutskottet, § 45");
    const { rows } = await sql<{ actor: string; subjects: string[] }>`select actor_id as actor, subject_ids as subjects from audit.event
      where case_id = ${one.caseId} and action = 'intervention.grant-intervention' and outcome = 'ok'`.execute(house.database.owner);
    expect(rows[0]?.actor).toBe(house.staff.caseworker.staffId);
    expect(rows[0]?.subjects).toContain(granted.ok ? granted.value.decisionId : "");
  });

  test("a decision not to open has its maker and day too", async () => {
    house.at("2026-03-10");
    const { caseId } = await openCaseFor(house, { receivedOn: day });
    const preliminary = (await lookAt(house, caseId)).intakes[0]?.preliminary;
    const decision = { result: "inte inleda", reasoning: "Ingen oro.", decidedOn: "2026-03-06", deciderName: "Kim Ek, socialjouren" };
    await house.do(house.staff.caseworker, decideNotToOpen, { caseId, preliminaryAssessmentId: preliminary?.id, ...decision });
    const decided = (await lookAt(house, caseId)).intakes[0]?.preliminary?.decision;
    expect(decided).toMatchObject({ decided_on: "2026-03-06", made: { name: "Kim Ek, socialjouren", typed_by: "Test caseworker" } });
  });
});
