import { csrfToken, isCsrfToken, isOwnOrigin, ownPath } from "../../platform/access/sign-on/csrf.ts";
import { readCookie, setCookie } from "../../platform/access/sign-on/cookies.ts";
import { endDraft, endDraftAtCommit, findDrafts, findSent, largestDraft, openDraft, saveDraft } from "../../platform/access/drafts.ts";
import type { DraftAuthor, DraftMark } from "../../platform/access/drafts.ts";
import { hasRole } from "../../platform/core/actor.ts";
import { attemptIn, writeAuditEvent } from "../../platform/core/audit.ts";
import type { AuditEvent } from "../../platform/core/audit.ts";
import { stockholmDate } from "../../platform/basics/dates.ts";
import { isId, newId } from "../../platform/basics/identifiers.ts";
import { inMunicipality } from "../../platform/database/connect.ts";
import { sendJson } from "./compress.ts";
import { errorPageOf, plainError } from "./error-pages.tsx";
import type { FormBody } from "../../ui/form-body.ts";
import { openFormMark, sealFormMark } from "./form-mark.ts";
import type { FormMark } from "./form-mark.ts";
import { Refusal } from "../../ui/page.tsx";
import type { Answer, Route } from "../../ui/page.tsx";
import type { PageRequest, RestoredForm } from "../../ui/request.ts";
import { BodyRefused, readForm, usualBodyLimit } from "./read-body.ts";
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

const somebodyElses = plainError(
  403,
  "Formuläret hör till någon annan",
  "Sidan öppnades av någon annan, innan du loggade in på datorn. Inget är gjort i ditt namn, och inget av det som stod i formuläret visas för dig.",
  "Det som var skrivet finns kvar som utkast för den som skrev det.",
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
  if (!visit) return keepForAbsent(services, c, route);
  if (!mayOpen(route, visit)) return isActive(visit) ? refuseRole(services, c, route, visit) : c.redirect("/?utloggad=1", 303);
  const { body, remove } = await readForm(services, c, route.maxBodyBytes ?? usualBodyLimit);
  try {
    c.set("sent", body);
    return await answerForm(services, c, route, visit, body);
  } finally {
    await remove();
  }
}

/**
 * A form without a session: the cookie is gone. What was typed is kept for the one whom the form's mark names, and for nobody else; a form
 * without a mark of ours is not kept at all.
 */
async function keepForAbsent(services: WebServices, c: WebContext, route: Route): Promise<Response> {
  const out = () => c.redirect("/?utloggad=1", 303);
  // Uploads are no drafts: nothing of them is read for somebody who is not signed on.
  if (route.method !== "GET+POST" || route.maxBodyBytes !== undefined) return out();
  const read = await readForm(services, c, largestDraft).catch((error: unknown) => {
    if (error instanceof BodyRefused) return undefined;
    throw error;
  });
  if (!read) return out();
  await read.remove();
  const kept = await keepForAuthor(services, c, read.body);
  if (read.body.values["_do"]?.[0] === "autosave") return c.body(null, kept ? 204 : 401);
  return kept ? c.redirect(`/?utloggad=sparat&tillbaka=${encodeURIComponent(pathOf(c))}`, 303) : out();
}

/** Keeps what was typed as a draft of whoever opened the form, as its mark says. */
async function keepForAuthor(services: WebServices, c: WebContext, body: FormBody): Promise<boolean> {
  const now = services.door.clock();
  const mark = markIn(services, c, body);
  return mark !== undefined && (await keep(services, mark, { id: formOf(body) ?? newId(now), path: pathOf(c) }, body, now)) !== undefined;
}

type Place = { readonly id: string; readonly path: string };

/** Saves a draft; of a form that was sent or thrown away it becomes a draft of its own, unless it is only what was saved in flight. */
async function keep(services: WebServices, author: DraftAuthor, at: Place, body: FormBody, now: Date): Promise<Place | undefined> {
  if (await saveDraft(draftsOf(services), author, at, body.values, now)) return at;
  const again = { id: newId(now), path: at.path };
  const inFlight = body.values["_do"]?.[0] === "autosave";
  return !inFlight && (await saveDraft(draftsOf(services), author, again, body.values, now)) ? again : undefined;
}

