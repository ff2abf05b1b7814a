import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inMunicipality } from "../../src/platform/database/connect.ts";
import { PlainBrowser } from "../support/app.ts";
import type { TestApp } from "../support/app.ts";
import { addMunicipality, createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { startForgingProvider } from "./forging-provider.ts";
import type { Forgery, ForgingProvider } from "./forging-provider.ts";
import { startOpenIdApp } from "./oidc-app.ts";
import { pages } from "./pages.tsx";
import { clientId, startProvider } from "./provider.ts";

const amina = { sub: "amina", name: "Amina Lindqvist", groups: ["SOC-HANDLAGGARE"], kommunkod: "9901", sid: "s-1" };
const event = "http://schemas.openid.net/event/backchannel-logout";
const minutes = 60_000;

let database: TestDatabase;
let provider: ForgingProvider;
let app: TestApp;
let ek: number;
let bjork: number;

beforeAll(async () => {
  database = await createTestDatabase();
  ek = await addMunicipality(database, { code: "9901", name: "Ekdalen" });
  bjork = await addMunicipality(database, { code: "9902", name: "Björkvik" });
  provider = await startForgingProvider();
  app = await startOpenIdApp(database, { issuer: provider.issuer, routes: pages });
});
afterAll(async () => {
  await app?.close();
  await provider?.close();
  await database?.drop();
});

async function signedIn(claims: Record<string, unknown> = amina, where = app): Promise<PlainBrowser> {
  const browser = new PlainBrowser(where.address);
  expect((await provider.signOn(browser, claims)).status).toBe(303);
  return browser;
}

/** Whether the session of this cookie still opens a page. */
async function isInside(cookie: string, where = app): Promise<boolean> {
  const browser = new PlainBrowser(where.address);
  browser.cookies.set("fortrogen", cookie);
  return (await browser.get("/prov/sida")).status === 200;
}

const cookieOf = (browser: PlainBrowser) => browser.cookies.get("fortrogen") ?? "";

describe("signing off always ends the session", () => {
  it.each([
    ["with the token of an earlier session", { _csrf: Buffer.alloc(64, 3).toString("base64url") }],
    ["without a token", {}],
    ["with nonsense for a token", { _csrf: "\u0000" }],
  ])("%s", async (_kind, fields) => {
    const browser = await signedIn();
    const cookie = cookieOf(browser);
    const answer = await browser.post("/logga-ut", fields as Record<string, string>);
    expect(answer.headers.get("location")).toMatch(new RegExp(`^${provider.issuer}/end\\?.*id_token_hint=`, "u"));
    expect(browser.cookies.has("fortrogen")).toBe(false);
    expect(await isInside(cookie)).toBe(false);
  });

  it("with a body that is no form", async () => {
    const browser = await signedIn();
    const cookie = cookieOf(browser);
    await fetch(`${app.address}/logga-ut`, {
      method: "POST",
      redirect: "manual",
      headers: { origin: app.address, cookie: `fortrogen=${cookie}`, "content-type": "multipart/form-data; boundary=x" },
      body: "not a form",
    });
    expect(await isInside(cookie)).toBe(false);
  });

  it("of a session past its time, at the provider too", async () => {
    const browser = await signedIn();
    const before = app.now();
    app.setNow(new Date(before.getTime() + 31 * minutes));
    const answer = await browser.post("/logga-ut", {});
    app.setNow(before);
    expect(answer.headers.get("location")).toContain("/end?");
    expect(await isInside(cookieOf(browser))).toBe(false);
    const open = await openSessions(ek);
    expect(open).toBe(0);
  });

  it("of whoever chose one of several municipalities, at the provider too", async () => {
    const browser = new PlainBrowser(app.address);
    expect((await provider.signOn(browser, { ...amina, sub: "tova", kommunkod: ["9901", "9902"] })).status).toBe(200);
    expect((await browser.post("/logga-in/kommun", { municipality: "9902" })).status).toBe(303);
    const cookie = cookieOf(browser);
    expect(cookie).toMatch(/^9902\./u);
    expect(await isInside(cookie)).toBe(true);
    const answer = await browser.post("/logga-ut", {});
    expect(answer.headers.get("location")).toContain("id_token_hint=");
    expect(await isInside(cookie)).toBe(false);
  });

  it("of every cookie of the name, also a planted one", async () => {
    const [one, two] = [await signedIn(), await signedIn({ ...amina, sub: "berit" })];
    const both = `fortrogen=${cookieOf(one)}; fortrogen=${cookieOf(two)}`;
    await fetch(`${app.address}/logga-ut`, { method: "POST", redirect: "manual", headers: { origin: app.address, cookie: both } });
    expect([await isInside(cookieOf(one)), await isInside(cookieOf(two))]).toEqual([false, false]);
  });

  it("when the provider is down, and says that one may still be signed on there", async () => {
    const browser = await signedIn();
    const cookie = cookieOf(browser);
    // Another process, which has never spoken with the provider.
    const second = await startOpenIdApp(database, { issuer: provider.issuer, routes: pages });
    provider.setDown(true);
    try {
      const other = new PlainBrowser(second.address);
      other.cookies.set("fortrogen", cookie);
      const answer = await other.post("/logga-ut", {});
      expect(answer.headers.get("location")).toBe("/?utloggad=har");
      expect(await (await other.get("/?utloggad=har")).text()).toContain("Stäng webbläsaren");
      expect(await isInside(cookie)).toBe(false);
    } finally {
      provider.setDown(false);
      await second.close();
    }
  });

  it("is not done by another site", async () => {
    const browser = await signedIn();
    expect((await browser.post("/logga-ut", {}, { origin: "https://evil.example" })).status).toBe(403);
    expect(await isInside(cookieOf(browser))).toBe(true);
  });
});

async function openSessions(municipalityId: number): Promise<number> {
  const rows = await inMunicipality(database.app, municipalityId, (tx) =>
    tx.selectFrom("access.session").select("id").where("ended_at", "is", null).execute(),
  );
  return rows.length;
}

describe("a choice of municipality", () => {
  it("can be made once, and not with another's cookie", async () => {
    const browser = new PlainBrowser(app.address);
    await provider.signOn(browser, { ...amina, sub: "tova", kommunkod: ["9901", "9902"] });
    const id = browser.cookies.get("fortrogen-val") ?? "";
    const again = new PlainBrowser(app.address);
    again.cookies.set("fortrogen-val", id);
    const guess = new PlainBrowser(app.address);
    guess.cookies.set("fortrogen-val", randomUUID());
    expect((await guess.post("/logga-in/kommun", { municipality: "9901" })).status).toBe(400);
    expect((await browser.post("/logga-in/kommun", { municipality: "9901" })).status).toBe(303);
    expect((await again.post("/logga-in/kommun", { municipality: "9901" })).status).toBe(400);
    expect(again.cookies.has("fortrogen")).toBe(false);
  });

  it("is taken back by a later sign-on, whose roles may be fewer", async () => {
    const browser = new PlainBrowser(app.address);
    await provider.signOn(browser, { ...amina, sub: "tove", groups: ["SOC-CHEF"], kommunkod: ["9901", "9902"] });
    await provider.signOn(new PlainBrowser(app.address), { ...amina, sub: "tove", kommunkod: ["9901", "9902"] });
    expect((await browser.post("/logga-in/kommun", { municipality: "9901" })).status).toBe(400);
  });
});

describe("back-channel logout", () => {
  const now = () => Math.floor(app.now().getTime() / 1000);
  const token = (changed: Record<string, unknown> = {}) => ({
    iss: provider.issuer,
    aud: clientId,
    iat: now(),
    exp: now() + 120,
    jti: randomUUID(),
    sub: "amina",
    sid: "s-1",
    events: { [event]: {} },
    ...changed,
  });
  const send = (logoutToken: string, where = app) =>
    fetch(`${where.address}/logga-ut/bakkanal`, { method: "POST", body: new URLSearchParams({ logout_token: logoutToken }) });

  it("ends the sessions that came from one session at the provider, in every municipality, and no others", async () => {
    const both = { ...amina, sub: "tova", kommunkod: ["9901", "9902"] };
    const browsers = [];
    for (const [sid, code] of [
      ["a", "9901"],
      ["a", "9902"],
      ["b", "9901"],
    ] as const) {
      const browser = new PlainBrowser(app.address);
      await provider.signOn(browser, { ...both, sid });
      await browser.post("/logga-in/kommun", { municipality: code });
      browsers.push(cookieOf(browser));
    }
    const answer = await send(await provider.sign(token({ sub: "tova", sid: "a" }), { typ: "logout+jwt" }));
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const inside = [];
    for (const cookie of browsers) inside.push(await isInside(cookie));
    expect(inside).toEqual([false, false, true]);
    for (const id of [ek, bjork]) {
      const events = await inMunicipality(database.app, id, (tx) =>
        tx.selectFrom("audit.event").select("outcome").where("action", "=", "access.sign-off-by-provider").execute(),
      );
      expect(events).toEqual([{ outcome: "ok" }]);
    }
  });

  it("with a sub alone ends all of the person's sessions; with a sid alone that session's", async () => {
    const one = cookieOf(await signedIn({ ...amina, sid: "x" }));
    const two = cookieOf(await signedIn({ ...amina, sid: "y" }));
    const other = cookieOf(await signedIn({ ...amina, sub: "berit", sid: "z" }));
    expect((await send(await provider.sign(token({ sub: undefined, sid: "x" })))).status).toBe(200);
    expect([await isInside(one), await isInside(two), await isInside(other)]).toEqual([false, true, true]);
    expect((await send(await provider.sign(token({ sid: undefined })))).status).toBe(200);
    expect([await isInside(two), await isInside(other)]).toEqual([false, true]);
  });

  it("takes back a choice of municipality that is being made", async () => {
    const browser = new PlainBrowser(app.address);
    await provider.signOn(browser, { ...amina, sub: "tova", sid: "c", kommunkod: ["9901", "9902"] });
    await send(await provider.sign(token({ sub: "tova", sid: "c" })));
    expect((await browser.post("/logga-in/kommun", { municipality: "9901" })).status).toBe(400);
  });

  it("is no fault when nobody is signed on", async () => {
    expect((await send(await provider.sign(token({ sub: "ingen", sid: "ingen" })))).status).toBe(200);
  });

  it.each([
    ["another issuer", { iss: "https://annan.example" }, {}],
    ["another client", { aud: "annan" }, {}],
    ["no client", { aud: undefined }, {}],
    ["no time", { iat: undefined }, {}],
    ["a time long ago", { iat: 1_700_000_000, exp: undefined }, {}],
    ["a time to come", { iat: 4_000_000_000, exp: 4_000_000_100 }, {}],
    ["a life that is over", { exp: 1_700_000_000 }, {}],
    ["no number of its own", { jti: undefined }, {}],
    ["an empty number", { jti: "" }, {}],
    ["no event", { events: undefined }, {}],
    ["another event", { events: { "http://example.org/event": {} } }, {}],
    ["an event that is no object", { events: { [event]: true } }, {}],
    ["events as a list", { events: [event] }, {}],
    ["a nonce, as an ID token has", { nonce: "n" }, {}],
    ["neither sub nor sid", { sub: undefined, sid: undefined }, {}],
    ["a sid that is no text", { sid: 1 }, {}],
    ["NUL in the sub", { sub: "amina\u0000" }, {}],
    ["the type of another token", {}, { typ: "at+jwt" }],
  ])("is refused with %s", async (_kind, changed, header) => {
    const cookie = cookieOf(await signedIn());
    const answer = await send(await provider.sign(token(changed), header));
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: "invalid_request" });
    expect(await isInside(cookie)).toBe(true);
  });

  it.each<Forgery>(["another key", "the client's secret", "no signature", "changed claims", "a key in the token", "a cut signature"])(
    "is refused with a forged signature: %s",
    async (forgery) => {
      const cookie = cookieOf(await signedIn());
      expect((await send(await provider.forge(token(), forgery))).status).toBe(400);
      expect(await isInside(cookie)).toBe(true);
    },
  );

  it.each(["", "x", "a.b.c", "\u0000", `${"a".repeat(70_000)}`])("is refused when it is nonsense", async (text) => {
    expect([400, 413]).toContain((await send(text)).status);
  });

  it("counts each token once, also when it comes at the same time to two processes", async () => {
    const second = await startOpenIdApp(database, { issuer: provider.issuer, routes: pages });
    const signed = await provider.sign(token());
    const answers = await Promise.all([send(signed), send(signed, second)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 400]);
    const cookie = cookieOf(await signedIn());
    expect((await send(signed)).status).toBe(400);
    expect(await isInside(cookie)).toBe(true);
    await second.close();
  });

  it("asks the provider to send again when its keys cannot be fetched", async () => {
    const second = await startOpenIdApp(database, { issuer: provider.issuer, routes: pages });
    const cookie = cookieOf(await signedIn());
    const signed = await provider.sign(token());
    provider.setDown(true);
    expect((await send(signed, second)).status).toBe(503);
    provider.setDown(false);
    expect((await send(signed, second)).status).toBe(200);
    expect(await isInside(cookie)).toBe(false);
    await second.close();
  });
});

