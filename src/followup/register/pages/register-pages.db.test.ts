import { afterAll, beforeAll, expect, test } from "vitest";
import { addDemoStaff, hiddenField, PlainBrowser, startTestApp } from "../../../../tests/support/app.ts";
import type { TestApp } from "../../../../tests/support/app.ts";
import { addMunicipality, createTestDatabase } from "../../../../tests/support/database.ts";
import type { TestDatabase } from "../../../../tests/support/database.ts";

let database: TestDatabase;
let app: TestApp;
const as: Partial<Record<"director" | "caseworker", PlainBrowser>> = {};
beforeAll(async () => {
  database = await createTestDatabase();
  const id = await addMunicipality(database, { code: "0114", name: "Provköping", isDemo: true });
  app = await startTestApp(database);
  for (const role of ["director", "caseworker"] as const) {
    const person = await addDemoStaff(database, id, { name: `Prov ${role}`, roles: [role] });
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
