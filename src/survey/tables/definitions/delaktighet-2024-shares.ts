/** Tables 2–4 and 11–17 of 2024: shares of Ja and of what was ticked. */
import type { DefinedRow, TableDefinition } from "../definition.ts";
import { anyYes, columnsOfQuestion, everyone, gave, yesRow } from "./parts.ts";

/** What most of these tables have in common. */
const ofYes = {
  stub: "",
  columns: ["Andel Ja (%)"],
  order: { kind: "form" },
  hasTotal: false,
  bases: "table",
  notes: [],
  hasSource: true,
  inferred: [],
} as const;
const falling = { kind: "descending", by: [0] } as const;

/** The three parts of the process, as tables 4–10 head them. */
export const phases = ["Utredning av skydd eller stöd", "Utformning/planering av öppna insatser", "Uppföljning av öppna insatser"] as const;

/** Shares of those that ticked one at least. */
const reasons = columnsOfQuestion("4i", 1, 8);
const amongReasons = { kind: "counted", of: anyYes(...reasons) } as const;
const needs = columnsOfQuestion("23", 1, 6);
const amongNeeds = { kind: "counted", of: anyYes(...needs), othersAnswered: true } as const;

/** A routine for all children, and one with limits, in each part of the process. */
const routineRow = (label: string, row: number): DefinedRow => ({
  label,
  figures: ["4", "12", "17"].flatMap((question) => [1, 2].map((answer) => ({ of: gave(`q${question}_${row}`, answer), base: everyone }))),
});

