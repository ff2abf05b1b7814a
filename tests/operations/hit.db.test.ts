import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "../../src/platform/database/connect.ts";
import type { OpenDatabase } from "../../src/platform/database/connect.ts";
import { openVisit, titleOf } from "../pages/casework-visit.ts";
import type { Visit } from "../pages/casework-visit.ts";
import { hiddenField, PlainBrowser, startTestApp } from "../support/app.ts";
import type { TestApp } from "../support/app.ts";
import { openCaseFor } from "../support/casework.ts";
import { openNetwork } from "../support/proxy.ts";
import type { Network } from "../support/proxy.ts";

/** What a person, and a program, is told whose request was hit: by a lost database, or by a row that somebody else holds. */
let visit: Visit;
let network: Network;
let lossy: OpenDatabase;
let app: TestApp;
let me: PlainBrowser;
let caseId: string;
const code = "0114";

beforeAll(async () => {
  visit = await openVisit();
  const { database, staff } = visit.house;
  ({ caseId } = await openCaseFor(visit.house));
  network = await openNetwork(database.ownerUrl);
  // A wait of a tenth of a second instead of five: what is tried is what comes then.
  lossy = openDatabase({ ownerUrl: database.ownerUrl, appUrl: network.through(database.appUrl), poolSize: 2, lockTimeout: 100, applicationName: "hit" });
  app = await startTestApp({ app: lossy.app }, { now: visit.app.now() });
  me = new PlainBrowser(app.address);
  expect((await me.signInAsDemo(code, staff.caseworker.staffId)).status).toBe(303);
}); // prettier-ignore
afterAll(async () => {
  await app.close();
  await lossy.close();
  await network.close();
  await visit.close();
});

const casePage = () => `/arenden/${caseId}`;
const notePage = () => `/arenden/${caseId}/anteckning/ny`;
const main = (html: string) => html.slice(html.indexOf("<main"));
const notes = async (text: string) =>
  (await sql`select from intake.note where text = ${text}`.execute(visit.house.database.owner)).rows.length;

async function form(text: string): Promise<Record<string, string>> {
  const html = main(await (await me.get(notePage())).text());
  return { _csrf: hiddenField(html, "_csrf"), _key: hiddenField(html, "_key"), happenedOn: "2026-03-02", text };
}

const callApi = (text: string, key?: string) =>
  fetch(`${app.address}/api/actions/intake.write-note`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      origin: app.address,
      cookie: [...me.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
      ...(key ? { "idempotency-key": key } : {}),
    },
    body: JSON.stringify({ caseId, happenedOn: "2026-03-02", text }),
  });

/** The fields that the page sends when its button ”Försök igen” is pressed. */
function fieldsOfAgain(html: string): Record<string, string> {
  const again = main(html);
  const hidden = [...again.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/gu)];
  return Object.fromEntries(hidden.map(([, name = "", value = ""]) => [name, value]));
}

async function expectPage(answer: Response, status: number, words: RegExp): Promise<string> {
  expect(answer.status).toBe(status);
  expect(answer.headers.get("content-type")).toContain("text/html");
  expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
  const html = await answer.text();
  expect(html).toMatch(/<html lang="sv"/u);
  expect(titleOf(html)).not.toContain("Alva");
  expect(main(html)).toMatch(words);
  expect(main(html)).toMatch(/Försök igen/u);
  return html;
}

async function expectProblem(answer: Response, status: number, problem: string): Promise<void> {
  expect(answer.status).toBe(status);
  expect(answer.headers.get("content-type")).toContain("application/problem+json");
  expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await answer.json()).toMatchObject({ status, code: problem, title: expect.any(String) as string, detail: expect.any(String) as string });
} // prettier-ignore

describe("a connection lost between two statements", () => {
  test("of a page: 503 that says to try again, and the button does", async () => {
    void network.resetBetweenStatements();
    const html = await expectPage(await me.get(casePage()), 503, /når inte sin databas/u);
    expect(html).toContain(`href="${casePage()}"`);
    expect((await me.get(casePage())).status).toBe(200);
  });

  test("of a form: nothing is saved, what was typed is in the page, and the button sends it once", async () => {
    const fields = await form("Bröts mellan två satser");
    void network.resetBetweenStatements();
    const html = await expectPage(await me.post(notePage(), fields), 503, /når inte sin databas/u);
    expect(await notes(fields["text"] ?? "")).toBe(0);
    expect(fieldsOfAgain(html)).toMatchObject(fields);
    for (let n = 0; n < 2; n++) expect((await me.post(notePage(), fieldsOfAgain(html))).status).toBe(303);
    expect(await notes(fields["text"] ?? "")).toBe(1);
  });

  test("of the API: a Problem; the same key acts once", async () => {
    const key = randomUUID();
    void network.resetBetweenStatements();
    await expectProblem(await callApi("Bröts i gränssnittet", key), 503, "database-lost");
    expect(await notes("Bröts i gränssnittet")).toBe(0);
    for (let n = 0; n < 2; n++) expect((await callApi("Bröts i gränssnittet", key)).status).toBe(200);
    expect(await notes("Bröts i gränssnittet")).toBe(1);
  });
});

