import type { Words } from "./gate-words.ts";

/** The gates of an investigation's body. */
export const investigationGates: Readonly<Record<string, Words>> = {
  analysis_rests_on_something: {
    message: "Analysen vilar inte på någon uppgift.",
    hint: "Kryssa för vad barnet har sagt, eller vilka uppgifter, som analysen vilar på.",
    at: ["restsUpon"],
  },
  finding_of_a_guardian_says_which: { message: "Ange vilken vårdnadshavare det är.", hint: "Välj vårdnadshavaren.", at: ["personId"] },
  finding_of_others_says_who: {
    message: "Ange vem eller vad uppgiften kommer från.",
    hint: "Skriv till exempel rektor på skolan.",
    at: ["sourceName"],
  },
  finding_withheld_says_why: {
    message: "Ange varför vårdnadshavare inte får ta del av uppgiften.",
    hint: "Skriv skälet.",
    at: ["withheldReason"],
  },
  passage_withheld_says_why: {
    message: "Ange varför vårdnadshavare inte får ta del av texten.",
    hint: "Skriv skälet.",
    at: ["withheldReason"],
  },
};
