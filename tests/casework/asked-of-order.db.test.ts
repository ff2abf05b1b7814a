import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { setUnnamedLevel } from "../../src/casework/decision/actions/set-unnamed-level.ts";
import { exampleOrder } from "../../src/casework/decision/delegation/example.ts";
import { decideNotToOpen } from "../../src/casework/intake/actions/decide-not-to-open.ts";
import { endWithoutInvestigation } from "../../src/casework/intake/actions/end-without-investigation.ts";
import { extendPreliminary } from "../../src/casework/intake/actions/extend-preliminary.ts";
import { extendInvestigation } from "../../src/casework/investigation/actions/extend-investigation.ts";
import { openInvestigation } from "../../src/casework/investigation/actions/open-investigation.ts";
import { openCaseFor, openHouse } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { adoptOrder, giveLevel } from "../support/delegation.ts";
import { lookAt } from "../support/investigated.ts";
import { codeOf, faultsOf } from "../support/outcomes.ts";

/** What begins, prolongs or turns away is asked of the delegation order as granting is: by the program in words, by the database whatever the program does. */
let house: House;
const day = "2026-03-05";
beforeAll(async () => {
  house = await openHouse();
  house.at(day);
  await adoptOrder(house, "2026-03-03");
  await giveLevel(house, "caseworker", "handläggare", "2026-03-02");
  await giveLevel(house, "colleague", "handläggare", "2026-03-02", 0, false);
  await giveLevel(house, "leader", "enhetschef", "2026-03-02");
});
beforeEach(() => house.at(day));
afterAll(() => house.database.drop());

const me = () => house.staff.caseworker;
const leader = () => ({ decisionMakerId: house.staff.leader.staffId });

async function reported() {
  const { caseId, intakeId } = await openCaseFor(house, { receivedOn: day });
  const preliminaryAssessmentId = (await lookAt(house, caseId)).intakes[0]?.preliminary?.id ?? "";
  return { caseId, intakeId, preliminaryAssessmentId };
}
async function opened() {
  const of = await reported();
  const { investigationId } = await house.do(me(), openInvestigation, { ...of, reasoning: "R", purpose: "P" });
  return { caseId: of.caseId, investigationId };
}
const madeOf = async (caseId: string) => {
  const { rows } = await sql<{
    point: string | null;
    version: number | null;
  }>`select delegation_point as point, delegation_version as version
    from decision.maker where case_id = ${caseId}::uuid order by recorded_at desc, id`.execute(house.database.owner);
  return rows.map(({ point, version }) => `${version ?? "-"}/${point ?? "-"}`);
};

test("opening stands on its point without anybody typing it; another point is refused at its field", async () => {
  const { caseId } = await opened();
  expect(await madeOf(caseId)).toEqual(["1/2.1", "1/2.1"]);
  const of = await reported();
  const typed = { ...of, reasoning: "R", purpose: "P", delegationPoint: "4.1" };
  expect(faultsOf(await house.act(me(), openInvestigation, typed))).toBe("delegationPoint");
  expect(codeOf(await house.act(me(), openInvestigation, { ...typed, delegationPoint: "2.1" }))).toBe("ok");
});

describe("above a caseworker's level: refused with the row, the paragraph and whom to hand it to, and written down as the head of unit's", () => {
  test.each([
    ["not opening", async () => [decideNotToOpen, { ...(await reported()), result: "inte inleda", reasoning: "R" }] as const, "2.2"],
    [
      "more time for exceptional reasons",
      async () => [extendPreliminary, { ...(await reported()), extendedTo: "2026-03-27", exceptionalReasons: "R" }] as const,
      "2.3",
    ],
    [
      "more time for an investigation",
      async () => [extendInvestigation, { ...(await opened()), extendedTo: "2026-08-20", specialReasons: "R" }] as const,
      "2.4",
    ],
    [
      "what can lead to nothing",
      async () => {
        const { caseId, intakeId } = await openCaseFor(house, { receivedOn: day, type: "annat sätt" });
        return [
          endWithoutInvestigation,
          { caseId, intakeId, outcome: "kan inte leda till någon åtgärd", decidedOn: day, reasoning: "R" },
        ] as const;
      },
      "2.2",
    ],
  ])("%s", async (_name, make, point) => {
    const [action, input] = await make();
    const refused = await house.act(me(), action as never, input);
    expect([codeOf(refused), faultsOf(refused)]).toEqual(["not-delegated", "decider"]);
    const said = JSON.stringify(refused);
    expect(said).toMatch(new RegExp(`punkt ${point.replace(".", "\\.")} .*7\\s*kap\\.\\s*5\\s*§\\s*KL`, "u"));
    expect(said).toContain("Lämna det till Test leader (socialsekreterare)");
    expect(codeOf(await house.act(me(), action as never, { ...input, ...leader() }))).toBe("ok");
    expect(await madeOf(input.caseId)).toContain(`1/${point}`);
  });
});

