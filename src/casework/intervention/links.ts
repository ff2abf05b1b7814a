/** The addresses of the room's forms. Only identifiers stand in them. */
const of = (path: string) => (caseId: string, interventionId: string) => `/arenden/${caseId}/insats/${interventionId}/${path}`;

export const interventionLinks = {
  plan: of("plan"),
  beginning: of("borjan"),
  interruption: of("avbrott"),
  executionReport: of("rapport"),
  followUp: of("uppfoljning"),
  ending: of("avslut"),
  notBegun: of("blir-inte-av"),
} as const;

/** What is not carried out within three months: the list for IVO and the auditors, and the figures for the council. */
export const notExecutedLinks = {
  list: "/ej-verkstallda",
  file: "/ej-verkstallda.csv",
  statistics: "/ej-verkstallda/statistik",
  statisticsFile: "/ej-verkstallda/statistik.csv",
} as const;
