/** Addresses of the pages where an agency runs its surveys. */
export const roundsPath = "/omgangar";
const unit = (roundId: string, unitId: string): string => `${roundsPath}/${roundId}/enheter/${unitId}`;
export const roundLinks = {
  setUp: `${roundsPath}/ny`,
  /** With a questionnaire chosen. */
  setUpOf: (form: string): string => `${roundsPath}/ny?formular=${form}`,
  shippedFrame: `${roundsPath}/ny/ram.csv`,
  round: (roundId: string): string => `${roundsPath}/${roundId}`,
  contacts: (roundId: string): string => `${roundsPath}/${roundId}/kontakter`,
  sending: (roundId: string): string => `${roundsPath}/${roundId}/utskick`,
  callOff: (roundId: string, sendingId: string): string => `${roundsPath}/${roundId}/utskick/${sendingId}/stall-in`,
  unit,
  contact: (roundId: string, unitId: string): string => `${unit(roundId, unitId)}/kontakt`,
  link: (roundId: string, unitId: string): string => `${unit(roundId, unitId)}/lank`,
  extend: (roundId: string, unitId: string): string => `${unit(roundId, unitId)}/mer-tid`,
  /** What the unit has delivered: a page of the room deliveries. */
  deliveries: (roundId: string, unitId: string): string => `${unit(roundId, unitId)}/leveranser`,
  note: (roundId: string, unitId: string): string => `${unit(roundId, unitId)}/anteckning`,
} as const;
