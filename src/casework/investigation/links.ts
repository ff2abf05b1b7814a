/** The addresses of the room's forms. Only identifiers stand in them. */
export const investigationLinks = {
  bestInterests: (caseId: string, investigationId: string) => `/arenden/${caseId}/utredning/${investigationId}/barnets-basta`,
  extend: (caseId: string, investigationId: string) => `/arenden/${caseId}/utredning/${investigationId}/forlang`,
  openedInformation: (caseId: string, investigationId: string) => `/arenden/${caseId}/utredning/${investigationId}/information`,
} as const;
