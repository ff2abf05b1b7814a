/**
 * The provisions the program stands on, each with the wordings that have been in force. Read in the consolidated acts
 * (SoL 2025:400 with changes up to SFS 2025:1501, SoL 2001:453 in its last wording, FvL, LVU, FB, OSL, KL as of February 2026).
 * Where the old act's wording is cited from an earlier day than its last change, the citation is right and the wording
 * may have been older. The new act replaced the old one on 1 July 2025.
 */
import type { Provision } from "./provision.ts";

/** First day of socialtjänstlagen (2025:400). */
export const NEW_SOL_FROM = "2025-07-01";
/** Last day of socialtjänstlagen (2001:453). */
export const OLD_SOL_TO = "2025-06-30";
/** First day of SFS 2025:1501. Its number is read in the act, the day is not: 1 January 2026 is likely. */
export const SFS_2025_1501_FROM = "2026-01-01";
const OLD_FROM = "2002-01-01";
const CHILD_REFORM_FROM = "2013-01-01";
const OLD_NOTE = "Den äldre beteckningen är inte läst i lagtexten.";
const DAY_NOTE = "SFS 2025:1501 är läst; dagen för ikraftträdandet är sannolikt 1 januari 2026.";

type Extra = Partial<Pick<Provision, "oldCitation" | "validTo" | "certainty" | "note" | "validFrom">>;

/** One wording in the new act. */
function sol<const Id extends string>(id: Id, chapter: string, section: string, title: string, extra: Extra = {}) {
  const row = { act: "SoL 2025:400", chapter, section, citation: `${chapter} kap. ${section} § SoL`, title } as const;
  return { id, ...row, validFrom: NEW_SOL_FROM, certainty: "verifierad", ...extra } as Provision & { readonly id: Id };
}

/** One wording in the old act, which is cited as "äldre SoL". */
function oldSol<const Id extends string>(id: Id, chapter: string, section: string, title: string, extra: Extra = {}) {
  const citation = `${chapter} kap. ${section} § äldre SoL`;
  const row = { act: "SoL 2001:453", chapter, section, citation, title } as const;
  const dates = { validFrom: OLD_FROM, validTo: OLD_SOL_TO, certainty: "verifierad" } as const;
  return { id, ...row, ...dates, ...extra } as Provision & { readonly id: Id };
}

/** One wording in another act. */
function other<const Id extends string>(id: Id, row: Omit<Provision, "id" | "certainty"> & Extra) {
  return { id, certainty: "verifierad", ...row } as Provision & { readonly id: Id };
}

const child = [
  oldSol("best-interests", "1", "2", "Barnets bästa; barn är den som är under 18 år"),
  sol("best-interests", "3", "1", "Barnets bästa; barn är den som är under 18 år", { oldCitation: "1 kap. 2 §" }),
  oldSol("child-opinion", "11", "10", "Barnets rätt att framföra sina åsikter"),
  sol("child-opinion", "3", "2", "Barnets rätt att framföra sina åsikter", { oldCitation: "11 kap. 10 §" }),
  oldSol("child-information", "11", "10", "Barnets rätt till information"),
  sol("child-information", "3", "3", "Barnets rätt till anpassad information", { oldCitation: "11 kap. 10 §" }),
  oldSol("child-own-party", "11", "10", "Rätt att föra sin egen talan från 15 år"),
  sol("child-own-party", "3", "4", "Rätt att föra sin egen talan från 15 år", { oldCitation: "11 kap. 10 §" }),
  oldSol("talk-without-consent", "11", "10", "Samtal med barn utan vårdnadshavarens samtycke", {
    certainty: "allmän kunskap",
    note: OLD_NOTE,
  }),
  sol("talk-without-consent", "20", "7", "Samtal med barn utan vårdnadshavarens samtycke", {
    oldCitation: "11 kap. 10 §",
  }),
  other("crc-feedback", {
    act: "Barnkonventionen",
    section: "12",
    citation: "artikel 12 barnkonventionen (allmän kommentar nr 12 p. 45)",
    title: "Återkoppling till barnet om utfallet och om hur åsikterna vägdes in",
    validFrom: "2020-01-01",
  }),
];

