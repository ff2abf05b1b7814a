import { csrfToken, isCsrfToken, isOwnOrigin, ownPath } from "../access/sign-on/csrf.ts";
import { readCookie, setCookie } from "../access/sign-on/cookies.ts";
import { discardDraft, findDrafts, openDraft, saveDraft } from "../access/drafts.ts";
import { hasRole } from "../core/actor.ts";
import { attemptIn, writeAuditEvent } from "../core/audit.ts";
import type { AuditEvent } from "../core/audit.ts";
import { stockholmDate } from "../core/dates.ts";
import { isId, newId } from "../core/identifiers.ts";
import { inMunicipality } from "../database/connect.ts";
import { errorPageOf, plainError } from "./error-pages.tsx";
import type { FormBody } from "./form-body.ts";
import { Refusal } from "./page.tsx";
import type { Answer, PageRequest, RestoredForm, Route } from "./page.tsx";
import { readForm, usualBodyLimit } from "./read-body.ts";
import { errorResponse, isSecure, markOf, ownOrigin, pageResponse, visitOf } from "./services.ts";
import type { Visit, WebContext, WebServices } from "./services.ts";

const foreign = plainError(
  403,
  "Formuläret kom från fel ställe",
  "Av säkerhetsskäl tar Förtrogen bara emot formulär från sina egna sidor.",
  "Öppna sidan på nytt och försök igen.",
);
const outdated = plainError(
  403,
  "Sidan är för gammal",
  "Du har loggat in på nytt sedan sidan visades.",
  "Gå tillbaka, ladda om sidan och försök igen.",
);

/** Answers a GET for a page of the routes table. */
export async function showRoute(services: WebServices, c: WebContext, route: Route): Promise<Response> {
  const polling = c.req.header("x-fortrogen-poll") !== undefined;
  const visit = await visitOf(services, c, { touch: !polling });
  if (!isActive(visit)) return polling ? c.body(null, 401) : c.redirect(`/?tillbaka=${encodeURIComponent(pathOf(c))}`, 303);
  if (!mayOpen(route, visit)) return refuseRole(services, c, route, visit);
  return respond(services, c, route, visit, null, await restoredForm(services, c, visit));
}

/** Takes a POST for a page of the routes table: own origin, then session, then role; then the form is read, its token, and the page. */
export async function submitRoute(services: WebServices, c: WebContext, route: Route): Promise<Response> {
  if (!isOwnOrigin(c.req.raw.headers, ownOrigin(services.config, c))) return errorResponse(services, c, undefined, foreign);
  const visit = await visitOf(services, c);
  if (!visit) return c.redirect("/?utloggad=1", 303);
  if (!mayOpen(route, visit)) return isActive(visit) ? refuseRole(services, c, route, visit) : c.redirect("/?utloggad=1", 303);
  const { body, remove } = await readForm(services, c, route.maxBodyBytes ?? usualBodyLimit);
  try {
    c.set("sent", body);
    return await answerForm(services, c, route, visit, body);
  } finally {
    await remove();
  }
}

async function answerForm(services: WebServices, c: WebContext, route: Route, visit: Visit, body: FormBody): Promise<Response> {
  const known = isCsrfToken(body.values["_csrf"]?.[0], visit.session.csrfSecret);
  const wanted = route.method === "GET+POST" ? body.values["_do"]?.[0] : undefined;
  const form = draftOf(body);
  if (visit.session.state === "expired" || (known && (wanted === "draft" || wanted === "autosave"))) {
    const at = { id: form ?? newId(services.door.clock()), path: pathOf(c) };
    const kept =
      known &&
      route.method === "GET+POST" &&
      (await saveDraft(draftsOf(services), visit.session.actor, at, body.values, services.door.clock()));
    if (wanted === "autosave") return c.body(null, kept ? 204 : 422);
    if (visit.session.state === "active") return c.redirect(kept ? withDraft(at) : at.path, 303);
    return c.redirect(kept ? `/?utloggad=sparat&tillbaka=${encodeURIComponent(at.path)}` : "/?utloggad=1", 303);
  }
  if (known && (wanted === "discard" || body.values["_cancel"])) {
    if (form) await discardDraft(draftsOf(services), visit.session.actor, form);
    return c.redirect(wanted === "discard" ? pathOf(c) : ownPath(body.values["_cancel"]?.[0]), 303);
  }
  if (known) return respond(services, c, route, visit, body, null);
  // Signed in anew in another window: the words are given back under a new token, and nothing is done with them yet.
  if (route.method !== "GET+POST") return errorResponse(services, c, visit, outdated);
  return respond(services, c, route, visit, null, { body, key: form, savedAt: null }, 403);
}

async function respond(
  services: WebServices,
  c: WebContext,
  route: Route,
  visit: Visit,
  body: FormBody | null,
  restored: RestoredForm | null,
  status?: 403,
): Promise<Response> {
  const answer = await answerOf(services, c, route, visit, body, restored);
  if (answer instanceof Refusal) return errorResponse(services, c, visit, errorPageOf(answer.problem));
  const sent = body && answer.kind === "redirect" ? draftOf(body) : undefined;
  if (sent) await discardDraft(draftsOf(services), visit.session.actor, sent);
  return sendAnswer(services, c, route, visit, answer, status);
}

