import type { Hono } from "hono";
import { z } from "zod";
import { readCookie, setCookie } from "../access/sign-on/cookies.ts";
import { isCsrfToken, isOwnOrigin, ownPath } from "../access/sign-on/csrf.ts";
import type { Identity } from "../access/sign-on/mapping.ts";
import { findParkedForm } from "../access/sign-on/parked-forms.ts";
import { pendingSignOn } from "../access/sign-on/provider.ts";
import { failedSignOns, networkOf, tooManyFailures } from "../access/sign-on/failures.ts";
import { makeSealer } from "../access/sign-on/sealed.ts";
import { endSession, startSession } from "../access/sign-on/sessions.ts";
import { admitStaff, demoStaff, isDemoStaff } from "../access/sign-on/staff.ts";
import { roleNames, roles } from "../core/actor.ts";
import { writeAuditEvent } from "../core/audit.ts";
import { isId } from "../core/identifiers.ts";
import { takeTurn, tooManyProblem } from "../core/limits.ts";
import { failed, ok } from "../core/result.ts";
import type { Result } from "../core/result.ts";
import { inMunicipality } from "../database/connect.ts";
import { errorPageOf, plainError } from "./error-pages.tsx";
import { faultOf } from "./log.ts";
import type { Municipality } from "./page.tsx";
import { ChoosePage, FrontPage, NoPagesPage } from "./pages/front.tsx";
import { menuOf } from "./render.tsx";
import { errorResponse, giveSession, isSecure, markOf, ownOrigin, pageResponse, remoteAddress, visitOf } from "./services.ts";
import type { WebContext, WebEnv, WebServices } from "./services.ts";

const minute = 60_000;
const choice = z.object({
  subject: z.string(),
  name: z.string(),
  title: z.string(),
  identityNumber: z.string().nullable(),
  unit: z.string().nullable(),
  municipalities: z.array(z.string()),
  roles: z.array(z.enum(roles)),
  back: z.string(),
});

/** The front page, signing on (OpenID Connect, and the demo's own) and signing off. */
export function addSignOn(app: Hono<WebEnv>, services: WebServices): void {
  // What succeeds is never counted and never refused: whoever fails again and again from a shared address shuts nobody else out.
  const failing = async (c: WebContext, answer: Response): Promise<Response> => {
    if (answer.status < 400 || answer.status >= 500) return answer;
    const turn = await takeTurn(services.door.db, failedSignOns, networkOf(remoteAddress(services, c)));
    if (turn.allowed) return answer;
    return errorResponse(services, c, undefined, errorPageOf(tooManyProblem(turn, tooManyFailures)));
  };

  app.get("/", (c) => frontPage(services, named(c, "/")));
  app.get("/logga-in", (c) => startSignOn(services, named(c, "/logga-in")));
  app.get("/logga-in/retur", async (c) => failing(c, await finishSignOn(services, named(c, "/logga-in/retur"))));
  app.post("/logga-in/demo", async (c) => failing(c, await demoSignOn(services, named(c, "/logga-in/demo"))));
  app.post("/logga-in/kommun", async (c) => failing(c, await chooseMunicipality(services, named(c, "/logga-in/kommun"))));
  app.post("/logga-ut", (c) => signOff(services, named(c, "/logga-ut")));
  app.post("/session/fortsatt", async (c) => {
    named(c, "/session/fortsatt");
    if (!isOwnOrigin(c.req.raw.headers, ownOrigin(services.config, c))) return c.body(null, 403);
    return c.body(null, (await visitOf(services, c))?.session.state === "active" ? 204 : 401);
  });
}

function named(c: WebContext, template: string): WebContext {
  c.set("template", template);
  return c;
}

async function frontPage(services: WebServices, c: WebContext): Promise<Response> {
  const visit = await visitOf(services, c);
  if (visit?.session.state === "active") {
    const first = menuOf(services.routes, visit, "/")[0];
    if (first) return c.redirect(first.href, 303);
    const role = visit.session.actor.roles.map((one) => roleNames[one]).join(", ");
    return pageResponse(services, c, visit, { title: "Välkommen", body: <NoPagesPage role={role} /> });
  }
  const demos = await services.municipalities.demos();
  const wanted = c.req.query("kommun");
  const demo = demos.find((d) => d.code === wanted) ?? demos[0];
  const people = demo ? await demoStaff(services.door.db, demo.id) : [];
  const out = c.req.query("utloggad");
  const body = (
    <FrontPage
      demo={demo}
      demos={demos}
      people={people}
      openId={services.provider !== null}
      back={ownPath(c.req.query("tillbaka"))}
      state={out === "sparat" ? "parked" : out ? "signed-out" : c.req.query("tillbaka") ? "sign-on-needed" : "new"}
    />
  );
  return pageResponse(services, c, visit, { title: "Välkommen", municipality: demo ?? null, body });
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
  if (!pending.success)
    return errorResponse(services, c, undefined, plainError(400, "Inloggningen tog för lång tid", "Börja om från startsidan."));
  const finished = await services.provider.finish(new URL(c.req.url), pending.data);
  if (!finished.ok) {
    services.log({ level: "warn", message: "sign-on refused", requestId: c.get("requestId"), code: finished.problem.code });
    return errorResponse(services, c, undefined, errorPageOf(finished.problem));
  }
  const { identity, idToken } = finished;
  const known = (await Promise.all(identity.municipalities.map((code) => services.municipalities.findNow(code)))).filter(
    (m) => m !== undefined,
  );
  if (known.length === 0)
    return refuse(
      services,
      c,
      failed({ code: "no-municipality", message: "Din kommun finns inte i Förtrogen.", hint: "Kontakta systemförvaltaren." }),
    );
  const [only] = known;
  if (known.length === 1 && only) return letIn(services, c, only, identity, idToken, pending.data.back);
  const sealed = sealerOf(services, "choice").seal({ ...identity, back: pending.data.back }, new Date(now.getTime() + 5 * minute));
  c.header("set-cookie", setCookie("choice", sealed, secure, 300), { append: true });
  return pageResponse(services, c, undefined, { title: "Välj kommun", body: <ChoosePage municipalities={known} /> });
}

