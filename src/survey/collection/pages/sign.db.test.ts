import { afterAll, beforeAll, expect, test } from "vitest";
import { addDemoStaff, PlainBrowser, startTestApp } from "../../../../tests/support/app.ts";
import type { TestApp } from "../../../../tests/support/app.ts";
import { standingIn } from "../../../../tests/support/answered-form.ts";
import { addMunicipality, createTestDatabase } from "../../../../tests/support/database.ts";
import type { TestDatabase } from "../../../../tests/support/database.ts";

let database: TestDatabase;
let app: TestApp;
let director: PlainBrowser;
let at: string;
beforeAll(async () => {
  database = await createTestDatabase();
  const id = await addMunicipality(database, { code: "0114", name: "Provköping", isDemo: true });
  app = await startTestApp(database);
  director = new PlainBrowser(app.address);
  await director.signInAsDemo("0114", await addDemoStaff(database, id, { name: "Prov chef", roles: ["director"] }));
  const begun = await send("/enkater/ny", { questionnaire: "delaktighet-2024", lastDay: "2026-04-30" });
  at = begun.to;
});
afterAll(async () => {
  await app?.close();
  await database.drop();
});

const look = async (path: string): Promise<string> => (await director.get(path)).text();
/** Sends the form of a page as it stands, or as it stood when it was opened, with what a person fills in. */
async function send(path: string, fields: Readonly<Record<string, string>>, opened?: string) {
  const stands = standingIn(opened ?? (await look(path)));
  const response = await director.post(path.split("?")[0] ?? "", { ...stands, ...fields });
  return { status: response.status, to: (response.headers.get("location") ?? "").split("?")[0] ?? "", text: await response.text() };
}

test("nothing is signed where nothing is answered: the page leads to where one begins", async () => {
  const text = await look(`${at}/skriv-under`);
  expect(text).toContain("finns inget att skriva under");
  expect(text).toMatch(/href="[^"]*\/sida\/om-enkaten"/u);
  expect(text).not.toContain("E-post för kvittens");
});

test("answers that were changed while the director read them are read again, and then signed", async () => {
  await send(`${at}/sida/planering`, { q13: "Ja" });
  const opened = await look(`${at}/skriv-under`);
  await send(`${at}/sida/planering`, { q13: "Nej" });
  const late = await send(`${at}/skriv-under`, { email: "svar@kommunen.se" }, opened);
  expect([late.status, late.text.includes("Det har ändrats sedan du öppnade formuläret")]).toEqual([422, true]);
  const goOn = /href="([^"]*)"[^>]*>Bygg vidare på det sparade/u.exec(late.text)?.[1] ?? "";
  expect(goOn).toContain(`${at}/skriv-under?utkast=`);
  const again = await look(goOn);
  expect(standingIn(again)["email"]).toEqual(["svar@kommunen.se"]);
  expect(await send(`${at}/skriv-under`, {}, again)).toMatchObject({ status: 303, to: `${at}/kvittens` });
});

test("what is pasted beside a choice is not cut off by the browser", async () => {
  expect(/<input [^>]*name="q7_3_text"[^>]*>/u.exec(await look(`${at}/sida/dokumentation`))?.[0] ?? "maxlength").not.toContain("maxlength");
});

test("what is left out before signing leads to its question", async () => {
  const text = await look(`${at}/skriv-under`);
  expect(text).toMatch(/Utan svar: <a [^>]*href="[^"]*\/sida\/implementering#q1"[^>]*>fråga 1<\/a>/u);
  expect(await look(`${at}/sida/implementering`)).toContain('id="q1"');
});
