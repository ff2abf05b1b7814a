/** The words of an extract of the journal; the same as the database's checks. */
export const extractVersions = ["fullständig", "vårdnadshavare"] as const;
/** Whether a guardian sees who reported. */
export const reporterChoices = ["visas", "utelämnas"] as const;
/** What a child of fifteen or more says of a guardian's getting an extract. */
export const childViews = ["samtycker", "vill inte", "har inte tillfrågats"] as const;

/** How long an extract can be fetched after it was made, in minutes: the file is not kept. */
export const FETCHED_WITHIN_MINUTES = 60;
