import { expect } from "vitest";
import type { Locator, Page } from "playwright-core";
import { expectNoAxeViolations, leaveBy, overflowsSideways } from "../support/browser.ts";

/** The tabs of a case, as they are called there. */
const tabs = ["Översikt", "Utredning", "Insatser", "Personer", "Journal"];

/** Someone at a browser: fills in fields by their names, follows links, presses buttons, and looks at each page that comes. */
export class Person {
  readonly page: Page;
  readonly base: string;
  readonly scripts: boolean;
  /** Words that may never stand in an address or a title. */
  readonly secrets: readonly string[];
  /** The widths of the window at which each page is looked at closely; none: the window's own. */
  readonly widths: readonly number[];
  /** How often each address has been looked at closely. A page that comes again and again is looked at three times. */
  readonly #looks = new Map<string, number>();
  constructor(page: Page, base: string, options: { scripts: boolean; secrets: readonly string[]; widths?: readonly number[] }) {
    this.page = page;
    this.base = base;
    this.scripts = options.scripts;
    this.secrets = options.secrets;
    this.widths = options.widths ?? [];
  }

  async open(path: string): Promise<void> {
    await this.page.goto(this.base + path);
    await this.look();
  }

  /** Clicks a link or a button and looks at the page that comes. */
  async press(target: Locator): Promise<void> {
    await target.waitFor().catch(async () => {
      throw new Error(`${new URL(this.page.url()).pathname} has no ${String(target)}. It says: ${await this.words()}`);
    });
    await leaveBy(this.page, () => target.click());
    await this.look();
  }

  async button(name: string | RegExp): Promise<void> {
    await this.press(this.page.getByRole("button", { name }).first());
  }

  /** Follows the first link in the page that leads to an address with this in it. */
  async follow(part: string): Promise<void> {
    await this.press(this.page.locator(`a[href*="${part}"]:visible`).first());
  }

  /** Follows the link where it stands: on another tab of the case where it does. */
  async goTo(part: string): Promise<void> {
    const link = this.page.locator(`main a[href*="${part}"]:visible`).first();
    for (const name of ["", ...tabs]) {
      const tab = this.page.locator("main").getByRole("link", { name, exact: true });
      if (name !== "" && (await tab.count()) === 0) continue;
      if (name !== "") await this.press(tab.first());
      if ((await link.count()) > 0) return this.press(link);
    }
    throw new Error(`No link to ${part} in the case. It says: ${await this.words()}`);
  }

  /** Writes in a field, after opening the box that holds it. */
  async write(name: string, text: string): Promise<void> {
    const field = this.page.locator(`[name="${name}"]`);
    await this.reach(field);
    await field.fill(text);
  }

  /** Chooses in a list, or ticks, or picks one of several. */
  async choose(name: string, value: string): Promise<void> {
    const list = this.page.locator(`select[name="${name}"]`);
    if ((await list.count()) > 0) return void (await list.selectOption(value));
    const choice = this.page.locator(`input[name="${name}"][value="${value}"]`);
    await this.reach(choice);
    await choice.check();
  }

  async reach(field: Locator): Promise<void> {
    const closed = this.page.locator("details:not([open])").filter({ has: field });
    if ((await closed.count()) > 0) await closed.locator("summary").click();
  }

  /** What is the same on every page: a heading, no secrets in the address or the title, no faults for those who listen or have a narrow window. */
  async look(): Promise<void> {
    const seen = (await this.page.evaluate("({ title: document.title, headings: document.querySelectorAll('h1').length })")) as {
      readonly title: string;
      readonly headings: number;
    };
    const address = withoutIdentifiers(decodeURIComponent(this.page.url()));
    for (const secret of this.secrets) {
      expect(address).not.toContain(secret);
      expect(seen.title).not.toContain(secret);
    }
    expect(seen.headings).toBe(1);
    const { pathname } = new URL(this.page.url());
    const looks = this.#looks.get(pathname) ?? 0;
    this.#looks.set(pathname, looks + 1);
    if (!this.scripts || looks >= 3) return;
    const own = this.page.viewportSize();
    for (const width of this.widths.length > 0 ? this.widths : [undefined]) {
      if (width !== undefined) await this.page.setViewportSize({ width, height: 900 });
      expect([pathname, width, await overflowsSideways(this.page)]).toEqual([pathname, width, false]);
      await expectNoAxeViolations(this.page);
    }
    if (own && this.widths.length > 0) await this.page.setViewportSize(own);
  }

  /** The words of the page. */
  async words(): Promise<string> {
    return (await this.page.locator("main").innerText()).replaceAll(/\s+/gu, " ");
  }

  /** The steps of the phase that runs: "done", "reason", "missing" or "later", in the order informed, heard, weighed, told. */
  async ladder(): Promise<string[]> {
    const steps = this.page.locator(".f-ladder section").first().locator("li[data-state]");
    return Promise.all((await steps.all()).map(async (step) => (await step.getAttribute("data-state")) ?? ""));
  }
}

/** The address with its host and its random identifiers left out: a port or a UUID may hold any digits, also those of a secret. */
function withoutIdentifiers(address: string): string {
  const { pathname, search, hash } = new URL(address);
  return (pathname + search + hash).replaceAll(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/giu, "ID");
}
