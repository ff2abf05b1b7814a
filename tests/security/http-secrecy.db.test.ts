import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stockholmInstant } from "../../src/platform/basics/dates.ts";
import { assignToStaff } from "../../src/casework/intake/actions/assign-case.ts";
import { isOfApi, loadOperations } from "../../src/app/web/operations.ts";
import { routes } from "../../src/app/web/routes.ts";
import { openVisit, titleOf } from "../pages/casework-visit.ts";
import type { Visit } from "../pages/casework-visit.ts";
import { PlainBrowser, hiddenField } from "../support/app.ts";
import { findOwnFamily, openHouse, staffNames } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { countCaseRows, makeWholeCase, plantMarks } from "../support/whole-case.ts";
import type { WholeCase } from "../support/whole-case.ts";

/**
 * Every address × everybody who may not see the case: nothing of it in any answer, title, header or redirect, and nothing
 * changed. Every text of the case holds a mark that nothing else has, and which would be a script if it were not escaped.
 */
/** What stands in a column; without its name where a field takes 40 signs at most. */
const mark = (column: string): string => `xq-mark-${column.endsWith(".phone") ? "" : column}<script>alert(1)</script>'"--`;
const childNumber = "201701012393";
const parentNumber = "198001022386";
const secret = /xq-mark-|201701012393|20170101-2393|2026-0000/u;

let visit: Visit;
let abroad: House;
let theCase: WholeCase;
let marked: readonly string[];
const visitors = new Map<string, PlainBrowser>();
const operations = await loadOperations();

beforeAll(async () => {
  visit = await openVisit();
  const { house } = visit;
  abroad = await openHouse({ database: house.database, code: "0115" });
  await house.database.owner.updateTable("core.municipality").set({ is_demo: true }).execute();
  await sql`update access.staff set subject = 'demo:' || subject where municipality_id = ${abroad.municipalityId}`.execute(
    house.database.owner,
  );
  theCase = await makeWholeCase(house, { identityNumber: childNumber, birthDate: "2017-01-01", guardian1Number: parentNumber });
  marked = await plantMarks(house, mark);
  await inviteVisitors();
});
afterAll(() => visit.close());

const as = (name: string): PlainBrowser => visitors.get(name) ?? new PlainBrowser(visit.app.address);

async function inviteVisitors(): Promise<void> {
  const { house } = visit;
  const { owner } = house.database;
  const giveTo = (staffId: string) =>
    house.do(house.staff.leader, assignToStaff, { caseId: theCase.caseId, staffId, role: "medhandläggare" });
  const staffRow = (staffId: string) => owner.updateTable("access.staff").where("id", "=", staffId);
  for (const name of staffNames) if (!["caseworker", "leader", "colleague"].includes(name)) visitors.set(name, await visit.signIn(name));
  visitors.set("nobody signed in", new PlainBrowser(visit.app.address));
  const foreign = new PlainBrowser(visit.app.address);
  await foreign.signInAsDemo("0115", abroad.staff.caseworker.staffId);
  visitors.set("a caseworker of another municipality", foreign);
  // The session of one municipality with the other's code in the cookie.
  const forged = new PlainBrowser(visit.app.address);
  for (const [name, value] of foreign.cookies) forged.cookies.set(name, value.replace("0115.", "0114."));
  visitors.set("a cookie with another municipality's code", forged);
  const more = await addCaseworkers(4);
  const [closed, without, family, expired] = more as [string, string, string, string];
  for (const id of more) await giveTo(id);
  visitors.set("a closed account", await signInId(closed));
  visitors.set("a role taken away", await signInId(without));
  visitors.set("the child's guardian", await signInId(family));
  visitors.set("an expired session", await signInId(expired));
  await staffRow(closed).set({ active: false }).execute();
  await owner.deleteFrom("access.staff_role").where("staff_id", "=", without).execute();
  await staffRow(family).set({ identity_number: parentNumber }).execute();
  await findOwnFamily(house, house.staff.leader, theCase.caseId, family);
  await owner
    .updateTable("access.session")
    .set({ expires_at: stockholmInstant("2026-03-02", "09:00") })
    .where("staff_id", "=", expired)
    .execute();
}

async function addCaseworkers(count: number): Promise<string[]> {
  const { house } = visit;
  const ids = Array.from({ length: count }, () => randomUUID());
  for (const id of ids) {
    const row = {
      municipality_id: house.municipalityId,
      id,
      subject: `demo:${id}`,
      name: "Test extra",
      title: "",
      unit_id: house.staff.stranger.unitId,
    };
    await house.database.owner.insertInto("access.staff").values(row).execute();
    await house.database.owner
      .insertInto("access.staff_role")
      .values({ municipality_id: house.municipalityId, staff_id: id, role: "caseworker" })
      .execute();
  }
  return ids;
}

async function signInId(staffId: string): Promise<PlainBrowser> {
  const browser = new PlainBrowser(visit.app.address);
  const answer = await browser.signInAsDemo("0114", staffId);
  if (answer.status !== 303) throw new Error(`The sign-in answered ${answer.status}.`);
  return browser;
}

/** The address with the case's identifiers; what the case has none of gets the case's own. */
function addressOf(path: string): string {
  const ids: Readonly<Record<string, string>> = { ...theCase, step: "vagd" };
  return path.replace(/:(\w+)/gu, (_all, name: string) => ids[name] ?? theCase.caseId);
}

/** Everything an answer tells. */
async function toldBy(response: Response): Promise<string> {
  return [response.status, ...[...response.headers].flat(), await response.text()].join("\n");
}

