import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { endDraft, findDrafts, openDraft, saveDraft } from "../../src/platform/access/drafts.ts";
import { inMunicipality } from "../../src/platform/database/connect.ts";
import type { PlainBrowser } from "../support/app.ts";
import { hiddenField } from "../support/app.ts";
import { openCaseFor } from "../support/casework.ts";
import { openVisit } from "./casework-visit.ts";
import type { Visit } from "./casework-visit.ts";

const newReport = "/anmalningar/ny";
let visit: Visit;
beforeAll(async () => {
  visit = await openVisit();
});
afterAll(() => visit.close());

const main = (html: string) => html.slice(html.indexOf("<main"));
const pageOf = async (browser: PlainBrowser, path: string) => main(await (await browser.get(path)).text());
/** The opened form itself, below the drafts that are offered. */
const formOf = (html: string) => html.slice(html.indexOf('class="f-form"'));
async function open(browser: PlainBrowser, path: string): Promise<{ _csrf: string; _key: string }> {
  const form = formOf(await pageOf(browser, path));
  return { _csrf: hiddenField(form, "_csrf"), _key: hiddenField(form, "_key") };
}
const offers = (html: string) => [...html.matchAll(/utkast=([0-9a-f-]{36})/gu)].map((match) => match[1] ?? "");
const draftCount = async () =>
  (await sql<{ n: number }>`select count(*) as n from access.draft`.execute(visit.house.database.owner)).rows[0]?.n;

test("an abandoned report never stands in the next one: it is offered with its time, and filled in only when asked for", async () => {
  const me = await visit.signIn("caseworker");
  const first = await open(me, newReport);
  const saved = await me.post(newReport, { ...first, _do: "autosave", guardian1Given: "Fel-Vårdnadshavare", givenName: "Första" });
  expect(saved.status).toBe(204);
  const html = await pageOf(me, newReport);
  expect(html).not.toContain("Fel-Vårdnadshavare");
  expect(html).toContain("Utkast från 10:00");
  expect(hiddenField(formOf(html), "_key")).not.toBe(first._key);
  expect(offers(html)).toEqual([first._key]);
  const again = await pageOf(me, `${newReport}?utkast=${first._key}`);
  expect(again).toContain("Fel-Vårdnadshavare");
  expect(hiddenField(formOf(again), "_key")).toBe(first._key);
  expect((await me.post(newReport, { ...first, _cancel: "/arenden", givenName: "Första" })).headers.get("location")).toBe("/arenden");
  expect(offers(await pageOf(me, newReport))).toEqual([]);
  expect(await pageOf(me, `${newReport}?utkast=${first._key}`)).not.toContain("Fel-Vårdnadshavare");
});

test("two tabs with two reports are two drafts; they survive sign-off and a lost cookie, and each ends alone", async () => {
  const me = await visit.signIn("caseworker");
  const tabs = [await open(me, newReport), await open(me, newReport), await open(me, newReport)];
  for (const [index, tab] of tabs.entries()) await me.post(newReport, { ...tab, _do: "draft", givenName: `Barn ${index}` });
  await me.post("/logga-ut", { _csrf: tabs[0]?._csrf ?? "" });
  const later = await visit.signIn("caseworker");
  expect(offers(await pageOf(later, newReport)).sort()).toEqual(tabs.map((tab) => tab._key).sort());
  for (const [index, tab] of tabs.entries()) expect(await pageOf(later, `${newReport}?utkast=${tab._key}`)).toContain(`Barn ${index}`);
  const { _csrf } = await open(later, newReport);
  const thrown = await later.post(newReport, { _csrf, _key: tabs[1]?._key ?? "", _do: "discard" });
  expect(thrown.status).toBe(303);
  expect(offers(await pageOf(later, newReport))).toHaveLength(2);
  for (const tab of tabs) await later.post(newReport, { _csrf, _key: tab._key, _do: "discard" });
});

