import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addDemoStaff, hiddenField, PlainBrowser, startTestApp } from "../../../../tests/support/app.ts";
import type { TestApp } from "../../../../tests/support/app.ts";
import { addMunicipality, createTestDatabase } from "../../../../tests/support/database.ts";
import type { TestDatabase } from "../../../../tests/support/database.ts";
import { docx, eicar, pdf, startClamd } from "../../../../tests/support/files.ts";
import type { TestClamd } from "../../../../tests/support/files.ts";
import { makeClamd } from "../../../platform/files/clamd.ts";
import { mostBodyBytes } from "../../../platform/files/kinds.ts";

let database: TestDatabase;
let app: TestApp;
let municipalityId: number;
const as: Partial<Record<"director" | "caseworker", PlainBrowser>> = {};
beforeAll(async () => {
  database = await createTestDatabase();
  municipalityId = await addMunicipality(database, { code: "0114", name: "Provköping", isDemo: true });
  app = await startTestApp(database);
  for (const role of ["director", "caseworker"] as const) {
    const person = await addDemoStaff(database, municipalityId, { name: `Prov ${role}`, roles: [role] });
    const browser = new PlainBrowser(app.address);
    await browser.signInAsDemo("0114", person);
    as[role] = browser;
  }
});
afterAll(async () => {
  await app?.close();
  await database.drop();
});

const get = async (path: string, role: keyof typeof as = "director") => {
  const response = await (as[role] as PlainBrowser).get(path);
  return { status: response.status, text: await response.text() };
};
/** Sends the form of a page with what a person fills in. */
async function send(path: string, fields: Readonly<Record<string, string | readonly string[]>>, from = path) {
  const { text } = await get(from);
  const hidden = Object.fromEntries(["_csrf", "_key", "_form", "follows"].map((name) => [name, hiddenField(text, name)]));
  const response = await (as.director as PlainBrowser).post(path, { ...hidden, ...fields });
  return { status: response.status, to: response.headers.get("location") ?? "", text: await response.text() };
}

const filled = {
  kind: "rutin",
  title: "Rutin för samtal <b>med</b> barn",
  decidedBy: "socialnämnden",
  decidedOn: "2024-01-10",
  scope: "alla barn",
  place: "SN 2024/3",
  answers: ["delaktighet: utredning", "barnets bästa"],
};

test("a routine is written, changed, looked at and ended in forms without JavaScript", async () => {
  const wrong = await send("/rutiner/ny", { ...filled, place: "", link: "intranätet" });
  expect([wrong.status, wrong.text.includes("Skriv hela adressen")]).toEqual([422, true]);
  const made = await send("/rutiner/ny", filled);
  expect(made.status).toBe(303);
  const at = made.to.split("?")[0] ?? "";
  const { text } = await get(at);
  expect(text).toContain("Rutin för samtal &lt;b&gt;med&lt;/b&gt; barn");
  expect(text).not.toContain("<b>med");
  expect((await send(`${at}/andra`, { ...filled, change: "reviderad", decidedOn: "2026-01-10" })).status).toBe(303);
  expect((await send(`${at}/granska`, { reviewOn: "2027-01-10" })).status).toBe(303);
  // Late to the same row: what stands and what was typed, side by side.
  const { text: form } = await get(`${at}/andra`);
  expect((await send(`${at}/granska`, { reviewOn: "2027-02-10" })).status).toBe(303);
  const hidden = Object.fromEntries(["_csrf", "_key", "_form", "follows"].map((name) => [name, hiddenField(form, name)]));
  const late = await (as.director as PlainBrowser).post(`${at}/andra`, { ...hidden, ...filled, change: "rättad", title: "Ny rubrik" });
  const said = await late.text();
  expect([late.status, said.includes("Det har ändrats sedan du öppnade formuläret"), said.includes("Ny rubrik")]).toEqual([
    422,
    true,
    true,
  ]);
  expect((await send(`${at}/upphor`, { endedOn: "2026-03-14" })).status).toBe(303);
  expect((await get(at)).text).toContain("Upphörde att gälla 2026-03-14.");
  expect((await get(at)).text).not.toContain("Granskad utan ändring</a>");
});

