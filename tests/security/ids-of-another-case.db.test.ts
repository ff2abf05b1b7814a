import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { routes } from "../../src/app/web/routes.ts";
import { openVisit } from "../pages/casework-visit.ts";
import type { Visit } from "../pages/casework-visit.ts";
import type { PlainBrowser } from "../support/app.ts";
import { makeWholeCase } from "../support/whole-case.ts";

/** An address in a case that names something of another case: a page that is not there, also where one works in both. */
let visit: Visit;
let ids: Readonly<Record<string, string>>;
let others: Readonly<Record<string, string>>;
const byRole = new Map<string, PlainBrowser>();
beforeAll(async () => {
  visit = await openVisit();
  ids = await makeWholeCase(visit.house);
  others = await makeWholeCase(visit.house, { givenName: "Bo", familyName: "Eklund" });
  byRole.set("caseworker", await visit.signIn("caseworker"));
  byRole.set("team_leader", await visit.signIn("leader"));
});
afterAll(() => visit.close());

const inCase = routes.filter(
  ({ path, kind, method }) => kind === "staff" && method !== "POST" && /^\/arenden\/:caseId\/.*:\w+Id/u.test(path),
);

/** Pages that answer in words of their own, and tell nothing of the other case. */
const otherwise = [
  // To whoever was second it says that somebody has answered: those that are answered are not kept apart from those that never were.
  "/arenden/:caseId/vardnadshavare/uppgift/:claimId (claimId) 200",
  // Somebody who is known in the case may be no party: the letter says so.
  "/arenden/:caseId/utredning/:investigationId/part/:personId/beslutsbrev (personId) 422",
  "/arenden/:caseId/utredning/:investigationId/part/:personId/beslutsbrev/granska (personId) 422",
];

test("what is of another case, or of none, is not there on any page of a case", async () => {
  expect(inCase.length).toBeGreaterThan(40);
  const found: string[] = [];
  for (const { path, roles } of inCase) {
    const browser = [...byRole].find(([role]) => (roles as readonly string[]).includes(role))?.[1];
    if (!browser) throw new Error(`Nobody here may open ${path}.`);
    const names = [...path.matchAll(/:(\w+)/gu)].map(([, name = ""]) => name);
    for (const strange of names.filter((name) => name.endsWith("Id") && name !== "caseId")) {
      for (const value of [others[strange], randomUUID()]) {
        if (value === undefined) continue;
        const own = (name: string) => (name === strange ? value : (ids[name] ?? (name.endsWith("Id") ? randomUUID() : "1")));
        const address = path.replaceAll(/:(\w+)/gu, (_whole, name: string) => own(name));
        const { status } = await browser.get(address);
        if (status !== 404) found.push(`${path} (${strange}) ${status}`);
      }
    }
  }
  expect([...new Set(found)].filter((one) => !otherwise.includes(one))).toEqual([]);
});
