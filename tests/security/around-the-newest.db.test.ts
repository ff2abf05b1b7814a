import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { correctEntry } from "../../src/casework/case/actions/correct-entry.ts";
import { attachToCase } from "../../src/casework/case/actions/attach-to-case.ts";
import { getWithheld } from "../../src/casework/case/queries/get-withheld.ts";
import { moveIntake } from "../../src/casework/intake/actions/move-intake.ts";
import { maskReporter } from "../../src/casework/intake/actions/mask-reporter.ts";
import { writeNote } from "../../src/casework/intake/actions/write-note.ts";
import { askForInformation } from "../../src/casework/investigation/actions/ask-for-information.ts";
import { requestInsight } from "../../src/casework/party/actions/request-insight.ts";
import { correctGuardian } from "../../src/casework/people/actions/change-guardian.ts";
import { decideInsight } from "../../src/portals/desk/actions/decide-insight.ts";
import { makeGuardianExtract } from "../../src/portals/desk/actions/make-journal-extract.ts";
import { getInsight } from "../../src/portals/desk/queries/get-insight.ts";
import { getInsightDocument } from "../../src/portals/desk/queries/get-insight-document.ts";
import { getJournalExtract } from "../../src/portals/desk/queries/get-journal-extract.ts";
import { newId } from "../../src/platform/basics/identifiers.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { perform } from "../../src/platform/core/door.ts";
import { receiveFile } from "../../src/platform/files/receive.ts";
import { confirmClaims, openCaseFor, openHouse } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { adoptOrder, giveLevel } from "../support/delegation.ts";
import { pdf } from "../support/files.ts";
import { adults, children, numberAt } from "../support/identities.ts";
import { investigatedCase, lookAt } from "../support/investigated.ts";
import { codeOf, faultsOf } from "../support/outcomes.ts";

/** What was newest when a stranger attacked it: a file that is kept from somebody, a report that is moved, a secret name that is corrected, insight that is decided. */
let house: House;
const day = "2026-03-02";
beforeAll(async () => {
  house = await openHouse();
  house.at(day);
});
afterAll(() => house.database.drop());
const me = () => house.staff.caseworker;

async function attach(caseId: string, given: Readonly<Record<string, unknown>>): Promise<string> {
  const blob = new Blob([Buffer.from(pdf)]);
  const upload = await receiveFile({ name: "intyg.pdf", size: blob.size, stream: () => blob.stream() }, null);
  const words = { titled: "KEPT-TITLE", fromWhom: "KEPT-FROM", cameOn: day, keptFrom: "ingen" };
  const input = { caseId, ...words, ...given, attachedFile: valueOf(upload).sha256 };
  return valueOf(await perform(house.door, attachToCase, me(), input, { requestId: newId(house.door.clock()), upload })).attachmentId;
}
const correct = (caseId: string, entry: string, field: string, instead: string) =>
  house.do(me(), correctEntry, { caseId, entry, field, instead, why: "Fel." });

describe("a file that one guardian may not see", () => {
  test("is kept from the same guardian when the number is corrected", async () => {
    const { caseId } = await openCaseFor(house);
    await confirmClaims(house, me(), caseId, day);
    const [first] = (await lookAt(house, caseId)).guardians;
    const { id: keptFromId, given_name: givenName, family_name: familyName, guardianship_id: guardianshipId, kind } = first ?? {};
    await attach(caseId, { keptFrom: "en vårdnadshavare", keptFromId, keptBecause: "B" });
    const read = { source: "folkbokföringen", sourceOn: day, validFrom: "2020-01-01", identityNumber: numberAt(adults, 33) };
    await house.do(me(), correctGuardian, { caseId, guardianshipId, givenName, familyName, kind, ...read });
    const now = (await lookAt(house, caseId)).guardians.find((one) => one.given_name === givenName);
    expect(now?.id).not.toBe(keptFromId);
    const about = { harmReasoning: "Inget.", reporter: "visas", guardianshipId: now?.guardianship_id };
    const { extractId } = await house.do(me(), makeGuardianExtract, { caseId, ...about });
    const { journal } = valueOf(await house.read(me(), getJournalExtract, { caseId, extractId }));
    expect(JSON.stringify(journal)).toContain("Bilaga: utelämnad");
    expect(JSON.stringify(journal)).not.toContain("KEPT-");
  });

  test("stands in no paper of the child's, which that guardian may come to read; and nowhere once it is struck", async () => {
    const { caseId } = await investigatedCase(house, { birthDate: "2010-05-14" });
    const { guardians, child } = await lookAt(house, caseId);
    const keptFromId = guardians[0]?.id;
    const id = await attach(caseId, { keptFrom: "en vårdnadshavare", keptFromId, keptBecause: "B" });
    const asks = { requestedOn: day, way: "muntligt", wants: "Allt." };
    const { insightId } = await house.do(me(), requestInsight, { caseId, personId: child.id, ...asks });
    const { passages } = valueOf(await house.read(me(), getInsight, { caseId, insightId }));
    const given = JSON.stringify(passages.filter(({ mayBeGiven }) => mayBeGiven));
    expect(given).toContain("Bilaga: utelämnad");
    expect(given).not.toContain("KEPT-");
    const withheld = async () =>
      JSON.stringify(valueOf(await house.read(me(), getWithheld, { caseId, conversationId: undefined })).withheld);
    expect(await withheld()).toContain("KEPT-TITLE");
    await house.do(me(), correctEntry, { caseId, entry: `attachments.${id}`, field: "felskriven", why: "Fel barn." });
    expect(await withheld()).not.toContain("KEPT-TITLE");
  });
});

