import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "kysely";
import { z } from "zod";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { maskReporter } from "../../src/casework/intake/actions/mask-reporter.ts";
import { answerLetterPassages } from "../../src/casework/letters/actions/answer-letter-passages.ts";
import { setLetterhead } from "../../src/casework/letters/actions/set-letterhead.ts";
import { defineLetter } from "../../src/casework/letters/define-letter.ts";
import { letterPdf } from "../../src/casework/letters/letter.ts";
import { communicate } from "../../src/casework/party/actions/communicate.ts";
import { getDraftLetter } from "../../src/casework/party/queries/get-draft-letter.ts";
import { getCommunicationLetter } from "../../src/casework/party/queries/get-communication-letter.ts";
import { addDetail } from "../../src/casework/people/actions/add-detail.ts";
import { recordConversation } from "../../src/casework/participation/actions/record-conversation.ts";
import { idField } from "../../src/platform/basics/identifiers.ts";
import { ok, valueOf } from "../../src/platform/basics/result.ts";
import { findInRooms } from "../../src/platform/core/find-rooms.ts";
import { openVisit } from "../pages/casework-visit.ts";
import type { Visit } from "../pages/casework-visit.ts";
import { openCaseFor } from "../support/casework.ts";
import { adults, numberAt } from "../support/identities.ts";
import { investigatedCase, lookAt } from "../support/investigated.ts";
import { codeOf, faultsOf } from "../support/outcomes.ts";
import { readPdf } from "../support/pdf.ts";
import { onePixel } from "../support/picture.ts";

/** Every letter goes through one door: it has the municipality's head, and is looked through for what is protected before it leaves. */
let visit: Visit;
beforeAll(async () => {
  visit = await openVisit();
});
afterAll(() => visit.close());

const day = "2026-03-02";
const me = () => visit.house.staff.caseworker;
const source = join(import.meta.dirname, "../../src");

/** A letter of a kind of the test's own: of the words that are given, to whoever is. */
const sent = { text: "", personId: null as string | null, name: "Rektor Bo Alm" };
const anyLetter = defineLetter({
  kind: "test",
  name: "letters.get-test-letter",
  title: "Prov",
  input: z.object({ caseId: idField }),
  compose: (_tx, at) =>
    Promise.resolve(
      ok({
        receiver: { personId: sent.personId, name: sent.name },
        reference: "2026-00042",
        madeAt: at.now,
        by: at.actor.name,
        said: { title: "Ett brev", greeting: "Hej", facts: [], parts: [["Det här", sent.text]], closing: "Hälsningar" },
      }),
    ),
});

async function secretCase(given: object = {}) {
  const { house } = visit;
  const one = await investigatedCase(house, {
    reporterCategory: "privatperson",
    reporterName: "Gun Grannström",
    feedbackRequested: "nej",
    ...given,
  });
  const { caseId, intakeId } = one;
  await house.do(me(), maskReporter, { caseId, intakeId, masked: "ja", ground: "fara för våld", maskReason: "Hot." });
  const { child, guardians } = await lookAt(house, caseId);
  const [johan, maria] = guardians.map(({ id }) => id);
  if (!johan || !maria) throw new Error("Two guardians.");
  await sql`update people.person set protected_identity = 'sekretessmarkering' where id = ${maria}::uuid`.execute(house.database.owner);
  const where = {
    kind: "vistelseadress",
    detail: "Gömstigen 12 B, 123 45 Bortabo",
    validFrom: "2026-01-01",
    source: "folkbokföringen",
    sourceOn: day,
  };
  expect(codeOf(await house.act(me(), addDetail, { caseId, personId: maria, ...where }))).toBe("ok");
  return { ...one, childId: child.id, johan, maria };
}
const made = async (caseId: string, text: string, personId: string | null = null) => {
  Object.assign(sent, { text, personId });
  return valueOf(await visit.house.read(me(), anyLetter, { caseId }));
};
const told = async (caseId: string, text: string, personId: string | null = null) =>
  (await made(caseId, text, personId)).passages.map(({ tells, passage }) => `${tells}: ${passage}`);

