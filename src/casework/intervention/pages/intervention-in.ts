import { notFound } from "../../../ui/page.tsx";
import type { CaseParts } from "../../case/case-parts.ts";
import type { InterventionPart } from "../../case/intervention-parts.ts";

/** The intervention of an address. Ends the request with 404 when the case has no such intervention. */
export function interventionIn(parts: CaseParts, interventionId: string): InterventionPart {
  return parts.interventions.find((each) => each.id === interventionId) ?? notFound();
}
