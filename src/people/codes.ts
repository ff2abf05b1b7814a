/** The words that may stand in guardianship: the same as in the database's checks. */
export const guardianKinds = ["vårdnadshavare", "särskilt förordnad vårdnadshavare", "tillfällig vårdnadshavare", "god man"] as const;
export type GuardianKind = (typeof guardianKinds)[number];

/** Where a confirmed guardianship was read: the population register, or what shows otherwise (6 kap. FB). */
export const guardianSources = [
  "folkbokföringen",
  "dom eller beslut av domstol",
  "avtal som socialnämnden har godkänt",
  "anmälan om gemensam vårdnad",
  "uppgift från någon",
] as const;
export type GuardianSource = (typeof guardianSources)[number];
