import type { Hono } from "hono";
import { z } from "zod";
import { isOwnOrigin } from "../../platform/access/sign-on/csrf.ts";
import { setCookie } from "../../platform/access/sign-on/cookies.ts";
import { failedLinks, networkOf, tooManyFailedLinks } from "../../platform/access/sign-on/failures.ts";
import { endOutsideSession, holdWayIn, startOutsideSession } from "../../platform/access/sign-on/outside-sessions.ts";
import { logRefusedSignOn } from "../../platform/access/sign-on/refusals.ts";
import { stockholmDate } from "../../platform/basics/dates.ts";
import { hasIdentityNumber } from "../../platform/basics/identity-number.ts";
import type { Problem } from "../../platform/basics/result.ts";
import { findUnstorable, unstorableMessage } from "../../platform/basics/text.ts";
import { requiredText } from "../../platform/core/fields.ts";
import { fieldOf, problemOfInput } from "../../platform/core/input-problem.ts";
import { takeTurn, tooManyProblem } from "../../platform/core/limits.ts";
import { inMunicipality } from "../../platform/database/connect.ts";
import { languageCode } from "../../platform/basics/languages.ts";
import { formOf } from "../../survey/collection/find-set.ts";
import { unitAnswersPath } from "../../survey/collection/links.ts";
import { storedIn } from "../../survey/questionnaires/find-form.ts";
import { translationsOf } from "../../survey/questionnaires/find-texts.ts";
import type { Questionnaire } from "../../survey/questionnaires/questionnaire.ts";
import { showForm } from "../../survey/questionnaires/shown.ts";
import type { Translations } from "../../survey/questionnaires/translations.ts";
import { findUnit, phaseOn } from "../../survey/rounds/find-unit.ts";
import type { AskedUnit } from "../../survey/rounds/find-unit.ts";
import { findUnitByToken } from "../../survey/rounds/link.ts";
import { openAnswersOf } from "../../survey/rounds/open-answers.ts";
import type { Municipality } from "../../ui/request.ts";
import { errorPageOf, plainError } from "../web/error-pages.tsx";
import { keepLanguage, languageIn } from "../web/page-cookies.ts";
import { readFields } from "../web/read-body.ts";
import {
  errorResponse,
  forgetLanguage,
  giveOutsideSession,
  isSecure,
  markOf,
  named,
  outsideVisitOf,
  ownOrigin,
  pageResponse,
  remoteAddress,
} from "../web/services.ts";
import type { WebContext, WebEnv, WebServices } from "../web/services.ts";
import { AnswerLinkPage } from "./pages/answer-link.tsx";
import { Paragraph } from "../../ui/components/text.tsx";
import { PageHead } from "../../ui/components/layout.tsx";

const template = "/svara/:token";

/**
 * The way in of whoever answers for a unit, by its personal link. To look at it changes nothing (programs that read mail open every link); who
 * answers says who they are, and goes on at addresses without the token.
 */
export function addAnswerLink(app: Hono<WebEnv>, services: WebServices): void {
  app.post("/svara/avsluta", (c) => endAnswering(services, named(c, "/svara/avsluta")));
  app.get("/svara/avslutat", (c) => showEnd(services, named(c, "/svara/avslutat")));
  app.get("/svara/:token", (c) => showLink(services, secret(c)));
  app.post("/svara/:token", (c) => openLink(services, secret(c)));
}

function secret(c: WebContext): WebContext {
  c.set("isSecretAddress", true);
  return named(c, template);
}

const title = "Svara på en enkät";
type Asked = {
  readonly agency: Municipality;
  readonly unit: AskedUnit;
  /** The questionnaire and its texts in other languages; null where the program does not know it any more. */
  readonly form: { readonly own: Questionnaire; readonly texts: Translations } | null;
};

async function showLink(services: WebServices, c: WebContext): Promise<Response> {
  const asked = await findAsked(services, c);
  if (!asked) return refuseLink(services, c);
  return pageOf(services, c, asked, {}, null);
}

const who = z.object({ name: requiredText("ditt namn", 60), title: requiredText("din titel, till exempel enhetschef", 38) });

