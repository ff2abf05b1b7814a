import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { inMunicipality } from "../../src/platform/database/connect.ts";
import { loadOperations } from "../../src/app/web/operations.ts";
import { hiddenField, PlainBrowser } from "../support/app.ts";
import type { TestApp } from "../support/app.ts";
import { addMunicipality, createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { startForgingProvider } from "./forging-provider.ts";
import type { ForgingProvider } from "./forging-provider.ts";
import { startOpenIdApp } from "./oidc-app.ts";

const firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0 hemligt-tillägg";
const phone =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1";

let database: TestDatabase;
let provider: ForgingProvider;
let app: TestApp;
let ek: number;
let number = 0;
let sub = "";

beforeAll(async () => {
  database = await createTestDatabase();
  ek = await addMunicipality(database, { code: "9901", name: "Ekdalen" });
  await addMunicipality(database, { code: "9902", name: "Björkvik" });
  provider = await startForgingProvider();
  app = await startOpenIdApp(database, { issuer: provider.issuer });
});
afterAll(async () => {
  await app?.close();
  await provider?.close();
  await database?.drop();
});
beforeEach(() => {
  sub = `person-${++number}`;
});

async function signOn(claims: Record<string, unknown>, headers: Record<string, string> = {}): Promise<PlainBrowser> {
  const browser = new PlainBrowser(app.address);
  const said = { sub, name: `Person ${number}`, groups: ["SOC-HANDLAGGARE"], kommunkod: "9901", ...claims };
  const answer = await provider.signOn(browser, said, "none of it", headers);
  if (answer.status === 200) await browser.post("/logga-in/kommun", { municipality: (claims["into"] as string) ?? "9901" });
  expect(browser.cookies.has("fortrogen")).toBe(true);
  return browser;
}

const isInside = async (browser: PlainBrowser) => (await browser.get("/mina-inloggningar")).status === 200;

/** Presses the button of a page that posts to an address. */
async function press(browser: PlainBrowser, page: string, to: string, values: Record<string, string> = {}): Promise<Response> {
  const html = await (await browser.get(page)).text();
  const form = html.slice(html.indexOf(`action="${to}"`));
  expect(html).toContain(`action="${to}"`);
  return browser.post(to, { _csrf: hiddenField(form, "_csrf"), _key: hiddenField(form, "_key"), ...values });
}

async function accountId(who = sub): Promise<string> {
  const row = await inMunicipality(database.app, ek, (tx) =>
    tx.selectFrom("access.staff").select("id").where("subject", "=", `${provider.issuer}|${who}`).executeTakeFirstOrThrow(),
  );
  return row.id;
}

async function rolesOf(id: string): Promise<string[]> {
  const rows = await inMunicipality(database.app, ek, (tx) =>
    tx.selectFrom("access.staff_role").select("role").where("staff_id", "=", id).orderBy("role").execute(),
  );
  return rows.map((row) => row.role);
}

describe("one's own sign-ons", () => {
  it("are shown to everybody: from where, since when, last used, and which is the present one", async () => {
    for (const groups of [["SOC-HANDLAGGARE"], ["SOC-CHEF"], ["SOC-KVALITET"], ["IT-DRIFT"]]) {
      sub = `roll-${groups[0] ?? ""}`;
      const browser = await signOn({ groups }, { "user-agent": firefox, "x-forwarded-for": "192.0.2.7" });
      await signOn({ groups }, { "user-agent": phone, "x-forwarded-for": "2001:db8::7" });
      const html = await (await browser.get("/mina-inloggningar")).text();
      expect(html).toContain("Firefox på Windows, 192.0.2.7");
      expect(html).toContain("Safari på iPhone, 2001:db8::7");
      expect(html).toContain("Den här");
      expect(html).not.toContain("hemligt-tillägg");
    }
  });

  it("can be ended one by one, or all the others, in every municipality; the present one stays", async () => {
    const both = { kommunkod: ["9901", "9902"] };
    const here = await signOn({ ...both, into: "9901" });
    const there = await signOn({ ...both, into: "9902" });
    const third = await signOn({ ...both, into: "9901" });
    const html = await (await here.get("/mina-inloggningar")).text();
    expect(html).toContain("Björkvik");
    const id = await inMunicipality(database.app, ek, async (tx) => {
      const rows = await tx
        .selectFrom("access.session")
        .select("id")
        .where("staff_id", "=", await accountId())
        .orderBy("id", "desc")
        .execute();
      return rows.map((row) => row.id);
    });
    for (const one of id)
      if (html.includes(`value="${one}"`)) await press(here, "/mina-inloggningar", "/mina-inloggningar/avsluta", { sessionId: one });
    expect([await isInside(here), await isInside(third), await isInside(there)]).toEqual([true, false, true]);
    expect((await press(here, "/mina-inloggningar", "/mina-inloggningar/avsluta")).status).toBe(303);
    expect([await isInside(here), await isInside(there)]).toEqual([true, false]);
  });

  it("are one's own: another's cannot be seen or ended, whatever id is sent", async () => {
    const victim = await signOn({});
    const victimId = await accountId();
    const session = await inMunicipality(database.app, ek, (tx) =>
      tx.selectFrom("access.session").select("id").where("staff_id", "=", victimId).executeTakeFirstOrThrow(),
    );
    sub = `${sub}-annan`;
    const browser = await signOn({});
    await signOn({});
    const html = await (await browser.get("/mina-inloggningar")).text();
    expect(html).not.toContain(session.id);
    const answer = await press(browser, "/mina-inloggningar", "/mina-inloggningar/avsluta", { sessionId: session.id });
    expect(answer.status).toBe(404);
    expect(await isInside(victim)).toBe(true);
  });
});

describe("the operator's page of accounts", () => {
  let operator: PlainBrowser;
  beforeEach(async () => {
    const own = sub;
    sub = "drift";
    operator = await signOn({ groups: ["IT-DRIFT"], name: "Dag Drift" });
    sub = own;
  });

  it("is the first page of an operator, and nobody else's", async () => {
    expect((await operator.get("/")).headers.get("location")).toBe("/konton");
    const caseworker = await signOn({});
    const id = await accountId();
    for (const path of ["/konton", `/konton/${id}`]) expect((await caseworker.get(path)).status).toBe(403);
    for (const action of ["access.close-account", "access.end-account-sessions", "access.open-account"]) {
      const answer = await fetch(`${app.address}/api/actions/${action}`, {
        method: "POST",
        headers: {
          origin: app.address,
          "content-type": "application/json",
          cookie: `fortrogen=${caseworker.cookies.get("fortrogen") ?? ""}`,
        },
        body: JSON.stringify({ accountId: id }),
      });
      expect(answer.status).toBe(403);
    }
  });

  it("lists accounts with roles, unit, last sign-on, state and what is missing, by role and state", async () => {
    await signOn({ name: "Karin Ek", title: "socialsekreterare", enhet: "Barn och unga" });
    const html = await (await operator.get("/konton")).text();
    for (const words of ["Karin Ek", "socialsekreterare", "Barn och unga", "Öppet", "Personnummer saknas"]) expect(html).toContain(words);
    expect(await (await operator.get("/konton?roll=operator")).text()).not.toContain("Karin Ek");
    expect(await (await operator.get("/konton?lage=closed")).text()).not.toContain("Karin Ek");
    for (const wrong of ["/konton?roll=kung", "/konton?sida=0", "/konton?sida=x"]) expect((await operator.get(wrong)).status).toBe(422);
  });

  it("closes an account: its sessions end at once, and it lets nobody in until it is opened again", async () => {
    const browser = await signOn({});
    const id = await accountId();
    await press(operator, `/konton/${id}`, `/konton/${id}/stang`);
    expect(await isInside(browser)).toBe(false);
    const again = new PlainBrowser(app.address);
    const claims = { sub, name: "Person", groups: ["SOC-HANDLAGGARE"], kommunkod: "9901" };
    const refused = await provider.signOn(again, claims);
    expect(refused.status).toBe(403);
    expect(await refused.text()).toContain("Ditt konto i Förtrogen är avstängt");
    await press(operator, `/konton/${id}`, `/konton/${id}/oppna`);
    expect((await provider.signOn(again, claims)).status).toBe(303);
  });

  it("ends the sessions of an account, which may sign on again", async () => {
    const browser = await signOn({});
    const id = await accountId();
    await press(operator, `/konton/${id}`, `/konton/${id}/avsluta`);
    expect(await isInside(browser)).toBe(false);
    expect(await isInside(await signOn({}))).toBe(true);
    const events = await inMunicipality(database.app, ek, (tx) =>
      tx
        .selectFrom("audit.event")
        .select(["actor_id", "outcome"])
        .where("action", "=", "access.end-account-sessions")
        .where(({ eb, val }) => eb(val(id), "=", eb.fn.any("subject_ids")))
        .execute(),
    );
    expect(events).toEqual([{ actor_id: await accountId("drift"), outcome: "ok" }]);
  });

  it("does not close the operator's own account, nor one in another municipality", async () => {
    const own = await accountId("drift");
    expect(await (await operator.get(`/konton/${own}`)).text()).not.toContain("/stang");
    const abroad = await signOn({ kommunkod: "9902" });
    const stranger = await database.owner
      .selectFrom("access.staff")
      .select("id")
      .where("subject", "like", `%|${sub}`)
      .executeTakeFirstOrThrow();
    const key = hiddenField(await (await operator.get("/mina-inloggningar")).text(), "_csrf");
    expect((await operator.post(`/konton/${own}/stang`, { _csrf: key })).status).toBe(422);
    expect((await operator.post(`/konton/${stranger.id}/stang`, { _csrf: key })).status).toBe(404);
    expect((await operator.get(`/konton/${stranger.id}`)).status).toBe(404);
    expect([await isInside(operator), await isInside(abroad)]).toEqual([true, true]);
  });

  it("does not open an account whose identity number is another open account's", async () => {
    await signOn({});
    const id = await accountId();
    await press(operator, `/konton/${id}`, `/konton/${id}/stang`);
    await database.owner.updateTable("access.staff").set({ identity_number: "201001011236" }).where("id", "=", id).execute();
    sub = `${sub}-ny`;
    await signOn({});
    await database.owner
      .updateTable("access.staff")
      .set({ identity_number: "201001011236" })
      .where("id", "=", await accountId())
      .execute();
    const answer = await press(operator, `/konton/${id}`, `/konton/${id}/oppna`);
    expect(answer.status).toBe(409);
    expect(await answer.text()).toContain("hör till ett annat öppet konto");
  });

  it("has no way to give anybody a role, oneself least: no operation of the house writes roles or units", async () => {
    const id = await accountId("drift");
    const input = { accountId: id, staffId: id, sessionId: undefined, role: "caseworker", roles: ["caseworker"], unitId: id, active: true };
    for (const operation of await loadOperations()) {
      await fetch(`${app.address}/api/${operation.kind === "action" ? "actions" : "queries"}/${operation.name}`, {
        method: "POST",
        headers: {
          origin: app.address,
          "content-type": "application/json",
          cookie: `fortrogen=${operator.cookies.get("fortrogen") ?? ""}`,
        },
        body: JSON.stringify(input),
      });
      expect(await rolesOf(id), operation.name).toEqual(["operator"]);
    }
  });
});
