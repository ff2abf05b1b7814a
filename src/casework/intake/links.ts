/** The addresses of the room's forms. Only identifiers stand in them. */
export const intakeLinks = {
  protection: (caseId: string, intakeId: string) => `/arenden/${caseId}/skyddsbedomning/${intakeId}`,
  preliminary: (caseId: string, preliminaryId: string) => `/arenden/${caseId}/forhandsbedomning/${preliminaryId}`,
  extendPreliminary: (caseId: string, preliminaryId: string) => `/arenden/${caseId}/forhandsbedomning/${preliminaryId}/forlang`,
  openInvestigation: (caseId: string, intakeId: string) => `/arenden/${caseId}/inled-utredning/${intakeId}`,
  notInvestigated: (caseId: string, intakeId: string) => `/arenden/${caseId}/utreds-inte/${intakeId}`,
  moveIntake: (caseId: string, intakeId: string) => `/arenden/${caseId}/flytta/${intakeId}`,
  feedback: (caseId: string, intakeId: string) => `/arenden/${caseId}/aterkoppling/${intakeId}`,
  requestFeedback: (caseId: string, intakeId: string) => `/arenden/${caseId}/aterkoppling/${intakeId}/begard`,
  handOver: (staffId: string) => `/handlaggare/${staffId}/lamnar-over`,
  assign: (caseId: string) => `/arenden/${caseId}/fordela`,
  endAssignment: (caseId: string) => `/arenden/${caseId}/medhandlaggare`,
  take: (caseId: string) => `/arenden/${caseId}/ta-ansvar`,
  note: (caseId: string) => `/arenden/${caseId}/anteckning/ny`,
  close: (caseId: string) => `/arenden/${caseId}/avsluta`,
} as const;
