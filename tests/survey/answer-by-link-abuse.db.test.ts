import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { isOfApi, loadOperations } from "../../src/app/web/operations.ts";
import { routes } from "../../src/app/web/routes.ts";
import { mostAtOnce } from "../../src/platform/access/sign-on/outside-sessions.ts";
import { inMunicipality } from "../../src/platform/database/connect.ts";
import { tokenFor } from "../../src/survey/rounds/link.ts";
import { hiddenField, PlainBrowser, startTestApp } from "../support/app.ts";
import type { TestApp } from "../support/app.ts";
import { standingIn } from "../support/answered-form.ts";
import { addLink, addRound, agencyOf, comeIn, sendPage } from "../support/asked-unit.ts";
import { openHouse } from "../support/casework.ts";
import { children, numberAt } from "../support/identities.ts";
import type { House } from "../support/casework.ts";
import { makeWholeCase, plantMarks } from "../support/whole-case.ts";
import type { WholeCase } from "../support/whole-case.ts";

/**
 * The attack by whoever has a link, or would like to have one: in an agency's tenant beside a municipality with a case, and beside another agency.
 * Everything is refused in words, nothing is told, and it is in the log.
 */
const mark = "HEMLIGT";
let municipality: House;
let agency: House;
let other: House;
let whole: WholeCase;
let app: TestApp;
let mine: string;
let theirs: string;
let abroad: string;
let link: string;
let me: PlainBrowser;
let at: string;
let used = 0;

beforeAll(async () => {
  municipality = await openHouse();
  agency = await openHouse({ code: "202100-0555", database: municipality.database });
  other = await openHouse({ code: "202100-2114", database: municipality.database });
  whole = await makeWholeCase(municipality);
  await plantMarks(municipality, () => mark);
  app = await startTestApp(municipality.database, { now: new Date("2026-03-10T09:00:00+01:00") });
});
afterAll(async () => {
  await app?.close();
  await municipality.database.drop();
});
beforeEach(async () => {
  const codes = [`02${String(10 + ++used)}`, `03${String(10 + used)}`];
  [mine = "", theirs = ""] = await addRound(agencyOf(agency), codes);
  [abroad = ""] = await addRound(agencyOf(other), codes.slice(0, 1));
  link = await addLink(agencyOf(agency), mine);
  me = new PlainBrowser(app.address);
  at = await comeIn(me, link);
  await sendPage(me, `${at}/sida/organisering`, { q2_comment: `${mark} mitt` });
});

const browse = () => new PlainBrowser(app.address);
const events = async (where: ReturnType<typeof sql>) =>
  (
    await sql<{ action: string; kind: string; outcome: string; actor_role: string; municipality_id: number }>`
    select action, kind, outcome, actor_role, municipality_id from audit.event where ${where}`.execute(municipality.database.owner)
  ).rows;

