/** How long the board's documents are kept, and what is given to the national statistics. */
import { DAY_NOTE, SFS_2025_1501_FROM, oldSol, other, sol } from "./wordings.ts";

export const keepingProvisions = [
  oldSol("thinned", "12", "1", "Akten gallras fem år efter sista anteckningen"),
  sol("thinned", "16", "1", "Akten gallras fem år efter sista anteckningen", { oldCitation: "12 kap. 1 §" }),
  oldSol("never-thinned", "12", "2", "Handlingar om placering, faderskap och adoption får inte gallras"),
  sol("never-thinned", "16", "2", "Handlingar om placering, faderskap och adoption får inte gallras", { oldCitation: "12 kap. 2 §" }),
  sol("kept-to-thirty", "16", "2 a", "Handlingar från en barnavårdsutredning gallras inte förrän barnet har fyllt trettio år", {
    validFrom: SFS_2025_1501_FROM,
    certainty: "osäker",
    note: `${DAY_NOTE} Ingen övergångsbestämmelse är läst: paragrafen antas gälla det som då inte var gallrat.`,
  }),
  oldSol("agreement-kept", "12", "2", "Avtal om vårdnad, boende eller umgänge gallras inte förrän barnet har fyllt arton år"),
  sol("agreement-kept", "16", "3", "Avtal om vårdnad, boende eller umgänge gallras inte förrän barnet har fyllt arton år", {
    oldCitation: "12 kap. 2 §",
  }),
  oldSol("kept-for-research", "12", "2", "Undantag från gallring av hänsyn till forskningens behov"),
  sol("kept-for-research", "16", "4", "Undantag från gallring av hänsyn till forskningens behov", { oldCitation: "12 kap. 2 §" }),
  other("research-sample", {
    act: "SoF",
    chapter: "13",
    section: "1",
    citation: "13 kap. 1 § SoF",
    validFrom: "2025-07-01",
    title: "Kommuner och personer som undantas från gallring",
  }),
  oldSol("statistics-duty", "12", "5", "Personuppgifter till Socialstyrelsen för statistiska ändamål"),
  sol("statistics-duty", "15", "2", "Personuppgifter till Socialstyrelsen för statistiska ändamål", { oldCitation: "12 kap. 5 §" }),
  other("statistics-of-care", {
    act: "SFS 1981:1370",
    section: "2",
    citation: "2 § förordning (1981:1370)",
    validFrom: "1982-01-01",
    title: "Uppgifter till Socialstyrelsen om kontaktperson, vistelse utanför hemmet och vård av unga",
    certainty: "osäker",
    note: "Lydelsen efter förordning (2025:469) är läst; den första dagen och de äldre lydelserna är allmän kunskap.",
  }),
  other("register-of-interventions", {
    act: "HSLF-FS 2016:22",
    section: "2",
    citation: "HSLF-FS 2016:22",
    validFrom: "2017-01-01",
    title: "Registret över insatser för barn och unga",
    certainty: "osäker",
    note: "Föreskriften är inte läst. Den hänvisar till den äldre lagen; en nyare kan finnas.",
  }),
];
