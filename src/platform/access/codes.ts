/** The words that may stand in what access records: the same as in the database's checks. */
export const emergencyReasons = ["barnet kan behöva skydd nu", "jour eller beredskap", "ansvarig kan inte nås", "annat"] as const;

/** What a team leader has to look at afterwards. */
export const reviewKinds = [
  "flyttade det som kom in",
  "kan vara samma barn",
  "nådde tidigare ärenden",
  "nödöppning",
  "ovanlig sökning",
  "tog ansvar själv",
] as const;
export type ReviewKind = (typeof reviewKinds)[number];

/** What was found; "utreds vidare" leaves it on the list. */
export const reviewOutcomes = ["utan anmärkning", "utreds vidare", "obehörig åtkomst"] as const;

/** What a second person finds of a match between somebody who works here and a child or its guardian. */
export const familyOutcomes = ["egen familj", "inte egen familj"] as const;

/** Where the second person has looked. */
export const familySources = ["folkbokföringen", "kommunens personalregister", "uppgift från medarbetaren", "annat"] as const;
