/** Where what is done before a birthday is written. */
export const birthdayLink = (caseId: string, age: number): string => `/arenden/${caseId}/fodelsedag/${age}`;
