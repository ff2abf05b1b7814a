/** The faults of `../faults.ts` in Swedish. Names of fields and choices stay as the plan writes them. */
import type { Shape } from "../../fields.ts";
import type { BinaryFormat, FaultWords, Owner } from "../faults.ts";
import { librarySentence, yamlSentences } from "./library.ts";

const perhaps = (meant: string): string => (meant === "" ? "" : ` Menade du ”${meant}”?`);

function ownerText({ name, type }: Owner): string {
  if (type !== undefined) return `En analys av typen ${type}`;
  return name === "plan" ? "Planen" : `”${name}”`;
}

const reasonText = (reason: string): string =>
  reason === "ENOENT" ? "finns inte" : reason === "EISDIR" ? "är en mapp" : `går inte att läsa eller skriva (${reason})`;

const shapes: Readonly<Record<Exclude<Shape, object>, string>> = {
  text: 'en text (skriv "…" om det som ser ut som ett tal eller som true och false)',
  number: "ett tal",
  "whole number": "ett heltal",
  boolean: "true eller false",
  texts: 'en lista med texter, som [a, b] (skriv "…" om det som ser ut som ett tal)',
  numbers: "en lista med tal, som [1, 2]",
  "map of texts": "par av texter, som { a: b }",
  "map of numbers": "par av text och tal, som { a: 1 }",
  "map of text lists": "par av text och lista med texter, som { a: [b, c] }",
};

/** What the fields are for that a plan cannot do without. */
const needed: Readonly<Record<string, string>> = {
  data: "undersökningens svar, en rad för varje enhet",
  analyses: "vad som ska räknas fram, i sidans ordning",
  file: "en CSV-fil eller en fil som slutar på .parquet, bredvid planen",
  name: "den nya variabelns namn",
  margins: "det som är känt om befolkningen",
  variables: "en variabel, eller flera som korsas",
  totals: "nivå och antal i befolkningen",
  id: "kort namn, också adressen på sidan",
  type: "vad som ska räknas fram",
  variable: "den variabel som mäts eller räknas",
  by: "variabler att dela upp efter",
  denominator: "kvotens nämnare",
  notSubstantive: 'nivåer som inte är någon åsikt: ["vet inte"]',
  row: "variabel vars nivåer blir rader",
  column: "variabel vars nivåer blir kolumner",
  group: "de grupper som jämförs",
  wave: "variabel med mätomgångarna",
  formula: "y ~ a + b + a:b, som i R",
  family: "gaussian, binomial, poisson eller ordinal",
  responded: "1 för dem som svarade, annars 0",
  dimensions: "det som tabellen delas upp efter",
};

const formats: Readonly<Record<BinaryFormat, string>> = {
  spss: "en datafil från SPSS (.sav)",
  "spss-portable": "en flyttbar fil från SPSS (.por)",
  excel: "en arbetsbok från Excel eller LibreOffice",
  "old-excel": "en gammal arbetsbok från Excel (.xls) eller en annan Office-fil",
  stata: "en datafil från Stata (.dta)",
  sas: "en datafil från SAS (.sas7bdat)",
  zip: "ett zip-arkiv",
  gzip: "packad med gzip",
  pdf: "en PDF",
  parquet: "Parquet med ett annat namn: kalla den .parquet",
  unknown: "binär och ingen text",
};

