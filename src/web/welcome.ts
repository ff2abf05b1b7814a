import { findParkedForm } from "../access/sign-on/parked-forms.ts";
import { endSession } from "../access/sign-on/sessions.ts";
import type { Municipality } from "./page.tsx";
import { giveSession, markOf, visitOf } from "./services.ts";
import type { WebContext, WebServices } from "./services.ts";

/** Gives the session to whoever has just been let in, and leads to the form that was parked or to where the person was going. */
export async function welcome(
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
