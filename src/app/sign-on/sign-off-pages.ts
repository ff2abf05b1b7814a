import type { Hono } from "hono";
import { readCookies, setCookie } from "../../platform/access/sign-on/cookies.ts";
import { isOwnOrigin } from "../../platform/access/sign-on/csrf.ts";
import { endByLogoutToken, makeLogoutVerifier } from "../../platform/access/sign-on/logout-token.ts";
import type { LogoutVerifier } from "../../platform/access/sign-on/logout-token.ts";
import type { Provider } from "../../platform/access/sign-on/provider.ts";
import { endSessionOfToken } from "../../platform/access/sign-on/sessions.ts";
import { networkOf } from "../../platform/access/sign-on/failures.ts";
import { takeTurn, tooManyProblem } from "../../platform/core/limits.ts";
import type { LimitRule } from "../../platform/core/limits.ts";
import { problemResponse } from "../web/api.ts";
import { plainError } from "../web/error-pages.tsx";
import { faultOf } from "../web/log.ts";
import { readFields } from "../web/read-body.ts";
import { errorResponse, forgetLanguage, isSecure, markOf, named, ownOrigin, remoteAddress, sessionCookie } from "../web/services.ts";
import type { WebContext, WebEnv, WebServices } from "../web/services.ts";

/** Logout tokens that were no good, from one network. */
export const refusedTokens: LimitRule = { name: "sign-off.refused-token", most: 60, seconds: 60 };
/** A person who signs off does not wait for a provider that is down, in milliseconds. */
const longestWait = 3000;

/** Signing off: by the person's own hand, and by the provider for them (back-channel logout). */
export function addSignOff(app: Hono<WebEnv>, services: WebServices): void {
  app.post("/logga-ut", (c) => signOff(services, named(c, "/logga-ut")));
  const { provider, config } = services;
  if (!provider || !config.openId) return;
  const verify = makeLogoutVerifier(config.openId.clientId, () => provider.metadata());
  app.post("/logga-ut/bakkanal", (c) => signOffByProvider(services, named(c, "/logga-ut/bakkanal"), verify));
}

/**
 * Ends the session whatever state the page and the session are in: an old token in the form, two windows, a session past its time, several
 * cookies of the name. That the form is our own is told by the browser itself (`isOwnOrigin`); nobody else can sign a person off.
 */
async function signOff(services: WebServices, c: WebContext): Promise<Response> {
  const { config, door } = services;
  const origin = ownOrigin(config, c);
  if (!isOwnOrigin(c.req.raw.headers, origin))
    return errorResponse(services, c, undefined, plainError(403, "Formuläret kom från fel ställe", "Öppna startsidan och försök igen."));
  const ended = [];
  for (const value of readCookies(c.req.header("cookie"), "session", isSecure(config))) {
    const cookie = sessionCookie(value);
    const municipality = cookie && (await services.municipalities.find(cookie.code));
    if (municipality) ended.push(await endSessionOfToken(door.db, municipality.id, cookie.token, markOf(services, c), door.clock()));
  }
  c.header("set-cookie", setCookie("session", "", isSecure(config), 0), { append: true });
  forgetLanguage(services, c);
  const fromProvider = ended.find((one) => one?.isFromProvider);
  if (!fromProvider || !services.provider) return c.redirect("/", 303);
  try {
    const there = await inTime(services.provider.signOffUrl(fromProvider.idToken, `${origin}/`));
    return c.redirect(there?.href ?? "/?utloggad=har", 303);
  } catch (error) {
    services.log({ level: "warn", message: "sign-off at the provider", requestId: c.get("requestId"), ...faultOf(error) });
    return c.redirect("/?utloggad=har", 303);
  }
}

function inTime<T>(work: ReturnType<Provider["signOffUrl"]> & Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("The provider did not answer in time.")), longestWait);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** OpenID Connect Back-Channel Logout 1.0: the provider itself says that somebody has signed off, or must. */
async function signOffByProvider(services: WebServices, c: WebContext, verify: LogoutVerifier): Promise<Response> {
  const { db, clock } = services.door;
  const token = (await readFields(services, c))["logout_token"];
  const refused = async (code: string) => {
    // What is right is never counted: whoever sends forged tokens from the provider's own network does not shut the provider out.
    const turn = await takeTurn(db, refusedTokens, networkOf(remoteAddress(services, c)));
    if (!turn.allowed) return problemResponse(c, 429, tooManyProblem(turn, "Det har kommit många ogiltiga utloggningar på kort tid."));
    services.log({ level: "warn", message: "back-channel logout refused", requestId: c.get("requestId"), code });
    return c.json({ error: "invalid_request", error_description: code }, 400);
  };
  if (token === undefined) return refused("logout-token-absent");
  try {
    const verified = await verify(token, clock());
    if (!verified.ok) return refused(verified.error.code);
    const ended = await endByLogoutToken(db, verified.value, markOf(services, c), clock());
    if (!ended.ok) return refused(ended.error.code);
    services.log({ level: "info", message: "back-channel logout", requestId: c.get("requestId"), sessions: ended.value });
    return c.body(null, 200);
  } catch (error) {
    // The provider's keys or the database could not be reached: it may send the token again.
    services.log({ level: "error", message: "back-channel logout", requestId: c.get("requestId"), ...faultOf(error) });
    return c.json({ error: "temporarily_unavailable" }, 503);
  }
}