describe("by construction", () => {
  type Query = { readonly kind: string; readonly name: string; readonly letterKind?: string };
  const isQuery = (value: unknown): value is Query =>
    typeof value === "object" && value !== null && "kind" in value && value.kind === "query";

  test("each kind of letter is defined by the one function, and whoever reads a letter otherwise is found", async () => {
    const queries = (await findInRooms("queries", isQuery)).filter(({ folder }) => !folder.startsWith("survey/")).map(({ value }) => value);
    const letters = queries.filter(({ letterKind }) => letterKind !== undefined).map(({ letterKind }) => letterKind);
    expect(letters.toSorted()).toEqual([
      "assignment",
      "communication",
      "decision",
      "delay",
      "dismissal",
      "draft",
      "insight",
      "receipt",
      "request",
      "request-refusal",
      "summons",
    ]);
    const named = queries.filter(({ name }) => /\..*(?:letter(?!head)|summons)/u.test(name));
    expect(named.filter(({ letterKind }) => letterKind === undefined).map(({ name }) => name)).toEqual([]);
  });

  test("no other document of casework leaves than those that are looked through in their own way", async () => {
    const files = await readdir(source, { recursive: true });
    const ofCases = files.filter((file) => /^(?:casework|portals)\//u.test(file));
    expect(ofCases.filter((file) => file.endsWith(".typ")).toSorted()).toEqual([
      // Codes, numbers and initials for the board: nothing that somebody has written.
      "casework/decision/board/delegated-list.typ",
      "casework/letters/letter.typ",
      // Extracts and a party's material: passages are answered before they are fetched.
      "portals/desk/journal/investigation.typ",
      "portals/desk/journal/journal.typ",
    ]);
    const makers: string[] = [];
    for (const file of ofCases.filter((one) => /\.tsx?$/u.test(one)))
      if (/\b(?:makePdf|pdfFile)\(/u.test(await readFile(join(source, file), "utf8"))) makers.push(file);
    expect(makers.toSorted()).toEqual([
      "casework/decision/pages/delegated.tsx",
      "casework/letters/letter.ts",
      "portals/desk/pages/insight-answer.tsx",
      "portals/desk/pages/journal-extract.tsx",
    ]);
  });
});

describe("what is protected", () => {
  test("is found in the words of a letter, whoever it is to: who reported, how a protected person is reached, what guardians may not see", async () => {
    const { caseId, phaseId, childId, johan, maria } = await secretCase();
    const kept = { withheldFromGuardians: "Alva har sovit hos mormor varje natt.", withheldReason: "Barnet har bett om det." };
    const talk = { heldOn: day, status: "genomfört", form: "enskilt", channel: "fysiskt", childWords: "Jag vill bo kvar.", ...kept };
    expect(codeOf(await visit.house.act(me(), recordConversation, { caseId, phaseId, ...talk }))).toBe("ok");
    const text =
      "Grannströms ord väger tungt.\nBo finns på gömstigen 12 b, säger skolan. Alva har sovit hos mormor varje natt! Inget annat.";
    const all = [
      "vem som har anmält: Grannströms ord väger tungt.",
      "hur någon med skyddad identitet nås: Bo finns på gömstigen 12 b, säger skolan.",
      "något som inte får visas för vårdnadshavare: Alva har sovit hos mormor varje natt!",
    ];
    expect(await told(caseId, text)).toEqual(all);
    expect(await told(caseId, text, johan)).toEqual(all);
    // Where she lives is no secret of her own, and what the child has said none of the child's.
    expect(await told(caseId, text, maria)).toEqual([all[0], all[2]]);
    expect(await told(caseId, text, childId)).toEqual(all.slice(0, 2));
    expect(await told(caseId, "Alva Testsson och Bo Alm träffas.")).toEqual([]);
  });

  test("stops the letter until each passage is answered by whoever is responsible; other words are asked about anew", async () => {
    const { caseId } = await secretCase();
    const before = await made(caseId, "Gun kommer.");
    expect(codeOf(await letterPdf(before))).toBe("letter-may-tell");
    const answers = { caseId, letterId: before.letterId, passages: before.passages.map(({ id }) => id), reason: "En annan Gun." };
    expect(codeOf(await visit.house.act(visit.house.staff.stranger, answerLetterPassages, answers))).toBe("not-permitted");
    expect(faultsOf(await visit.house.act(me(), answerLetterPassages, { ...answers, passages: [], reason: " " }))).toBe("passages,reason");
    await visit.house.do(me(), answerLetterPassages, answers);
    const after = await made(caseId, "Gun kommer.");
    expect(after.passages).toMatchObject([{ answered: true }]);
    expect(codeOf(await letterPdf(after))).toBe("ok");
    expect((await made(caseId, "Gun kommer i morgon.")).passages).toMatchObject([{ answered: false }]);
  });
});

test("an answer that is written in another case answers nothing, and keeps nobody from answering", async () => {
  const [{ caseId }, other] = [await secretCase(), await secretCase()];
  const { letterId, passages } = await made(caseId, "Gun kommer.");
  const answers = { letterId, passages: passages.map(({ id }) => id), reason: "En annan Gun." };
  await visit.house.do(me(), answerLetterPassages, { ...answers, caseId: other.caseId });
  expect((await made(caseId, "Gun kommer.")).passages).toMatchObject([{ answered: false }]);
  await visit.house.do(me(), answerLetterPassages, { ...answers, caseId });
  expect((await made(caseId, "Gun kommer.")).passages).toMatchObject([{ answered: true }]);
});

test("an address is known by each of its lines, a number whatever stands beside it, a reporter by how she is reached too", async () => {
  const { caseId, maria } = await secretCase({ reporterContact: "Alvägen 3, 072-111 22 33 eller 08-444 55 66" });
  const where = { validFrom: "2026-01-01", source: "folkbokföringen", sourceOn: day };
  for (const [kind, detail] of [
    ["särskild postadress", "c/o Sara Vikander, Björkallén 7 lgh 1101, 123 45 Bortabo"],
    ["telefon", "070-123 45 67 (mobil), jobb 08-765 43 21"],
  ])
    expect(codeOf(await visit.house.act(me(), addDetail, { caseId, personId: maria, kind, detail, ...where }))).toBe("ok");
  const text = [
    ...[
      "Hon bor hos Sara Vikander.",
      "Björkallén 7 är gul.",
      "Ring 0701234567.",
      "Eller 08 765 4321 på dagen.",
      "Tåget till Bortabo går tio.",
    ],
    ...["Grannen på Alvägen 3 hörde.", "Numret är 0721112233.", "Ett annat är 08-44 45 566."],
  ];
  expect(await told(caseId, text.join("\n"))).toEqual([
    ...["Grannen på Alvägen 3 hörde.", "Numret är 0721112233.", "Ett annat är 08-44 45 566."].map((one) => `vem som har anmält: ${one}`),
    ...text.slice(0, 4).map((one) => `hur någon med skyddad identitet nås: ${one}`),
  ]);
});

test("whoever expects the child that is not born is no guardian yet, and where she is stands in no letter of it; the log says whose it was", async () => {
  const { maria } = await secretCase();
  const { house } = visit;
  const number = numberAt(adults, 7);
  await sql`update people.person set identity_number = ${number} where id = ${maria}::uuid`.execute(house.database.owner);
  const { caseId } = await openCaseFor(house, {
    ...{ givenName: undefined, familyName: undefined, birthDate: undefined, childKnown: "väntat", expectedOn: "2026-05-01", sex: "okänt" },
    ...{ guardian1Given: "Maria", guardian1Family: "Testsson", guardian1Number: number, guardian1Phone: "076-555 44 33" },
  });
  const text = "Hon bor på Gömstigen. Ring 0765554433. Barnet väntas i maj.";
  const all = ["Hon bor på Gömstigen.", "Ring 0765554433."].map((one) => `hur någon med skyddad identitet nås: ${one}`);
  expect(await told(caseId, text)).toEqual(all);
  const { rows } = await sql<{
    line: string;
  }>`select to_jsonb(e)::text as line from audit.event e where e.action = 'letters.get-test-letter'
    and e.case_id = ${caseId}::uuid`.execute(house.database.owner);
  expect(rows.map(({ line }) => line.includes(maria))).toEqual([true]);
  for (const { line } of rows) expect(line).not.toContain("Gömstigen");
});

test("words that are kept nowhere are tried so many times an hour and no more", async () => {
  const { caseId, johan } = await secretCase();
  const draft = { caseId, personId: johan, of: "kommunicering", words: "Hej.", day: "", appliedOn: "" };
  expect(getDraftLetter.limit?.most).toBeLessThanOrEqual(60);
  expect(codeOf(await visit.house.read(me(), getDraftLetter, draft))).toBe("ok");
});

describe("the page", () => {
  test("shows what will be read before it leaves, and gives the file only when every passage is answered; without JavaScript", async () => {
    const { caseId, investigationId, johan } = await secretCase();
    const words = { kind: "kommunicerat", happenedOn: day, way: "i handen", replyBy: "2026-03-16", material: "Gun är mormors vän." };
    const { communicationId } = await visit.house.do(me(), communicate, { caseId, investigationId, personId: johan, ...words });
    const { letterId, passages } = valueOf(await visit.house.read(me(), getCommunicationLetter, { caseId, communicationId }));
    const browser = await visit.signIn("caseworker");
    const file = `/arenden/${caseId}/kommunicering/${communicationId}/brev`;
    expect((await browser.get(file)).status).toBe(422);
    const page = await (await browser.get(`${file}/granska`)).text();
    for (const said of ["Brevet kan inte lämnas än", "Gun är mormors vän.", "Du får ta del av materialet", "Vår beteckning: "])
      expect(page).toContain(said);
    expect(page).not.toContain("Hämta brevet (PDF)");
    const passage = passages[0]?.id ?? "";
    await visit.house.do(me(), answerLetterPassages, { caseId, letterId, passages: [passage], reason: "En annan." });
    expect(await (await browser.get(`${file}/granska`)).text()).toContain("Hämta brevet (PDF)");
    const pdf = await readPdf(new Uint8Array(await (await browser.get(file)).arrayBuffer()));
    expect(pdf.pageTexts[0]).toContain("Sida 1 av 1");
    expect((await (await visit.signIn("stranger")).get(`${file}/granska`)).status).toBe(403);
  });

  test("has the municipality's own head with logo from when it is set, and whoever may not set it is refused", async () => {
    const { caseId } = await secretCase();
    const head = { sender: "Socialförvaltningen i Provköping", contact: "Box 1\n123 45 Provköping", logo: onePixel.toString("base64") };
    expect(codeOf(await visit.house.act(me(), setLetterhead, head))).toBe("not-permitted");
    const leader = visit.house.staff.leader;
    expect(faultsOf(await visit.house.act(leader, setLetterhead, { ...head, sender: "", logo: "AAAA" }))).toBe("sender");
    expect(faultsOf(await visit.house.act(leader, setLetterhead, { ...head, logo: "AAAA" }))).toBe("logo");
    await visit.house.do(leader, setLetterhead, head);
    const letter = await made(caseId, "Hej.");
    const pdf = await readPdf(valueOf(await letterPdf(letter)));
    for (const said of ["Socialförvaltningen i Provköping", "Box 1", "Vår beteckning: 2026-00042", "Handläggare: Test caseworker"])
      expect(pdf.text).toContain(said);
    expect(pdf.roles).toContain("Figure");
    expect(pdf.title).toBe("Ett brev");
    // The logo stays where only the words are changed. The last that is set holds: of one moment there is no last.
    visit.house.at("2026-03-03");
    await visit.house.do(leader, setLetterhead, { sender: "Socialtjänsten" });
    expect((await made(caseId, "Hej.")).letter.letterhead).toMatchObject({ sentBy: "Socialtjänsten", contact: null });
    expect((await made(caseId, "Hej.")).letter.letterhead.logo).toBe(letter.letter.letterhead.logo);
  });
});
