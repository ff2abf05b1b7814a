import type { Hono } from "hono";
import { browserName } from "../../platform/access/sign-on/browser-name.ts";
import { keepChoice, longestChoice, takeChoice } from "../../platform/access/sign-on/choices.ts";
import type { Arrival } from "../../platform/access/sign-on/choices.ts";
import { readCookie, setCookie } from "../../platform/access/sign-on/cookies.ts";
import { isOwnOrigin, ownPath } from "../../platform/access/sign-on/csrf.ts";
import { failedSignOns, networkOf, tooManyFailures } from "../../platform/access/sign-on/failures.ts";
import type { Standing } from "../../platform/access/sign-on/mapping.ts";
import { rewriteStanding } from "../../platform/access/sign-on/accounts.ts";
import { pendingSignOn } from "../../platform/access/sign-on/provider.ts";
import { logRefusedSignOn } from "../../platform/access/sign-on/refusals.ts";
import { makeSealer } from "../../platform/access/sign-on/sealed.ts";
import { startSession } from "../../platform/access/sign-on/sessions.ts";
import { admitStaff } from "../../platform/access/sign-on/staff.ts";
import { takeTurn, tooManyProblem } from "../../platform/core/limits.ts";
import type { Turn } from "../../platform/core/limits.ts";
import { ok } from "../../platform/basics/result.ts";
import type { Problem } from "../../platform/basics/result.ts";
import { inMunicipality } from "../../platform/database/connect.ts";
import { allowsDemo } from "../web/config.ts";
import { errorPageOf, plainError } from "../web/error-pages.tsx";
import { addAnswerLink } from "./answer-link.tsx";
import { addFrontPage } from "./front-page.tsx";
import { faultOf } from "../web/log.ts";
import type { Municipality } from "../../ui/request.ts";
import { ChoosePage } from "./pages/front.tsx";
import { readFields } from "../web/read-body.ts";
import { errorResponse, isSecure, markOf, named, ownOrigin, pageResponse, remoteAddress } from "../web/services.ts";
import type { WebContext, WebEnv, WebServices } from "../web/services.ts";
import { addSignOff } from "./sign-off-pages.ts";
import { welcome } from "./welcome.ts";

const minute = 60_000;
const second = 1000;

/** The front page, signing on with OpenID Connect and signing off. The demo's own way in is added where the demo is allowed, and only there. */
export async function addSignOn(app: Hono<WebEnv>, services: WebServices): Promise<void> {
  addFrontPage(app, services);
  addSignOff(app, services);
  addAnswerLink(app, services);
  // Beside the municipality's sign-on, or an address for others, the demo's way in is not even loaded.
  if (allowsDemo(services.config)) (await import("./demo-sign-on.tsx")).addDemoSignOn(app, services);
  if (!services.provider) return;
  app.get("/logga-in", (c) => startSignOn(services, named(c, "/logga-in")));
  app.get("/logga-in/retur", (c) => finishSignOn(services, named(c, "/logga-in/retur")));
  app.post("/logga-in/kommun", (c) => chooseMunicipality(services, named(c, "/logga-in/kommun")));
}

async function startSignOn(services: WebServices, c: WebContext): Promise<Response> {
  if (!services.provider) return c.notFound();
  try {
    const { url, pending } = await services.provider.start(ownPath(c.req.query("tillbaka")));
    const until = new Date(services.door.clock().getTime() + 10 * minute);
    c.header("set-cookie", setCookie("sign-on", sealerOf(services, "sign-on").seal(pending, until), isSecure(services.config), 600), {
      append: true,
    });
    return c.redirect(url.href, 303);
  } catch (error) {
    services.log({ level: "error", message: "sign-on provider", requestId: c.get("requestId"), ...faultOf(error) });
    return errorResponse(
      services,
      c,
      undefined,
      plainError(502, "Inloggningen svarar inte", "Kommunens inloggningstjänst svarar inte just nu.", "Försök igen om en stund."),
    );
  }
}

