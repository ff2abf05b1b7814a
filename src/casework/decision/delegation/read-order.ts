/** The delegation order as a file: a row for each point, and everything that is wrong with it, with the row and the column. */
import { csvForPeople } from "../../../platform/basics/csv-for-people.ts";
import { noValue, peoplesRows } from "../../../platform/basics/people-rows.ts";
import { isWithin, trimmed } from "../../../platform/basics/text.ts";
import { sheetsAsXlsx } from "../../../platform/documents/sheets-xlsx.ts";
import { codes } from "../../../platform/database/generated.ts";
import { citationOn } from "../../../platform/law/provision.ts";
import { listed } from "../../../platform/law/rule.ts";
import { DECISION_TYPES, LEGAL_GROUNDS } from "../rules-grounds.ts";
import { levels, undelegable } from "./points.ts";
import type { Level, Point } from "./points.ts";

const columns = ["punkt", "beslut", "lagrum", "insats", "månader", "kronor", "lägst", "behörighet", "villkor"] as const;
type Column = (typeof columns)[number];
type Row = Readonly<Record<Column, string>>;
type Fault = (column: Column, words: string) => void;

/** More than any order has. */
const mostPoints = 300;
const between = "|";
const pointShape = /^[0-9A-Za-z]+(?:\.[0-9A-Za-z]+)*$/u;
const interventionTypes: readonly string[] = codes["intervention.intervention.type"];

export type ReadOrder = { readonly points: readonly Point[]; readonly faults: readonly string[] };

/** The points of a file, and every fault in it in Swedish with its row; `day` is for the paragraphs that are cited. */
export function readOrder(text: string, day: string): ReadOrder {
  const faults: string[] = [];
  const rows = peoplesRows(text, columns, faults);
  if (faults.length > 0) return { points: [], faults };
  if (rows.length === 0) faults.push("Filen har inga punkter. Skriv en rad för varje punkt, under rubrikerna.");
  if (rows.length > mostPoints) return { points: [], faults: [`Filen har ${rows.length} punkter. Högst ${mostPoints} kan läsas.`] };
  const seen = new Map<string, number>();
  const points = rows.map(({ line, row, letters }) => {
    const fault: Fault = (column, words) => faults.push(`Rad ${line}, kolumn ${letters[column]} (${column}): ${words}`);
    const before = seen.get(row.punkt);
    if (before !== undefined && row.punkt !== "") fault("punkt", `punkt ${row.punkt} står redan på rad ${before}.`);
    seen.set(row.punkt, line);
    return readPoint(row, day, fault);
  });
  return { points: faults.length === 0 ? points : [], faults };
}