test("a link is kept as it was written, as long as it may be", async () => {
  const link = `https://intranat.example.se/${"a".repeat(452)}`;
  expect(link).toHaveLength(480);
  const { status, to } = await send("/rutiner/ny", { ...filled, title: "Rutin med länk", reviewOn: "2028-01-10", place: "", link });
  expect(status).toBe(303);
  expect((await get(to.split("?")[0] ?? "")).text).toContain(`href="${link}"`);
});

test("the register says what must be looked at, what nothing is decided about, and when it was last whole", async () => {
  await send("/rutiner/ny", { ...filled, title: "Gammal rutin", decidedOn: "2020-01-10" });
  const { text } = await get("/rutiner");
  expect(text).toContain("En av dem skulle redan ha setts över.");
  expect(text).toContain("Innan dess lämnas frågan tom.");
  expect(text).toContain("Tolk i samtal (22)");
  expect((await send("/rutiner/genomgang", {}, "/rutiner")).status).toBe(303);
  expect((await get("/rutiner")).text).toContain("Senast genomgånget 2026-03-14.");
});

test("faults lead to the fields that stand on the page, and are read where none does", async () => {
  const { to } = await send("/rutiner/ny", { ...filled, title: "Rutin med fel" });
  const { status, text } = await send(`${to.split("?")[0]}/granska`, { follows: "ny", reviewOn: "i mars" });
  const summary = /data-error-summary[\s\S]*?<\/ul>/u.exec(text)?.[0] ?? "";
  const leads = [...summary.matchAll(/href="#([^"]*)"/gu)].map(([, id]) => id);
  expect([status, summary.match(/<li>/gu)?.length, leads]).toEqual([422, 2, ["field-reviewOn"]]);
  expect(text).toContain('id="field-reviewOn"');
});

test("a caseworker reads it and changes nothing", async () => {
  const { status, text } = await get("/rutiner", "caseworker");
  expect([status, text.includes("För in en rutin"), text.includes("genomgånget och helt")]).toEqual([200, false, false]);
  expect((await get("/rutiner/ny", "caseworker")).status).toBe(403);
  expect((await get("/rutiner/organisation", "caseworker")).status).toBe(403);
});

test("organisation and further training are said in a form, and stand in it afterwards", async () => {
  const words = {
    holdsFrom: "2026-01-01",
    boards: "samma nämnd",
    performers: ["egen kommun"],
    trainingNeeds: ["samtalsmetodik", "barns utveckling"],
  };
  expect((await send("/rutiner/organisation", words)).status).toBe(303);
  const { text } = await get("/rutiner/organisation");
  expect(text).toMatch(/value="barns utveckling" checked/);
});

