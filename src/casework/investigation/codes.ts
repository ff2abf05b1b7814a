import { codes } from "../../platform/database/generated.ts";

/** Whether somebody concerned was told that an investigation is open; the codes of the database. */
export const informationOutcomes = codes["investigation.opened_information.outcome"];
