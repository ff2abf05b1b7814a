// The published distributions that the demo must resemble (Socialstyrelsen 2025, tables 5–11), read from data/published-tables.json.
import { readFileSync } from "node:fs";
import { join } from "node:path";

export type Phase = "utredning" | "planering" | "uppföljning";
export type AgeGroup = "0-4" | "5-14" | "15-17";

export const phases: readonly Phase[] = ["utredning", "planering", "uppföljning"];
export const ageGroups: readonly AgeGroup[] = ["0-4", "5-14", "15-17"];

/** Per cent of municipalities in each interval or with each answer, as printed (columns sum to 98–101). */
export type PublishedTables = {
  readonly intervals: readonly string[];
  readonly individual: Readonly<Record<Phase, readonly number[]>>;
  readonly withGuardian: Readonly<Record<Phase, readonly number[]>>;
  readonly none: Readonly<Record<Phase, readonly number[]>>;
  readonly usualNumber: Readonly<Record<AgeGroup, Readonly<Record<Phase, readonly number[]>>>>;
  readonly reasons: Readonly<Record<string, number>>;
};

export const published: PublishedTables = readData("published-tables.json");

/** Reads one of the demo's JSON files. */
export function readData<T>(name: string): T {
  return JSON.parse(readFileSync(join(import.meta.dirname, "data", name), "utf8")) as T;
}

/** The place (0–5) of a share 0 … 1 among the questionnaire's intervals 0, 1–25, 26–50, 51–75, 76–99, 100 per cent. */
export function intervalOf(share: number): number {
  if (share <= 0) return 0;
  if (share >= 1) return 5;
  return share <= 0.25 ? 1 : share <= 0.5 ? 2 : share <= 0.75 ? 3 : 4;
}

/** The age group of completed years 0–17. */
export function ageGroupOf(age: number): AgeGroup {
  return age < 5 ? "0-4" : age < 15 ? "5-14" : "15-17";
}
