/**
 * The provisions the program stands on, each with the wordings that have been in force. Read in the consolidated acts
 * (SoL 2025:400 with changes up to SFS 2025:1501, SoL 2001:453 in its last wording, FvL, LVU, FB, OSL, KL as of February 2026).
 * Where the old act's wording is cited from an earlier day than its last change, the citation is right and the wording
 * may have been older. The new act replaced the old one on 1 July 2025 (read); the first days of rows that begin before
 * that are general knowledge and matter only for old files.
 */
import { consentProvisions } from "./provisions-consent.ts";
import { decisionProvisions } from "./provisions-decision.ts";
import { keepingProvisions } from "./provisions-keeping.ts";
import { secrecyProvisions } from "./provisions-secrecy.ts";
import { transferProvisions } from "./provisions-transfer.ts";
import { CHILD_REFORM_FROM, DAY_NOTE, OLD_FROM, SFS_2025_1501_FROM, oldSol, other, sol } from "./wordings.ts";

const child = [
  oldSol("best-interests", "1", "2", "Barnets bästa; barn är den som är under 18 år"),
  sol("best-interests", "3", "1", "Barnets bästa; barn är den som är under 18 år", { oldCitation: "1 kap. 2 §" }),
  oldSol("child-opinion", "11", "10", "Barnets rätt att framföra sina åsikter"),
  sol("child-opinion", "3", "2", "Barnets rätt att framföra sina åsikter", { oldCitation: "11 kap. 10 §" }),
  oldSol("child-information", "11", "10", "Barnets rätt till information"),
  sol("child-information", "3", "3", "Barnets rätt till anpassad information", { oldCitation: "11 kap. 10 §" }),
  oldSol("child-own-party", "11", "10", "Rätt att föra sin egen talan från 15 år"),
  sol("child-own-party", "3", "4", "Rätt att föra sin egen talan från 15 år", { oldCitation: "11 kap. 10 §" }),
  oldSol("talk-without-consent", "11", "10", "Samtal med barn utan vårdnadshavarens samtycke"),
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
  oldSol("family-counselling-report", "14", "1", "Anmälningsskyldighet för familjerådgivning"),
  sol("family-counselling-report", "19", "2", "Anmälningsskyldighet för familjerådgivning", { oldCitation: "14 kap. 1 §" }),
  oldSol("ombudsman-report", "14", "1", "Barnombudsmannens anmälan"),
  sol("ombudsman-report", "19", "3", "Barnombudsmannens skyldighet att anmäla", { oldCitation: "14 kap. 1 §" }),
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
  sol("reporter-meeting", "19", "5", "Erbjudande om möte med barnet, vårdnadshavaren och den som har anmält"),
  other("reporter-secrecy", {
    act: "OSL",
    chapter: "26",
    section: "5",
    citation: "26 kap. 5 § OSL",
    title: "Sekretess för den som har lämnat uppgiften i en anmälan",
    validFrom: "2009-06-30",
  }),
  other("violence-investigation", {
    act: "SOSFS 2014:4",
    chapter: "6",
    section: "1",
    citation: "6 kap. 1 § SOSFS 2014:4",
    title: "Utredning utan dröjsmål när anmälan gäller våld",
    validFrom: "2014-10-01",
    validTo: "2022-10-31",
    certainty: "osäker",
    note: "Föreskriften är upphävd och inte läst.",
  }),
  other("violence-investigation", {
    act: "HSLF-FS 2022:39",
    section: "våld mot barn",
    citation: "HSLF-FS 2022:39",
    title: "Utredning utan dröjsmål när anmälan gäller våld",
    validFrom: "2022-11-01",
    oldCitation: "6 kap. 1 § SOSFS 2014:4",
    certainty: "allmän kunskap",
    note: "Föreskriften är inte läst; den ersatte SOSFS 2014:4 den 1 november 2022.",
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
  sol("contacts-in-investigation", "20", "5", "Kontakter som behövs för att bedöma behovet av insatser"),
  sol("duty-to-give-information", "20", "6", "Skyldighet att lämna uppgifter till socialnämndens utredning"),
  other("consent-breaks-secrecy", {
    act: "OSL",
    chapter: "10",
    section: "1",
    citation: "10 kap. 1 § OSL",
    validFrom: "2009-06-30",
    title: "Den enskilde samtycker till att en uppgift lämnas",
  }),
  other("duty-breaks-secrecy", {
    act: "OSL",
    chapter: "10",
    section: "28",
    citation: "10 kap. 28 § OSL",
    validFrom: "2009-06-30",
    title: "Uppgiftsskyldighet som följer av lag hindras inte av sekretess",
  }),
  oldSol("documentation", "11", "5", "Skyldighet att dokumentera"),
  sol("documentation", "14", "3", "Skyldighet att dokumentera", { oldCitation: "11 kap. 5 §" }),
  other("party-insight", {
    act: "FvL",
    section: "10",
    citation: "10 § FvL",
    validFrom: "2018-07-01",
    title: "Den som är part får ta del av allt material i ärendet",
  }),
  other("party-insight-limits", {
    act: "OSL",
    chapter: "10",
    section: "3",
    citation: "10 kap. 3 § OSL",
    validFrom: "2009-06-30",
    title: "När en part inte får se något, och får veta det på annat sätt",
  }),
  other("communication", {
    act: "FvL",
    section: "25",
    citation: "25 § FvL",
    validFrom: "2018-07-01",
    title: "Kommunicering innan beslut fattas",
  }),
];

const intervention = [
  oldSol("not-executed-report", "16", "6 f", "Rapportering av beslut som inte har verkställts"),
  sol("not-executed-report", "34", "1", "Rapportering av beslut som inte har verkställts", {
    oldCitation: "16 kap. 6 f §",
  }),
  oldSol("executed-report", "16", "6 g", "Anmälan när ett rapporterat beslut har verkställts"),
  sol("executed-report", "34", "2", "Anmälan när ett rapporterat beslut har verkställts", { oldCitation: "16 kap. 6 g §" }),
  oldSol("deliberation", "6", "8", "Övervägande minst en gång var sjätte månad"),
  sol("deliberation", "22", "13", "Övervägande minst en gång var sjätte månad", { oldCitation: "6 kap. 8 §" }),
  oldSol("follow-up-limit", "11", "4 c", "Uppföljningen ska avslutas inom två månader", { validFrom: CHILD_REFORM_FROM }),
  sol("follow-up-limit", "23", "5", "Uppföljningen ska avslutas inom sex månader", { oldCitation: "11 kap. 4 c §" }),
  oldSol("follow-up-after-placement", "11", "4 b", "Uppföljning efter en placering", { validFrom: CHILD_REFORM_FROM }),
  sol("follow-up-after-placement", "23", "2", "Uppföljning efter placering i familjehem, skyddat boende eller HVB", {
    oldCitation: "11 kap. 4 b §",
  }),
  oldSol("follow-up-information", "11", "4 c", "Barn som har fyllt 15 år och vårdnadshavare underrättas om uppföljningen", {
    validFrom: CHILD_REFORM_FROM,
  }),
  sol("follow-up-information", "23", "3", "Barn som har fyllt 15 år och vårdnadshavare informeras om uppföljningen", {
    oldCitation: "11 kap. 4 c §",
  }),
  oldSol("follow-up-contacts", "11", "4 c", "Kontakter och samtal med barnet under uppföljningen", { validFrom: CHILD_REFORM_FROM }),
  sol("follow-up-contacts", "23", "4", "Kontakter och samtal med barnet under uppföljningen", { oldCitation: "11 kap. 4 c §" }),
  other("follow-up-after-care", {
    act: "LVU",
    section: "21 b–21 c",
    citation: "21 b och 21 c §§ LVU",
    validFrom: "2022-07-01",
    title: "Uppföljning när vården har upphört: kontakter, samtal, underrättelse och sex månader",
    certainty: "osäker",
    note: "Läst i lydelsen enligt Lag (2025:410); första dagen är sannolikt 1 juli 2022.",
  }),
  oldSol("following-care", "6", "7 b", "Vården följs genom besök och enskilda samtal med barnet", { validFrom: CHILD_REFORM_FROM }),
  sol("following-care", "22", "11", "Vården följs genom besök och enskilda samtal med barnet", { oldCitation: "6 kap. 7 b §" }),
  other("following-care-lvu", {
    act: "LVU",
    section: "13 a",
    citation: "13 a § LVU",
    validFrom: CHILD_REFORM_FROM,
    title: "Vården följs genom besök och enskilda samtal med den unge",
  }),
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
  other("coordination-number", {
    act: "FOL",
    section: "18 a",
    citation: "18 a § folkbokföringslagen",
    validFrom: "2000-01-01",
    validTo: "2023-08-31",
    title: "Samordningsnummer",
    certainty: "allmän kunskap",
    note: "Den upphävda paragrafen är inte läst.",
  }),
  other("coordination-number", {
    act: "SFS 2022:1697",
    chapter: "2",
    section: "8",
    citation: "2 kap. 8 § lag (2022:1697) om samordningsnummer",
    validFrom: "2023-09-01",
    title: "Samordningsnumrets utformning",
    oldCitation: "18 a § folkbokföringslagen",
  }),
];

const time = [
  other("month-without-the-day", {
    act: "SFS 1930:173",
    section: "1",
    citation: "1 § lag (1930:173)",
    validFrom: "1930-07-01",
    title: "Tid i veckor, månader eller år; en månad utan den dagen slutar på sin sista dag",
  }),
  other("last-day", {
    act: "SFS 1930:173",
    section: "2",
    citation: "2 § lag (1930:173)",
    validFrom: "1930-07-01",
    title: "En sista dag på en lördag, söndag, helgdag, midsommarafton, julafton eller nyårsafton flyttas till nästa vardag",
  }),
  other("public-holidays", {
    act: "SFS 1989:253",
    section: "1–2",
    citation: "1–2 §§ lag (1989:253)",
    validFrom: "1990-01-01",
    title: "Allmänna helgdagar",
  }),
];

/** Every wording of every provision the program uses. */
export const provisions = [
  ...child,
  ...intake,
  ...investigation,
  ...decisionProvisions,
  ...consentProvisions,
  ...intervention,
  ...people,
  ...time,
  ...secrecyProvisions,
  ...keepingProvisions,
  ...transferProvisions,
];

/** The ids of all provisions. */
export type ProvisionId = (typeof provisions)[number]["id"];
