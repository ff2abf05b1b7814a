/** The addresses of the room's forms. Only identifiers stand in them. */
export const decisionLinks = {
  boardReport: (caseId: string) => `/arenden/${caseId}/anmal-till-namnden`,
} as const;

/** What the chair has decided and the board is to be told of: all of it. */
export const boardReportsLink = "/anmals-till-namnden";
