import { forecastResponse, StatisticsError } from "@fortrogen/statistics";
import type { FieldDay } from "@fortrogen/statistics";
import { addDays } from "../../../platform/basics/dates.ts";
import { dayOffName } from "../../../platform/basics/working-days.ts";
import { madePart, missingPart, percentOf } from "../part.ts";
import type { Part } from "../part.ts";
import type { Sending, UnitStanding } from "../read-fieldwork.ts";
import type { Days } from "./by-day.ts";

/** The rate is that of the last ten working days: two weeks have seen each day of the week twice. */
const seenDays = 10;
/** Days that hold ten working days at least, at Christmas too. */
const longestBack = 40;

const told = {
  id: "prognos",
  title: "Prognos till sista svarsdagen",
  stub: "Prognos",
  how: "Takten är andelen av dem som väntade som svarade, sammanlagt under de senaste högst tio arbetsdagarna till och med i går; svar en ledig dag räknas till nästa arbetsdag. Prognosen är vad den takten ger av dem som inte har svarat under de arbetsdagar som är kvar: U(1 − (1 − h)^D). Intervallet är 95 procent och räknar med slumpen, med osäkerheten i takten och med att dagar skiljer sig åt mer än slumpen ger (överspridning, McCullagh & Nelder 1989). En påminnelse som inte är skickad än höjer takten och är inte medräknad. Ingen prognos görs med färre än fem arbetsdagar eller fem svar bakom sig.",
  columns: [
    ["Antal", "antal"],
    ["Svarsfrekvens (%)", "procent"],
  ],
} as const;

/** How many will have answered on the last day, with an interval, or why that cannot be said. */
export function forecast(units: readonly UnitStanding[], sendings: readonly Sending[], days: Days): Part {
  const { opensOn, lastDay, today } = days;
  if (today < opensOn) return missingPart(told, `Enkäten öppnar ${opensOn}.`);
  if (today > lastDay)
    return missingPart(
      told,
      `Sista svarsdagen har varit (${lastDay}). Vad som kommer in sent går inte att räkna fram av det som har varit.`,
    );
  const answered = units.filter(({ receivedOn }) => receivedOn !== null).length;
  const waiting = units.length - answered;
  if (waiting === 0) return missingPart(told, "Alla har svarat.");
  const seen = seenOf(units, days);
  const left = workingDaysLeft(today, lastDay);
  try {
    const found = forecastResponse(seen, waiting, left);
    const row = (label: string, count: number) => ({ label, values: [count, percentOf(count, units.length)] });
    return madePart(
      told,
      [
        row("Svarat hittills", answered),
        row("Väntas ha svarat", Math.round(answered + found.further)),
        row("Lägst", answered + found.lower),
        row("Högst", answered + found.upper),
      ],
      {
        notes: [
          `${left === 1 ? "1 arbetsdag är" : `${left} arbetsdagar är`} kvar. Takten de senaste ${seen.length} arbetsdagarna är ${words.format(100 * found.rate)} procent per dag av dem som väntar; dagarna skiljer sig åt ${words.format(found.dispersion)} gånger så mycket som slumpen ger.`,
          ...(sendings.some(({ on, reminder }) => reminder > 0 && on >= addDays(today, -2))
            ? ["En påminnelse är just skickad, och takten kan vara en annan nu."]
            : []),
        ],
      },
    );
  } catch (error) {
    if (!(error instanceof StatisticsError)) throw error;
    return missingPart(
      told,
      `Det har kommit in för lite för en prognos: den behöver minst fem arbetsdagar och fem svar bakom sig. Hittills är det ${seen.length} arbetsdagar.`,
    );
  }
}

const words = new Intl.NumberFormat("sv-SE", { maximumFractionDigits: 1 });

/** The last working days before today: who waited when each began, and who answered on it or on a day off before it. */
export function seenOf(
  units: readonly Pick<UnitStanding, "receivedOn">[],
  { opensOn, today }: Pick<Days, "opensOn" | "today">,
): FieldDay[] {
  const recently = addDays(today, -longestBack);
  const from = opensOn > recently ? opensOn : recently;
  const seen: FieldDay[] = [];
  let waiting = units.filter(({ receivedOn }) => receivedOn === null || receivedOn >= from).length;
  let answered = 0;
  for (let on = from; on < today; on = addDays(on, 1)) {
    answered += units.filter(({ receivedOn }) => receivedOn === on).length;
    if (dayOffName(on) !== null) continue;
    seen.push({ waiting, answered });
    waiting -= answered;
    answered = 0;
  }
  return seen.slice(-seenDays);
}

/** Working days from today to the last day, both counted. */
function workingDaysLeft(today: string, lastDay: string): number {
  let left = 0;
  for (let on = today; on <= lastDay; on = addDays(on, 1)) if (dayOffName(on) === null) left += 1;
  return left;
}
