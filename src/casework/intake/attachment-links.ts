/** Attachments of a case by their identifiers: no name of a file stands in an address. */
export const attachmentLinks = {
  add: (caseId: string) => `/arenden/${caseId}/bilaga/ny`,
  file: (caseId: string, attachmentId: string) => `/arenden/${caseId}/bilaga/${attachmentId}`,
} as const;
