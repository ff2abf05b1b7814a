import { spawn } from "node:child_process";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addDemoStaff, PlainBrowser, startTestApp } from "../support/app.ts";
import type { TestApp } from "../support/app.ts";
import { runCommand } from "../support/command.ts";
import { addMunicipality, createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { startForgingProvider } from "./forging-provider.ts";
import type { ForgingProvider } from "./forging-provider.ts";
import { startOpenIdApp } from "./oidc-app.ts";
import { pages } from "./pages.tsx";

const command = join(import.meta.dirname, "..", "..", "src", "app", "cli", "main.ts");

describe("beside the municipality's sign-on, or an address for others, there is no demo", () => {
  let database: TestDatabase;
  let provider: ForgingProvider;
  let open: TestApp;
  let amina: string;
  const guarded: Record<string, TestApp> = {};

  beforeAll(async () => {
    database = await createTestDatabase();
    const demo = await addMunicipality(database, { code: "0000", name: "Demokommunen", isDemo: true });
    amina = await addDemoStaff(database, demo, { name: "Amina Lindqvist", title: "socialsekreterare", roles: ["caseworker"] });
    await addMunicipality(database, { code: "9901", name: "Ekdalen" });
    provider = await startForgingProvider();
    open = await startTestApp(database, { now: new Date(), routes: pages });
    guarded["OIDC_ISSUER"] = await startOpenIdApp(database, { issuer: provider.issuer, routes: pages });
    guarded["BASE_URL"] = await startTestApp(database, {
      now: new Date(),
      routes: pages,
      config: { baseUrl: new URL("http://fortrogen.example") },
    });
  });
  afterAll(async () => {
    for (const app of [open, ...Object.values(guarded)]) await app?.close();
    await provider?.close();
    await database?.drop();
  });

  const appOf = (setting: string): TestApp => {
    const app = guarded[setting];
    if (!app) throw new Error(setting);
    return app;
  };

  describe.each([
    ["OIDC_ISSUER", undefined],
    ["BASE_URL", "http://fortrogen.example"],
  ])("with %s", (setting, address) => {
    const origin = (app: TestApp) => ({ origin: address ?? app.address });

    it("the first page offers nobody to be", async () => {
      const html = await (await new PlainBrowser(appOf(setting).address).get("/")).text();
      expect(html).not.toMatch(/Logga in som|Demokommunen|logga-in\/demo/u);
    });

    it("the demo's way in is not there, whatever is sent to it", async () => {
      const app = appOf(setting);
      for (const code of ["0000", "9901", ""]) {
        const browser = new PlainBrowser(app.address);
        const answer = await browser.post("/logga-in/demo", { municipality: code, person: amina, back: "/" }, origin(app));
        expect(answer.status).toBe(404);
        expect(browser.cookies.size).toBe(0);
      }
    });

    it("a session from when it was a demo opens nothing, also when the municipality is no longer marked", async () => {
      const app = appOf(setting);
      const before = new PlainBrowser(open.address);
      expect((await before.signInAsDemo("0000", amina)).status).toBe(303);
      const cookie = before.cookies.get("fortrogen") ?? "";
      const isInside = async (where: TestApp) => {
        const browser = new PlainBrowser(where.address);
        browser.cookies.set("fortrogen", cookie);
        return (await browser.get("/prov/sida")).status === 200;
      };
      expect(await isInside(open)).toBe(true);
      expect(await isInside(app)).toBe(false);
      await database.owner.updateTable("core.municipality").set({ is_demo: false }).where("code", "=", "0000").execute();
      try {
        expect(await isInside(app)).toBe(false);
      } finally {
        await database.owner.updateTable("core.municipality").set({ is_demo: true }).where("code", "=", "0000").execute();
      }
    });

    it("the pages that show the demo are gone", async () => {
      expect((await new PlainBrowser(appOf(setting).address).get("/stil")).status).toBe(404);
      expect(await (await new PlainBrowser(appOf(setting).address).get("/?kommun=0000")).text()).not.toContain("Demokommunen");
    });
  });

  it("the sign-on leads nobody into a demo, though the directory names its code", async () => {
    const browser = new PlainBrowser(appOf("OIDC_ISSUER").address);
    const claims = { sub: "karin", name: "Karin", groups: ["SOC-CHEF"] };
    expect((await provider.signOn(browser, { ...claims, kommunkod: "0000" })).status).toBe(403);
    expect((await provider.signOn(browser, { ...claims, kommunkod: ["0000", "9901"] })).status).toBe(303);
    expect(browser.cookies.get("fortrogen")).toMatch(/^9901\./u);
  });
});

describe("the command line beside the municipality's sign-on", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(async () => database?.drop());

  const environment = (env: Record<string, string>) => ({
    DATABASE_URL: database.ownerUrl,
    PORT: "0",
    OIDC_ISSUER: "",
    BASE_URL: "",
    ...env,
  });

  async function run(args: string[], env: Record<string, string>): Promise<{ code: number; said: string }> {
    const { code, stdout, stderr } = await runCommand(args, environment(env));
    return { code, said: stdout + stderr };
  }

  async function municipalities(): Promise<number> {
    const { rows } = await sql<object>`select 1 from core.municipality`.execute(database.owner);
    return rows.length;
  }

  it.each([
    [["demo", "load"], { OIDC_ISSUER: "https://inloggning.example" }],
    [["demo", "load"], { BASE_URL: "https://fortrogen.example" }],
    [["demo", "load", "--nation", "--children", "303"], { BASE_URL: "https://fortrogen.example" }],
    [["demo", "reset"], { OIDC_ISSUER: "https://inloggning.example", BASE_URL: "https://fortrogen.example" }],
  ])("refuses %s", async (args, env) => {
    const { code, said } = await run(args, env as Record<string, string>);
    expect({ code, said }).toMatchObject({ code: 1, said: expect.stringContaining("Demodata läses inte in där") as string });
    expect(said).toContain(Object.keys(env)[0]);
    expect(await municipalities()).toBe(0);
  });

  it("still removes a demo that lies there, and refuses what is none", async () => {
    await addMunicipality(database, { code: "0000", name: "Demokommunen", isDemo: true });
    await addMunicipality(database, { code: "9901", name: "Ekdalen" });
    const env = { BASE_URL: "https://fortrogen.example" };
    expect(await run(["demo", "remove", "--municipality", "9901"], env)).toMatchObject({
      code: 1,
      said: expect.stringContaining("ingen demokommun") as string,
    });
    expect(await run(["demo", "remove"], env)).toMatchObject({
      code: 0,
      said: expect.stringContaining("Demokommunen (0000) är borttagen") as string,
    });
    expect(await run(["demo", "remove"], env)).toMatchObject({ code: 1, said: expect.stringContaining("ingen demokommun") as string });
    expect(await municipalities()).toBe(1);
    await database.owner.deleteFrom("core.municipality").execute();
  });

  it("serves an empty database without loading the demo, and tells of one that lies there without showing it", async () => {
    expect(await served({ BASE_URL: "http://127.0.0.1:3999" })).not.toMatch(/demo/iu);
    expect(await municipalities()).toBe(0);
    const demo = await addMunicipality(database, { code: "0000", name: "Demokommunen", isDemo: true });
    await addDemoStaff(database, demo, { name: "Amina Lindqvist", roles: ["caseworker"] });
    const said = await served({ BASE_URL: "http://127.0.0.1:3999" });
    expect(said).toContain("Ta bort den med: npx fortrogen demo remove");
    expect(said).not.toContain("Amina");
  });

  /** What `fortrogen serve` says until it has started. */
  async function served(env: Record<string, string>): Promise<string> {
    const child = spawn(process.execPath, [command, "serve"], {
      env: { ...process.env, ...environment({ ...env, HOST: "127.0.0.1" }) },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let text = "";
    const started = new Promise<void>((resolve) => {
      for (const stream of [child.stdout, child.stderr])
        stream.on("data", (part: Buffer) => {
          text += part.toString("utf8");
          if (text.includes("Ctrl+C")) resolve();
        });
      child.on("exit", () => resolve());
    });
    await started;
    const ended = new Promise((resolve) => child.on("exit", resolve));
    child.kill("SIGTERM");
    await ended;
    return text;
  }
});
