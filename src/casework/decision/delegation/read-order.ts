/** The delegation order as a file: a row for each point, and everything that is wrong with it, with the row. */
import { CsvError, parse } from "csv-parse/sync";
import { csvForPeople } from "../../../platform/basics/csv-for-people.ts";
import { isWithin, trimmed } from "../../../platform/basics/text.ts";
import { codes } from "../../../platform/database/generated.ts";
import { citationOn } from "../../../platform/law/provision.ts";
import { listed } from "../../../platform/law/rule.ts";
import { DECISION_TYPES, LEGAL_GROUNDS } from "../rules-grounds.ts";
import { levels, undelegable } from "./points.ts";
import type { Level, Point } from "./points.ts";

const columns = ["punkt", "beslut", "lagrum", "insats", "månader", "kronor", "lägst", "behörighet", "villkor"] as const;
type Row = Readonly<Record<(typeof columns)[number], string>>;

/** More than any order has. */
const mostPoints = 300;
const between = "|";
const pointShape = /^[0-9A-Za-z]+(?:\.[0-9A-Za-z]+)*$/u;
const interventionTypes: readonly string[] = codes["intervention.intervention.type"];

export type ReadOrder = { readonly points: readonly Point[]; readonly faults: readonly string[] };

/** The points of a file, and every fault in it in Swedish with its row; `day` is for the paragraphs that are cited. */
export function readOrder(text: string, day: string): ReadOrder {
  const faults: string[] = [];
  const rows = rowsOf(text, faults);
  if (faults.length > 0) return { points: [], faults };
  if (rows.length === 0) faults.push("Filen har inga punkter. Skriv en rad för varje punkt, under rubrikerna.");
  if (rows.length > mostPoints) return { points: [], faults: [`Filen har ${rows.length} punkter. Högst ${mostPoints} kan läsas.`] };
  const seen = new Map<string, number>();
  const points = rows.map(({ line, row }) => {
    const fault = (words: string) => faults.push(`Rad ${line}: ${words}`);
    const before = seen.get(row.punkt);
    if (before !== undefined) fault(`punkt ${row.punkt} står redan på rad ${before}.`);
    seen.set(row.punkt, line);
    return readPoint(row, day, fault);
  });
  return { points: faults.length === 0 ? points : [], faults };
}

function rowsOf(text: string, faults: string[]): { line: number; row: Row }[] {
  let parsed: readonly { readonly record: readonly string[]; readonly info: { readonly lines: number } }[];
  try {
    const first = /^\s*([^\r\n]*)/u.exec(text)?.[1] ?? "";
    const delimiter = [";", ",", "\t"].find((sign) => first.includes(sign)) ?? ";";
    parsed = parse(text, { bom: true, delimiter, info: true, relax_column_count: true, skip_empty_lines: true }) as never;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    faults.push("Citattecknen går inte ihop. Ett citattecken i texten skrivs dubbelt.");
    return [];
  }
  const [head, ...rest] = parsed;
  const header = (head?.record ?? []).map((one) => trimmed(one).toLocaleLowerCase("sv"));
  const missing = columns.filter((column) => !header.includes(column));
  const unknown = header.filter((column) => column !== "" && !(columns as readonly string[]).includes(column));
  if (missing.length > 0) faults.push(`Rad 1: rubriken ${listed(missing)} saknas. Rubrikerna ska vara ${listed(columns)}.`);
  if (unknown.length > 0) faults.push(`Rad 1: rubriken ${listed(unknown)} är okänd. Ta bort kolumnen eller rätta rubriken.`);
  return rest
    .filter(({ record }) => record.some((cell) => trimmed(cell) !== ""))
    .map(({ record, info }) => ({
      line: info.lines,
      row: Object.fromEntries(columns.map((column) => [column, trimmed(record[header.indexOf(column)] ?? "")])) as Row,
    }));
}

