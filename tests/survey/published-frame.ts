/** A frame of 303 units with the sizes of the report: 131, 71, 54, 30 and 17, and which 192 of them answered. */
import { listMunicipalities } from "../../src/platform/basics/municipality-list.ts";

/** A unit of the generated frame. */
export type FrameUnit = {
  readonly code: string;
  readonly name: string;
  /** In the report's words. */
  readonly size: string;
  readonly key: string;
  readonly skrGroup: string;
  readonly county: string;
  readonly hasAnswered: boolean;
};

/** Table 1 of the report (lines 1473–1485): how many were asked and answered in each size. */
const sizes = [
  { size: "0–15 tusen invånare", asked: 131, answered: 84 },
  { size: "15–30 tusen invånare", asked: 71, answered: 46 },
  { size: "30–70 tusen invånare", asked: 54, answered: 31 },
  { size: "70–200 tusen invånare", asked: 30, answered: 19 },
  { size: "200 tusen eller fler invånare", asked: 17, answered: 12 },
];
/** Of the districts, 8 of 11 and 2 of 4 answered (lines 1489–1491). */
const answeredDistricts: Readonly<Record<string, number>> = { "0180": 8, "1480": 2 };
const skrGroups = ["A1", "A2", "B3", "B4", "B5", "C6", "C7", "C8", "C9"];

/** The units in the order of their codes. Keys and groups are made up, spread over the sizes; sizes go by rank, so that they are those of 2024. */
export function publishedFrame(): FrameUnit[] {
  const listed = listMunicipalities().filter(({ code }) => code !== "0180" && code !== "1480");
  const whole = listed.filter(({ kind }) => kind === "kommun").sort((one, other) => (one.population ?? 0) - (other.population ?? 0));
  const districts = listed.filter(({ kind }) => kind === "stadsdel");
  const units: FrameUnit[] = [];
  let from = 0;
  for (const { size, asked, answered } of sizes) {
    const isLargest = from + asked > whole.length;
    const members = isLargest ? [...whole.slice(from), ...districts] : whole.slice(from, from + asked);
    from += asked;
    let place = 0;
    const given = new Map<string, number>();
    for (const { code, name } of members) {
      const city = code.length > 4 ? code.slice(0, 4) : undefined;
      const turn = city === undefined ? place++ : (given.get(city) ?? 0);
      if (city !== undefined) given.set(city, turn + 1);
      const most = isLargest ? (city === undefined ? Infinity : (answeredDistricts[city] ?? 0)) : answered;
      units.push({
        code,
        name,
        size,
        key: String((units.length % 8) + 1),
        skrGroup: skrGroups[units.length % skrGroups.length] ?? "A1",
        county: code.slice(0, 2),
        // Spread over the class, so that every county has some who answered and some who did not.
        hasAnswered: isLargest ? turn < most : spread(turn, members.length) < answered,
      });
    }
  }
  return units.sort((one, other) => one.code.localeCompare(other.code));
}

/** A place among `count` for each, every place once. */
function spread(turn: number, count: number): number {
  const step = [41, 43, 47, 53].find((prime) => count % prime !== 0) ?? 1;
  return (turn * step) % count;
}

/** The frame as the fixed form: `kommun,namn,storlek,nyckel,skr_grupp,lan`. */
export function frameCsv(frame: readonly FrameUnit[]): string {
  const lines = frame.map(({ code, name, size, key, skrGroup, county }) => [code, `"${name}"`, size, key, skrGroup, county].join(","));
  return `kommun,namn,storlek,nyckel,skr_grupp,lan\n${lines.join("\n")}\n`;
}
