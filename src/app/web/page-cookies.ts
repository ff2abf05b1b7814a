/** What a browser keeps for the next page, and no longer: the language that was chosen, and which form went well. */
import { readCookie } from "../../platform/access/sign-on/cookies.ts";
import { languageCode } from "../../platform/basics/languages.ts";
import { isSecure } from "./services.ts";
import type { WebContext, WebServices } from "./services.ts";

/** The language that was chosen in this browser. */
export function languageIn(services: WebServices, c: WebContext): string | null {
  const chosen = readCookie(c.req.header("cookie"), "language", isSecure(services.config)) ?? "";
  return languageCode.test(chosen) ? chosen : null;
}

/** What is said after a form went well: the cookie only names the form, the words are the form's own. */
export function noticeOf(services: WebServices, c: WebContext): string | undefined {
  const path = readCookie(c.req.header("cookie"), "notice", isSecure(services.config));
  return path ? services.routes.find((route) => encodeURIComponent(route.path) === path)?.notice : undefined;
}
