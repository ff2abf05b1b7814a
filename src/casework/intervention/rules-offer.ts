/** What may be offered without an individual needs assessment, and what is written down of it (11 kap. 5 §, 14 kap. 3–5 §§ SoL). */
import type { CodeOf } from "../../platform/database/generated.ts";
import { citationOn } from "../../platform/law/provision.ts";
import type { ProvisionId } from "../../platform/law/provisions.ts";
import type { Rule } from "../../platform/law/rule.ts";
import { NEW_SOL_FROM } from "../../platform/law/wordings.ts";

export type OfferType = CodeOf<"intervention.offer.type">;
export type Documentation = CodeOf<"intervention.offer.documentation">;

/** What always takes an individual needs assessment when it is given to a child (11 kap. 5 § SoL, points 1, 2, 4 and 5). The table refuses the same (`some_always_need_assessment`). */
export const ALWAYS_ASSESSED = [
  ...(["kontaktperson", "familjehem", "nätverkshem", "jourhem", "stödboende", "HVB", "SiS", "skyddat boende"] as const),
] as const satisfies readonly OfferType[];

export type WithoutAssessmentInput = { readonly type: OfferType; readonly day: string };
export type WithoutAssessmentOutcome = { readonly permitted: boolean; readonly because: ProvisionId };

export const withoutAssessment: Rule<WithoutAssessmentInput, WithoutAssessmentOutcome> = {
  id: "without-assessment",
  title: "Vilka insatser som får ges utan individuell behovsprövning",
  provisionIds: ["intervention-without-needs-test", "told-of-application"],
  basis: "lag",
  room: "intervention",
  validFrom: NEW_SOL_FROM,
  certainty: "verifierad",
  source:
    "Kontaktperson, kontaktfamilj och kvalificerad kontaktperson, familjehem, särskilda ungdomshem samt vård av barn och unga mellan 18 och 20 år i jourhem, stödboende, skyddat boende och HVB kräver alltid individuell behovsprövning. Före den 1 juli 2025 fanns ingen sådan bestämmelse. Att nätverkshem är ett familjehem är vår läsning; punkterna om äldre, funktionsnedsättning, LVM-hem och viss annan heldygnsvård gäller inte barn- och familjevården.",
  apply: ({ type, day }) => ({
    permitted: day >= NEW_SOL_FROM && !(ALWAYS_ASSESSED as readonly OfferType[]).includes(type),
    because: "intervention-without-needs-test",
  }),
  explain({ type, day }, { permitted }) {
    const citation = citationOn("intervention-without-needs-test", day < NEW_SOL_FROM ? NEW_SOL_FROM : day);
    if (day < NEW_SOL_FROM) return `Insatser utan individuell behovsprövning får erbjudas från den 1 juli 2025 (${citation}).`;
    return permitted
      ? `Nämnden får erbjuda det utan individuell behovsprövning (${citation}). Den som ger insatsen informerar om att det går att ansöka om insatser (${citationOn("told-of-application", day)}).`
      : `Insatsen ${type} kräver alltid individuell behovsprövning (${citation}).`;
  },
};

export type WrittenDownInput = { readonly documentation: Documentation; readonly day: string };
export type WrittenDownOutcome = { readonly personal: boolean; readonly because: ProvisionId };

const stands: Readonly<Record<Documentation, ProvisionId>> = {
  dokumenteras: "documentation",
  rådgivning: "advice-not-documented",
  "utan identitet": "identity-not-documented",
};
const words: Readonly<Record<Documentation, string>> = {
  dokumenteras: "Genomförandet dokumenteras av verksamheten. Här öppnas inget ärende",
  rådgivning: "Uppgifter om enskildas personliga förhållanden behöver inte dokumenteras vid rådgivning. Här skrivs inget om någon",
  "utan identitet": "Nämnden har beslutat att uppgifter som kan röja vem det gäller inte dokumenteras",
};

export const writtenDown: Rule<WrittenDownInput, WrittenDownOutcome> = {
  id: "offer-written-down",
  title: "Vad som dokumenteras när en insats ges utan individuell behovsprövning",
  provisionIds: ["documentation", "advice-not-documented", "identity-not-documented"],
  basis: "lag",
  room: "intervention",
  validFrom: NEW_SOL_FROM,
  certainty: "verifierad",
  source:
    "Genomförande av insatser dokumenteras (14 kap. 3 §). Skyldigheten gäller inte uppgifter om personliga förhållanden vid rådgivning (14 kap. 4 §). Vid en insats enligt 11 kap. 5 § får nämnden, om det finns särskilda skäl, besluta att uppgifter som kan röja den enskildes identitet inte ska dokumenteras (14 kap. 5 §). Att programmet bara räknar tillfällen och besök är vår läsning av vad som får räknas.",
  apply: ({ documentation }) => ({ personal: documentation === "dokumenteras", because: stands[documentation] }),
  explain: ({ documentation, day }, { because }) => `${words[documentation]} (${citationOn(because, day)}).`,
};

/** For docs/law.md. */
export const offerRules = [withoutAssessment, writtenDown] as const;
