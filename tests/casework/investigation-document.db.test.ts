import { writeFile } from "node:fs/promises";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { recordFinding } from "../../src/casework/investigation/actions/record-finding.ts";
import { signInvestigation } from "../../src/casework/investigation/actions/sign-investigation.ts";
import { writePassage } from "../../src/casework/investigation/actions/write-passage.ts";
import { recordConversation } from "../../src/casework/participation/actions/record-conversation.ts";
import { makeFullExtract, makeGuardianExtract } from "../../src/portals/desk/actions/make-journal-extract.ts";
import { getInvestigationExtract } from "../../src/portals/desk/queries/get-investigation-extract.ts";
import { openVisit } from "../pages/casework-visit.ts";
import type { Visit } from "../pages/casework-visit.ts";
import { investigatedCase, lookAt } from "../support/investigated.ts";
import type { Investigated } from "../support/investigated.ts";
import { codeOf } from "../support/outcomes.ts";
import { readPdf } from "../support/pdf.ts";

/** The investigation as a document: all of it, or for one guardian without what guardians may not be shown, opened as PDF. */
let visit: Visit;
let one: Investigated;
let guardians: readonly { readonly id: string; readonly guardianship_id: string }[];
beforeAll(async () => {
  visit = await openVisit();
  one = await investigatedCase(visit.house);
  const { house } = visit;
  const me = house.staff.caseworker;
  const key = { caseId: one.caseId, investigationId: one.investigationId };
  const kept = (what: string) => ({ withheldFromGuardians: `XQ-${what}`, withheldReason: "Barnet lider men." });
  const talk = { heldOn: "2026-03-02", status: "genomfört", form: "enskilt", channel: "fysiskt", childWords: "Jag vill bo kvar." };
  await house.do(me, recordConversation, { caseId: one.caseId, phaseId: one.phaseId, ...talk, ...kept("child") });
  ({ guardians } = await lookAt(house, one.caseId));
  const found = { foundOn: "2026-03-02" };
  for (const [place, { id }] of guardians.entries())
    await house.do(me, recordFinding, {
      ...key,
      ...found,
      kind: "åsikt",
      source: "vårdnadshavare",
      personId: id,
      statement: `Så säger nummer ${place}.`,
    });
  const risk = { kind: "risk", source: "professionell", sourceName: "Kurator", statement: "Borta varje fredag.", areaCode: "skola" };
  const { findingId } = await house.do(me, recordFinding, { ...key, ...found, ...risk, ...kept("finding") });
  await house.do(me, recordFinding, {
    ...key,
    ...found,
    kind: "åsikt",
    source: "närstående",
    sourceName: "Mormor",
    statement: "Mormors ord.",
  });
  const pre = { kind: "åsikt", source: "professionell", sourceName: "Förskolan Eken", statement: "Leker gott." };
  await house.do(me, recordFinding, { ...key, ...found, ...pre });
  const other = { kind: "skydd", source: "vårdnadshavare", personId: guardians[1]?.id, statement: "Nummer 1 har slutat dricka." };
  const { findingId: othersFinding } = await house.do(me, recordFinding, { ...key, ...found, ...other });
  await house.do(me, writePassage, { ...key, section: "område", areaCode: "skola", text: "Om skolan.", ...kept("text") });
  await house.do(me, writePassage, { ...key, section: "analys", text: "Analysen.", restsUpon: [findingId, othersFinding] });
});
afterAll(() => visit.close());

const asked = { harmReasoning: "Inget talar för det.", reporter: "visas" };

async function pdfOf(guardianshipId?: string) {
  const { house } = visit;
  const me = house.staff.caseworker;
  const { caseId } = one;
  const { extractId } =
    guardianshipId === undefined
      ? await house.do(me, makeFullExtract, { caseId })
      : await house.do(me, makeGuardianExtract, { caseId, guardianshipId, ...asked });
  const browser = await visit.signIn("caseworker");
  const page = await (await browser.get(`/arenden/${caseId}/utdrag/${extractId}`)).text();
  const [, href = ""] = /href="([^"]*\/utredning\/[^"]*)"/u.exec(page) ?? [];
  const answer = await browser.get(href);
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/pdf"]);
  const bytes = Buffer.from(await answer.arrayBuffer());
  if (process.env["FORTROGEN_LOOK"]) await writeFile(`${process.env["FORTROGEN_LOOK"]}-${guardianshipId ? "guardian" : "full"}.pdf`, bytes);
  return { extractId, pdf: await readPdf(bytes) };
}

test("in full: tagged, each area and heading, what it rests on, and what guardians may not be shown last", async () => {
  const { pdf } = await pdfOf();
  expect(pdf).toMatchObject({ language: "sv", isMarked: true });
  expect(pdf.roles).toEqual(expect.arrayContaining(["H1", "H2", "H3", "Table", "TH"]));
  for (const words of [
    "Om skolan.",
    "Borta varje fredag.",
    "Analysen.",
    "Risk 2026-03-02",
    "Skydd 2026-03-02",
    "Jag vill bo kvar.",
    "Mormors ord.",
    "Så säger nummer 1.",
  ])
    expect(pdf.text).toContain(words);
  for (const words of ["XQ-child", "XQ-finding", "XQ-text"]) expect(pdf.text).toContain(words);
  expect(pdf.text).toContain("får inte lämnas till vårdnadshavare");
});

