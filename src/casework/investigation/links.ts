/** The addresses of an investigation's forms; deciding in it is a form of the room `decision`. Only identifiers stand in them. */
export const investigationLinks = {
  bestInterests: (caseId: string, investigationId: string) => `/arenden/${caseId}/utredning/${investigationId}/barnets-basta`,
  extend: (caseId: string, investigationId: string) => `/arenden/${caseId}/utredning/${investigationId}/forlang`,
  openedInformation: (caseId: string, investigationId: string) => `/arenden/${caseId}/utredning/${investigationId}/information`,
  decide: (caseId: string, investigationId: string) => `/arenden/${caseId}/utredning/${investigationId}/beslut`,
} as const;