const intake = [
  oldSol("open-investigation", "11", "1", "Inleda utredning utan dröjsmål", { validFrom: OLD_FROM }),
  sol("open-investigation", "14", "2", "Inleda utredning genast", { oldCitation: "11 kap. 1 §" }),
  oldSol("immediate-protection", "11", "1 a", "Omedelbar skyddsbedömning", { validFrom: CHILD_REFORM_FROM }),
  sol("immediate-protection", "20", "1", "Omedelbar skyddsbedömning", { oldCitation: "11 kap. 1 a §" }),
  oldSol("preliminary-assessment", "11", "1 a", "Förhandsbedömning inom 14 dagar", { validFrom: CHILD_REFORM_FROM }),
  sol("preliminary-assessment", "20", "2", "Förhandsbedömning inom 14 dagar", { oldCitation: "11 kap. 1 a §" }),
  oldSol("mandated-report", "14", "1", "Anmälningsskyldighet"),
  sol("mandated-report", "19", "1", "Anmälningsskyldighet", {
    oldCitation: "14 kap. 1 §",
    validTo: "2025-12-31",
    certainty: "osäker",
    note: `Lydelsen före SFS 2025:1501 är inte läst. ${DAY_NOTE}`,
  }),
  sol("mandated-report", "19", "1", "Anmälningsskyldighet, vidgad krets", {
    oldCitation: "14 kap. 1 §",
    validFrom: SFS_2025_1501_FROM,
    certainty: "osäker",
    note: DAY_NOTE,
  }),
  oldSol("feedback-to-reporter", "14", "1 b", "Återkoppling till anmälaren på begäran", {
    validFrom: CHILD_REFORM_FROM,
  }),
  sol("feedback-to-reporter", "19", "6", "Återkoppling till anmälaren på begäran", {
    oldCitation: "14 kap. 1 b §",
    validTo: "2025-12-31",
    certainty: "osäker",
    note: `Lydelsen före SFS 2025:1501 är inte läst. ${DAY_NOTE}`,
  }),
  sol("feedback-to-reporter", "19", "6", "Återkoppling till anmälaren senast en vecka efter beslutet", {
    oldCitation: "14 kap. 1 b §",
    validFrom: SFS_2025_1501_FROM,
    certainty: "osäker",
    note: DAY_NOTE,
  }),
  other("violence-investigation", {
    act: "SOSFS 2014:4",
    chapter: "6",
    section: "1",
    citation: "6 kap. 1 § SOSFS 2014:4",
    title: "Utredning utan dröjsmål när anmälan gäller våld",
    validFrom: "2014-10-01",
    validTo: "2022-12-31",
    certainty: "osäker",
    note: "Giltighetstiden är inte läst.",
  }),
  other("violence-investigation", {
    act: "HSLF-FS 2022:39",
    section: "våld mot barn",
    citation: "HSLF-FS 2022:39",
    title: "Utredning utan dröjsmål när anmälan gäller våld",
    validFrom: "2023-01-01",
    oldCitation: "6 kap. 1 § SOSFS 2014:4",
    certainty: "allmän kunskap",
    note: "Föreskriften är inte läst; den har ersatt SOSFS 2014:4.",
  }),
];

const investigation = [
  oldSol("child-investigation", "11", "2", "Utredningen ska vara slutförd inom fyra månader"),
  sol("child-investigation", "20", "3", "Utredningen ska vara slutförd inom fyra månader", {
    oldCitation: "11 kap. 2 §",
  }),
  oldSol("investigation-opened-information", "11", "2", "Information om att en utredning har inletts"),
  sol("investigation-opened-information", "20", "4", "Information om att en utredning har inletts", {
    oldCitation: "11 kap. 2 §",
  }),
  oldSol("documentation", "11", "5", "Skyldighet att dokumentera", { certainty: "allmän kunskap", note: OLD_NOTE }),
  sol("documentation", "14", "3", "Skyldighet att dokumentera", { oldCitation: "11 kap. 5 §" }),
  other("communication", {
    act: "FvL",
    section: "25",
    citation: "25 § FvL",
    validFrom: "2018-07-01",
    title: "Kommunicering innan beslut fattas",
  }),
];

