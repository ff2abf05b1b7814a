import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { valueOf } from "../../src/platform/basics/result.ts";
import { assessProtection } from "../../src/casework/intake/actions/assess-protection.ts";
import { assignToStaff } from "../../src/casework/intake/actions/assign-case.ts";
import { decideNotToOpen } from "../../src/casework/intake/actions/decide-not-to-open.ts";
import { giveFeedback } from "../../src/casework/intake/actions/give-feedback.ts";
import { maskReporter } from "../../src/casework/intake/actions/mask-reporter.ts";
import { intakes } from "../../src/casework/intake/intake-part.ts";
import { moveIntake } from "../../src/casework/intake/actions/move-intake.ts";
import { recordReporterMeeting } from "../../src/casework/intake/actions/record-reporter-meeting.ts";
import { registerIntake } from "../../src/casework/intake/actions/register-intake.ts";
import { getReporter } from "../../src/casework/intake/queries/get-reporter.ts";
import { openInvestigation } from "../../src/casework/investigation/actions/open-investigation.ts";
import { getCase } from "../../src/casework/case/queries/get-case.ts";
import { openCaseFor, openHouse, reportOfConcern } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { faultsOf } from "../support/outcomes.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.database.drop());

const me = () => house.staff.caseworker;
const look = async (caseId: string) => valueOf(await house.read(me(), getCase, { caseId }));
const decided = () => ({ decidedOn: "2026-03-02", decider: "tjänsteman", decidedBy: me().staffId, delegationPoint: "3.1" });
const safe = { assessedOn: "2026-03-02", assessedAt: "09:50", result: "inget omedelbart skydd", reasoning: "Lugnt hemma." };

describe("protection is assessed as often as it is needed (20 kap. 1 § SoL)", () => {
  test("each with its hour; the latest stands, and what is counted is the first", async () => {
    house.at("2026-03-02");
    const of = await openCaseFor(house);
    const first = await house.do(me(), assessProtection, { ...of, ...safe });
    house.at("2026-03-02", "15:00");
    const needed = { assessedAt: "14:30", result: "skydd behövs", reasoning: "Pappa kom hem.", measure: "Jouren är kontaktad." };
    const second = await house.do(me(), assessProtection, { ...of, ...safe, ...needed, followsId: first.assessmentId });
    const [intake] = (await look(of.caseId)).intakes;
    expect(intake?.protections.map(({ id, result }) => [id, result])).toEqual([
      [first.assessmentId, "inget omedelbart skydd"],
      [second.assessmentId, "skydd behövs"],
    ]);
    expect(intake?.protection?.id).toBe(second.assessmentId);
    const { rows } = await sql<{
      result: string;
    }>`select protection_result as result from countable.intake where intake_id = ${of.intakeId}::uuid`.execute(house.database.owner);
    expect(rows).toEqual([{ result: "inget omedelbart skydd" }]);
  });

  test("with the report that it is made of: in each child's case, at its own moment, and as it is made by itself", async () => {
    house.at("2026-03-02", "12:00");
    const assessed = { protection: "inget omedelbart skydd", protectionReasoning: "Lugnt hemma." };
    const report = { ...reportOfConcern({ givenName: "Cia", birthDate: "2014-08-01" }), ...assessed };
    const sibling = {
      givenName: "Dan",
      familyName: "Testsson",
      birthDate: "2013-09-02",
      sex: "man",
      protectedIdentity: "ingen",
      otherGuardians: "nej",
    };
    const early = { protectionOn: "2026-03-02", protectionAt: "07:00" };
    for (const [wrong, field] of [
      [{ protectionReasoning: "" }, "protectionReasoning"],
      [{ protection: "skydd behövs" }, "protectionMeasure"],
      [early, "protectionOn"],
      [{ ...early, protectionAt: "12:30" }, "protectionOn"],
      [{ ...early, protectionAt: "" }, "protectionAt"],
      [{ protectionAt: "11:00" }, "protectionOn"],
    ] as const)
      expect([field, faultsOf(await house.act(me(), registerIntake, { ...report, ...wrong })).split(",")]).toEqual([
        field,
        expect.arrayContaining([field]),
      ]);
    const when = { protectionOn: "2026-03-02", protectionAt: "11:30", protectionBy: "Anna Berg, socialjouren" };
    const of = await house.do(me(), registerIntake, { ...report, ...when, siblings: [sibling] });
    for (const caseId of [of.caseId, of.siblings?.[0]?.caseId]) {
      const {
        intakes: [intake],
        obligations,
      } = await look(caseId ?? "");
      expect(intake?.protection).toMatchObject({
        result: "inget omedelbart skydd",
        reasoning: "Lugnt hemma.",
        measure: null,
        assessed_by: "Anna Berg, socialjouren",
      });
      expect(new Date(intake?.protection?.assessed_at ?? "").toISOString()).toBe("2026-03-02T10:30:00.000Z");
      expect(obligations.map((one) => one.rule_id)).not.toContain("immediate-protection");
    }
    const now = await house.do(me(), registerIntake, { ...reportOfConcern({ givenName: "Eli", birthDate: "2012-01-09" }), ...assessed });
    expect(new Date((await look(now.caseId ?? "")).intakes[0]?.protection?.assessed_at ?? "").toISOString()).toBe(
      "2026-03-02T11:00:00.000Z",
    );
    house.at("2026-03-02");
  });

  test("two that follow the same one cannot both stand, and none follows another report's", async () => {
    house.at("2026-03-02");
    const [of, other] = [await openCaseFor(house), await openCaseFor(house, { givenName: "Bo" })];
    const { assessmentId: followsId } = await house.do(me(), assessProtection, { ...of, ...safe });
    expect((await house.act(me(), assessProtection, { ...of, ...safe })).ok).toBe(false);
    await house.do(me(), assessProtection, { ...of, ...safe, followsId });
    const third = await house.act(me(), assessProtection, { ...of, ...safe, followsId });
    expect(third.ok ? "" : third.error.message).toBe("Någon annan har just gjort en ny skyddsbedömning.");
    const strange = await house.act(me(), assessProtection, { ...other, ...safe, followsId });
    expect(strange.ok).toBe(false);
    expect((await look(other.caseId)).intakes[0]?.protections).toEqual([]);
  });
});

