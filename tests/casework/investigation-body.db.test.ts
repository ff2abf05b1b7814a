import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { getCase } from "../../src/casework/case/queries/get-case.ts";
import { getWithheld } from "../../src/casework/case/queries/get-withheld.ts";
import { decideNoIntervention } from "../../src/casework/decision/actions/decide-no-intervention.ts";
import { addSupplement } from "../../src/casework/investigation/actions/add-supplement.ts";
import { planInvestigation } from "../../src/casework/investigation/actions/plan-investigation.ts";
import { recordFinding } from "../../src/casework/investigation/actions/record-finding.ts";
import { signInvestigation } from "../../src/casework/investigation/actions/sign-investigation.ts";
import { writePassage } from "../../src/casework/investigation/actions/write-passage.ts";
import { getBody } from "../../src/casework/investigation/queries/get-body.ts";
import { getPassageHistory } from "../../src/casework/investigation/queries/get-passage-history.ts";
import { openInvestigation } from "../../src/casework/investigation/actions/open-investigation.ts";
import { recordConversation } from "../../src/casework/participation/actions/record-conversation.ts";
import { withdrawGuardianship } from "../../src/casework/people/actions/change-guardian.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { confirmClaims, openCaseFor, openHouse } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { investigatedCase, lookAt } from "../support/investigated.ts";
import { tellGuardians } from "../support/parties.ts";
import { codeOf, faultsOf, saidOf } from "../support/outcomes.ts";
import { writeAsOwner } from "../support/past-the-door.ts";

/** The body of an investigation: versions that nobody loses, an analysis that rests on something, and what is signed stands. */
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.database.drop());

const day = "2026-03-02";
const me = () => house.staff.caseworker;

type Opened = { readonly caseId: string; readonly investigationId: string; readonly phaseId: string; readonly talkId: string };

/** An investigation in which the child has been talked with, and nothing is written. */
async function opened(): Promise<Opened> {
  house.at(day);
  const { caseId, intakeId } = await openCaseFor(house);
  await confirmClaims(house, me(), caseId);
  const preliminaryAssessmentId = (await lookAt(house, caseId)).intakes[0]?.preliminary?.id;
  const words = { reasoning: "Behöver utredas.", purpose: "Vad Alva behöver." };
  const { investigationId, phaseId } = await house.do(me(), openInvestigation, { caseId, intakeId, preliminaryAssessmentId, ...words });
  await tellGuardians(house, me(), { caseId, investigationId, day });
  const talk = { heldOn: day, status: "genomfört", form: "enskilt", channel: "fysiskt", childWords: "Jag vill bo kvar." };
  const kept = { withheldFromGuardians: "XQ-child", withheldReason: "Rädd." };
  const { conversationId: talkId } = await house.do(me(), recordConversation, { caseId, phaseId, ...talk, ...kept });
  return { caseId, investigationId, phaseId, talkId };
}

const key = ({ caseId, investigationId }: Opened) => ({ caseId, investigationId });
const write = (one: Opened, section: string, given: object = {}, actor = me()) =>
  house.act(actor, writePassage, { ...key(one), section, text: `Text om ${section}.`, ...given });
const bodyOf = async (one: Opened) => valueOf(await house.read(me(), getBody, key(one)));

async function allHeadings(one: Opened): Promise<void> {
  for (const section of ["barnets åsikt", "hur åsikten vägs", "barnets bästa", "konsekvenser"]) valueOf(await write(one, section));
  valueOf(await write(one, "analys", { restsUpon: [one.talkId] }));
  valueOf(await write(one, "förslag"));
}

