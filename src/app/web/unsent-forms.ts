/** What was typed in a form that cannot be taken just now: kept as a draft of whoever wrote it, or given back in the page. */
import { largestDraft, saveDraft } from "../../platform/access/drafts.ts";
import type { DraftAuthor } from "../../platform/access/drafts.ts";
import type { OutsideKind } from "../../platform/access/sign-on/outside-sessions.ts";
import { isId, newId } from "../../platform/basics/identifiers.ts";
import type { FormBody } from "../../ui/form-body.ts";
import { addressOf, stepAt } from "../../ui/form-state.ts";
import type { Route } from "../../ui/page.tsx";
import { outsideAbsent } from "./error-pages.tsx";
import { openFormMark } from "./form-mark.ts";
import type { FormMark } from "./form-mark.ts";
import { BodyRefused, readForm } from "./read-body.ts";
import { errorResponse } from "./services.ts";
import type { WebContext, WebServices } from "./services.ts";

/**
 * A form without a session: the cookie is gone. What was typed is kept for the one whom the form's mark names, and for nobody else; a form
 * without a mark of ours is not kept at all.
 */
export async function keepForAbsent(services: WebServices, c: WebContext, route: Route): Promise<Response> {
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

/** Somebody outside has no account to keep drafts in: what was typed stands in the page that says that one must come in again, and is sent from there. */
export async function giveBackToAbsent(services: WebServices, c: WebContext, kind: OutsideKind): Promise<Response> {
  const read = await readForm(services, c, largestDraft).catch((error: unknown) => {
    if (error instanceof BodyRefused) return undefined;
    throw error;
  });
  await read?.remove();
  // Only what was written in a form of ours, on this page and by somebody of the kind.
  const isOurs = read !== undefined && markIn(services, c, read.body)?.kind === kind;
  return errorResponse(services, c, undefined, outsideAbsent(isOurs ? { to: pathOf(c), body: read.body } : undefined));
}

/** Keeps what was typed as a draft of whoever opened the form, as its mark says. */
export async function keepForAuthor(services: WebServices, c: WebContext, body: FormBody): Promise<boolean> {
  const now = services.door.clock();
  const mark = markIn(services, c, body);
  return mark?.kind === "staff" && (await keepAs(services, c, mark, body, now));
}

async function keepAs(
  services: WebServices,
  c: WebContext,
  { municipalityId, who }: FormMark,
  body: FormBody,
  now: Date,
): Promise<boolean> {
  return (
    (await keep(services, { municipalityId, staffId: who }, { id: formOf(body) ?? newId(now), path: pathOf(c) }, body, now)) !== undefined
  );
}

type Place = { readonly id: string; readonly path: string };

/** Saves a draft; of a form that was sent or thrown away it becomes a draft of its own, unless it is only what was saved in flight. */
export async function keep(services: WebServices, author: DraftAuthor, at: Place, body: FormBody, now: Date): Promise<Place | undefined> {
  if (await saveDraft(draftsOf(services), author, at, body.values, now)) return at;
  const again = { id: newId(now), path: at.path };
  const inFlight = body.values["_do"]?.[0] === "autosave";
  return !inFlight && (await saveDraft(draftsOf(services), author, again, body.values, now)) ? again : undefined;
}

/** Keeps what was typed in a form of several steps as its own draft; gives the address of a step of it, nothing for who has no drafts. */
export async function keepStep(
  services: WebServices,
  c: WebContext,
  author: DraftAuthor | undefined,
  step: { readonly name: string; readonly body: FormBody },
): Promise<string | undefined> {
  const now = services.door.clock();
  const kept = author && (await keep(services, author, { id: formOf(step.body) ?? newId(now), path: pathOf(c) }, step.body, now));
  return kept && withDraft({ id: kept.id, path: stepAt(kept.path, step.name) });
}

/** Where drafts are kept. */
export const draftsOf = (services: WebServices) => ({ db: services.door.db, key: services.draftKey });

/** What has been opened of the forms at hand: a mark is asked for more than once for each. */
const opened = new WeakMap<FormBody, { readonly mark: FormMark | undefined }>();

/** The mark of a form of ours that was sent. */
export function markIn(services: WebServices, c: WebContext, body: FormBody | undefined): FormMark | undefined {
  if (!body) return undefined;
  const known = opened.get(body) ?? { mark: openFormMark(services.draftKey, body.values["_form"]?.[0], pathOf(c), services.door.clock()) };
  opened.set(body, known);
  return known.mark;
}

/** The opened form's own id, which its draft has too. */
export function formOf(body: FormBody): string | undefined {
  const id = body.values["_key"]?.[0];
  return isId(id) ? id : undefined;
}

/** The address of a form with the draft that it shall be filled in with. */
export function withDraft(at: { readonly id: string; readonly path: string }): string {
  return `${at.path}${at.path.includes("?") ? "&" : "?"}utkast=${at.id}`;
}

/** The path with its search, without the mark of a draft and the step of the form: one form has one address. */
export function pathOf(c: WebContext): string {
  return addressOf(new URL(c.req.url));
}
