import { codes } from "../../platform/database/generated.ts";

/** What a publication may be, in the words of the database. */
export const publicationForms = codes["survey.publication.form"];
export type PublicationForm = (typeof publicationForms)[number];

export const publicationContents = codes["survey.publication.contents"];
export type PublicationContents = (typeof publicationContents)[number];

/** What is published of one open question. */
export const ofCodes = "öppna svar efter kod" satisfies PublicationContents;
