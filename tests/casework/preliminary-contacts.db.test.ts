import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { valueOf } from "../../src/platform/basics/result.ts";
import { decideNotToOpen } from "../../src/casework/intake/actions/decide-not-to-open.ts";
import { moveIntake } from "../../src/casework/intake/actions/move-intake.ts";
import { recordContact } from "../../src/casework/intake/actions/record-contact.ts";
import { recordTalkConsent } from "../../src/casework/intake/actions/record-talk-consent.ts";
import { getCase } from "../../src/casework/case/queries/get-case.ts";
import { viewOfGuardian } from "../../src/portals/desk/journal/guardian-view.ts";
import { openCaseFor, openHouse } from "../support/casework.ts";
import type { House } from "../support/casework.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.database.drop());

const me = () => house.staff.caseworker;
const look = async (caseId: string) => valueOf(await house.read(me(), getCase, { caseId }));
async function begin(given: Readonly<Record<string, unknown>>) {
  house.at("2026-03-02");
  const of = await openCaseFor(house, given);
  const preliminaryAssessmentId = (await look(of.caseId)).intakes[0]?.preliminary?.id ?? "";
  house.at("2026-03-06");
  return { ...of, preliminaryAssessmentId };
}
const preliminaryOf = async (caseId: string) => (await look(caseId)).intakes[0]?.preliminary;
const fieldsOf = (sent: Awaited<ReturnType<House["act"]>>) => (sent.ok ? [] : (sent.error.fields ?? []).map(({ field }) => field).sort());
const consent = { givenBy: "Maria Testsson", answer: "samtycker", presence: "barnet enskilt", givenOn: "2026-03-04", how: "muntligt" };
const talk = {
  kind: "vårdnadshavare",
  who: "Maria Testsson, mamma",
  happenedOn: "2026-03-04",
  how: "telefon",
  whatWasSaid: "Hon vill ha hjälp.",
};

describe("consent to talk with the child before there is an investigation (20 kap. 7 § SoL is of the investigation)", () => {
  test("is written as it was given, and a change of mind is a later row", async () => {
    const of = await begin({ givenName: "Asta" });
    await house.do(me(), recordTalkConsent, { ...of, ...consent });
    await house.do(me(), recordTalkConsent, { ...of, ...consent, answer: "samtycker inte", presence: undefined, givenOn: "2026-03-05" });
    expect((await preliminaryOf(of.caseId))?.consents.map(({ answer, presence }) => [answer, presence])).toEqual([
      ["samtycker", "barnet enskilt"],
      ["samtycker inte", null],
    ]);
  });

  test.each([
    ["how the talk may be held", { presence: undefined }, ["presence"]],
    ["who, what and when, all at once", { givenBy: "", answer: "", givenOn: "" }, ["answer", "givenBy", "givenOn"]],
    ["a day that has been", { givenOn: "2026-03-07" }, ["givenOn"]],
    ["a day when the report had come in", { givenOn: "2026-03-01" }, ["givenOn"]],
  ])("asks for %s", async (_what, given, fields) => {
    const of = await begin({ givenName: `Bo ${fields.join(" ")}` });
    expect(fieldsOf(await house.act(me(), recordTalkConsent, { ...of, ...consent, ...given }))).toEqual(fields);
  });

  test("belongs to the assessment: what came after its decision is not written there", async () => {
    const of = await begin({ givenName: "Cilla" });
    const decided = { decidedOn: "2026-03-04", decider: "tjänsteman", decidedBy: me().staffId, delegationPoint: "3.1" };
    await house.do(me(), decideNotToOpen, { ...of, result: "inte inleda", reasoning: "Skäl.", ...decided });
    expect(fieldsOf(await house.act(me(), recordTalkConsent, { ...of, ...consent, givenOn: "2026-03-05" }))).toEqual(["givenOn"]);
    // Written later, on its true day.
    expect((await house.act(me(), recordTalkConsent, { ...of, ...consent, givenOn: "2026-03-03" })).ok).toBe(true);
  });
});

