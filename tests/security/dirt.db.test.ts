import { randomUUID } from "node:crypto";
import { request } from "node:http";
import { z } from "zod";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { identityOf } from "../../src/platform/access/sign-on/mapping.ts";
import { dayFieldsOf } from "../../src/platform/core/asked-days.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import type { Action, Operation, Query } from "../../src/platform/core/door.ts";
import { statusOf } from "../../src/app/web/error-pages.tsx";
import { findUnstorable } from "../../src/platform/basics/text.ts";
import { isOfApi, loadOperations } from "../../src/app/web/operations.ts";
import { findReviews } from "../../src/portals/desk/queries/find-reviews.ts";
import { routes } from "../../src/app/web/routes.ts";
import type { Route } from "../../src/ui/page.tsx";
import { openVisit, submit } from "../pages/casework-visit.ts";
import type { Visit } from "../pages/casework-visit.ts";
import { PlainBrowser, hiddenField } from "../support/app.ts";
import { staffNames } from "../support/casework.ts";
import type { StaffName } from "../support/casework.ts";
import { countCaseRows, makeWholeCase } from "../support/whole-case.ts";
import type { WholeCase } from "../support/whole-case.ts";

/** Dirt: signs that no database keeps, text that nobody sees, absurd lengths and absurd days, in everything that is sent. */
const nul = "a\0b";
const half = "a\ud83d";
const invisible = ["\u200b", "\ufeff", "\u2060\u200d", "\u00ad", "\u3164", "\u2800", " \u00a0\u2003\u3000\t", "\u202e"];
const operations = await loadOperations();

let visit: Visit;
let mine: WholeCase & { readonly itemId: string; readonly staffId: string };
let me: PlainBrowser;
let analyst: PlainBrowser;
/** Somebody of each role of a municipality: those of the other roles only read here. */
const byRole = new Map<string, PlainBrowser>();
let atFirst: Record<string, number>;

beforeAll(async () => {
  visit = await openVisit();
  const whole = await makeWholeCase(visit.house);
  const [item] = valueOf(await visit.house.read(visit.house.staff.leader, findReviews, {})).items;
  mine = { ...whole, itemId: item?.id ?? "", staffId: visit.house.staff.colleague.staffId };
  me = await visit.signIn("caseworker");
  analyst = await visit.signIn("analyst");
  byRole
    .set("caseworker", me)
    .set("analyst", analyst)
    .set("team_leader", await visit.signIn("leader"));
  for (const role of ["operator", "director"] as const) byRole.set(role, await visit.signIn(role));
  atFirst = await countCaseRows(visit.house);
});
afterAll(() => visit.close());

/** Those of the caseworker and the analyst who are let to what is for these roles; both of them where neither is, or where everybody is to try. */
function comers(roles: readonly string[], isForAll: boolean): readonly PlainBrowser[] {
  const mayCome = [...(roles.includes("caseworker") ? [me] : []), ...(roles.includes("analyst") ? [analyst] : [])];
  return isForAll || mayCome.length === 0 ? [me, analyst] : mayCome;
}

/** Whoever has one of these roles; the caseworker and the analyst where nobody has. */
function readers(roles: readonly string[]): readonly PlainBrowser[] {
  const found = [...byRole].flatMap(([role, browser]) => (roles.includes(role) ? [browser] : []));
  return found.length > 0 ? found : [me, analyst];
}

const oneOf = <T>(all: readonly T[], turn: number): readonly T[] => all.slice(turn % all.length).slice(0, 1);

type Answer = { status: number; errors?: { field: string; message: string }[]; questions?: { id: string; field: string }[] };

async function call(browser: PlainBrowser, operation: Operation, input: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const answer = await fetch(new URL(`/api/${operation.kind === "action" ? "actions" : "queries"}/${operation.name}`, browser.base), {
    method: "POST",
    body: JSON.stringify(input),
    headers: { origin: new URL(browser.base).origin, cookie, "content-type": "application/json", ...headers },
  });
  return { ...((await answer.json()) as object), status: answer.status };
}

const callers = new Map<string, StaffName>();

/** What the door answers one who may: the first answer that is not a refusal. */
async function callAsSomebody(operation: Operation, input: unknown): Promise<Answer> {
  // How often something may be done has tests of its own.
  const { limit: _limit, ...unlimited } = operation;
  const known = callers.get(operation.name);
  for (const name of known ? [known] : staffNames) {
    const actor = visit.house.staff[name];
    const result =
      operation.kind === "action"
        ? await visit.house.act(actor, unlimited as unknown as Action, input)
        : await visit.house.read(actor, unlimited as unknown as Query, input);
    if (result.ok) return { status: 200 };
    const { code, fields, field, message } = result.error;
    if (code === "not-permitted") continue;
    callers.set(operation.name, name);
    return { status: statusOf(code), errors: [...(fields ?? (field === undefined ? [] : [{ field, message }]))] };
  }
  return { status: 403 };
}

