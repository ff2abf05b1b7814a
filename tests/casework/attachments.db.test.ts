import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { correctEntry } from "../../src/casework/case/actions/correct-entry.ts";
import { makeGuardianExtract } from "../../src/portals/desk/actions/make-journal-extract.ts";
import { getJournalExtract } from "../../src/portals/desk/queries/get-journal-extract.ts";
import { makeClamd } from "../../src/platform/files/clamd.ts";
import { mostBytes } from "../../src/platform/files/kinds.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { hiddenField, PlainBrowser, plain, startTestApp } from "../support/app.ts";
import type { TestApp } from "../support/app.ts";
import { openVisit } from "../pages/casework-visit.ts";
import type { Visit } from "../pages/casework-visit.ts";
import { confirmClaims, openCaseFor } from "../support/casework.ts";
import type { StaffName } from "../support/casework.ts";
import { finishCase } from "../support/finish-case.ts";
import { eicar, pdf, startClamd } from "../support/files.ts";
import type { TestClamd } from "../support/files.ts";
import { lookAt } from "../support/investigated.ts";
import { stockholmInstant } from "../../src/platform/basics/dates.ts";

/** What comes in to a case as a file: kept like the case, given to whoever works in it and nobody else, and marked against a guardian. */
let visit: Visit;
let clamd: TestClamd;
let scanned: TestApp;
beforeAll(async () => {
  visit = await openVisit();
  clamd = await startClamd();
  const scanner = makeClamd({ host: "127.0.0.1", port: clamd.port });
  scanned = await startTestApp(visit.house.database, { now: stockholmInstant("2026-03-02", "10:00"), scanner });
});
afterAll(async () => {
  await scanned?.close();
  await clamd?.close();
  await visit.close();
});

async function signIn(name: StaffName): Promise<PlainBrowser> {
  const browser = new PlainBrowser(scanned.address);
  await browser.signInAsDemo("0114", visit.house.staff[name].staffId);
  return browser;
}

const words = { titled: "Läkarintyg", fromWhom: "BUP, läkare", cameOn: "2026-03-01", keptFrom: "ingen" };

/** Sends the form with a file, as a browser without script does. */
async function attach(
  browser: PlainBrowser,
  caseId: string,
  bytes: Uint8Array | string,
  given: Readonly<Record<string, string>> = {},
  name = "Intyg Alva Testsson.pdf",
) {
  const path = `/arenden/${caseId}/bilaga/ny`;
  const html = await (await browser.get(path)).text();
  const main = html.slice(html.indexOf("<main"));
  const body = new FormData();
  for (const field of ["_csrf", "_key", "_form"]) body.append(field, hiddenField(main, field));
  for (const [field, value] of Object.entries({ ...words, ...given })) body.append(field, value);
  body.append("attachedFile", new File([Buffer.from(bytes)], name));
  const cookie = [...browser.cookies].map(([key, value]) => `${key}=${value}`).join("; ");
  const headers = { ...plain, origin: new URL(browser.base).origin, cookie };
  const sent = await fetch(new URL(path, browser.base), { method: "POST", redirect: "manual", body, headers });
  return { status: sent.status, text: await sent.text() };
}
const counted = async () =>
  (
    await sql<{ files: number; pieces: number; rows: number }>`select (select count(*)::int from files.file) as files,
    (select count(*)::int from files.piece) as pieces, (select count(*)::int from intake.attachment) as rows`.execute(
      visit.house.database.owner,
    )
  ).rows[0];
const attached = async (caseId: string) => (await lookAt(visit.house, caseId)).attachments;
const fileOf = (caseId: string, id: string | undefined) => `/arenden/${caseId}/bilaga/${id ?? ""}`;

test("today stands in the day from the start, and what is wrong with the file is told beside the other faults", async () => {
  const me = await visit.signIn("caseworker");
  const { caseId } = await openCaseFor(visit.house);
  const form = await (await me.get(`/arenden/${caseId}/bilaga/ny`)).text();
  expect(/<input[^>]*name="cameOn"[^>]*>/u.exec(form)?.[0]).toMatch(/value="\d{4}-\d\d-\d\d"/u);
  // Whether a guardian may see it is answered each time.
  expect(form).not.toMatch(/<input[^>]*name="keptFrom"[^>]* checked/u);
  const sent = await attach(me, caseId, new Uint8Array([0, 1, 2, 255]), { titled: "" });
  expect(sent.text).toContain("Skriv vad det är.");
  expect(sent.text).toContain('href="#field-attachedFile"');
});

