import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { correctDecision } from "../../src/casework/decision/actions/correct-decision.ts";
import { timelineOf } from "../../src/portals/desk/timeline.ts";
import { openHouse } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { finishCase } from "../support/finish-case.ts";
import { grantWith, investigatedCase, lookAt } from "../support/investigated.ts";
import { codeOf, faultsOf } from "../support/outcomes.ts";

/** A decision is never altered: what is wrong in it is corrected (36 § FvL) or changed (37–38 §§ FvL) beside it. */
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.database.drop());

const slip = { kind: "rättelse", wasWrong: "Fel år i motiveringen.", instead: "Det ska stå 2026.", why: "Skrivfel." };

async function granted(given: Readonly<Record<string, unknown>> = {}) {
  const { caseId, ...one } = await investigatedCase(house);
  const done = await grantWith(house, { caseId, ...one }, ["samtycker", "samtycker"], given);
  return { caseId, decisionId: done.ok ? done.value.decisionId : "" };
}

test("a slip is corrected by a row of its own, seen in the case and its journal; the decision stays as it was", async () => {
  const { caseworker } = house.staff;
  const one = await granted();
  const before = (await lookAt(house, one.caseId)).investigations[0]?.decision;
  house.at("2026-03-05");
  await house.do(caseworker, correctDecision, { ...one, ...slip });
  const parts = await lookAt(house, one.caseId);
  const after = parts.investigations[0]?.decision;
  expect({ ...after, corrections: [] }).toEqual(before);
  expect(after?.corrections).toMatchObject([{ kind: "rättelse", corrected_on: "2026-03-05", why: "Skrivfel.", by: "Test caseworker" }]);
  expect(timelineOf(parts).find((event) => event.heading === "Beslutet rättades")?.text).toContain("Det ska stå 2026.");
});

test("what favours somebody is made worse only for the reasons in law, and nothing is corrected before it was decided", async () => {
  const { caseworker, stranger } = house.staff;
  const one = await granted();
  const change = { ...one, ...slip, kind: "ändring", worseForParty: "ja" };
  expect(faultsOf(await house.act(caseworker, correctDecision, change))).toBe("worseBecause");
  expect(faultsOf(await house.act(caseworker, correctDecision, { ...one, ...slip, correctedOn: "2026-03-01" }))).toBe("correctedOn");
  expect(codeOf(await house.act(stranger, correctDecision, { ...one, ...slip }))).toBe("not-permitted");
  const because = { worseBecause: "felaktiga eller vilseledande uppgifter från parten" };
  expect(codeOf(await house.act(caseworker, correctDecision, { ...change, ...because }))).toBe("ok");
});

const byCommittee = { decider: "utskott", body: "Individutskottet", minutesNumber: "§ 12" };

test("what a committee decided is changed by the committee, and a slip in it by whoever works in the case", async () => {
  const { caseworker } = house.staff;
  const one = await granted(byCommittee);
  const change = { ...one, ...slip, kind: "ändring", worseForParty: "nej" };
  expect(faultsOf(await house.act(caseworker, correctDecision, change))).toBe("decider");
  expect(faultsOf(await house.act(caseworker, correctDecision, { ...change, decider: "utskott" }))).toBe("body,minutesNumber");
  await expect(written(one)("ändring", false, null)).rejects.toThrow(/another body has decided it/);
  expect(codeOf(await house.act(caseworker, correctDecision, { ...one, ...slip }))).toBe("ok");
  house.at("2026-03-20");
  const changed = { ...change, decider: "utskott", body: "Individutskottet", minutesNumber: "§ 61", correctedOn: "2026-03-18" };
  expect(codeOf(await house.act(caseworker, correctDecision, changed))).toBe("ok");
  const parts = await lookAt(house, one.caseId);
  expect(parts.investigations[0]?.decision?.corrections.at(-1)).toMatchObject({
    body: "Individutskottet",
    minutes_number: "§ 61",
    corrected_on: "2026-03-18",
  });
  expect(timelineOf(parts).find((event) => event.heading === "Beslutet ändrades")?.text).toContain("Ändrat av: Individutskottet");
});

test("what the board decided a committee does not change", async () => {
  const { caseworker } = house.staff;
  const one = await granted({ decider: "nämnd", body: "Socialnämnden", minutesNumber: "§ 3" });
  const change = { ...one, ...slip, kind: "ändring", worseForParty: "nej", minutesNumber: "§ 4" };
  expect(faultsOf(await house.act(caseworker, correctDecision, { ...change, decider: "utskott", body: "Individutskottet" }))).toBe(
    "decider",
  );
  expect(codeOf(await house.act(caseworker, correctDecision, { ...change, decider: "nämnd", body: "Socialnämnden" }))).toBe("ok");
});

test("a decision in a closed case is corrected by whoever finishes it, and changed", async () => {
  const { caseworker, leader } = house.staff;
  const { caseId } = await investigatedCase(house);
  await finishCase(house, caseworker, caseId, "2026-03-02", "10:00");
  const one = { caseId, decisionId: (await lookAt(house, caseId)).investigations[0]?.decision?.id ?? "" };
  expect(codeOf(await house.act(caseworker, correctDecision, { ...one, ...slip }))).toBe("ok");
  expect(codeOf(await house.act(leader, correctDecision, { ...one, ...slip, kind: "ändring", worseForParty: "nej" }))).toBe("ok");
});

/** Writes a correction past the program. */
const written =
  (one: { readonly caseId: string; readonly decisionId: string }) =>
  (kind: string, worse: boolean, because: string | null, on = "2026-03-02") =>
    house.database.app.transaction().execute(async (tx) => {
      await sql`select set_config('fortrogen.municipality', ${String(house.municipalityId)}, true)`.execute(tx);
      const { staffId } = house.staff.caseworker;
      await sql`insert into decision.correction (municipality_id, id, case_id, decision_id, kind, corrected_on, was_wrong, instead, why, worse_for_party, worse_because,
          corrected_by, recorded_by, recorded_at)
        values (${house.municipalityId}, gen_random_uuid(), ${one.caseId}, ${one.decisionId}, ${kind}, ${on}, 'a', 'b', 'c', ${worse}, ${because}, ${staffId}, ${staffId}, now())`.execute(
        tx,
      );
    });

test("the database alone refuses the same, as the program's role", async () => {
  const write = written(await granted());
  await expect(write("rättelse", true, "förbehåll i beslutet")).rejects.toThrow(/slip_makes_nothing_worse/);
  await expect(write("ändring", true, null)).rejects.toThrow(/worse_only_for_the_reasons_in_law/);
  await expect(write("rättelse", false, null, "2026-03-01")).rejects.toThrow(/before it was decided/);
  for (const statement of [
    "update decision.decision set reasoning = 'x'",
    "delete from decision.correction",
    "update decision.correction set why = 'x'",
  ])
    await expect(sql.raw(statement).execute(house.database.app)).rejects.toThrow(/permission denied/);
});