describe("registered for somebody else and later: the emergency duty of a Saturday, on Monday", () => {
  // 28 February 2026 is a Saturday, 2 March a Monday.
  const saturday = { receivedOn: "2026-02-28", receivedAt: "22:15", takenBy: "Anna Berg, socialjouren" };

  test("keeps both moments and both people, and the clocks run from when it came in", async () => {
    house.at("2026-03-02", "08:10");
    const of = await openCaseFor(house, { ...saturday, reasons: ["fysiskt våld"] });
    const [intake] = (await look(of.caseId)).intakes;
    expect(intake).toMatchObject({ received_on: "2026-02-28", taken_by: "Anna Berg, socialjouren", by: "Test caseworker" });
    expect(new Date(intake?.received_at ?? "").toISOString()).toBe("2026-02-28T21:15:00.000Z");
    expect(new Date(intake?.recorded_at ?? "").toISOString()).toBe("2026-03-02T07:10:00.000Z");
    const { obligations } = await look(of.caseId);
    const due = Object.fromEntries(obligations.map(({ rule_id: rule, due_on: on }) => [rule, on]));
    // Late in the day: the next day. Violence has a due day of its own, instead of the fourteen.
    expect(due["immediate-protection"]).toBe("2026-03-01");
    expect(due["violence-means-investigation"]).toBe("2026-03-01");
    expect(due["preliminary-assessment"]).toBeUndefined();
    await house.do(me(), assessProtection, {
      ...of,
      ...safe,
      assessedOn: "2026-02-28",
      assessedAt: "22:50",
      assessedBy: "Anna Berg, socialjouren",
    });
    expect((await look(of.caseId)).intakes[0]?.protection).toMatchObject({ assessed_by: "Anna Berg, socialjouren", by: "Test caseworker" });
    expect((await look(of.caseId)).obligations.map(({ rule_id: rule }) => rule)).not.toContain("immediate-protection");
  });

  test("fourteen days are counted from Saturday: the last day is Saturday a fortnight on, moved to Monday (2 § lag 1930:173)", async () => {
    house.at("2026-03-02", "08:10");
    const { caseId } = await openCaseFor(house, saturday);
    const clock = (await look(caseId)).obligations.find((one) => one.rule_id === "preliminary-assessment");
    expect(clock).toMatchObject({ since: "2026-02-28", target_on: "2026-03-14", due_on: "2026-03-16" });
  });
});

