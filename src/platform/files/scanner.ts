/** What a scanner says of some bytes. `fault` is a code of ours, never words of the other side's. */
export type Scanned =
  { readonly outcome: "clean" } | { readonly outcome: "infected" } | { readonly outcome: "unavailable"; readonly fault: string };

/** Looks through a file for harmful code. Never throws, and ends within `longestScan`. */
export type Scanner = { scan(bytes: Uint8Array): Promise<Scanned> };

/** The longest that looking through one file may take, in milliseconds. */
export const longestScan = 30_000;
