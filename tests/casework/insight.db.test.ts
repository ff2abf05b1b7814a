import { createHash } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { valueOf } from "../../src/platform/basics/result.ts";
import { makePromise } from "../../src/casework/participation/actions/make-promise.ts";
import { askForInformation } from "../../src/casework/investigation/actions/ask-for-information.ts";
import { correctChild } from "../../src/casework/people/actions/correct-child.ts";
import { getPerson } from "../../src/casework/people/queries/get-person.ts";
import { recordConversation } from "../../src/casework/participation/actions/record-conversation.ts";
import { maskReporter } from "../../src/casework/intake/actions/mask-reporter.ts";
import { writeNote } from "../../src/casework/intake/actions/write-note.ts";
import { recordAccount } from "../../src/casework/party/actions/record-account.ts";
import { requestInsight } from "../../src/casework/party/actions/request-insight.ts";
import { partiesOn } from "../../src/casework/party/party-table.ts";
import { endGuardianship } from "../../src/casework/people/actions/change-guardian.ts";
import { informConcerned } from "../../src/casework/investigation/actions/inform-concerned.ts";
import { decideInsight } from "../../src/portals/desk/actions/decide-insight.ts";
import { makeGuardianExtract } from "../../src/portals/desk/actions/make-journal-extract.ts";
import { getInsight } from "../../src/portals/desk/queries/get-insight.ts";
import { getInsightDocument } from "../../src/portals/desk/queries/get-insight-document.ts";
import { getGivenInsight } from "../../src/portals/desk/queries/get-given-insight.ts";
import { getJournalExtract } from "../../src/portals/desk/queries/get-journal-extract.ts";
import { passagesOf } from "../../src/portals/desk/insight/passages.ts";
import { timelineOf } from "../../src/portals/desk/timeline.ts";
import { openVisit, submit } from "../pages/casework-visit.ts";
import type { Visit } from "../pages/casework-visit.ts";
import { staffNames } from "../support/casework.ts";
import { investigatedCase, lookAt } from "../support/investigated.ts";
import { codeOf, faultsOf } from "../support/outcomes.ts";
import { readPdf } from "../support/pdf.ts";
import { writeAsOwner } from "../support/past-the-door.ts";
import { makeWholeCase, plantMarks } from "../support/whole-case.ts";

/** A party sees the material of the case (10 § FvL), and never more than what a guardian's extract shows that guardian. */
let visit: Visit;
beforeAll(async () => {
  visit = await openVisit();
});
afterAll(() => visit.close());

const day = "2026-03-02";
const me = () => visit.house.staff.caseworker;
const asks = { requestedOn: day, way: "muntligt", wants: "Allt material." };
const by = () => ({ decidedOn: day, decider: "tjänsteman", decisionMakerId: me().staffId });
const why = { reasons: "Av synnerlig vikt för någon annan.", toldOtherwise: "Det gäller uppgifter om någon annan." };

async function someCase(given: Readonly<Record<string, unknown>> = {}) {
  const { house } = visit;
  const one = await investigatedCase(house, given);
  const [johan, maria] = partiesOn((await lookAt(house, one.caseId)).parties, day).filter((each) => each.capacity === "vårdnadshavare");
  if (!johan || !maria) throw new Error("Two guardians are parties.");
  const { caseId } = one;
  const talk = { heldOn: day, status: "genomfört", form: "enskilt", channel: "fysiskt", childWords: "CHILD-SAID" };
  const kept = { withheldFromGuardians: "CHILD-SECRET", withheldReason: "Barnet lider men." };
  await house.do(me(), recordConversation, { caseId, phaseId: one.phaseId, ...talk, ...kept });
  const account = { caseId, investigationId: one.investigationId, happenedOn: day, way: "möte" };
  await house.do(me(), recordAccount, { ...account, personId: johan.person_id, ownAccount: "JOHAN-ACCOUNT" });
  await house.do(me(), recordAccount, { ...account, personId: maria.person_id, ownAccount: "MARIA-ACCOUNT" });
  await house.do(me(), writeNote, { caseId, happenedOn: day, category: "övrigt", text: "A-NOTE" });
  return { ...one, johan: johan.person_id, maria: maria.person_id };
}
const ask = (caseId: string, personId: string, more: object = {}) =>
  visit.house.act(me(), requestInsight, { caseId, personId, ...asks, ...more });
