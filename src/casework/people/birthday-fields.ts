import { about } from "../../platform/core/about.ts";
import { choice, requiredDate, requiredText } from "../../platform/core/fields.ts";
import { birthdayAges } from "./codes.ts";

/** What was done before a birthday that changes something. */
export const birthdayFields = {
  age: about(choice(birthdayAges, "vilken födelsedag"), { label: "Ålder som barnet fyller" }),
  preparedOn: about(requiredDate("vilken dag"), { label: "Dag", hint: "I dag är ifyllt.", past: true, start: "today" }),
  content: about(requiredText("vad som är gjort", 2000), {
    label: "Vad är gjort?",
    journal: "",
    hint: "Vad barnet har fått veta, vad det tycker och vad ni har bestämt.",
    rows: 4,
  }),
} as const;