describe("a link that is none", () => {
  const guesses = () => [
    tokenFor(Buffer.alloc(32, 7), { municipalityId: agency.municipalityId, unitId: mine, number: 1 }),
    "a",
    "a".repeat(4000),
    "%00",
    "..%2F..%2Fhemligt",
    "' or 1=1 --",
    mine,
  ];

  test("is answered in the same words as one that is withdrawn, opens nothing, is logged, and is counted by network", async () => {
    await addLink(agencyOf(agency), mine, 2);
    const texts = new Set<string>();
    for (const path of [link, ...guesses().map((guess) => `/svara/${guess}`)]) {
      for (const answer of [await browse().get(path), await browse().post(path, { name: "Ana", title: "chef" })]) {
        expect([path, answer.status]).toEqual([path, 404]);
        expect(answer.headers.getSetCookie()).toEqual([]);
        texts.add(await answer.text());
      }
    }
    expect(texts.size).toBe(1);
    expect([...texts][0]).toContain("Länken gäller inte");
    const { rows } = await sql<{
      n: number;
    }>`select count(*)::int as n from access.unplaced_sign_on where outcome = 'link-unknown'`.execute(municipality.database.owner);
    expect(rows[0]?.n).toBeGreaterThanOrEqual(16);
    let status = 404;
    for (let n = 0; n < 30 && status === 404; n++) status = (await browse().get(`/svara/${randomUUID()}`)).status;
    expect(status).toBe(429);
    // Who has a link is not shut out by who guesses from the same network.
    expect((await browse().get(await addLink(agencyOf(agency), mine, 3))).status).toBe(200);
  });

  test("that is withdrawn ends what it had opened, at once and in every process", async () => {
    const second = await startTestApp(municipality.database, { now: app.now() });
    expect((await me.get(at)).status).toBe(200);
    await addLink(agencyOf(agency), mine, 2);
    const elsewhere = new PlainBrowser(second.address);
    for (const [name, value] of me.cookies) elsewhere.cookies.set(name, value);
    expect([(await me.get(at)).status, (await elsewhere.get(at)).status]).toEqual([401, 401]);
    await second.close();
  });

  test("opens so many sessions at once and no more: the oldest of the unit ends, nobody else's", async () => {
    const elsewhere = browse();
    const beside = await comeIn(elsewhere, await addLink(agencyOf(agency), theirs));
    const live = async () =>
      (
        await sql<{ id: string }>`select id from access.outside_session where for_whom = ${mine}::uuid and ended_at is null
          order by started_at`.execute(municipality.database.owner)
      ).rows.map(({ id }) => id);
    const [oldest = ""] = await live();
    await sql`insert into access.outside_session select municipality_id, gen_random_uuid(), kind, for_whom, sha256(n::text::bytea), csrf_secret, name, title,
      source_address, started_at - interval '1 minute', expires_at, null from access.outside_session, generate_series(2, ${mostAtOnce}) n
      where for_whom = ${mine}::uuid`.execute(municipality.database.owner);
    await sql`update access.outside_session set started_at = started_at - interval '1 hour' where id = ${oldest}::uuid`.execute(
      municipality.database.owner,
    );
    expect([(await live()).length, (await me.get(at)).status]).toEqual([mostAtOnce, 200]);
    const more = await Promise.all([browse(), browse(), browse()].map(async (one) => ({ one, at: await comeIn(one, link) })));
    expect([(await live()).length, (await me.get(at)).status, (await elsewhere.get(beside)).status]).toEqual([mostAtOnce, 401, 200]);
    for (const { one, at: opened } of more) expect((await one.get(opened)).status).toBe(200);
    const ended = await events(sql`action = 'access.sign-off' and ${oldest}::uuid = any (subject_ids)`);
    expect(ended.map(({ outcome }) => outcome)).toEqual(["ok"]);
  });

  test("does not open a session while it is being withdrawn", async () => {
    const tried = await Promise.all([
      addLink(agencyOf(agency), mine, 2),
      ...[1, 2, 3, 4].map(async () => {
        const browser = browse();
        const answer = await browser.post(link, { name: "Ana", title: "chef" });
        return { browser, status: answer.status };
      }),
    ]);
    for (const one of tried) {
      if (typeof one === "string") continue;
      // Refused, or over the limit of refusals; or let in, and then out.
      expect([303, 404, 429]).toContain(one.status);
      expect((await one.browser.get(at)).status).toBe(401);
    }
  });
});

