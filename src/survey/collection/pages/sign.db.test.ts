import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addDemoStaff, PlainBrowser, startTestApp, testSigningKeys } from "../../../../tests/support/app.ts";
import type { TestApp } from "../../../../tests/support/app.ts";
import { standingIn } from "../../../../tests/support/answered-form.ts";
import { addMunicipality, createTestDatabase } from "../../../../tests/support/database.ts";
import type { TestDatabase } from "../../../../tests/support/database.ts";
import { openHouse } from "../../../../tests/support/casework.ts";
import { addRound, agencyCode } from "../../../../tests/support/delivery.ts";
import { jobContext } from "../../../../tests/survey/agency.ts";
import { settleClocks } from "../../../casework/case/clocks.ts";
import { machineIn } from "../../../platform/core/actor.ts";
import { perform } from "../../../platform/core/door.ts";
import { publicText } from "../../../platform/core/signing-key.ts";
import { valueOf } from "../../../platform/basics/result.ts";
import { noteKey } from "../actions/note-key.ts";
import { makeOwnKey } from "../delivery/own-key.ts";
import { sendToAgency } from "../jobs/send-to-agency.ts";
import { registerKey } from "../../deliveries/actions/unit-keys.ts";

let database: TestDatabase;
let app: TestApp;
let director: PlainBrowser;
let at: string;
let municipalityId: number;
beforeAll(async () => {
  database = await createTestDatabase();
  municipalityId = await addMunicipality(database, { code: "0114", name: "Provköping", isDemo: true });
  app = await startTestApp(database);
  director = new PlainBrowser(app.address);
  await director.signInAsDemo("0114", await addDemoStaff(database, municipalityId, { name: "Prov chef", roles: ["director"] }));
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
  expect(text).toMatch(/Utan svar, och går att skriva under ändå: <a [^>]*href="[^"]*\/sida\/implementering#q1"[^>]*>fråga 1<\/a>/u);
  expect(await look(`${at}/sida/implementering`)).toContain('id="q1"');
});

test("what is signed is sent by a button, and the page says in a sentence how it stands", async () => {
  const operator = new PlainBrowser(app.address);
  await operator.signInAsDemo("0114", await addDemoStaff(database, municipalityId, { name: "Prov drift", roles: ["operator"] }));
  const keyOf = async (code: string) => publicText(valueOf(await makeOwnKey(testSigningKeys(), code, true)));
  const [publicKey, agencyKey] = [await keyOf("0114"), await keyOf(agencyCode)];
  const door = { db: database.app, clock: () => app.now(), settle: settleClocks };
  valueOf(await perform(door, noteKey, machineIn(municipalityId), { publicKey }, { requestId: randomUUID() }));
  const recipient = { agency: agencyCode, agencyName: "Provmyndigheten", address: app.address, publicKey: agencyKey };
  const form = standingIn(await (await operator.get("/mottagare/ange")).text());
  expect((await operator.post("/mottagare/ange", { ...form, ...recipient })).status).toBe(303);
  expect(await (await operator.get("/mottagare")).text()).toMatch(/([0-9a-f]{4} ){15}[0-9a-f]{4}/u);
  const agency = await openHouse({ code: agencyCode, database });
  const round = await addRound(agency, ["0114"]);
  await send(`${at}/mottagare`, { agency: agencyCode, roundId: round.roundId });
  const opened = await look(`${at}/skicka`);
  expect(opened).toContain("Svaren skickas till Provmyndigheten");
  const press = async () => {
    const text = await look(`${at}/skicka`);
    const [, csrf = "", key = ""] =
      /action="[^"]*skicka-nu"[^>]*>.*?name="_csrf" value="([^"]*)".*?name="_key" value="([^"]*)"/su.exec(text) ?? [];
    const pressed = await director.post(`${at}/skicka-nu`, { _csrf: csrf, _key: key });
    expect([pressed.status, pressed.headers.get("location")?.split("?")[0]]).toEqual([303, `${at}/skicka`]);
  };
  const context = { ...jobContext({ database, door }), clock: () => app.now() };
  const work = (number: number) => sendToAgency.run({ municipalityId, answerSetId: at.split("/").at(-1) ?? "", number }, context);
  await press();
  const waiting = await look(`${at}/skicka`);
  expect([waiting.includes("Väntar på att skickas till Provmyndigheten"), waiting.includes("skicka-nu")]).toEqual([true, false]);
  await work(1);
  const refused = await look(`${at}/skicka`);
  for (const said of [
    "Provmyndigheten tog inte emot svaren",
    "Kontrollera myndighet, omgång och enhet",
    "Försök igen",
    "Hämta den signerade filen",
  ])
    expect(refused).toContain(said);
  // That it was refused is said once, and then why.
  expect(refused.match(/to(?:g|gs) inte emot/gu)).toHaveLength(1);
  const unit = { unitId: round.units["0114"] ?? "", follows: 0, publicKey, cameFrom: "Brev." };
  await agency.do(agency.staff.agency, registerKey, unit);
  await press();
  await work(2);
  const received = await look(`${at}/skicka`);
  for (const said of ["Mottagen av Provmyndigheten", "Styrkt med myndighetens nyckel"]) expect(received).toContain(said);
  expect(received).not.toContain("skicka-nu");
});
