import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PlainBrowser } from "../support/app.ts";
import type { TestApp } from "../support/app.ts";
import { addMunicipality, createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { startForgingProvider } from "./forging-provider.ts";
import type { ForgingProvider } from "./forging-provider.ts";
import { startOpenIdApp } from "./oidc-app.ts";
import { pages } from "./pages.tsx";

const amina = { sub: "amina", name: "Amina Lindqvist", groups: ["SOC-HANDLAGGARE"], kommunkod: "9901", enhet: "Barn" };

let database: TestDatabase;
let provider: ForgingProvider;
let app: TestApp;
const started: TestApp[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  await addMunicipality(database, { code: "9901", name: "Ekdalen" });
  provider = await startForgingProvider();
  app = await start({});
});
afterAll(async () => {
  for (const one of started) await one.close();
  await provider?.close();
  await database?.drop();
});

async function start(options: Partial<Parameters<typeof startOpenIdApp>[1]>): Promise<TestApp> {
  const one = await startOpenIdApp(database, { issuer: provider.issuer, routes: pages, ...options });
  started.push(one);
  return one;
}

async function signedIn(where: TestApp, claims: Record<string, unknown>): Promise<{ status: number; text: string; inside: boolean }> {
  const browser = new PlainBrowser(where.address);
  const answer = await provider.signOn(browser, claims);
  return { status: answer.status, text: await answer.text(), inside: browser.cookies.has("fortrogen") };
}

describe("an ID token", () => {
  it("that the provider has signed lets the person in", async () => {
    expect(await signedIn(app, amina)).toMatchObject({ status: 303, inside: true });
  });

  it.each(["another key", "the client's secret", "no signature", "changed claims", "a key in the token", "a cut signature"] as const)(
    "with a forged signature lets nobody in: %s",
    async (forgery) => {
      const browser = new PlainBrowser(app.address);
      const answer = await provider.signOn(browser, amina, forgery);
      expect(answer.status).toBe(422);
      expect(browser.cookies.has("fortrogen")).toBe(false);
    },
  );

  it.each([
    ["another issuer", { iss: "https://annan.example" }],
    ["another client", { aud: "annan" }],
    ["several clients without saying which", { aud: ["fortrogen", "annan"] }],
    ["long ago", { exp: 1_700_000_000 }],
    ["another sign-on", { nonce: "en annan" }],
    ["no sign-on", { nonce: undefined }],
    ["nobody", { sub: undefined }],
  ])("meant for %s lets nobody in", async (_kind, changed) => {
    expect(await signedIn(app, { ...amina, ...changed })).toMatchObject({ status: 422, inside: false });
  });
});

describe("the strength of the sign-on (OIDC_ACR_VALUES, OIDC_AMR_VALUES)", () => {
  const assurance = { acr: ["loa3", "loa4"], amr: ["mfa", "hwk"] };
  let strict: TestApp;
  beforeAll(async () => {
    strict = await start({ assurance });
  });

  it("is asked for", async () => {
    await signedIn(strict, amina);
    expect(provider.asked?.searchParams.get("acr_values")).toBe("loa3 loa4");
  });

  it.each([
    ["one of the levels and every method", { acr: "loa4", amr: ["hwk", "mfa", "pin"] }, true],
    ["no level", { amr: ["mfa", "hwk"] }, false],
    ["a lower level", { acr: "loa2", amr: ["mfa", "hwk"] }, false],
    ["several levels", { acr: ["loa3"], amr: ["mfa", "hwk"] }, false],
    ["the start of a level", { acr: "loa3 ", amr: ["mfa", "hwk"] }, false],
    ["no method", { acr: "loa3" }, false],
    ["one method of two", { acr: "loa3", amr: ["mfa"] }, false],
    ["methods as a text", { acr: "loa3", amr: "mfa hwk" }, false],
  ])("is verified in the token: %s", async (_kind, said, inside) => {
    const answer = await signedIn(strict, { ...amina, ...said });
    expect(answer).toMatchObject({ inside, status: inside ? 303 : 403 });
    if (!inside) expect(answer.text).toContain("Du loggade in på ett sätt som inte räcker");
  });

  it("is not asked for unless it is set", async () => {
    await signedIn(app, amina);
    expect(provider.asked?.searchParams.has("acr_values")).toBe(false);
  });
});

describe("the identity number", () => {
  it.each([
    ["absent", undefined, "lämnade inget personnummer"],
    ["malformed", "20100101-1234", "inte ett rätt personnummer"],
    ["only spaces", "   ", "lämnade inget personnummer"],
    ["with NUL", "20100101\u00001236", "inte ett rätt personnummer"],
  ])("that is %s is refused with what to do", async (_kind, pnr, words) => {
    const strict = await start({ mapping: { identityNumber: "pnr" } });
    const answer = await signedIn(strict, { ...amina, sub: "berit", pnr });
    expect(answer).toMatchObject({ status: 403, inside: false });
    expect(answer.text).toContain(words);
    expect(answer.text).toContain("systemförvaltare");
  });

  it("may come with a hyphen, and is kept as twelve digits", async () => {
    const strict = await start({ mapping: { identityNumber: "pnr" } });
    expect(await signedIn(strict, { ...amina, sub: "cecilia", pnr: "20100101-1236" })).toMatchObject({ inside: true });
    const row = await database.owner
      .selectFrom("access.staff")
      .select("identity_number")
      .where("subject", "like", "%|cecilia")
      .executeTakeFirst();
    expect(row?.identity_number).toBe("201001011236");
  });
});

describe("claims with characters that no name has", () => {
  it.each([
    ["name", { name: "Am\u0000ina" }],
    ["unit", { enhet: "Barn\u0000" }],
    ["subject", { sub: "am\u0000ina" }],
    ["municipality", { kommunkod: "9901\u0000" }],
    ["role", { groups: ["SOC-HANDLAGGARE\u0000"] }],
    ["title", { title: "\u0000" }],
  ])("are refused in words, never a fault: NUL in the %s", async (_kind, changed) => {
    const answer = await signedIn(app, { ...amina, ...changed });
    expect(answer.inside).toBe(false);
    expect([403, 422]).toContain(answer.status);
  });
});

describe("a provider that does not answer", () => {
  it("is said to the person, also when it goes down in the middle", async () => {
    const browser = new PlainBrowser(app.address);
    await browser.get("/logga-in");
    provider.setDown(true);
    try {
      const pending = browser.cookies.get("fortrogen-inloggning") ?? "";
      const start = await browser.get("/logga-in");
      const state = new URL(start.headers.get("location") ?? "http://x").searchParams.get("state") ?? "";
      expect(pending).not.toBe("");
      const answer = await browser.get(`/logga-in/retur?code=any&state=${state}`);
      expect(answer.status).toBe(502);
      expect(await answer.text()).toContain("svarar inte just nu");
    } finally {
      provider.setDown(false);
    }
    expect(await signedIn(app, amina)).toMatchObject({ inside: true });
  });
});