describe("whoever answers for one unit", () => {
  test("reaches neither another unit's answers nor another agency's, by any address or operation", async () => {
    const places: string[] = [];
    for (const [house, unitId] of [
      [agency, theirs],
      [other, abroad],
    ] as const) {
      const browser = browse();
      const place = await comeIn(browser, await addLink(agencyOf(house), unitId));
      await sendPage(browser, `${place}/sida/organisering`, { q2_comment: `${mark} annans` });
      places.push(place);
    }
    for (const place of places) {
      const setId = place.split("/").at(-1) ?? "";
      for (const { path, method } of routes.filter(({ kind }) => kind === "respondent")) {
        const address = path.replace(":answerSetId", setId).replace(":page", "organisering");
        const token = hiddenField(await (await me.get(at)).text(), "_csrf");
        const answers = [
          ...(method === "POST" ? [] : [await me.get(address)]),
          ...(method === "GET" ? [] : [await me.post(address, { _csrf: token, follows: "1", q2_comment: "Kapad" })]),
        ];
        for (const answer of answers) {
          expect([path, answer.status]).toEqual([path, 403]);
          expect(await answer.text()).not.toContain(mark);
        }
      }
      for (const [name, input] of [
        ["queries/survey.get-answer-set", {}],
        ["actions/survey.save-page", { page: "organisering", follows: 1, answers: { q2_comment: "Kapad" } }],
        ["actions/survey.sign-answers", { digest: "0".repeat(64), name: "Ana", title: "chef" }],
      ] as const) {
        const answer = await call(me, name, { answerSetId: setId, ...input });
        expect([name, answer.status]).toEqual([name, 403]);
        expect(await answer.text()).not.toContain(mark);
      }
    }
    const denied = await events(sql`kind = 'denied' and actor_role = 'respondent' and action like 'survey.%'`);
    expect(new Set(denied.map(({ action }) => action)).size).toBe(3);
    // What the database itself shows, whatever a permit would let through.
    const seen = await inMunicipality(
      municipality.database.app,
      agency.municipalityId,
      async (tx) =>
        Promise.all([
          tx.selectFrom("survey.unit").select("id").execute(),
          tx.selectFrom("survey.answer_set").select("unit_id").execute(),
          tx.selectFrom("survey.page_save").select("said_by").execute(),
          tx.selectFrom("survey.round").select("id").execute(),
        ]),
      { outsider: { kind: "respondent", forWhom: mine } },
    );
    expect(seen.map((one) => one.length)).toEqual([1, 1, 1, 1]);
  });

  test("is refused at every other page of the house, and each try is in the log", async () => {
    const token = hiddenField(await (await me.get(at)).text(), "_csrf");
    const before = (await events(sql`kind = 'denied' and actor_role = 'respondent' and action like 'page %'`)).length;
    let tried = 0;
    for (const { path, method, kind } of routes) {
      if (kind !== "staff") continue;
      const address = path.replace(/:(\w+)/gu, (_all, key: string) => whole[key as keyof WholeCase] ?? randomUUID());
      const answers = [
        ...(method === "POST" ? [] : [await me.get(address)]),
        ...(method === "GET" ? [] : [await me.post(address, { _csrf: token, _key: randomUUID(), ...whole })]),
      ];
      for (const answer of answers) {
        tried++;
        const text = await answer.text();
        expect([path, answer.status, text.includes("hör inte till det som du svarar på")]).toEqual([path, 403, true]);
        expect(text).not.toContain(mark);
      }
    }
    expect(tried).toBeGreaterThan(100);
    const after = await events(sql`kind = 'denied' and actor_role = 'respondent' and action like 'page %'`);
    expect(after.length - before).toBe(tried);
    // Whose they were is found by the session, which the sign-on names together with the unit.
    const sessions = sql`select subject_ids[2] from audit.event where action = 'access.sign-on' and ${mine}::uuid = any (subject_ids)`;
    expect((await events(sql`kind = 'denied' and action like 'page %' and session_id in (${sessions})`)).length).toBe(tried);
    expect(new Set(after.map((one) => one.municipality_id))).toEqual(new Set([agency.municipalityId]));
  });

  test("is refused by every operation of the house: of the six that are for it, about anything that is not its own", async () => {
    const open = [
      "forms.read",
      "forms.read-texts",
      "survey.find-in-answers",
      "survey.get-answer-set",
      "survey.save-page",
      "survey.sign-answers",
    ];
    const operations = await loadOperations();
    const forThem = operations.filter(({ permit }) => permit.some(({ kinds }) => kinds?.includes("respondent")));
    expect(forThem.map(({ name }) => name).sort()).toEqual(open);
    for (const operation of operations) {
      const { name, kind, open: isOpen } = operation;
      const answer = await call(me, `${kind === "action" ? "actions" : "queries"}/${name}`, { ...whole });
      const text = await answer.text();
      // What asks for no sign-on reads what is sent, whoever sends it; what is for the program alone has no address.
      expect([name, answer.status]).toEqual([name, isOpen ? 422 : isOfApi(operation) ? 403 : 404]);
      expect([name, text.includes(mark)]).toEqual([name, false]);
    }
  });

  test("is another than the staff who are signed on in the same browser: each has pages of its own", async () => {
    const staff = await sql<{
      id: string;
    }>`update access.staff set subject = 'demo:' || id where municipality_id = ${municipality.municipalityId}
      and id = ${municipality.staff.caseworker.staffId} returning id`.execute(municipality.database.owner);
    await sql`update core.municipality set is_demo = true where id = ${municipality.municipalityId}`.execute(municipality.database.owner);
    const cookies = new Map(me.cookies);
    expect((await me.signInAsDemo("0114", staff.rows[0]?.id ?? "")).status).toBe(303);
    for (const [name, value] of cookies) expect([name, me.cookies.get(name)]).toEqual([name, value]);
    const [desk, unit] = [await me.get("/mina-inloggningar"), await me.get(at)];
    expect([desk.status, unit.status]).toEqual([200, 200]);
    const [deskText, unitText] = [await desk.text(), await unit.text()];
    expect(deskText).not.toContain("Ana Prov");
    expect(unitText).not.toContain("Mina inloggningar");
    // The one's token is not the other's.
    const crossed = await me.post(`${at}/sida/organisering`, { _csrf: hiddenField(deskText, "_csrf"), follows: "1", q2_comment: "Korsad" });
    expect(crossed.status).toBe(403);
    // The one's cookie under the other's name is nobody's.
    const mixed = browse();
    mixed.cookies.set("fortrogen", cookies.get("fortrogen-svar") ?? "");
    mixed.cookies.set("fortrogen-svar", me.cookies.get("fortrogen") ?? "");
    expect([(await mixed.get("/mina-inloggningar")).status, (await mixed.get(at)).status]).toEqual([303, 401]);
    await me.post("/logga-ut", {});
    expect((await me.get(at)).status).toBe(200);
  });

  test("saves nothing by a form of another site, without the page's token, or with another's", async () => {
    const path = `${at}/sida/organisering`;
    const stands = standingIn(await (await me.get(path)).text());
    const foreign = await me.post(path, { ...stands, q2_comment: "Utifrån" }, { origin: "https://ond.example" });
    const without = await me.post(path, { follows: "1", q2_comment: "Utan" });
    const stranger = browse();
    await comeIn(stranger, await addLink(agencyOf(agency), theirs));
    const strangers = hiddenField(await (await stranger.get("/om")).text(), "_csrf");
    const wrong = await me.post(path, { follows: "1", q2_comment: "Annans", _csrf: strangers });
    expect([foreign.status, without.status, wrong.status]).toEqual([403, 403, 403]);
    expect((await browse().post(link, { name: "Ana", title: "chef" }, { origin: "https://ond.example" })).status).toBe(403);
    // A page that was opened for another unit, sent in a browser where this one has come in since.
    const theirPlace = await comeIn(me, await addLink(agencyOf(agency), theirs, 2));
    const old = await me.post(path, { ...stands, q2_comment: "Gammal" });
    expect([old.status, (await old.text()).includes("hör till någon annan")]).toEqual([403, true]);
    expect(theirPlace).not.toBe(at);
    const { rows } = await sql<{
      n: number;
    }>`select count(*)::int as n from survey.page_save where answers::text ~ 'Utifrån|Utan|Annans|Gammal'`.execute(
      municipality.database.owner,
    );
    expect(rows[0]?.n).toBe(0);
  });

  test("is told in words of what cannot be taken: too much, what is no text, and HTML stands as it was written", async () => {
    const path = `${at}/sida/organisering`;
    const huge = await sendPage(me, path, { q2_comment: "x".repeat(10_000_000) });
    expect([huge.status, huge.text.includes("för stort")]).toEqual([413, true]);
    const long = await sendPage(me, path, { q2_comment: "x".repeat(200_000) });
    expect([long.status, long.text.includes("Korta texten")]).toEqual([422, true]);
    const nul = await sendPage(me, path, { q2_comment: "a\0b" });
    expect([nul.status, nul.text.includes("tecken som inte går att spara")]).toEqual([422, true]);
    const number = await sendPage(me, path, { q2_comment: `Gäller ${numberAt(children, 0)}` });
    expect(number.status).toBe(422);
    const html = `<script>alert(1)</script>'"--`;
    expect((await sendPage(me, path, { q2_comment: html })).status).toBe(303);
    for (const page of [path, `${at}/skriv-ut`, `${at}/skriv-under`]) {
      const text = await (await me.get(page)).text();
      expect([page, text.includes("<script>alert"), text.includes("&lt;script&gt;alert(1)")]).toEqual([page, false, true]);
    }
    const named = browse();
    await comeIn(named, link, "<b>Ana</b>", "<i>chef</i>");
    const text = await (await named.get(at)).text();
    expect([text.includes("<b>Ana"), text.includes("&lt;b&gt;Ana")]).toEqual([false, true]);
  });
});

