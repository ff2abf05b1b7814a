/** Addresses of the pages where open answers are coded. */
const base = (roundId: string, column: string): string => `/omgangar/${roundId}/kodning/${column}`;
export const codingLinks = {
  questions: (roundId: string): string => `/omgangar/${roundId}/kodning`,
  question: base,
  book: (roundId: string, column: string): string => `${base(roundId, column)}/kodbok`,
  code: (roundId: string, column: string, unitId?: string): string =>
    `${base(roundId, column)}/koda${unitId === undefined ? "" : `?svar=${unitId}`}`,
  take: (roundId: string, column: string): string => `${base(roundId, column)}/bli-kodare`,
  finish: (roundId: string, column: string): string => `${base(roundId, column)}/klar`,
  load: (roundId: string, column: string): string => `${base(roundId, column)}/las-in`,
  settle: (roundId: string, column: string, unitId: string): string => `${base(roundId, column)}/avgor/${unitId}`,
  /** Publishes the answers by code: a page of the room results. */
  publish: (roundId: string, column: string): string => `/resultat/${roundId}/ny?fraga=${column}`,
  quotes: (roundId: string, column: string): string => `${base(roundId, column)}/citat`,
  newQuote: (roundId: string, column: string, unitId: string): string => `${base(roundId, column)}/citat-ur/${unitId}`,
  quote: (roundId: string, column: string, quoteId: string): string => `${base(roundId, column)}/citat/${quoteId}`,
  csv: (roundId: string, column: string, what: "koder" | "citat"): string => `${base(roundId, column)}/${what}.csv`,
} as const;
