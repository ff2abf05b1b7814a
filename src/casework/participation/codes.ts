/** The words that conversations are recorded in; the same as the database's CHECK constraints and the open extract. The steps and their reasons are in rules.ts. */
export const conversationForms = ["enskilt", "med vårdnadshavare", "observation"] as const;
export const conversationChannels = ["fysiskt", "digitalt", "telefon", "chatt", "sms"] as const;
export const conversationStatuses = ["genomfört", "erbjudet", "avböjt", "inställt"] as const;
export const understandings = ["ja", "delvis", "nej", "gick inte att bedöma"] as const;

export const stepOutcomes = ["gjort", "inte gjort"] as const;

/** Who may have taken part in a conversation beside the child and the caseworker. */
export const participantKinds = [
  "vårdnadshavare",
  "medhandläggare",
  "trygghetsperson",
  "tolk",
  "lärare eller skolpersonal",
  "annan",
] as const;

/** Aids that help the child to understand and be understood (seed 004, question 22). */
export const aidKinds = [
  "bildstöd",
  "samtalskort",
  "tolk",
  "teckenspråkstolk",
  "enkelt språk",
  "leksaker eller docka",
  "skriven information",
] as const;

/** Methods that are asked for nationally (seed 004, question 5); that one was used is recorded, never its items. */
export const methodKinds = [
  "ADAD",
  "FCS – Familjeklimat",
  "HOME",
  "iRiSk",
  "Jag tycker jag är",
  "PATRIARK",
  "SAVRY",
  "YLS/CMI",
  "annan metod om våld",
  "annat strukturerat arbetssätt",
] as const;
