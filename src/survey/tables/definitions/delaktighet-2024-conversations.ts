/** Tables 5–10 of 2024: how many conversations are offered, and how large a share of the children has had one. */
import type { TableDefinition } from "../definition.ts";
import { distributionRow, givenTo, shareGivenTo } from "./parts.ts";
import { phases } from "./delaktighet-2024-shares.ts";

const byPhase = {
  columns: phases.map((phase) => `${phase} Andel (%)`),
  order: { kind: "form" },
  hasTotal: true,
  bases: "columns",
  hasSource: true,
} as const;

const numbers = ["0", "1", "2", "3", "4 eller fler"];
const numberGiven = (column: string) => givenTo(column, 1, 2, 3, 4, 5);
/** The intervals of the form, as the tables print them. */
export const intervals = ["0%", "1–25%", "26–50%", "51–75%", "76–99%", "100%"] as const;
/** The intervals by number in the form; the seventh alternative is "Kan inte svara". */
export const everyInterval = [1, 2, 3, 4, 5, 6] as const;
const intervalGiven = (column: string) => shareGivenTo(column, ...everyInterval);

const conversations = (id: string, title: string, row: number): TableDefinition => ({
  ...byPhase,
  id,
  title,
  stub: "Antal samtal",
  rows: numbers.map((label, place) => distributionRow(label, place + 1, [`q4h_${row}`, `q12h_${row}`, `q17h_${row}`], numberGiven)),
  notes: [],
  inferred: ["Basen är de som har svarat med ett antal; ”Kan inte svara” och obesvarat räknas inte."],
});

const children = (id: string, title: string, row: number): TableDefinition => ({
  ...byPhase,
  id,
  title,
  stub: "Andel barn",
  rows: intervals.map((label, place) => distributionRow(label, place + 1, [`q4b_${row}`, `q12b_${row}`, `q17b_${row}`], intervalGiven)),
  notes: [],
  inferred: ["Basen är de som har angett ett intervall; ”Kan inte svara” och obesvarat räknas inte."],
});

export const conversationTables: readonly TableDefinition[] = [
  conversations("5", "Hur många samtal som kommunerna vanligtvis erbjuder barn 0–4 år med eller utan barnets vårdnadshavare.", 1),
  conversations("6", "Hur många samtal som kommunerna vanligtvis erbjuder barn 5–14 år med eller utan barnets vårdnadshavare.", 2),
  conversations("7", "Hur många samtal som kommuner vanligtvis erbjuder barn 15–17 år med eller utan barnets vårdnadshavare.", 3),
];

export const intervalTables: readonly TableDefinition[] = [
  children(
    "8",
    "Andel barn i kommunen som haft enskilda samtal med handläggare under perioden 1 februari 2023–31 januari 2024 (12 mån)",
    1,
  ),
  children(
    "9",
    "Andel barn i kommunen som haft samtal med handläggare tillsammans med vårdnadshavare under perioden 1 februari 2023–31 januari 2024 (12 mån)",
    2,
  ),
  children("10", "Andel barn som inte haft något samtal alls med handläggare", 3),
];
