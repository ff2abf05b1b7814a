/** The addresses of the room's forms. Only identifiers stand in them. */
const of = (path: string) => (caseId: string, interventionId: string) => `/arenden/${caseId}/insats/${interventionId}/${path}`;

export const interventionLinks = {
  plan: of("plan"),
  statements: of("uppgifter"),
  assignment: of("uppdrag"),
  beginning: of("borjan"),
  interruption: of("avbrott"),
  executionReport: of("rapport"),
  followUp: of("uppfoljning"),
  ending: of("avslut"),
  notBegun: of("blir-inte-av"),
} as const;

/** What the municipality has to give. */
export const offerLinks = {
  list: "/insatser",
  add: "/insatser/ny",
  load: "/insatser/las-in",
  file: "/insatser/insatser.csv",
  book: "/insatser/insatser.xlsx",
  change: (offerId: string): string => `/insatser/${offerId}/andra`,
  end: (offerId: string): string => `/insatser/${offerId}/avsluta`,
  count: (offerId: string): string => `/insatser/${offerId}/antal`,
} as const;

/** What is not carried out within three months: the list for IVO and the auditors, and the figures for the council. */
export const notExecutedLinks = {
  list: "/ej-verkstallda",
  file: "/ej-verkstallda.csv",
  statistics: "/ej-verkstallda/statistik",
  statisticsFile: "/ej-verkstallda/statistik.csv",
} as const;
