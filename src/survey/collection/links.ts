import type { Actor } from "../../platform/core/actor.ts";

/** Addresses of the pages where surveys are answered. */
export const surveysPath = "/enkater";
/** Where a unit answers that has come by its link. */
export const unitAnswersPath = "/svar";

const linksAt = (path: string) =>
  ({
    set: (setId: string): string => `${path}/${setId}`,
    page: (setId: string, page: string): string => `${path}/${setId}/sida/${page}`,
    fill: (setId: string): string => `${path}/${setId}/fyll-i`,
    print: (setId: string): string => `${path}/${setId}/skriv-ut`,
    sign: (setId: string): string => `${path}/${setId}/skriv-under`,
    comparison: (setId: string): string => `${path}/${setId}/jamforelse`,
    receipt: (setId: string): string => `${path}/${setId}/kvittens`,
    csv: (setId: string): string => `${path}/${setId}/svar.csv`,
    language: (setId: string): string => `${path}/${setId}/sprak`,
    json: (setId: string): string => `${path}/${setId}/svar.json`,
  }) as const;

/** Begins to answer a questionnaire, which is chosen there. */
export const beginLink = (form: string): string => `${surveysPath}/ny?formular=${form}`;

export const surveyLinks = linksAt(surveysPath);
const unitLinks = linksAt(unitAnswersPath);

/** The addresses of whoever answers: staff of the municipality, or somebody at a unit that has come by its link. */
export const linksFor = ({ kind }: { readonly kind: Actor["kind"] }): typeof surveyLinks =>
  kind === "respondent" ? unitLinks : surveyLinks;

/** The agencies that signed answers are sent to: of whoever runs the program. */
export const recipientLinks = {
  all: "/mottagare",
  set: (agency?: string): string => `/mottagare/ange${agency === undefined ? "" : `?myndighet=${encodeURIComponent(agency)}`}`,
} as const;

/** Where the municipality sends what it has signed: of staff alone. */
export const sendingLinks = {
  page: (setId: string): string => `${surveysPath}/${setId}/skicka`,
  addressee: (setId: string): string => `${surveysPath}/${setId}/mottagare`,
  keepReceipt: (setId: string): string => `${surveysPath}/${setId}/spara-kvitto`,
  send: (setId: string): string => `${surveysPath}/${setId}/skicka-nu`,
  sealed: (setId: string): string => `${surveysPath}/${setId}/leverans.json`,
} as const;
