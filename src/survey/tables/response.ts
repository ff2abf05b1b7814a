/** Who answered: table 1, and the response rates of any grouping. */
import { capital } from "../../platform/basics/text.ts";
import type { Answered } from "./answered.ts";
import type { Grouping } from "./frame.ts";
import { groupingWords, groupsOf } from "./frame.ts";
import type { Table } from "./table.ts";
import { wholePercent } from "./table.ts";

/** Units of a group that were asked and that answered, with the response rate in whole per cent, half up. Null of a group that nobody is in. */
export type GroupResponse = { readonly label: string; readonly answered: number; readonly asked: number; readonly rate: number | null };

/** The response of each group and, last, of all ("Totalt"). Units whose group is not known are in the total alone. */
export function responseBy({ frame, units }: Answered, by: Grouping): GroupResponse[] {
  const of = (label: string, answered: number, asked: number) => ({ label, answered, asked, rate: wholePercent(answered, asked) });
  const within = (list: Answered["units"], group: string) => list.filter(({ groups }) => groups[by] === group).length;
  return [
    ...groupsOf(frame, by).map((group) => of(group, within(units, group), within(frame, group))),
    of("Totalt", units.length, frame.length),
  ];
}

/** Table 1 of the report, by size or by another grouping: numbers of units. */
export function responseTable(answered: Answered, by: Grouping, source: string): Table {
  const rows = responseBy(answered, by);
  const isBySize = by === "storlek";
  return {
    id: isBySize ? "1" : `Svarande efter ${groupingWords[by]}`,
    title: isBySize
      ? "Kommuner och stadsdelar som besvarat enkäten uppdelade efter befolkningsmängd"
      : `Kommuner och stadsdelar som besvarat enkäten uppdelade efter ${groupingWords[by]}`,
    group: null,
    unit: "antal",
    stub: capital(groupingWords[by]),
    n: answered.units.length,
    columns: ["Antal kommuner som svarat", "Antal kommuner i riket"],
    rows: rows.map((row) => ({ label: row.label, name: row.label, values: [row.answered, row.asked] })),
    notes: [`Källa: ${source}`, ...districtsNote(answered)],
    inferred: isBySize ? ["En stadsdel räknas till sin stads storlek."] : [],
  };
}

/** The non-response table of the quality declaration: answered, asked, response rate and, in per cent, what is missing. */
export function nonResponseTable(answered: Answered, by: Grouping, source: string): Table {
  return {
    ...responseTable(answered, by, source),
    id: `Svarsfrekvens ${groupingWords[by]}`,
    title: `Svarsfrekvens ${groupingWords[by]}`,
    columns: ["Antal svarande kommuner", "Antal kommuner", "Svarsfrekvens (%)", "Objektbortfall (%)"],
    rows: responseBy(answered, by).map((row) => ({
      label: row.label,
      name: row.label,
      values: [row.answered, row.asked, row.rate, wholePercent(row.asked - row.answered, row.asked)],
    })),
  };
}

/** "Dessa består av 184 kommuner, där Stockholm … (med 8 av 11 stadsdelar)": what districts count as. */
function districtsNote({ frame, units }: Answered): string[] {
  const cities = new Map<string, { asked: number; answered: number }>();
  const cityOf = (code: string) => /^(\d{4}).+$/u.exec(code)?.[1];
  const add = (list: Answered["units"], field: "asked" | "answered") => {
    for (const { code } of list) {
      const city = cityOf(code);
      if (city === undefined) continue;
      const kept = cities.get(city) ?? { asked: 0, answered: 0 };
      kept[field]++;
      cities.set(city, kept);
    }
  };
  add(frame, "asked");
  add(units, "answered");
  const answering = [...cities].filter(([, { answered }]) => answered > 0);
  if (answering.length === 0) return [];
  const whole = units.length - answering.reduce((sum, [, { answered }]) => sum + answered, 0) + answering.length;
  const words = answering.map(([code, { asked, answered }]) => `${cityNames[code] ?? code} med ${answered} av ${asked} stadsdelar`);
  return [
    `* Dessa består av ${whole} kommuner, där städer med stadsdelar räknas som hela kommuner men representeras av sina respektive stadsdelar (${words.join(" och ")}).`,
  ];
}

/** The cities whose districts are asked each by themselves. */
const cityNames: Readonly<Record<string, string>> = { "0180": "Stockholm", "1480": "Göteborg" };