export const faultsInSwedish: FaultWords = {
  "no-plan": ({ variable, reason }) => `Planen ${variable} ${reasonText(reason)}.`,
  "no-file": ({ variable, reason }) => `Filen ${variable} ${reasonText(reason)}. Filen anges från planens mapp.`,
  "folder-unreadable": ({ variable }) => `Mappen ${variable} går inte att läsa som en mapp.`,
  "folder-foreign": ({ variable, other }) => `I mappen ${variable} ligger ${other}, som inte kommer från någon körning.`,
  "folder-unwritten": ({ variable, reason }) => `Mappen ${variable} ${reasonText(reason)}.`,

  yaml: ({ cause, column }) => `Planen går inte att läsa vid kolumn ${column}: ${yamlSentences[cause]}`,
  "not-a-map": ({ owner, example }) => `${ownerText(owner)} ska ha fält, till exempel ${example}: …`,
  "not-a-list": ({ variable }) => `”${variable}” ska vara en lista.`,
  "unknown-field": ({ owner, variable, known, meant }) =>
    `${ownerText(owner)} har inget fält ”${variable}”.${perhaps(meant) || ` Fälten är ${known.join(", ")}.`}`,
  "missing-field": ({ owner, variable }) => {
    const about = needed[variable];
    return `${ownerText(owner)} behöver ”${variable}”${about === undefined ? "" : ` (${about})`}.`;
  },
  shape: ({ variable, shape }) => `”${variable}” ska vara ${shapes[shape]}.`,
  choice: ({ variable, value, known, meant }) =>
    `”${value}” går inte att välja för ${variable}. Välj ${known.join(", ")}.${perhaps(meant)}`,
  range: ({ variable, value, from, to }) =>
    `”${variable}” är ${value} men ska vara ${to === Infinity ? `minst ${from}` : `från ${from} till ${to}`}.`,

  "filter-unreadable": ({ variable }) =>
    `Filtret ”${variable}” går inte att läsa. Skriv ett villkor, till exempel ålder >= 18 & kön == 'kvinna'.`,
  "recode-either": () => "En omkodning har antingen ”expression”, eller ”from” och ”labels”.",
  "recode-both": () => "En omkodning med nya nivåer har både ”from” och ”labels”.",
  "replicates-none": () => "Replikat behöver ”columns” (vikter som finns i data) eller ”method” (för att göras).",
  "replicates-scale": () => "”scale” och ”rscales” hör till ”columns”, vikter som finns i data.",
  "replicates-bootstrap": () => "En bootstrap behöver ”replicates” och ”seed”, så att den kan köras om med samma svar.",
  "replicates-given": () => "”columns” behöver ”scale”, eller den ”method” som vikterna gjordes med.",
  "replicates-fay": () => "”fay” hör till BRR. Ta bort fältet, eller välj method: BRR.",
  "replicates-jkn": () => "Replikat i data som gjorts med JKn behöver ”scale” och ”rscales”: de skiljer sig mellan strata.",
  "bounds-around-one": () => "”bounds” är en faktor under 1 och en över, som [0.5, 2].",
  "bounds-for-logit": () => "Kalibrering med logit behöver ”bounds”, som [0.5, 2].",
  "bounds-not-for": ({ distance }) => `”bounds” hör till linear och logit, inte till ${distance}.`,
  "one-margin": () => "Efterstratifiering tar en marginal, som får vara av korsade variabler. Välj raking för flera.",
  "trim-empty": () => "”trim” behöver ”lower”, ”upper” eller båda.",
  "trim-order": () => "”lower” ska vara lägre än ”upper”.",
  "weights-file": ({ variable }) => `”${variable}” ska vara namnet på en CSV-fil i resultatens mapp, som weights.csv.`,
  "weights-file-disclosure": () =>
    "En fil med en rad för varje person får inte ligga i en mapp under röjandekontroll. Skriv vikterna med en egen plan.",
  "margin-cell": ({ cell, variable, count, wanted, example }) =>
    `”${cell}” anger nivåer för ${count} av de ${wanted} variablerna i marginalen ”${variable}”. Skriv "${example}".`,
  "no-analysis": () => "Planen har ingen analys. Lägg till minst en under ”analyses”.",
  "same-id": ({ variable }) => `Två analyser har id ”${variable}”. Ge den ena ett annat.`,
  "id-signs": ({ variable }) => `Id ”${variable}” har andra tecken än bokstäver, siffror, - och _.`,
  "overall-without-by": () => "”overall” lägger till alla grupper tillsammans, men ”by” saknas.",
  "pairs-without-by": () => "”pairs” jämför grupperna i ”by”, som saknas.",
  "pairs-or-reference": () => "Välj ”pairs” (alla grupper med varandra) eller ”reference” (alla med en grupp), inte båda.",
  "reference-without-by": () => "”reference” är en grupp i ”by”, som saknas.",
  "interval-not-for": ({ interval, type }) => `Konfidensintervallet ${interval} finns inte för ${type}.`,
  "reweight-classes": () =>
    "”missing: reweight” behöver ”classes”: variablerna vars nivåer är klasserna där de med värde får stå för de andra.",
  "classes-for-reweight": () => "”classes” hör till ”missing: reweight”.",
  "reweight-not-for": ({ type }) => `”missing: reweight” finns inte för ${type}, bara för mean, total, share och ratio.`,
  "response-frame-disclosure": () =>
    "Under röjandekontroll ska en svarsanalys läsa data och ingen egen ram: inget binder ramens antal till undersökningens.",
  "ordinal-margins": () => "Skattade nivåer görs inte för ordinal. Ta bort ”margins”.",
  "linear-ratios": () => "En linjär modell har inga kvoter: koefficienterna är skillnader. Ta bort ”ratios”.",
  "hierarchy-twice": ({ variable, first, second }) => `”${variable}” står både i ”${first}” och i ”${second}”. Låt den stå i en.`,
  "hierarchy-loop": ({ variable }) => `”${variable}” ingår i sig själv.`,

  "csv-empty": () => "Filen är tom.",
  "csv-no-name": ({ count }) => `Kolumn ${count} saknar namn.`,
  "csv-same-name": ({ variable }) => `Två kolumner heter ”${variable}”.`,
  "csv-fields": ({ count, header }) => `Raden har ${count} fält men rubrikraden ${header}.`,
  "csv-no-rows": () => "Filen har en rubrikrad men inga rader under den.",
  "csv-utf16": () => "Filen är i UTF-16. Spara den som ”CSV UTF-8”.",
  "csv-not-utf8": () =>
    "Filen är inte i UTF-8, kanske i Windows-1252. Spara den som ”CSV UTF-8”, eller skriv encoding: windows-1252 under data.",
  "binary-file": ({ format, advice }) =>
    `Filen är ${formats[format]}, som en plan inte läser. Spara den som ”CSV UTF-8”${advice === "parquet" ? " eller Parquet" : ""}.`,
  "csv-zero": () => "Raden har ett tecken med nummer 0, som ingen text har. Filen är inte CSV, eller är skadad.",
  "not-a-number": ({ variable, value, isMark }) =>
    `”${variable}” är ”${value}”, där de andra värdena är tal. ${isMark ? "Betyder det att värde saknas: skriv det i listan ”missing” under data." : "Skriv det som ett vanligt tal, eller ange variabelns nivåer under factors."}`,
  "text-in-numbers": ({ variable, value, where }) =>
    `”${variable}” är ”${value}” och därför ingen variabel av tal, som behövs på ${where}.`,
  "csv-open-quote": () => "Ett citattecken har inget avslutande citattecken.",
  "csv-after-quote": () => "Det står text efter ett avslutande citattecken.",
  "parquet-no-rows": () => "Filen har inga rader.",
  "parquet-nested": ({ variable }) => `Kolumnen ”${variable}” har listor eller poster; en plan läser enkla värden.`,
  "parquet-kind": ({ variable }) => `Kolumnen ”${variable}” har varken tal eller texter.`,
  "parquet-large": ({ variable, value }) => `”${variable}” är ${value}, större än ett tal kan hålla exakt. Skriv identiteter som text.`,
  "parquet-unreadable": ({ english }) => `Filen går inte att läsa som Parquet (på engelska: ${english}). Skriv den på nytt.`,
  "mixed-decimals": ({ variable, comma, point }) =>
    `”${variable}” har både ”${comma}” och ”${point}”. Skriv kolumnens decimaler på ett sätt.`,
  "outside-levels": ({ variable, value, known, meant }) =>
    `”${variable}” är ”${value}”, som inte är någon av nivåerna ${known.join(", ")}.${perhaps(meant)}`,

  "unknown-factor": ({ file, variable, meant }) => `${file} har ingen kolumn ”${variable}”.${perhaps(meant)}`,
  "unknown-label": ({ variable, level, meant }) => `”${variable}” har ingen nivå ”${level}”.${perhaps(meant)}`,
  "unknown-group": ({ variable, known, meant }) =>
    `Det finns ingen grupp ”${variable}”. Grupperna är ${known.join(", ")}.${perhaps(meant)}`,
  "hierarchy-unknown": ({ variable, name, meant }) =>
    `Hierarkin för ”${variable}” nämner ”${name}”, som varken är en nivå eller en grupp.${perhaps(meant)}`,
  "hierarchy-level": ({ variable, name }) => `”${name}” är en nivå i ”${variable}”. Kalla gruppen eller totalen något annat.`,
  unprotected: ({ count, level }) =>
    `${count === 1 ? "1 liten grupp" : `${count} små grupper`} kan inte skyddas genom undertryckning på nivån ${level}. Visa färre grupper.`,
  "missing-choice": ({ variable, count, rows }) =>
    `”${variable}” saknar värde i ${count} av ${rows} rader, som en total skulle räkna som 0. Välj ”missing”: omit (totalen för dem med värde), refuse (avbryt) eller reweight med ”classes” (de med värde får stå för de andra i sin klass).`,
  "missing-refused": ({ variable, count, rows }) => `”${variable}” saknar värde i ${count} av ${rows} rader, och planen godtar inte det.`,
  "reference-empty": ({ variable }) => `Ingen rad i jämförelsegruppen ”${variable}” har ett värde. Välj en annan grupp.`,
  "not-finite": ({ variable }) => `”${variable}” har en skattning som inte är något ändligt tal.`,
  library: (fault) => `${librarySentence(fault)}${perhaps(fault.meant)}`,
};