describe("what is written", () => {
  test("begins in the neutral structure, which is kept once whoever begins", async () => {
    const [one, other] = [await opened(), await opened()];
    valueOf(await write(one, "område", { areaCode: "skola" }));
    valueOf(await write(other, "område", { areaCode: "halsa" }));
    const { rows } = await sql<{ n: number }>`select count(*) as n from investigation.structure`.execute(house.database.owner);
    expect(rows[0]?.n).toBe(1);
    expect((await bodyOf(one)).structure.areas).toHaveLength(10);
    expect(codeOf(await write(one, "område", { areaCode: "finns-inte" }))).toBe("not-in-case");
    expect(codeOf(await write(one, "område"))).toBe("invalid-input");
  });

  test("is a version on the one before; whoever is second is told and loses nothing", async () => {
    const one = await opened();
    const { passageId: first } = valueOf(await write(one, "område", { areaCode: "skola", text: "Hon trivs." }));
    const { passageId: second } = valueOf(
      await write(one, "område", { areaCode: "skola", text: "Hon trivs. Hon läser.", followsId: first }),
    );
    const late = await write(one, "område", { areaCode: "skola", text: "Något annat.", followsId: first });
    expect([codeOf(late), saidOf(late)]).toEqual([
      "already-done",
      "Någon annan har just ändrat texten. Läs det som står nu och bygg på det.",
    ]);
    expect(codeOf(await write(one, "område", { areaCode: "skola", text: "Från början." }))).toBe("already-done");
    // A version follows one of its own place.
    expect(codeOf(await write(one, "konsekvenser", { followsId: second }))).toBe("not-in-case");
    const { versions } = valueOf(await house.read(me(), getPassageHistory, { ...key(one), section: "område", areaCode: "skola" }));
    expect(versions.map(({ text }) => text)).toEqual(["Hon trivs. Hon läser.", "Hon trivs."]);
    expect((await bodyOf(one)).passages).toMatchObject([{ text: "Hon trivs. Hon läser.", versions: 2 }]);
  });

  test("the plan and a finding are revised in the same way", async () => {
    const one = await opened();
    const plan = { plannedOn: day, questions: "Q", sources: "S", timetable: "T", childTakesPart: "C" };
    const { planId } = valueOf(await house.act(me(), planInvestigation, { ...key(one), ...plan }));
    valueOf(await house.act(me(), planInvestigation, { ...key(one), ...plan, questions: "Q2", followsId: planId }));
    expect(codeOf(await house.act(me(), planInvestigation, { ...key(one), ...plan, followsId: planId }))).toBe("already-done");
    expect((await bodyOf(one)).plan?.questions).toBe("Q2");
    const found = { kind: "risk", source: "professionell", sourceName: "Kurator", foundOn: day, statement: "Borta mycket." };
    const { findingId } = valueOf(await house.act(me(), recordFinding, { ...key(one), areaCode: "skola", ...found }));
    valueOf(
      await house.act(me(), recordFinding, {
        ...key(one),
        areaCode: "skola",
        ...found,
        statement: "Borta varje fredag.",
        followsId: findingId,
      }),
    );
    expect((await bodyOf(one)).findings.map(({ statement }) => statement)).toEqual(["Borta varje fredag."]);
  });

  test("a finding says whom it is from: a guardian of this child by name, others in words", async () => {
    const one = await opened();
    const found = { kind: "åsikt", foundOn: day, statement: "Allt är bra." };
    expect(faultsOf(await house.act(me(), recordFinding, { ...key(one), ...found, source: "vårdnadshavare" }))).toBe("personId");
    expect(faultsOf(await house.act(me(), recordFinding, { ...key(one), ...found, source: "närstående" }))).toBe("sourceName");
    const stranger = { source: "vårdnadshavare", personId: (await lookAt(house, one.caseId)).child.id };
    expect(faultsOf(await house.act(me(), recordFinding, { ...key(one), ...found, ...stranger }))).toBe("personId");
    const guardian = (await lookAt(house, one.caseId)).guardians[0];
    valueOf(await house.act(me(), recordFinding, { ...key(one), ...found, source: "vårdnadshavare", personId: guardian?.id }));
    expect((await bodyOf(one)).findings[0]?.person).toBe(`${guardian?.given_name} ${guardian?.family_name}`);
    // Nor is one whom it was wrong to confirm, or another child's, by the database alone.
    const withdrawn = (await lookAt(house, one.caseId)).guardians[1];
    const wrong = { reason: "Fel person.", source: "folkbokföringen", sourceOn: day };
    await house.do(me(), withdrawGuardianship, { caseId: one.caseId, guardianshipId: withdrawn?.guardianship_id, ...wrong });
    const of = { ...found, source: "vårdnadshavare", personId: withdrawn?.id };
    expect(faultsOf(await house.act(me(), recordFinding, { ...key(one), ...of }))).toBe("personId");
    const [foreign] = (await lookAt(house, (await opened()).caseId)).guardians;
    const past = writeAsOwner(house, (tx) =>
      sql`insert into investigation.finding (municipality_id, id, case_id, investigation_id, structure_id, analysis_cites, kind, source, person_id, found_on, statement,
          recorded_by, recorded_at) select municipality_id, gen_random_uuid(), case_id, investigation_id, structure_id, analysis_cites, 'åsikt', 'vårdnadshavare',
          ${foreign?.id}::uuid, ${day}::date, 'x', recorded_by, recorded_at from investigation.body where investigation_id = ${one.investigationId}::uuid`.execute(
        tx,
      ),
    );
    await expect(past).rejects.toMatchObject({ code: "FT077" });
  });
});