test("a draft belongs to one form of one case, and ends when the form is sent", async () => {
  const me = await visit.signIn("caseworker");
  const one = await openCaseFor(visit.house);
  const other = await openCaseFor(visit.house, { givenName: "Bo" });
  const path = `/arenden/${one.caseId}/anteckning/ny`;
  const form = await open(me, path);
  const words = { happenedOn: "2026-03-02", text: "Hemligt om Alva." };
  expect((await me.post(path, { ...form, ...words, _do: "draft" })).headers.get("location")).toBe(`${path}?utkast=${form._key}`);
  for (const foreign of [`/arenden/${other.caseId}/anteckning/ny`, newReport, `/arenden/${one.caseId}/avsluta`]) {
    const html = await pageOf(me, `${foreign}?utkast=${form._key}`);
    expect(html, foreign).not.toContain("Hemligt om Alva.");
    expect(offers(html), foreign).toEqual([]);
  }
  const faulty = await me.post(path, { ...form, ...words, happenedOn: "" });
  expect(hiddenField(formOf(main(await faulty.text())), "_key")).toBe(form._key);
  expect((await me.post(path, { ...form, ...words })).status).toBe(303);
  expect(offers(await pageOf(me, path))).toEqual([]);
});

test("written when the session had run out: kept, and offered after signing in at the same form", async () => {
  const me = await visit.signIn("caseworker");
  const { caseId } = await openCaseFor(visit.house);
  const path = `/arenden/${caseId}/anteckning/ny`;
  const form = await open(me, path);
  visit.at("2026-03-02", "11:00");
  const sent = await me.post(path, { ...form, happenedOn: "2026-03-02", text: "Skrivet för sent." });
  expect(sent.headers.get("location")).toBe(`/?utloggad=sparat&tillbaka=${encodeURIComponent(path)}`);
  const later = await visit.signIn("caseworker");
  const html = await pageOf(later, path);
  expect(offers(html)).toEqual([form._key]);
  expect(html).not.toContain("Skrivet för sent.");
  expect(await pageOf(later, `${path}?utkast=${form._key}`)).toContain("Skrivet för sent.");
});

test("a draft is its author's alone, sealed, and gone when its days are over", async () => {
  const { house } = visit;
  const store = { db: house.database.app, key: Buffer.alloc(32, 7) };
  const { caseworker, leader, operator } = house.staff;
  const id = "01890000-0000-7000-8000-000000000001";
  const now = house.door.clock();
  expect(await saveDraft(store, caseworker, { id, path: "/x" }, { text: ["Barnets ord"], _csrf: ["hemlig"] }, now)).toBe(true);
  expect(await openDraft(store, caseworker, id, "/x", now)).toEqual({ text: ["Barnets ord"] });
  for (const foreign of [leader, operator, house.staff.colleague]) {
    expect(await openDraft(store, foreign, id, "/x", now)).toBeUndefined();
    expect(await findDrafts(store, foreign, "/x", now)).toEqual([]);
    await endDraft(store, foreign, { id, path: "/x" }, now);
  }
  const unnamed = await inMunicipality(store.db, house.municipalityId, (tx) => sql`select * from access.draft`.execute(tx));
  expect(unnamed.rows).toEqual([]);
  const { rows } = await sql<{ row: string }>`select encode(sealed, 'escape') || d::text as row from access.draft d`.execute(
    house.database.owner,
  );
  expect(rows.map((row) => row.row).join()).not.toMatch(/Barnets ord|anmalningar/u);
  expect(await openDraft({ ...store, key: Buffer.alloc(32, 8) }, caseworker, id, "/x", now)).toBeUndefined();
  await sql`delete from access.draft where staff_id <> ${caseworker.staffId}::uuid`.execute(house.database.owner);
  await sql`update access.draft set staff_id = ${leader.staffId}::uuid where id = ${id}::uuid`.execute(house.database.owner);
  expect(await openDraft(store, leader, id, "/x", now), "another's row put in one's own name").toBeUndefined();
  const later = new Date(now.getTime() + 15 * 24 * 60 * 60 * 1000);
  await inMunicipality(store.db, house.municipalityId, (tx) => sql`select access.purge_drafts(${later})`.execute(tx));
  expect(await draftCount()).toBe(0);
});
