import { csrfToken, isCsrfToken, isOwnOrigin, ownPath } from "../../platform/access/sign-on/csrf.ts";
import { setCookie } from "../../platform/access/sign-on/cookies.ts";
import { endDraft, endDraftAtCommit, findDrafts, findSent, openDraft, saveDraft } from "../../platform/access/drafts.ts";
import type { DraftAuthor, DraftMark } from "../../platform/access/drafts.ts";
import { forWhom, hasRole } from "../../platform/core/actor.ts";
import { attemptIn, writeAuditEvent } from "../../platform/core/audit.ts";
import type { AuditEvent } from "../../platform/core/audit.ts";
import { stockholmDate } from "../../platform/basics/dates.ts";
import { isId, newId } from "../../platform/basics/identifiers.ts";
import { inMunicipality } from "../../platform/database/connect.ts";
import { sendJson } from "./compress.ts";
import { errorPageOf, outsideAbsent, plainError } from "./error-pages.tsx";
import type { FormBody } from "../../ui/form-body.ts";
import { sealFormMark } from "./form-mark.ts";
import type { FormMark } from "./form-mark.ts";
import { absent, Refusal } from "../../ui/page.tsx";
import type { Answer, Route } from "../../ui/page.tsx";
import type { PageActor, PageRequest, RestoredForm } from "../../ui/request.ts";
import { keepLanguage, languageIn, noticeOf } from "./page-cookies.ts";
import { readForm, usualBodyLimit } from "./read-body.ts";
import { errorResponse, findOutsider, isSecure, markOf, ownOrigin, pageResponse, visitFor } from "./services.ts";
import type { AnyVisit, WebContext, WebServices } from "./services.ts";
import {
  draftsOf,
  formOf,
  giveBackToAbsent,
  keep,
  keepForAbsent,
  keepForAuthor,
  keepStep,
  markIn,
  pathOf,
  withDraft,
} from "./unsent-forms.ts";

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

const outsideFormOfAnother = plainError(
  403,
  "Formuläret hör till någon annan",
  "Sidan öppnades med en annan länk än den som gäller i webbläsaren nu. Inget är sparat.",
  "Öppna din egen länk på nytt.",
);

/** Answers a GET for a page of the routes table. */
export async function showRoute(services: WebServices, c: WebContext, route: Route): Promise<Response> {
  const polling = c.req.header("x-fortrogen-poll") !== undefined;
  const visit = await visitFor(services, c, route.kind, { touch: !polling });
  if (!isActive(visit)) {
    if (route.kind !== "staff") return refuseInside(services, c, route);
    const outsider = await findOutsider(services, c);
    if (outsider) return refuseRole(services, c, route, outsider);
    return polling ? c.body(null, 401) : c.redirect(`/?tillbaka=${encodeURIComponent(pathOf(c))}`, 303);
  }
  if (!mayOpen(route, visit)) return refuseRole(services, c, route, visit);
  if (!isAddress(c)) return errorResponse(services, c, visit, errorPageOf(absent));
  return respond(services, c, route, visit, null, await restoredForm(services, c, visit));
}

/** Takes a POST for a page of the routes table: own origin, then session, then role; then the form is read, its token, and the page. */
export async function submitRoute(services: WebServices, c: WebContext, route: Route): Promise<Response> {
  if (!isOwnOrigin(c.req.raw.headers, ownOrigin(services.config, c))) return errorResponse(services, c, undefined, foreign);
  const visit = await visitFor(services, c, route.kind);
  if (route.kind !== "staff" && !isActive(visit)) return giveBackToAbsent(services, c, route.kind);
  if (!visit) {
    const outsider = await findOutsider(services, c);
    return outsider ? refuseRole(services, c, route, outsider) : keepForAbsent(services, c, route);
  }
  if (!mayOpen(route, visit)) return isActive(visit) ? refuseRole(services, c, route, visit) : c.redirect("/?utloggad=1", 303);
  if (!isAddress(c)) return errorResponse(services, c, isActive(visit) ? visit : undefined, errorPageOf(absent));
  const { body, remove } = await readForm(services, c, route.maxBodyBytes ?? usualBodyLimit);
  try {
    c.set("sent", body);
    return await answerForm(services, c, route, visit, body);
  } finally {
    await remove();
  }
}

