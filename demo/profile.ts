// What one municipality is like: how often it talks with children, how many times, why not, and what it does with what they say.
import type { CodeOf } from "../src/platform/database/generated.ts";
import { drawShares, infeasibility } from "./joint.ts";
import type { Shares } from "./joint.ts";
import { hashText, Random, weightedAt } from "./random.ts";
import { ageGroups, phases, published } from "./tables.ts";
import type { AgeGroup, Phase } from "./tables.ts";

/** Which conversations a child has in a phase. */
export type Participation = "none" | "individual" | "guardian" | "both";
export type Reason = CodeOf<"extract.missed_conversation.reason">;

export type PhaseProfile = {
  /** Per age group: how likely each kind of participation is. */
  readonly chances: Readonly<Record<AgeGroup, readonly (readonly [Participation, number])[]>>;
  /** Per age group: the number of conversations that is usual, 1–4. */
  readonly usual: Readonly<Record<AgeGroup, number>>;
  /** Individual (with guardian) conversations begin and end the phase, so that no period misses them: "100 per cent" municipalities. */
  readonly everyone: { readonly individual: boolean; readonly guardian: boolean; readonly either: boolean };
};

export type Profile = {
  readonly phase: Readonly<Record<Phase, PhaseProfile>>;
  readonly reasons: readonly (readonly [Reason, number])[];
  /** Share 0 … 1 of open interventions where what the child said was used (passed on); undefined = not recorded. */
  readonly used: number | undefined;
  readonly passedOn: number | undefined;
  /** Share of children that are told what was decided. */
  readonly told: number;
  /** Share of investigations that need more than four months. */
  readonly late: number;
  readonly units: readonly string[];
};

// Share of the children in each phase by age group, measured on the demo itself (lives.test.ts keeps it honest).
const ageMix: Readonly<Record<Phase, readonly [number, number, number]>> = {
  utredning: [0.16, 0.565, 0.275],
  planering: [0.1, 0.6, 0.3],
  uppföljning: [0.1, 0.6, 0.3],
};

// Small children are more seldom seen alone and more often not at all; the oldest are more often seen alone.
const lean: Readonly<Record<Participation, readonly [number, number, number]>> = {
  none: [4.5, 1, 0.9],
  individual: [0.4, 1, 1.8],
  guardian: [2.5, 1, 0.6],
  both: [0.05, 1, 0.8],
};
const kinds: readonly Participation[] = ["none", "individual", "guardian", "both"];

// A period cuts off conversations that were held before its first or after its last day. These shares of the target are lost
// (measured), and made up for beforehand.
const lost: Readonly<Record<Phase, { individual: number; guardian: number; none: number }>> = {
  utredning: { individual: 0.1, guardian: 0.1, none: 0.05 },
  planering: { individual: 0.03, guardian: 0.03, none: 0.03 },
  uppföljning: { individual: 0.09, guardian: 0.09, none: 0.08 },
};

/**
 * The municipality's profile: the same for the same seed and code. `place` is its place in the list of municipalities: the places
 * are spread evenly over the published distributions (a Kronecker sequence), so that a nation resembles them closely.
 */
export function profileOf(seed: number, code: string, place: number): Profile {
  const random = new Random(seed, hashText(code), 1);
  const spread = new Random(seed, 2);
  const even = (irrational: number) => (spread.unit() + place * irrational) % 1;
  const steps = [0.6180339887, 0.7548776662, 0.569840291] as const;
  const phase = Object.fromEntries(
    phases.map((name, n) => [
      name,
      phaseProfile(name, even(steps[n] ?? 0.618), [even(0.4142135624), even(0.7320508076), even(0.2360679775)], random),
    ]),
  ) as Record<Phase, PhaseProfile>;
  return {
    phase,
    reasons: reasonWeights(even(0.3027756377)),
    used: shareUsed(random),
    passedOn: shareUsed(random),
    told: random.between(0.55, 0.95),
    late: random.between(0.02, 0.15),
    units: random.chance(0.5) ? ["Mottagning", "Utredning", "Öppenvård"] : ["Barn och unga 1", "Barn och unga 2", "Mottagning"],
  };
}

function phaseProfile(phase: Phase, u: number, usualAt: readonly number[], random: Random): PhaseProfile {
  const shares = drawShares(phase, u, random);
  const everyone = { individual: shares.individual === 1, guardian: shares.withGuardian === 1, either: shares.none === 0 };
  const target = makeUp(phase, shares);
  const mix = ageMix[phase];
  // Tables 5–6: in many municipalities no child under 5 is talked with. Possible only where enough children have no conversation.
  const zeroShare = (published.usualNumber["0-4"][phase][0] ?? 0) / 100;
  const room = published.none[phase].reduce((sum, x, n) => sum + (n > 0 ? x : 0), 0) / 100;
  const noSmall = target.none > 0 && (usualAt[0] ?? 0) < zeroShare / room;
  if (noSmall) target.none = Math.max(target.none, Math.min(mix[0] * 1.02, 1 - Math.max(target.individual, target.withGuardian)));
  const chances = byAge(target, mix, noSmall);
  const usual = Object.fromEntries(ageGroups.map((age, n) => [age, usualNumber(phase, age, usualAt[n] ?? 0, chances[age])])) as Record<
    AgeGroup,
    number
  >;
  return { chances, usual, everyone };
}

