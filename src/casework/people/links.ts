/** Where what is done before a birthday is written. */
export const birthdayLink = (caseId: string, age: number): string => `/arenden/${caseId}/fodelsedag/${age}`;

/** Where the birth of a child who was expected is written. */
export const birthLink = (caseId: string): string => `/arenden/${caseId}/fodelse`;
