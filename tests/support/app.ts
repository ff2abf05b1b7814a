import { tmpdir } from "node:os";
import { join } from "node:path";
import { newId } from "../../src/platform/basics/identifiers.ts";
import type { Role } from "../../src/platform/core/actor.ts";
import { inMunicipality } from "../../src/platform/database/connect.ts";
import { usualLimits } from "../../src/platform/access/sign-on/sessions.ts";
import type { WebConfig } from "../../src/app/web/config.ts";
import type { LogLine } from "../../src/app/web/log.ts";
import type { Route } from "../../src/ui/page.tsx";
import { addSignOn } from "../../src/app/sign-on/sign-on-pages.tsx";
import { startWeb } from "../../src/app/web/start.ts";
import type { RunningWeb } from "../../src/app/web/start.ts";
import { makeCommandRunner } from "../../src/platform/jobs/child-process.ts";
import { findJobs } from "../../src/platform/jobs/find.ts";
import { startJobs } from "../../src/platform/jobs/runner.ts";
import type { Scanner } from "../../src/platform/files/scanner.ts";
import type { RunningJobs } from "../../src/platform/jobs/runner.ts";
import type { Post } from "../../src/platform/core/post.ts";
import type { TestDatabase } from "./database.ts";
import { holdToOutput } from "./held-answers.ts";
import { testLinkKey, testLinks } from "./link-key.ts";

export type TestApp = RunningWeb & {
  /** The clock of the app; set it forward with `setNow`. */
  now(): Date;
  setNow(now: Date): void;
  /** What the app has logged. */
  readonly log: readonly LogLine[];
};

/** Where the tenants' keys lie, unless told: a folder of the test's own (`TMPDIR` is set for each file). */
export const testSigningKeys = (): string => join(tmpdir(), "signing-keys");

/** Starts the web on a free port of 127.0.0.1 over a test's database, with a clock that stands still until told. */
export async function startTestApp(
  database: Pick<TestDatabase, "app"> & Partial<Pick<TestDatabase, "appUrl">>,
  options: {
    now?: Date;
    routes?: readonly Route[];
    config?: Partial<WebConfig>;
    /** The ways that messages leave by; e-mail and SMS unless told. */ channels?: readonly string[];
    /** The folder with the tenants' keys. */ signingKeys?: string;
    /** What looks through files that come in; nothing unless told. */ scanner?: Scanner;
    /** The jobs that are asked for are worked at, as by `fortrogen serve`; not what runs by the clock. */ works?: boolean;
    /** False for what the program does with an answer that breaks its schema. */ holdsAnswers?: boolean;
  } = {},
): Promise<TestApp> {
  let now = options.now ?? new Date("2026-03-14T09:00:00+01:00");
  const log: LogLine[] = [];
  const config: WebConfig = {
    port: 0,
    host: "127.0.0.1",
    baseUrl: null,
    limits: usualLimits,
    openId: null,
    trustProxy: false,
    ...options.config,
  };
  const web = await startWeb({
    db: database.app,
    addWaysIn: addSignOn,
    clock: () => now,
    channels: options.channels ?? ["e-post", "sms"],
    linkKey: testLinkKey,
    signingKeys: options.signingKeys ?? testSigningKeys(),
    scanner: options.scanner,
    ...(options.holdsAnswers === false ? {} : { onAnswer: holdToOutput }),
    config,
    log: (line) => log.push(line),
    ...(database.appUrl ? { database: { appUrl: database.appUrl } } : {}),
    ...(options.routes ? { routes: options.routes } : {}),
  });
  const jobs = options.works && database.appUrl ? await startTestJobs({ ...database, appUrl: database.appUrl }, () => now) : undefined;
  return {
    ...web,
    async close() {
      await web.close();
      await jobs?.stop();
    },
    log,
    now: () => now,
    setNow: (then) => {
      now = then;
    },
  };
}

/** Works at the jobs that are asked for, without what runs by the clock. Messages leave by `post`; they do not unless told. */
export async function startTestJobs(
  database: Pick<TestDatabase, "app" | "appUrl">,
  clock: () => Date,
  post: Post | null = null,
): Promise<RunningJobs> {
  const quiet = () => undefined;
  const runCommand = makeCommandRunner(quiet, database);
  const jobs = (await findJobs()).filter((job) => !job.every);
  const { app: db, appUrl } = database;
  return startJobs({ db, appUrl, clock, log: quiet, heads: null, post, links: testLinks, runCommand, onEnd: quiet, jobs });
}

/** Adds a person who can use the demo sign-in; gives the person's id. */
export async function addDemoStaff(
  database: Pick<TestDatabase, "app">,
  municipalityId: number,
  person: { name: string; title?: string; roles: readonly Role[]; unit?: string },
): Promise<string> {
  const id = newId(new Date());
  await inMunicipality(database.app, municipalityId, async (tx) => {
    let unitId: string | null = null;
    if (person.unit) {
      const unit = await tx
        .selectFrom("access.unit")
        .select("id")
        .where("municipality_id", "=", municipalityId)
        .where("name", "=", person.unit)
        .executeTakeFirst();
      unitId = unit?.id ?? newId(new Date());
      if (!unit) await tx.insertInto("access.unit").values({ municipality_id: municipalityId, id: unitId, name: person.unit }).execute();
    }
    await tx
      .insertInto("access.staff")
      .values({ municipality_id: municipalityId, id, subject: `demo:${id}`, name: person.name, title: person.title ?? "", unit_id: unitId })
      .execute();
    await tx
      .insertInto("access.staff_role")
      .values(person.roles.map((role) => ({ municipality_id: municipalityId, staff_id: id, role })))
      .execute();
  });
  return id;
}

/** Asks for pages as they are: to pack and unpack each one is a tenth of a walk's time, and is tried by itself (`compress.test.ts`). */
export const plain = { "accept-encoding": "identity" };

/** A browser without JavaScript or pictures: keeps cookies and sends `Origin` as browsers do. Follows no redirects. */
export class PlainBrowser {
  readonly cookies = new Map<string, string>();
  readonly base: string;
  constructor(base: string) {
    this.base = base;
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.#send(path, { headers });
  }

  /** Sends a form. Add `origin` to `headers` to pretend to be another page. */
  async post(
    path: string,
    fields: Readonly<Record<string, string | readonly string[]>>,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one);
    return this.#send(path, {
      method: "POST",
      body,
      headers: { origin: new URL(this.base).origin, ...headers },
    });
  }

  async #send(path: string, init: RequestInit & { headers: Record<string, string> }): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(new URL(path, this.base), {
      ...init,
      redirect: "manual",
      headers: { ...plain, ...init.headers, ...(cookie ? { cookie } : {}) },
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const [name = "", value = ""] = pair.split("=");
      if (/Max-Age=0/u.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    // As it is read: that a day stays on one line is tried by itself (`typography.test.ts`).
    const text = response.text.bind(response);
    response.text = async () => (await text()).replaceAll(/<span class="f-nowrap">(\d{4}-\d{2}-\d{2})<\/span>/gu, "$1");
    return response;
  }

  /** Signs in as a person of the demo. */
  async signInAsDemo(municipalityCode: string, staffId: string): Promise<Response> {
    return this.post("/logga-in/demo", { municipality: municipalityCode, person: staffId, back: "/" });
  }
}

/** The value of a hidden field in a page. */
export function hiddenField(html: string, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`, "u").exec(html)?.[1] ?? "";
}