test("what is attached to a report and corrected in it follows the report to the right child, and stays with the wrong one nowhere", async () => {
  const { caseId, intakeId } = await openCaseFor(house);
  const entry = `intakes.${intakeId}`;
  await attach(caseId, { entry });
  const stays = await attach(caseId, { titled: "STAYS" });
  await correct(caseId, entry, "concern", "CORRECTED-CONCERN");
  await house.do(me(), maskReporter, { caseId, intakeId, masked: "ja", ground: "fara för våld", maskReason: "Hot." });
  const right = { reason: "Fel.", identityNumber: numberAt(children, 77), givenName: "Rätta", familyName: "Barnet", sex: "kvinna" };
  const moved = await house.do(me(), moveIntake, { caseId, intakeId, ...right });
  const [from, to] = [await lookAt(house, caseId), await lookAt(house, "caseId" in moved ? moved.caseId : "")];
  expect(from.attachments.map(({ id }) => id)).toEqual([stays]);
  expect(to.attachments).toMatchObject([{ titled: "KEPT-TITLE", from_whom: null }]);
  expect([from.entry_corrections.length, to.entry_corrections.length]).toEqual([0, 1]);
  expect(to.intakes[0]?.concern).toBe("CORRECTED-CONCERN");
  // Nor do the parts of either tell the other's.
  expect(JSON.stringify(from)).not.toMatch(/KEPT-TITLE|CORRECTED-/u);
});

const asks = { requestedOn: day, way: "muntligt", wants: "Allt." };
const by = (staffId = me().staffId) => ({ decidedOn: day, decider: "tjänsteman", decisionMakerId: staffId });
const why = { reasons: "Av synnerlig vikt.", toldOtherwise: "Det gäller någon annan." };
async function asked(given: Readonly<Record<string, unknown>> = {}) {
  const one = await investigatedCase(house, given);
  const personId = (await lookAt(house, one.caseId)).guardians[1]?.id;
  const { insightId } = await house.do(me(), requestInsight, { caseId: one.caseId, personId, ...asks });
  return { ...one, insightId, personId };
}
const material = async (caseId: string, insightId: string) =>
  valueOf(await house.read(me(), getInsight, { caseId, insightId })).passages.filter(({ mayBeGiven }) => mayBeGiven);
async function decide(of: { caseId: string; insightId: string }, more: object = {}, withhold = "") {
  const passages = (await material(of.caseId, of.insightId)).map(({ key, account }) => ({
    passage: key,
    ground: withhold !== "" && account.includes(withhold) ? "någon annan" : undefined,
  }));
  return house.act(me(), decideInsight, { ...{ caseId: of.caseId, insightId: of.insightId, passages }, ...why, ...by(), ...more });
}
const secret = { reporterCategory: "privatperson", reporterName: "Gun Grannström", feedbackRequested: "nej" };