async function openLink(services: WebServices, c: WebContext): Promise<Response> {
  if (!isOwnOrigin(c.req.raw.headers, ownOrigin(services.config, c))) return errorResponse(services, c, undefined, foreign);
  const asked = await findAsked(services, c);
  if (!asked) return refuseLink(services, c);
  const { agency, unit } = asked;
  const now = services.door.clock();
  const today = stockholmDate(now);
  const fields = await readFields(services, c);
  // Another language is chosen before anybody says who they are; what is written so far stays.
  const chosen = languageCode.test(fields["_language"] ?? "") ? fields["_language"] : undefined;
  if (chosen !== undefined) {
    keepLanguage(services, c, chosen);
    return pageOf(services, c, asked, fields, null, chosen);
  }
  if (phaseOn(today, unit) === "inte öppnad") return pageOf(services, c, asked, {}, null);
  const read = who.safeParse(fields);
  const unstorable = findUnstorable(fields).map((path) => ({ field: fieldOf(path), message: unstorableMessage }));
  if (!read.success || unstorable.length > 0) return pageOf(services, c, asked, fields, problemOfInput(unstorable, read.error, []));
  const { name } = read.data;
  if (hasIdentityNumber(`${name} ${read.data.title}`, today)) return pageOf(services, c, asked, fields, noNumber);
  const mark = markOf(services, c);
  const opened = await inMunicipality(services.door.db, agency.id, async (tx) => {
    await holdWayIn(tx, agency.id, unit.id);
    // Asked again: the link may have been withdrawn since.
    const still = await findUnitByToken(tx, c.req.param("token") ?? "");
    const setId = still?.unitId === unit.id ? await openAnswersOf(tx, agency.id, unit.id, now) : undefined;
    if (setId === undefined) return undefined;
    const start = { kind: "respondent", forWhom: unit.id, ...read.data } as const;
    return { setId, token: await startOutsideSession(tx, agency.id, start, services.config.limits, mark, now) };
  });
  if (!opened) return refuseLink(services, c);
  // Whoever answered in this browser before, for this unit or another, has ended with it.
  const before = await outsideVisitOf(services, c, "respondent");
  if (before) await endOutsideSession(services.door.db, before.session.actor, mark, now);
  const language = languageIn(services, c);
  giveOutsideSession(services, c, "respondent", agency, opened.token);
  // What was chosen on this page holds for what comes.
  if (language !== null) keepLanguage(services, c, language);
  return c.redirect(`${unitAnswersPath}/${opened.setId}`, 303);
}

const foreign = plainError(403, "Formuläret kom från fel ställe", "Öppna länken i mejlet på nytt och försök igen.");
const noNumber: Problem = {
  code: "invalid-input",
  message: "Namnet ser ut att ha ett personnummer.",
  fields: [{ field: "name", message: "Skriv bara ditt namn och din titel, inget personnummer." }],
};

/** Whose link the address has; of a demo only where the demo is allowed. */
async function findAsked(services: WebServices, c: WebContext): Promise<Asked | undefined> {
  const { db } = services.door;
  const found = await findUnitByToken(db, c.req.param("token") ?? "");
  if (!found) return undefined;
  const { code } = await db.selectFrom("core.municipality").select("code").where("id", "=", found.municipalityId).executeTakeFirstOrThrow();
  const agency = await services.municipalities.find(code);
  if (!agency) return undefined;
  return inMunicipality(db, agency.id, async (tx) => {
    const unit = await findUnit(tx, agency.id, found.unitId);
    if (!unit) return undefined;
    const form = await formOf(storedIn(tx, agency.id), unit);
    return { agency, unit, form: form.ok ? { own: form.value, texts: await translationsOf(tx, agency.id, form.value) } : null };
  });
}

/**
 * Refuses a link: in the same words whether there never was one, or it is withdrawn; counted by the network it came from, and written in the log.
 * What is right is never counted, so that whoever guesses shuts nobody else out.
 */
async function refuseLink(services: WebServices, c: WebContext): Promise<Response> {
  const { db, clock } = services.door;
  const turn = await takeTurn(db, failedLinks, networkOf(remoteAddress(services, c)));
  if (!turn.allowed) return errorResponse(services, c, undefined, errorPageOf(tooManyProblem(turn, tooManyFailedLinks)));
  services.log({ level: "warn", message: "answer link refused", requestId: c.get("requestId") });
  await logRefusedSignOn(db, "link-unknown", null, markOf(services, c), clock());
  return errorResponse(services, c, undefined, unknownLink);
}

const unknownLink = plainError(
  404,
  "Länken gäller inte",
  "Den kan ha ersatts av en nyare länk, eller så har någon del av adressen fallit bort.",
  "Öppna länken i det senaste mejlet om enkäten, och kopiera hela adressen. Kontakta annars den som har skickat enkäten.",
);

function pageOf(
  services: WebServices,
  c: WebContext,
  { agency, unit, form }: Asked,
  fields: Readonly<Record<string, string | undefined>>,
  problem: Problem | null,
  language = languageIn(services, c),
): Promise<Response> {
  const phase = phaseOn(stockholmDate(services.door.clock()), unit);
  const words = form && showForm(form.own, form.texts, language);
  const body = (
    <AnswerLinkPage
      agency={agency.name}
      unit={unit}
      words={words}
      own={form?.own.language ?? "sv"}
      phase={phase}
      fields={fields}
      problem={problem}
    />
  );
  return pageResponse(services, c, undefined, { title, municipality: agency, failed: problem !== null, body }, problem ? 422 : 200);
}

async function endAnswering(services: WebServices, c: WebContext): Promise<Response> {
  if (!isOwnOrigin(c.req.raw.headers, ownOrigin(services.config, c))) return errorResponse(services, c, undefined, foreign);
  const visit = await outsideVisitOf(services, c, "respondent");
  if (visit) await endOutsideSession(services.door.db, visit.session.actor, markOf(services, c), services.door.clock());
  c.header("set-cookie", setCookie("respondent", "", isSecure(services.config), 0), { append: true });
  forgetLanguage(services, c);
  return c.redirect("/svara/avslutat", 303);
}

function showEnd(services: WebServices, c: WebContext): Promise<Response> {
  const body = (
    <>
      <PageHead heading="Du har avslutat" />
      <Paragraph>Allt som är sparat finns kvar. Öppna länken i mejlet när du, eller någon annan hos er, vill fortsätta.</Paragraph>
    </>
  );
  return pageResponse(services, c, undefined, { title: "Du har avslutat", body });
}
