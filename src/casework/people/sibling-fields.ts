import { about } from "../../platform/core/about.ts";
import { choice } from "../../platform/core/fields.ts";
import { codes } from "../../platform/database/generated.ts";
import { readWhere } from "./person-fields.ts";

export const kinships = codes["people.sibling_answer.kinship"];

/** What a child of the same report is to the child of the case. */
export const siblingAnswerFields = {
  kinship: about(choice(kinships, "om de är syskon"), {
    quiet: "shown among the relations",
    label: "Är barnen syskon?",
    words: { syskon: "Ja, syskon", halvsyskon: "Ja, halvsyskon", "inte syskon": "Nej, inte syskon" },
  }),
  ...readWhere,
} as const;