describe.each([
  ["before the server heard of it", "before"],
  ["after the server had done it", "after"],
] as const)("a connection lost in the commit, %s", (_name, when) => {
  test("of the API: the Problem says that it may be saved; the same key acts once", async () => {
    const key = randomUUID();
    const text = `Commit ${when}`;
    void network.resetAtCommit(when);
    await expectProblem(await callApi(text, key), 503, "outcome-unknown");
    expect((await callApi(text, key)).status).toBe(200);
    expect(await notes(text)).toBe(1);
    network.stopResetting();
  });

  test("of a form: the page says that it may be saved, and its button does it once", async () => {
    const fields = await form(`Formulär, commit ${when}`);
    void network.resetAtCommit(when);
    const html = await expectPage(await me.post(notePage(), fields), 503, /Det kan ha sparats/u);
    for (let n = 0; n < 2; n++) expect((await me.post(notePage(), fieldsOfAgain(html))).status).toBe(303);
    expect(await notes(fields["text"] ?? "")).toBe(1);
    network.stopResetting();
  });
});

describe("a row that somebody else holds longer than one waits", () => {
  /** Holds the case as somebody does whose work takes too long. */
  const whileHeld = (statement: ReturnType<typeof sql>, work: () => Promise<void>) =>
    visit.house.database.owner.transaction().execute(async (tx) => {
      await statement.execute(tx);
      await work();
    });
  const theCase = () => sql`select from intake.case_file where id = ${caseId} for update`;

  test("for a form: not a wait but the form again, with what was typed and what to do; when it is free it is sent once", async () => {
    const fields = await form("Väntade på raden");
    let html = "";
    await whileHeld(theCase(), async () => {
      const answer = await me.post(notePage(), fields);
      expect(answer.status).toBe(422);
      html = main(await answer.text());
    });
    expect(html).toMatch(/Någon annan arbetar med samma sak\.[^]*Försök igen\./u);
    expect(html).toContain("Väntade på raden</textarea>");
    expect(hiddenField(html, "_key")).toBe(fields["_key"]);
    expect(await notes("Väntade på raden")).toBe(0);
    for (let n = 0; n < 2; n++) expect((await me.post(notePage(), fields)).status).toBe(303);
    expect(await notes("Väntade på raden")).toBe(1);
  });

  test("for the API: a Problem, and the same key acts when it is free", async () => {
    const key = randomUUID();
    await whileHeld(theCase(), async () => expectProblem(await callApi("Väntade i gränssnittet", key), 409, "try-again"));
    expect((await callApi("Väntade i gränssnittet", key)).status).toBe(200);
    expect(await notes("Väntade i gränssnittet")).toBe(1);
  });

  test("for a page: it is answered all the same, even where the session itself is held", async () => {
    await whileHeld(sql`select from access.session for update`, async () => {
      app.setNow(new Date(app.now().getTime() + 5 * 60_000));
      const answer = await me.get(casePage());
      if (answer.status !== 200) await expectPage(answer, 409, /Någon annan arbetar med samma sak/u);
    });
    expect((await me.get(casePage())).status).toBe(200);
  });
});

test("a server that is gone: pages and the API say so, /halsa lives on, and all is well when it is back", async () => {
  const gone = openDatabase({ ownerUrl: visit.house.database.ownerUrl, appUrl: "postgres://a:b@127.0.0.1:1/c" });
  const alone = await startTestApp({ app: gone.app, appUrl: "postgres://a:b@127.0.0.1:1/c" });
  const headers = { cookie: [...me.cookies].map(([name, value]) => `${name}=${value}`).join("; ") };
  await expectPage(await fetch(`${alone.address}${casePage()}`, { headers, redirect: "manual" }), 503, /når inte sin databas/u);
  await expectProblem(await fetch(`${alone.address}/api/queries/workplace.get-case?caseId=${caseId}`, { headers }), 503, "database-lost");
  expect((await fetch(`${alone.address}/halsa`)).status).toBe(200);
  expect((await fetch(`${alone.address}/redo`)).status).toBe(503);
  await alone.close();
  await gone.close();
});

test("nothing of this was a fault of ours", () => {
  expect(app.log.filter((line) => line.level === "error")).toEqual([]);
});
