import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { addDemoStaff, hiddenField, PlainBrowser, startTestApp } from "../support/app.ts";
import type { TestApp } from "../support/app.ts";
import { addMunicipality, createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { done, pages } from "./pages.tsx";

const start = new Date("2026-03-14T08:00:00Z");
const later = (minutes: number) => new Date(start.getTime() + minutes * 60_000);

let database: TestDatabase;
let app: TestApp;
let amina: string;
let johan: string;
let real: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const demo = await addMunicipality(database, { code: "9901", name: "Ekdalen", isDemo: true });
  const other = await addMunicipality(database, { code: "9902", name: "Björkvik" });
  amina = await addDemoStaff(database, demo, { name: "Amina Lindqvist", title: "socialsekreterare", roles: ["caseworker"] });
  johan = await addDemoStaff(database, demo, { name: "Johan Ek", title: "gruppledare", roles: ["team_leader", "caseworker"] });
  real = await addDemoStaff(database, other, { name: "Riktig Person", roles: ["caseworker"] });
  app = await startTestApp(database, { now: start, routes: pages });
});
afterAll(async () => {
  await app?.close();
  await database?.drop();
});
beforeEach(() => {
  app.setNow(start);
  done.length = 0;
});

async function signedIn(staffId = amina): Promise<PlainBrowser> {
  const browser = new PlainBrowser(app.address);
  expect((await browser.signInAsDemo("9901", staffId)).status).toBe(303);
  return browser;
}

const caseId = "0199a1b2-0000-7000-8000-0000000000a1";
const formPath = `/prov/${caseId}/skriv`;

async function openForm(browser: PlainBrowser, path = formPath): Promise<{ _csrf: string; _key: string }> {
  const html = await (await browser.get(path)).text();
  const form = html.slice(html.indexOf('class="f-form"'));
  return { _csrf: hiddenField(form, "_csrf"), _key: hiddenField(form, "_key") };
}

describe("demo sign-in", () => {
  it("exists only while the municipality is marked as demo", async () => {
    expect(await (await new PlainBrowser(app.address).get("/")).text()).toContain("Logga in som Amina Lindqvist, socialsekreterare");
    expect((await new PlainBrowser(app.address).signInAsDemo("9902", real)).status).toBe(404);
    expect((await new PlainBrowser(app.address).signInAsDemo("9901", real)).status).toBe(404);
    await database.owner.updateTable("core.municipality").set({ is_demo: false }).where("code", "=", "9901").execute();
    try {
      expect((await new PlainBrowser(app.address).signInAsDemo("9901", amina)).status).toBe(404);
      expect(await (await new PlainBrowser(app.address).get("/")).text()).not.toContain("Logga in som");
      expect((await new PlainBrowser(app.address).get("/stil")).status).toBe(404);
    } finally {
      await database.owner.updateTable("core.municipality").set({ is_demo: true }).where("code", "=", "9901").execute();
    }
  });

  it("is refused from another origin", async () => {
    const browser = new PlainBrowser(app.address);
    const fields = { municipality: "9901", person: amina };
    expect((await browser.post("/logga-in/demo", fields, { origin: "https://evil.example" })).status).toBe(403);
    expect((await browser.post("/logga-in/demo", fields, { "sec-fetch-site": "cross-site" })).status).toBe(403);
  });

  it("marks every page as demo", async () => {
    const browser = await signedIn();
    expect(await (await browser.get("/prov/sida")).text()).toContain("alla uppgifter är påhittade");
  });
});

