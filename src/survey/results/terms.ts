/** What a publication may be, in the words of the database. */
export const publicationForms = ["som tryckt", "skyddad"] as const;
export type PublicationForm = (typeof publicationForms)[number];

export const publicationContents = ["alla tabeller", "också efter kön och ålder", "bara efter kön och ålder"] as const;
export type PublicationContents = (typeof publicationContents)[number];
