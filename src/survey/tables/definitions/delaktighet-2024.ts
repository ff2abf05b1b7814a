import type { SurveyAbout, TableSet } from "../definition.ts";
import { conversationTables, intervalTables } from "./delaktighet-2024-conversations.ts";
import { hindranceTable, transferDiagram } from "./delaktighet-2024-scales.ts";
import { bySexAndAge } from "./delaktighet-2024-sex-and-age.ts";
import { shareTables } from "./delaktighet-2024-shares.ts";
import { texts } from "./delaktighet-2024-texts.ts";

const made = [...shareTables, ...conversationTables, ...intervalTables, hindranceTable].sort(
  (one, other) => Number(one.id) - Number(other.id),
);

/** Bilaga 1 of the report, in its words where it has them. */
const about: SurveyAbout = {
  assignment:
    "Enkätundersökningen ingår i ett regeringsuppdrag som Socialstyrelsen har fått för att vidta åtgärder för att stärka barns och ungas delaktighet i ärenden inom socialtjänstens barn- och ungdomsvård för barn som utsatts för våld eller befinner sig i sårbara situationer.",
  purpose:
    "Syftet med undersökningen är att belysa i vilken utsträckning och på vilket sätt barn görs delaktiga i socialtjänstens utredningar, i utformande av genomförandeplaner, och under genomförande och uppföljning av öppna insatser.",
  population: "Målpopulationen är samtliga kommuner och stadsdelar.",
  objects: "Målobjekten utgörs av kommunerna och stadsdelarnas socialtjänst för barn- och ungdomsvård.",
  frame:
    "Rampopulationen har skapats med hjälp av kommunregister. Stockholm representeras av 11 stadsdelsförvaltningar och Göteborg av 4 socialförvaltningar. Ramen sammanfaller med målpopulationen; ingen över- eller undertäckning förekommer.",
  questions:
    "Enkäten består av 27 huvudfrågor och följdfrågor beroende på svaren; kvalitetsdeklarationen räknar 35 följdfrågor, det tryckta formuläret har 36. Fasta svarsalternativ och öppna frågor blandas.",
  collection:
    "Datainsamlingen genomfördes via en webbenkät augusti–september 2024, förlängd 14 dagar, med tre ordinarie påminnelser och en extra.",
  period: "1 februari 2023–31 januari 2024 (12 mån) där frågan anger det, 1 februari 2024 i fråga 1, annars nuläget.",
  measurement:
    "Enkäten konstruerades av enkätkonstruktör, ämneskunnig och statistiker, med pilotundersökning och i samråd med SKR, för att minska risken för mätfel. Uppgifter om andel barn är tagna ur verksamhetssystem eller uppskattade ur akter.",
  comparability: "Det är första gången Socialstyrelsen genomför undersökningen.",
};

/**
 * The tables that Socialstyrelsen printed of its census of 2024 (seed 004, Barns delaktighet, 2025; lines are given where the published figures lie,
 * tests/survey/published-2024.json). Table 1 is made of the frame, not of answers, and is not here.
 */
export const delaktighet2024: TableSet = {
  survey: "delaktighet-2024",
  title: "Barns delaktighet i ärenden inom socialtjänstens barn- och ungdomsvård",
  source:
    "Socialstyrelsens enkät till kommuner och stadsdelar om barns delaktighet i ärenden inom socialtjänstens barn- och ungdomsvård 2024.",
  year: "2024",
  about,
  tables: [...made, transferDiagram],
  texts,
  bySexAndAge,
};
