export { OPEN_TYPES as openInterventionTypes } from "../decision/intervention-types.ts";

export const recipients = ["barnet", "vårdnadshavare", "familjen"] as const;
export const provisions = ["egen", "annan kommun", "enskild"] as const;
export const passedOn = ["ja", "delvis", "nej"] as const;

/** The child has asked for it: then what was not passed on is not shown to guardians either. */
export const CHILD_ASKED = "barnet har bett oss att inte berätta";

/** Why what the child said was not passed on in full (seed 004, question 14a, and its comments). */
export const reasonsNotPassedOn = [
  "saknar samtycke från vårdnadshavaren",
  "saknar samtycke från barnet",
  "sekretess mellan verksamheter",
  CHILD_ASKED,
  "inget att föra vidare",
  "annat",
] as const;

export const carriedOut = ["ja", "delvis", "nej"] as const;
export const goalAttainments = ["uppnått helt", "uppnått delvis", "inte uppnått", "försämrats"] as const;
export const followUpAttainments = [...goalAttainments, "för tidigt att säga"] as const;
export const changesNeeded = ["nej", "ändrad insats", "utökad insats", "avsluta"] as const;
