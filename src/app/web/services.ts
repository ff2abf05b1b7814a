import { sendText } from "./compress.ts";
import type { Context, Hono } from "hono";
import { getConnInfo } from "@hono/node-server/conninfo";
import { readCookie, readCookies, setCookie } from "../../platform/access/sign-on/cookies.ts";
import type { Provider } from "../../platform/access/sign-on/provider.ts";
import { findOutsideSession } from "../../platform/access/sign-on/outside-sessions.ts";
import type { OutsideKind, SignedOutsider } from "../../platform/access/sign-on/outside-sessions.ts";
import { findSession } from "../../platform/access/sign-on/sessions.ts";
import type { FoundSession } from "../../platform/access/sign-on/sessions.ts";
import type { RequestMark } from "../../platform/core/audit.ts";
import type { Door, Operation } from "../../platform/core/door.ts";
import type { DatabaseOutage } from "../../platform/database/outage.ts";
import type { Assets } from "../../ui/assets.ts";
import { allowsDemo } from "./config.ts";
import type { WebConfig } from "./config.ts";
import type { ErrorPage } from "./error-pages.tsx";
import type { FormBody } from "../../ui/form-body.ts";
import type { Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import type { Municipalities } from "./municipalities.ts";
import type { CommandRunner } from "../../platform/core/job.ts";
import type { Scanner } from "../../platform/files/scanner.ts";
import type { Route } from "../../ui/page.tsx";
import type { StaffActor } from "../../platform/core/actor.ts";
import type { Municipality, PageActor, PageKind } from "../../ui/request.ts";
import { renderPage } from "./render.tsx";
import type { RenderParts } from "./render.tsx";

/** What the web is made of; given to it at the start, so that tests can start it with their own clock and database. */
export type WebServices = {
  readonly door: Door;
  readonly config: WebConfig;
  readonly assets: Assets;
  readonly routes: readonly Route[];
  readonly operations: readonly Operation[];
  readonly municipalities: Municipalities;
  readonly provider: Provider | null;
  /** Adds what is open without a session: the front page, signing on and off. It stands above the shell (`app/sign-on`). */
  readonly addWaysIn: (app: Hono<WebEnv>, services: WebServices) => Promise<void>;
  readonly log: Log;
  readonly runCommand: CommandRunner;
  /** Looks through files that come in; null where none is set up. */
  readonly scanner: Scanner | null;
  readonly metrics: Metrics;
  /** Whether the database can be reached and written, asked on a connection of its own. */
  readonly askReady: () => Promise<DatabaseOutage | undefined>;
  /** What drafts are sealed with; never in the database. */
  readonly draftKey: Buffer;
};

/** What each request carries through Hono. */
export type WebEnv = {
  Variables: {
    requestId: string;
    /** The address as the routes table writes it, never as it was asked. */
    template: string;
    /** Who asks and what was sent, as far as it is known: for the page that says that something went wrong. */
    visit?: AnyVisit;
    /** The address itself is a secret: no other page is told where one came from. */
    isSecretAddress?: true;
    /** What is answered is a file to save: it has no right to anything, should a browser open it all the same. */
    isFile?: true;
    sent?: FormBody;
  };
};
export type WebContext = Context<WebEnv>;

export type Visit<A extends PageActor = StaffActor> = {
  readonly session: FoundSession<A>;
  readonly municipality: Municipality;
  readonly token: string;
};
/** Of staff, or of somebody outside: which is said by the actor's kind. */
export type AnyVisit = Visit | Visit<SignedOutsider>;

/** True when people reach us over https. */
export function isSecure(config: WebConfig): boolean {
  return config.baseUrl?.protocol === "https:";
}

/** The origin that our own pages have. */
export function ownOrigin(config: WebConfig, c: WebContext): string {
  return config.baseUrl?.origin ?? new URL(c.req.url).origin;
}

/** Who is asking: the session of the cookie, active or just expired, with its municipality. */
export async function visitOf(
  services: WebServices,
  c: WebContext,
  options: { touch: boolean } = { touch: true },
): Promise<Visit | undefined> {
  const cookie = sessionCookie(readCookie(c.req.header("cookie"), "session", isSecure(services.config)));
  const municipality = cookie && (await services.municipalities.find(cookie.code));
  if (!municipality) return undefined;
  const { token } = cookie;
  const session = await findSession(services.door.db, municipality.id, token, services.config.limits, services.door.clock(), options);
  // Made-up people have no business where real ones sign on, whatever lies in the database from before.
  if (!session || (session.isDemo && !allowsDemo(services.config))) return undefined;
  const visit = { session, municipality, token };
  c.set("visit", visit);
  return visit;
}

/** The kinds outside that sign on, each with a cookie of its own: nobody is taken for staff because of one, nor the other way about. */
const outsideKinds = ["respondent"] as const satisfies readonly OutsideKind[];

/** Who of a kind outside is asking: the session of the kind's own cookie. */
export async function outsideVisitOf(services: WebServices, c: WebContext, kind: OutsideKind): Promise<Visit<SignedOutsider> | undefined> {
  const cookie = sessionCookie(readCookie(c.req.header("cookie"), kind, isSecure(services.config)));
  const municipality = cookie && (await services.municipalities.find(cookie.code));
  if (!municipality) return undefined;
  const session = await findOutsideSession(services.door.db, municipality.id, kind, cookie.token, services.door.clock());
  if (!session) return undefined;
  const visit = { session, municipality, token: cookie.token };
  c.set("visit", visit);
  return visit;
}

/** Who of the kind that a page is for is asking. */
export function visitFor(
  services: WebServices,
  c: WebContext,
  kind: PageKind,
  options?: { touch: boolean },
): Promise<AnyVisit | undefined> {
  return kind === "staff" ? visitOf(services, c, options) : outsideVisitOf(services, c, kind);
}

/** Somebody outside who has come to what is not theirs: for the log. Undefined where nobody of them is signed on. */
export async function findOutsider(services: WebServices, c: WebContext): Promise<Visit<SignedOutsider> | undefined> {
  for (const kind of outsideKinds) {
    const visit = await outsideVisitOf(services, c, kind);
    if (visit?.session.state === "active") return visit;
  }
  return undefined;
}

/** A language that was chosen goes with the session: the next one in this browser chooses anew. */
export function forgetLanguage(services: WebServices, c: WebContext): void {
  const secure = isSecure(services.config);
  if (readCookies(c.req.header("cookie"), "language", secure).length > 0)
    c.header("set-cookie", setCookie("language", "", secure, 0), { append: true });
}

/** Puts the session of somebody outside in the browser; it ends there when the session does. */
export function giveOutsideSession(
  services: WebServices,
  c: WebContext,
  kind: OutsideKind,
  municipality: Municipality,
  token: string,
): void {
  const { config } = services;
  forgetLanguage(services, c);
  const cookie = setCookie(kind, `${municipality.code}.${token}`, isSecure(config), config.limits.absoluteSeconds);
  c.header("set-cookie", cookie, { append: true });
}

/** What a session's cookie says: the municipality's code and the token. */
export function sessionCookie(value: string | undefined): { code: string; token: string } | undefined {
  const [code, token] = value?.split(".") ?? [];
  return code && token ? { code, token } : undefined;
}

/** Names the address by its template, for the log: never the address itself. */
export function named(c: WebContext, template: string): WebContext {
  c.set("template", template);
  return c;
}

/** Puts the session in the browser. */
export function giveSession(services: WebServices, c: WebContext, municipality: Municipality, token: string): void {
  const { config } = services;
  forgetLanguage(services, c);
  c.header(
    "set-cookie",
    setCookie("session", `${municipality.code}.${token}`, isSecure(config), config.limits.absoluteSeconds + 8 * 60 * 60),
    { append: true },
  );
}

/** The request for the log: its id, and where on the network it came from. */
export function markOf(services: WebServices, c: WebContext): RequestMark {
  return { requestId: c.get("requestId"), sourceAddress: remoteAddress(services, c) };
}

/** The address on the network that a request comes from: the proxy's word for it where a proxy is trusted (`TRUST_PROXY`), else the connection's. */
export function remoteAddress(services: WebServices, c: WebContext): string {
  const forwarded = services.config.trustProxy ? c.req.header("x-forwarded-for")?.split(",").at(-1)?.trim() : undefined;
  if (forwarded) return forwarded;
  try {
    return getConnInfo(c).remote.address ?? "unknown";
  } catch {
    return "unknown";
  }
}

type PageParts = Pick<RenderParts, "title" | "body"> & Partial<Pick<RenderParts, "failed" | "notice" | "municipality" | "refreshSeconds">>;

/** Answers with a page in the frame. */
export async function pageResponse(
  services: WebServices,
  c: WebContext,
  visit: AnyVisit | undefined,
  page: PageParts,
  status: 200 | ErrorPage["status"] = 200,
): Promise<Response> {
  const visitor = visit?.session.state === "active" ? visit : null;
  const { assets, routes, config } = services;
  const html = renderPage({ assets, routes, idleSeconds: config.limits.idleSeconds, path: c.req.path, visitor, ...page });
  return sendText(c, html, "text/html; charset=UTF-8", status);
}

/** Answers with a page that says what went wrong. */
export function errorResponse(services: WebServices, c: WebContext, visit: AnyVisit | undefined, page: ErrorPage): Promise<Response> {
  if (page.retryAfter !== undefined) c.header("retry-after", String(page.retryAfter));
  return pageResponse(services, c, visit, { title: page.title, body: page.body }, page.status);
}