describe("an analysis rests on something", () => {
  test("the form and the database refuse one that does not", async () => {
    const one = await opened();
    expect(faultsOf(await write(one, "analys"))).toBe("restsUpon");
    valueOf(await write(one, "konsekvenser"));
    const past = writeAsOwner(house, (tx) =>
      sql`insert into investigation.passage (municipality_id, id, case_id, investigation_id, structure_id, analysis_cites, section, text, recorded_by, recorded_at)
        select municipality_id, gen_random_uuid(), case_id, investigation_id, structure_id, analysis_cites, 'analys', 'Utan grund.', recorded_by, recorded_at
        from investigation.body where investigation_id = ${one.investigationId}::uuid`.execute(tx),
    );
    await expect(past).rejects.toThrow(/analysis_rests_on_something/u);
  });

  test("on what the child has said, and on what is found in this investigation and no other", async () => {
    const [one, other] = [await opened(), await opened()];
    const found = { kind: "skydd", source: "egen iakttagelse", foundOn: day, statement: "Mormor är nära." };
    const { findingId } = valueOf(await house.act(me(), recordFinding, { ...key(other), ...found }));
    expect(codeOf(await write(one, "analys", { restsUpon: [findingId] }))).toBe("not-in-case");
    expect(codeOf(await write(one, "analys", { restsUpon: [other.talkId] }))).toBe("not-in-case");
    valueOf(await write(other, "analys", { restsUpon: [other.talkId, findingId] }));
    const analysis = (await bodyOf(other)).passages.find(({ section }) => section === "analys");
    expect(analysis?.cites.map(({ what }) => what).toSorted()).toEqual(["enskilt", "skydd"]);
  });
});

