import { sql } from "kysely";
import { openHouse } from "../support/casework.ts";
import type { House, StaffName } from "../support/casework.ts";
import { PlainBrowser, hiddenField, plain, startTestApp } from "../support/app.ts";
import type { TestApp } from "../support/app.ts";
import { caseLink, caseTabs } from "../../src/casework/part/case-link.ts";
import { stockholmInstant } from "../../src/platform/basics/dates.ts";

/** A house with its web, where the test signs in as anybody and looks at pages as a browser without JavaScript does. */
export type Visit = {
  readonly house: House;
  readonly app: TestApp;
  /** Sets the clock of the house and of its web. */
  at(day: string, time?: string): void;
  signIn(name: StaffName): Promise<PlainBrowser>;
  close(): Promise<void>;
};

/** Opens a house whose staff can use the demo sign-in; a municipality, or an agency by its number. `channels`: the ways that messages leave by. */
export async function openVisit(code = "0114", channels: readonly string[] = ["e-post", "sms"]): Promise<Visit> {
  const house = await openHouse({ code, channels });
  await sql`update core.municipality set is_demo = true`.execute(house.database.owner);
  await sql`update access.staff set subject = 'demo:' || subject`.execute(house.database.owner);
  const app = await startTestApp(house.database, { now: stockholmInstant("2026-03-02", "10:00"), channels });
  return {
    house,
    app,
    at(day, time = "10:00") {
      house.at(day, time);
      app.setNow(stockholmInstant(day, time));
    },
    async signIn(name) {
      const browser = new PlainBrowser(app.address);
      const answer = await browser.signInAsDemo(code, house.staff[name].staffId);
      if (answer.status !== 303) throw new Error(`The sign-in of ${name} answered ${answer.status}.`);
      return browser;
    },
    async close() {
      await app.close();
      await house.database.drop();
    },
  };
}

/** Gets a page, fills in its form and sends it to `path`: as a person does. */
export async function submit(browser: PlainBrowser, path: string, fields: Record<string, string | readonly string[]>): Promise<Response> {
  const html = await (await browser.get(path)).text();
  const body = new URLSearchParams({ _csrf: hiddenFieldInForm(html, "_csrf"), _key: hiddenFieldInForm(html, "_key") });
  for (const [name, value] of Object.entries(fields)) for (const one of typeof value === "string" ? [value] : value) body.append(name, one);
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const origin = new URL(browser.base).origin;
  return fetch(new URL(path, browser.base), { method: "POST", redirect: "manual", body, headers: { ...plain, origin, cookie } });
}

/** The hidden field of the page's own form: the last one, after that of the sign-out button. */
function hiddenFieldInForm(html: string, name: string): string {
  return hiddenField(html.slice(html.indexOf("<main")), name);
}

/** All that a case shows, tab by tab, as text with single spaces. @throws where a tab is refused. */
export async function everyTab(browser: PlainBrowser, caseId: string): Promise<string> {
  const shown: string[] = [];
  for (const tab of caseTabs) {
    const answer = await browser.get(caseLink(caseId, tab));
    if (answer.status !== 200) throw new Error(`The tab ${tab} answered ${answer.status}.`);
    shown.push((await answer.text()).replaceAll(/\s+/gu, " "));
  }
  return shown.join("\n");
}

/** What stands in `<title>`. */
export function titleOf(html: string): string {
  return /<title>([^<]*)<\/title>/u.exec(html)?.[1] ?? "";
}