function readPoint(row: Row, day: string, fault: (words: string) => void): Point {
  if (row.punkt === "" || !pointShape.test(row.punkt) || row.punkt.length > 20)
    fault("skriv punkten med siffror och bokstäver, till exempel 3.1.");
  const decisionType = DECISION_TYPES.find((type) => type === row.beslut.toLocaleLowerCase("sv") || type === row.beslut);
  if (!decisionType) fault(`beslutet ”${row.beslut}” är okänt. Skriv ${listed(DECISION_TYPES, "eller")}.`);
  const grounds = parts(row.lagrum).flatMap((word) => {
    const ground = LEGAL_GROUNDS.find(({ id, label }) => id === word || label.toLocaleLowerCase("sv") === word.toLocaleLowerCase("sv"));
    if (!ground)
      fault(
        `lagrummet ”${word}” är okänt. Skriv ${listed(
          LEGAL_GROUNDS.map(({ label }) => label),
          "eller",
        )}.`,
      );
    else if (decisionType && !ground.decisionTypes.includes(decisionType))
      fault(`lagrummet ”${word}” passar inte beslutet ${decisionType}.`);
    return ground ? [ground.id] : [];
  });
  const interventions = parts(row.insats).filter((word) => {
    if (!interventionTypes.includes(word)) fault(`insatsen ”${word}” är okänd. Skriv ${listed(interventionTypes, "eller")}.`);
    return interventionTypes.includes(word);
  });
  const level = levels.find((one) => one === row.lägst.toLocaleLowerCase("sv"));
  if (!level) fault(`nivån ”${row.lägst}” är okänd. Skriv ${listed(levels, "eller")}.`);
  const answer = row.behörighet.toLocaleLowerCase("sv");
  if (answer !== "" && answer !== "ja" && answer !== "nej") fault("skriv ja eller nej under behörighet.");
  if (!isWithin(row.villkor, 500)) fault("korta villkoret till högst 500 tecken.");
  const point: Point = {
    point: row.punkt,
    decisionType: decisionType ?? "bevilja insats",
    grounds,
    interventions,
    mostMonths: whole(row.månader, 240, "månaderna", fault, 1),
    mostKronor: whole(row.kronor, 10_000_000, "kronorna", fault, 0),
    level: level ?? "nämnd",
    qualified: answer === "ja",
    restriction: row.villkor === "" ? null : row.villkor,
  };
  const because = decisionType && level ? undelegable(point, day) : undefined;
  if (because !== undefined) fault(reservedWords(level ?? "handläggare", citationOn(because, day)));
  return point;
}

/** Why a point cannot stand as it is. */
export const reservedWords = (level: Level, citation: string): string =>
  `det får inte delegeras till ${level}: bara utskott eller nämnden får besluta (${citation}). Är punkten för något annat skriver du vilka insatser den gäller.`;

const parts = (text: string): string[] => text.split(between).map(trimmed).filter(Boolean);

function whole(text: string, most: number, what: string, fault: (words: string) => void, least: number): number | null {
  if (text === "") return null;
  const digits = text.replaceAll(/[\s\u00a0]/gu, "");
  const number = /^\d{1,8}$/u.test(digits) ? Number(digits) : Number.NaN;
  if (number >= least && number <= most) return number;
  fault(`skriv ${what} som ett helt tal, ${least}–${most}, eller lämna tomt.`);
  return null;
}

/** The same as a file to change and read in again. */
export function orderCsv(points: readonly Point[]): string {
  const label = (id: string) => LEGAL_GROUNDS.find((ground) => ground.id === id)?.label ?? id;
  return csvForPeople([
    columns,
    ...points.map((one) => [
      one.point,
      one.decisionType,
      one.grounds.map(label).join(` ${between} `),
      one.interventions.join(` ${between} `),
      one.mostMonths,
      one.mostKronor,
      one.level,
      one.qualified ? "ja" : "nej",
      one.restriction,
    ]),
  ]);
}