async function finishSignOn(services: WebServices, c: WebContext): Promise<Response> {
  if (!services.provider) return c.notFound();
  const now = services.door.clock();
  const secure = isSecure(services.config);
  const pending = pendingSignOn.safeParse(sealerOf(services, "sign-on").open(readCookie(c.req.header("cookie"), "sign-on", secure), now));
  c.header("set-cookie", setCookie("sign-on", "", secure, 0), { append: true });
  if (!pending.success) return refuse(services, c, expired);
  const finished = await services.provider.finish(new URL(c.req.url), pending.data);
  // What the directory says today counts at once and everywhere, whatever comes of this sign-on.
  const standing = finished.ok ? finished.identity : finished.standing;
  if (standing) await rewriteStanding(services.door.db, standing, markOf(services, c), now);
  if (!finished.ok) return refuse(services, c, finished.problem, standing);
  const { identity, idToken, source } = finished;
  const found = await Promise.all(identity.municipalities.map((code) => services.municipalities.findNow(code)));
  const known = found.filter((municipality) => municipality !== undefined);
  const [only] = known;
  if (!only) return refuse(services, c, unknownMunicipality, identity);
  const arrival = { identity, source, idToken, back: pending.data.back };
  if (known.length === 1) return letIn(services, c, only, arrival);
  const id = await keepChoice(services.door.db, sealerOf(services, "choice"), arrival, now);
  c.header("set-cookie", setCookie("choice", id, secure, longestChoice / second), { append: true });
  return pageResponse(services, c, undefined, { title: "Välj kommun", body: <ChoosePage municipalities={known} /> });
}

async function chooseMunicipality(services: WebServices, c: WebContext): Promise<Response> {
  if (!isOwnOrigin(c.req.raw.headers, ownOrigin(services.config, c)))
    return errorResponse(services, c, undefined, plainError(403, "Formuläret kom från fel ställe", "Öppna startsidan och försök igen."));
  const secure = isSecure(services.config);
  const id = readCookie(c.req.header("cookie"), "choice", secure);
  const code = (await readFields(services, c))["municipality"] ?? "";
  const municipality = await services.municipalities.findNow(code);
  const arrival = municipality && (await takeChoice(services.door.db, sealerOf(services, "choice"), id, code, services.door.clock()));
  c.header("set-cookie", setCookie("choice", "", secure, 0), { append: true });
  return arrival ? letIn(services, c, municipality, arrival) : refuse(services, c, expired);
}

async function letIn(services: WebServices, c: WebContext, municipality: Municipality, arrival: Arrival): Promise<Response> {
  const { identity, source, idToken, back } = arrival;
  const now = services.door.clock();
  const mark = markOf(services, c);
  const browser = browserName(c.req.header("user-agent"));
  const admitted = await inMunicipality(services.door.db, municipality.id, async (tx) => {
    const staff = await admitStaff(tx, municipality.id, identity, mark, now);
    if (!staff.ok) return staff;
    const start = { idToken, source, browser };
    return ok({
      staffId: staff.value,
      token: await startSession(tx, municipality.id, staff.value, start, services.config.limits, mark, now),
    });
  });
  if (!admitted.ok) return refuse(services, c, admitted.error, identity);
  return welcome(services, c, municipality, admitted.value.token, back);
}

const expired: Problem = {
  code: "sign-on-expired",
  message: "Inloggningen tog för lång tid, eller började någon annanstans.",
  hint: "Börja om från startsidan.",
};
const unknownMunicipality: Problem = {
  code: "no-municipality",
  message: "Din kommun finns inte i Förtrogen.",
  hint: "Kontakta systemförvaltaren.",
};

/**
 * Refuses a sign-on: counted by the network it came from, written in the log. What succeeds is never counted and never refused: whoever
 * fails again and again from a shared address, or in another's name, shuts nobody else out.
 */
async function refuse(services: WebServices, c: WebContext, problem: Problem, standing: Standing | null = null): Promise<Response> {
  const { db, clock } = services.door;
  const isOurs = problem.code === "sign-on-unreachable";
  const turn: Turn = isOurs ? { allowed: true } : await takeTurn(db, failedSignOns, networkOf(remoteAddress(services, c)));
  if (!turn.allowed) return errorResponse(services, c, undefined, errorPageOf(tooManyProblem(turn, tooManyFailures)));
  services.log({ level: "warn", message: "sign-on refused", requestId: c.get("requestId"), code: problem.code });
  await logRefusedSignOn(db, problem.code, standing, markOf(services, c), clock());
  return errorResponse(services, c, undefined, errorPageOf(problem));
}

function sealerOf(services: WebServices, purpose: string) {
  const secret = services.config.openId?.clientSecret;
  if (!secret) throw new Error("Nothing may be sealed without the provider's secret.");
  return makeSealer(secret, purpose);
}
