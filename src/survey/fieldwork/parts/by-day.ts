import { addDays } from "../../../platform/basics/dates.ts";
import { madePart, missingPart, percentOf } from "../part.ts";
import type { Part } from "../part.ts";
import type { Sending, UnitStanding } from "../read-fieldwork.ts";

/** The days of a round. */
export type Days = { readonly opensOn: string; readonly lastDay: string; readonly closesOn: string; readonly today: string };

/** A day of the fieldwork, and what came in and was sent on it. */
export type FieldworkDay = {
  readonly on: string;
  readonly received: number;
  readonly signed: number;
  /** Units that had answered when the day was over. */
  readonly answered: number;
  readonly sendings: readonly Sending[];
};

const told = {
  id: "dagar",
  title: "Svar per dag",
  stub: "Dag",
  how: "En enhet räknas den dag då dess första leverans kom in; ett ändrat svar räknas inte en gång till. Underskrivna är de första leveranserna efter den dag då de skrevs under hos kommunen, som kan vara en tidigare dag än den då de togs emot. Dagar är svenska. Svarsfrekvensen är enheter som har svarat av alla tillfrågade.",
  columns: [
    ["Mottagna", "antal"],
    ["Underskrivna", "antal"],
    ["Svarat hittills", "antal"],
    ["Svarsfrekvens (%)", "procent"],
    ["Skickat", "text"],
  ],
} as const;

/** More days than a round lasts: what is older is one row. */
const mostDays = 400;

/** The days from the round's first to today or its closing day. Errors: none. */
export function fieldworkDays(
  units: readonly UnitStanding[],
  sendings: readonly Sending[],
  { opensOn, closesOn, today }: Days,
): FieldworkDay[] {
  const end = today < closesOn ? today : closesOn;
  const receivedOn = countBy(units, ({ receivedOn }) => receivedOn);
  const signedOn = countBy(units, ({ signedOn }) => signedOn);
  const days: FieldworkDay[] = [];
  let answered = 0;
  for (let on = opensOn; on <= end && days.length < mostDays; on = addDays(on, 1)) {
    const received = receivedOn.get(on) ?? 0;
    answered += received;
    days.push({ on, received, signed: signedOn.get(on) ?? 0, answered, sendings: sendings.filter((one) => one.on === on) });
  }
  return days;
}

/** Answers day by day: what was received, what was signed, and what was sent. */
export function byDay(units: readonly UnitStanding[], sendings: readonly Sending[], days: Days): Part {
  if (days.today < days.opensOn) return missingPart(told, `Enkäten öppnar ${days.opensOn}.`);
  const made = fieldworkDays(units, sendings, days);
  const rows = made.map((day) => ({
    label: day.on,
    values: [day.received, day.signed, day.answered, percentOf(day.answered, units.length), sentInWords(day.sendings)],
  }));
  const within = new Set(made.map(({ on }) => on));
  const outside = (pick: (unit: UnitStanding) => string | null) =>
    units.filter((unit) => pick(unit) !== null && !within.has(pick(unit) ?? "")).length;
  const [unsigned, unreceived] = [outside(({ signedOn }) => signedOn), outside(({ receivedOn }) => receivedOn)];
  return madePart(told, rows, {
    notes: [
      `Sista svarsdagen är ${days.lastDay}. Sena svar tas emot till och med ${days.closesOn}.`,
      ...(unsigned > 0 ? [`${unsigned} första leveranser är underskrivna en annan dag än dem i tabellen.`] : []),
      ...(unreceived > 0 ? [`${unreceived} första leveranser är mottagna en annan dag än dem i tabellen.`] : []),
    ],
  });
}

/** "Inbjudan till 303 enheter". */
export const sentInWords = (sendings: readonly Sending[]): string =>
  sendings
    .map(
      ({ reminder, units }) =>
        `${reminder === 0 ? "Inbjudan" : `Påminnelse ${reminder}`} till ${units === 1 ? "1 enhet" : `${units} enheter`}`,
    )
    .join(", ");

function countBy<One>(list: readonly One[], pick: (one: One) => string | null): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of list) {
    const key = pick(one);
    if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
