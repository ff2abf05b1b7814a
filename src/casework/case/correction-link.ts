/** Where an entry is corrected, and which of its texts. Identifiers alone stand in it. */
export const correctionLink = (caseId: string, entry: string, what?: string): string =>
  `/arenden/${caseId}/rattelse?av=${entry}${what === undefined ? "" : `&del=${what}`}`;