async function chooseMunicipality(services: WebServices, c: WebContext): Promise<Response> {
  if (!services.provider) return c.notFound();
  if (!isOwnOrigin(c.req.raw.headers, ownOrigin(services.config, c))) return c.body(null, 403);
  const secure = isSecure(services.config);
  const chosen = choice.safeParse(
    sealerOf(services, "choice").open(readCookie(c.req.header("cookie"), "choice", secure), services.door.clock()),
  );
  const code = String((await c.req.parseBody())["municipality"] ?? "");
  c.header("set-cookie", setCookie("choice", "", secure, 0), { append: true });
  const municipality =
    chosen.success && chosen.data.municipalities.includes(code) ? await services.municipalities.findNow(code) : undefined;
  if (!chosen.success || !municipality)
    return errorResponse(services, c, undefined, plainError(400, "Inloggningen tog för lång tid", "Börja om från startsidan."));
  return letIn(services, c, municipality, chosen.data, null, chosen.data.back);
}

async function letIn(
  services: WebServices,
  c: WebContext,
  municipality: Municipality,
  identity: Identity,
  idToken: string | null,
  back: string,
): Promise<Response> {
  const now = services.door.clock();
  const mark = markOf(services, c);
  const admitted = await inMunicipality(
    services.door.db,
    municipality.id,
    async (tx): Promise<Result<{ staffId: string; token: string }>> => {
      const staff = await admitStaff(tx, municipality.id, identity, now);
      if (staff.ok)
        return ok({
          staffId: staff.value,
          token: await startSession(tx, municipality.id, staff.value, idToken, services.config.limits, mark, now),
        });
      await writeAuditEvent(tx, { actor: null, ...mark, action: "access.sign-on", kind: "denied", outcome: staff.error.code }, now);
      return staff;
    },
  );
  if (!admitted.ok) return refuse(services, c, admitted);
  return welcome(services, c, municipality, admitted.value.staffId, admitted.value.token, back);
}

/** Gives the session, and leads to the form that was parked or to where the person was going. */
async function welcome(
  services: WebServices,
  c: WebContext,
  municipality: Municipality,
  staffId: string,
  token: string,
  back: string,
): Promise<Response> {
  const before = await visitOf(services, c, { touch: false });
  // Whoever was signed on in this browser is signed off; the same person's parked form must survive that.
  if (before)
    await endSession(services.door.db, before.session.actor, markOf(services, c), services.door.clock(), {
      keepForms: before.session.actor.staffId === staffId,
    });
  giveSession(services, c, municipality, token);
  const parked = await findParkedForm(services.door.db, { municipalityId: municipality.id, staffId }, services.door.clock());
  if (!parked) return c.redirect(back, 303);
  return c.redirect(`${parked.path}${parked.path.includes("?") ? "&" : "?"}aterstall=${parked.id}`, 303);
}

async function demoSignOn(services: WebServices, c: WebContext): Promise<Response> {
  if (!isOwnOrigin(c.req.raw.headers, ownOrigin(services.config, c)))
    return errorResponse(services, c, undefined, plainError(403, "Formuläret kom från fel ställe", "Öppna startsidan och försök igen."));
  const form = await c.req.parseBody();
  const municipality = await services.municipalities.findNow(String(form["municipality"] ?? ""));
  const staffId = form["person"];
  if (!municipality?.isDemo || !isId(staffId)) return c.notFound();
  const now = services.door.clock();
  const token = await inMunicipality(services.door.db, municipality.id, async (tx) =>
    (await isDemoStaff(tx, municipality.id, staffId))
      ? startSession(tx, municipality.id, staffId, null, services.config.limits, markOf(services, c), now)
      : undefined,
  );
  if (!token) return c.notFound();
  return welcome(services, c, municipality, staffId, token, ownPath(String(form["back"] ?? "/")));
}

async function signOff(services: WebServices, c: WebContext): Promise<Response> {
  const origin = ownOrigin(services.config, c);
  const visit = await visitOf(services, c, { touch: false });
  const token = String((await c.req.parseBody())["_csrf"] ?? "");
  if (!isOwnOrigin(c.req.raw.headers, origin))
    return errorResponse(services, c, visit, plainError(403, "Formuläret kom från fel ställe", "Öppna startsidan och försök igen."));
  c.header("set-cookie", setCookie("session", "", isSecure(services.config), 0), { append: true });
  if (!visit || !isCsrfToken(token, visit.session.csrfSecret)) return c.redirect("/", 303);
  await endSession(services.door.db, visit.session.actor, markOf(services, c), services.door.clock());
  const { idToken } = visit.session;
  if (!idToken || !services.provider) return c.redirect("/", 303);
  try {
    return c.redirect((await services.provider.signOffUrl(idToken, `${origin}/`))?.href ?? "/", 303);
  } catch {
    return c.redirect("/", 303);
  }
}

function refuse(services: WebServices, c: WebContext, refused: Extract<Result<never>, { ok: false }>): Promise<Response> {
  return errorResponse(services, c, undefined, errorPageOf(refused.error));
}

function sealerOf(services: WebServices, purpose: string) {
  const secret = services.config.openId?.clientSecret;
  if (!secret) throw new Error("Nothing may be sealed without the provider's secret.");
  return makeSealer(secret, purpose);
}