function makeUp(phase: Phase, shares: Shares): Shares {
  const grow = (share: number, loss: number) => (share === 0 ? 0 : Math.min(1, share / (1 - loss)));
  const target = {
    individual: grow(shares.individual, lost[phase].individual),
    withGuardian: grow(shares.withGuardian, lost[phase].guardian),
    none: shares.none === 1 ? 1 : Math.max(0, (shares.none - lost[phase].none) / (1 - lost[phase].none)),
  };
  // Keep the three possible together.
  target.none = Math.min(target.none, 1 - Math.max(target.individual, target.withGuardian));
  if (infeasibility(target) > 0) target.none = 1 - target.individual - target.withGuardian;
  return target;
}

/** Spreads a municipality's shares over the age groups: keeps the shares in all, leans by age. */
function byAge(target: Shares, mix: readonly [number, number, number], noSmall: boolean): PhaseProfile["chances"] {
  const { individual: i, withGuardian: g, none: n } = target;
  const column: Readonly<Record<Participation, number>> = {
    none: n, individual: Math.max(0, 1 - n - g), guardian: Math.max(0, 1 - n - i), both: Math.max(0, i + g + n - 1),
  }; // prettier-ignore
  const cells = kinds.map((kind) =>
    mix.map((share, age) => (noSmall && age === 0 && kind !== "none" ? 0 : column[kind] * share * (lean[kind][age] ?? 1))),
  );
  for (let round = 0; round < 60; round++) {
    cells.forEach((row, k) => scale(row, column[kinds[k] ?? "none"]));
    mix.forEach((share, age) => {
      const sum = cells.reduce((total, row) => total + (row[age] ?? 0), 0);
      for (const row of cells) row[age] = sum > 0 ? ((row[age] ?? 0) * share) / sum : 0;
    });
  }
  return Object.fromEntries(
    ageGroups.map((age, a) => [age, kinds.map((kind, k) => [kind, cells[k]?.[a] ?? 0] as const)]),
  ) as unknown as PhaseProfile["chances"];
}

function scale(row: number[], target: number): void {
  const sum = row.reduce((total, x) => total + x, 0);
  if (sum > 0) row.forEach((x, n) => (row[n] = (x * target) / sum));
}

/** The usual number of conversations 1–4: from the tables, but never 1 where most children have both forms. */
function usualNumber(phase: Phase, age: AgeGroup, u: number, chances: readonly (readonly [Participation, number])[]): number {
  const share = (kind: Participation) => chances.find(([name]) => name === kind)?.[1] ?? 0;
  const met = share("individual") + share("guardian") + share("both");
  const mostlyBoth = met > 0 && share("both") / met > 0.46;
  const [, ...counts] = published.usualNumber[age][phase];
  const pairs = counts.map((weight, n) => [n + 1, weight] as const);
  // Those that can have 1 are fewer than those that should (planning, follow-up), so they have it.
  const once = phase === "utredning" && age !== "0-4" ? 1 : 12;
  return weightedAt(
    pairs.map(([n, weight]) => [n, n > 1 ? weight : mostlyBoth ? 0 : weight * once] as const),
    u,
  );
}

// Table 11 gives how many municipalities name each reason among their three most common. Those printed sum to 269 of 300;
// the rest is ours: "annat" 27, "brist på stöd från ledningen" 4.
const reasonShares: readonly (readonly [Reason, number])[] = [
  ["låg ålder", 0.89], ["annat", 0.27], ["vårdnadshavare samtycker inte", 0.52], ["funktionsnedsättning", 0.23], ["tidsbrist", 0.07],
  ["barnet vill inte", 0.81], ["inställt", 0.17], ["brist på stöd från ledningen", 0.04],
]; // prettier-ignore

/** Picks the municipality's three common reasons so that each is picked exactly as often as its share (systematic sampling). */
function reasonWeights(u: number): (readonly [Reason, number])[] {
  const common = new Set<Reason>();
  let sum = 0;
  for (const [reason, share] of reasonShares) {
    if (Math.floor(sum + share - u) > Math.floor(sum - u)) common.add(reason);
    sum += share;
  }
  let place = 0;
  const ranked = [...reasonShares].sort((a, b) => b[1] - a[1]);
  return ranked.map(([reason]) => [reason, common.has(reason) ? ([0.36, 0.3, 0.24][place++] ?? 0.2) : 0.012] as const);
}

/** Question 14: about a quarter cannot tell; of the rest most say all or more than half (diagram 1, text). */
function shareUsed(random: Random): number | undefined {
  const kind = random.weighted([
    ["unknown", 25],
    ["all", 42],
    ["most", 25],
    ["half", 4],
    ["few", 4],
  ] as const);
  if (kind === "unknown") return undefined;
  if (kind === "all") return 1;
  return kind === "most" ? random.between(0.65, 0.95) : kind === "half" ? 0.5 : random.between(0.1, 0.35);
}