const fieldsOf = (operation: Operation) => Object.keys(operation.input.shape).filter((field) => field !== "caseId");
const operationFields = operations.flatMap((operation) => fieldsOf(operation).map((field) => [operation.name, field, operation] as const));
const withFields = operations.filter((one) => fieldsOf(one).length > 0).map((operation) => [operation.name, operation] as const);
const faultyIn = ({ errors = [] }: Answer): readonly string[] => errors.map(({ field }) => field.split(".")[0] ?? "");

/**
 * Sends the same in all of these fields at once; gives those at which no fault is told, which are to be tried one by one: all of them where a
 * field decides who may.
 */
async function fieldsWithoutFault(operation: Operation, fields: readonly string[], value: unknown): Promise<readonly string[]> {
  const answer = await callAsSomebody(operation, { ...mine, ...Object.fromEntries(fields.map((field) => [field, value])) });
  const told = answer.status === 422 ? faultyIn(answer) : [];
  return fields.filter((field) => !told.includes(field));
}

describe("what cannot be kept, in any field of any operation", () => {
  test.each(withFields)("%s: NUL and half a surrogate pair are faults at each field", async (_name, operation) => {
    for (const dirt of [nul, half, [nul], [{ personId: nul, answer: half }]]) {
      for (const field of await fieldsWithoutFault(operation, fieldsOf(operation), dirt)) {
        const answer = await callAsSomebody(operation, { ...mine, [field]: dirt });
        // Where a field decides who may, a value that makes no sense is nobody's.
        if (answer.status === 403) continue;
        expect([field, answer.status], JSON.stringify(answer)).toEqual([field, 422]);
        expect(faultyIn(answer), JSON.stringify(answer)).toContain(field);
      }
    }
  });

  test("as the case itself it is nobody's case, and the log takes it", async () => {
    for (const operation of operations.filter((one) => "caseId" in one.input.shape && isOfApi(one))) {
      for (const dirt of [nul, half, "\0", `${mine.caseId}\0`]) {
        const { status } = await call(me, operation, { caseId: dirt });
        expect([operation.name, status]).toEqual([operation.name, 403]);
      }
    }
  });

  test("in names of fields, deep inside and in long lists it is no fault of ours", async () => {
    const operation = operations.find((one) => one.name === "intervention.grant-intervention") as Operation;
    let deep: unknown = nul;
    for (let level = 0; level < 500; level++) deep = { [half]: deep };
    for (const input of [
      { [nul]: nul },
      { guardians: deep },
      { guardians: Array.from({ length: 20_000 }, () => nul) },
      { guardians: [deep] },
    ]) {
      expect((await call(me, operation, { ...mine, ...input })).status).toBe(422);
    }
  });
});

test("of all that nothing was written", async () => expect(await countCaseRows(visit.house)).toEqual(atFirst));

describe("a form with what cannot be kept", () => {
  test("comes back with the words, the place marked and the fault at the field, and nothing is written", async () => {
    const before = await countCaseRows(visit.house);
    const answer = await submit(me, `/arenden/${mine.caseId}/anteckning/ny`, { happenedOn: "2026-03-02", text: "Skolan\0 ringde." });
    const html = await answer.text();
    expect(answer.status).toBe(422);
    expect(html).toContain("Skolan\ufffd ringde.");
    expect(html).toContain("tecken som inte går att spara");
    expect(html).toContain('href="#field-text"');
    expect(await countCaseRows(visit.house)).toEqual(before);
  });

  const fields = ["number", "_csrf", "_key", "_confirm", "_draft", "_seen", "_cancel", "_do"];
  test.each(fields)("in the field %s of any page's form gives no fault of ours", async (name) => {
    const tokens = new Map<PlainBrowser, string>();
    for (const browser of [me, analyst]) tokens.set(browser, hiddenField(await (await browser.get("/om")).text(), "_csrf"));
    for (const [place, { path, roles }] of routes.filter((one) => one.method !== "GET").entries()) {
      const to = path.replace(/:(\w+)/gu, (_all, key: string) => mine[key as keyof WholeCase] ?? "steg");
      for (const browser of comers(roles, place % fields.length === fields.indexOf(name))) {
        const answer = await browser.post(to, { _csrf: tokens.get(browser) ?? "", _key: randomUUID(), [name]: nul });
        expect(answer.status, `${path} ${name}`).toBeLessThan(500);
      }
    }
  });
});

