import { about } from "../../platform/core/about.ts";
import { choice, optionalChoice, requiredDate, requiredText } from "../../platform/core/fields.ts";
import { codes } from "../../platform/database/generated.ts";
import { readWhere } from "./person-fields.ts";

export const doubleOutcomes = codes["people.double_outcome.outcome"];

/** Whose words hold for both: the one that the address names first, or the other. */
export const leading = ["första", "andra"] as const;

/** Whether two children are one: who found so is whoever is signed on. */
export const doubleFields = {
  outcome: about(choice(doubleOutcomes, "om det är samma barn"), {
    quiet: "shown with the children",
    label: "Är det samma barn?",
    words: { samma: "Ja, det är samma barn", "inte samma": "Nej, det är två olika barn" },
    hints: {
      samma: "Uppgifterna följs åt i båda ärendena. Journalerna står kvar som de är skrivna.",
      "inte samma": "De föreslås inte igen.",
    },
  }),
  leads: about(optionalChoice(leading), {
    quiet: "shown with the children",
    label: "Vilka uppgifter gäller?",
    hint: "Namn, födelsedag, kön och nummer. Det som stod före finns kvar bland tidigare uppgifter.",
    when: { field: "outcome", is: ["samma"] },
    needed: "Välj vilka uppgifter som gäller.",
  }),
  decidedOn: about(requiredDate("vilken dag det avgjordes"), {
    quiet: "shown with the children",
    label: "Dag det avgjordes",
    start: "today",
    past: true,
  }),
  reason: about(requiredText("varför", 2000), {
    label: "Varför?",
    hint: "Är det samma barn syns texten i båda ärendena. Skriv inget om varför barnet är känt.",
    rows: 3,
    journal: "Skäl",
  }),
  ...readWhere,
} as const;
