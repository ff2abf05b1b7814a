import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { valueOf } from "../../src/platform/basics/result.ts";
import { correctDecision } from "../../src/casework/decision/actions/correct-decision.ts";
import { decideNoIntervention } from "../../src/casework/decision/actions/decide-no-intervention.ts";
import { closeCase } from "../../src/casework/intake/actions/close-case.ts";
import { forwardAppeal } from "../../src/casework/party/actions/forward-appeal.ts";
import { notify } from "../../src/casework/party/actions/notify.ts";
import { receiveAppeal } from "../../src/casework/party/actions/receive-appeal.ts";
import { tryAppeal } from "../../src/casework/party/actions/try-appeal.ts";
import { partiesOn } from "../../src/casework/party/party-table.ts";
import { openHouse, staffNames } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { investigatedCase, lookAt } from "../support/investigated.ts";
import type { Investigated } from "../support/investigated.ts";
import { codeOf, faultsOf } from "../support/outcomes.ts";
import { exceptParties } from "../support/parties.ts";
import { finishCase } from "../support/finish-case.ts";

/** A decision is told to each party, and an appeal is tried for time and sent on (33 and 43–46 §§ FvL). */
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.database.drop());

const day = "2026-03-02";
const me = () => house.staff.caseworker;
const application = { type: "ansökan", reporterCategory: "vårdnadshavare", reporterName: undefined, feedbackRequested: "nej" };
const ending = { assessment: "A", reasoning: "R", delegationPoint: "2.4", investigationOutcome: "ingen insats behövs" };
const told = { kind: "underrättad", sentOn: day, gotOn: day, way: "i handen", withGuidance: "ja" };

type Refused = Investigated & { readonly people: readonly string[] };
/** An application that is refused; both guardians are parties. */
async function refused(): Promise<Refused> {
  const one = await investigatedCase(house, application);
  const { caseId, investigationId } = one;
  await exceptParties(house, me(), { caseId, investigationId, day });
  const refusal = { ...ending, outcome: "avslag", legalGround: "right-to-intervention" };
  await house.do(me(), decideNoIntervention, { caseId, investigationId, ...refusal });
  const people = partiesOn((await lookAt(house, caseId)).parties, day).map((each) => each.person_id);
  return { ...one, people };
}
const toldOn = (gotOn: string) => ({ ...told, sentOn: gotOn, gotOn });
const tell = ({ caseId, investigationId }: Investigated, personId: string | undefined, more: object = told) =>
  house.act(me(), notify, { caseId, investigationId, personId, ...more });
const appeal = async ({ caseId, investigationId, people }: Refused, receivedOn: string, more: object = {}) => {
  const content = "Vi vill ha det vi sökte.";
  const input = { caseId, investigationId, personId: people[0], receivedOn, content, ...more };
  return valueOf(await house.act(me(), receiveAppeal, input)).appealId;
};
const words = { guidanceWrong: "nej", reconsidered: "Inget nytt.", reasoning: "Mottagningsbeviset." };
const tried = (caseId: string, appealId: string, more: object = {}) =>
  house.act(me(), tryAppeal, { caseId, appealId, gotOn: day, ...words, ...more });
const rules = async (caseId: string) => (await lookAt(house, caseId)).obligations.map((one) => one.rule_id);