async function answerForm(services: WebServices, c: WebContext, route: Route, visit: Visit, body: FormBody): Promise<Response> {
  const { actor } = visit.session;
  const now = services.door.clock();
  const known = isCsrfToken(body.values["_csrf"]?.[0], visit.session.csrfSecret);
  const mark = markIn(services, c, body);
  const isOthers = mark !== undefined && (mark.staffId !== actor.staffId || mark.municipalityId !== actor.municipalityId);
  const wanted = route.method === "GET+POST" ? body.values["_do"]?.[0] : undefined;
  const at = { id: formOf(body) ?? newId(now), path: pathOf(c) };
  if (isOthers) {
    // Left open by somebody who worked at this computer before: kept for that one, and neither shown to this one nor done in this one's name.
    const kept = await keepForAuthor(services, c, body);
    if (wanted === "autosave") return c.body(null, kept ? 204 : 422);
    return errorResponse(services, c, visit, somebodyElses);
  }
  const isOwn = known || mark !== undefined;
  if (visit.session.state === "expired" || (isOwn && (wanted === "draft" || wanted === "autosave"))) {
    const kept = isOwn && route.method === "GET+POST" ? await keep(services, actor, at, body, now) : undefined;
    if (wanted === "autosave") return c.body(null, kept ? 204 : 422);
    if (visit.session.state === "active") return c.redirect(kept ? withDraft(kept) : at.path, 303);
    return c.redirect(kept ? `/?utloggad=sparat&tillbaka=${encodeURIComponent(at.path)}` : "/?utloggad=1", 303);
  }
  if (known && (wanted === "discard" || body.values["_cancel"])) {
    await endDraft(draftsOf(services), actor, at, now);
    return c.redirect(wanted === "discard" ? pathOf(c) : ownPath(body.values["_cancel"]?.[0]), 303);
  }
  if (known) return respond(services, c, route, visit, body, null);
  // Signed in anew in another window: the words are given back under a new token to the one who wrote them, and nothing is done with them yet.
  if (route.method !== "GET+POST" || mark === undefined) return errorResponse(services, c, visit, outdated);
  return respond(services, c, route, visit, null, { body, key: formOf(body), savedAt: null }, 403);
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
  const sent = body && answer.kind === "redirect" && answer.isEnded !== true ? formOf(body) : undefined;
  if (body && sent && answer.kind === "redirect") {
    const what = { values: body.values, ledTo: answer.to, amend: answer.amend };
    await endDraft(draftsOf(services), visit.session.actor, { id: sent, path: pathOf(c) }, services.door.clock(), what);
  }
  return sendAnswer(services, c, route, visit, answer, status);
}

function mayOpen(route: Route, visit: Visit): boolean {
  return hasRole(visit.session.actor, ...route.roles);
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
  const { municipalityId, staffId } = visit.session.actor;
  const drafts = route.method === "GET+POST" && !body ? otherDrafts(services, c, visit, restored) : Promise.resolve([]);
  // Told where the page waits for them; a page that is refused before that waits for nothing.
  drafts.catch(() => undefined);
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
    operations: services.operations,
    body,
    restored,
    drafts,
    tokens: {
      csrf: csrfToken(visit.session.csrfSecret),
      newKey: () => newId(now),
      markForm: (labels) => sealFormMark(services.draftKey, { municipalityId, staffId, path: pathOf(c), labels }, now),
    },
    labels: markIn(services, c, body ?? restored?.body)?.labels ?? {},
    findSent: async () => {
      const id = body && formOf(body);
      return id ? findSent(draftsOf(services), visit.session.actor, id, pathOf(c), now) : undefined;
    },
    endSent(tx, ledTo, amend) {
      const id = body && formOf(body);
      if (!id) return false;
      endDraftAtCommit(tx, services.draftKey, visit.session.actor, { id, path: pathOf(c) }, now, { values: body.values, ledTo, amend });
      return true;
    },
    keepDraft: async (path, values) => {
      const id = newId(now);
      return (await saveDraft(draftsOf(services), visit.session.actor, { id, path }, values, now)) ? withDraft({ id, path }) : undefined;
    },
  };
  try {
    return await route.respond(request);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

async function otherDrafts(services: WebServices, c: WebContext, visit: Visit, restored: RestoredForm | null): Promise<DraftMark[]> {
  const drafts = await findDrafts(draftsOf(services), visit.session.actor, pathOf(c), services.door.clock());
  return drafts.filter((draft) => draft.id !== restored?.key);
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
      return sendJson(c, answer.body);
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

/** What has been opened of the forms at hand: a mark is asked for more than once for each. */
const opened = new WeakMap<FormBody, { readonly mark: FormMark | undefined }>();

function markIn(services: WebServices, c: WebContext, body: FormBody | undefined): FormMark | undefined {
  if (!body) return undefined;
  const known = opened.get(body) ?? { mark: openFormMark(services.draftKey, body.values["_form"]?.[0], pathOf(c), services.door.clock()) };
  opened.set(body, known);
  return known.mark;
}

/** The opened form's own id, which its draft has too. */
function formOf(body: FormBody): string | undefined {
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
