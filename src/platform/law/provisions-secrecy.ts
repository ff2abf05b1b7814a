/** Provisions of secrecy, of placements and of delay that are easily missed. */
import { SHELTER_REFORM_FROM, oldSol, other, sol } from "./wordings.ts";

const shelter = (chapter: string, section: string) => ({
  act: "SFS 2024:79" as const,
  ...{ chapter, section, citation: `${chapter} kap. ${section} § lagen (2024:79) om placering av barn i skyddat boende` },
  validFrom: SHELTER_REFORM_FROM,
});
const secrecy = (chapter: string, section: string) => ({
  act: "OSL" as const,
  ...{ chapter, section, citation: `${chapter} kap. ${section} § OSL` },
});
const FIRST_DAY_NOTE = "Paragrafen är läst; den första dagen är sannolik.";

export const secrecyProvisions = [
  other("risk-of-violence-to-police", {
    ...secrecy("10", "18 c"),
    title: "Uppgift till Polismyndigheten vid konkret risk för brott mot en närstående",
    validFrom: "2025-04-01",
    certainty: "osäker",
    note: FIRST_DAY_NOTE,
  }),
  other("decisions-without-secrecy", {
    ...secrecy("26", "7"),
    title: "Sekretessen gäller inte beslut om skyddat boende med samtycke från endast en av vårdnadshavarna",
    validFrom: SHELTER_REFORM_FROM,
  }),
  other("needed-care-breaks-secrecy", {
    ...secrecy("26", "9"),
    title: "Uppgift som behövs för nödvändig vård, behandling eller stöd, eller till skydd för det väntade barnet",
    validFrom: "2013-07-01",
    certainty: "osäker",
    note: FIRST_DAY_NOTE,
  }),
  other("reporter-may-be-told", {
    ...secrecy("26", "9 a"),
    title: "Uppgift till den som har anmält enligt 19 kap. 1 eller 2 §",
    validFrom: "2025-07-01",
  }),
  other("shelter-address-secrecy", {
    ...secrecy("26", "14 c"),
    title: "Sekretess för adress till ett skyddat boende",
    validFrom: SHELTER_REFORM_FROM,
    certainty: "osäker",
    note: FIRST_DAY_NOTE,
  }),
  other("temporary-care-continued", {
    act: "LVU",
    section: "9 a",
    citation: "9 a § LVU",
    title: "Fortsatt omhändertagande för tillfällig vård högst två månader åt gången",
    validFrom: "2019-07-01",
    certainty: "osäker",
    note: FIRST_DAY_NOTE,
  }),
  other("shelter-begins", { ...shelter("3", "4"), title: "Rättens beslut upphör om placeringen inte har påbörjats inom fyra veckor" }),
  other("shelter-ends", { ...shelter("7", "1"), title: "Insatsen upphör senast med vårdnadshavarens insats eller vid 18 år" }),
  other("shelter-court", { ...shelter("8", "2"), title: "Rätten tar upp målet inom två veckor från ansökan" }),
  other("eviction-confirmed", {
    act: "SoF",
    chapter: "11",
    section: "3",
    citation: "11 kap. 3 § SoF",
    title: "Bekräftelse till Kronofogdemyndigheten samma dag vid avhysning",
    validFrom: "2025-07-01",
  }),
  other("delay-told", {
    act: "FvL",
    section: "11",
    citation: "11 § FvL",
    title: "Parten underrättas om att avgörandet blir väsentligt försenat",
    validFrom: "2018-07-01",
  }),
  other("asks-for-decision", {
    act: "FvL",
    section: "12",
    citation: "12 § FvL",
    title: "Parten får efter sex månader begära att ärendet avgörs",
    validFrom: "2018-07-01",
  }),
  // SFS 2006:495 put it in.
  oldSol("council-statistics", "16", "6 h", "Statistikrapport till fullmäktige över beslut som inte har verkställts", {
    validFrom: "2006-07-01",
  }),
  sol("council-statistics", "34", "3", "Statistikrapport till kommunfullmäktige över beslut som inte har verkställts", {
    oldCitation: "16 kap. 6 h §",
    certainty: "osäker",
    note: "Paragrafens fortsättning är avhuggen i den text som har lästs: att typ av insats, tid och ett kvartal i taget gäller är taget ur 16 kap. 6 h § i den äldre lagen.",
  }),
];