describe("who reported is kept secret (26 kap. 5 § OSL)", () => {
  const neighbour = {
    reporterCategory: "privatperson",
    reporterName: "Gunnel Granne",
    reporterContact: "070-123 45 67",
    feedbackRequested: "nej",
  };
  const masked = { ...neighbour, maskReporter: "ja", maskGround: "fara för våld", maskReason: "Pappa har hotat grannar." };

  test("from the first: no part of the case holds it, the page that tells it is asked for by itself and logged", async () => {
    house.at("2026-03-02");
    const of = await openCaseFor(house, { ...masked, givenName: "Elsa" });
    const parts = await look(of.caseId);
    expect(parts.intakes[0]).toMatchObject({ reporter_masked: true, reporter_name: null, reporter_contact: null, reporter_category: null });
    expect(JSON.stringify(parts)).not.toMatch(/Gunnel|070-123|privatperson|hotat grannar/u);
    expect(valueOf(await house.read(me(), getReporter, of))).toMatchObject({
      name: "Gunnel Granne",
      masking: { masked: true, ground: "fara för våld" },
    });
    const logged = await sql<{ n: number }>`select count(*)::int as n from audit.event where action = 'intake.get-reporter'`.execute(
      house.database.owner,
    );
    expect(logged.rows[0]?.n).toBe(1);
    for (const name of ["stranger", "otherLeader", "analyst", "operator"] as const)
      expect([name, (await house.read(house.staff[name], getReporter, of)).ok]).toEqual([name, false]);
  });

  test("asked for of another case's report it is not there, and the page neither", async () => {
    const [of, other] = [await openCaseFor(house, { ...masked, givenName: "Elin" }), await openCaseFor(house, { givenName: "Elof" })];
    const asked = await house.read(me(), getReporter, { caseId: other.caseId, intakeId: of.intakeId });
    expect(asked.ok ? "" : asked.error.code).toBe("not-found");
  });

  test("in what is counted the kind of reporter is as before", async () => {
    const of = await openCaseFor(house, { ...masked, givenName: "Fia" });
    const { rows } = await sql<{ reporter: string }>`select reporter from countable.intake where intake_id = ${of.intakeId}::uuid`.execute(
      house.database.owner,
    );
    expect(rows).toEqual([{ reporter: "privatperson" }]);
  });

  test("later, and no longer: each is a row that follows, and two at once cannot both stand", async () => {
    const of = await openCaseFor(house, { ...neighbour, givenName: "Gry" });
    expect((await look(of.caseId)).intakes[0]?.reporter_name).toBe("Gunnel Granne");
    const ground = { ground: "fara för annat allvarligt men", maskReason: "Utsatt på jobbet." };
    const { maskingId: followsId } = await house.do(me(), maskReporter, { ...of, masked: "ja", ...ground });
    expect((await look(of.caseId)).intakes[0]?.reporter_name).toBeNull();
    expect((await house.act(me(), maskReporter, { ...of, masked: "nej", maskReason: "Flyttat." })).ok).toBe(false);
    await house.do(me(), maskReporter, { ...of, masked: "nej", maskReason: "Flyttat.", followsId });
    expect((await look(of.caseId)).intakes[0]?.reporter_name).toBe("Gunnel Granne");
    expect((await house.act(me(), maskReporter, { ...of, masked: "ja", ...ground, followsId })).ok).toBe(false);
  });

  test.each([
    ["the danger and the reason", { maskReporter: "ja" }, ["maskGround", "maskReason"]],
    ["nothing where it is no secret", { maskReporter: "nej", maskReason: "Rädd." }, ["maskReason"]],
  ])("asks for %s", async (_what, given, fields) => {
    const sent = await house.act(me(), registerIntake, reportOfConcern({ ...neighbour, ...given, givenName: "Hej" }));
    expect(sent.ok ? [] : sent.error.fields?.map(({ field }) => field).sort()).toEqual(fields);
  });

  test("follows the report when it is moved, and stands for each of several children", async () => {
    const sibling = { givenName: "Ivo", familyName: "Testsson", birthDate: "2018-01-01", sex: "man" };
    const out = await house.do(me(), registerIntake, reportOfConcern({ ...masked, givenName: "Ida", siblings: [sibling] }));
    for (const one of [out, ...(out.siblings ?? [])]) expect((await look(one.caseId ?? "")).intakes[0]?.reporter_masked).toBe(true);
    const right = { reason: "Fel barn.", givenName: "Jens", familyName: "Testfors", birthDate: "2012-04-04", sex: "man" };
    const moved = await house.do(me(), moveIntake, { caseId: out.caseId, intakeId: out.intakeId, ...right });
    expect((await look(moved.caseId ?? "")).intakes[0]).toMatchObject({ reporter_masked: true, reporter_name: null });
  });

  test("later, in one child's case: it is secret in the siblings' cases too, whoever has them, and nothing there tells of the others", async () => {
    house.at("2026-03-02");
    const siblings = ["Lova", "Love"].map((givenName) => ({ givenName, familyName: "Testsson", birthDate: "2018-02-02", sex: "man" }));
    const out = await house.do(me(), registerIntake, reportOfConcern({ ...neighbour, givenName: "Lars", siblings }));
    const [second, third] = (out.siblings ?? []).map(({ caseId = "", intakeId = "" }) => ({ caseId, intakeId }));
    const { colleague } = house.staff;
    const give = { caseId: second?.caseId, staffId: colleague.staffId, role: "ansvarig" };
    await house.do(house.staff.leader, assignToStaff, give);
    const ground = { ground: "fara för våld", maskReason: "Pappan till Lars har hotat." };
    const { maskingId: followsId } = await house.do(me(), maskReporter, { ...out, masked: "ja", ...ground });
    const seen = valueOf(await house.read(colleague, getCase, { caseId: second?.caseId }));
    expect(seen.intakes[0]).toMatchObject({ reporter_masked: true, reporter_name: null, reporter_contact: null });
    expect(JSON.stringify(valueOf(await house.read(colleague, getReporter, second ?? {})))).not.toContain("Lars");
    expect((await look(third?.caseId ?? "")).intakes[0]?.reporter_masked).toBe(true);
    // That the danger is over is said of each child by itself.
    await house.do(me(), maskReporter, { ...out, masked: "nej", maskReason: "Flyttat.", followsId });
    expect((await look(out.caseId ?? "")).intakes[0]?.reporter_masked).toBe(false);
    expect((await look(third?.caseId ?? "")).intakes[0]?.reporter_masked).toBe(true);
  });

  test("the database alone refuses a secret without its danger, and keeps every word", async () => {
    const of = await openCaseFor(house, { ...neighbour, givenName: "Kim" });
    const row = (masking: string, ground: string | null) => sql`insert into intake.reporter_masking
      values (${house.municipalityId}, gen_random_uuid(), ${of.caseId}::uuid, ${of.intakeId}::uuid, ${masking}::boolean, ${ground}, 'x', null, ${me().staffId}::uuid, now())`;
    await expect(row("true", null).execute(house.database.owner)).rejects.toThrow(/masking_says_the_danger/u);
    await expect(row("false", "fara för våld").execute(house.database.owner)).rejects.toThrow(/masking_says_the_danger/u);
  });
});

