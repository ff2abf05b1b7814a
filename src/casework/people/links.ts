/** Where what is done before a birthday is written. */
export const birthdayLink = (caseId: string, age: number): string => `/arenden/${caseId}/fodelsedag/${age}`;

/** Where the birth of a child who was expected is written. */
export const birthLink = (caseId: string): string => `/arenden/${caseId}/fodelse`;

/** Where what the population register says otherwise of somebody is gone through. */
export const populationAnswerLink = (caseId: string, personId: string): string =>
  `/arenden/${caseId}/personer/${personId}/folkbokforing/svar`;