describe("what is signed stands", () => {
  test("only the responsible caseworker signs, and only what has its headings", async () => {
    const one = await opened();
    expect(codeOf(await house.act(me(), signInvestigation, { ...key(one), hasRead: "ja" }))).toBe("unfinished");
    await allHeadings(one);
    for (const other of [house.staff.leader, house.staff.colleague])
      expect(codeOf(await house.act(other, signInvestigation, { ...key(one), hasRead: "ja" }))).toBe("not-permitted");
    valueOf(await house.act(me(), signInvestigation, { ...key(one), hasRead: "ja" }));
    expect(codeOf(await house.act(me(), signInvestigation, { ...key(one), hasRead: "ja" }))).toBe("already-done");
  });

  test("nothing is written in it again, by the door or past it; what comes later is a supplement", async () => {
    const one = await opened();
    const supplement = { concerns: "Skola", text: "Ny skola från mars." };
    expect(codeOf(await house.act(me(), addSupplement, { ...key(one), ...supplement }))).toBe("not-signed");
    await allHeadings(one);
    valueOf(await house.act(me(), signInvestigation, { ...key(one), hasRead: "ja" }));
    const before = await bodyOf(one);
    const standing = before.passages[0]?.id;
    expect(codeOf(await write(one, "område", { areaCode: "skola" }))).toBe("already-done");
    expect(codeOf(await write(one, "barnets åsikt", { followsId: standing }))).toBe("already-done");
    for (const table of ["passage", "finding", "investigation_plan", "citation"]) {
      const of = sql`select municipality_id, investigation_id, case_id from investigation.body where investigation_id = ${one.investigationId}::uuid`;
      const past = writeAsOwner(house, (tx) =>
        sql`insert into ${sql.table(`investigation.${table}`)} (municipality_id, investigation_id, case_id) ${of}`.execute(tx),
      );
      await expect(past, table).rejects.toMatchObject({ code: "FT096" });
    }
    // The program has no right to change or take away a row of it.
    for (const change of [
      "update investigation.passage set text = 'x'",
      "delete from investigation.passage",
      "delete from investigation.signature",
    ])
      await expect(sql.raw(change).execute(house.database.app)).rejects.toThrow(/permission denied/u);
    valueOf(await house.act(me(), addSupplement, { ...key(one), ...supplement }));
    const after = await bodyOf(one);
    expect(after.passages).toEqual(before.passages);
    expect(after.supplements).toMatchObject([supplement]);
  });

  test("the database refuses a signature on what lacks a heading", async () => {
    const one = await opened();
    valueOf(await write(one, "konsekvenser"));
    const past = writeAsOwner(house, (tx) =>
      sql`insert into investigation.signature select municipality_id, investigation_id, case_id, ${day}::date, recorded_by, recorded_at
        from investigation.body where investigation_id = ${one.investigationId}::uuid`.execute(tx),
    );
    await expect(past).rejects.toMatchObject({ code: "FT097" });
  });

  test("a text that is being saved and the signature cannot pass each other", async () => {
    const one = await opened();
    await allHeadings(one);
    const follows = (await bodyOf(one)).passages.find(({ section }) => section === "konsekvenser")?.id;
    const [text, signed] = await Promise.all([
      write(one, "konsekvenser", { text: "I sista stund.", followsId: follows }),
      house.act(me(), signInvestigation, { ...key(one), hasRead: "ja" }),
    ]);
    expect(codeOf(signed)).toBe("ok");
    const stands = (await bodyOf(one)).passages.find(({ section }) => section === "konsekvenser")?.text;
    expect(stands).toBe(text.ok ? "I sista stund." : "Text om konsekvenser.");
  });

  test("typed once: best interests and how the opinion is weighed are written from it, and the decision stands on them", async () => {
    const one = await opened();
    await allHeadings(one);
    valueOf(await house.act(me(), signInvestigation, { ...key(one), hasRead: "ja" }));
    const { investigations, steps } = valueOf(await house.read(me(), getCase, { caseId: one.caseId }));
    expect(investigations[0]?.best_interests?.assessment).toBe("Text om barnets bästa.");
    expect(steps.find(({ step }) => step === "vägd")?.content).toBe("Text om hur åsikten vägs.");
    valueOf(
      await house.act(me(), recordConversation, {
        ...{ caseId: one.caseId, phaseId: one.phaseId, heldOn: day, status: "genomfört", form: "enskilt", channel: "fysiskt" },
        ...{ informationGiven: "Allt.", childWords: "Ja." },
      }),
    );
    const decision = { outcome: "ingen insats", investigationOutcome: "ingen insats behövs", legalGround: "child-investigation" };
    const words = { assessment: "Text om analys.", reasoning: "Text om förslag.", delegationPoint: "3.1" };
    expect(codeOf(await house.act(me(), decideNoIntervention, { ...key(one), ...decision, ...words }))).toBe("ok");
    // What is concluded takes no more either.
    expect(codeOf(await write(one, "område", { areaCode: "skola" }))).toBe("already-done");
  });

  test("nothing is written in what is concluded and never was signed, by the database alone", async () => {
    const one = { ...(await investigatedCase(house)), talkId: "" };
    valueOf(await write(one, "konsekvenser"));
    const decision = { outcome: "ingen insats", investigationOutcome: "ingen insats behövs", legalGround: "child-investigation" };
    const words = { assessment: "A", reasoning: "R", delegationPoint: "3.1" };
    expect(codeOf(await house.act(me(), decideNoIntervention, { ...key(one), ...decision, ...words }))).toBe("ok");
    for (const table of ["passage", "finding", "investigation_plan", "citation", "signature"]) {
      const of = sql`select municipality_id, investigation_id, case_id from investigation.body where investigation_id = ${one.investigationId}::uuid`;
      const past = writeAsOwner(house, (tx) =>
        sql`insert into ${sql.table(`investigation.${table}`)} (municipality_id, investigation_id, case_id) ${of}`.execute(tx),
      );
      await expect(past, table).rejects.toMatchObject({ code: "FT098" });
    }
  });
});