test("a draft goes to no guardian, and says in full that it is one", async () => {
  const { house } = visit;
  const me = house.staff.caseworker;
  const { caseId, investigationId } = one;
  const { extractId } = await house.do(me, makeGuardianExtract, { caseId, guardianshipId: guardians[0]?.guardianship_id, ...asked });
  expect(codeOf(await house.read(me, getInvestigationExtract, { caseId, extractId, investigationId }))).toBe("not-signed");
  const browser = await visit.signIn("caseworker");
  const page = await (await browser.get(`/arenden/${caseId}/utdrag/${extractId}`)).text();
  expect(page).not.toContain("/utredning/");
  expect(page).toContain("är ett utkast och lämnas inte");
  const { pdf } = await pdfOf();
  expect(pdf.title).toMatch(/^Utkast till utredning, ärende 2026-/u);
  expect(pdf.text).toContain("Utkastet lämnas inte ut.");
});

test("what one guardian and somebody close have told is not gathered where the other guardian reads it", async () => {
  const { house } = visit;
  const me = house.staff.caseworker;
  const key = { caseId: one.caseId, investigationId: one.investigationId };
  for (const section of ["barnets åsikt", "hur åsikten vägs", "barnets bästa", "konsekvenser"])
    await house.do(me, writePassage, { ...key, section, text: `Text om ${section}.` });
  await house.do(me, signInvestigation, { ...key, hasRead: "ja" });
  const { rows } = await sql`select risk_factors, protective_factors from investigation.best_interests
    where investigation_id = ${one.investigationId}::uuid and corrects_id is not null`.execute(house.database.owner);
  expect(rows).toEqual([{ risk_factors: "Borta varje fredag.", protective_factors: null }]);
});

test("for a guardian: no protected word, nobody else's account, and said that something is left out", async () => {
  const [first] = guardians;
  const { pdf } = await pdfOf(first?.guardianship_id);
  expect(pdf.text).not.toMatch(/XQ-/u);
  for (const words of ["Om skolan.", "Borta varje fredag.", "Jag vill bo kvar.", "Så säger nummer 0."]) expect(pdf.text).toContain(words);
  expect(pdf.text).toContain("Risk 2026-03-02");
  // Nor that there is something of the other's that the analysis rests on.
  for (const words of ["Så säger nummer 1.", "Mormors ord.", "slutat dricka", "Skydd 2026-03-02"]) expect(pdf.text).not.toContain(words);
  expect(pdf.text).toContain("Det som inte får visas för dig är utelämnat.");
});

test("for a guardian where somebody must not be found: no source by name, nor where it is", async () => {
  const [first] = guardians;
  const { child } = await lookAt(visit.house, one.caseId);
  const protect = (identity: string) =>
    sql`update people.person set protected_identity = ${identity} where id = ${child.id}::uuid`.execute(visit.house.database.owner);
  await protect("sekretessmarkering");
  const { pdf } = await pdfOf(first?.guardianship_id);
  await protect("ingen");
  for (const words of ["Förskolan Eken", "Kurator", "Leker gott.", "Om skolan."]) expect(pdf.text).not.toContain(words);
});

test("what is corrected after the signature stands beside it, and what came after is not there; a guardian reads what was corrected as corrected", async () => {
  const { house } = visit;
  const me = house.staff.caseworker;
  const talk = (await lookAt(house, one.caseId)).conversations.find(({ child_words: said }) => said === "Jag vill bo kvar.");
  visit.at("2026-03-03");
  const words = { heldOn: "2026-03-02", status: "genomfört", form: "enskilt", channel: "fysiskt", phaseId: one.phaseId };
  const corrected = { ...words, childWords: "Jag vill bo hos mormor.", correctsId: talk?.id };
  await house.do(me, recordConversation, { caseId: one.caseId, ...corrected, withheldFromGuardians: "XQ-flyttat", withheldReason: "Men." });
  await house.do(me, recordConversation, { caseId: one.caseId, ...words, heldOn: "2026-03-03", childWords: "Sagt efteråt." });
  const { pdf } = await pdfOf();
  for (const said of ["Jag vill bo kvar.", "Rättat i ärendet efter underskriften", "Jag vill bo hos mormor.", "XQ-child", "XQ-flyttat"])
    expect(pdf.text).toContain(said);
  expect(pdf.text.indexOf("Jag vill bo kvar.")).toBeLessThan(pdf.text.indexOf("Rättat i ärendet"));
  expect(pdf.text).not.toContain("Sagt efteråt.");
  const { pdf: theirs } = await pdfOf(guardians[0]?.guardianship_id);
  for (const said of ["Jag vill bo hos mormor.", "Rättat i ärendet efter underskriften"]) expect(theirs.text).toContain(said);
  for (const said of ["Jag vill bo kvar.", "Sagt efteråt.", "XQ-"]) expect(theirs.text).not.toContain(said);
});

test("only whoever made the extract fetches it, in this case, and of an investigation of this case", async () => {
  const { extractId } = await pdfOf();
  const { house } = visit;
  const other = await investigatedCase(house);
  const read = (actor: typeof house.staff.caseworker, given: object = {}) =>
    house.read(actor, getInvestigationExtract, { caseId: one.caseId, extractId, investigationId: one.investigationId, ...given });
  expect(codeOf(await read(house.staff.caseworker))).toBe("ok");
  expect(codeOf(await read(house.staff.leader))).toBe("not-found");
  for (const actor of [house.staff.colleague, house.staff.stranger, house.staff.operator])
    expect(codeOf(await read(actor))).toBe("not-permitted");
  expect(codeOf(await read(house.staff.caseworker, { investigationId: other.investigationId }))).toBe("not-found");
  expect(codeOf(await read(house.staff.caseworker, { caseId: other.caseId }))).toBe("not-found");
});
