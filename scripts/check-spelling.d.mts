import type { FoundText } from "./swedish-texts.mjs";

/** The unknown words of Swedish texts in alphabetical order, with the places ("file:line") where they stand. */
export declare function findMisspelt(texts: readonly FoundText[]): { word: string; places: string[] }[];
/** The files among `paths` that are checked; undefined where everything is. */
export declare function wantedOf(paths: readonly string[]): { code: ReadonlySet<string>; documents: string[] } | undefined;
