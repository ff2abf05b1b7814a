import { sendText } from "./compress.ts";
import type { Context, Hono } from "hono";
import { getConnInfo } from "@hono/node-server/conninfo";
import { readCookie, setCookie } from "../../platform/access/sign-on/cookies.ts";
import type { Provider } from "../../platform/access/sign-on/provider.ts";
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
import type { Route } from "../../ui/page.tsx";
import type { Municipality } from "../../ui/request.ts";
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
    visit?: Visit;
    sent?: FormBody;
  };
};
export type WebContext = Context<WebEnv>;

export type Visit = { readonly session: FoundSession; readonly municipality: Municipality; readonly token: string };

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
  visit: Visit | undefined,
  page: PageParts,
  status: 200 | ErrorPage["status"] = 200,
): Promise<Response> {
  const visitor = visit?.session.state === "active" ? visit : null;
  const { assets, routes, config } = services;
  const html = renderPage({ assets, routes, idleSeconds: config.limits.idleSeconds, path: c.req.path, visitor, ...page });
  return sendText(c, html, "text/html; charset=UTF-8", status);
}

/** Answers with a page that says what went wrong. */
export function errorResponse(services: WebServices, c: WebContext, visit: Visit | undefined, page: ErrorPage): Promise<Response> {
  if (page.retryAfter !== undefined) c.header("retry-after", String(page.retryAfter));
  return pageResponse(services, c, visit, { title: page.title, body: page.body }, page.status);
}
