/** The catalogue of interventions as a file: a row for each, and everything that is wrong with it, with the row and the column. */
import { csvForPeople } from "../../platform/basics/csv-for-people.ts";
import { isKeptDay } from "../../platform/basics/dates.ts";
import { peoplesRows } from "../../platform/basics/people-rows.ts";
import { isWithin } from "../../platform/basics/text.ts";
import { codes } from "../../platform/database/generated.ts";
import type { CodeOf } from "../../platform/database/generated.ts";
import { sheetsAsXlsx } from "../../platform/documents/sheets-xlsx.ts";
import { listed } from "../../platform/law/rule.ts";
import { withoutAssessment } from "./rules-offer.ts";
import type { Documentation, OfferType } from "./rules-offer.ts";

/** An intervention of the municipality, as it is from a day. */
export type OfferRow = {
  readonly offerName: string;
  readonly type: OfferType;
  readonly assessment: CodeOf<"intervention.offer.assessment">;
  readonly documentation: Documentation | null;
  readonly conditions: string | null;
  readonly specialReasons: string | null;
  readonly decidedOn: string | null;
  readonly minutesNumber: string | null;
  readonly validFrom: string;
};

const columns = [
  "namn",
  "insats",
  "behovsprövning",
  "dokumentation",
  "villkor",
  "särskilda skäl",
  "beslutad",
  "paragraf",
  "gäller från",
] as const;
/** Where each is in a file, and what its field is called on the page. */
export const fieldOf = {
  ...{ offerName: "namn", type: "insats", assessment: "behovsprövning", documentation: "dokumentation", conditions: "villkor" },
  ...{ specialReasons: "särskilda skäl", decidedOn: "beslutad", minutesNumber: "paragraf", validFrom: "gäller från" },
} as const satisfies Readonly<Record<keyof OfferRow, (typeof columns)[number]>>;

/** More than any municipality has. */
const mostOffers = 300;

export type ReadOffers = { readonly offers: readonly OfferRow[]; readonly faults: readonly string[] };

/** The rows of a file, and every fault in it in Swedish with its row and column. */
export function readOffers(text: string, today: string): ReadOffers {
  const faults: string[] = [];
  const rows = peoplesRows(text, columns, faults);
  if (faults.length > 0) return { offers: [], faults };
  if (rows.length === 0) faults.push("Filen har inga insatser. Skriv en rad för varje insats, under rubrikerna.");
  if (rows.length > mostOffers) return { offers: [], faults: [`Filen har ${rows.length} insatser. Högst ${mostOffers} kan läsas.`] };
  const seen = new Map<string, number>();
  const offers = rows.map(({ line, letters, row }) => {
    const told: { column: (typeof columns)[number]; words: string }[] = [];
    const fault = (column: (typeof columns)[number], words: string) => told.push({ column, words });
    const key = row.namn.toLocaleLowerCase("sv");
    const before = seen.get(key);
    if (before !== undefined && key !== "") fault("namn", `${row.namn} står redan på rad ${before}.`);
    seen.set(key, line);
    const one = <const Codes extends readonly string[]>(column: (typeof columns)[number], list: Codes): Codes[number] | null => {
      const word = row[column].toLocaleLowerCase("sv");
      const found = list.find((each) => each.toLocaleLowerCase("sv") === word) ?? null;
      if (found === null && word !== "") fault(column, `”${row[column]}” är okänt. Skriv ${listed(list, "eller")}.`);
      return found;
    };
    const day = (column: "beslutad" | "gäller från"): string | null => {
      if (row[column] === "") return null;
      if (isKeptDay(row[column])) return row[column];
      fault(column, `”${row[column]}” är ingen dag. Skriv den som 2026-03-14.`);
      return null;
    };
    const read = {
      ...{ offerName: row.namn, type: one("insats", codes["intervention.offer.type"]) },
      ...{ assessment: one("behovsprövning", codes["intervention.offer.assessment"]) },
      ...{ documentation: one("dokumentation", codes["intervention.offer.documentation"]), conditions: row.villkor || null },
      ...{ specialReasons: row["särskilda skäl"] || null, decidedOn: day("beslutad"), minutesNumber: row.paragraf || null },
      validFrom: day("gäller från"),
    };
    const typed = new Set(told.map(({ column }) => column));
    for (const { field, message } of faultsOfOffer(read, today)) {
      if (!typed.has(fieldOf[field]) || message !== missing[field]) fault(fieldOf[field], inSentence(message));
    }
    const places = told.toSorted((a, b) => columns.indexOf(a.column) - columns.indexOf(b.column));
    faults.push(...places.map(({ column, words }) => `Rad ${line}, kolumn ${letters[column]} (${column}): ${words}`));
    return read as OfferRow;
  });
  return { offers: faults.length === 0 ? offers : [], faults };
}

