/** The address of a case. Only its identifier stands in it. */
export const caseLink = (caseId: string): string => `/arenden/${caseId}`;
