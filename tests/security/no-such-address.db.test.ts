import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { routes } from "../../src/app/web/routes.ts";
import type { Route } from "../../src/ui/page.tsx";
import { openVisit, titleOf } from "../pages/casework-visit.ts";
import type { Visit } from "../pages/casework-visit.ts";
import { hiddenField } from "../support/app.ts";
import type { PlainBrowser } from "../support/app.ts";

/** An address with an identifier that is none: a page that is not there, for whoever may open such a page, and told as any other that is not. */
const none = ["xyz", "1", "00000000-0000-7000-8000-00000000000g", "00000000-0000-7000-8000-000000000000X", "..%2F..", "%27%20or%201=1"];
const withParameters = routes.filter(({ path, kind }) => kind === "staff" && path.includes(":"));

const visits: Visit[] = [];
const byRole = new Map<string, PlainBrowser>();

beforeAll(async () => {
  const [municipality, agency] = [await openVisit(), await openVisit("202100-0555")];
  visits.push(municipality, agency);
  for (const role of ["caseworker", "analyst", "operator", "director"] as const) byRole.set(role, await municipality.signIn(role));
  byRole.set("team_leader", await municipality.signIn("leader"));
  byRole.set("agency", await agency.signIn("agency"));
});
afterAll(() => Promise.all(visits.map((visit) => visit.close())));

function whoeverMay({ path, roles }: Route): PlainBrowser {
  const found = [...byRole].find(([role]) => (roles as readonly string[]).includes(role));
  if (!found) throw new Error(`Nobody here may open ${path}.`);
  return found[1];
}

const namesIn = (path: string): readonly string[] => [...path.matchAll(/:(\w+)/gu)].map(([, name = ""]) => name);
/** The address with one of its parameters as given, and identifiers that are nobody's in the others. */
const addressOf = (path: string, of: string, value: string): string =>
  path.replaceAll(/:(\w+)/gu, (_whole, name: string) => (name === of ? value : randomUUID()));

describe("an identifier in the address that is none", () => {
  test("there are such pages, and every parameter that holds an identifier says so by its name", () => {
    expect(withParameters.length).toBeGreaterThan(120);
    const others = new Set(withParameters.flatMap(({ path }) => namesIn(path)).filter((name) => !name.endsWith("Id")));
    // What these name is a word or a number, and their pages look it up.
    expect([...others].sort()).toEqual([
      "age",
      "column",
      "del",
      "form",
      "formPage",
      "mall",
      "number",
      "page",
      "place",
      "point",
      "question",
      "step",
      "version",
      "was",
    ]);
  });

  test("is a page that is not there, on every address, whatever stands in its place", async () => {
    for (const route of withParameters) {
      const browser = whoeverMay(route);
      for (const [turn, name] of namesIn(route.path)
        .filter((each) => each.endsWith("Id"))
        .entries()) {
        const address = addressOf(route.path, name, none[(turn + route.path.length) % none.length] ?? "");
        const answer = await browser.get(address);
        const html = await answer.text();
        expect([address, answer.status]).toEqual([address, 404]);
        expect(titleOf(html), address).toMatch(/^Sidan finns inte/u);
      }
    }
  });

  test("and nothing is done, kept or judged of a form that is sent there", async () => {
    for (const route of withParameters.filter(({ method }) => method !== "GET")) {
      const browser = whoeverMay(route);
      const csrf = hiddenField(await (await browser.get("/om")).text(), "_csrf");
      for (const name of namesIn(route.path).filter((each) => each.endsWith("Id"))) {
        const address = addressOf(route.path, name, "xyz");
        const answer = await browser.post(address, { _csrf: csrf, _key: randomUUID(), text: "Står kvar hos ingen" });
        expect([address, answer.status]).toEqual([address, 404]);
      }
    }
  });

  test("tells whoever may not open the page the same as any address there", async () => {
    const operator = byRole.get("operator") as PlainBrowser;
    const refused = await operator.get(`/arenden/${randomUUID()}`);
    const odd = await operator.get("/arenden/xyz");
    expect([refused.status, odd.status]).toEqual([403, 403]);
  });

  test("a word or a number that is none is no fault of a form either", async () => {
    for (const route of withParameters) {
      const browser = whoeverMay(route);
      for (const name of namesIn(route.path).filter((each) => !each.endsWith("Id"))) {
        for (const value of ["xyz", "999999", "-1"]) {
          if (route.method === "POST") continue;
          const address = addressOf(route.path, name, value);
          expect([403, 404], address).toContain((await browser.get(address)).status);
        }
      }
    }
  });
});