describe("what a reporter by duty is told (19 kap. 6 § SoL)", () => {
  test.each([
    ["inte inleda", "utredning har inte inletts"],
    ["inleda", "utredning har inletts"],
  ] as const)("the decision %s: that %s, and no more", async (result, told) => {
    house.at("2026-03-02");
    const of = await openCaseFor(house, { givenName: `Lo${result.length}` });
    const preliminaryAssessmentId = (await look(of.caseId)).intakes[0]?.preliminary?.id;
    const input = { ...of, preliminaryAssessmentId, reasoning: "Skäl.", ...decided() };
    if (result === "inleda") await house.do(me(), openInvestigation, { ...input, purpose: "Behoven." });
    else await house.do(me(), decideNotToOpen, { ...input, result });
    await house.do(me(), giveFeedback, { ...of, outcome: "lämnad", givenOn: "2026-03-02", content: "Rektor, på telefon." });
    expect((await look(of.caseId)).intakes[0]?.feedback).toMatchObject({ outcome: "lämnad", told });
  });

  test("an investigation goes on already: at once, and that is what is told", async () => {
    house.at("2026-03-02");
    const of = await openCaseFor(house, { givenName: "Moa" });
    const preliminaryAssessmentId = (await look(of.caseId)).intakes[0]?.preliminary?.id;
    await house.do(me(), openInvestigation, { ...of, preliminaryAssessmentId, reasoning: "Skäl.", purpose: "Behoven.", ...decided() });
    const known = { identityNumber: undefined, givenName: "Moa" };
    await sql`update people.person set identity_number = '201701012393' where id = (select child_id from intake.case_file where id = ${of.caseId}::uuid)`.execute(
      house.database.owner,
    );
    const again = await house.do(me(), registerIntake, reportOfConcern({ ...known, identityNumber: "201701012393", receivedAt: "09:40" }));
    expect(again.caseId).toBe(of.caseId);
    const { obligations } = await look(of.caseId);
    const feedback = obligations.find((one) => one.rule_id === "feedback-to-reporter" && one.subject_id === again.intakeId);
    expect(feedback?.due_on).toBe("2026-03-02");
    await house.do(me(), giveFeedback, { ...again, outcome: "lämnad", givenOn: "2026-03-02", content: "Rektor." });
    expect((await look(of.caseId)).intakes.find((one) => one.id === again.intakeId)?.feedback?.told).toBe("utredning pågår redan");
  });
});

