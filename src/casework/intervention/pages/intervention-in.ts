import { notFound } from "../../../ui/page.tsx";
import type { CaseWith } from "../../case/case-parts.ts";
import type { InterventionPart } from "../intervention-schema.ts";

/** The intervention of an address. Ends the request with 404 when the case has no such intervention. */
export function interventionIn(parts: CaseWith<"interventions">, interventionId: string): InterventionPart {
  return parts.interventions.find((each) => each.id === interventionId) ?? notFound();
}
