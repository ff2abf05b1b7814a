/** What the library and the reader of YAML refuse, in Swedish: a sentence for each of their codes. */
import type { ErrorCode } from "yaml";
import type { StatisticsErrorCode } from "@fortrogen/statistics";
import type { LibraryFault } from "../faults.ts";

/** What a sentence is made of: the variable in quotes, and the number as it is and with its noun. */
type Parts = { readonly name: string; readonly count: number; readonly rows: string };

const sentences: Readonly<Record<StatisticsErrorCode, (parts: Parts) => string>> = {
  argument: ({ name }) => `${name} går inte att läsa eller räkna på så som planen säger.`,
  "unknown-column": ({ name }) => `Variabeln ${name} finns inte i data.`,
  "wrong-column-type": ({ name }) => `${name} är av fel slag: här behövs ett tal där det är en text, eller tvärtom.`,
  "unknown-level": ({ name }) => `${name} saknar en nivå som planen nämner, eller har en som inte väntades.`,
  "missing-values": ({ name, rows }) => `${name} saknar värde i ${rows}, där det måste finnas ett. Rätta data, eller koda om variabeln.`,
  "negative-weight": ({ name, rows }) =>
    `${name}: ${rows} har negativ vikt eller ingen vikt över 0. Rätta vikten, eller kalibrera med raking.`,
  "missing-weight": ({ name, rows }) => `Vikten ${name} saknas eller är oändlig i ${rows}. Rätta den i data.`,
  "zero-weights": ({ name, rows }) => `Vikten ${name} är 0 i ${rows}. Ta bort raderna, eller välj en annan vikt.`,
  "too-few-rows": ({ name }) => `Underlaget för ${name} är för litet. Slå ihop grupper, ta bort termer eller avgränsa mindre.`,
  "one-level": ({ name }) =>
    `${name} har bara ett värde bland raderna, så det finns inget att jämföra. Avgränsa mindre, eller ta bort variabeln.`,
  "empty-domain": ({ name }) => `Ingen rad med vikt är kvar för ${name}. Ändra avgränsningen eller grupperna.`,
  "lonely-psu": ({ name, count }) =>
    `${count === 1 ? "1 stratum" : `${count} strata`} i ${name} har bara en enhet. Säg lonelyPsu i planen: adjust, average, certainty eller remove.`,
  "not-nested": ({ name, rows }) =>
    `${rows} i ${name} ligger i ett annat stratum än resten av sin enhet. Säg nest: true i planen om ids är unika bara inom strata.`,
  "population-size": ({ name, count }) =>
    `Populationens storlek ${name} går inte ihop med urvalsdragningen (${count}). Den ska vara lika inom varje stratum och minst antalet dragna enheter.`,
  "margin-empty": ({ name }) => `Marginalen ${name} har en nivå som ingen i urvalet har. Slå ihop den med en annan nivå.`,
  "margin-unknown-level": ({ name }) => `Nivåerna i marginalen ${name} är inte desamma som i data. Varje nivå ska ha en total.`,
  "margin-contradiction": ({ name }) =>
    `Totalerna i marginalen ${name} motsäger en annan marginal eller data. Alla marginaler ska gälla samma befolkning.`,
  bounds: ({ name }) =>
    `Gränserna för ${name} går inte att hålla. Gör dem vidare: en under 1 och en över för bounds, lower under upper för trim.`,
  "not-converged": ({ name, count }) =>
    `Beräkningen kom inte i mål på ${count} varv; ${name} stämmer sämst. Slå ihop nivåer, vidga gränserna eller ta bort variabler.`,
  collinear: ({ name }) => `${name} följer av modellens andra variabler, eller förekommer aldrig. Ta bort den ur modellen.`,
  separation: ({ name, rows }) =>
    `${name} skiljer utfallen helt åt (${rows}); koefficienten har inget ändligt värde. Slå ihop nivåer eller ta bort variabeln.`,
  singular: ({ name }) => `${name} har ingen varians att räkna med under urvalsdragningen. Slå ihop nivåer eller ta bort termer.`,
  "not-replicate": ({ name }) =>
    `${name} behöver replikat, som urvalsdragningen saknar. Lägg till replicates under design, eller välj en annan metod.`,
  aborted: () => "Körningen avbröts.",
  unsupported: ({ name }) => `Det som planen säger om ${name} finns inte.`,
  disclosure: ({ name }) => `Röjandekontrollen går inte att göra för ${name}.`,
  plan: () => "Planen går inte att köra.",
  infeasible: ({ name }) => `Ingen undertryckning skyddar ${name}. Visa färre grupper.`,
};