describe("a report on an ongoing matter", () => {
  test("reaches the one who works there, with its clock, and opens no new case and no new fourteen days", async () => {
    house.at("2026-03-02");
    const number = "201701022384";
    const child = { identityNumber: number, birthDate: undefined, sex: "man", givenName: "Nils" };
    const of = await openCaseFor(house, child);
    const preliminaryAssessmentId = (await look(of.caseId)).intakes[0]?.preliminary?.id;
    await house.do(me(), openInvestigation, { ...of, preliminaryAssessmentId, reasoning: "Skäl.", purpose: "Behoven.", ...decided() });
    house.at("2026-03-10", "08:30");
    const out = await house.do(
      house.staff.stranger,
      registerIntake,
      reportOfConcern({ ...child, receivedOn: "2026-03-10", receivedAt: "08:00" }),
    );
    expect(out).toEqual({ maySee: false });
    const { intakes, obligations, staff } = await look(of.caseId);
    const [, later] = intakes;
    expect(staff.map((one) => one.name)).toEqual(["Test caseworker"]);
    expect(later?.preliminary).toBeNull();
    const due = obligations.find((one) => one.rule_id === "immediate-protection" && one.subject_id === later?.id);
    expect(due?.due_on).toBe("2026-03-10");
  });
});

describe("the meeting with the reporter (19 kap. 5 § SoL)", () => {
  test("is offered, held and written, in the order that it happened", async () => {
    house.at("2026-03-02");
    const of = await openCaseFor(house, { givenName: "Otto" });
    await house.do(me(), recordReporterMeeting, { ...of, outcome: "erbjudet", happenedOn: "2026-03-02", whatWasSaid: "Ringde båda." });
    house.at("2026-03-05");
    const held = { outcome: "hållet", happenedOn: "2026-03-05", whatWasSaid: "Alla var överens om hjälp på morgonen." };
    const without = await house.act(me(), recordReporterMeeting, { ...of, ...held });
    expect(without.ok ? [] : without.error.fields?.map(({ field }) => field)).toEqual(["participants"]);
    await house.do(me(), recordReporterMeeting, { ...of, ...held, participants: ["barnet", "vårdnadshavare", "anmälaren"] });
    expect((await look(of.caseId)).intakes[0]?.meetings.map(({ outcome }) => outcome)).toEqual(["erbjudet", "hållet"]);
  });

  test("that was found unsuitable does not tell a guardian that a secret reporter had to report", async () => {
    house.at("2026-03-02");
    const of = await openCaseFor(house, { givenName: "Pax", maskReporter: "ja", maskGround: "fara för våld", maskReason: "Hot." });
    const not = { outcome: "inte lämpligt", happenedOn: "2026-03-02", whatWasSaid: "Läraren är rädd." };
    await house.do(me(), recordReporterMeeting, { ...of, ...not });
    const { intakes: part } = await look(of.caseId);
    expect(part[0]?.meetings).toHaveLength(1);
    expect(intakes.forGuardian?.(part, "", false)[0]?.meetings).toEqual([]);
    house.at("2026-03-05");
  });

  test("is for reporters by duty alone", async () => {
    const of = await openCaseFor(house, { givenName: "Pim", reporterCategory: "anhörig", feedbackRequested: "nej" });
    const sent = await house.act(me(), recordReporterMeeting, { ...of, outcome: "erbjudet", happenedOn: "2026-03-05", whatWasSaid: "x" });
    expect(sent.ok ? "" : sent.error.code).toBe("not-mandated");
  });
});
