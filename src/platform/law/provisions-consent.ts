/** Provisions about consent to interventions for a child, and about who gives it. Part of provisions.ts. */
import { CONSENT_FROM_12_FROM, NEW_SOL_FROM, OLD_SOL_TO, SHELTER_REFORM_FROM, oldSol, other, sol } from "./wordings.ts";

const OLD_13_A = {
  act: "FB",
  chapter: "6",
  section: "13 a",
  citation: "6 kap. 13 a § FB",
  title: "Insats trots att en av två vårdnadshavare inte samtycker",
} as const;

export const consentProvisions = [
  oldSol("contact-person", "3", "6 b", "Kontaktperson och kontaktfamilj"),
  sol("contact-person", "13", "7", "Kontaktperson och kontaktfamilj (första stycket)", { oldCitation: "3 kap. 6 b §" }),
  oldSol("qualified-contact-person", "3", "6 b", "Särskilt kvalificerad kontaktperson (andra stycket)"),
  other("qualified-contact-person", {
    act: "SoL 2025:400",
    chapter: "13",
    section: "7 andra stycket",
    citation: "13 kap. 7 § andra stycket SoL",
    validFrom: NEW_SOL_FROM,
    title: "Särskilt kvalificerad kontaktperson, om den unge begär eller samtycker",
    oldCitation: "3 kap. 6 b §",
  }),
  oldSol("consent-open-intervention", "3", "6 a", "Öppna insatser från 15 år utan vårdnadshavarens samtycke", {
    validTo: "2023-06-30",
    certainty: "allmän kunskap",
    note: "Lydelsen före lagen (2023:292), som gav den som har fyllt 12 år rätten, är inte läst.",
  }),
  oldSol("consent-open-intervention", "3", "6 a", "Öppna insatser från 12 och 15 år utan vårdnadshavarens samtycke", {
    validFrom: CONSENT_FROM_12_FROM,
  }),
  sol("consent-open-intervention", "21", "1", "Samtycke till insatser för barn", { oldCitation: "3 kap. 6 a §" }),
  sol("consent-without-needs-test", "21", "2", "Samtycke till insatser utan individuell behovsprövning"),
  oldSol("shelter-with-guardian", "6", "6 d", "Skyddat boende för barn tillsammans med en vårdnadshavare", {
    validFrom: SHELTER_REFORM_FROM,
  }),
  sol("shelter-with-guardian", "22", "5", "Skyddat boende för barn tillsammans med en vårdnadshavare", { oldCitation: "6 kap. 6 d §" }),
  other("shelter-without-consent", {
    act: "SFS 2024:79",
    chapter: "3",
    section: "3",
    citation: "3 kap. 3 § lagen (2024:79) om placering av barn i skyddat boende",
    validFrom: SHELTER_REFORM_FROM,
    title: "Förvaltningsrätten beslutar om skyddat boende när en vårdnadshavare inte samtycker",
  }),
  oldSol("self-determination", "1", "1", "Respekt för människornas självbestämmanderätt"),
  sol("self-determination", "2", "1", "Respekt för enskildas självbestämmanderätt", { oldCitation: "1 kap. 1 §" }),
  other("consent-guardian", {
    act: "FB",
    chapter: "6",
    section: "11",
    citation: "6 kap. 11 § FB",
    validFrom: "1995-01-01",
    title: "Vårdnadshavaren bestämmer i barnets personliga angelägenheter",
  }),
  other("appointed-guardian", {
    act: "FB",
    chapter: "6",
    section: "10 a",
    citation: "6 kap. 10 a § FB",
    validFrom: "1995-07-01",
    title: "En eller två särskilt förordnade vårdnadshavare utövar vårdnaden",
  }),
  other("temporary-guardian", {
    act: "FB",
    chapter: "6",
    section: "10 d",
    citation: "6 kap. 10 d § FB",
    validFrom: "2021-07-01",
    title: "Vårdnaden flyttas över till en tillfällig vårdnadshavare",
  }),
  other("guardian-ad-litem", {
    act: "SFS 2005:429",
    section: "2",
    citation: "2 § lagen (2005:429) om god man för ensamkommande barn",
    validFrom: "2005-07-01",
    title: "God man ansvarar i vårdnadshavares ställe för barnets personliga förhållanden",
  }),
  other("guardian-prevented", {
    act: "FB",
    chapter: "6",
    section: "13",
    citation: "6 kap. 13 § FB",
    validFrom: "1995-01-01",
    title: "En vårdnadshavare är förhindrad, och den andra bestämmer ensam",
  }),
  other("one-guardian-refuses", {
    ...OLD_13_A,
    validFrom: "2012-05-01",
    validTo: OLD_SOL_TO,
    certainty: "allmän kunskap",
    note: "Lydelsen före 1 juli 2025 är inte läst.",
  }),
  other("one-guardian-refuses", { ...OLD_13_A, validFrom: NEW_SOL_FROM }),
  other("care-needs-consent", {
    act: "LVU",
    section: "1",
    citation: "1 § LVU",
    validFrom: "1990-07-01",
    title: "Samtycke av vårdnadshavare och av den som har fyllt 15 år",
  }),
];
