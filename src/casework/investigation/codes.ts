/** Whether somebody concerned was told that an investigation is open; the codes of the database. */
export const informationOutcomes = ["informerad", "särskilda skäl"] as const;