describe("a decision is told (33 § FvL)", () => {
  test("to each party within a week, with guidance where it can be appealed", async () => {
    const one = await refused();
    const waiting = async () => (await rules(one.caseId)).filter((id) => id === "decision-notified").length;
    expect(await waiting()).toBe(2);
    expect(faultsOf(await tell(one, one.people[0], { ...told, withGuidance: "nej" }))).toBe("withGuidance");
    expect(faultsOf(await tell(one, one.people[0], { ...told, sentOn: "2026-03-01", gotOn: undefined }))).toBe("sentOn");
    expect(
      faultsOf(await tell(one, one.people[0], { kind: "underrättad", sentOn: day }))
        .split(",")
        .sort(),
    ).toEqual(["way", "withGuidance"]);
    expect(codeOf(await tell(one, one.people[0]))).toBe("ok");
    expect(await waiting()).toBe(1);
    expect(codeOf(await tell(one, one.people[1], { kind: "uppenbart obehövligt", reason: "Var med när beslutet fattades." }))).toBe("ok");
    expect(await waiting()).toBe(0);
  });

  test("to several who got it the same day in the same way: a row for each, and nothing where one of them cannot be told so", async () => {
    const [one, other] = [await refused(), await refused()];
    const [first, second] = one.people;
    const rows = async () => (await lookAt(house, one.caseId)).notifications.map((each) => each.person_id).toSorted();
    const wrong = [{ alsoIds: [second, other.people[0]] }, { alsoIds: [second], way: "sms", phone: "0701740605" }];
    for (const more of wrong) expect(faultsOf(await tell(one, first, { ...told, ...more }))).toBe("alsoIds");
    expect(await rows()).toEqual([]);
    await tell(one, first, { ...told, alsoIds: [first, second] });
    expect(await rows()).toEqual([first, second].toSorted());
    expect(await rules(one.caseId)).not.toContain("decision-notified");
    await sql`update people.person set protected_identity = 'sekretessmarkering' where id = ${other.people[1]}::uuid`.execute(
      house.database.owner,
    );
    expect(faultsOf(await tell(other, other.people[0], { ...told, way: "brev", alsoIds: [other.people[1]] }))).toBe("alsoIds");
  });

  test("a case is not closed while a party is untold, by the database", async () => {
    const one = await refused();
    const close = () => house.act(me(), closeCase, { caseId: one.caseId, reason: "behov tillgodosett" });
    expect(await close()).toMatchObject({ ok: false, error: { code: "gate-closed", message: "En part är inte underrättad om beslutet." } });
    await finishCase(house, me(), one.caseId, day, "10:00");
    // An appeal comes after the closing as well.
    const late = { caseId: one.caseId, investigationId: one.investigationId, personId: one.people[0], receivedOn: day, content: "Nej." };
    expect(codeOf(await house.act(house.staff.leader, receiveAppeal, late))).toBe("ok");
  });

  test("by nobody who does not work in the case, and to nobody who was no party", async () => {
    const one = await refused();
    const other = await refused();
    expect(codeOf(await tell(one, other.people[0]))).toBe("not-a-party");
    const { child } = await lookAt(house, one.caseId);
    expect(codeOf(await tell(one, child.id))).toBe("not-a-party");
    const input = { caseId: one.caseId, investigationId: one.investigationId, personId: one.people[0], ...told };
    for (const name of staffNames.filter((each) => !["caseworker", "leader"].includes(each)))
      expect([name, codeOf(await house.act(house.staff[name], notify, input))]).toEqual([name, "not-permitted"]);
  });
});

