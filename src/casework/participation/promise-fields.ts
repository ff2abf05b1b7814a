/** The fields of a promise to the child and of what came of it, each said once. */
import { about } from "../../platform/core/about.ts";
import { choice, optionalText, requiredDate, requiredText, yesNo } from "../../platform/core/fields.ts";
import { codes } from "../../platform/database/generated.ts";

export const longestPromise = 1000;

export const promiseFields = {
  promise: about(requiredText("vad du har lovat", longestPromise), {
    label: "Vad har du lovat {barnet}?",
    hint: "Till exempel att ringa mormor. Det blir något att göra i arbetslistan den dagen.",
    rows: 2,
  }),
  promisedOn: about(requiredDate("vilken dag du lovade det"), {
    label: "När lovade du det?",
    hint: "I dag är ifyllt.",
    past: true,
    start: "today",
  }),
  promisedFor: about(requiredDate("vilken dag det ska vara gjort"), { label: "Vilken dag ska det vara gjort?" }),
  childAsks: about(yesNo(), { label: "Vill {barnet} veta hur det gick?", as: "box", words: { ja: "{barnet} vill veta hur det gick" } }),
} as const;

export const promiseOutcomeFields = {
  kept: about(choice(codes["participation.promise_outcome.kept"], "om löftet hölls"), { label: "Blev det av?", inline: true }),
  settledOn: about(requiredDate("vilken dag"), { label: "Dag", hint: "I dag är ifyllt.", past: true, start: "today" }),
  whatCame: about(requiredText("vad som blev av det"), { label: "Vad blev det av det?", journal: "", hint: "En mening räcker.", rows: 3 }),
  toldHow: about(optionalText(), {
    label: "Hur fick {barnet} veta det?",
    journal: "Barnet fick veta det",
    hint: "Behövs när {barnet} har bett om att få veta.",
    rows: 2,
    optional: "om barnet inte har bett om det",
  }),
} as const;