/** Codes with one sentence for many causes, or with more to say than variable and count: the library's own words add facts to these. */
const addsFacts: ReadonlySet<StatisticsErrorCode> = new Set([
  "argument",
  "wrong-column-type",
  "unknown-level",
  "too-few-rows",
  "population-size",
  "margin-empty",
  "margin-unknown-level",
  "margin-contradiction",
  "bounds",
  "not-converged",
  "singular",
  "unsupported",
  "disclosure",
  "plan",
  "infeasible",
]);

/** What the library calls its own arguments, where no variable of the data is to blame. */
const ownNames: Readonly<Record<string, string>> = {
  weights: "vikterna",
  design: "urvalsdragningen",
  table: "tabellen",
  margins: "marginalerna",
  covariance: "kovariansmatrisen",
  df: "konfidensintervallet",
  ddf: "testet",
  formula: "formeln",
};

/** The sentence of an error of the library, with the English one after it in parentheses where that has more to tell. Errors: none. */
export function librarySentence({ cause, message, variable, count = 0 }: LibraryFault): string {
  const name = variable === undefined ? "planens uppgifter" : (ownNames[variable] ?? `”${variable}”`);
  const sentence = sentences[cause]({ name, count, rows: count === 1 ? "1 rad" : `${count} rader` });
  const begun = sentence.charAt(0).toUpperCase() + sentence.slice(1);
  return addsFacts.has(cause) ? `${begun} (På engelska: ${message})` : begun;
}

export const yamlSentences: Readonly<Record<ErrorCode, string>> = {
  ALIAS_PROPS: "en hänvisning med * kan inte ha eget ankare eller egen typ.",
  BAD_ALIAS: 'en hänvisning med * leder inte till något ankare. Skriv "…" om en text som börjar med *.',
  BAD_DIRECTIVE: "en rad som börjar med % går inte att förstå. Ta bort den.",
  BAD_DQ_ESCAPE: "ett omvänt snedstreck inom \"…\" står före ett tecken som det inte hör till. Skriv '…' i stället.",
  BAD_INDENT: "indraget stämmer inte med raderna ovanför, eller en parentes [ eller { är inte stängd.",
  BAD_PROP_ORDER: "ankare och typ ska stå före värdet, efter : eller -.",
  BAD_SCALAR_START: 'en text kan inte börja med det tecknet. Skriv "…" om texten.',
  BLOCK_AS_IMPLICIT_KEY: 'två fält står på samma rad, eller indraget är fel. Skriv ett fält på varje rad, och "…" om texter med kolon.',
  BLOCK_IN_FLOW: "inom [ ] eller { } kan inget skrivas på egna rader med - eller indrag.",
  DUPLICATE_KEY: "samma fält står två gånger. Ta bort det ena.",
  IMPOSSIBLE: "raden går inte att förstå.",
  KEY_OVER_1024_CHARS: "ett fält har ett namn på över 1024 tecken.",
  MISSING_CHAR: "ett tecken saknas: ett avslutande citattecken, ett kolon, ett komma, ] eller }.",
  MULTILINE_IMPLICIT_KEY: "ett fälts namn ska stå på en rad och följas av kolon.",
  MULTIPLE_ANCHORS: "ett värde har två ankare. Ta bort det ena.",
  MULTIPLE_DOCS: "filen har flera dokument. Ta bort allt från den andra raden med ---.",
  MULTIPLE_TAGS: "ett värde har två typer. Ta bort den ena.",
  NON_STRING_KEY: "ett fälts namn ska vara en text.",
  RESOURCE_EXHAUSTION: "planen växer utan gräns genom sina hänvisningar eller nivåer. Skriv ut det som hänvisningarna står för.",
  TAB_AS_INDENT: "indrag ska göras med blanksteg, inte med tabb.",
  TAG_RESOLVE_FAILED: "en typ med ! är okänd, eller värdet är inte av den typen. Ta bort den.",
  UNEXPECTED_TOKEN: 'ett tecken står där det inte kan stå. Skriv "…" om en text med särskilda tecken.',
  BAD_COLLECTION_TYPE: "värdet är inte av den typ som anges med !.",
};
