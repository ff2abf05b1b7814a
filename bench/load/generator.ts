// The users, in a process of their own: `node generator.ts plan.json` prints LoadFigures. Each user has a browser and one connection, and
// does one thing at a time: look at the list, open a case, record a conversation, search, or (the analyst) look at the answers.
import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { Browser, signIn } from "./browser.ts";
import type { Reply } from "./browser.ts";
import { filledForm } from "./forms.ts";
import { pageKinds, spreadOf } from "./plan.ts";
import type { LoadCase, LoadFigures, LoadPlan, LoadUser, PageKind } from "./plan.ts";

type Seen = { milliseconds: number[]; bytes: number };

class Load {
  readonly #plan: LoadPlan;
  readonly #seen = new Map<PageKind, Seen>(pageKinds.map((kind) => [kind, { milliseconds: [], bytes: 0 }]));
  readonly #errors: string[] = [];
  #measuring = false;
  #stopping = false;
  #requests = 0;

  constructor(plan: LoadPlan) {
    this.#plan = plan;
  }

  async run(): Promise<LoadFigures> {
    const { warmUpSeconds, seconds, users } = this.#plan;
    const working = users.map((user, place) => this.#work(user, (1000 * warmUpSeconds * place) / (2 * users.length)));
    await pause(1000 * warmUpSeconds);
    const started = performance.now();
    const processor = process.cpuUsage();
    this.#measuring = true;
    await pause(1000 * seconds);
    this.#measuring = false;
    const measured = (performance.now() - started) / 1000;
    const used = process.cpuUsage(processor);
    this.#stopping = true;
    await Promise.all(working);
    return this.#figures(measured, (used.user + used.system) / 1e6 / measured);
  }

  async #work(user: LoadUser, startsAfter: number): Promise<void> {
    await pause(startsAfter);
    const browser = new Browser(this.#plan.origin);
    try {
      await signIn(browser, this.#plan.municipality, user.staffId);
      while (!this.#stopping) await this.#oneThing(browser, user);
    } catch (cause) {
      this.#fail("sign-in", cause);
    } finally {
      browser.close();
    }
  }

  async #oneThing(browser: Browser, user: LoadUser): Promise<void> {
    const one = user.cases[Math.floor(Math.random() * user.cases.length)];
    const chance = Math.random();
    try {
      if (user.role === "analyst") await this.#see("answers to the national questionnaire", browser.get("/uppfoljning/svar"));
      else if (!one || chance < 0.3) await this.#lookAtList(browser, user);
      else if (chance < 0.65) await this.#see("case page", browser.get(`/arenden/${one.caseId}`));
      else if (chance < 0.85) await this.#record(browser, one);
      else await this.#search(browser, one);
    } catch (cause) {
      this.#fail(user.role, cause);
      await pause(100);
    }
    await this.#think();
  }

  async #lookAtList(browser: Browser, user: LoadUser): Promise<void> {
    if (user.role === "team_leader") await this.#see("work list, the unit's", browser.get("/arenden?visa=enhetens"));
    else await this.#see("work list, one's own", browser.get("/arenden"));
  }

  async #record(browser: Browser, { caseId, phaseId }: LoadCase): Promise<void> {
    if (phaseId === null) return;
    const shown = await this.#see("form for a conversation", browser.get(`/arenden/${caseId}/samtal/ny?fas=${phaseId}`));
    const { action, fields } = filledForm(shown.text(), "childWords", {
      childWords: "Jag vill bo kvar hemma. Jag vill att de slutar bråka om kvällarna.",
      informationGiven: "Att jag ska prata med mamma och pappa, och vad jag tänker säga.",
    });
    await this.#think();
    const sent = await this.#see("record a conversation (POST)", browser.submit(action, fields), 303);
    await this.#see("case page after recording", browser.get(sent.headers.location ?? "/"));
  }

  async #search(browser: Browser, { number }: LoadCase): Promise<void> {
    const shown = await browser.get("/sok");
    const { action, fields } = filledForm(shown.text(), "number", { number });
    await this.#think();
    await this.#see("search by identity number (POST)", browser.submit(action, fields));
  }

  async #see(kind: PageKind, asked: Promise<Reply>, expected = 200): Promise<Reply> {
    const reply = await asked;
    if (reply.status !== expected) throw new Error(`${kind} gave ${reply.status} instead of ${expected}`);
    const seen = this.#seen.get(kind);
    if (this.#measuring && seen) {
      this.#requests += 1;
      seen.milliseconds.push(reply.milliseconds);
      seen.bytes += reply.bytes;
    }
    return reply;
  }

  #think(): Promise<void> {
    const mean = this.#plan.thinkMilliseconds;
    return mean === 0 || this.#stopping ? Promise.resolve() : pause(mean * (0.5 + Math.random()));
  }

  #fail(where: string, cause: unknown): void {
    if (!this.#stopping) this.#errors.push(`${where}: ${cause instanceof Error ? cause.message : String(cause)}`);
  }

  #figures(seconds: number, generatorCores: number): LoadFigures {
    const pages = [...this.#seen].map(([page, { milliseconds, bytes }]) => ({
      page,
      ...spreadOf(milliseconds, bytes),
    }));
    return {
      seconds,
      requests: this.#requests,
      perSecond: this.#requests / seconds,
      errors: this.#errors.length,
      firstErrors: this.#errors.slice(0, 5),
      pages,
      generatorCores,
    };
  }
}

const plan = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")) as LoadPlan;
process.stdout.write(JSON.stringify(await new Load(plan).run()));