function readPoint(row: Row, day: string, fault: Fault): Point {
  for (const column of columns) if (row[column] === noValue) fault(column, "formeln i cellen har inget värde. Skriv värdet i stället.");
  if (row.punkt !== noValue && (!pointShape.test(row.punkt) || row.punkt.length > 20)) fault("punkt", noPoint(row.punkt));
  const decisionType = DECISION_TYPES.find((type) => type === row.beslut.toLocaleLowerCase("sv") || type === row.beslut);
  if (!decisionType) fault("beslut", `beslutet ”${row.beslut}” är okänt. Skriv ${listed(DECISION_TYPES, "eller")}.`);
  const grounds = parts(row.lagrum).flatMap((word) => {
    const ground = LEGAL_GROUNDS.find(({ id, label }) => id === word || label.toLocaleLowerCase("sv") === word.toLocaleLowerCase("sv"));
    const labels = LEGAL_GROUNDS.map(({ label }) => label);
    if (!ground) fault("lagrum", `lagrummet ”${word}” är okänt. Skriv ${listed(labels, "eller")}.`);
    else if (decisionType && !ground.decisionTypes.includes(decisionType))
      fault("lagrum", `lagrummet ”${word}” passar inte beslutet ${decisionType}.`);
    return ground ? [ground.id] : [];
  });
  const interventions = parts(row.insats).filter((word) => {
    if (!interventionTypes.includes(word)) fault("insats", `insatsen ”${word}” är okänd. Skriv ${listed(interventionTypes, "eller")}.`);
    return interventionTypes.includes(word);
  });
  const level = levels.find((one) => one === row.lägst.toLocaleLowerCase("sv"));
  if (!level) fault("lägst", `nivån ”${row.lägst}” är okänd. Skriv ${listed(levels, "eller")}.`);
  const answer = row.behörighet.toLocaleLowerCase("sv");
  if (answer !== "" && answer !== "ja" && answer !== "nej") fault("behörighet", "skriv ja eller nej.");
  if (!isWithin(row.villkor, 500)) fault("villkor", "korta villkoret till högst 500 tecken.");
  const point: Point = {
    point: row.punkt,
    decisionType: decisionType ?? "bevilja insats",
    grounds,
    interventions,
    mostMonths: whole(row, "månader", 240, fault, 1),
    mostKronor: whole(row, "kronor", 10_000_000, fault, 0),
    level: level ?? "nämnd",
    qualified: answer === "ja",
    restriction: row.villkor === "" ? null : row.villkor,
  };
  const because = decisionType && level ? undelegable(point, day) : undefined;
  if (because !== undefined) fault("lägst", reservedWords(level ?? "handläggare", citationOn(because, day)));
  return point;
}

/** What a spreadsheet has made of a point that was typed as one, or how one is written. */
function noPoint(text: string): string {
  const again = "Gör kolumnen till text och skriv punkten igen.";
  if (/^\d{4}-\d\d-\d\d/u.test(text)) return `kalkylprogrammet har gjort punkten till en dag. ${again}`;
  if (/^\d+,\d+$/u.test(text)) return `kalkylprogrammet har gjort punkten till ett tal, och då blir 3.10 och 3.1 samma. ${again}`;
  return "skriv punkten med siffror och bokstäver, till exempel 3.1.";
}

/** Why a point cannot stand as it is. */
export const reservedWords = (level: Level, citation: string): string =>
  `det får inte delegeras till ${level}: bara utskott eller nämnden får besluta (${citation}). Är punkten för något annat skriver du vilka insatser den gäller.`;

const parts = (text: string): string[] => text.split(between).map(trimmed).filter(Boolean);

function whole(row: Row, column: "månader" | "kronor", most: number, fault: Fault, least: number): number | null {
  const text = row[column];
  if (text === "" || text === noValue) return null;
  const digits = text.replaceAll(/[\s\u00a0]/gu, "");
  const number = /^\d{1,8}$/u.test(digits) ? Number(digits) : Number.NaN;
  if (number >= least && number <= most) return number;
  fault(column, `skriv ett helt tal, ${least}–${most}, eller lämna tomt.`);
  return null;
}

const rowOf = (one: Point): readonly (string | number | null)[] => {
  const label = (id: string) => LEGAL_GROUNDS.find((ground) => ground.id === id)?.label ?? id;
  const lists = [one.grounds.map(label).join(` ${between} `), one.interventions.join(` ${between} `)];
  return [one.point, one.decisionType, ...lists, one.mostMonths, one.mostKronor, one.level, one.qualified ? "ja" : "nej", one.restriction];
};

/** The same as a file to change and read in again. */
export const orderCsv = (points: readonly Point[]): string => csvForPeople([columns, ...points.map(rowOf)]);

const widths = [8, 30, 34, 34, 10, 12, 24, 12, 50];
/** The same as a workbook, whose columns are texts so that no point becomes a day. */
export const orderXlsx = (points: readonly Point[]): Promise<Buffer> =>
  sheetsAsXlsx([
    { name: "Delegationsordning", rows: [columns, ...points.map(rowOf)].map((row) => row.map((cell) => cell ?? "")), widths, asText: true },
  ]);
