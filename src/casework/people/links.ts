/** Where what is done before a birthday is written. */
export const birthdayLink = (caseId: string, age: number): string => `/arenden/${caseId}/fodelsedag/${age}`;

/** Where the birth of a child who was expected is written. */
export const birthLink = (caseId: string): string => `/arenden/${caseId}/fodelse`;

/** Where what is known of the child is corrected, and who a child without a name is, is written. */
export const correctChildLink = (caseId: string): string => `/arenden/${caseId}/barnet`;

/** Where what the population register says otherwise of somebody is gone through. */
export const populationAnswerLink = (caseId: string, personId: string): string =>
  `/arenden/${caseId}/personer/${personId}/folkbokforing/svar`;