test("somebody without the degree opens nothing, nor by name", async () => {
  const of = { ...(await reported()), reasoning: "R", purpose: "P" };
  const refused = await house.act(me(), openInvestigation, { ...of, decisionMakerId: house.staff.colleague.staffId });
  expect(JSON.stringify(refused)).toMatch(/saknar den examen.*25\s*kap\.\s*1\s*§\s*SoL/u);
  expect(faultsOf(await house.act(me(), openInvestigation, { ...of, deciderName: "Test colleague, socialsekreterare" }))).toBe("decider");
  expect(codeOf(await house.act(me(), openInvestigation, { ...of, deciderName: "Anna Berg, socialjouren" }))).toBe("ok");
});

test("before the order held nobody is asked, and a committee is not", async () => {
  house.at("2026-03-02");
  const { caseId } = await openCaseFor(house, { receivedOn: "2026-03-02" });
  const preliminaryAssessmentId = (await lookAt(house, caseId)).intakes[0]?.preliminary?.id ?? "";
  house.at(day);
  const of = { caseId, preliminaryAssessmentId, result: "inte inleda", reasoning: "R", decidedOn: "2026-03-02" };
  expect(codeOf(await house.act(me(), decideNotToOpen, of))).toBe("ok");
  const committee = { decider: "utskott", body: "Individutskottet", minutesNumber: "§ 4" };
  expect(
    codeOf(await house.act(me(), decideNotToOpen, { ...(await reported()), result: "inte inleda", reasoning: "R", ...committee })),
  ).toBe("ok");
});

describe("the database alone, as the program's role", () => {
  const straight = async (maker: object) => {
    const { caseId, preliminaryAssessmentId: id } = await reported();
    const by = { municipality_id: house.municipalityId, recorded_by: me().staffId, recorded_at: house.door.clock() };
    const on = { case_id: caseId, decided_on: day, ...by };
    await house.database.app.transaction().execute(async (tx) => {
      await sql`select set_config('fortrogen.municipality', ${String(house.municipalityId)}, true)`.execute(tx);
      await tx
        .insertInto("decision.maker")
        .values({
          id,
          decider: "tjänsteman",
          staff_id: house.staff.leader.staffId,
          delegation_version: 1,
          delegation_point: "2.2",
          ...on,
          ...maker,
        })
        .execute();
      await tx
        .insertInto("intake.preliminary_decision")
        .values({ preliminary_assessment_id: id, result: "inte inleda", reasoning: "R", legal_provision: "20 kap. 2 § SoL", ...on })
        .execute();
      throw new Error("it went well");
    });
  };
  test.each([
    ["nothing wrong", {}, /it went well/],
    ["no point", { delegation_version: null, delegation_point: null }, /no point of the delegation order in force/],
    ["a typed point", { delegation_version: null }, /a typed point where an order holds/],
    ["another decision's point", { delegation_point: "2.1" }, /does not cover/],
    ["too low a level", { staff_id: "caseworker" }, /too low a level/],
    ["by name too", { staff_id: null, name: "Test caseworker, socialsekreterare" }, /too low a level/],
  ])("%s", async (_name, maker, words) => {
    const who = "staff_id" in maker && maker.staff_id === "caseworker" ? { staff_id: me().staffId } : {};
    await expect(straight({ ...maker, ...who })).rejects.toThrow(words);
  });
});

describe("an order that does not name it", () => {
  beforeAll(async () => {
    house.at("2026-04-01");
    await adoptOrder(
      house,
      "2026-04-01",
      exampleOrder.filter((one) => !one.point.startsWith("2.")),
      1,
    );
  });
  const notOpened = async (decidedOn: string) => {
    house.at(decidedOn);
    const { caseId } = await openCaseFor(house, { receivedOn: decidedOn });
    const preliminaryAssessmentId = (await lookAt(house, caseId)).intakes[0]?.preliminary?.id ?? "";
    return house.act(me(), decideNotToOpen, { caseId, preliminaryAssessmentId, result: "inte inleda", reasoning: "R" });
  };
  test("nobody is asked, until the board says who decides: from that day", async () => {
    expect(codeOf(await notOpened("2026-04-01"))).toBe("ok");
    const rule = { level: "enhetschef", decidedOn: "2026-04-01", minutesNumber: "§ 9", validFrom: "2026-04-02" };
    expect(codeOf(await house.act(house.staff.leader, setUnnamedLevel, rule))).toBe("not-permitted");
    expect(faultsOf(await house.act(house.staff.director, setUnnamedLevel, { ...rule, validFrom: "2026-03-31" }))).toBe("validFrom");
    await house.do(house.staff.director, setUnnamedLevel, rule);
    expect(codeOf(await notOpened("2026-04-01"))).toBe("ok");
    const refused = await notOpened("2026-04-02");
    expect([codeOf(refused), faultsOf(refused)]).toEqual(["not-delegated", "decider"]);
    expect(JSON.stringify(refused)).toMatch(/Lägst får enhetschef besluta enligt nämndens regel/);
    await house.do(house.staff.director, setUnnamedLevel, { ...rule, level: "nämnd", validFrom: "2026-04-03" });
    expect(JSON.stringify(await notOpened("2026-04-03"))).toMatch(/Lämna förslaget till nämnden/);
  });
});
