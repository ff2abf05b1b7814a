/** The addresses of an investigation's forms; deciding in it is a form of the room `decision`. Only identifiers stand in them. */
export const investigationLinks = {
  bestInterests: (caseId: string, investigationId: string) => `/arenden/${caseId}/utredning/${investigationId}/barnets-basta`,
  extend: (caseId: string, investigationId: string) => `/arenden/${caseId}/utredning/${investigationId}/forlang`,
  openedInformation: (caseId: string, investigationId: string) => `/arenden/${caseId}/utredning/${investigationId}/information`,
  decide: (caseId: string, investigationId: string) => `/arenden/${caseId}/utredning/${investigationId}/beslut`,
  body: (caseId: string, investigationId: string) => `/arenden/${caseId}/utredning/${investigationId}`,
  plan: (caseId: string, investigationId: string) => `/arenden/${caseId}/utredning/${investigationId}/plan`,
  passage: (caseId: string, investigationId: string, place: string) => `/arenden/${caseId}/utredning/${investigationId}/text/${place}`,
  passageHistory: (caseId: string, investigationId: string, place: string) =>
    `/arenden/${caseId}/utredning/${investigationId}/text/${place}/tidigare`,
  finding: (caseId: string, investigationId: string) => `/arenden/${caseId}/utredning/${investigationId}/uppgift`,
  sign: (caseId: string, investigationId: string) => `/arenden/${caseId}/utredning/${investigationId}/skriv-under`,
  supplement: (caseId: string, investigationId: string) => `/arenden/${caseId}/utredning/${investigationId}/tillagg`,
  ask: (caseId: string, investigationId: string) => `/arenden/${caseId}/utredning/${investigationId}/fraga-andra`,
  visit: (caseId: string, investigationId: string) => `/arenden/${caseId}/utredning/${investigationId}/hembesok`,
  instrument: (caseId: string, investigationId: string) => `/arenden/${caseId}/utredning/${investigationId}/instrument`,
  earlier: (caseId: string, investigationId: string) => `/arenden/${caseId}/utredning/${investigationId}/tidigare`,
  request: (caseId: string, requestId: string) => `/arenden/${caseId}/uppgifter/${requestId}`,
  remind: (caseId: string, requestId: string) => `/arenden/${caseId}/uppgifter/${requestId}/paminn`,
  requestLetter: (caseId: string, requestId: string) => `/arenden/${caseId}/uppgifter/${requestId}/brev/granska`,
} as const;
