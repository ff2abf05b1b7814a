import { notFound } from "../../../ui/page.tsx";
import type { CaseWith } from "../../case/case-parts.ts";
import type { InvestigationPart } from "../../decision/case-part.ts";
import type { BodyPart } from "../body.ts";

/** The investigation of an address. Ends the request with 404 when the case has no such investigation. */
export function investigationIn(parts: CaseWith<"investigations">, investigationId: string): InvestigationPart {
  return parts.investigations.find((each) => each.id === investigationId) ?? notFound();
}

/** Why nothing is written in the investigation any more; nothing while it goes on. */
export const overBecause = ({ conclusion }: InvestigationPart): string | null =>
  conclusion ? `Utredningen är avslutad sedan ${conclusion.concluded_on}` : null;

/** Why nothing is written in its body any more: it is concluded, or signed; nothing while it goes on. */
export const closedBecause = (investigation: InvestigationPart, { signature }: Pick<BodyPart, "signature">): string | null =>
  signature ? `Utredningen är underskriven sedan ${signature.signed_on}` : overBecause(investigation);
