/** Everything that the page of a round's fieldwork says, in its order. Pure: the same units on the same day give the same parts. */
import type { Questionnaire } from "../questionnaires/questionnaire.ts";
import { walkForm } from "../questionnaires/skip.ts";
import { frameTable } from "./frame-table.ts";
import { missingPart } from "./part.ts";
import type { Part } from "./part.ts";
import { byDay } from "./parts/by-day.ts";
import type { Days } from "./parts/by-day.ts";
import { byGroup } from "./parts/by-group.ts";
import { earlyAgainstLate, frameComparison } from "./parts/compare.ts";
import { forecast } from "./parts/forecast.ts";
import { items } from "./parts/items.ts";
import { propensity } from "./parts/propensity.ts";
import { summary } from "./parts/summary.ts";
import type { Sending, UnitStanding } from "./read-fieldwork.ts";

/** `form` is null where the program no longer has the questionnaire that the round asks: what follows of the answers is then not made. */
export function makeParts(form: Questionnaire | null, units: readonly UnitStanding[], sendings: readonly Sending[], days: Days): Part[] {
  const frame = frameTable(units);
  const answered = units.flatMap(({ receivedOn, answers }) =>
    form === null || receivedOn === null || answers === null ? [] : [{ receivedOn, walked: walkForm(form, answers) }],
  );
  return [
    summary(units),
    byDay(units, sendings, days),
    forecast(units, sendings, days),
    ...byGroup(units, frame),
    ...frameComparison(units, frame),
    ...propensity(units, frame),
    ...(form === null
      ? [noForm]
      : [
          ...items(
            form,
            answered.map(({ walked }) => walked),
          ),
          earlyAgainstLate(form, answered, sendings),
        ]),
  ];
}

const noForm = missingPart(
  { id: "fragor", title: "Partiellt bortfall, fråga för fråga", stub: "Fråga", how: "", columns: [] },
  "Programmet har en annan version av formuläret än den som omgången ställer.",
);
