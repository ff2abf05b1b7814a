/** The addresses of the pages of parties. Only identifiers stand in them. */
export const partyLinks = {
  parties: (caseId: string) => `/arenden/${caseId}/parter`,
  account: (caseId: string, investigationId: string, personId: string) =>
    `/arenden/${caseId}/utredning/${investigationId}/part/${personId}/redogorelse`,
  communicate: (caseId: string, investigationId: string, personId: string) =>
    `/arenden/${caseId}/utredning/${investigationId}/part/${personId}/kommunicering`,
  nobody: (caseId: string, investigationId: string) => `/arenden/${caseId}/utredning/${investigationId}/ingen-part`,
  reply: (caseId: string, communicationId: string) => `/arenden/${caseId}/kommunicering/${communicationId}/svar`,
  communicationLetter: (caseId: string, communicationId: string) => `/arenden/${caseId}/kommunicering/${communicationId}/brev/granska`,
  decisionLetter: (caseId: string, investigationId: string, personId: string) =>
    `/arenden/${caseId}/utredning/${investigationId}/part/${personId}/beslutsbrev/granska`,
  notify: (caseId: string, investigationId: string, personId: string) =>
    `/arenden/${caseId}/utredning/${investigationId}/part/${personId}/underrattelse`,
  receive: (caseId: string, investigationId: string, personId: string) =>
    `/arenden/${caseId}/utredning/${investigationId}/part/${personId}/overklagande`,
  appeal: (caseId: string, appealId: string) => `/arenden/${caseId}/overklagande/${appealId}`,
  requestInsight: (caseId: string, personId: string) => `/arenden/${caseId}/part/${personId}/insyn`,
  insight: (caseId: string, insightId: string) => `/arenden/${caseId}/insyn/${insightId}`,
  insightFile: (caseId: string, insightId: string) => `/arenden/${caseId}/insyn/${insightId}/handling`,
  insightLetter: (caseId: string, insightId: string) => `/arenden/${caseId}/insyn/${insightId}/brev/granska`,
  answerInsight: (caseId: string, insightId: string) => `/arenden/${caseId}/insyn/${insightId}/lamna-ut`,
  givenInsight: (caseId: string, insightId: string) => `/arenden/${caseId}/insyn/${insightId}/utlamnat`,
  dismissalLetter: (caseId: string, appealId: string) => `/arenden/${caseId}/overklagande/${appealId}/brev/granska`,
  receiptLetter: (caseId: string, intakeId: string) => `/arenden/${caseId}/inkommet/${intakeId}/bekraftelse/granska`,
  forward: (caseId: string, appealId: string) => `/arenden/${caseId}/overklagande/${appealId}/overlamna`,
  delayLetter: (caseId: string, noticeId: string) => `/arenden/${caseId}/drojsmal/${noticeId}/brev/granska`,
  requestRefusalLetter: (caseId: string, decisionRequestId: string) =>
    `/arenden/${caseId}/begaran-om-avgorande/${decisionRequestId}/brev/granska`,
  delay: (caseId: string, intakeId: string) => `/arenden/${caseId}/ansokan/${intakeId}/drojer`,
  decisionRequest: (caseId: string, intakeId: string) => `/arenden/${caseId}/ansokan/${intakeId}/begar-avgorande`,
  decisionRequestAnswer: (caseId: string, decisionRequestId: string) => `/arenden/${caseId}/begaran-om-avgorande/${decisionRequestId}`,
} as const;
