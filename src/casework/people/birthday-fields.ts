import { about } from "../../platform/core/about.ts";
import { requiredDate, requiredText } from "../../platform/core/fields.ts";

/** What was done before a birthday that changes something. */
export const birthdayFields = {
  preparedOn: about(requiredDate("vilken dag"), { label: "Dag", hint: "I dag är ifyllt.", past: true, start: "today" }),
  content: about(requiredText("vad som är gjort", 2000), {
    label: "Vad är gjort?",
    hint: "Vad barnet har fått veta, vad det tycker och vad ni har bestämt.",
    rows: 4,
  }),
} as const;
