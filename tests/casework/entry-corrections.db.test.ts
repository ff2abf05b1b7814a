import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { correctEntry } from "../../src/casework/case/actions/correct-entry.ts";
import { struckText } from "../../src/casework/case/corrected.ts";
import { correctionLink } from "../../src/casework/case/correction-link.ts";
import { writeNote } from "../../src/casework/intake/actions/write-note.ts";
import { recordAccount } from "../../src/casework/party/actions/record-account.ts";
import { getCase } from "../../src/casework/case/queries/get-case.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { makeGuardianExtract } from "../../src/portals/desk/actions/make-journal-extract.ts";
import { getJournalExtract } from "../../src/portals/desk/queries/get-journal-extract.ts";
import { timelineOf } from "../../src/portals/desk/timeline.ts";
import { openVisit, submit } from "../pages/casework-visit.ts";
import type { Visit } from "../pages/casework-visit.ts";
import { openCaseFor, openHouse } from "../support/casework.ts";
import { hiddenField } from "../support/app.ts";
import { finishCase } from "../support/finish-case.ts";
import { investigatedCase, lookAt } from "../support/investigated.ts";
import { codeOf, faultsOf } from "../support/outcomes.ts";

/** What is wrong in an entry is corrected by a row of its own, of whatever kind the entry is; what stood before stays (14 kap. 3 § SoL: what is documented). */
let visit: Visit;
beforeAll(async () => {
  visit = await openVisit();
});
afterAll(() => visit.close());

const me = () => visit.house.staff.caseworker;
const concern = (intakeId: string) => ({
  entry: `intakes.${intakeId}`,
  field: "concern",
  instead: "Fyra veckor.",
  why: "Fel antal veckor.",
});
const inCase = async (caseId: string) => timelineOf(await lookAt(visit.house, caseId));

describe("nobody corrects", () => {
  test("in a case that is not theirs, nor what stands in another case or another municipality", async () => {
    const { house } = visit;
    const { stranger, otherLeader, analyst } = house.staff;
    const one = await openCaseFor(house);
    const other = await openCaseFor(house);
    for (const actor of [stranger, otherLeader, analyst])
      expect(codeOf(await house.act(actor, correctEntry, { caseId: one.caseId, ...concern(one.intakeId) }))).toBe("not-permitted");
    expect(codeOf(await house.act(me(), correctEntry, { caseId: one.caseId, ...concern(other.intakeId) }))).toBe("not-found");
    const away = await openHouse({ database: house.database, code: "0180" });
    expect(codeOf(await away.act(away.staff.caseworker, correctEntry, { caseId: one.caseId, ...concern(one.intakeId) }))).toBe(
      "not-permitted",
    );
  });

  test("a text that is not there, a day as if it were a text, with the same words or with none; and says so at the field", async () => {
    const { house } = visit;
    const { caseId, intakeId } = await openCaseFor(house);
    const of = { caseId, ...concern(intakeId) };
    expect(codeOf(await house.act(me(), correctEntry, { ...of, field: "received_on" }))).toBe("not-found");
    expect(codeOf(await house.act(me(), correctEntry, { ...of, field: "recorded_at" }))).toBe("not-found");
    expect(faultsOf(await house.act(me(), correctEntry, { ...of, instead: "Alva har varit borta från skolan i tre veckor." }))).toBe(
      "instead",
    );
    expect(faultsOf(await house.act(me(), correctEntry, { ...of, instead: undefined }))).toBe("instead");
    expect(faultsOf(await house.act(me(), correctEntry, { ...of, why: "" }))).toBe("why");
  });

  test("the reasons of a decision, and strikes nothing that something rests upon", async () => {
    const { house } = visit;
    const { caseId, investigationId } = await investigatedCase(house);
    const entry = `investigations.${investigationId}`;
    expect(codeOf(await house.act(me(), correctEntry, { caseId, entry, field: "purpose", instead: "Annat.", why: "Fel." }))).toBe(
      "not-found",
    );
    expect(codeOf(await house.act(me(), correctEntry, { caseId, entry, field: "felskriven", why: "Fel barn." }))).toBe("not-struck");
    // What is wrong stands beside.
    expect(codeOf(await house.act(me(), correctEntry, { caseId, entry, field: "annat", instead: "Den 1 mars.", why: "Fel dag." }))).toBe(
      "ok",
    );
    expect((await inCase(caseId)).find(({ heading }) => heading.startsWith("Utredning inleddes (rättad"))?.text).toContain(
      "Rättat: Den 1 mars.",
    );
  });

  test("past the program either: the database alone refuses it, and keeps one last word", async () => {
    const { house } = visit;
    const { caseId } = await openCaseFor(house);
    const write = (entry: string, kind: string, field: string | null, instead: string | null) =>
      house.database.app.transaction().execute(async (tx) => {
        await sql`select set_config('fortrogen.municipality', ${String(house.municipalityId)}, true)`.execute(tx);
        await sql`insert into intake.entry_correction (municipality_id, id, case_id, entry, kind, field, instead, why, recorded_by, recorded_at)
          values (${house.municipalityId}, gen_random_uuid(), ${caseId}, ${entry}, ${kind}, ${field}, ${instead}, 'x', ${me().staffId}, now())`.execute(
          tx,
        );
      });
    await expect(write("investigations.a.decision", "text", "reasoning", "a")).rejects.toThrow(/decided_text_stays/u);
    await expect(write("appeals.a.trial", "text", "reasoning", "a")).rejects.toThrow(/decided_text_stays/u);
    await expect(write("intakes.a", "felskriven", null, null)).rejects.toThrow(/entry_struck_is_counted_nowhere/u);
    await expect(write("notes.a", "text", null, "a")).rejects.toThrow(/entry_text_says_which/u);
    await write("notes.a", "text", "text", "a");
    await expect(write("notes.a", "annat", null, "b")).rejects.toThrow(/entry_correction_follows/u);
    const app = sql`update intake.entry_correction set why = 'y'`.execute(house.database.app);
    await expect(app).rejects.toThrow(/permission denied/u);
  });
});