describe("nobody fetches", () => {
  test("the file of a case that is not theirs, nor by the address of another case; and the refusal is logged", async () => {
    const mine = await signIn("caseworker");
    const { caseId } = await openCaseFor(visit.house);
    const other = await openCaseFor(visit.house);
    expect((await attach(mine, caseId, pdf)).status).toBe(303);
    const [one] = await attached(caseId);
    const refusals = async () =>
      (
        await sql<{
          n: number;
        }>`select count(*)::int as n from audit.event where action = 'case.get-attachment' and kind = 'denied'`.execute(
          visit.house.database.owner,
        )
      ).rows[0]?.n;
    for (const name of ["stranger", "otherLeader", "analyst", "operator"] as const) {
      const before = (await refusals()) ?? 0;
      expect((await (await signIn(name)).get(fileOf(caseId, one?.id))).status).toBe(403);
      if (name === "stranger") expect(await refusals()).toBe(before + 1);
    }
    expect((await mine.get(fileOf(other.caseId, one?.id))).status).toBe(404);
    expect((await new PlainBrowser(scanned.address).get(fileOf(caseId, one?.id))).status).not.toBe(200);
    expect((await (await signIn("colleague")).get(`/arenden/${caseId}/bilaga/ny`)).status).toBe(403);
  });

  test("one that is struck as wrongly attached, whoever asks", async () => {
    const mine = await signIn("caseworker");
    const { caseId } = await openCaseFor(visit.house);
    await attach(mine, caseId, pdf, { titled: "Intyg om Ivar" });
    const [one] = await attached(caseId);
    expect((await mine.get(fileOf(caseId, one?.id))).status).toBe(200);
    const strike = { caseId, entry: `attachments.${one?.id ?? ""}`, field: "felskriven", why: "Fel barn." };
    await visit.house.do(visit.house.staff.caseworker, correctEntry, strike);
    expect((await mine.get(fileOf(caseId, one?.id))).status).toBe(404);
    const journal = await (await mine.get(`/arenden/${caseId}/journal`)).text();
    for (const gone of ["Intyg om Ivar", "Intyg Alva", fileOf(caseId, one?.id)]) expect(journal).not.toContain(gone);
    expect(journal).toContain("Felskriven: Bilaga");
  });
});

