/** How a unit of a round stands, from the least to the most; what the view `survey.unit_standing` says. */
export const unitStates = ["inte inbjuden", "inbjuden", "påmind", "påbörjad", "levererad", "levererad sent"] as const;
export type UnitState = (typeof unitStates)[number];

/** True where nothing more is waited for. */
export const isDelivered = (state: UnitState): boolean => state === "levererad" || state === "levererad sent";
