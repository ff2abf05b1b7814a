import { codes } from "../../../platform/database/generated.ts";

/** In full, or what a guardian may have. */
export const extractVersions = codes["intake.journal_extract.version"];
/** Whether a guardian sees who reported. */
export const reporterChoices = codes["intake.journal_extract.reporter"];
/** What a child of fifteen or more says of a guardian's getting an extract. */
export const childViews = codes["intake.journal_extract.child_view"];

/** How long an extract can be fetched after it was made, in minutes: the file is not kept. */
export const FETCHED_WITHIN_MINUTES = 60;
