import { afterAll, beforeAll, expect, test } from "vitest";
import { neutralStructure } from "../../src/casework/investigation/structure-file.ts";
import { hiddenField, plain } from "../support/app.ts";
import type { PlainBrowser } from "../support/app.ts";
import { openVisit } from "./casework-visit.ts";
import type { Visit } from "./casework-visit.ts";

/** A municipality's own areas on its pages, without JavaScript: what is wrong with a file is told at its field, what is right holds from its day. */
let visit: Visit;
beforeAll(async () => {
  visit = await openVisit();
});
afterAll(() => visit.close());

/** Sends a file of areas as a browser without scripts does; none where nothing is chosen. */
async function loadAreas(browser: PlainBrowser, file: string | undefined, validFrom: string): Promise<Response> {
  const path = "/utredningsmall/ny";
  const html = await (await browser.get(path)).text();
  const form = html.slice(html.indexOf("<main"));
  const body = new FormData();
  for (const key of ["_csrf", "_key"]) body.append(key, hiddenField(form, key));
  if (file !== undefined) body.append("structureFile", new Blob([file]), "mall.json");
  body.append("validFrom", validFrom);
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const headers = { ...plain, origin: new URL(browser.base).origin, cookie };
  return fetch(new URL(path, browser.base), { method: "POST", redirect: "manual", body, headers });
}

test("a leader reads the areas, loads others, and fetches them as the file they came in", async () => {
  const browser = await visit.signIn("leader");
  const page = async (path: string) => (await browser.get(path)).text();
  expect(await page("/utredningsmall")).toContain("Nu gäller den som följer med");
  const neutral = await page("/utredningsmall/neutral/fil");
  expect(JSON.parse(neutral)).toEqual(neutralStructure);
  const wrong = await loadAreas(browser, '{ "format": "x" }', "2026-03-02");
  expect(wrong.status).toBe(422);
  expect(await wrong.text()).toContain("Rad 1: format: Filens ”format” ska vara");
  expect((await loadAreas(browser, undefined, "2026-03-02")).status).toBe(422);
  const own = { ...neutralStructure, name: "Vår mall", areas: neutralStructure.areas.slice(0, 2) };
  expect((await loadAreas(browser, JSON.stringify(own), "2026-03-02")).status).toBe(303);
  const now = await page("/utredningsmall");
  expect(now).toContain("Nu gäller Vår mall");
  const address = /href="(\/utredningsmall\/[0-9a-f-]{36}\/fil)"/u.exec(now)?.[1] ?? "";
  expect(JSON.parse(await page(address))).toEqual(own);
  const other = await visit.signIn("caseworker");
  expect((await other.get("/utredningsmall")).status).toBe(403);
});