test.each(["%00", "a%00b", "%ED%A0%80", "%FF", "%E0%A4%A", "%", "%0d%0a", "%C2%80"])(
  "%s in an address of theirs, or in any field, is no fault of ours",
  async (dirt) => {
    const token = hiddenField(await (await me.get(at)).text(), "_csrf");
    const nul = "a\0b\ud800";
    for (const { path, method } of routes.filter(({ kind }) => kind === "respondent")) {
      for (const address of [
        path.replace(":answerSetId", at.split("/").at(-1) ?? "").replace(":page", dirt),
        path.replaceAll(/:\w+/gu, dirt),
      ]) {
        expect((await me.get(`${address}?utkast=${dirt}&q=${dirt}`)).status, address).toBeLessThan(500);
        if (method === "GET") continue;
        for (const name of ["follows", "q2_comment", "shown", "reason", "digest", "signerName", "_form", "_key", "_do", "_cancel"])
          expect((await me.post(address, { _csrf: token, [name]: nul })).status, `${address} ${name}`).toBeLessThan(500);
      }
    }
    expect((await browse().post(link, { name: nul, title: nul })).status).toBe(422);
  },
);

async function call(browser: PlainBrowser, path: string, input: object): Promise<Response> {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const headers = { "content-type": "application/json", origin: app.address, cookie };
  return fetch(`${app.address}/api/${path}`, { method: "POST", body: JSON.stringify(input), headers });
}
