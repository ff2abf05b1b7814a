import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { routes } from "../../../src/app/web/routes.ts";
import { openVisit } from "../../pages/casework-visit.ts";
import type { Visit } from "../../pages/casework-visit.ts";
import { PlainBrowser, hiddenField } from "../../support/app.ts";
import { staffNames } from "../../support/casework.ts";

/** Every address, read and written to, by every kind of staff: who has not the role is refused, and nothing is a fault of ours. */
let visit: Visit;
beforeAll(async () => {
  visit = await openVisit();
});
afterAll(() => visit.close());

/**
 * The files of the municipality's extract, each made by a process of its own: whoever may have them is sent one of them here, and all of them in
 * `src/followup/exchange/pages/import.db.test.ts`. Who may not is refused each.
 */
const extracts = routes.filter(({ path }) => /\/uttag\.\w+$/u.test(path));
const addressOf = (path: string) => path.replace(/:\w+/gu, () => randomUUID());

test.each(staffNames)("%s is let to the pages of the own roles and to no others", async (name) => {
  const { roles: own } = visit.house.staff[name];
  const browser = name === "nobody" ? new PlainBrowser(visit.app.address) : await visit.signIn(name);
  const token = hiddenField(await (await browser.get("/om")).text(), "_csrf");
  const wrong: string[] = [];
  expect(extracts).toHaveLength(3);
  for (const route of routes) {
    const { method, path, roles, kind } = route;
    const may = name !== "nobody" && roles.some((role) => (own as readonly string[]).includes(role));
    if (may && extracts.includes(route) && extracts.indexOf(route) !== staffNames.indexOf(name) % extracts.length) continue;
    const answers = [
      ...(method === "POST" ? [] : [await browser.get(addressOf(path))]),
      ...(method === "GET" ? [] : [await browser.post(addressOf(path), { _csrf: token, _key: randomUUID() })]),
    ];
    for (const answer of answers) {
      const text = await answer.text();
      // What is for somebody outside is for no staff, whatever the role.
      if (kind !== "staff" && answer.status === 401) continue;
      const isRefused = name === "nobody" ? answer.status === 303 : answer.status === 403 && text.includes("Sidan hör inte till din roll");
      if (answer.status >= 500 || isRefused === may) wrong.push(`${method} ${path}: ${answer.status}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(routes.length).toBeGreaterThan(60);
});