const asked = async (caseId: string, personId: string) => valueOf(await ask(caseId, personId)).insightId;
const material = async (caseId: string, insightId: string) =>
  valueOf(await visit.house.read(me(), getInsight, { caseId, insightId })).passages;
async function decide(
  caseId: string,
  insightId: string,
  withhold: (heading: string) => string | undefined = () => undefined,
  more: object = why,
) {
  const passages = (await material(caseId, insightId))
    .filter(({ mayBeGiven }) => mayBeGiven)
    .map(({ key, heading }) => ({ passage: key, ground: withhold(heading) }));
  return visit.house.act(me(), decideInsight, { caseId, insightId, passages, ...more, ...by() });
}
const documentOf = async (caseId: string, insightId: string) =>
  JSON.stringify(valueOf(await visit.house.read(me(), getInsightDocument, { caseId, insightId })).document);

describe("a party asks to see the material", () => {
  test("it is gone through piece by piece, decided, given, and kept as it was given", async () => {
    const { house } = visit;
    const { caseId, maria } = await someCase();
    const insightId = await asked(caseId, maria);
    expect(
      (await lookAt(house, caseId)).obligations.filter(({ rule_id: id }) => id === "insight-answered").map((one) => one.due_on),
    ).toEqual(["2026-03-09"]);
    const pieces = await material(caseId, insightId);
    expect(pieces.find(({ account }) => account.includes("JOHAN-ACCOUNT"))).toMatchObject({ mayBeGiven: false, ground: "någon annan" });
    expect(pieces.find(({ heading }) => heading.includes("får inte visas"))).toMatchObject({
      mayBeGiven: false,
      ground: "barnet",
      account: "",
    });
    expect(JSON.stringify(pieces)).not.toContain("CHILD-SECRET");
    expect(faultsOf(await decide(caseId, insightId, () => undefined, {}))).toBe("reasons,toldOtherwise");
    // Nothing is reserved where nothing is given.
    const nothing = { ...why, reservation: "Får inte visas för någon." };
    expect(faultsOf(await decide(caseId, insightId, () => "någon annan", nothing))).toBe("reservation");
    expect(valueOf(await decide(caseId, insightId, (heading) => (heading.startsWith("Anteckning") ? "någon annan" : undefined)))).toEqual({
      outcome: "lämnas ut delvis",
    });
    expect(codeOf(await decide(caseId, insightId))).toBe("already-done");
    const browser = await visit.signIn("caseworker");
    const shown = await browser.get(`/arenden/${caseId}/insyn/${insightId}/handling`);
    const read = await readPdf(Buffer.from(await shown.arrayBuffer()));
    expect(read).toMatchObject({ language: "sv", isMarked: true });
    expect(read.title).toMatch(/^Material i ärende 2026-/u);
    for (const words of ["MARIA-ACCOUNT", "CHILD-SAID", "10 § FvL"]) expect(read.text).toContain(words);
    for (const words of ["JOHAN-ACCOUNT", "CHILD-SECRET", "A-NOTE"]) expect(read.text).not.toContain(words);
    const letter = await readPdf(Buffer.from(await (await browser.get(`/arenden/${caseId}/insyn/${insightId}/brev`)).arrayBuffer()));
    expect(letter.title).toBe("Beslut om att ta del av material");
    for (const words of [why.reasons, why.toldOtherwise, "kammarrätten", "10 kap. 3 § OSL", "inom tre veckor"])
      expect(letter.text).toContain(words);
    expect(letter.text).not.toMatch(/JOHAN|CHILD-|A-NOTE/u);
    // What is given is made, kept by its digest and given again as it was.
    await submit(browser, `/arenden/${caseId}/insyn/${insightId}/lamna-ut`, { answeredOn: day, way: "i handen" });
    const given = await browser.get(`/arenden/${caseId}/insyn/${insightId}/utlamnat`);
    const bytes = Buffer.from(await given.arrayBuffer());
    expect((await readPdf(bytes)).text).toContain("MARIA-ACCOUNT");
    const { rows } = await sql<{ sha256: Buffer }>`select f.sha256 from party.insight_answer a join files.file f on f.id = a.file_id
      where a.request_id = ${insightId}::uuid`.execute(house.database.owner);
    expect(rows[0]?.sha256.toString("hex")).toBe(createHash("sha256").update(bytes).digest("hex"));
    const { insights, obligations } = await lookAt(house, caseId);
    expect(insights[0]).toMatchObject({ answered: { answered_on: day, way: "i handen", is_kept: true } });
    expect(obligations.map((one) => one.rule_id)).not.toContain("insight-answered");
  });

  test("everything that there is in the journal is gone through, and nothing of it twice", async () => {
    const { house } = visit;
    const whole = await makeWholeCase(house);
    await plantMarks(house, (column) => `MARK-${column.replaceAll(/[._]/gu, "-")}-X`);
    const parts = await lookAt(house, whole.caseId);
    const view = { personId: parts.guardians[0]?.id ?? "", showsReporter: true, hidesWhereabouts: false, othersNumbers: [] };
    const pieces = passagesOf({ parts, bodies: [], withheld: [], view });
    const ofJournal = timelineOf(parts).map(({ on, heading }) => `${on} ${heading}`);
    const [found, wanted] = [pieces.map(({ on, heading }) => `${on} ${heading}`).sort(), ofJournal.sort()];
    // What of an investigation's body is in the journal stands in its sections.
    expect(wanted.filter((one) => !found.includes(one)).every((one) => /[Uu]tredning/u.test(one))).toBe(true);
    expect(found.filter((one) => !wanted.includes(one))).toEqual([]);
    expect(new Set(pieces.map(({ key }) => key)).size).toBe(pieces.length);
    // Never more than the extract: every mark that may be given stands in it too.
    const [guardian] = parts.guardians;
    const about = { harmReasoning: "Inget.", reporter: "visas", guardianshipId: guardian?.guardianship_id };
    const { extractId } = await house.do(me(), makeGuardianExtract, { caseId: whole.caseId, ...about });
    const extract = JSON.stringify(valueOf(await house.read(me(), getJournalExtract, { caseId: whole.caseId, extractId })).journal);
    const insightId = await asked(whole.caseId, guardian?.id ?? "");
    const given = JSON.stringify((await material(whole.caseId, insightId)).filter(({ mayBeGiven }) => mayBeGiven));
    const marks = [...new Set(given.match(/MARK-[a-z-]+-X/gu) ?? [])];
    expect(marks.length).toBeGreaterThan(10);
    expect(marks.filter((mark) => !extract.includes(mark))).toEqual([]);
  });

  test("what was asked of others and promised to the child was added to the matter; what was not is no part of what is withheld", async () => {
    const { house } = visit;
    const { caseId, investigationId, maria } = await someCase();
    const question = { askedOf: "skola", askedName: "Rektor", askedFor: "Hur går det?", ground: "uppgiftsskyldighet", way: "brev" };
    await house.do(me(), askForInformation, { caseId, investigationId, ...question, askedOn: day, replyBy: "2026-03-16" });
    await house.do(me(), makePromise, { caseId, promise: "Ringa mormor.", promisedOn: day, promisedFor: "2026-03-17" });
    const { child } = await lookAt(house, caseId);
    const { familyName, birthDate, sex, mark } = valueOf(await house.read(me(), getPerson, { caseId, personId: child.id }));
    const corrected = { givenName: "Rättad", familyName, birthDate, sex, mark, change: "rättad", source: "folkbokföringen", sourceOn: day };
    await house.do(me(), correctChild, { caseId, ...corrected });
    const insightId = await asked(caseId, maria);
    const pieces = await material(caseId, insightId);
    const groundsOf = (part: string) => pieces.filter(({ key }) => key.startsWith(`${part}:`)).map(({ ground }) => ground);
    expect(["requests", "promises", "person_reviews"].flatMap(groundsOf)).toEqual([null, "barnet", "inte tillfört ärendet"]);
    valueOf(await decide(caseId, insightId));
    const decided = (await lookAt(house, caseId)).insights[0]?.decision;
    const given = pieces.filter(({ mayBeGiven }) => mayBeGiven).length;
    expect(decided).toMatchObject({ given, withheld: pieces.length - given - 1 });
  });
});

