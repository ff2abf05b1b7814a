import { choice, requiredDate, requiredText, requiredTime } from "../../platform/core/fields.ts";
import type { FieldProblem } from "../../platform/basics/result.ts";
import { meetingLengths, meetingWays } from "./codes.ts";
import { momentOn } from "./rules.ts";

/** When and where a meeting is, as forms ask it. */
export const whenFields = {
  day: requiredDate("vilken dag"),
  time: requiredTime("klockslag"),
  minutes: choice(meetingLengths, "hur lång tid"),
  way: choice(meetingWays, "hur ni möts"),
  place: requiredText("var, eller länk eller nummer", 300),
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
