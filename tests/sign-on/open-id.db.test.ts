import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inMunicipality } from "../../src/platform/database/connect.ts";
import { addMunicipality, createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { hiddenField, PlainBrowser } from "../support/app.ts";
import type { TestApp } from "../support/app.ts";
import { startOpenIdApp } from "./oidc-app.ts";
import { startProvider } from "./provider.ts";
import type { TestProvider } from "./provider.ts";
import { pages } from "./pages.tsx";

let database: TestDatabase;
let provider: TestProvider;
let app: TestApp;
let ek: number;

beforeAll(async () => {
  database = await createTestDatabase();
  ek = await addMunicipality(database, { code: "9901", name: "Ekdalen" });
  await addMunicipality(database, { code: "9902", name: "Björkvik" });
  provider = await startProvider();
  app = await startOpenIdApp(database, { issuer: provider.issuer, routes: pages, before: provider.allow });
  provider.accounts.set("amina", {
    sub: "amina",
    name: "Amina Lindqvist",
    title: "socialsekreterare",
    groups: ["ANNAT", "SOC-HANDLAGGARE"],
    kommunkod: "9901",
    enhet: "Barn och familj",
  });
  provider.accounts.set("utan", { sub: "utan", name: "Ulf Utanroll", groups: ["EKONOMI"], kommunkod: "9901" });
  provider.accounts.set("fjarran", { sub: "fjarran", name: "Frida Fjärran", groups: ["SOC-HANDLAGGARE"], kommunkod: "9999" });
  provider.accounts.set("tva", { sub: "tva", name: "Tova Två", groups: ["SOC-CHEF"], kommunkod: ["9901", "9902"] });
});

afterAll(async () => {
  await app?.close();
  await provider?.close();
  await database?.drop();
});

/** Goes to the provider and back to the door; gives the address to come back with. */
async function toCallback(browser: PlainBrowser, userName: string, change: (url: URL) => void = () => undefined, back = "/"): Promise<URL> {
  const start = await browser.get(`/logga-in?tillbaka=${encodeURIComponent(back)}`);
  expect(start.status).toBe(303);
  const url = new URL(start.headers.get("location") ?? "");
  change(url);
  return new URL(await provider.signIn(url.href, userName));
}

async function signIn(browser: PlainBrowser, userName: string, back = "/"): Promise<Response> {
  const callback = await toCallback(browser, userName, undefined, back);
  return browser.get(callback.pathname + callback.search);
}

describe("sign-on with OpenID Connect", () => {
  it("asks for a code with PKCE, state and nonce", async () => {
    const url = new URL((await new PlainBrowser(app.address).get("/logga-in")).headers.get("location") ?? "");
    expect(url.searchParams.get("response_type")).toBe("code");
    expect(url.searchParams.get("code_challenge_method")).toBe("S256");
    for (const name of ["code_challenge", "state", "nonce"]) expect(url.searchParams.get(name)).toMatch(/^[\w-]{20,}$/u);
  });

  it("lets a person with a mapped role in, to the page that was asked for, with today's roles and unit", async () => {
    const browser = new PlainBrowser(app.address);
    const answer = await signIn(browser, "amina", "/prov/sida");
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toBe("/prov/sida");
    expect(await (await browser.get("/prov/sida")).text()).toContain("Amina Lindqvist");
    expect(await rolesOf("amina")).toEqual(["caseworker"]);
  });

  it("takes roles away and gives new ones at the next sign-on", async () => {
    provider.accounts.set("byter", { sub: "byter", name: "Bo Byter", groups: ["SOC-CHEF"], kommunkod: "9901" });
    await signIn(new PlainBrowser(app.address), "byter");
    expect(await rolesOf("byter")).toEqual(["caseworker", "team_leader"]);
    provider.accounts.set("byter", { sub: "byter", name: "Bo Byter", groups: ["SOC-HANDLAGGARE"], kommunkod: "9901" });
    await signIn(new PlainBrowser(app.address), "byter");
    expect(await rolesOf("byter")).toEqual(["caseworker"]);
  });

  it.each([
    ["utan", "har ingen roll"],
    ["fjarran", "finns inte i Förtrogen"],
  ])("refuses %s with a page that says why", async (userName, words) => {
    const browser = new PlainBrowser(app.address);
    const answer = await signIn(browser, userName);
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain(words);
    expect(browser.cookies.has("fortrogen")).toBe(false);
  });

  it("refuses a wrong state", async () => {
    const browser = new PlainBrowser(app.address);
    const callback = await toCallback(browser, "amina");
    callback.searchParams.set("state", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    expect((await browser.get(callback.pathname + callback.search)).status).toBe(422);
    expect(browser.cookies.has("fortrogen")).toBe(false);
  });

  it("refuses a wrong nonce", async () => {
    const browser = new PlainBrowser(app.address);
    const callback = await toCallback(browser, "amina", (url) => url.searchParams.set("nonce", "another-nonce-of-somebody-else"));
    expect((await browser.get(callback.pathname + callback.search)).status).toBe(422);
    expect(browser.cookies.has("fortrogen")).toBe(false);
  });

  it("refuses a code that was used before, also from the same browser", async () => {
    const browser = new PlainBrowser(app.address);
    const callback = await toCallback(browser, "amina");
    const again = new PlainBrowser(app.address);
    for (const [name, value] of browser.cookies) again.cookies.set(name, value);
    expect((await browser.get(callback.pathname + callback.search)).status).toBe(303);
    expect((await again.get(callback.pathname + callback.search)).status).toBe(422);
    expect(again.cookies.has("fortrogen")).toBe(false);
  });

  it("refuses a callback that this browser did not begin", async () => {
    const callback = await toCallback(new PlainBrowser(app.address), "amina");
    expect((await new PlainBrowser(app.address).get(callback.pathname + callback.search)).status).toBe(400);
  });

  it("lets a person of several municipalities choose one of them, and no other", async () => {
    const browser = new PlainBrowser(app.address);
    const choose = await signIn(browser, "tva");
    expect(await choose.text()).toContain("Björkvik");
    const cookie = browser.cookies.get("fortrogen-val") ?? "";
    expect((await browser.post("/logga-in/kommun", { municipality: "0180" })).status).toBe(400);
    browser.cookies.set("fortrogen-val", cookie);
    expect((await browser.post("/logga-in/kommun", { municipality: "9902" })).status).toBe(303);
    expect(browser.cookies.get("fortrogen")).toMatch(/^9902\./u);
  });

  it("never leads outside after sign-on", async () => {
    for (const back of ["https://evil.example/", "//evil.example", "/\\evil.example"]) {
      expect((await signIn(new PlainBrowser(app.address), "amina", back)).headers.get("location")).toBe("/");
    }
  });

  it("signs off at the provider too, and the session is worth nothing afterwards", async () => {
    const browser = new PlainBrowser(app.address);
    await signIn(browser, "amina");
    const csrf = hiddenField(await (await browser.get("/prov/sida")).text(), "_csrf");
    const cookie = browser.cookies.get("fortrogen") ?? "";
    const answer = await browser.post("/logga-ut", { _csrf: csrf });
    expect(answer.headers.get("location")).toMatch(new RegExp(`^${provider.issuer}/session/end\\?`, "u"));
    browser.cookies.set("fortrogen", cookie);
    expect((await browser.get("/prov/sida")).status).toBe(303);
  });

  it("writes sign-on and refusal of a closed account in the log", async () => {
    await inMunicipality(database.app, ek, (tx) =>
      tx
        .updateTable("access.staff")
        .set({ active: false })
        .where("municipality_id", "=", ek)
        .where("subject", "=", `${provider.issuer}|byter`)
        .execute(),
    );
    const answer = await signIn(new PlainBrowser(app.address), "byter");
    expect(answer.status).toBe(403);
    const events = await inMunicipality(database.app, ek, (tx) =>
      tx.selectFrom("audit.event").select(["kind", "outcome"]).where("action", "=", "access.sign-on").execute(),
    );
    expect(events).toContainEqual({ kind: "sign-on", outcome: "ok" });
    expect(events).toContainEqual({ kind: "denied", outcome: "account-closed" });
  });
});

async function rolesOf(userName: string): Promise<string[]> {
  const rows = await inMunicipality(database.app, ek, (tx) =>
    tx
      .selectFrom("access.staff as s")
      .innerJoin("access.staff_role as r", (join) =>
        join.onRef("r.staff_id", "=", "s.id").onRef("r.municipality_id", "=", "s.municipality_id"),
      )
      .select("r.role")
      .where("s.subject", "=", `${provider.issuer}|${userName}`)
      .orderBy("r.role")
      .execute(),
  );
  return rows.map((row) => row.role);
}