const decision = [
  oldSol("right-to-intervention", "4", "1", "Rätt till bistånd"),
  sol("right-to-intervention", "11", "1", "Rätt till insatser för personliga behov", { oldCitation: "4 kap. 1 §" }),
  oldSol("intervention-beyond-right", "4", "2", "Bistånd utöver rätten", {
    certainty: "allmän kunskap",
    note: OLD_NOTE,
  }),
  sol("intervention-beyond-right", "11", "4", "Insatser utöver rätten till insatser", { oldCitation: "4 kap. 2 §" }),
  sol("intervention-without-needs-test", "11", "5", "Insatser utan individuell behovsprövning"),
  oldSol("contact-person", "3", "6 b", "Kontaktperson och kontaktfamilj"),
  sol("contact-person", "13", "7", "Kontaktperson, kontaktfamilj och särskilt kvalificerad kontaktperson", {
    oldCitation: "3 kap. 6 b §",
  }),
  oldSol("consent-open-intervention", "3", "6 a", "Öppna insatser från 12 och 15 år utan vårdnadshavarens samtycke"),
  sol("consent-open-intervention", "21", "1", "Samtycke till insatser för barn", { oldCitation: "3 kap. 6 a §" }),
  sol("consent-without-needs-test", "21", "2", "Samtycke till insatser utan individuell behovsprövning"),
  other("consent-custodian", {
    act: "FB",
    chapter: "6",
    section: "11",
    citation: "6 kap. 11 § FB",
    validFrom: "1995-01-01",
    title: "Vårdnadshavaren bestämmer i barnets personliga angelägenheter",
    certainty: "allmän kunskap",
    note: "Paragrafen är inte läst. Används där den äldre socialtjänstlagen var tyst.",
  }),
  other("custodian-prevented", {
    act: "FB",
    chapter: "6",
    section: "13",
    citation: "6 kap. 13 § FB",
    validFrom: "1995-01-01",
    title: "En vårdnadshavare är förhindrad",
  }),
  other("one-custodian-refuses", {
    act: "FB",
    chapter: "6",
    section: "13 a",
    citation: "6 kap. 13 a § FB",
    validFrom: "2012-05-01",
    validTo: OLD_SOL_TO,
    title: "Insats trots att en av två vårdnadshavare inte samtycker",
    certainty: "allmän kunskap",
    note: "Lydelsen före 1 juli 2025 är inte läst.",
  }),
  other("one-custodian-refuses", {
    act: "FB",
    chapter: "6",
    section: "13 a",
    citation: "6 kap. 13 a § FB",
    validFrom: NEW_SOL_FROM,
    title: "Insats trots att en av två vårdnadshavare inte samtycker",
  }),
  other("care-needs-consent", {
    act: "LVU",
    section: "1",
    citation: "1 § LVU",
    validFrom: "1990-07-01",
    title: "Samtycke av vårdnadshavare och av den som har fyllt 15 år",
  }),
  other("care-application", {
    act: "LVU",
    section: "4",
    citation: "4 § LVU",
    validFrom: "1990-07-01",
    title: "Ansökan till förvaltningsrätten om vård",
  }),
  other("immediate-care-order", {
    act: "LVU",
    section: "6",
    citation: "6 § LVU",
    validFrom: "1990-07-01",
    title: "Omedelbart omhändertagande",
  }),
  oldSol("follow-up-without-consent", "11", "4 a", "Uppföljning efter utredning utan insats", {
    validFrom: CHILD_REFORM_FROM,
  }),
  sol("follow-up-without-consent", "23", "1", "Uppföljning efter utredning utan insats", {
    oldCitation: "11 kap. 4 a §",
  }),
  oldSol("appeal", "16", "3", "Beslut som får överklagas till förvaltningsrätten"),
  sol("appeal", "35", "1", "Beslut som får överklagas till förvaltningsrätten", { oldCitation: "16 kap. 3 §" }),
  other("appeal-time", {
    act: "FvL",
    section: "44",
    citation: "44 § FvL",
    validFrom: "2018-07-01",
    title: "Överklagandet ska ha kommit in inom tre veckor",
  }),
  other("legality-review", {
    act: "KL",
    chapter: "13",
    section: "1",
    citation: "13 kap. KL",
    validFrom: "2018-01-01",
    title: "Laglighetsprövning",
    certainty: "allmän kunskap",
    note: "Vilka beslut som bara kan laglighetsprövas följer indirekt av 35 kap. 1 § SoL.",
  }),
  other("decision-document", {
    act: "FvL",
    section: "31",
    citation: "31 § FvL",
    validFrom: "2018-07-01",
    title: "Vad ett skriftligt beslut ska visa",
  }),
  other("reasoning", {
    act: "FvL",
    section: "32",
    citation: "32 § FvL",
    validFrom: "2018-07-01",
    title: "Klargörande motivering",
  }),
  other("notification-of-decision", {
    act: "FvL",
    section: "33",
    citation: "33 § FvL",
    validFrom: "2018-07-01",
    title: "Underrättelse om beslutet och om hur man överklagar",
  }),
  other("delegation-to-staff", {
    act: "KL",
    chapter: "6",
    section: "37",
    citation: "6 kap. 37 § KL",
    validFrom: "2018-01-01",
    title: "Nämnden får uppdra åt en anställd att besluta",
  }),
  other("automated-decision-limit", {
    act: "KL",
    chapter: "6",
    section: "38",
    citation: "6 kap. 38 § KL",
    validFrom: "2018-01-01",
    title: "Automatiserade beslut får inte delegeras där beslutet laglighetsprövas eller inte får överklagas",
  }),
  oldSol("delegation-only-committee", "10", "4", "Delegation endast till utskott"),
  sol("delegation-only-committee", "30", "6", "Delegation endast till utskott, placeringar", {
    oldCitation: "10 kap. 4 §",
  }),
  oldSol("delegation-only-committee-lvu", "10", "4", "Delegation endast till utskott, LVU"),
  sol("delegation-only-committee-lvu", "30", "7", "Delegation endast till utskott, LVU", {
    oldCitation: "10 kap. 4 §",
  }),
  oldSol("qualification", "3", "3 a", "Krav på socionomexamen eller annan relevant examen"),
  sol("qualification", "25", "1", "Krav på socionomexamen eller annan relevant examen", {
    oldCitation: "3 kap. 3 a §",
  }),
];

