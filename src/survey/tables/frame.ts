/** The units that were asked, and the groups that results are given by. */
import { codes } from "../../platform/database/generated.ts";

/** The five sizes of the report (seed 004, table 1). The lowest number of inhabitants belongs to the class. */
export const sizeClasses = [
  { label: "0–15 tusen invånare", from: 0 },
  { label: "15–30 tusen invånare", from: 15_000 },
  { label: "30–70 tusen invånare", from: 30_000 },
  { label: "70–200 tusen invånare", from: 70_000 },
  { label: "200 tusen eller fler invånare", from: 200_000 },
] as const;

/** What results can be given by, by the name of the frame's column. */
export const groupings = codes["survey.publication.groupings"];
export type Grouping = (typeof groupings)[number];

/** Each grouping in words. */
export const groupingWords: Readonly<Record<Grouping, string>> = {
  storlek: "kommunstorlek",
  nyckel: "socioekonomisk sorteringsnyckel",
  skr_grupp: "SKR:s kommungrupp",
  lan: "län",
};

/** A municipality or district of the frame; a group that is not known is null. */
export type Unit = {
  readonly code: string;
  readonly name: string;
  readonly groups: Readonly<Record<Grouping, string | null>>;
};

/** Who was asked. */
export type Frame = readonly Unit[];

/** The size of a number of inhabitants. */
export function sizeOf(inhabitants: number): string {
  return sizeClasses.findLast(({ from }) => inhabitants >= from)?.label ?? sizeClasses[0].label;
}

/** The groups of a grouping that the frame has, sizes from the smallest, others by name with numbers as numbers. */
export function groupsOf(frame: Frame, by: Grouping): string[] {
  const found = new Set(frame.map(({ groups }) => groups[by]).filter((group) => group !== null));
  if (by === "storlek") return sizeClasses.map(({ label }) => label).filter((label) => found.has(label));
  return [...found].sort((one, other) => one.localeCompare(other, "sv", { numeric: true }));
}
