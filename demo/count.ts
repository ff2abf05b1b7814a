// Plain counting over the lives, by the counting rules of the open extract alone; for the tests and for docs/demo.md.
import { ageOn } from "./calendar.ts";
import type { Life } from "./lives/types.ts";
import { ageGroupOf, ageGroups, phases } from "./tables.ts";
import type { AgeGroup, Phase } from "./tables.ts";

type PhaseCount = {
  children: number;
  individual: number;
  withGuardian: number;
  none: number;
  byAge: Record<AgeGroup, number>;
  /** Number of conversations of each child with at least one. */
  conversations: Record<AgeGroup, number[]>;
  /** Children without conversation per reason. */
  reasons: Map<string, number>;
};
export type Count = Record<Phase, PhaseCount> & {
  open: { interventions: number; used: number; usedKnown: number; passedOn: number; passedOnKnown: number };
};

/** An empty count. */
export function emptyCount(): Count {
  const phase = (): PhaseCount => ({
    children: 0, individual: 0, withGuardian: 0, none: 0, byAge: { "0-4": 0, "5-14": 0, "15-17": 0 },
    conversations: { "0-4": [], "5-14": [], "15-17": [] }, reasons: new Map(),
  }); // prettier-ignore
  return {
    utredning: phase(),
    planering: phase(),
    uppföljning: phase(),
    open: { interventions: 0, used: 0, usedKnown: 0, passedOn: 0, passedOnKnown: 0 },
  };
}

/** Adds one child to the count of the period (days, both included). */
export function countLife(count: Count, life: Life, from: number, to: number): void {
  for (const phase of phases) {
    const ties = tiesInPeriod(life, phase, from, to);
    if (ties.size === 0) continue;
    const age = ageOn(life.birth, Math.min(...ties.values()));
    if (age < 18) addChild(count[phase], life, phase, ties, ageGroupOf(age), from, to);
  }
  for (const one of life.interventions) {
    if (one.placement || one.grantedOn < from || one.grantedOn > to || ageOn(life.birth, one.grantedOn) >= 18) continue;
    count.open.interventions++;
    if (one.used !== undefined) count.open.usedKnown++;
    if (one.used === "ja" || one.used === "delvis") count.open.used++;
    if (one.passedOn !== undefined) count.open.passedOnKnown++;
    if (one.passedOn === "ja" || one.passedOn === "delvis") count.open.passedOn++;
  }
}

/** What puts the child in the population, and the first day in the period on which it does. */
function tiesInPeriod(life: Life, phase: Phase, from: number, to: number): Map<number, number> {
  const ties = new Map<number, number>();
  if (phase === "utredning") {
    life.investigations.forEach((one, place) => {
      if (one.startedOn <= to && (one.endedOn === undefined || one.endedOn >= from)) ties.set(place, Math.max(one.startedOn, from));
    });
    return ties;
  }
  life.interventions.forEach((one, place) => {
    if (!one.placement && one.grantedOn >= from && one.grantedOn <= to) ties.set(place, one.grantedOn);
  });
  return ties;
}

function addChild(count: PhaseCount, life: Life, phase: Phase, ties: Map<number, number>, group: AgeGroup, from: number, to: number): void {
  const tied = (one: { phase: string; investigation: number | undefined; intervention: number | undefined }) =>
    one.phase === phase && ties.has((phase === "utredning" ? one.investigation : one.intervention) ?? -1);
  const held = life.conversations.filter(
    (one) => tied(one) && one.status === "genomfört" && one.form !== "observation" && one.heldOn >= from && one.heldOn <= to,
  );
  count.children++;
  count.byAge[group]++;
  if (held.some((one) => one.form === "enskilt")) count.individual++;
  if (held.some((one) => one.form === "med vårdnadshavare")) count.withGuardian++;
  if (held.length > 0) return void count.conversations[group].push(held.length);
  count.none++;
  const reasons = new Set(life.missed.filter(tied).map((one) => one.reason));
  for (const reason of reasons) count.reasons.set(reason, (count.reasons.get(reason) ?? 0) + 1);
}

/** The median, rounded up: 1, 2, …; undefined for fewer than seven numbers. */
function shownMedian(numbers: readonly number[]): number | undefined {
  if (numbers.length < 7) return undefined;
  const sorted = [...numbers].sort((a, b) => a - b);
  const low = sorted[(sorted.length - 1) >> 1] ?? 0,
    high = sorted[sorted.length >> 1] ?? 0;
  return Math.ceil((low + high) / 2);
}

/** The three most common reasons among at least seven children without conversation; undefined for fewer. */
function commonReasons(count: PhaseCount): string[] | undefined {
  if (count.none < 7 || count.reasons.size === 0) return undefined;
  return [...count.reasons]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 3)
    .map(([reason]) => reason);
}

/** Per cent of municipalities per interval, answer and reason, as in the published tables. */
export type Distribution = {
  individual: Record<Phase, number[]>;
  withGuardian: Record<Phase, number[]>;
  none: Record<Phase, number[]>;
  usualNumber: Record<AgeGroup, Record<Phase, number[]>>;
  reasons: Record<string, number>;
};

/** The distribution over the municipalities' counts, to set beside the published tables. Those that cannot answer are left out, as there. */
export function distributionOf(counts: readonly Count[], intervalOf: (share: number) => number): Distribution {
  const perPhase = (pick: (count: PhaseCount) => number | undefined, size: number) =>
    Object.fromEntries(
      phases.map((phase) => [
        phase,
        percent(
          counts.map((count) => pick(count[phase])),
          size,
        ),
      ]),
    ) as Record<Phase, number[]>;
  const share = (key: "individual" | "withGuardian" | "none") =>
    perPhase((count) => (count.children < 7 ? undefined : intervalOf(count[key] / count.children)), 6);
  const usual = (age: AgeGroup) =>
    perPhase((count) => {
      const median = shownMedian(count.conversations[age]);
      if (median !== undefined) return Math.min(4, median);
      return count.byAge[age] >= 7 && count.conversations[age].length === 0 ? 0 : undefined;
    }, 5);
  const named = counts.map((count) => commonReasons(count.utredning)).filter((names) => names !== undefined);
  const reasons: Record<string, number> = {};
  for (const names of named) for (const name of names) reasons[name] = (reasons[name] ?? 0) + 100 / named.length;
  return {
    individual: share("individual"), withGuardian: share("withGuardian"), none: share("none"),
    usualNumber: Object.fromEntries(ageGroups.map((age) => [age, usual(age)])) as Distribution["usualNumber"], reasons,
  }; // prettier-ignore
}

function percent(places: readonly (number | undefined)[], size: number): number[] {
  const known = places.filter((place) => place !== undefined);
  const result = Array<number>(size).fill(0);
  for (const place of known) result[place] = (result[place] ?? 0) + 100 / known.length;
  return result;
}
