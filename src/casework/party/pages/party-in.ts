import { notFound } from "../../../ui/page.tsx";
import type { CaseWith } from "../../case/case-parts.ts";
import type { PartyPart } from "../party-parts.ts";

/** The party of an address. Ends the request with 404 where the case has none. */
export function partyIn(parts: CaseWith<"parties">, personId: string): PartyPart {
  return parts.parties.find((each) => each.person_id === personId) ?? notFound();
}