describe("an appeal (43–46 §§ FvL)", () => {
  test("on the last day is in time, and is sent on within a week", async () => {
    const one = await refused();
    await tell(one, one.people[0]);
    house.at("2026-03-23");
    const appealId = await appeal(one, "2026-03-23");
    expect(await rules(one.caseId)).toContain("appeal-forwarded");
    const forward = { caseId: one.caseId, appealId, forwardedOn: "2026-03-23", court: "Förvaltningsrätten i Uppsala" };
    expect(codeOf(await house.act(me(), forwardAppeal, forward))).toBe("not-tried");
    expect(valueOf(await tried(one.caseId, appealId))).toEqual({ outcome: "i rätt tid" });
    expect(codeOf(await tried(one.caseId, appealId))).toBe("already-done");
    expect(await rules(one.caseId)).toContain("appeal-forwarded");
    expect(codeOf(await house.act(me(), forwardAppeal, forward))).toBe("ok");
    expect(codeOf(await house.act(me(), forwardAppeal, forward))).toBe("already-done");
    expect(await rules(one.caseId)).not.toContain("appeal-forwarded");
    const [found] = (await lookAt(house, one.caseId)).appeals;
    expect(found?.trial).toMatchObject({ outcome: "i rätt tid", last_on: "2026-03-23", decided_on: "2026-03-23" });
    expect(found?.forwarding?.court).toBe("Förvaltningsrätten i Uppsala");
    house.at(day);
  });

  test("the day after is dismissed and goes nowhere, unless an exception holds", async () => {
    const one = await refused();
    await tell(one, one.people[0]);
    house.at("2026-03-26");
    const late = await appeal(one, "2026-03-24");
    expect(valueOf(await tried(one.caseId, late))).toEqual({ outcome: "avvisas" });
    const forward = { caseId: one.caseId, forwardedOn: "2026-03-26", court: "Förvaltningsrätten" };
    expect(codeOf(await house.act(me(), forwardAppeal, { ...forward, appealId: late }))).toBe("dismissed");
    const wrong = await appeal(one, "2026-03-24");
    expect(valueOf(await tried(one.caseId, wrong, { guidanceWrong: "ja" }))).toEqual({ outcome: "tas upp ändå" });
    const atCourt = await appeal(one, "2026-03-25", { courtReceivedOn: "2026-03-23" });
    expect(valueOf(await tried(one.caseId, atCourt))).toEqual({ outcome: "tas upp ändå" });
    const unknown = await appeal(one, "2026-03-26");
    expect(valueOf(await tried(one.caseId, unknown, { gotOn: undefined }))).toEqual({ outcome: "i rätt tid" });
    expect(await rules(one.caseId)).toContain("appeal-forwarded");
    house.at(day);
  });

  test("is not dismissed for a day before the decision, by the form and by the database", async () => {
    const one = await refused();
    house.at("2026-03-05");
    const appealId = await appeal(one, "2026-03-04");
    expect(faultsOf(await tried(one.caseId, appealId, { gotOn: "2026-02-02" }))).toBe("gotOn");
    const past = sql`with m as (insert into decision.maker (municipality_id, id, case_id, decided_on, decider, staff_id, recorded_by, recorded_at) values
      (${house.municipalityId}, ${appealId}, ${one.caseId}, '2026-03-05', 'tjänsteman', ${me().staffId}, ${me().staffId}, now()))
      insert into party.appeal_trial
        (municipality_id, appeal_id, case_id, received_on, decided_on, outcome, got_on, last_on, reconsidered, reasoning, recorded_by, recorded_at)
      values (${house.municipalityId}, ${appealId}, ${one.caseId}, '2026-03-04', '2026-03-05', 'avvisas', '2026-02-02', '2026-02-23', 'x', 'x', ${me().staffId}, now())`;
    await expect(past.execute(house.database.owner)).rejects.toThrow(/not written that the party got it/);
    house.at(day);
  });

  test("leaves the decision to be changed for the better until the court has it, and corrected always (36 and 39 §§ FvL)", async () => {
    const one = await refused();
    const decisionId = (await lookAt(house, one.caseId)).investigations[0]?.decision?.id;
    const correction = { caseId: one.caseId, decisionId, wasWrong: "Fel.", instead: "Rätt.", why: "Skäl." };
    const change = { ...correction, kind: "ändring", worseForParty: "nej" };
    const worse = { ...change, worseForParty: "ja", worseBecause: "tvingande säkerhetsskäl" };
    await tell(one, one.people[0]);
    house.at("2026-03-05");
    const appealId = await appeal(one, "2026-03-04");
    expect(faultsOf(await house.act(me(), correctDecision, worse))).toBe("kind");
    expect(codeOf(await house.act(me(), correctDecision, change))).toBe("ok");
    expect(valueOf(await tried(one.caseId, appealId))).toEqual({ outcome: "i rätt tid" });
    const forward = { caseId: one.caseId, appealId, forwardedOn: "2026-03-05", court: "Förvaltningsrätten i Uppsala" };
    expect(codeOf(await house.act(me(), forwardAppeal, forward))).toBe("ok");
    expect(faultsOf(await house.act(me(), correctDecision, change))).toBe("kind");
    expect(codeOf(await house.act(me(), correctDecision, { ...correction, kind: "rättelse" }))).toBe("ok");
    house.at(day);
  });

  test("is dismissed only from the day that it is written the party got the decision", async () => {
    const one = await refused();
    await tell(one, one.people[0], { ...told, gotOn: undefined });
    await tell(one, one.people[1]);
    house.at("2026-03-26");
    const late = await appeal(one, "2026-03-24");
    // The other guardian's day is not this one's.
    expect(faultsOf(await tried(one.caseId, late))).toBe("gotOn");
    await tell(one, one.people[0]);
    expect(valueOf(await tried(one.caseId, late))).toEqual({ outcome: "avvisas" });
    house.at(day);
  });

  test("is no appeal where the decision cannot be appealed, and nobody's who was no party", async () => {
    const one = await investigatedCase(house);
    const { caseId, investigationId } = one;
    await house.do(me(), decideNoIntervention, {
      caseId,
      investigationId,
      ...ending,
      outcome: "ingen insats",
      legalGround: "child-investigation",
    });
    const [first] = partiesOn((await lookAt(house, caseId)).parties, day);
    const input = { caseId, investigationId, personId: first?.person_id, receivedOn: day, content: "Nej." };
    expect(codeOf(await house.act(me(), receiveAppeal, input))).toBe("not-appealable");
    const other = await refused();
    const foreign = {
      caseId: other.caseId,
      investigationId: other.investigationId,
      personId: first?.person_id,
      receivedOn: day,
      content: "Nej.",
    };
    expect(codeOf(await house.act(me(), receiveAppeal, foreign))).toBe("not-a-party");
    expect(codeOf(await house.act(me(), receiveAppeal, { ...input, investigationId: other.investigationId }))).toBe("not-found");
  });

  test("the database alone refuses a late one in time, less than three weeks, and a dismissed one that is sent on", async () => {
    const one = await refused();
    const appealId = await appeal(one, day);
    const m = house.municipalityId;
    const by = me().staffId;
    const trial = (outcome: string, gotOn: string, lastOn: string) =>
      sql`insert into party.appeal_trial
        (municipality_id, appeal_id, case_id, received_on, decided_on, outcome, got_on, last_on, reconsidered, reasoning, recorded_by, recorded_at)
      values (${m}, ${appealId}, ${one.caseId}, ${day}, ${day}, ${outcome}, ${gotOn}, ${lastOn}, 'x', 'x', ${by}, now())`.execute(
        house.database.owner,
      );
    await expect(trial("i rätt tid", "2026-02-01", "2026-02-22")).rejects.toThrow(/in_time_or_late/);
    await expect(trial("i rätt tid", "2026-02-20", "2026-03-02")).rejects.toThrow(/three_weeks_from_when_it_was_got/);
    await expect(trial("tas upp ändå", "2026-02-01", "2026-02-22")).rejects.toThrow(/late_is_dismissed_or_has_a_ground/);
    await expect(trial("i rätt tid", "2026-02-09", "2026-03-02")).rejects.toThrow(/appeal_trial_has_maker/);
    await expect(trial("avvisas", "2026-02-01", "2026-02-23")).rejects.toThrow(/not written that the party got it/);
  });

  test("the database alone dismisses from no Saturday or Christmas Day, and takes no word of or to somebody who is no party", async () => {
    const [one, other] = [await refused(), await refused()];
    const m = house.municipalityId;
    const by = me().staffId;
    const asApp = (statement: RawBuilder<unknown>) =>
      house.database.app.transaction().execute(async (tx) => {
        await sql`select set_config('fortrogen.municipality', ${String(m)}, true)`.execute(tx);
        await statement.execute(tx);
      });
    const decision = sql`(select id from decision.decision where case_id = ${one.caseId}::uuid)`;
    const [foreign] = other.people;
    const of = sql`${m}, gen_random_uuid(), ${one.caseId}::uuid`;
    const notification = sql`insert into party.notification (municipality_id, id, case_id, decision_id, decided_on, appeal, person_id, kind, sent_on, way, got_on, with_guidance,
        recorded_by, recorded_at)`;
    const words: readonly RawBuilder<unknown>[] = [
      sql`insert into party.account (municipality_id, id, case_id, investigation_id, person_id, happened_on, way, own_account, recorded_by, recorded_at)
        values (${of}, ${one.investigationId}, ${foreign}, ${day}, 'möte', 'x', ${by}, now())`,
      sql`insert into party.communication (municipality_id, id, case_id, investigation_id, person_id, kind, happened_on, exception, reason, recorded_by, recorded_at)
        values (${of}, ${one.investigationId}, ${foreign}, 'undantag', ${day}, 'uppenbart obehövligt', 'x', ${by}, now())`,
      sql`${notification} values (${of}, ${decision}, ${day}, 'förvaltningsbesvär', ${foreign}, 'underrättad', ${day}, 'brev', ${day}, true, ${by}, now())`,
      sql`insert into party.appeal (municipality_id, id, case_id, decision_id, decided_on, appeal, person_id, received_on, content, recorded_by, recorded_at)
        values (${of}, ${decision}, ${day}, 'förvaltningsbesvär', ${foreign}, ${day}, 'x', ${by}, now())`,
    ];
    for (const word of words) await expect(asApp(word)).rejects.toThrow(/no party in the case/);
    house.at("2026-12-29");
    for (const [gotOn, lastOn] of [
      ["2026-12-04", "2026-12-25"],
      ["2026-03-07", "2026-03-28"],
    ] as const) {
      await tell(one, one.people[0], toldOn(gotOn));
      const late = await appeal(one, "2026-12-29");
      const dismissed = sql`insert into party.appeal_trial (municipality_id, appeal_id, case_id, received_on, decided_on, outcome, got_on, last_on, reconsidered,
          reasoning, recorded_by, recorded_at)
        values (${m}, ${late}, ${one.caseId}, '2026-12-29', '2026-12-29', 'avvisas', ${gotOn}, ${lastOn}, 'x', 'x', ${by}, now())`;
      await expect(asApp(dismissed)).rejects.toThrow(/ends on no such day/);
    }
    house.at(day);
  });
});
