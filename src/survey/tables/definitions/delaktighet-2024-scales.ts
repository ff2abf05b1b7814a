/** Table 18 and diagram 1 of 2024. */
import type { DefinedRow, TableDefinition } from "../definition.ts";
import { gave, givenTo } from "./parts.ts";

/** Steps 1–2, 3 and 4–5 of the scale, and the last two together; the sixth alternative is "Kan inte svara". */
const steps = [[1, 2], [3], [4, 5], [3, 4, 5]];

const hindrance = (label: string, row: number): DefinedRow => ({
  label,
  hasBaseInLabel: true,
  figures: steps.map((alternatives) => ({
    of: gave(`q24_${row}`, ...alternatives),
    base: givenTo(`q24_${row}`, 1, 2, 3, 4, 5),
  })),
});

export const hindranceTable: TableDefinition = {
  id: "18",
  title: "I vilken utsträckning olika faktorer/alternativ är en utmaning för kommunen att göra barn delaktiga",
  stub: "",
  columns: ["I låg utsträckning (%)", "Medel (%)", "I hög utsträckning (%)", "Summa medel + hög (%)"],
  order: { kind: "descending", by: [3, 2] },
  hasTotal: false,
  bases: "rows",
  rows: [
    hindrance("Kommunens organisering av handläggningsprocessen", 1),
    hindrance("Brist på stöd från ledningen att prioritera barns delaktighet", 2),
    hindrance("Avsaknad av rutiner, arbetssätt, metoder och verktyg", 3),
    hindrance("Lokalernas utformning, t.ex. att de inte är anpassade utifrån barnens olika förutsättningar och behov", 4),
    hindrance("Otillräckligt med resurser/bemanning", 5),
    hindrance("Brist på tid att prioritera barns delaktighet (t.ex. pga. av hög arbetsbelastning)", 6),
    hindrance("Brist på kunskaper och färdigheter hos personalen att samtala med barn", 7),
    hindrance("Kan inte alltid erbjuda stödinsatser utifrån barnens olika förutsättningar och behov", 8),
    hindrance("Juridiska hinder", 9),
    hindrance("Vårdnadshavare samtycker inte till att barnet medverkar i samtal/möte eller tar del av insatser.", 10),
    hindrance("Vårdnadshavare vill inte delta i samtal/möte eller ta del av insatser utifrån barnets behov", 11),
    hindrance("Barnet har blivit tillfrågat, men vill inte medverka i samtal/möte eller ta del av insatser", 12),
  ],
  notes: [],
  hasSource: true,
  inferred: [
    "Vid lika summa går den med större andel ”I hög utsträckning” före.",
    "Summan räknas av antalen, inte av de avrundade andelarna.",
    "”Annat” i fråga 24 redovisas inte. Citattecken som står kvar efter fyra av de tryckta raderna är inte med.",
  ],
};

const transferred = (label: string, row: number): DefinedRow => ({
  label,
  figures: [1, 2, 3, 4, 5].map((alternative) => ({ of: gave(`q14_${row}`, alternative), base: givenTo(`q14_${row}`, 1, 2, 3, 4, 5) })),
});

export const transferDiagram: TableDefinition = {
  id: "Diagram 1",
  title:
    "I vilken utsträckning information som barnet lämnat under utredningen används vid utformning/planering av öppna insatser och överförs till aktör som ska genomföra öppna insatser",
  stub: "",
  columns: [
    "I samtliga ärenden",
    "I fler än hälften av alla ärenden",
    "I cirka hälften av alla ärenden",
    "I mindre än hälften av alla ärenden",
    "Inte i några ärenden",
  ],
  order: { kind: "form" },
  hasTotal: false,
  bases: "rows",
  rows: [
    transferred("… som underlag vid utformning och planering av öppna insatser?", 1),
    transferred(
      "… och för den vidare till den aktör som ska genomföra öppna insatsen, antingen via socialnämndens uppdragsbeskrivning och/eller i genomförandeplanen om en sådan upprättas?",
      2,
    ),
  ],
  notes: [
    "Resterande kommuner svarade att de inte kunde lämna en bedömning.",
    "Vid besvarande av frågan fick kommunerna utgå från berörda barn som fått beviljade öppna insatser under perioden 1 februari 2023–31 januari 2024.",
  ],
  hasSource: true,
  inferred: ["I tryck anges perioden som ”1 februari 2023–21 januari 2021”; här står enkätens period."],
};
