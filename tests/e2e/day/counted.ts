import type { Page, Response } from "playwright-core";
import { Person } from "../person.ts";

/** What it takes: pages that come, forms that are sent, clicks, fields that are filled in by hand, and the time that the program takes to answer. */
export type Taken = { pages: number; forms: number; clicks: number; typed: number; milliseconds: number };
export type Step = { readonly name: string } & Readonly<Taken>;

const nothing = (): Taken => ({ pages: 0, forms: 0, clicks: 0, typed: 0, milliseconds: 0 });

/** Somebody at a browser whose every page, form and click is counted, step by step. Looks at nothing: other tests do. */
export class Counted extends Person {
  readonly steps: Step[] = [];
  #now: Taken = nothing();

  constructor(page: Page, base: string, options: { scripts: boolean }) {
    super(page, base, { ...options, secrets: [] });
    page.on("response", (response) => this.#note(response));
  }

  #note(response: Response): void {
    const request = response.request();
    if (!request.isNavigationRequest() || request.frame() !== this.page.mainFrame()) return;
    if (request.method() === "POST") this.#now.forms += 1;
    if (response.status() < 300) this.#now.pages += 1;
  }

  /** What is done until the next step counts as this one. */
  async step(name: string, work: () => Promise<void>): Promise<void> {
    this.#now = nothing();
    await work();
    this.steps.push({ name, ...this.#now });
  }

  get sum(): Taken {
    return sumOf(this.steps);
  }

  override async press(target: Parameters<Person["press"]>[0]): Promise<void> {
    this.#now.clicks += 1;
    await this.#timed(() => super.press(target));
  }
  override async open(path: string): Promise<void> {
    await this.#timed(() => super.open(path));
  }
  override async write(name: string, text: string): Promise<void> {
    this.#now.typed += 1;
    await super.write(name, text);
  }
  override async choose(name: string, value: string): Promise<void> {
    this.#now.clicks += 1;
    await super.choose(name, value);
  }
  override async look(): Promise<void> {
    const says = await this.page.locator("[data-error-summary]").count();
    if (says > 0) throw new Error(`A form was refused: ${await this.page.locator("[data-error-summary]").innerText()}`);
  }
  async #timed(work: () => Promise<void>): Promise<void> {
    const from = performance.now();
    await work();
    this.#now.milliseconds += performance.now() - from;
  }
}

export function sumOf(steps: readonly Step[]): Taken {
  const sum = nothing();
  for (const step of steps) for (const key of Object.keys(sum) as (keyof Taken)[]) sum[key] += step[key];
  return sum;
}
