import type { FoundText } from "./swedish-texts.mjs";

/** The unknown words of Swedish texts in alphabetical order, with the places ("file:line") where they stand. */
export declare function findMisspelt(texts: readonly FoundText[]): { word: string; places: string[] }[];
