/** The addresses of the pages of meetings. Only identifiers stand in them. */
export const meetingLinks = {
  book: (caseId: string) => `/arenden/${caseId}/mote/nytt`,
  meeting: (caseId: string, meetingId: string) => `/arenden/${caseId}/mote/${meetingId}`,
  move: (caseId: string, meetingId: string) => `/arenden/${caseId}/mote/${meetingId}/flytta`,
  callOff: (caseId: string, meetingId: string) => `/arenden/${caseId}/mote/${meetingId}/stall-in`,
  outcome: (caseId: string, meetingId: string) => `/arenden/${caseId}/mote/${meetingId}/hur-det-gick`,
  summon: (caseId: string, meetingId: string, calledId: string) => `/arenden/${caseId}/mote/${meetingId}/kalla/${calledId}`,
  letter: (caseId: string, meetingId: string, calledId: string) => `/arenden/${caseId}/mote/${meetingId}/kallelse/${calledId}/granska`,
  calendarFile: (caseId: string, meetingId: string) => `/arenden/${caseId}/mote/${meetingId}/kalenderfil`,
} as const;
