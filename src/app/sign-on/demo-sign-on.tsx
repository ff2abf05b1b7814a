import { publicIn } from "../../platform/core/actor.ts";
import type { Hono } from "hono";
import { browserName } from "../../platform/access/sign-on/browser-name.ts";
import { isOwnOrigin, ownPath } from "../../platform/access/sign-on/csrf.ts";
import { failedSignOns, networkOf, tooManyFailures } from "../../platform/access/sign-on/failures.ts";
import { startSession } from "../../platform/access/sign-on/sessions.ts";
import { isDemoStaff } from "../../platform/access/sign-on/staff.ts";
import { writeAuditEvent } from "../../platform/core/audit.ts";
import { isId } from "../../platform/basics/identifiers.ts";
import { takeTurn, tooManyProblem } from "../../platform/core/limits.ts";
import { inMunicipality } from "../../platform/database/connect.ts";
import { errorPageOf, plainError } from "../web/error-pages.tsx";
import { readFields } from "../web/read-body.ts";
import { errorResponse, markOf, named, ownOrigin, remoteAddress } from "../web/services.ts";
import type { WebContext, WebEnv, WebServices } from "../web/services.ts";
import { welcome } from "./welcome.ts";

/** The demo's own sign-on: one press, no proof. Loaded only where `allowsDemo` says so; elsewhere there is no such address. */
export function addDemoSignOn(app: Hono<WebEnv>, services: WebServices): void {
  app.post("/logga-in/demo", (c) => demoSignOn(services, named(c, "/logga-in/demo")));
}

async function demoSignOn(services: WebServices, c: WebContext): Promise<Response> {
  if (!isOwnOrigin(c.req.raw.headers, ownOrigin(services.config, c)))
    return errorResponse(services, c, undefined, plainError(403, "Formuläret kom från fel ställe", "Öppna startsidan och försök igen."));
  const form = await readFields(services, c);
  const municipality = await services.municipalities.findNow(form["municipality"] ?? "");
  const staffId = form["person"] ?? "";
  const now = services.door.clock();
  const mark = markOf(services, c);
  if (!municipality?.isDemo) return refuse(services, c);
  const start = { idToken: null, source: null, browser: browserName(c.req.header("user-agent")) };
  const token = await inMunicipality(services.door.db, municipality.id, async (tx) => {
    if (isId(staffId) && (await isDemoStaff(tx, municipality.id, staffId)))
      return startSession(tx, municipality.id, staffId, start, services.config.limits, mark, now);
    await writeAuditEvent(
      tx,
      { actor: publicIn(municipality.id), ...mark, action: "access.sign-on", kind: "denied", outcome: "not-found" },
      now,
    );
    return undefined;
  });
  if (!token) return refuse(services, c);
  return welcome(services, c, municipality, token, ownPath(form["back"]));
}

async function refuse(services: WebServices, c: WebContext): Promise<Response> {
  const turn = await takeTurn(services.door.db, failedSignOns, networkOf(remoteAddress(services, c)));
  return turn.allowed ? c.notFound() : errorResponse(services, c, undefined, errorPageOf(tooManyProblem(turn, tooManyFailures)));
}