describe("session", () => {
  it("gives an HttpOnly SameSite=Lax cookie, and stores only a hash of its token", async () => {
    const browser = new PlainBrowser(app.address);
    const cookie = (await browser.signInAsDemo("9901", amina)).headers.getSetCookie().find((line) => line.startsWith("fortrogen=")) ?? "";
    expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Lax/u);
    const { rows } = { rows: await database.owner.selectFrom("access.session").selectAll().execute() };
    const token = browser.cookies.get("fortrogen")?.split(".")[1] ?? "";
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it("takes no token that somebody planted, and ends the session that was there before", async () => {
    const planted = new PlainBrowser(app.address);
    planted.cookies.set("fortrogen", `9901.${Buffer.alloc(32, 7).toString("base64url")}`);
    await planted.signInAsDemo("9901", amina);
    expect(planted.cookies.get("fortrogen")).not.toContain(Buffer.alloc(32, 7).toString("base64url"));
    const attacker = await signedIn(johan);
    const victim = new PlainBrowser(app.address);
    victim.cookies.set("fortrogen", attacker.cookies.get("fortrogen") ?? "");
    await victim.signInAsDemo("9901", amina);
    expect(victim.cookies.get("fortrogen")).not.toBe(attacker.cookies.get("fortrogen"));
    expect((await attacker.get("/prov/sida")).status).toBe(303);
  });

  it("ends after thirty idle minutes, and not before", async () => {
    const browser = await signedIn();
    app.setNow(later(29));
    expect((await browser.get("/prov/sida")).status).toBe(200);
    app.setNow(later(58));
    expect((await browser.get("/prov/sida")).status).toBe(200);
    app.setNow(later(58 + 30));
    expect((await browser.get("/prov/sida")).headers.get("location")).toBe("/?tillbaka=%2Fprov%2Fsida");
  });

  it("ends after ten hours however busy", async () => {
    const browser = await signedIn();
    for (let minutes = 20; minutes < 600; minutes += 20) {
      app.setNow(later(minutes));
      expect((await browser.get("/prov/sida")).status).toBe(200);
    }
    app.setNow(later(600));
    expect((await browser.get("/prov/sida")).status).toBe(303);
  });

  it("is not kept alive by a page that polls", async () => {
    const browser = await signedIn();
    app.setNow(later(20));
    await browser.get("/prov/sida", { "x-fortrogen-poll": "1" });
    app.setNow(later(31));
    expect((await browser.get("/prov/sida")).status).toBe(303);
  });
});

describe("forms", () => {
  it("does the action once for one shown form, and tells that it went well", async () => {
    const browser = await signedIn();
    const hidden = await openForm(browser);
    for (let i = 0; i < 2; i++)
      expect((await browser.post(formPath, { ...hidden, words: "hej", count: "3" })).headers.get("location")).toBe("/prov/sida");
    expect(done).toEqual([{ caseId, words: "hej", count: 3 }]);
    expect(await (await browser.get("/prov/sida")).text()).toContain("Det är sparat.");
    expect(await (await browser.get("/prov/sida")).text()).not.toContain("Det är sparat.");
  });

  it("shows the form again with the words kept, the faults at the fields and on top, and a title that says so", async () => {
    const browser = await signedIn();
    const answer = await browser.post(formPath, { ...(await openForm(browser)), words: "", count: "många <b>" });
    const html = await answer.text();
    expect(answer.status).toBe(422);
    expect(html).toContain("<title>Fel: Skriv – Förtrogen</title>");
    expect(html).toContain('<a class="ds-link" href="#field-words">Skriv något.</a>');
    expect(html).toContain('value="många &lt;b&gt;"');
    expect(html).toMatch(/id="field-count" name="count" aria-describedby="field-count-error" aria-invalid="true"/u);
    expect(done).toEqual([]);
  });

  it.each([
    ["another origin", { origin: "https://evil.example" }, {}],
    ["no origin", { origin: "" }, {}],
    ["a cross-site request", { "sec-fetch-site": "cross-site" }, {}],
    ["a neighbour on the same site", { "sec-fetch-site": "same-site" }, {}],
    ["a missing token", {}, { _csrf: "" }],
    ["a forged token", {}, { _csrf: Buffer.alloc(64).toString("base64url") }],
  ])("refuses %s", async (_name, headers, fields) => {
    const browser = await signedIn();
    const hidden = await openForm(browser);
    expect((await browser.post(formPath, { ...hidden, words: "hej", ...fields }, headers as Record<string, string>)).status).toBe(403);
    expect(done).toEqual([]);
  });

  it("refuses the token of another session", async () => {
    const stranger = await openForm(await signedIn(johan));
    const browser = await signedIn();
    const answer = await browser.post(formPath, { ...stranger, words: "hej" });
    expect(answer.status).toBe(403);
    expect(await answer.text()).not.toContain('value="hej"');
    expect(done).toEqual([]);
  });

  it("gives a form written while the session ended back to the one who wrote it, and to nobody else", async () => {
    const browser = await signedIn();
    const hidden = await openForm(browser);
    app.setNow(later(45));
    const parked = await browser.post(formPath, { ...hidden, words: "en lång\r\nberättelse" });
    expect(parked.headers.get("location")).toBe(`/?utloggad=sparat&tillbaka=${encodeURIComponent(formPath)}`);
    expect(await (await browser.get("/?utloggad=sparat")).text()).toContain("sparat som utkast");
    expect(done).toEqual([]);

    await browser.signInAsDemo("9901", amina);
    const own = `${formPath}?utkast=${hidden._key}`;
    const stranger = await signedIn(johan);
    expect(await (await stranger.get(own)).text()).not.toContain("berättelse");
    const html = await (await browser.get(own)).text();
    expect(html).toContain("är ifyllt");
    expect(html).toContain("en lång\nberättelse");

    const form = html.slice(html.indexOf('class="f-form"'));
    await browser.post(formPath, {
      _csrf: hiddenField(form, "_csrf"),
      _key: hiddenField(form, "_key"),
      words: "en lång\nberättelse",
    });
    expect(done).toEqual([{ caseId, words: "en lång\nberättelse" }]);
    expect(await (await browser.get(formPath)).text()).not.toContain("Utkast från");
  });

  it("keeps no draft that is very large", async () => {
    const browser = await signedIn();
    const hidden = await openForm(browser);
    app.setNow(later(45));
    expect((await browser.post(formPath, { ...hidden, words: "x".repeat(400_000) })).headers.get("location")).toBe("/?utloggad=1");
  });

  it("takes nothing over its size", async () => {
    const browser = await signedIn();
    const hidden = await openForm(browser);
    expect((await browser.post(formPath, { ...hidden, words: "x".repeat(1_100_000) })).status).toBe(413);
  });
});

describe("pages", () => {
  it("answers 403, 404 and 500 in Swedish, and never tells what the fault was", async () => {
    const browser = await signedIn();
    expect((await browser.get("/prov/chef")).status).toBe(403);
    expect((await browser.get("/prov/saknas")).status).toBe(404);
    expect(await (await browser.get("/finns-inte")).text()).toContain("Sidan finns inte");
    const fault = await browser.get("/prov/fel");
    expect(fault.status).toBe(500);
    expect(await fault.text()).not.toMatch(/hemlig|at .*\.ts/u);
    expect(JSON.stringify(app.log)).not.toMatch(/hemlig|20100101/u);
  });

  it("are never stored, and carry the strict policy", async () => {
    const answer = await (await signedIn()).get("/prov/sida");
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("content-security-policy")).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self'/u);
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    const html = await answer.text();
    expect(html).not.toMatch(/ style=| on\w+=|<script(?! type="module" src)/u);
  });

  it("are logged by template, without ids", async () => {
    const browser = await signedIn();
    await browser.get("/prov/0199a1b2-0000-7000-8000-000000000001/vem");
    expect(app.log.at(-1)).toMatchObject({ message: "request", route: "/prov/:caseId/vem", status: 200 });
    expect(JSON.stringify(app.log)).not.toContain("0199a1b2");
  });
});
