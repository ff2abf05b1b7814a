/** What is asked when an entry is corrected. */
import { about } from "../../platform/core/about.ts";
import { optionalText, requiredText } from "../../platform/core/fields.ts";

/** The longest text that an entry has, in signs. */
export const longestInstead = 50_000;

export const correctionWords = {
  instead: about(optionalText(longestInstead), {
    label: "Så ska det stå",
    hint: "Skriv inte in något som vårdnadshavare inte får ta del av: det står för sig.",
    journal: "Rättat",
    rows: 8,
    optional: false,
  }),
  why: about(requiredText("vad som var fel, och varför", 2000), {
    label: "Vad var fel, och varför?",
    hint: "Det här läser den som undrar varför det är rättat.",
    quiet: "stands beside the entry, on the page of its corrections",
    rows: 3,
  }),
} as const;