describe("who is given nothing, or less", () => {
  test("what came after the review must be gone through; nothing that is masked can be chosen", async () => {
    const { house } = visit;
    const { caseId, maria } = await someCase();
    const insightId = await asked(caseId, maria);
    const pieces = await material(caseId, insightId);
    const may = pieces.filter(({ mayBeGiven }) => mayBeGiven).map(({ key }) => ({ passage: key }));
    await house.do(me(), writeNote, { caseId, happenedOn: day, category: "övrigt", text: "LATER" });
    const send = (passages: readonly object[]) => house.act(me(), decideInsight, { caseId, insightId, passages, ...why, ...by() });
    expect(codeOf(await send(may))).toBe("material-has-come");
    const now = (await material(caseId, insightId)).filter(({ mayBeGiven }) => mayBeGiven).map(({ key }) => ({ passage: key }));
    const masked = pieces.find(({ mayBeGiven }) => !mayBeGiven)?.key;
    expect(codeOf(await send([...now, { passage: masked }]))).toBe("material-has-come");
    expect(codeOf(await send(now))).toBe("ok");
    // What is written after the decision is in no file, nor what has become secret since.
    await house.do(me(), writeNote, { caseId, happenedOn: day, category: "övrigt", text: "AFTER" });
    expect(await documentOf(caseId, insightId)).toContain("LATER");
    expect(await documentOf(caseId, insightId)).not.toContain("AFTER");
  });

  test("a secret reporter: the report is given without who it was and what was said, also when it became secret after the decision", async () => {
    const { house } = visit;
    const { caseId, intakeId, maria } = await someCase({
      reporterCategory: "privatperson",
      reporterName: "Gun Grannström",
      concern: "REPORTER-SAID",
      feedbackRequested: "nej",
    });
    const insightId = await asked(caseId, maria);
    valueOf(await decide(caseId, insightId));
    expect(await documentOf(caseId, insightId)).toContain("REPORTER-SAID");
    await house.do(me(), maskReporter, { caseId, intakeId, masked: "ja", ground: "fara för våld", maskReason: "Hot." });
    expect(await documentOf(caseId, insightId)).not.toMatch(/REPORTER/u);
    // Nor a note that names the reporter.
    await house.do(me(), writeNote, { caseId, happenedOn: day, text: "Gun Grannström ringde igen." });
    const again = await asked(caseId, maria);
    expect(JSON.stringify((await material(caseId, again)).filter(({ mayBeGiven }) => mayBeGiven))).not.toMatch(/REPORTER|Grannström/u);
  });

  test("a hidden child's address: nothing that is written freely, and nothing by post", async () => {
    const { house } = visit;
    const { caseId, maria } = await someCase();
    const { child } = await lookAt(house, caseId);
    await sql`update people.person set protected_identity = 'sekretessmarkering' where id in (${child.id}::uuid, ${maria}::uuid)`.execute(
      house.database.owner,
    );
    const insightId = await asked(caseId, maria);
    const given = JSON.stringify((await material(caseId, insightId)).filter(({ mayBeGiven }) => mayBeGiven));
    expect(given).not.toMatch(/A-NOTE|CHILD-|-ACCOUNT/u);
    valueOf(await decide(caseId, insightId));
    expect(await documentOf(caseId, insightId)).not.toMatch(/A-NOTE|CHILD-|-ACCOUNT/u);
    const browser = await visit.signIn("caseworker");
    const sent = await submit(browser, `/arenden/${caseId}/insyn/${insightId}/lamna-ut`, { answeredOn: day, way: "brev" });
    expect(await sent.text()).toContain("Personen har skyddad identitet.");
    await sql`update people.person set protected_identity = 'ingen' where id in (${child.id}::uuid, ${maria}::uuid)`.execute(
      house.database.owner,
    );
  });

  test("a former guardian, another child's, somebody kept uninformed: neither asks, sees nor is given", async () => {
    const { house } = visit;
    const one = await someCase();
    const { caseId, maria, johan } = one;
    const sibling = await someCase({ givenName: "Bo" });
    expect(codeOf(await ask(caseId, sibling.maria))).toBe("not-a-party");
    const { child } = await lookAt(house, caseId);
    expect(codeOf(await ask(caseId, child.id))).toBe("not-a-party");
    const [toMaria, toJohan] = [await asked(caseId, maria), await asked(caseId, johan)];
    valueOf(await decide(caseId, toMaria));
    house.at(day, "18:00");
    const reasons = { outcome: "särskilda skäl", happenedOn: day, content: "Våld.", reviewOn: "2026-04-01" };
    await house.do(me(), informConcerned, { caseId, investigationId: one.investigationId, personId: johan, ...reasons });
    expect(codeOf(await ask(caseId, johan))).toBe("kept-uninformed");
    expect(codeOf(await house.read(me(), getInsight, { caseId, insightId: toJohan }))).toBe("kept-uninformed");
    const guardianshipId = (await lookAt(house, caseId)).guardians.find((each) => each.id === maria)?.guardianship_id;
    await house.do(me(), endGuardianship, { caseId, guardianshipId, endedOn: "2026-03-01", source: "folkbokföringen", sourceOn: day });
    expect(codeOf(await ask(caseId, maria))).toBe("not-a-party");
    expect(codeOf(await house.read(me(), getInsightDocument, { caseId, insightId: toMaria }))).toBe("not-guardian");
    // The database refuses it alone.
    const answer =
      sql`insert into party.insight_answer (municipality_id, request_id, case_id, decided_on, outcome, answered_on, way, file_id, recorded_by, recorded_at)
      select municipality_id, request_id, case_id, decided_on, outcome, ${day}::date, 'i handen', gen_random_uuid(), recorded_by, now() from party.insight_decision
      where request_id = ${toMaria}::uuid`.execute(house.database.owner);
    await expect(answer).rejects.toMatchObject({ code: "FT074" });
    house.at(day);
    // A sibling's request is of no other case.
    const elsewhere = { caseId, insightId: await asked(sibling.caseId, sibling.maria) };
    expect(codeOf(await house.read(me(), getInsight, elsewhere))).toBe("not-found");
    expect(codeOf(await house.read(me(), getGivenInsight, elsewhere))).toBe("not-found");
  });

  test("is done by whoever is responsible for the case, and by nobody else", async () => {
    const { house } = visit;
    const { caseId, maria } = await someCase();
    const insightId = await asked(caseId, maria);
    for (const name of staffNames.filter((each) => !["caseworker", "leader"].includes(each)))
      for (const seen of [
        house.read(house.staff[name], getInsight, { caseId, insightId }),
        house.read(house.staff[name], getInsightDocument, { caseId, insightId }),
        house.read(house.staff[name], getGivenInsight, { caseId, insightId }),
      ])
        expect([name, codeOf(await seen)]).toEqual([name, "not-permitted"]);
  });

  test("the database: a decision says how much was gone through, and why something is withheld", async () => {
    const { house } = visit;
    const { caseId, maria } = await someCase();
    const insightId = await asked(caseId, maria);
    const write = (outcome: string, given: number, withheld: number) =>
      writeAsOwner(house, async (tx) => {
        await sql`insert into decision.maker (municipality_id, id, case_id, decided_on, decider, staff_id, delegation_point, recorded_by, recorded_at)
          values (${house.municipalityId}, ${insightId}, ${caseId}, ${day}, 'tjänsteman', ${me().staffId}, '1', ${me().staffId}, now())`.execute(
          tx,
        );
        await sql`insert into party.insight_decision (municipality_id, request_id, case_id, requested_on, decided_on, outcome, given, withheld, recorded_by, recorded_at)
          values (${house.municipalityId}, ${insightId}, ${caseId}, ${day}, ${day}, ${outcome}, ${given}, ${withheld}, ${me().staffId}, now())`.execute(
          tx,
        );
      });
    await expect(write("lämnas ut", 3, 0)).rejects.toMatchObject({ code: "FT120" });
    await expect(write("lämnas ut", 3, 1)).rejects.toThrow(/insight_outcome_is_what_is_given/u);
    await expect(write("lämnas ut delvis", 3, 1)).rejects.toThrow(/withheld_says_why_and_is_told_otherwise/u);
  });
});