export const shareTables: readonly TableDefinition[] = [
  {
    ...ofYes,
    id: "2",
    title: "Hur kommunerna arbetar för att tillämpa barnets rättigheter i socialtjänstens barn- och ungdomsvård.",
    rows: [
      yesRow("Socialtjänsten har ett styrdokument som anger hur barnrättsperspektivet ska implementeras i verksamheten", "q1_1"),
      yesRow(
        "Socialtjänsten har en beslutad budget som innefattar ett barnrättsperspektiv (dvs. redovisar hur fördelning av resurser och prioriteringar påverkar barn)",
        "q1_2",
      ),
      yesRow(
        "Socialtjänsten har som rutin att fortlöpande erbjuda utbildningar om tillämpningen av barnets rättigheter i verksamheten till chefer och medarbetare",
        "q1_3",
      ),
      yesRow(
        "Socialtjänsten har som rutin att regelbundet kartlägga/inhämta kunskap om barns levnadsvillkor som ligger till grund för beslut och prioriteringar som rör barn och unga",
        "q1_4",
      ),
      yesRow(
        "Socialtjänsten har som rutin att följa upp och utvärdera beslut och åtgärder som rör barn utifrån ett barnrättsperspektiv",
        "q1_5",
      ),
    ],
  },
  {
    ...ofYes,
    id: "3",
    title:
      "Hur socialtjänsten arbetar för att anpassa informationen utifrån barnets ålder, mognad eller andra förutsättningar i handläggningsprocessen.",
    order: falling,
    rows: [
      yesRow("Vi använder enkelt och tydligt språk i kommunikation med barnet", "q22_1"),
      yesRow("Vi erbjuder bildstöd eller annat kommunikationsstöd vid. låg ålder eller funktionsnedsättning hos barnet", "q22_2"),
      yesRow("Vi erbjuder tolk i samtal med barnet och/eller vårdnadshavare", "q22_3"),
      yesRow("Vi erbjuder skriftlig information på olika språk", "q22_4"),
      yesRow(
        "Vi följer upp om barnet har kunnat ta emot och förstå informationen som socialtjänsten lämnat och om barnet upplever att den har fått komma till tals",
        "q22_5",
      ),
      yesRow("Vi har personal med kompetens att bemöta och samtala med barn utifrån olika förutsättningar och behov", "q22_6"),
      yesRow(
        "Vi har anpassat våra lokaler för att de ska upplevas som en trygg och säker plats för barn att samtala om sin situation/oro och sina behov",
        "q22_7",
      ),
      yesRow("Vi kan träffa barnet utifrån barnets önskemål och behov", "q22_8"),
    ],
    inferred: ["”Annat” i fråga 22 redovisas inte."],
  },
  {
    ...ofYes,
    id: "4",
    title: "Andel kommuner som har beslutad rutin för hur samtal ska erbjudas berörda barn i olika delar av handläggningsprocessen.",
    columns: phases.flatMap((phase) => [`${phase}: Ja, rör alla barn (%)`, `${phase}: Ja, men begränsning, tex ålder (%)`]),
    rows: [routineRow("Enskilt samtal med barnet", 1), routineRow("Samtal med barnet tillsammans med vårdnadshavare", 2)],
    notes: ["* Samtliga kommuner besvarade frågan"],
    hasSource: false,
    inferred: ["Svaret Nej redovisas inte."],
  },
  {
    ...ofYes,
    id: "11",
    title: "Vanliga skäl till att berörda barn inte haft samtal med handläggare under utredningsfasen i handläggningsprocessen.",
    columns: ["Andel (%)"],
    order: falling,
    rows: [
      yesRow("Vårdnadshavare samtycker inte till att barnet medverkar", "q4i_1", amongReasons),
      yesRow("Barnet har blivit tillfrågat, men vill inte medverka", "q4i_2", amongReasons),
      yesRow("Samtal var planerat med ställdes in pga. barnets/vårdnadshavares sjukdom/förhinder", "q4i_3", amongReasons),
      yesRow("Låg ålder hos barnet", "q4i_4", amongReasons),
      yesRow("Barnets funktionsnedsättning", "q4i_5", amongReasons),
      yesRow("Brist på tid (t.ex. pga. hög arbetsbelastning)", "q4i_7", amongReasons),
    ],
    inferred: [
      "Basen är de som har markerat minst ett skäl.",
      "”Brist på stöd från ledningen” och ”Annan orsak” redovisas inte, men räknas i basen.",
    ],
  },
  {
    ...ofYes,
    id: "12",
    title:
      "Andel kommuner som har beslutad rutin för hur de dokumenterar barnets åsikt och hur barnets åsikt har beaktats i utredningen inför beslut om insats.",
    stub: "Rutin för hur kommunen…",
    rows: [
      yesRow("… dokumenterar barnets åsikt i utredningen", "q6_1"),
      yesRow("… dokumenterar hur barnets åsikt har beaktats i utredningen", "q6_2"),
    ],
  },
  {
    ...ofYes,
    id: "13",
    title:
      "Andel kommuner som erbjuder olika typer av biståndsbedömda öppna insatser till berörda barn och deras vårdnadshavare i kommunen.",
    order: falling,
    rows: [
      yesRow("Kontaktperson, kontaktfamilj eller särskilt kvalificerad kontaktperson", "q11_1"),
      yesRow("Stöd till barn enskilt", "q11_2"),
      yesRow("Stöd till barn i grupp", "q11_3"),
      yesRow("Familjebehandling", "q11_4"),
      yesRow("Stöd till föräldrar enskilt eller i grupp för att stärka föräldraförmågan", "q11_5"),
      yesRow("Strukturerade öppenvårdsprogram riktade till särskilda grupper", "q11_6"),
      yesRow("Insatser till vuxna som utövar våld för att våldet ska upphöra", "q11_7"),
      { ...yesRow("Annan insats, ange vad:", "q11_8"), isLast: true },
    ],
  },
  {
    ...ofYes,
    id: "14",
    title:
      "Andel kommuner som har beslutad rutin att kontinuerligt följa upp biståndsbedömda öppna insatser med berörda barn under tiden då insatsen genomförs.",
    hasTotal: true,
    rows: [
      { label: "Ja, för alla typer av öppna insatser", figures: [{ of: gave("q16", 1), base: everyone }] },
      { label: "Ja, för vissa typer av öppna insatser", figures: [{ of: gave("q16", 2), base: everyone }] },
      { label: "Nej", figures: [{ of: gave("q16", 3), base: everyone }] },
    ],
  },
  {
    ...ofYes,
    id: "15",
    title: "Andel kommuner som har beslutad rutin för uppföljning i samband med öppna insatser till barnet eller dess vårdnadshavare.",
    stub: "Rutin att dokumentera vilka åtgärder som vidtagits för att följa upp…",
    rows: [
      yesRow(
        "…att insatsen genomförs enligt fastställda mål och den planering som gjorts tillsammans med det berörda barnet och vårdnadshavare? (har t.ex. barnet och/eller vårdnadshavare medverkat i insatsen som planerat)?",
        "q19_1",
      ),
      yesRow("… hur det berörda barnet uppfattar insatsen i förhållande till sina behov och önskemål?", "q19_2"),
      yesRow("… om det berörda barnet har behov av ändrade eller utökade insatser?", "q19_3"),
    ],
  },
  {
    ...ofYes,
    id: "16",
    title: "Andel kommuner som genomfört individbaserad systematisk uppföljning (ISU) av verksamheten utifrån ett barnrättsperspektiv.",
    stub: "Genomfört individbaserad systematisk uppföljning (ISU) när det gäller…",
    rows: [
      yesRow("… berörda barns problem och/eller behov", "q20_1"),
      yesRow("… stöd/insatser till berörda barn", "q20_2"),
      yesRow("… stöd och insatsers resultat för berörda barn", "q20_3"),
    ],
  },
  {
    ...ofYes,
    id: "17",
    title: "Andel kommuner som ser behov av vidareutbildning för handläggare om barns delaktighet i ärenden inom socialtjänsten.",
    order: falling,
    rows: [
      yesRow("Ja, i samtalsmetodik", "q23_1", amongNeeds),
      yesRow("Ja, i något verktyg eller metod.", "q23_2", amongNeeds),
      yesRow("Ja, i bemötande utifrån barnens olika förutsättningar och behov", "q23_3", amongNeeds),
      yesRow("Ja, om barns utveckling", "q23_4", amongNeeds),
      yesRow("Ja, som rör barnets rättigheter och delaktighet", "q23_5", amongNeeds),
      { ...yesRow("Annat, ange vad:", "q23_6", amongNeeds), isLast: true },
    ],
    inferred: ["Basen är de som har markerat minst ett behov, alltså utan ”Nej…” och utan dem som inte svarat."],
  },
];
