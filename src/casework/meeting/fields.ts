import { about } from "../../platform/core/about.ts";
import { capital } from "../../platform/basics/text.ts";
import { choice, requiredDate, requiredText, requiredTime } from "../../platform/core/fields.ts";
import type { FieldProblem } from "../../platform/basics/result.ts";
import { meetingLengths, meetingWays } from "./codes.ts";
import { lengthWords, momentOn } from "./rules.ts";

/** When and where a meeting is, as forms ask it. */
export const whenFields = {
  day: about(requiredDate("vilken dag"), { label: "Dag" }),
  time: about(requiredTime("klockslag"), { label: "Klockslag" }),
  minutes: about(choice(meetingLengths, "hur lång tid"), {
    label: "Hur länge?",
    words: Object.fromEntries(meetingLengths.map((value) => [value, capital(lengthWords(Number(value)))])),
    as: "list",
    start: { code: "60" },
  }),
  way: about(choice(meetingWays, "hur ni möts"), { label: "Hur möts ni?", term: "Hur", inline: true, start: { code: "besök" } }),
  place: about(requiredText("var, eller länk eller nummer", 300), {
    label: "Var?",
    term: "Var",
    hint: "Adress och rum, länk till videosamtalet, eller vilket nummer ni ringer. Det står i allas kallelser: skriv ingen adress som någon av dem inte får veta.",
  }),
};

/** The moment that was typed, in Sweden, and what is wrong with it: the clock may skip it, or it may have been. */
export function readMoment(
  { day, time }: { readonly day: string; readonly time: string },
  now: Date,
): { readonly moment: Date | undefined; readonly faults: readonly FieldProblem[] } {
  const moment = momentOn(day, time);
  if (!moment) return { moment, faults: [{ field: "time", message: "Klockan ställs fram den natten. Välj en tid som finns." }] };
  if (moment > now) return { moment, faults: [] };
  return { moment, faults: [{ field: "day", message: "Tiden har redan varit. Välj en dag och ett klockslag som kommer." }] };
}