const inSentence = (words: string): string => words.charAt(0).toLocaleLowerCase("sv") + words.slice(1);

const missing: Readonly<Partial<Record<keyof OfferRow, string>>> = {
  offerName: "Skriv vad insatsen heter.",
  type: "Välj vilken slags insats det är.",
  assessment: "Välj om den ges med eller utan behovsprövning.",
  documentation: "Välj hur genomförandet dokumenteras.",
  conditions: "Skriv villkoren som nämnden har beslutat.",
  specialReasons: "Skriv nämndens särskilda skäl.",
  decidedOn: "Skriv dagen då nämnden beslutade.",
  minutesNumber: "Skriv paragrafen i protokollet.",
  validFrom: "Skriv från vilken dag den gäller.",
};

type Given = { readonly [Field in keyof OfferRow]: OfferRow[Field] | null };

/** What hinders an intervention from standing in the catalogue as it is given, field by field. The table refuses the same. */
export function faultsOfOffer(of: Given, today: string): readonly { readonly field: keyof OfferRow; readonly message: string }[] {
  const faults: { field: keyof OfferRow; message: string }[] = [];
  const fault = (field: keyof OfferRow, message = missing[field] ?? "") => faults.push({ field, message });
  const without = of.assessment === "utan";
  if (of.offerName === null || of.offerName === "") fault("offerName");
  else if (!isWithin(of.offerName, 200)) fault("offerName", "Korta namnet till högst 200 tecken.");
  if (of.type === null) fault("type");
  if (of.assessment === null) fault("assessment");
  if (of.type !== null && without) {
    const question = { type: of.type, day: of.validFrom ?? today };
    const outcome = withoutAssessment.apply(question);
    if (!outcome.permitted) fault("type", withoutAssessment.explain(question, outcome));
  }
  if (of.type !== null && of.assessment === "med" && (of.type === "rådgivning" || of.type === "öppen verksamhet"))
    fault("type", "Det beviljas inte efter behovsprövning. Välj en annan slags insats, eller utan behovsprövning.");
  if (without) {
    for (const field of ["documentation", "conditions", "decidedOn", "minutesNumber"] as const) if (of[field] === null) fault(field);
    if (of.documentation !== null && of.type !== null && (of.documentation === "rådgivning") !== (of.type === "rådgivning"))
      fault("documentation", "Rådgivning väljs både som insats och som dokumentation, eller inte alls.");
    if (of.documentation === "utan identitet" && of.specialReasons === null) fault("specialReasons");
    if (of.documentation !== "utan identitet" && of.specialReasons !== null)
      fault("specialReasons", "Särskilda skäl hör till beslutet att inte dokumentera vem det gäller. Lämna tomt.");
  } else if (of.assessment === "med") {
    for (const field of ["documentation", "conditions", "specialReasons", "decidedOn", "minutesNumber"] as const)
      if (of[field] !== null) fault(field, "Det hör till insatser utan behovsprövning. Lämna tomt.");
  }
  for (const field of ["conditions", "specialReasons"] as const)
    if (!isWithin(of[field] ?? "", 2000)) fault(field, "Korta texten till högst 2 000 tecken.");
  if (!isWithin(of.minutesNumber ?? "", 50)) fault("minutesNumber", "Korta paragrafen till högst 50 tecken.");
  if (of.decidedOn !== null && of.decidedOn > today) fault("decidedOn", "Nämndens beslut ligger i framtiden.");
  if (of.validFrom === null) fault("validFrom");
  else if (of.decidedOn !== null && of.validFrom < of.decidedOn) fault("validFrom", "Den kan inte gälla före nämndens beslut.");
  return faults;
}

const cells = (of: OfferRow) => [
  ...[
    of.offerName,
    of.type,
    of.assessment,
    of.documentation,
    of.conditions,
    of.specialReasons,
    of.decidedOn,
    of.minutesNumber,
    of.validFrom,
  ],
];

/** The same as a file to change and read in again. */
export const offerCsv = (offers: readonly OfferRow[]): string => csvForPeople([columns, ...offers.map(cells)]);

const widths = [34, 24, 16, 18, 50, 40, 14, 12, 14];
/** The same as a workbook. */
export const offerXlsx = (offers: readonly OfferRow[]): Promise<Buffer> =>
  sheetsAsXlsx([{ name: "Insatser", rows: [columns, ...offers.map((one) => cells(one).map((cell) => cell ?? ""))], widths, asText: true }]);