describe("a correction", () => {
  test("stands wherever the case shows the text, with who and when; what stood before and why are read beside it", async () => {
    const { house } = visit;
    const { caseId, intakeId } = await openCaseFor(house);
    await house.do(me(), correctEntry, { caseId, ...concern(intakeId) });
    const again = { ...concern(intakeId), instead: "Fem veckor.", why: "Skolan räknade om." };
    await house.do(me(), correctEntry, { caseId, ...again });
    const parts = await lookAt(house, caseId);
    expect(parts.intakes[0]?.concern).toBe("Fem veckor.");
    expect(parts.entry_corrections.map(({ stood_before, instead }) => [stood_before, instead])).toEqual([
      ["Alva har varit borta från skolan i tre veckor.", "Fyra veckor."],
      ["Fyra veckor.", "Fem veckor."],
    ]);
    const browser = await visit.signIn("caseworker");
    const page = await (await browser.get(`/arenden/${caseId}/journal`)).text();
    expect(page).toContain("Anmälan från skola (rättad 2026-03-02 av Test caseworker)");
    expect(page).not.toContain("i tre veckor");
    const beside = await (await browser.get(correctionLink(caseId, `intakes.${intakeId}`))).text();
    for (const words of ["i tre veckor", "Fel antal veckor.", "Skolan räknade om."]) expect(beside).toContain(words);
  });

  test("is written on a page, step by step, without script; the fault stands at its field", async () => {
    const { house } = visit;
    const { caseId, intakeId } = await openCaseFor(house);
    const entry = `intakes.${intakeId}`;
    const browser = await visit.signIn("caseworker");
    const page = await (await browser.get(`/arenden/${caseId}/journal`)).text();
    expect(page).toContain(correctionLink(caseId, entry).replaceAll("&", "&amp;"));
    const choose = await (await browser.get(correctionLink(caseId, entry))).text();
    expect(choose).toContain("del=concern");
    expect(choose).toContain("Uppgiften kan inte strykas");
    const form = correctionLink(caseId, entry, "concern");
    expect(await (await browser.get(form)).text()).toContain("i tre veckor");
    const empty = await submit(browser, form, { instead: "Fyra veckor.", why: "" });
    expect(empty.status).toBe(422);
    expect(await empty.text()).toContain("Skriv vad som var fel, och varför.");
    expect((await submit(browser, form, { instead: "Fyra veckor.", why: "Fel antal." })).status).toBe(303);
    expect((await lookAt(house, caseId)).intakes[0]?.concern).toBe("Fyra veckor.");
    expect((await (await visit.signIn("stranger")).get(form)).status).toBe(403);
    expect((await browser.get(`/arenden/${caseId}/rattelse?av=notes.x`)).status).toBe(404);
  });

  test("tells whoever corrects at the same time, with nothing half-saved", async () => {
    const { house } = visit;
    const { caseId, intakeId } = await openCaseFor(house);
    const { correctionId } = await house.do(me(), correctEntry, { caseId, ...concern(intakeId) });
    const second = { caseId, ...concern(intakeId), instead: "Sex veckor." };
    expect(codeOf(await house.act(me(), correctEntry, { ...second, followsId: intakeId }))).toBe("corrected-meanwhile");
    expect(codeOf(await house.act(me(), correctEntry, { ...second, followsId: correctionId }))).toBe("ok");
  });

  test("on the page too: what was written while the form stood open is read first", async () => {
    const { house } = visit;
    const { caseId, intakeId } = await openCaseFor(house);
    const browser = await visit.signIn("caseworker");
    const form = `/arenden/${caseId}/rattelse?av=intakes.${intakeId}&del=concern`;
    const opened = await (await browser.get(form)).text();
    await house.do(me(), correctEntry, { caseId, ...concern(intakeId) });
    const main = opened.slice(opened.indexOf("<main"));
    const hidden = Object.fromEntries(["_csrf", "_key", "_form", "followsId"].map((name) => [name, hiddenField(main, name)]));
    const late = await browser.post(form, { ...hidden, instead: "Sex veckor.", why: "Fel." });
    expect(await late.text()).toContain("Någon annan har rättat uppgiften under tiden.");
    expect((await lookAt(house, caseId)).intakes[0]?.concern).toBe("Fyra veckor.");
  });

  test("is taken in a closed case too", async () => {
    const { house } = visit;
    const { caseId, intakeId } = await openCaseFor(house);
    await finishCase(house, house.staff.leader, caseId, "2026-03-02", "09:50");
    await house.do(house.staff.leader, correctEntry, { caseId, ...concern(intakeId) });
    expect(valueOf(await house.read(house.staff.leader, getCase, { caseId })).intakes[0]?.concern).toBe("Fyra veckor.");
    const browser = await visit.signIn("leader");
    expect(await (await browser.get(correctionLink(caseId, `intakes.${intakeId}`, "concern"))).text()).toContain("Spara rättelsen");
  });
});