const who = [
  ...staffNames.filter((name) => !["caseworker", "leader", "colleague"].includes(name)),
  "nobody signed in",
  "a caseworker of another municipality",
  "a cookie with another municipality's code",
  "a closed account",
  "a role taken away",
  "the child's guardian",
  "an expired session",
];

const extracts = routes.filter(({ path }) => /\/uttag\.\w+$/u.test(path));

test("the marks stand where they should", () => {
  expect(extracts).toHaveLength(3);
  expect(marked.length).toBeGreaterThan(40);
  for (const column of [
    "people.person.given_name",
    "intake.intake.concern",
    "participation.conversation.child_words",
    "decision.decision.reasoning",
  ])
    expect(marked).toContain(column);
});

describe.each(who)("%s", (name) => {
  test("sees nothing of the case at any address", async () => {
    const browser = as(name);
    const questions = ["", `?fas=${theCase.phaseId}&rattar=${theCase.conversationId}&visa=allt`];
    for (const [place, route] of routes.entries()) {
      // An address of the case is refused whatever is asked of it: with a question and without by turns. All others are asked both ways.
      const isOfCase = route.path.includes(":caseId");
      // The extract is made anew each time, by a process of its own: everybody asks for one of its files.
      if (extracts.includes(route) && extracts.indexOf(route) !== who.indexOf(name) % extracts.length) continue;
      const isOnce = isOfCase || extracts.includes(route);
      for (const query of isOnce ? [questions[(place + who.indexOf(name)) % 2]] : questions) {
        const answer = await browser.get(`${addressOf(route.path)}${query}`);
        const of = `${route.path} ${answer.status}`;
        if (isOfCase) expect([303, 403, 404], of).toContain(answer.status);
        expect(await toldBy(answer), of).not.toMatch(secret);
      }
    }
  });

  test("changes nothing by any form, whatever the token", async () => {
    const browser = as(name);
    const before = await countCaseRows(visit.house);
    const token = hiddenField(await (await browser.get("/om")).text(), "_csrf");
    // Whoever has no role has no session, and so no token.
    if ((staffNames as readonly string[]).includes(name) && name !== "nobody") expect(token).not.toBe("");
    for (const [place, route] of routes.filter((one) => one.path.includes(":caseId")).entries()) {
      // Without a token a form is turned away before it is read: everybody tries that at some of the addresses, at each address somebody.
      const isWithoutToo = place % who.length === who.indexOf(name);
      for (const _csrf of token === "" || !isWithoutToo ? [token] : [token, ""]) {
        const answer = await browser.post(addressOf(route.path), {
          _csrf,
          _key: randomUUID(),
          ...theCase,
          reason: "annat",
          text: "Ett",
          role: "ansvarig",
        });
        const of = `${route.path} ${answer.status}`;
        expect([303, 403, 404], of).toContain(answer.status);
        expect(answer.headers.get("location") ?? "/", of).toMatch(/^\/(\?.*)?$/u);
        expect(await toldBy(answer), of).not.toMatch(secret);
      }
    }
    expect(await countCaseRows(visit.house)).toEqual(before);
  });

  test("is told nothing by the programming interface", async () => {
    const browser = as(name);
    const before = await countCaseRows(visit.house);
    for (const operation of operations.filter((one) => "caseId" in one.input.shape && isOfApi(one))) {
      const body = JSON.stringify({ ...theCase, __proto__: { caseId: theCase.caseId } });
      const answer = await sendJson(browser, `/api/${operation.kind === "action" ? "actions" : "queries"}/${operation.name}`, body);
      expect([401, 403], operation.name).toContain(answer.status);
      expect(await toldBy(answer), operation.name).not.toMatch(secret);
    }
    expect(await countCaseRows(visit.house)).toEqual(before);
  });

  test("finds nothing by searching, but perhaps the unit to turn to", async () => {
    for (const number of [childNumber, "20170101-2393", parentNumber]) {
      const answer = await sendJson(as(name), "/api/queries/workplace.search-person", JSON.stringify({ number }));
      const told = await answer.text();
      expect(told).not.toMatch(secret);
      expect(told).not.toContain(theCase.caseId);
      if (name === "the child's guardian") expect(told).toBe('{"found":[]}');
    }
  });
});

async function sendJson(browser: PlainBrowser, path: string, body: string): Promise<Response> {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const headers = { "content-type": "application/json", origin: new URL(browser.base).origin, cookie };
  return fetch(new URL(path, browser.base), { method: "POST", body, headers, redirect: "manual" });
}

test("those who may see the case see its words escaped on every page, and never in a title", async () => {
  for (const name of ["caseworker", "leader"] as const) {
    const browser = await visit.signIn(name);
    let seen = 0;
    for (const route of routes.filter((one) => one.method !== "POST")) {
      const answer = await browser.get(addressOf(route.path));
      const html = await answer.text();
      expect(answer.status, route.path).toBeLessThan(500);
      // A file is no page: what it holds stands there as it was written.
      if (answer.headers.get("content-type")?.startsWith("text/html") !== true && answer.headers.has("content-disposition")) continue;
      expect(html, route.path).not.toContain("<script>alert");
      expect(html, route.path).not.toContain(`'"--`);
      expect(titleOf(html), route.path).not.toMatch(secret);
      if (html.includes("xq-mark-")) seen += 1;
    }
    expect(seen).toBeGreaterThan(12);
  }
});

test("the program's log has nothing of the case", () => {
  expect(visit.app.log.length).toBeGreaterThan(100);
  const lines = JSON.stringify(visit.app.log);
  expect(lines).not.toMatch(secret);
  for (const id of Object.values(theCase)) expect(lines).not.toContain(id);
  expect(visit.app.log.filter((line) => line.message === "fault")).toEqual([]);
});
