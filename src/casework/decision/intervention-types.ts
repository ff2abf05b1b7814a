/** What can be granted, as the open extract names it. */

/** Interventions in open forms; "kontaktperson" is also contact family and, on its own ground, specially qualified contact person. */
export const OPEN_TYPES = [
  "kontaktperson",
  "stöd till barn enskilt",
  "stöd till barn i grupp",
  "familjebehandling",
  "föräldrastöd",
  "öppenvårdsprogram",
  "insats till våldsutövare",
  "annan öppen insats",
] as const;

/** Care in a private home that is not the child's own: only the board or a committee decides (SoL 30:6). */
export const PRIVATE_HOMES = ["familjehem", "nätverkshem", "jourhem"] as const;

/** Care and housing outside the home. */
export const CARE_TYPES = [...PRIVATE_HOMES, "stödboende", "HVB", "SiS", "skyddat boende"] as const;