describe("who sees it", () => {
  test("nobody without the need to know, and no other municipality", async () => {
    const one = await opened();
    await allHeadings(one);
    const neighbour = await openHouse({ database: house.database, code: "0115" });
    for (const actor of [
      house.staff.stranger,
      house.staff.colleague,
      house.staff.otherLeader,
      house.staff.operator,
      neighbour.staff.caseworker,
    ]) {
      expect(codeOf(await house.read(actor, getBody, key(one)))).toBe("not-permitted");
      expect(codeOf(await house.read(actor, getPassageHistory, { ...key(one), section: "analys" }))).toBe("not-permitted");
      expect(codeOf(await write(one, "område", { areaCode: "skola" }, actor))).toBe("not-permitted");
      expect(codeOf(await house.act(actor, addSupplement, { ...key(one), concerns: "x", text: "x" }))).toBe("not-permitted");
    }
  });

  test("an investigation of another case is not found by one's own case", async () => {
    const [one, other] = [await opened(), await opened()];
    await allHeadings(other);
    const crossed = { caseId: one.caseId, investigationId: other.investigationId };
    expect(codeOf(await house.read(me(), getBody, crossed))).toBe("not-found");
    expect(valueOf(await house.read(me(), getPassageHistory, { ...crossed, section: "analys" })).versions).toEqual([]);
    expect(codeOf(await house.act(me(), writePassage, { ...crossed, section: "analys", text: "x" }))).toBe("not-in-case");
    expect(codeOf(await house.act(me(), addSupplement, { ...crossed, concerns: "x", text: "x" }))).toBe("not-signed");
  });

  test("protected words stand in no text, version or finding: only where they are asked for, and a new version keeps them", async () => {
    const one = await opened();
    const kept = { withheldFromGuardians: "XQ-text", withheldReason: "Barnet lider men." };
    expect(faultsOf(await write(one, "område", { areaCode: "skydd", withheldFromGuardians: "XQ" }))).toBe("withheldReason");
    const { passageId } = valueOf(await write(one, "område", { areaCode: "skydd", ...kept }));
    valueOf(await write(one, "område", { areaCode: "skydd", text: "Ny text.", followsId: passageId }));
    const found = { kind: "risk", source: "egen iakttagelse", foundOn: day, statement: "Något." };
    const secret = { withheldFromGuardians: "XQ-finding", withheldReason: "Rädd." };
    const { findingId } = valueOf(await house.act(me(), recordFinding, { ...key(one), ...found, ...secret }));
    valueOf(await house.act(me(), recordFinding, { ...key(one), ...found, statement: "Något annat.", followsId: findingId }));
    const shown = [
      await bodyOf(one),
      valueOf(await house.read(me(), getPassageHistory, { ...key(one), section: "område", areaCode: "skydd" })),
      await lookAt(house, one.caseId),
    ];
    expect(JSON.stringify(shown)).not.toMatch(/XQ-/u);
    expect(shown[0]).toMatchObject({ passages: [{ withheld: true }], findings: [{ withheld: true }] });
    const { withheld } = valueOf(await house.read(me(), getWithheld, { caseId: one.caseId }));
    expect(withheld.map(({ text }) => text).toSorted()).toEqual(["XQ-child", "XQ-finding", "XQ-text"]);
  });
});
