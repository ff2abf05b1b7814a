// When an intervention is followed up, and what of it is measured each time (individbaserad systematisk uppföljning).
import type { CodeOf } from "../../src/platform/database/generated.ts";
import { weekday } from "../calendar.ts";
import type { Intervention, Life } from "./types.ts";

export const firstFollowUpAfter = 42;
const followUpEvery = 77;

/** The first follow-up, and those after it up to the ending or the day; the last may lie ahead. */
export function followUpDays(one: Intervention, life: Life, until: number): number[] {
  if (one.startedOn === undefined) return [];
  const days: number[] = [];
  let day = weekday(one.startedOn + firstFollowUpAfter + (life.number % 11));
  while (day < (one.endedOn ?? until + 1)) {
    days.push(day);
    day = weekday(day + followUpEvery + ((life.number * 5) % 14));
  }
  days.push(day);
  return days;
}

export const instrument = "SDQ";
/** Every so many children are followed up with an instrument, from the first time on. */
const measuredEvery = 3;
type Measured = {
  readonly measured: readonly CodeOf<"intervention.follow_up.measured">[];
  readonly with: string | null;
  readonly before: string | null;
  readonly now: string | null;
  readonly use: readonly CodeOf<"intervention.follow_up.measured_use">[];
};

/** What the follow-up with that place in the row measures: first the needs, then what has become of them. */
export function measuredAt(one: Intervention, life: Life, place: number): Measured {
  if (one.placement || life.number % measuredEvery !== 0) return { measured: [], with: null, before: null, now: null, use: [] };
  const before = 12 + (life.number % 9);
  if (place === 0)
    return {
      measured: ["problem och behov", "stöd och insatser"],
      with: instrument,
      before: null,
      now: `${before} poäng`,
      use: ["planering"],
    };
  return {
    measured: ["stöd och insatser", "resultat"],
    with: instrument,
    before: `${before} poäng`,
    now: `${before - (place % 2) * 3} poäng`,
    use: ["samtal med barnet", "sammanställning"],
  };
}

/** The latest day on which each was measured, as an extract tells it; undefined where it was not. */
export function measuredOn(
  one: Intervention,
  life: Life,
  until: number,
): Readonly<Record<"need" | "support" | "result", number | undefined>> {
  const done = followUpDays(one, life, until)
    .filter((day) => day <= until && (one.endedOn === undefined || day < one.endedOn))
    .map((day, place) => ({ day, measured: measuredAt(one, life, place).measured }));
  const last = (kind: CodeOf<"intervention.follow_up.measured">) => done.findLast(({ measured }) => measured.includes(kind))?.day;
  return { need: last("problem och behov"), support: last("stöd och insatser"), result: last("resultat") };
}

const structured = ["iRiSk", "Jag tycker jag är", "annat strukturerat arbetssätt"] as const;
const structuredEvery = 4;

/** The method of the form's that a conversation with the child was held with, in its code; undefined for most. */
export function structuredMethod(life: Life): CodeOf<"participation.conversation.methods"> | undefined {
  return life.number % structuredEvery === 0 ? structured[(life.number / structuredEvery) % structured.length] : undefined;
}
