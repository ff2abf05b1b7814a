/** Addresses of the pages of a round's fieldwork. */
export const fieldworkLinks = {
  page: (roundId: string): string => `/omgangar/${roundId}/insamling`,
  waiting: (roundId: string): string => `/omgangar/${roundId}/insamling/vantar`,
  csv: (roundId: string): string => `/omgangar/${roundId}/insamling.csv`,
  xlsx: (roundId: string): string => `/omgangar/${roundId}/insamling.xlsx`,
} as const;
