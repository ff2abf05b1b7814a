/** What a browser keeps for the next page, and no longer: the language that was chosen, and which form went well. */
import { readCookie, setCookie } from "../../platform/access/sign-on/cookies.ts";
import { languageCode } from "../../platform/basics/languages.ts";
import type { Said } from "../../platform/basics/languages.ts";
import { inOwn } from "../../survey/questionnaires/own-words.ts";
import { isSecure } from "./services.ts";
import type { WebContext, WebServices } from "./services.ts";

/** The language that was chosen in this browser. */
export function languageIn(services: WebServices, c: WebContext): string | null {
  const chosen = readCookie(c.req.header("cookie"), "language", isSecure(services.config)) ?? "";
  return languageCode.test(chosen) ? chosen : null;
}

/** Keeps a language that was chosen until the session ends, or the browser is closed. */
export function keepLanguage(services: WebServices, c: WebContext, language: string): void {
  c.header("set-cookie", setCookie("language", language, isSecure(services.config)), { append: true });
}

/**
 * What is said after a form went well: the cookie only names the form, the words are the form's own, in the language of the survey that was chosen in this
 * browser where they are translated.
 */
export function noticeOf(services: WebServices, c: WebContext): Said | undefined {
  const path = readCookie(c.req.header("cookie"), "notice", isSecure(services.config));
  const notice = path ? services.routes.find((route) => encodeURIComponent(route.path) === path)?.notice : undefined;
  return notice === undefined ? undefined : inOwn(languageIn(services, c), notice);
}