const intervention = [
  oldSol("not-executed-report", "16", "6 f", "Rapportering av beslut som inte har verkställts"),
  sol("not-executed-report", "34", "1", "Rapportering av beslut som inte har verkställts", {
    oldCitation: "16 kap. 6 f §",
  }),
  sol("executed-report", "34", "2", "Anmälan när ett rapporterat beslut har verkställts"),
  oldSol("deliberation", "6", "8", "Övervägande minst en gång var sjätte månad"),
  sol("deliberation", "22", "13", "Övervägande minst en gång var sjätte månad", { oldCitation: "6 kap. 8 §" }),
  oldSol("follow-up-limit", "11", "4 c", "Uppföljningen ska avslutas inom en viss tid", {
    validFrom: CHILD_REFORM_FROM,
    certainty: "allmän kunskap",
    note: "Tidsgränsen i den äldre lagen är inte läst i sin helhet.",
  }),
  sol("follow-up-limit", "23", "5", "Uppföljningen ska avslutas inom sex månader", { oldCitation: "11 kap. 4 c §" }),
  oldSol("systematic-follow-up", "3", "3", "Kvaliteten ska systematiskt utvecklas och säkras"),
  sol("systematic-follow-up", "5", "2", "Systematisk uppföljning och kvalitet", { oldCitation: "3 kap. 3 §" }),
];

const people = [
  other("identity-number", {
    act: "FOL",
    section: "18",
    citation: "18 § folkbokföringslagen",
    validFrom: "1991-07-01",
    title: "Personnummer",
  }),
];

/** Every wording of every provision the program uses. */
export const provisions = [...child, ...intake, ...investigation, ...decision, ...intervention, ...people];

/** The ids of all provisions. */
export type ProvisionId = (typeof provisions)[number]["id"];