describe("an entry that was wrongly written", () => {
  test("is struck with its reason: its words are left with the correction alone, and the journal says that it is struck", async () => {
    const { house } = visit;
    const { caseId } = await openCaseFor(house);
    const { noteId } = await house.do(me(), writeNote, { caseId, happenedOn: "2026-03-02", text: "Ringde Ivars mormor." });
    const strike = { caseId, entry: `notes.${noteId}`, field: "felskriven", why: "Skriven i fel barns ärende." };
    await house.do(me(), correctEntry, strike);
    const parts = await lookAt(house, caseId);
    expect(parts.notes[0]?.text).toBe(struckText);
    expect(parts.entry_corrections[0]).toMatchObject({ stood_before: "Ringde Ivars mormor.", why: "Skriven i fel barns ärende." });
    const event = timelineOf(parts).find(({ heading }) => heading === "Felskriven: Anteckning");
    expect(event?.text).toBe("Struken som felskriven 2026-03-02 av Test caseworker.");
    expect(codeOf(await house.act(me(), correctEntry, strike))).toBe("struck");
    const page = await (await (await visit.signIn("caseworker")).get(`/arenden/${caseId}/journal`)).text();
    expect(page).not.toContain("Ivars mormor");
  });
});

test("a guardian's extract has the right words of what it shows, and neither what was wrong nor why", async () => {
  const { house } = visit;
  const { caseId, investigationId } = await investigatedCase(house);
  const [guardian] = (await lookAt(house, caseId)).guardians;
  const account = {
    caseId,
    investigationId,
    personId: guardian?.id,
    happenedOn: "2026-03-02",
    way: "möte",
    ownAccount: "Jag orkar inte med Ivar.",
  };
  const { accountId } = await house.do(me(), recordAccount, account);
  const entry = `party_accounts.${accountId}`;
  await house.do(me(), correctEntry, { caseId, entry, field: "own_account", instead: "Jag orkar inte just nu.", why: "Fel barn: Ivar." });
  await house.do(me(), correctEntry, { caseId, entry, field: "annat", instead: "Johan var också med.", why: "Glömdes." });
  const making = { caseId, guardianshipId: guardian?.guardianship_id, harmReasoning: "Inget hindrar.", reporter: "visas" };
  const { extractId } = await house.do(me(), makeGuardianExtract, making);
  const { journal } = valueOf(await house.read(me(), getJournalExtract, { caseId, extractId }));
  const said = JSON.stringify(journal);
  expect(said).toContain("Jag orkar inte just nu.");
  expect(said).toContain("(rättad 2026-03-02");
  for (const kept of ["Ivar", "Johan var också med", "Glömdes"]) expect(said).not.toContain(kept);
});