async function answerForm(services: WebServices, c: WebContext, route: Route, visit: AnyVisit, body: FormBody): Promise<Response> {
  const { actor } = visit.session;
  const now = services.door.clock();
  const known = isCsrfToken(body.values["_csrf"]?.[0], visit.session.csrfSecret);
  const mark = markIn(services, c, body);
  const isOthers =
    mark !== undefined && (mark.kind !== actor.kind || mark.who !== whoOf(actor) || mark.municipalityId !== actor.municipalityId);
  const wanted = route.method === "GET+POST" ? body.values["_do"]?.[0] : undefined;
  const at = { id: formOf(body) ?? newId(now), path: pathOf(c) };
  if (isOthers) {
    // Left open by somebody who worked at this computer before: kept for that one, and neither shown to this one nor done in this one's name.
    const kept = await keepForAuthor(services, c, body);
    if (wanted === "autosave") return c.body(null, kept ? 204 : 422);
    return errorResponse(services, c, visit, actor.kind === "staff" ? somebodyElses : outsideFormOfAnother);
  }
  if (actor.kind !== "staff") return answerOutside(services, c, route, visit, body, { known, mark, wanted });
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

type Sent = { readonly known: boolean; readonly mark: FormMark | undefined; readonly wanted: string | undefined };

/** A form of somebody outside, who has no drafts: what they wrote goes along in the page. */
async function answerOutside(
  services: WebServices,
  c: WebContext,
  route: Route,
  visit: AnyVisit,
  body: FormBody,
  { known, mark, wanted }: Sent,
): Promise<Response> {
  if (known && body.values["_cancel"]) return c.redirect(ownPath(body.values["_cancel"][0]), 303);
  if (known && wanted === "again") return respond(services, c, route, visit, null, { body, key: undefined, savedAt: null, isAgain: true });
  if (known) return respond(services, c, route, visit, body, null);
  if (route.method !== "GET+POST" || mark === undefined) return errorResponse(services, c, visit, outdated);
  return respond(services, c, route, visit, null, { body, key: formOf(body), savedAt: null }, 403);
}

async function respond(
  services: WebServices,
  c: WebContext,
  route: Route,
  visit: AnyVisit,
  body: FormBody | null,
  restored: RestoredForm | null,
  status?: 403,
): Promise<Response> {
  const answer = await answerOf(services, c, route, visit, body, restored);
  if (answer instanceof Refusal) return errorResponse(services, c, visit, errorPageOf(answer.problem));
  const sent = body && answer.kind === "redirect" && answer.isEnded !== true ? formOf(body) : undefined;
  const author = authorOf(visit.session.actor);
  if (body && sent && author && answer.kind === "redirect") {
    const what = { values: body.values, ledTo: answer.to, amend: answer.amend };
    await endDraft(draftsOf(services), author, { id: sent, path: pathOf(c) }, services.door.clock(), what);
  }
  return sendAnswer(services, c, route, visit, answer, status);
}

/** False where the address has something in place of an identifier (`:…Id`) that is none: nothing can be there, whoever asks. */
function isAddress(c: WebContext): boolean {
  const params: Record<string, string> = c.req.param();
  return Object.entries(params).every(([name, value]) => !name.endsWith("Id") || isId(value));
}

function mayOpen(route: Route, visit: AnyVisit): boolean {
  const { actor } = visit.session;
  return actor.kind === route.kind && (actor.kind !== "staff" || hasRole(actor, ...route.roles));
}

/** Whose drafts; nobody's but staff's, who have an account to keep them in. */
const authorOf = (actor: PageActor): DraftAuthor | undefined => (actor.kind === "staff" ? actor : undefined);
/** Whose a form is: the account's, or the one's for whom somebody outside has come. */
const whoOf = (actor: PageActor): string => (actor.kind === "staff" ? actor.staffId : (forWhom(actor) ?? ""));

/** A page of somebody outside, opened by nobody of them: staff who try it are in the log. */
async function refuseInside(services: WebServices, c: WebContext, route: Route): Promise<Response> {
  const staff = await visitFor(services, c, "staff", { touch: false });
  if (isActive(staff)) await logRefusal(services, c, route, staff);
  return errorResponse(services, c, undefined, outsideAbsent());
}

/** Refuses a page for want of a role, and writes it in the log; what the door refuses, the door logs. */
async function refuseRole(services: WebServices, c: WebContext, route: Route, visit: AnyVisit): Promise<Response> {
  await logRefusal(services, c, route, visit);
  const isStaff = visit.session.actor.kind === "staff";
  const message = isStaff ? "Sidan hör inte till din roll." : "Sidan hör inte till det som du svarar på.";
  const hint = isStaff ? "Be din chef eller systemförvaltaren om behörighet om du behöver den." : "Öppna din egen länk på nytt.";
  return errorResponse(services, c, visit, errorPageOf({ code: "not-permitted", message, hint }));
}

async function logRefusal(services: WebServices, c: WebContext, route: Route, visit: AnyVisit): Promise<void> {
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
}

async function answerOf(
  services: WebServices,
  c: WebContext,
  route: Route,
  visit: AnyVisit,
  body: FormBody | null,
  restored: RestoredForm | null,
): Promise<Answer | Refusal> {
  const now = services.door.clock();
  const { actor } = visit.session;
  const { municipalityId, kind } = actor;
  const author = authorOf(actor);
  const drafts = route.method === "GET+POST" && !body ? otherDrafts(services, c, visit, restored) : Promise.resolve([]);
  // Told where the page waits for them; a page that is refused before that waits for nothing.
  drafts.catch(() => undefined);
  const request: PageRequest = {
    params: c.req.param(),
    url: new URL(c.req.url),
    door: services.door,
    actor,
    municipality: visit.municipality,
    now,
    today: stockholmDate(now),
    ...markOf(services, c),
    cameFrom: c.req.header("referer"),
    runCommand: services.runCommand,
    scanner: services.scanner,
    operations: services.operations,
    language: languageIn(services, c),
    body,
    restored,
    drafts,
    tokens: {
      csrf: csrfToken(visit.session.csrfSecret),
      newKey: () => newId(now),
      markForm: (labels) => sealFormMark(services.draftKey, { municipalityId, kind, who: whoOf(actor), path: pathOf(c), labels }, now),
    },
    labels: markIn(services, c, body ?? restored?.body)?.labels ?? {},
    findSent: async () => {
      const id = body && formOf(body);
      return id && author ? findSent(draftsOf(services), author, id, pathOf(c), now) : undefined;
    },
    endSent(tx, ledTo, amend) {
      const id = body && formOf(body);
      if (!id || !author) return false;
      endDraftAtCommit(tx, services.draftKey, author, { id, path: pathOf(c) }, now, { values: body.values, ledTo, amend });
      return true;
    },
    keepStep: (name, values) => keepStep(services, c, author, { name, body: { files: {}, ...body, values } }),
    keepDraft: async (path, values) => {
      const id = newId(now);
      return author && (await saveDraft(draftsOf(services), author, { id, path }, values, now)) ? withDraft({ id, path }) : undefined;
    },
  };
  try {
    return await route.respond(request);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

async function otherDrafts(services: WebServices, c: WebContext, visit: AnyVisit, restored: RestoredForm | null): Promise<DraftMark[]> {
  const author = authorOf(visit.session.actor);
  const drafts = author ? await findDrafts(draftsOf(services), author, pathOf(c), services.door.clock()) : [];
  return drafts.filter((draft) => draft.id !== restored?.key);
}

async function sendAnswer(
  services: WebServices,
  c: WebContext,
  route: Route,
  visit: AnyVisit,
  answer: Answer,
  status?: 403,
): Promise<Response> {
  const secure = isSecure(services.config);
  switch (answer.kind) {
    case "redirect":
      if (answer.notice) c.header("set-cookie", setCookie("notice", encodeURIComponent(route.path), secure, 60), { append: true });
      if (answer.language !== undefined) keepLanguage(services, c, answer.language);
      return c.redirect(answer.to, 303);
    case "file": {
      c.set("isFile", true);
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
      if (answer.language !== undefined) keepLanguage(services, c, answer.language);
      const page = { title: answer.title, body: answer.body, failed: answer.status === 422, notice, refreshSeconds: answer.refreshSeconds };
      return pageResponse(services, c, visit, page, status ?? answer.status);
    }
  }
}

/** The draft that the person has asked to go on with. */
async function restoredForm(services: WebServices, c: WebContext, visit: AnyVisit): Promise<RestoredForm | null> {
  const id = c.req.query("utkast");
  if (!isId(id)) return null;
  const now = services.door.clock();
  const author = authorOf(visit.session.actor);
  if (!author) return null;
  const values = await openDraft(draftsOf(services), author, id, pathOf(c), now);
  const mark = (await findDrafts(draftsOf(services), author, pathOf(c), now)).find((draft) => draft.id === id);
  return values && mark ? { body: { values, files: {} }, key: id, savedAt: mark.savedAt } : null;
}

function isActive(visit: AnyVisit | undefined): visit is AnyVisit {
  return visit?.session.state === "active";
}
