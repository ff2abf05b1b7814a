import { afterAll, beforeAll, expect, test } from "vitest";
import type { PlainBrowser } from "../support/app.ts";
import { investigatedCase } from "../support/investigated.ts";
import { openVisit, submit } from "./casework-visit.ts";
import type { Visit } from "./casework-visit.ts";

/** Information asked of others as the caseworker does it, without JavaScript: asked, letter, work list, reminded, replied, and what was replied in the investigation. */
let visit: Visit;
let browser: PlainBrowser;
beforeAll(async () => {
  visit = await openVisit();
  browser = await visit.signIn("caseworker");
});
afterAll(() => visit.close());

const day = "2026-03-02";
const mainOf = async (path: string) => {
  const html = await (await browser.get(path)).text();
  return html.slice(html.indexOf("<main"));
};

test("asked, reminded and replied; the work list has the day, the letter is a file, and the reply stands in the investigation", async () => {
  const { caseId, investigationId } = await investigatedCase(visit.house);
  const body = `/arenden/${caseId}/utredning/${investigationId}`;
  expect(await mainOf(body)).toContain(`${body}/fraga-andra`);
  const question = {
    askedOf: "skola",
    askedName: "Rektor på Ekskolan",
    askedFor: "Hur går det?",
    ground: "uppgiftsskyldighet",
    way: "brev",
  };
  const wrong = await submit(browser, `${body}/fraga-andra`, {
    ...question,
    askedName: "",
    askedOf: "enskild person",
    askedOn: day,
    replyBy: day,
  });
  expect(wrong.status).toBe(422);
  expect(await wrong.text()).toContain("Hur går det?");
  const asked = await submit(browser, `${body}/fraga-andra`, { ...question, askedOn: day, replyBy: "2026-03-16" });
  expect(asked.status).toBe(303);
  const at = (asked.headers.get("location") ?? "").replace(/\?.*$/u, "");
  expect(at).toMatch(/^\/arenden\/[^/]+\/uppgifter\/[0-9a-f-]{36}$/u);
  expect(await mainOf(`/arenden/${caseId}`)).toContain("Svar eller påminnelse: uppgifter från skola");
  expect(await mainOf(body)).toContain("Väntas senast 2026-03-16");
  const letter = await browser.get(`${at}/brev`);
  expect([letter.status, letter.headers.get("content-type")]).toEqual([200, "application/pdf"]);
  expect(await mainOf(`${body}/skriv-under`)).not.toContain("Jag har läst");
  expect((await submit(browser, `${at}/paminn`, { remindedOn: day, way: "telefon", replyBy: "2026-03-20" })).status).toBe(303);
  expect(await mainOf(at)).toContain("2026-03-20");
  const silent = await submit(browser, at, { outcome: "svar", repliedOn: day });
  expect(silent.status).toBe(422);
  const told = await silent.text();
  for (const words of ["Skriv vem som svarade.", "Välj hur svaret kom.", "Skriv vad svaret säger."]) expect(told).toContain(words);
  const reply = {
    outcome: "svar",
    repliedOn: day,
    repliedBy: "Rektor Ek",
    replyForm: "skriftligt",
    kind: "risk",
    statement: "Borta varje fredag.",
  };
  expect((await submit(browser, at, { ...reply, areaCode: "skola" })).headers.get("location")).toContain("oppna=andra");
  const now = await mainOf(body);
  for (const words of ["Svaret kom 2026-03-02", "Borta varje fredag.", "Rektor Ek", "Skriv fler uppgifter ur svaret"])
    expect(now).toContain(words);
  const more = /href="([^"]*uppgift\?fraga=[^"]*)"/u.exec(now)?.[1] ?? "";
  expect(await mainOf(more)).toMatch(/value="Rektor Ek"/u);
  expect(await mainOf(at)).toContain("Svaret kom 2026-03-02");
  expect(await mainOf(`/arenden/${caseId}`)).not.toContain("Svar eller påminnelse");
});