describe("forged tokens by the back channel", () => {
  it("are refused with when to try again after sixty in a minute from one network; a right one is taken all the while, by any process", async () => {
    const second = await startOpenIdApp(database, { issuer: provider.issuer, routes: pages });
    const send = (token: string, where: { address: string }) =>
      fetch(`${where.address}/logga-ut/bakkanal`, { method: "POST", body: new URLSearchParams({ logout_token: token }) });
    // A window may end while a slow machine works: then another sixty are answered as before.
    let refused = await send("a.b.c", app);
    for (let n = 1; refused.status !== 429; n++) {
      expect(refused.status).toBe(400);
      refused = await send("a.b.c", n % 2 ? second : app);
    }
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    const cookie = cookieOf(await signedIn());
    const now = Math.floor(app.now().getTime() / 1000);
    const right = {
      iss: provider.issuer,
      aud: clientId,
      iat: now,
      exp: now + 120,
      jti: randomUUID(),
      sub: "amina",
      events: { [event]: {} },
    };
    expect((await send(await provider.sign(right), second)).status).toBe(200);
    expect(await isInside(cookie)).toBe(false);
    await second.close();
  });
});

describe("with a real provider (oidc-provider)", () => {
  it("signing off there ends the session here by the back channel", async () => {
    const real = await startProvider();
    const here = await startOpenIdApp(database, { issuer: real.issuer, routes: pages, before: real.allow });
    real.accounts.set("amina", amina);
    const browser = new PlainBrowser(here.address);
    const there = new PlainBrowser(real.issuer);
    const start = await browser.get("/logga-in");
    const back = new URL(await real.signIn(start.headers.get("location") ?? "", "amina", there));
    expect((await browser.get(back.pathname + back.search)).status).toBe(303);
    const cookie = cookieOf(browser);
    expect(await isInside(cookie, here)).toBe(true);
    await real.signOff(there);
    expect(await isInside(cookie, here)).toBe(false);
    await here.close();
    await real.close();
  });
});