describe("a reporter who is secret", () => {
  test("is looked for by the name that is right too, once it is corrected", async () => {
    const { caseId, intakeId, insightId } = await asked(secret);
    await correct(caseId, `intakes.${intakeId}`, "reporter_name", "Ebba Ekeblad");
    await house.do(me(), maskReporter, { caseId, intakeId, masked: "ja", ground: "fara för våld", maskReason: "Hot." });
    await house.do(me(), writeNote, { caseId, happenedOn: day, category: "övrigt", text: "Ekeblad ringde igen." });
    expect(JSON.stringify(await material(caseId, insightId))).not.toMatch(/Ekeblad|Grannström/u);
  });

  test("is named in no letter: not in why something is kept, nor in what is asked of others", async () => {
    const of = await asked(secret);
    const { caseId, intakeId, investigationId } = of;
    await house.do(me(), maskReporter, { caseId, intakeId, masked: "ja", ground: "fara för våld", maskReason: "Hot." });
    const names = { reasons: "Gun Grannström är rädd.", toldOtherwise: "Grannströms uppgifter.", reservation: "Kontakta inte Gun." };
    expect(faultsOf(await decide(of, names))).toBe("reasons,toldOtherwise,reservation");
    expect(codeOf(await decide(of))).toBe("ok");
    const ask = { askedOf: "skola", askedName: "Rektor", ground: "uppgiftsskyldighet", way: "brev", askedOn: day, replyBy: "2026-03-20" };
    const askFor = (askedFor: string) => house.act(me(), askForInformation, { caseId, investigationId, ...ask, askedFor });
    expect(faultsOf(await askFor("Gun Grannström säger att barnet är borta. Stämmer det?"))).toBe("askedFor");
    expect(codeOf(await askFor("Hur ofta är barnet borta?"))).toBe("ok");
  });
});

describe("what is decided of insight", () => {
  test("is just what was gone through: what is corrected after it is not given in other words, and the paper says that something is not there", async () => {
    const of = await asked();
    const { caseId, insightId } = of;
    await house.do(me(), writeNote, { caseId, happenedOn: day, category: "övrigt", text: "GONE-THROUGH" });
    expect(codeOf(await decide(of))).toBe("ok");
    const shown = async () => JSON.stringify(valueOf(await house.read(me(), getInsightDocument, { caseId, insightId })).document);
    expect(await shown()).toContain("GONE-THROUGH");
    expect(await shown()).not.toContain("efter beslutet");
    const entry = `investigations.${of.investigationId}.best_interests`;
    await correct(caseId, entry, "assessment", "NEVER-GONE-THROUGH");
    expect(await shown()).not.toContain("NEVER-GONE-THROUGH");
    expect(await shown()).toContain("har ändrats efter beslutet");
  });

  test("is refused only by whoever may refuse it by the board's order, in the program and past it", async () => {
    house.at("2026-03-03");
    await adoptOrder(house, "2026-03-03");
    await giveLevel(house, "caseworker", "handläggare", "2026-03-02");
    await giveLevel(house, "leader", "enhetschef", "2026-03-02");
    house.at("2026-03-05");
    const now = { decidedOn: "2026-03-05" };
    const of = await asked();
    house.at("2026-03-05");
    await house.do(me(), writeNote, { caseId: of.caseId, happenedOn: day, category: "övrigt", text: "WITHHOLD-THIS" });
    const own = { ...by(), ...now };
    expect(codeOf(await decide(of, own, "WITHHOLD-THIS"))).toBe("not-delegated");
    const past = house.database.owner.transaction().execute(async (tx) => {
      await sql`insert into decision.maker (municipality_id, id, case_id, decided_on, decider, staff_id, delegation_version, delegation_point, recorded_by, recorded_at)
        values (${house.municipalityId}, ${of.insightId}, ${of.caseId}, '2026-03-05', 'tjänsteman', ${me().staffId}, 1, '6.3', ${me().staffId}, ${house.door.clock()})`.execute(
        tx,
      );
      await sql`insert into party.insight_decision (municipality_id, request_id, case_id, requested_on, decided_on, outcome, given, withheld, reasons, told_otherwise,
          recorded_by, recorded_at)
        values (${house.municipalityId}, ${of.insightId}, ${of.caseId}, ${day}, '2026-03-05', 'lämnas inte ut', 0, 1, 'R', 'T', ${me().staffId}, ${house.door.clock()})`.execute(
        tx,
      );
    });
    await expect(past).rejects.toMatchObject({ code: "FT063" });
    expect(codeOf(await decide(of, { ...by(house.staff.leader.staffId), ...now }, "WITHHOLD-THIS"))).toBe("ok");
  });
});