/** Sends exactly this address and these headers, which `fetch` would tidy. */
function raw(path: string, headers: Record<string, string> = {}): Promise<number> {
  const { hostname, port } = new URL(visit.app.address);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    sent.on("error", reject);
    sent.end();
  });
}

describe("what cannot be kept, in addresses, cookies and headers", () => {
  const dirts = ["%00", "a%00b", "%ED%A0%80", "%FF", "%E0%A4%A", "%", "%0d%0a", "%EF%BF%BF", "%C2%80"];
  /** What pages and the way in ask for after `?`. */
  const names = [
    "vidare",
    ...["tillbaka", "kommun", "utloggad", "rattar", "formular", "utkast", "fran", "till", "period", "sida", "visa", "sok", "q", "enhet"],
    ...["fas", "fil", "indelning", "lage", "namn", "regel", "roll", "sortera", "sprak", "svar", "uppgift"],
    ...["ansvarig", "av", "efter", "forsenat", "vald", "vecka"],
    ...["vem", "beslut", "lagrum", "insats", "manader", "kronor", "dag"],
    ...["oppna", "omrade"],
  ];
  const searchOf = (dirt: string) => names.map((name) => `${name}=${dirt}`).join("&");
  const cookieOf = (browser: PlainBrowser) => [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const pages = routes.filter((route) => route.method !== "POST");
  const inTheCase = ({ path }: Route, dirt: string) =>
    path.replace(/:(\w+)/gu, (_all, key: string) => mine[key as keyof WholeCase] ?? dirt);

  /** The pages that ask for something after `?` when somebody opens them, with what they ask for: what is not asked for cannot matter. */
  const asking = new Map<Route, readonly string[]>();
  const faults: string[] = [];
  beforeAll(async () => {
    const asked = vi.spyOn(URLSearchParams.prototype, "get");
    for (const [place, page] of pages.entries()) {
      const dirt = dirts[place % dirts.length] ?? "";
      const path = `${inTheCase(page, dirt)}?${searchOf(dirt)}`;
      asked.mockClear();
      // The municipality's extract is made by a process of its own each time: one of those who may have it asks for each file.
      for (const browser of /\/uttag\.\w+$/u.test(page.path) ? oneOf(readers(page.roles), place) : byRole.values()) {
        const status = await raw(path, { cookie: cookieOf(browser) });
        if (status >= 500) faults.push(`${path}: ${status}`);
      }
      // An address of the database has `options` of its own.
      const found = [...new Set(asked.mock.calls.map(([name]) => name))].filter((name) => name !== "options");
      if (found.length > 0) asking.set(page, found);
    }
    asked.mockRestore();
  });

  test("every page takes one of them, after the address, from everybody", () => expect(faults).toEqual([]));

  test("every name that a page asks for is tried", () => {
    expect(asking.size).toBeGreaterThan(10);
    expect([...new Set([...asking.values()].flat())].filter((name) => !names.includes(name))).toEqual([]);
  });

  test.each(dirts)("%s in a path or a search is no fault of ours", async (dirt) => {
    const turn = dirts.indexOf(dirt);
    const search = searchOf(dirt);
    const everybodys = [`/?${search}`, `/logga-in?${search}`, `/${dirt}`, `/tillgangar/${dirt}`, `/om?${search}`, `/api/queries/${dirt}`];
    const ways = [
      ...everybodys.map((path) => ({ path, roles: [] })),
      ...operations
        .filter((one) => one.kind === "query")
        .map(({ name, input, permit }) => ({
          path: `/api/queries/${name}?${Object.keys(input.shape)
            .map((key) => `${key}=${dirt}`)
            .join("&")}`,
          roles: permit.flatMap((one) => one.roles),
        })),
      ...pages
        .filter((page) => asking.has(page) || inTheCase(page, dirt).includes(dirt))
        .map((page) => ({ path: `${inTheCase(page, dirt)}?${search}`, roles: page.roles })),
      ...pages.filter(({ path }) => path.includes(":")).map(({ path, roles }) => ({ path: path.replace(/:\w+/gu, dirt), roles })),
    ];
    // By one of those who have the role, by turns. Who has not is turned away before anything of the address is read: they try each with one dirt.
    for (const [place, { path, roles }] of ways.entries()) {
      const isForAll = place % dirts.length === turn;
      for (const browser of isForAll ? [me, analyst] : oneOf(readers(roles), place + turn)) {
        expect(await raw(path, { cookie: cookieOf(browser) }), path).toBeLessThan(500);
      }
    }
  });

  test("after signing in nobody is led to an address that cannot be written", async () => {
    for (const back of ["/\0", "/\ud83d", "/å", "/\u007f", "/a\u0001"]) {
      const answer = await new PlainBrowser(visit.app.address).post("/logga-in/demo", {
        municipality: "0114",
        person: visit.house.staff.caseworker.staffId,
        back,
      });
      expect([303], JSON.stringify(back)).toContain(answer.status);
    }
    for (const municipality of [nul, "0114\0", "%00", "x".repeat(1000)]) {
      const answer = await new PlainBrowser(visit.app.address).post("/logga-in/demo", { municipality, person: nul, back: "/" });
      expect(answer.status).toBe(404);
    }
  });

  test.each([
    "fortrogen=0114.%00",
    "fortrogen=%00.%00",
    "fortrogen=0114.\u00ff",
    "fortrogen-besked=%00",
    "fortrogen-val=%00",
    "fortrogen-inloggning=%00",
  ])("the cookie %s", async (cookie) => {
    for (const path of ["/", "/om", "/arenden", "/logga-in/retur?code=%00&state=%00"])
      expect(await raw(path, { cookie })).toBeLessThan(500);
  });

  test.each([
    "accept-encoding",
    "sec-fetch-site",
    "origin",
    "x-forwarded-for",
    "user-agent",
    "idempotency-key",
    "confirm",
    "referer",
    "accept-language",
  ])("the header %s", async (name) => {
    const cookie = [...me.cookies].map(([key, value]) => `${key}=${value}`).join("; ");
    for (const value of ["%00", "\u00ff\u00fe", "a".repeat(8000)])
      expect(await raw("/arenden", { cookie, [name]: value })).toBeLessThan(500);
  });
});

describe("a claim of the sign-on", () => {
  const mapping = {
    subject: "sub", name: "name", title: "title", scope: "openid", municipality: { claim: "kommun" }, unit: { claim: "enhet" },
    roles: { claim: "grupper", values: { SOC: "caseworker" as const } },
  }; // prettier-ignore
  const claims = { sub: "a", name: "Amina", title: "socionom", kommun: "0114", enhet: "Norr", grupper: ["SOC"] };
  const read = (changed: object) => identityOf(mapping, "https://x", { ...claims, ...changed }, () => null);
  test.each(Object.keys(claims))("%s with what cannot be kept is refused in words or never taken", (claim) => {
    expect(read({}).ok).toBe(true);
    for (const dirt of [nul, half]) {
      const answer = read({ [claim]: claim === "grupper" ? ["SOC", dirt] : dirt });
      if (answer.ok) expect(findUnstorable(answer.value)).toEqual([]);
      else expect(answer.error.hint).not.toBe("");
    }
  });
  test.each(["sub", "name"])("%s that nobody sees counts as missing", (claim) => {
    for (const dirt of invisible) expect(read({ [claim]: dirt })).toMatchObject({ ok: false, error: { code: "claims-missing" } });
  });
});

describe("text that nobody sees is empty", () => {
  // Of those that staff may call: no other is reached here.
  const ofStaff = withFields.filter(([, { permit }]) => permit.some(({ roles }) => roles.length > 0));
  const mustBeFilledIn = ({ input }: Operation, field: string) => !(input.shape[field] as z.ZodType).safeParse(undefined).success;
  const required = ofStaff.flatMap(([name, operation]) => {
    const fields = fieldsOf(operation).filter((field) => mustBeFilledIn(operation, field));
    return fields.length > 0 ? [[name, operation, fields] as const] : [];
  });
  test.each(required)("%s: what must be filled in is", async (_name, operation, fields) => {
    for (const text of invisible) {
      for (const field of await fieldsWithoutFault(operation, fields, text)) {
        const answer = await callAsSomebody(operation, { ...mine, [field]: text });
        // Where a field decides who may, a value that makes no sense is nobody's.
        if (answer.status === 403 && ["itemId", "staffId"].includes(field)) continue;
        expect([field, answer.status]).toEqual([field, 422]);
        expect(answer.errors?.map((fault) => fault.field)).toContain(field);
      }
    }
  });

  test("and blanks of every kind are taken off the ends of what is kept", async () => {
    const written = await submit(me, `/arenden/${mine.caseId}/anteckning/ny`, {
      happenedOn: " 2026-03-02\u00a0",
      text: "\u200b\u2003Ringt\u3000\ufeff",
    });
    expect(written.status).toBe(303);
    expect(await (await me.get(`/arenden/${mine.caseId}/journal`)).text()).toMatch(/>Ringt</u);
  });
});

describe("absurd lengths", () => {
  test.each(withFields)("%s: nothing longer than each field takes", async (_name, operation) => {
    // A field for a whole file takes more than any other: what is sent is longer than that, or than any request may be.
    const { properties = {} } = z.toJSONSchema(operation.input, { io: "input", unrepresentable: "any" });
    const longest = Object.values(properties).map((of) => (typeof of === "object" ? (of.maxLength ?? 0) : 0));
    for (const long of ["a".repeat(Math.max(60_000, ...longest.map((most) => most + 1))), Array.from({ length: 1000 }, () => "a")]) {
      for (const field of await fieldsWithoutFault(operation, fieldsOf(operation), long)) {
        const answer = await callAsSomebody(operation, { ...mine, [field]: long });
        expect([403, 413, 422], `${field} ${JSON.stringify(answer).slice(0, 300)}`).toContain(answer.status);
        if (answer.status === 422) expect(faultyIn(answer)).toContain(field);
      }
    }
  });
});

describe("days", () => {
  const dayFields = operations.flatMap((operation) =>
    dayFieldsOf(operation.input).map((field) => [operation.name, field, operation] as const),
  );

  test("every operation's field whose name says that it is a day is one", () => {
    const named = operationFields
      .filter(([, field]) => /(On|Date|To)$/u.test(field) && !/passedOn$|^givenTo$/iu.test(field))
      .map(([name, field]) => `${name} ${field}`);
    expect(named.length).toBeGreaterThan(12);
    const fields = dayFields.map(([name, field]) => `${name} ${field}`);
    for (const one of named) expect(fields).toContain(one);
  });

  test.each(dayFields)("%s %s outside 1900–2100 is asked about", async (_name, field, operation) => {
    for (const day of ["1899-12-31", "0026-03-02", "2101-01-01", "9999-12-31", "1016-05-14"]) {
      const answer = await callAsSomebody(operation, { ...mine, [field]: day });
      expect(answer.status).toBe(422);
      expect(answer.errors?.find((fault) => fault.field === field)?.message).toContain("Stämmer året?");
    }
  });

  test("a note's day before the child was conceived is asked about, and kept when it is meant", async () => {
    const path = `/arenden/${mine.caseId}/anteckning/ny`;
    const before = await countCaseRows(visit.house);
    const words = { happenedOn: "2006-03-02", text: "Det hände storasyskonet." };
    const asked = await submit(me, path, words);
    const html = await asked.text();
    expect(asked.status).toBe(422);
    expect(html.replaceAll(/<[^>]+>/gu, "")).toContain("Stämmer dagen 2006-03-02?");
    expect(html).toContain("Det hände storasyskonet.");
    expect(await countCaseRows(visit.house)).toEqual(before);
    const question = hiddenFieldIn(html, "_confirm");
    const other = await submit(me, path, { ...words, happenedOn: "2007-03-02", _confirm: question });
    expect(other.status, "an answer about one day is no answer about another").toBe(422);
    expect((await submit(me, path, { ...words, _confirm: question })).status).toBe(303);
    expect((await countCaseRows(visit.house))["intake.note"]).toBe((before["intake.note"] ?? 0) + 1);
  });

  test.each(dayFields.filter(([, , operation]) => "caseId" in operation.input.shape))("%s %s before the child was conceived is never taken unasked", async (_name, field, operation) => {
    const answer = await callAsSomebody(operation, { ...mine, [field]: "2012-02-29" });
    expect([409, 422]).toContain(answer.status);
  }); // prettier-ignore

  test("the interface is asked in the same way, and answers with a header", async () => {
    const note = operations.find((one) => one.name === "intake.write-note") as Operation;
    const input = { caseId: mine.caseId, happenedOn: "2010-01-01", text: "Storasyskonet." };
    const asked = await call(me, note, input);
    expect(asked).toMatchObject({ status: 422, questions: [{ id: "happenedOn=2010-01-01", field: "happenedOn" }] });
    expect((await call(me, note, input, { confirm: asked.questions?.[0]?.id ?? "", "idempotency-key": randomUUID() })).status).toBe(200);
  });
});

function hiddenFieldIn(html: string, name: string): string {
  return hiddenField(html, name) || (new RegExp(`name="${name}"[^>]*value="([^"]*)"`, "u").exec(html)?.[1] ?? "");
}