describe("a file that comes in to a case", () => {
  test("stands in the journal with what it is, from whom and both its days, and is fetched as nothing but a file; its name in no address", async () => {
    const mine = await signIn("caseworker");
    const { caseId, intakeId } = await openCaseFor(visit.house);
    expect((await attach(mine, caseId, pdf, { entry: `intakes.${intakeId}` })).status).toBe(303);
    const [one] = await attached(caseId);
    expect(one).toMatchObject({ titled: "Läkarintyg", came_on: "2026-03-01", file_name: "Intyg Alva Testsson.pdf", scan: "ren" });
    const journal = await (await mine.get(`/arenden/${caseId}/journal`)).text();
    for (const said of ["Bilaga: Läkarintyg", "Från: BUP, läkare", "Hör till: Anmälan från skola, 2026-03-02", "skrivet 2026-03-02"])
      expect(journal).toContain(said);
    expect(journal).toContain(`href="${fileOf(caseId, one?.id)}"`);
    const file = await mine.get(fileOf(caseId, one?.id));
    expect(Buffer.from(await file.arrayBuffer()).equals(pdf)).toBe(true);
    expect(file.headers.get("content-type")).toBe("application/octet-stream");
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from audit.event
      where action = 'case.get-attachment' and outcome = 'ok' and ${one?.id}::uuid = any (subject_ids)`.execute(visit.house.database.owner);
    expect(rows[0]?.n).toBeGreaterThan(0);
  });

  test.each([
    ["no file", "", "tom.pdf", {}, "Välj en fil."],
    ["a program by another name", Buffer.from("MZ\u0000"), "intyg.pdf", {}, "Filen går inte att ta emot."],
    ["harmful code", eicar, "intyg.txt", {}, "Filen innehåller skadlig kod och är inte sparad."],
    ["a day to come", pdf, "intyg.pdf", { cameOn: "2026-03-09" }, "Dagen har inte varit än."],
    ["nothing of what it is", pdf, "intyg.pdf", { titled: "" }, "Skriv vad det är."],
    ["an entry of another case", pdf, "intyg.pdf", { entry: "notes.a" }, "Välj något som står i journalen."],
    [
      "kept from nobody known",
      pdf,
      "intyg.pdf",
      { keptFrom: "en vårdnadshavare", keptBecause: "Barnet vill det." },
      "Välj vilken vårdnadshavare",
    ],
  ])("is refused in words and nothing of it is saved: %s", async (_name, bytes, name, given, message) => {
    const mine = await signIn("caseworker");
    const { caseId } = await openCaseFor(visit.house);
    const before = await counted();
    const { status, text } = await attach(mine, caseId, bytes, given, name);
    expect(status).toBe(422);
    expect(text).toContain(message);
    expect(await counted()).toEqual(before);
  });

  test("larger than may be, in a closed case, or where the disk is full: in words, and nothing is half-saved", async () => {
    const mine = await signIn("caseworker");
    const { caseId } = await openCaseFor(visit.house);
    const before = await counted();
    const large = await attach(mine, caseId, Buffer.concat([pdf, Buffer.alloc(mostBytes, "%")]));
    expect(large.text).toContain("20 MB");
    const { owner } = visit.house.database;
    await sql`create function files.full() returns trigger language plpgsql as $$ begin raise exception 'full' using errcode = '53100'; end $$`.execute(
      owner,
    );
    await sql`create trigger full_disk before insert on files.piece for each row execute function files.full()`.execute(owner);
    const full = await attach(mine, caseId, pdf);
    await sql`drop trigger full_disk on files.piece`.execute(owner);
    expect(full.text).toContain("Det får inte plats, och inget är sparat.");
    await finishCase(visit.house, visit.house.staff.leader, caseId, "2026-03-02", "09:50");
    expect(await (await (await signIn("leader")).get(`/arenden/${caseId}/bilaga/ny`)).text()).toContain("Ärendet är avslutat");
    expect(await counted()).toEqual(before);
  });
});

test("a guardian's extract lists what has come: of what that one may not be shown, that it is left out and nothing else", async () => {
  const { house } = visit;
  const mine = await signIn("caseworker");
  const { caseId } = await openCaseFor(house);
  await confirmClaims(house, house.staff.caseworker, caseId, "2026-03-02");
  const [first, second] = (await lookAt(house, caseId)).guardians.map((one) => ({ personId: one.id, guardianshipId: one.guardianship_id }));
  await attach(mine, caseId, pdf, { titled: "Yttrande från skolan", fromWhom: "Skolan" });
  const kept = {
    titled: "Teckning av Alva",
    fromWhom: "Mormor",
    keptFrom: "en vårdnadshavare",
    keptFromId: first?.personId ?? "",
    keptBecause: "Barnet har bett om det.",
  };
  expect((await attach(mine, caseId, pdf, kept)).status).toBe(303);
  const extractFor = async (guardianshipId: string | undefined) => {
    const making = { caseId, guardianshipId, harmReasoning: "Inget hindrar.", reporter: "visas" };
    const { extractId } = await house.do(house.staff.caseworker, makeGuardianExtract, making);
    return JSON.stringify(valueOf(await house.read(house.staff.caseworker, getJournalExtract, { caseId, extractId })).journal);
  };
  const [forFirst, forSecond] = [await extractFor(first?.guardianshipId), await extractFor(second?.guardianshipId)];
  for (const said of [forFirst, forSecond]) {
    expect(said).toContain("Bilaga: Yttrande från skolan");
    for (const never of ["Intyg Alva Testsson.pdf", "Barnet har bett om det"]) expect(said).not.toContain(never);
  }
  expect(forFirst).toContain("Bilaga: utelämnad");
  for (const never of ["Teckning", "Mormor"]) expect(forFirst).not.toContain(never);
  expect(forSecond).toContain("Bilaga: Teckning av Alva");
  const withheld = await (await mine.get(`/arenden/${caseId}/skyddat`)).text();
  expect(withheld).toMatch(/Teckning av Alva \(får inte visas för \w+ Testsson\)/u);
});
