import { endSession } from "../../platform/access/sign-on/sessions.ts";
import type { Municipality } from "../../ui/request.ts";
import { giveSession, markOf, visitOf } from "../web/services.ts";
import type { WebContext, WebServices } from "../web/services.ts";

/** Gives the session to whoever has just been let in, and leads to where the person was going: a form shows its drafts there. */
export async function welcome(
  services: WebServices,
  c: WebContext,
  municipality: Municipality,
  token: string,
  back: string,
): Promise<Response> {
  const before = await visitOf(services, c, { touch: false });
  // Whoever was signed on in this browser is signed off.
  if (before) await endSession(services.door.db, before.session.actor, markOf(services, c), services.door.clock());
  giveSession(services, c, municipality, token);
  return c.redirect(back, 303);
}
