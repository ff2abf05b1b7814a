/** The addresses of the room's forms. Only identifiers stand in them. */
export const decisionLinks = {
  correct: (caseId: string, decisionId: string) => `/arenden/${caseId}/beslut/${decisionId}/ratta`,
  approvals: (caseId: string): string => `/arenden/${caseId}/godkannande`,
  approve: (caseId: string, approvalId: string): string => `/arenden/${caseId}/godkannande/${approvalId}`,
  boardReport: (caseId: string) => `/arenden/${caseId}/anmal-till-namnden`,
} as const;

/** What the chair has decided and the board is to be told of: all of it. */
export const boardReportsLink = "/anmals-till-namnden";

/** What waits for a leader's approval. */
export const approvalsLink = "/att-godkanna";

/** Figures for the council of what is not carried out: a page of the room `intervention`. */
export const notExecutedStatistics = "/ej-verkstallda/statistik";

/** The board's delegation order. */
export const delegationPath = "/delegation";
export const delegationLinks = {
  version: (number: number): string => `${delegationPath}/version/${number}`,
  file: (number: number): string => `${delegationPath}/version/${number}/fil`,
  book: (number: number): string => `${delegationPath}/version/${number}/fil.xlsx`,
  withdraw: (number: number): string => `${delegationPath}/version/${number}/ta-tillbaka`,
  adopt: (number: number): string => `${delegationPath}/version/${number}/beslutad`,
  propose: `${delegationPath}/ny`,
  add: `${delegationPath}/ny-punkt`,
  change: (point: string): string => `${delegationPath}/punkt/${point}`,
  remove: (point: string): string => `${delegationPath}/punkt/${point}/ta-bort`,
  ask: `${delegationPath}/far-besluta`,
  urgent: `${delegationPath}/bradskande`,
  setUrgent: `${delegationPath}/bradskande/nytt`,
  weights: `${delegationPath}/vikter`,
  setWeights: `${delegationPath}/vikter/nya`,
  unnamed: `${delegationPath}/inte-namnt`,
  setUnnamed: `${delegationPath}/inte-namnt/nytt`,
  secondEyes: `${delegationPath}/fyra-ogon`,
  setSecondEyes: `${delegationPath}/fyra-ogon/nytt`,
  mandates: `${delegationPath}/nivaer`,
  mandate: (staffId: string): string => `${delegationPath}/nivaer/${staffId}`,
} as const;

/** What goes to committees and the board. */
export const boardLinks = {
  agenda: "/arendelista",
  put: (caseId: string, investigationId: string): string => `/arenden/${caseId}/utredning/${investigationId}/beslut/till-utskott`,
  outcome: (caseId: string, agendaItemId: string): string => `/arenden/${caseId}/arendelista/${agendaItemId}`,
  delegated: "/delegation/beslut",
  reportDelegated: "/delegation/beslut/anmal",
} as const;
