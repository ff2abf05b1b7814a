/** What the report of 2024 says in running text, as figures. */
import type { TextFigure } from "../definition.ts";
import { anyYes, columnsOfQuestion, everyone, gave } from "./parts.ts";

const of = (id: string, text: string, counted: TextFigure["of"]): TextFigure => ({ id, text, of: counted, base: everyone });
const yes = (column: string) => gave(column, 1);

export const texts: readonly TextFigure[] = [
  of("q2a_1", "Öppna insatser utförs i kommunal regi av aktörer inom den egna kommunen", yes("q2a_1")),
  of("q2a_2", "Öppna insatser utförs i kommunal regi av annan kommun eller i samarbete med andra kommuner", yes("q2a_2")),
  of("q2a_3", "Öppna insatser utförs i enskild regi", yes("q2a_3")),
  of("q1_6", "Rutin att lämna information till berörda barn och vårdnadshavare om barnets rättigheter", yes("q1_6")),
  of("q3_1", "Beslutad rutin för att göra barn delaktiga under utredning", yes("q3_1")),
  of("q3_3", "Beslutad rutin för att göra barn delaktiga vid utformning och planering av öppna insatser", yes("q3_3")),
  of("q3_4", "Beslutad rutin för att göra barn delaktiga vid uppföljning av öppna insatser", yes("q3_4")),
  of("q21", "Rutin för hur relevant information lämnas till berörda barn", anyYes("q21_1", "q21_2")),
  of("q9", "Rutin för hur barn informeras om beslut efter utredning", gave("q9", 1, 2)),
  of("q9_2", "Rutinen för hur barn informeras om beslut har en begränsning", gave("q9", 2)),
  of("q8", "Rutin för bedömning av barnets bästa", yes("q8")),
  of("q7_1", "Utmaning att utreda och ställa frågor till barnet", yes("q7_1")),
  of("q7_2", "Utmaning att dokumentera allt barnet beskriver", yes("q7_2")),
  of("q5", "Någon metod eller något verktyg i samtal under utredning", anyYes(...columnsOfQuestion("5", 1, 10))),
  of("q13", "Särskilda metoder i samtal under utformning och planering av öppna insatser", yes("q13")),
  of("q18", "Någon metod eller något verktyg i samtal under uppföljning", anyYes(...columnsOfQuestion("18", 1, 10))),
  of("q5_named", "Minst en standardiserad bedömningsmetod under utredning", anyYes(...columnsOfQuestion("5", 1, 8))),
  of("q18_named", "Minst en standardiserad bedömningsmetod vid uppföljning", anyYes(...columnsOfQuestion("18", 1, 8))),
  of("q23", "Ser behov av vidareutbildning för handläggare", anyYes(...columnsOfQuestion("23", 1, 6))),
];