describe("the document itself", () => {
  let clamd: TestClamd;
  let scanned: TestApp;
  const scannedBy: Partial<Record<"director" | "caseworker", PlainBrowser>> = {};
  beforeAll(async () => {
    clamd = await startClamd();
    scanned = await startTestApp(database, { scanner: makeClamd({ host: "127.0.0.1", port: clamd.port }) });
    for (const role of ["director", "caseworker"] as const) {
      const person = await addDemoStaff(database, municipalityId, { name: `Sökt ${role}`, roles: [role] });
      const browser = new PlainBrowser(scanned.address);
      await browser.signInAsDemo("0114", person);
      scannedBy[role] = browser;
    }
  });
  afterAll(async () => {
    await scanned?.close();
    await clamd?.close();
  });

  /** Sends the form with a file; by the director, over the app that looks through files unless told. */
  async function attach(
    at: string,
    bytes: Uint8Array | string,
    name: string,
    { browser = scannedBy.director as PlainBrowser, times = 1 } = {},
  ) {
    const html = await (await browser.get(`${at}/fil`)).text();
    const main = html.slice(html.indexOf("<main"));
    const answers: { status: number; text: string }[] = [];
    for (let n = 0; n < times; n++) {
      const body = new FormData();
      for (const field of ["_csrf", "_key", "_form", "follows"]) body.append(field, hiddenField(main, field));
      body.append("documentFile", new File([Buffer.from(bytes)], name, { type: "text/html" }));
      const cookie = [...browser.cookies].map(([key, value]) => `${key}=${value}`).join("; ");
      const headers = { origin: new URL(browser.base).origin, cookie };
      const sent = await fetch(new URL(`${at}/fil`, browser.base), { method: "POST", redirect: "manual", body, headers });
      answers.push({ status: sent.status, text: await sent.text() });
    }
    return answers;
  }
  const newRoutine = async (title: string) => (await send("/rutiner/ny", { ...filled, title })).to.split("?")[0] ?? "";
  const download = (path: string, browser = scannedBy.caseworker as PlainBrowser) => browser.get(path);
  const countFiles = async () =>
    (await sql<{ n: number }>`select count(*)::int as n from files.file`.execute(database.owner)).rows[0]?.n ?? 0;

  test("is attached, looked through, and fetched by everybody who works here, as nothing but a file to save", async () => {
    const at = await newRoutine("Rutin med fil");
    const large = Buffer.concat([pdf, Buffer.alloc(2 * 1024 * 1024 + 5, "%")]);
    const before = await countFiles();
    expect((await attach(at, large, "Rutin åäö.PDF", { times: 2 })).map(({ status }) => status)).toEqual([303, 303]);
    expect(await countFiles()).toBe(before + 1);
    expect(clamd.received.at(-1)?.equals(large)).toBe(true);
    const { text } = await get(at);
    expect(text).toContain(`href="${at}/fil/2"`);
    expect(text).toContain("Rutin åäö.pdf</a> (2,0 MB)");
    const file = await download(`${at}/fil/2`);
    expect(Buffer.from(await file.arrayBuffer()).equals(large)).toBe(true);
    expect(
      Object.fromEntries(
        ["content-type", "content-disposition", "x-content-type-options", "content-security-policy", "cache-control"].map((name) => [
          name,
          file.headers.get(name),
        ]),
      ),
    ).toEqual({
      "content-type": "application/octet-stream",
      "content-disposition": "attachment; filename*=UTF-8''Rutin%20%C3%A5%C3%A4%C3%B6.pdf",
      "x-content-type-options": "nosniff",
      "content-security-policy": expect.stringMatching(/^sandbox; default-src 'none'/u) as string,
      "cache-control": "no-store",
    });
    const { rows } = await sql<{ action: string; outcome: string }>`select action, outcome from audit.event
      where action in ('register.attach-file', 'register.get-file') order by at, id`.execute(database.owner);
    expect(rows.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual(
      expect.arrayContaining(["register.attach-file ok", "register.get-file ok"]),
    );
  });

  test("is replaced by a new one, and the one before is kept and fetched", async () => {
    const at = await newRoutine("Rutin som byter fil");
    expect((await attach(at, "Så arbetar vi.", "ett.txt"))[0]?.status).toBe(303);
    expect((await attach(at, await docx(), "två.docx"))[0]?.status).toBe(303);
    const { text } = await get(at);
    expect([text.includes("två.docx"), text.includes("ett.txt"), text.includes("Ersätt filen")]).toEqual([true, true, true]);
    expect(await (await download(`${at}/fil/2`)).text()).toBe("Så arbetar vi.");
    expect((await download(`${at}/fil/3`)).status).toBe(200);
    // What is only looked at keeps its file; what is decided anew has none until its own is attached.
    expect((await send(`${at}/granska`, { reviewOn: "2027-01-10" })).status).toBe(303);
    expect((await download(`${at}/fil/4`)).status).toBe(200);
    expect((await send(`${at}/andra`, { ...filled, change: "rättad", place: "" })).status).toBe(303);
    expect((await send(`${at}/andra`, { ...filled, change: "reviderad", decidedOn: "2026-01-10", place: "" })).text).toContain(
      "Skriv var dokumentet finns",
    );
    expect((await send(`${at}/andra`, { ...filled, change: "reviderad", decidedOn: "2026-01-10" })).status).toBe(303);
    expect((await get(at)).text).toContain("Ingen fil är bifogad");
    expect((await download(`${at}/fil/6`)).status).toBe(404);
  });

  test("that is wrong is taken away: nobody fetches it, and who took it away, when and why stands", async () => {
    const at = await newRoutine("Rutin med fel fil");
    expect((await attach(at, "Fel dokument.", "fel.txt"))[0]?.status).toBe(303);
    const take = `${at}/fil/2/ta-bort`;
    expect((await (as.caseworker as PlainBrowser).get(take)).status).toBe(403);
    expect((await send(take, { why: "" })).text).toContain("Skriv varför filen tas bort.");
    // Where it is the only place that the document is found, that is asked for first.
    expect((await send(`${at}/andra`, { ...filled, change: "rättad", place: "" })).status).toBe(303);
    expect((await send(take, { why: "Fel dokument." })).text).toContain("Skriv först var det finns");
    expect((await send(`${at}/andra`, { ...filled, change: "rättad" })).status).toBe(303);
    expect((await send(take, { why: "Fel dokument." })).status).toBe(303);
    for (const number of [2, 3, 4]) expect((await download(`${at}/fil/${number}`)).status).toBe(404);
    const { text } = await get(at);
    expect(text).toMatch(/fel\.txt är borttagen 2026-03-\d\d \d\d:\d\d av [^:]+: Fel dokument\./u);
    expect(text).not.toContain("Ersätt filen");
    // It stands no more in rows that follow, and another may be attached.
    expect((await send(`${at}/granska`, { reviewOn: "2027-01-10" })).status).toBe(303);
    expect((await download(`${at}/fil/5`)).status).toBe(404);
    expect((await attach(at, "Rätt dokument.", "ratt.txt"))[0]?.status).toBe(303);
    expect(await (await download(`${at}/fil/6`)).text()).toBe("Rätt dokument.");
    expect((await (as.director as PlainBrowser).get(take)).status).toBe(404);
  });

  test.each([
    ["no file", "", "tom.pdf", "Välj en fil."],
    ["a program by another name", Buffer.from("MZ\u0000"), "rutin.pdf", "Filen går inte att ta emot."],
    ["a file with harmful code", eicar, "rutin.txt", "Filen innehåller skadlig kod och är inte sparad."],
  ])("is refused at its field, and logged: %s", async (name, bytes, called, message) => {
    const at = await newRoutine(`Rutin med ${name}`);
    const before = await countFiles();
    const [answer] = await attach(at, bytes, called);
    expect(answer?.status).toBe(422);
    expect(answer?.text).toMatch(new RegExp(`id="field-documentFile-error"[\\s\\S]*${message}`, "u"));
    expect(await countFiles()).toBe(before);
    const { rows } = await sql<{
      outcome: string;
    }>`select outcome from audit.event where action = 'register.attach-file' and kind = 'failed'
      order by at desc, id desc limit 1`.execute(database.owner);
    expect(rows[0]?.outcome).toMatch(/^(?:no-file|file-kind|file-infected)$/u);
  });

  test("is refused where the scanner gives no answer, and taken with a word of it where none is set up", async () => {
    const at = await newRoutine("Rutin utan sökning");
    const broken = await startTestApp(database, { scanner: makeClamd({ path: "/nowhere/clamd.sock" }) });
    const browser = new PlainBrowser(broken.address);
    await browser.signInAsDemo("0114", await addDemoStaff(database, municipalityId, { name: "Bruten sökning", roles: ["director"] }));
    const [refused] = await attach(at, pdf, "rutin.pdf", { browser });
    await broken.close();
    expect([refused?.status, refused?.text.includes("kunde inte sökas igenom")]).toEqual([422, true]);
    expect((await get(`${at}/fil`)).text).toContain("söks inte igenom efter skadlig kod här");
    const [taken] = await attach(at, pdf, "rutin.pdf", { browser: as.director as PlainBrowser });
    expect(taken?.status).toBe(303);
    expect((await get(at)).text).toContain("inte genomsökt efter skadlig kod");
  });

  test("is attached by nobody but who keeps the register, and too large a body is not read", async () => {
    const at = await newRoutine("Rutin som är skyddad");
    expect((await (scannedBy.caseworker as PlainBrowser).get(`${at}/fil`)).status).toBe(403);
    expect((await attach(at, pdf, "rutin.pdf", { browser: scannedBy.caseworker as PlainBrowser }))[0]?.status).not.toBe(303);
    expect((await attach(at, Buffer.alloc(mostBodyBytes + 1), "stor.pdf"))[0]?.status).toBe(413);
    expect((await download(`${at}/fil/1`)).status).toBe(404);
    expect((await download(`${at}/fil/ett`)).status).not.toBe(200);
  });

  test("breaks off where it is not what was stored", async () => {
    const at = await newRoutine("Rutin som är ändrad");
    expect((await attach(at, "Så arbetar vi.", "rutin.txt"))[0]?.status).toBe(303);
    await sql`update files.piece set content = 'Annat' where (municipality_id, file_id) in (select v.municipality_id, v.file_id from register.version v
      where v.document_id = ${at.split("/").at(-1)}::uuid and v.file_id is not null)`.execute(database.owner);
    await expect(download(`${at}/fil/2`).then((response) => response.text())).rejects.toThrow();
  });
});
