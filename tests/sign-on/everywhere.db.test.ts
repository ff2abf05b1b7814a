import type { CodeOf } from "../../src/platform/database/generated.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { inMunicipality } from "../../src/platform/database/connect.ts";
import { PlainBrowser } from "../support/app.ts";
import type { TestApp } from "../support/app.ts";
import { addMunicipality, createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { startForgingProvider } from "./forging-provider.ts";
import type { ForgingProvider } from "./forging-provider.ts";
import { startOpenIdApp } from "./oidc-app.ts";
import { pages } from "./pages.tsx";

let database: TestDatabase;
let provider: ForgingProvider;
let app: TestApp;
const ids: Record<string, number> = {};
const started: TestApp[] = [];
let person = 0;
let sub = "";

beforeAll(async () => {
  database = await createTestDatabase();
  for (const code of ["9901", "9902", "9903"]) ids[code] = await addMunicipality(database, { code, name: `Kommun ${code}` });
  provider = await startForgingProvider();
  app = await start();
});
afterAll(async () => {
  for (const one of started) await one.close();
  await provider?.close();
  await database?.drop();
});
beforeEach(() => {
  sub = `person-${++person}`;
});

async function start(options: Partial<Parameters<typeof startOpenIdApp>[1]> = {}): Promise<TestApp> {
  const one = await startOpenIdApp(database, { issuer: provider.issuer, routes: pages, ...options });
  started.push(one);
  return one;
}

type Said = { groups?: string[]; kommunkod?: string | string[]; enhet?: string; [claim: string]: unknown };

/** Signs the person on, in one municipality of those that the directory names; gives the cookie, "" when refused. */
async function signOn(said: Said, into?: string, where = app): Promise<string> {
  const browser = new PlainBrowser(where.address);
  const answer = await provider.signOn(browser, { sub, name: "Tova Två", groups: ["SOC-HANDLAGGARE"], ...said });
  if (answer.status === 200 && into) await browser.post("/logga-in/kommun", { municipality: into });
  return browser.cookies.get("fortrogen") ?? "";
}

async function isInside(cookie: string): Promise<boolean> {
  const browser = new PlainBrowser(app.address);
  browser.cookies.set("fortrogen", cookie);
  return (await browser.get("/prov/sida")).status === 200;
}

async function accountIn(code: string): Promise<{ id: string; roles: string[]; unit: string | null } | undefined> {
  return inMunicipality(database.app, ids[code] ?? 0, async (tx) => {
    const staff = await tx
      .selectFrom("access.staff as s")
      .leftJoin("access.unit as u", (join) => join.onRef("u.id", "=", "s.unit_id").onRef("u.municipality_id", "=", "s.municipality_id"))
      .select(["s.id", "u.name"])
      .where("s.subject", "=", `${provider.issuer}|${sub}`)
      .executeTakeFirst();
    if (!staff) return undefined;
    const rows = await tx.selectFrom("access.staff_role").select("role").where("staff_id", "=", staff.id).orderBy("role").execute();
    return { id: staff.id, roles: rows.map((row) => row.role), unit: staff.name };
  });
}

const rolesIn = async (code: string) => (await accountIn(code))?.roles;

async function events(
  code: string,
  kind?: CodeOf<"audit.event.kind">,
): Promise<{ action: string; outcome: string; subject_ids: string[]; source_address: string | null }[]> {
  return inMunicipality(database.app, ids[code] ?? 0, (tx) =>
    tx
      .selectFrom("audit.event")
      .select(["action", "outcome", "subject_ids", "source_address"])
      .$if(kind !== undefined, (query) => query.where("kind", "=", kind ?? "read"))
      .orderBy("id")
      .execute(),
  );
}

const everywhere = ["9901", "9902", "9903"];

describe("what the directory says at a sign-on", () => {
  it("counts in every municipality where the person has an account, and ends that person's sessions there at once", async () => {
    const cookies: Record<string, string> = {};
    for (const code of everywhere) cookies[code] = await signOn({ groups: ["SOC-CHEF"], kommunkod: everywhere, enhet: "Barn" }, code);
    // The same person, unchanged, in another browser: nobody is thrown out.
    const second = await signOn({ groups: ["SOC-CHEF"], kommunkod: everywhere, enhet: "Barn" }, "9901");
    for (const code of everywhere) expect(await isInside(cookies[code] ?? "")).toBe(true);
    const after = await signOn({ groups: ["SOC-HANDLAGGARE"], kommunkod: everywhere, enhet: "Barn" }, "9901");
    for (const code of everywhere) {
      expect(await rolesIn(code)).toEqual(["caseworker"]);
      expect(await isInside(cookies[code] ?? "")).toBe(false);
    }
    expect(await isInside(second)).toBe(false);
    expect(await isInside(after)).toBe(true);
    const rewritten = { action: "access.rewrite-roles", outcome: "ok", subject_ids: [(await accountIn("9902"))?.id] };
    expect(await events("9902")).toContainEqual(expect.objectContaining(rewritten));
  });

  it("counts before a municipality is chosen, and when none ever is", async () => {
    const cookie = await signOn({ groups: ["SOC-CHEF"], kommunkod: everywhere }, "9902");
    await signOn({ kommunkod: everywhere });
    expect(await rolesIn("9902")).toEqual(["caseworker"]);
    expect(await isInside(cookie)).toBe(false);
  });

  it("ends what a municipality gave that is no longer named", async () => {
    const cookie = await signOn({ kommunkod: everywhere, enhet: "Barn" }, "9903");
    expect(await signOn({ kommunkod: ["9901"] })).not.toBe("");
    expect(await rolesIn("9903")).toEqual([]);
    expect(await isInside(cookie)).toBe(false);
  });

  it.each([
    ["no role", { groups: [] }],
    ["a role that is not mapped", { groups: ["EKONOMI"] }],
    ["no municipality", { kommunkod: [] }],
    ["a municipality that is not here", { kommunkod: "9999" }],
    ["no name, and another role", { name: " ", groups: ["SOC-KVALITET"] }],
  ])("counts when the sign-on is refused, also to nothing at all: %s", async (_kind, said) => {
    const cookies = [await signOn({ kommunkod: everywhere }, "9901"), await signOn({ kommunkod: everywhere }, "9902")];
    const before = await Promise.all(cookies.map(isInside));
    expect(before).toEqual([true, true]);
    expect(await signOn({ kommunkod: everywhere, ...said })).toBe("");
    const expected = "name" in said ? ["analyst"] : [];
    for (const code of ["9901", "9902"]) expect(await rolesIn(code)).toEqual(expected);
    expect(await Promise.all(cookies.map(isInside))).toEqual([false, false]);
  });

  it("takes the unit away and gives another, with the sessions that stood on the old one", async () => {
    const cookie = await signOn({ groups: ["SOC-CHEF"], kommunkod: ["9901", "9902"], enhet: "Norr" }, "9902");
    await signOn({ groups: ["SOC-CHEF"], kommunkod: ["9901", "9902"], enhet: "Söder" }, "9901");
    expect((await accountIn("9902"))?.unit).toBe("Söder");
    expect(await isInside(cookie)).toBe(false);
    await signOn({ groups: ["SOC-CHEF"], kommunkod: ["9901", "9902"] }, "9901");
    expect((await accountIn("9902"))?.unit).toBeNull();
  });

  it("is one thing when two sign-ons of the same person come at once", async () => {
    for (const code of everywhere) await signOn({ groups: ["SOC-CHEF"], kommunkod: everywhere }, code);
    const said = [["SOC-CHEF"], ["SOC-HANDLAGGARE"], ["SOC-KVALITET"]];
    await Promise.all(said.map((groups) => signOn({ groups, kommunkod: everywhere }, "9901")));
    const found = await Promise.all(everywhere.map(rolesIn));
    expect([["caseworker", "team_leader"], ["caseworker"], ["analyst"]]).toContainEqual(found[1]);
    expect(found[2]).toEqual(found[1]);
  });

  it("opens nothing for an account without a role, whatever session there is", async () => {
    const cookie = await signOn({ kommunkod: "9901" });
    await inMunicipality(database.app, ids["9901"] ?? 0, (tx) => tx.deleteFrom("access.staff_role").execute());
    expect(await isInside(cookie)).toBe(false);
  });
});

describe("an identity number", () => {
  const strict = () => start({ mapping: { identityNumber: "pnr" } });
  const pnr = "201001011236";

  it("that is another open account's is refused, and the first one's owner is not disturbed", async () => {
    const where = await strict();
    const first = await signOn({ kommunkod: "9901", pnr }, undefined, where);
    sub = `${sub}-another`;
    expect(await signOn({ kommunkod: "9901", pnr }, undefined, where)).toBe("");
    const denied = await events("9901", "denied");
    expect(denied).toContainEqual(expect.objectContaining({ action: "access.sign-on", outcome: "identity-number-taken" }));
    expect(await isInside(first)).toBe(true);
    // In another municipality it is another employer's account.
    expect(await signOn({ kommunkod: "9902", pnr }, undefined, where)).not.toBe("");
    // When the account that is not used is closed, the number is free.
    await database.owner
      .updateTable("access.staff")
      .set({ active: false })
      .where("subject", "like", `%|${sub.replace("-another", "")}`)
      .execute();
    expect(await signOn({ kommunkod: "9901", pnr }, undefined, where)).not.toBe("");
  });

  it("is one person's also when two come at once, and in the database itself", async () => {
    const where = await strict();
    const number = "201001021235";
    const subs = ["a", "b", "c"].map((letter) => `${sub}-${letter}`);
    const cookies = await Promise.all(
      subs.map(async (one) => {
        const browser = new PlainBrowser(where.address);
        await provider.signOn(browser, { sub: one, name: "Någon", groups: ["SOC-HANDLAGGARE"], kommunkod: "9903", pnr: number });
        return browser.cookies.has("fortrogen");
      }),
    );
    expect(cookies.filter(Boolean).length).toBeLessThanOrEqual(1);
    const held = await database.owner.selectFrom("access.staff").select("id").where("identity_number", "=", number).execute();
    expect(held.length).toBeLessThanOrEqual(1);
    const insert = (id: string) =>
      database.owner
        .insertInto("access.staff")
        .values({ municipality_id: ids["9903"] ?? 0, id, subject: `direct|${id}`, name: "x", title: "", identity_number: "201001031234" })
        .execute();
    await insert("0199a1b2-0000-7000-8000-000000000001");
    await expect(insert("0199a1b2-0000-7000-8000-000000000002")).rejects.toMatchObject({ code: "23505" });
  });

  it("that was known is not forgotten when a sign-on gives none, and one without is warned of on every page", async () => {
    const where = await start({ mapping: { identityNumber: { claim: "pnr", whenMissing: "warn" } } });
    const number = "201001041233";
    await signOn({ kommunkod: "9901", pnr: number }, undefined, where);
    await signOn({ kommunkod: "9901" }, undefined, where);
    const row = await database.owner
      .selectFrom("access.staff")
      .select("identity_number")
      .where("subject", "like", `%|${sub}`)
      .executeTakeFirst();
    expect(row?.identity_number).toBe(number);
    sub = `${sub}-utan`;
    const cookie = await signOn({ kommunkod: "9901" }, undefined, where);
    const browser = new PlainBrowser(where.address);
    browser.cookies.set("fortrogen", cookie);
    expect(await (await browser.get("/prov/sida")).text()).toContain("Förtrogen känner inte till ditt personnummer");
    expect((await events("9901")).map((event) => event.action)).toContain("access.sign-on-without-identity-number");
  });
});

describe("a refused sign-on", () => {
  it("is logged where the account is and where it was meant, with the address it came from", async () => {
    await signOn({ kommunkod: "9902" });
    await signOn({ kommunkod: "9901", groups: ["EKONOMI"] });
    const id = (await accountIn("9902"))?.id ?? "";
    const there = (await events("9902", "denied")).find((event) => event.subject_ids.includes(id));
    expect(there).toMatchObject({ action: "access.sign-on", outcome: "no-role" });
    expect(there?.source_address).toMatch(/^10\./u);
    // The order within one moment of a clock that stands still is by chance.
    expect(await events("9901", "denied")).toContainEqual(expect.objectContaining({ outcome: "no-role", subject_ids: [] }));
  });

  it("that cannot say whom it is about is logged where there is one municipality, otherwise in the program's log", async () => {
    const browser = new PlainBrowser(app.address);
    expect((await browser.get("/logga-in/retur?code=x&state=y")).status).toBe(400);
    expect(app.log).toContainEqual(expect.objectContaining({ message: "sign-on refused", code: "sign-on-expired" }));
    const alone = await createTestDatabase();
    const only = await addMunicipality(alone, { code: "9901", name: "Ekdalen" });
    await addMunicipality(alone, { code: "0000", name: "Demokommunen", isDemo: true });
    const small = await startOpenIdApp(alone, { issuer: provider.issuer, routes: pages });
    await provider.signOn(new PlainBrowser(small.address), { sub: "x", name: "X" }, "another key");
    const written = await inMunicipality(alone.app, only, (tx) => tx.selectFrom("audit.event").select(["kind", "outcome"]).execute());
    expect(written).toEqual([{ kind: "denied", outcome: "sign-on-failed" }]);
    await small.close();
    await alone.drop();
  });

  it("shuts nobody out, however often it is done in a person's name or from the same address, and stops filling the log", async () => {
    const own = await signOn({ kommunkod: "9901" });
    const from = { "x-forwarded-for": "192.0.2.77" };
    const linesOfFailure = () => app.log.filter((line) => line.message === "sign-on refused" && line["code"] === "sign-on-failed").length;
    const before = linesOfFailure();
    const statuses: number[] = [];
    for (let n = 0; n < 45; n++) {
      const browser = new PlainBrowser(app.address);
      await browser.get("/logga-in", from);
      statuses.push((await browser.get(`/logga-in/retur?code=x&state=${sub}`, from)).status);
    }
    expect(statuses.at(0)).toBe(422);
    expect(new Set(statuses)).toEqual(new Set([422, 429]));
    // What is beyond the limit is answered, and adds no line.
    expect(linesOfFailure() - before).toBe(statuses.filter((status) => status === 422).length);
    const browser = new PlainBrowser(app.address);
    await provider.signOn(browser, { sub, name: "Tova", groups: ["SOC-HANDLAGGARE"], kommunkod: "9901" }, "none of it", from);
    expect(browser.cookies.has("fortrogen")).toBe(true);
    expect(await isInside(own)).toBe(true);
  });
});
