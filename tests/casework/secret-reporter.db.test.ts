import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { correctEntry } from "../../src/casework/case/actions/correct-entry.ts";
import { answerPassages } from "../../src/casework/intake/actions/answer-passages.ts";
import { writeNote } from "../../src/casework/intake/actions/write-note.ts";
import { getReporter } from "../../src/casework/intake/queries/get-reporter.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { makeFullExtract, makeGuardianExtract } from "../../src/portals/desk/actions/make-journal-extract.ts";
import { getJournalExtract } from "../../src/portals/desk/queries/get-journal-extract.ts";
import { openVisit } from "../pages/casework-visit.ts";
import type { Visit } from "../pages/casework-visit.ts";
import { investigatedCase, lookAt } from "../support/investigated.ts";
import { codeOf, faultsOf } from "../support/outcomes.ts";

/** Where it is kept secret who reported (26 kap. 5 § OSL), what a guardian is handed is looked through first: nothing leaves before each passage is answered. */
let visit: Visit;
beforeAll(async () => {
  visit = await openVisit();
});
afterAll(() => visit.close());

const asked = { harmReasoning: "Barnet vill att båda ska veta.", reporter: "visas" } as const;
const secret = { maskReporter: "ja", maskGround: "fara för våld", maskReason: "Mormor är hotad." };
const me = () => visit.house.staff.caseworker;

async function caseOf(given: Readonly<Record<string, unknown>>, note: string) {
  const { house } = visit;
  const reporter = { reporterCategory: "anhörig", reporterName: "Siv Gran", reporterContact: "070-174 06 12", feedbackRequested: "nej" };
  const { caseId } = await investigatedCase(house, { givenName: "Liv", ...reporter, ...given });
  await house.do(me(), writeNote, { caseId, happenedOn: "2026-03-02", text: note });
  return { caseId, guardianshipId: (await lookAt(house, caseId)).guardians[0]?.guardianship_id };
}
async function made(caseId: string, given: object) {
  const { extractId } = await visit.house.do(me(), makeGuardianExtract, { caseId, ...asked, ...given });
  return extractId;
}
const passagesOf = async (caseId: string, extractId: string) =>
  valueOf(await visit.house.read(me(), getJournalExtract, { caseId, extractId })).passages;

describe("a name in free text", () => {
  test("stops the file, on the page and at its own address, until each passage is answered with why", async () => {
    const { caseId, guardianshipId } = await caseOf(secret, "Vi ringde. Siv berättade mer. Skolan hjälper till.");
    const extractId = await made(caseId, { guardianshipId });
    const passages = await passagesOf(caseId, extractId);
    expect(passages).toMatchObject([{ passage: "Siv berättade mer.", answered: false }]);
    const browser = await visit.signIn("caseworker");
    const page = `/arenden/${caseId}/utdrag/${extractId}`;
    const before = await (await browser.get(page)).text();
    expect(before).toContain("Utdraget kan inte hämtas än");
    expect(before).not.toContain(`${page}/fil`);
    expect((await browser.get(`${page}/fil`)).headers.get("content-type")).not.toContain("pdf");
    expect(await (await browser.get(`${page}/anmalare`)).text()).toContain("Siv berättade mer.");
    const answers = { caseId, extractId, passages: passages.map((one) => one.id) };
    expect(faultsOf(await visit.house.act(me(), answerPassages, { ...answers, reason: " " }))).toBe("reason");
    expect(faultsOf(await visit.house.act(me(), answerPassages, { ...answers, passages: [], reason: "x" }))).toBe("passages");
    await visit.house.do(me(), answerPassages, { ...answers, reason: "Siv är också lärare och nämns som det." });
    expect(await passagesOf(caseId, extractId)).toMatchObject([{ answered: true }]);
    expect((await browser.get(`${page}/fil`)).headers.get("content-type")).toContain("pdf");
    // Of this extract alone: what leaves another day is read another day.
    visit.house.at("2026-03-02", "10:20");
    expect(await passagesOf(caseId, await made(caseId, { guardianshipId }))).toMatchObject([{ answered: false }]);
    visit.house.at("2026-03-02");
  });

  test("is looked for where the reporter is left out of this extract alone, and not where nobody is to be secret", async () => {
    const { caseId, guardianshipId } = await caseOf({}, "Siv Gran ringde, nås på 070 174 06 12.");
    expect(await passagesOf(caseId, await made(caseId, { guardianshipId }))).toEqual([]);
    const without = { guardianshipId, reporter: "utelämnas", reporterReason: "Mormor har blivit hotad." };
    expect(await passagesOf(caseId, await made(caseId, without))).toHaveLength(1);
  });

  test("is nothing in the full version, and nothing that anybody else may answer", async () => {
    const { caseId, guardianshipId } = await caseOf(secret, "Siv berättade mer.");
    const { extractId: full } = await visit.house.do(me(), makeFullExtract, { caseId });
    expect(await passagesOf(caseId, full)).toEqual([]);
    const extractId = await made(caseId, { guardianshipId });
    const [passage] = await passagesOf(caseId, extractId);
    const answers = { caseId, extractId, passages: [passage?.id], reason: "Röjer inget." };
    for (const who of ["stranger", "colleague"] as const)
      expect(codeOf(await visit.house.act(visit.house.staff[who], answerPassages, answers))).toBe("not-permitted");
    expect(codeOf(await visit.house.act(visit.house.staff.leader, answerPassages, answers))).toBe("not-found");
  });
});

test("what else is corrected in a secret report stands with who reported, and nowhere in the case; and the name as it was corrected", async () => {
  const { house } = visit;
  const { caseId } = await caseOf(secret, "Ringt.");
  const intakeId = (await lookAt(house, caseId)).intakes[0]?.id ?? "";
  const corrects = (field: string, instead: string, why: string) =>
    house.do(me(), correctEntry, { caseId, entry: `intakes.${intakeId}`, field, instead, why });
  await corrects("annat", "XQ-det var morfar", "XQ-han ringde");
  const read = JSON.stringify(await lookAt(house, caseId));
  expect(read).not.toContain("XQ-");
  expect(read).toContain(`intakes.${intakeId}`);
  const browser = await visit.signIn("caseworker");
  expect(await (await browser.get(`/arenden/${caseId}/journal`)).text()).not.toContain("XQ-");
  expect(await (await browser.get(`/arenden/${caseId}/anmalare/${intakeId}`)).text()).toContain("XQ-det var morfar");
  const open = await caseOf({}, "Ringt.");
  const report = (await lookAt(house, open.caseId)).intakes[0]?.id ?? "";
  const named = { entry: `intakes.${report}`, field: "reporter_name", instead: "Siv Grahn", why: "Stavat fel." };
  await house.do(me(), correctEntry, { caseId: open.caseId, ...named });
  const reporter = valueOf(await house.read(me(), getReporter, { caseId: open.caseId, intakeId: report }));
  expect(reporter).toMatchObject({ name: "Siv Grahn", corrections: [{ instead: "Siv Grahn" }] });
});

test("a note is not corrected by the words that it has", async () => {
  const { house } = visit;
  const { caseId } = await caseOf({}, "Ringt.");
  const note = { caseId, happenedOn: "2026-03-02", text: "Ringt skolan." };
  const { noteId } = await house.do(me(), writeNote, note);
  expect(faultsOf(await house.act(me(), writeNote, { ...note, correctsId: noteId }))).toBe("text");
  expect(codeOf(await house.act(me(), writeNote, { ...note, happenedAt: "09:00", correctsId: noteId }))).toBe("ok");
});