function mayOpen(route: Route, visit: Visit): boolean {
  return !route.roles || hasRole(visit.session.actor, ...route.roles);
}

/** Refuses a page for want of a role, and writes it in the log; what the door refuses, the door logs. */
async function refuseRole(services: WebServices, c: WebContext, route: Route, visit: Visit): Promise<Response> {
  const params: Record<string, string> = c.req.param();
  const event: AuditEvent = {
    ...markOf(services, c),
    actor: visit.session.actor,
    action: `page ${route.path}`,
    kind: "denied",
    outcome: "not-permitted",
    attempted: attemptIn(Object.keys(params), params),
  };
  const now = services.door.clock();
  await inMunicipality(services.door.db, visit.municipality.id, (tx) => writeAuditEvent(tx, event, now));
  const message = "Sidan hör inte till din roll.";
  const hint = "Be din chef eller systemförvaltaren om behörighet om du behöver den.";
  return errorResponse(services, c, visit, errorPageOf({ code: "not-permitted", message, hint }));
}

async function answerOf(
  services: WebServices,
  c: WebContext,
  route: Route,
  visit: Visit,
  body: FormBody | null,
  restored: RestoredForm | null,
): Promise<Answer | Refusal> {
  const now = services.door.clock();
  const drafts = route.method === "GET+POST" && !body ? await findDrafts(draftsOf(services), visit.session.actor, pathOf(c), now) : [];
  const request: PageRequest = {
    params: c.req.param(),
    url: new URL(c.req.url),
    door: services.door,
    actor: visit.session.actor,
    municipality: visit.municipality,
    now,
    today: stockholmDate(now),
    ...markOf(services, c),
    runCommand: services.runCommand,
    body,
    restored,
    drafts: drafts.filter((draft) => draft.id !== restored?.key),
    tokens: { csrf: csrfToken(visit.session.csrfSecret), newKey: () => newId(now) },
  };
  try {
    return await route.respond(request);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

async function sendAnswer(
  services: WebServices,
  c: WebContext,
  route: Route,
  visit: Visit,
  answer: Answer,
  status?: 403,
): Promise<Response> {
  const secure = isSecure(services.config);
  switch (answer.kind) {
    case "redirect":
      if (answer.notice) c.header("set-cookie", setCookie("notice", encodeURIComponent(route.path), secure, 60), { append: true });
      return c.redirect(answer.to, 303);
    case "file": {
      const body = answer.body instanceof Uint8Array ? new Uint8Array(answer.body) : answer.body;
      return c.body(body, 200, {
        "content-type": answer.type,
        "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(answer.name)}`,
      });
    }
    case "json":
      return c.json(answer.body as never);
    case "page": {
      const notice = noticeOf(services, c);
      if (notice) c.header("set-cookie", setCookie("notice", "", secure, 0), { append: true });
      const page = { title: answer.title, body: answer.body, failed: answer.status === 422, notice, refreshSeconds: answer.refreshSeconds };
      return pageResponse(services, c, visit, page, status ?? answer.status);
    }
  }
}

/** What is said after a form went well: the cookie only names the form, the words are the form's own. */
function noticeOf(services: WebServices, c: WebContext): string | undefined {
  const path = readCookie(c.req.header("cookie"), "notice", isSecure(services.config));
  return path ? services.routes.find((route) => encodeURIComponent(route.path) === path)?.notice : undefined;
}

/** The draft that the person has asked to go on with. */
async function restoredForm(services: WebServices, c: WebContext, visit: Visit): Promise<RestoredForm | null> {
  const id = c.req.query("utkast");
  if (!isId(id)) return null;
  const now = services.door.clock();
  const { actor } = visit.session;
  const values = await openDraft(draftsOf(services), actor, id, pathOf(c), now);
  const mark = (await findDrafts(draftsOf(services), actor, pathOf(c), now)).find((draft) => draft.id === id);
  return values && mark ? { body: { values, files: {} }, key: id, savedAt: mark.savedAt } : null;
}

const draftsOf = (services: WebServices) => ({ db: services.door.db, key: services.draftKey });

/** The opened form's own mark, which its draft has too. */
function draftOf(body: FormBody): string | undefined {
  const id = body.values["_key"]?.[0];
  return isId(id) ? id : undefined;
}

function withDraft(at: { readonly id: string; readonly path: string }): string {
  return `${at.path}${at.path.includes("?") ? "&" : "?"}utkast=${at.id}`;
}

/** The path with its search, without the mark of a draft. */
function pathOf(c: WebContext): string {
  const url = new URL(c.req.url);
  url.searchParams.delete("utkast");
  return url.pathname + url.search;
}

function isActive(visit: Visit | undefined): visit is Visit {
  return visit?.session.state === "active";
}
