// Somebody at a unit who answers an agency's survey by the unit's link, as a browser without scripts does it.
import { Browser } from "./browser.ts";
import type { Reply } from "./browser.ts";

/** What is measured, by the name in the report. */
export const answerKinds = [
  "the link",
  "say who it is (POST)",
  "all pages of the form",
  "a page of the form",
  "save a page (POST)",
  "read it all through",
  "sign (POST)",
  "receipt",
] as const;
export type AnswerKind = (typeof answerKinds)[number];

/** A page of the form and what is filled in on it. */
export type FilledPage = { readonly key: string; readonly fields: readonly (readonly [string, string])[] };

/** A page whose saving was acknowledged: it must be there, whatever happens afterwards. */
export type Acknowledged = { readonly setId: string; readonly page: string; readonly number: number; readonly by: string };

type See = (kind: AnswerKind, reply: Reply) => void;

/** One respondent with a browser of their own. Every step rejects where it is not answered as it should be. */
export class Respondent {
  readonly saved: Acknowledged[] = [];
  readonly signed: string[] = [];
  readonly #link: string;
  readonly #name: string;
  readonly #see: See;
  #browser: Browser;
  #at = "";

  constructor(origin: string, link: string, name: string, see: See = () => undefined) {
    this.#browser = new Browser(origin);
    this.#link = link;
    this.#name = name;
    this.#see = see;
  }

  /** Opens the link, says who it is, and looks at all pages. At another origin: the same link again, as on another machine. */
  async comeIn(origin?: string): Promise<void> {
    if (origin !== undefined) this.#browser = new Browser(origin);
    await this.#ask("the link", this.#browser.get(this.#link));
    const letIn = await this.#ask(
      "say who it is (POST)",
      this.#browser.submit(this.#link, [
        ["name", this.#name],
        ["title", "chef"],
      ]),
      303,
    );
    this.#at = letIn.headers.location ?? "";
    await this.lookAround();
  }

  async lookAround(): Promise<void> {
    await this.#ask("all pages of the form", this.#browser.get(this.#at));
  }

  /** Opens a page; what it gives saves it. */
  async open({ key, fields }: FilledPage): Promise<() => Promise<void>> {
    const path = `${this.#at}/sida/${key}`;
    const html = (await this.#ask("a page of the form", this.#browser.get(path))).text();
    const follows = hidden(html, "follows");
    const own = ["_csrf", "_key", "_form", "follows", "shown"].map((name): [string, string] => [name, hidden(html, name)]);
    return async () => {
      await this.#ask("save a page (POST)", this.#browser.submit(path, [...own, ...fields]), 303);
      this.saved.push({ setId: this.#at.split("/").at(-1) ?? "", page: key, number: Number(follows) + 1, by: `${this.#name}, chef` });
    };
  }

  /** Reads everything through and signs it. */
  async sign(): Promise<void> {
    const path = `${this.#at}/skriv-under`;
    const html = (await this.#ask("read it all through", this.#browser.get(path))).text();
    const own = ["_csrf", "_key", "_form", "digest"].map((name): [string, string] => [name, hidden(html, name)]);
    await this.#ask("sign (POST)", this.#browser.submit(path, [...own, ["signerName", this.#name], ["signerTitle", "socialchef"]]), 303);
    this.signed.push(this.#at.split("/").at(-1) ?? "");
    await this.#ask("receipt", this.#browser.get(`${this.#at}/kvittens`));
  }

  /** Gives the connection back: who reads a page for a minute holds none. */
  rest(): void {
    this.#browser.close();
  }

  async #ask(kind: AnswerKind, asked: Promise<Reply>, expected = 200): Promise<Reply> {
    const reply = await asked;
    if (reply.status !== expected) throw new Error(`${kind} gave ${reply.status} instead of ${expected}`);
    this.#see(kind, reply);
    return reply;
  }
}

const hidden = (html: string, name: string): string => new RegExp(`name="${name}" value="([^"]*)"`, "u").exec(html)?.[1] ?? "";
