import { randomUUID } from "node:crypto";
import { request } from "node:http";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadOperations } from "../../src/app/web/operations.ts";
import { openVisit, titleOf } from "../pages/casework-visit.ts";
import type { Visit } from "../pages/casework-visit.ts";
import { PlainBrowser, hiddenField } from "../support/app.ts";
import { countCaseRows, makeWholeCase } from "../support/whole-case.ts";
import type { WholeCase } from "../support/whole-case.ts";

/** What somebody who means harm sends over real HTTP: forged forms, foreign identifiers, odd bodies and addresses. */
let visit: Visit;
let mine: WholeCase;
let other: WholeCase;
let me: PlainBrowser;
let csrf: string;

beforeAll(async () => {
  visit = await openVisit();
  mine = await makeWholeCase(visit.house);
  other = await makeWholeCase(visit.house, { givenName: "Bertil" });
  me = await visit.signIn("caseworker");
  csrf = await tokenOf(me);
});
afterAll(() => visit.close());

const tokenOf = async (browser: PlainBrowser): Promise<string> => hiddenField(await (await browser.get("/om")).text(), "_csrf");
const cookieOf = (browser: PlainBrowser): string => [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
const note = () => `/arenden/${mine.caseId}/anteckning/ny`;
const noteFields = (text: string) => ({ _key: randomUUID(), happenedOn: "2026-03-02", text });

/** Sends exactly these bytes, with headers of one's own. */
async function send(path: string, body: BodyInit, headers: Record<string, string>, browser = me): Promise<Response> {
  return fetch(new URL(path, browser.base), {
    method: "POST", redirect: "manual", body, headers: { origin: new URL(browser.base).origin, cookie: cookieOf(browser), ...headers },
  }); // prettier-ignore
}
const json = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  send(path, typeof body === "string" ? body : JSON.stringify(body), { "content-type": "application/json", ...headers });
const form = { "content-type": "application/x-www-form-urlencoded" };

async function unchanged(attack: () => Promise<void>): Promise<void> {
  const before = await countCaseRows(visit.house);
  await attack();
  expect(await countCaseRows(visit.house)).toEqual(before);
}

describe("a forged form", () => {
  test.each([
    ["without a token", async () => me.post(note(), noteFields("Falsk")), 403],
    ["with another's token", async () => me.post(note(), { ...noteFields("Falsk"), _csrf: await tokenOf(await visit.signIn("leader")) }), 403],
    ["with a token of the right length", async () => me.post(note(), { ...noteFields("Falsk"), _csrf: "A".repeat(86) }), 403],
    ["from another site", async () => me.post(note(), { ...noteFields("Falsk"), _csrf: csrf }, { origin: "https://ond.example" }), 403],
    ["from a neighbouring port", async () => me.post(note(), { ...noteFields("Falsk"), _csrf: csrf }, { origin: "http://127.0.0.1:1" }), 403],
    ["from nowhere", async () => me.post(note(), { ...noteFields("Falsk"), _csrf: csrf }, { origin: "null" }), 403],
    ["from another site by its fetch header", async () => me.post(note(), { ...noteFields("Falsk"), _csrf: csrf }, { "sec-fetch-site": "cross-site" }), 403],
    ["as JSON", async () => send(note(), JSON.stringify({ _csrf: csrf }), { "content-type": "application/json" }), 415],
    ["as nothing known", async () => send(note(), "hej", { "content-type": "text/weird" }), 415],
    ["that breaks off", async () => send(note(), "--x\r\nContent-Disposition: form-data; name=\"_csrf\"", { "content-type": "multipart/form-data; boundary=x" }), 400],
    ["larger than allowed", async () => send(note(), `_csrf=${csrf}&text=${"a".repeat(2_000_000)}`, form), 413],
    ["as JSON larger than allowed", async () => json("/api/actions/intake.write-note", { text: "a".repeat(2_000_000) }), 413],
  ] as const)("%s is refused", async (_name, attack, status) => {
    await unchanged(async () => expect((await attack()).status).toBe(status));
  }); // prettier-ignore

  test("the interface takes JSON from its own origin alone", async () => {
    const input = { caseId: mine.caseId, happenedOn: "2026-03-02", text: "Falsk" };
    const path = "/api/actions/intake.write-note";
    await unchanged(async () => {
      expect((await json(path, input, { origin: "https://ond.example" })).status).toBe(403);
      expect((await send(path, JSON.stringify(input), { "content-type": "text/plain" })).status).toBe(415);
      expect((await send(path, new URLSearchParams({ caseId: mine.caseId }), {})).status).toBe(415);
      for (const odd of ["", "[]", "null", "1", '"x"', "{", `{"caseId":["${mine.caseId}"]}`, `{"caseId":{"$ne":null}}`]) {
        expect([400, 403], odd).toContain((await json(path, odd)).status);
      }
      expect((await me.get(`/api/actions/intake.write-note?caseId=${mine.caseId}`)).status).toBe(404);
      expect((await json("/api/actions/constructor", {})).status).toBe(404);
      expect((await json("/api/actions/workplace.get-case", { caseId: mine.caseId })).status).toBe(404);
    });
  });
});

describe("odd fields", () => {
  test("doubled: the address decides the case, and the first answer counts", async () => {
    const body = `_csrf=${encodeURIComponent(csrf)}&_key=${randomUUID()}&caseId=${other.caseId}&caseId=${other.caseId}&text=Första&text=Andra&happenedOn=2026-03-02`;
    expect((await send(note(), body, form)).status).toBe(303);
    const { rows } = await sql`select text, case_id from intake.note where text in ('Första', 'Andra')`.execute(visit.house.database.owner);
    expect(rows).toEqual([{ text: "Första", case_id: mine.caseId }]);
  });

  test("that reach for the prototype change nothing but their own form", async () => {
    const names = [
      "__proto__.caseId",
      "__proto__",
      "constructor.prototype.x",
      "text.__proto__.y",
      "guardians.0.__proto__.z",
      "toString",
      "caseId.x",
    ];
    const body = new URLSearchParams({ _csrf: csrf, ...noteFields("Prototyp"), ...Object.fromEntries(names.map((name) => [name, "ond"])) });
    expect((await send(note(), body, {})).status).toBe(303);
    const raw = `{"caseId":"${mine.caseId}","happenedOn":"2026-03-02","text":"Hej","__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}`;
    expect((await json("/api/actions/intake.write-note", raw)).status).toBe(200);
    expect(({} as Record<string, unknown>)["admin"]).toBeUndefined();
  });
});

test("identifiers of another case are refused everywhere, and leave nothing", async () => {
  const operations = (await loadOperations()).filter((one) => one.kind === "action" && "caseId" in one.input.shape);
  const filled: Readonly<Record<string, unknown>> = {
    assessedOn: "2026-03-02", assessedAt: "09:55", result: "inget omedelbart skydd", reasoning: "x", outcome: "lämnad", givenOn: "2026-03-02", content: "x",
    purpose: "x", contacts: "x", text: "x", happenedOn: "2026-03-02", step: "vägd", heldOn: "2026-03-02", status: "genomfört", form: "enskilt", channel: "fysiskt",
    childWords: "x", extendedTo: "2026-12-24", specialReasons: "x", assessment: "x", legalGround: "right-to-intervention", delegationPoint: "1",
    investigationOutcome: "annat", childAnswer: "samtycker", consentForm: "muntligt", type: "familjebehandling", recipient: "familjen", provision: "egen", goals: "x",
    startedOn: "2026-03-02", provider: "x", childInformationUsed: "ja", firstFollowUpOn: "2026-06-01", followedUpOn: "2026-03-02",
    carriedOutAsPlanned: "ja", goalAttainment: "uppnått delvis", changeNeeded: "avsluta", summary: "x", endedOn: "2026-03-02", reason: "annat",
  }; // prettier-ignore
  const results: Readonly<Record<string, string>> = {
    "intake.decide-not-to-open": "pågående utredning finns", "participation.record-step": "gjort", "decision.decide-no-intervention": "ingen insats",
  }; // prettier-ignore
  const pointers = ["phaseId", "intakeId", "interventionId", "investigationId", "preliminaryAssessmentId", "correctsId", "conversationId"];
  let tried = 0;
  for (const operation of operations) {
    for (const pointer of pointers.filter((name) => name in operation.input.shape)) {
      const id =
        pointer === "correctsId"
          ? operation.name.startsWith("intake")
            ? other.noteId
            : other.conversationId
          : other[pointer as keyof WholeCase];
      const named = results[operation.name];
      const input = { ...filled, ...mine, ...(named ? { result: named, outcome: named } : {}), [pointer]: id };
      await unchanged(async () => {
        const answer = await json(`/api/actions/${operation.name}`, input);
        expect([409, 422], `${operation.name} ${pointer} ${answer.status}`).toContain(answer.status);
        expect(await answer.text(), operation.name).not.toContain("Bertil");
      });
      tried += 1;
    }
  }
  expect(tried).toBeGreaterThanOrEqual(15);
});

test("what is written as SQL or HTML comes back as words, on the page and in the summary of faults", async () => {
  const evil = `'); drop table intake.note; -- <img src=x onerror=alert(1)>" onmouseover="alert(2)`;
  expect((await me.post(note(), { ...noteFields(evil), _csrf: csrf })).status).toBe(303);
  const page = await (await me.get(`/arenden/${mine.caseId}/journal`)).text();
  expect(page).toContain("&lt;img src=x onerror=alert(1)&gt;");
  expect(page).not.toContain("<img src=x");
  const faulty = await me.post(note(), { _csrf: csrf, _key: randomUUID(), happenedOn: evil, text: evil });
  expect(faulty.status).toBe(422);
  const again = await faulty.text();
  expect(again).not.toContain("<img src=x");
  expect(again).not.toContain('" onmouseover="');
  expect(titleOf(again)).toBe("Fel: Anteckning – Förtrogen");
  const search = await me.post("/sok", { _csrf: csrf, number: evil.slice(0, 20) });
  expect(await search.text()).not.toContain("');");
});

describe("where one is led", () => {
  test.each([
    "https://ond.example/", "//ond.example", "/\\ond.example", "\\\\ond.example", "/\t/ond.example", " //ond.example", "javascript:alert(1)", "/%0d%0aSet-Cookie:x=1\r\nX: y", "",
  ])("%j after signing in is a page of our own", async (back) => {
    const browser = new PlainBrowser(visit.app.address);
    const answer = await browser.post("/logga-in/demo", { municipality: "0114", person: visit.house.staff.caseworker.staffId, back });
    const to = new URL(answer.headers.get("location") ?? "", visit.app.address);
    expect(answer.status).toBe(303);
    expect(to.origin).toBe(new URL(visit.app.address).origin);
    expect(answer.headers.get("x")).toBeNull();
    const shown = await (await new PlainBrowser(visit.app.address).get(`/?tillbaka=${encodeURIComponent(back)}`)).text();
    expect(shown).not.toContain("ond.example");
  }); // prettier-ignore

  test.each([
    "/tillgangar/../package.json", "/tillgangar/..%2f..%2fpackage.json", "/tillgangar/%2e%2e/%2e%2e/etc/passwd", "/tillgangar/....//etc/passwd",
    "/tillgangar/C:%5Cwindows", "/tillgangar/%00", "/tillgangar/__proto__", "/.git/config", "/.env", "/src/app/web/server.tsx", "/%E0%A4%A", "/arenden/%E0%A4%A", "/arenden/%00",
  ])("%s gives no file and no fault", async (path) => {
    const { status, body } = await rawGet(path);
    expect([303, 400, 403, 404], `${path} ${status}`).toContain(status);
    expect(body).not.toMatch(/root:|"dependencies"|\[core\]/u);
  }); // prettier-ignore

  test("a file's name takes no line ends from the address", async () => {
    const analyst = await visit.signIn("analyst");
    for (const kind of ["csv", "json", "xlsx"]) {
      const answer = await analyst.get(
        `/uppfoljning/svar.${kind}?fran=2023-02-01%0d%0aX-Ond:%201&till=2024-01-31%22%3b&period=%0d%0aX-Ond:1`,
      );
      expect(answer.status).toBeLessThan(500);
      expect(answer.headers.get("x-ond")).toBeNull();
      expect(answer.headers.get("content-disposition") ?? "").not.toMatch(/Ond|"/u);
    }
  });
});

describe("the demo's sign-in", () => {
  const enter = (person: string, municipality = "0114", headers: Record<string, string> = {}) =>
    new PlainBrowser(visit.app.address).post("/logga-in/demo", { municipality, person, back: "/" }, headers);

  test("lets in the demo's own people, from its own page", async () => {
    const { owner } = visit.house.database;
    const staffId = visit.house.staff.colleague.staffId;
    expect((await enter(staffId, "0114", { origin: "https://ond.example" })).status).toBe(403);
    for (const [person, municipality] of [["' or 1=1 --", "0114"], [randomUUID(), "0114"], [staffId, "0115"], [staffId, "' or 1=1 --"]]) {
      expect((await enter(person ?? "", municipality)).status).toBe(404);
    } // prettier-ignore
    await sql`update access.staff set subject = 'https://idp#1' where id = ${staffId}`.execute(owner);
    expect((await enter(staffId)).status).toBe(404);
    await sql`update access.staff set subject = 'demo:colleague' where id = ${staffId}`.execute(owner);
    await sql`update core.municipality set is_demo = false`.execute(owner);
    expect((await enter(staffId)).status).toBe(404);
    const front = await (await new PlainBrowser(visit.app.address).get("/")).text();
    expect(front).not.toContain("Test caseworker");
    await sql`update core.municipality set is_demo = true`.execute(owner);
    expect((await enter(staffId)).status).toBe(303);
  });
});

test("nothing of all this was a fault of ours, and no words of it are in the log", () => {
  expect(visit.app.log.filter((line) => line.level === "error")).toEqual([]);
  expect(JSON.stringify(visit.app.log)).not.toMatch(/Bertil|Falsk|ond\.example|drop table/u);
});

/** Gets an address as it stands; `fetch` would tidy it. */
async function rawGet(path: string): Promise<{ status: number; body: string }> {
  const { hostname, port } = new URL(visit.app.address);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, headers: { cookie: cookieOf(me) } }, (answer) => {
      let body = "";
      answer.setEncoding("utf8").on("data", (part: string) => (body += part));
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, body }));
    });
    sent.on("error", reject).end();
  });
}
