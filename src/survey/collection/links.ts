/** Addresses of the pages where surveys are answered. */
export const surveysPath = "/enkater";
export const surveyLinks = {
  set: (setId: string): string => `${surveysPath}/${setId}`,
  page: (setId: string, page: string): string => `${surveysPath}/${setId}/sida/${page}`,
  fill: (setId: string): string => `${surveysPath}/${setId}/fyll-i`,
  print: (setId: string): string => `${surveysPath}/${setId}/skriv-ut`,
  sign: (setId: string): string => `${surveysPath}/${setId}/skriv-under`,
  receipt: (setId: string): string => `${surveysPath}/${setId}/kvittens`,
  csv: (setId: string): string => `${surveysPath}/${setId}/svar.csv`,
  json: (setId: string): string => `${surveysPath}/${setId}/svar.json`,
} as const;
