// Which conversations a child has in a phase, when, and why not. A municipality's profile decides how often (see profile.ts).
import { ageOn } from "../calendar.ts";
import type { Participation, PhaseProfile, Profile, Reason } from "../profile.ts";
import { weightedAt } from "../random.ts";
import type { Random } from "../random.ts";
import { ageGroupOf } from "../tables.ts";
import type { Channel, Conversation, ConversationPhase, Form, Life } from "./types.ts";

/** What the conversations of a phase are tied to. */
export type Tie = {
  readonly intake: number | undefined;
  readonly investigation: number | undefined;
  readonly intervention: number | undefined;
};

const channels: readonly (readonly [Channel, number])[] = [
  ["fysiskt", 86],
  ["digitalt", 6],
  ["telefon", 6],
  ["chatt", 2],
];
const methods = [
  [undefined, 60],
  ["Tejping", 8],
  ["Nallekort", 9],
  ["Bildstöd", 8],
  ["Skriv och rita", 10],
  ["Tre hus", 5],
] as const;

/** The kind of participation that this child has in a phase that begins on the day. */
export function drawParticipation(phase: PhaseProfile, life: Life, day: number, random: Random): Participation {
  return weightedAt(phase.chances[ageGroupOf(Math.min(17, ageOn(life.birth, day)))], random.unit());
}

/** The forms of a phase's conversations in order of time. */
export function drawForms(phase: PhaseProfile, kind: Participation, life: Life, day: number, random: Random): Form[] {
  if (kind === "none") return [];
  const usual = phase.usual[ageGroupOf(Math.min(17, ageOn(life.birth, day)))];
  let count = countFor(usual, kind === "both", random);
  const { everyone } = phase;
  if (everyone.either) count = Math.max(count, 2);
  if (kind !== "both")
    return Array<Form>(Math.max(count, everyone.individual || everyone.guardian ? 2 : 1)).fill(
      kind === "individual" ? "enskilt" : "med vårdnadshavare",
    );
  const first: Form = everyone.individual || (!everyone.guardian && random.chance(0.5)) ? "enskilt" : "med vårdnadshavare";
  const other: Form = first === "enskilt" ? "med vårdnadshavare" : "enskilt";
  const forms: Form[] = [first, other];
  // "100 per cent" needs the form at both ends of the phase; otherwise the third onwards as chance will.
  if (everyone.individual || everyone.guardian) forms.push(first);
  while (forms.length < count) forms.splice(1, 0, random.chance(0.55) ? first : other);
  if (everyone.individual && everyone.guardian)
    return ["enskilt", "med vårdnadshavare", ...forms.slice(2), "med vårdnadshavare", "enskilt"];
  return forms;
}

/** Why there was no conversation, as far as the child's age allows. */
export function missedReason(profile: Profile, life: Life, day: number, random: Random): Reason {
  const age = ageOn(life.birth, day);
  return random.weighted(profile.reasons.map(([reason, weight]) => [reason, weight * fits(reason, age, life)] as const));
}

/** Adds a conversation held on the day. */
export function talk(life: Life, phase: ConversationPhase, tie: Tie, heldOn: number, form: Form, random: Random): void {
  life.conversations.push({
    number: life.conversations.length + 1, phase, ...tie, heldOn, form, status: "genomfört",
    channel: random.weighted(channels), method: random.weighted(methods),
  }); // prettier-ignore
}

/** Adds what else belongs to a phase: an offer declined, a meeting cancelled, a small child observed. */
export function aside(
  life: Life,
  phase: ConversationPhase,
  tie: Tie,
  heldOn: number,
  what: Pick<Conversation, "form" | "status">,
  random: Random,
): void {
  life.conversations.push({
    number: life.conversations.length + 1,
    phase,
    ...tie,
    heldOn,
    ...what,
    channel: random.weighted(channels),
    method: undefined,
  });
}

function fits(reason: Reason, age: number, life: Life): number {
  if (reason === "låg ålder") return age < 4 ? 1.6 : age < 8 ? 1 : 0;
  if (reason === "barnet vill inte") return age < 4 ? 0 : age < 8 ? 2.2 : 4;
  if (reason === "funktionsnedsättning") return life.disability ? 2 : 0.7;
  return 1;
}

function countFor(usual: number, isBoth: boolean, random: Random): number {
  const u = random.unit();
  if (usual === 1) return isBoth ? (u < 0.85 ? 2 : 3) : u < 0.98 ? 1 : 2;
  if (usual === 2) return isBoth ? (u < 0.72 ? 2 : u < 0.95 ? 3 : 4) : u < 0.2 ? 1 : u < 0.85 ? 2 : 3;
  if (usual === 3) return u < 0.15 ? 2 : u < 0.7 ? 3 : 4;
  return u < 0.15 ? 3 : u < 0.6 ? 4 : u < 0.85 ? 5 : 6;
}