describe("conversations with adults during the preliminary assessment", () => {
  test("stand in the order that they were held, and the reporter is not named again", async () => {
    const of = await begin({ givenName: "Dag" });
    await house.do(me(), recordContact, { ...of, ...talk });
    const asked = {
      kind: "anmälaren",
      who: undefined,
      happenedOn: "2026-03-03",
      happenedAt: "13:15",
      whatWasSaid: "Såg det igen i fredags.",
    };
    await house.do(me(), recordContact, { ...of, ...talk, ...asked });
    expect((await preliminaryOf(of.caseId))?.contacts.map(({ kind, who }) => [kind, who])).toEqual([
      ["anmälaren", null],
      ["vårdnadshavare", "Maria Testsson, mamma"],
    ]);
    expect((await house.act(me(), recordContact, { ...of, ...talk, ...asked, who: "Rektor Test" })).ok).toBe(false);
  });

  test("a reference is asked with consent: the form says so, and the database alone refuses", async () => {
    const of = await begin({ givenName: "Elis" });
    const reference = { ...talk, kind: "referens", who: "Farmor Ulla" };
    expect(fieldsOf(await house.act(me(), recordContact, { ...of, ...reference }))).toEqual(["consentBy"]);
    await house.do(me(), recordContact, { ...of, ...reference, consentBy: "Maria Testsson, 4 mars" });
    const row = sql`insert into intake.preliminary_contact (municipality_id, id, case_id, preliminary_assessment_id, kind, who, happened_on, how, what_was_said, recorded_by, recorded_at)
      values (${house.municipalityId}, gen_random_uuid(), ${of.caseId}::uuid, ${of.preliminaryAssessmentId}::uuid, 'referens', 'Farmor', '2026-03-04', 'telefon', 'x', ${me().staffId}::uuid, now())`;
    await expect(row.execute(house.database.owner)).rejects.toThrow(/reference_is_asked_with_consent/u);
  });

  test("are for those in the case alone", async () => {
    const of = await begin({ givenName: "Fia" });
    for (const name of ["stranger", "otherLeader", "analyst", "operator"] as const) {
      const who = house.staff[name];
      expect([name, (await house.act(who, recordContact, { ...of, ...talk })).ok]).toEqual([name, false]);
      expect([name, (await house.act(who, recordTalkConsent, { ...of, ...consent })).ok]).toEqual([name, false]);
    }
  });

  test("follow the report when it is moved", async () => {
    const of = await begin({ givenName: "Gun" });
    await house.do(me(), recordContact, { ...of, ...talk });
    await house.do(me(), recordTalkConsent, { ...of, ...consent });
    const right = { reason: "Fel barn.", givenName: "Hjalmar", familyName: "Testfors", birthDate: "2012-04-04", sex: "man" };
    const moved = await house.do(me(), moveIntake, { caseId: of.caseId, intakeId: of.intakeId, ...right });
    expect(await preliminaryOf(moved.caseId ?? "")).toMatchObject({
      contacts: [{ kind: "vårdnadshavare" }],
      consents: [{ answer: "samtycker" }],
    });
  });
});

test("a guardian's extract has nothing of a reporter who is kept secret, however the caseworker has answered, nor of talks with the reporter", async () => {
  const secret = {
    reporterCategory: "privatperson",
    reporterName: "Gunnel Granne",
    reporterContact: "0701234567",
    feedbackRequested: "nej",
  };
  const masked = { maskReporter: "ja", maskGround: "fara för våld", maskReason: "Pappa har hotat grannar." };
  const of = await begin({ ...secret, ...masked, givenName: "Iris", concern: "Skriker på nätterna, hörs in till mig." });
  await house.do(me(), recordContact, { ...of, ...talk, kind: "anmälaren", who: undefined, whatWasSaid: "Jag bor vägg i vägg." });
  await house.do(me(), recordContact, { ...of, ...talk });
  const parts = await look(of.caseId);
  const shown = JSON.stringify(viewOfGuardian(parts, { personId: "x", showsReporter: true, hidesWhereabouts: false, othersNumbers: [] }));
  expect(shown).not.toMatch(/Gunnel|0701234567|privatperson|vägg i vägg|hörs in till mig|hotat grannar|anmälaren/u);
  expect(shown).toContain("Hon vill ha hjälp.");
});
