// The investigation and what follows from it (20 kap. 3 § SoL: at most four months, longer only for special reasons).
import { ageOn, birthday, weekday } from "../calendar.ts";
import type { DemoMunicipality } from "../municipality.ts";
import { ageGroupOf } from "../tables.ts";
import type { Random } from "../random.ts";
import { intervene } from "./interventions.ts";
import { aside, drawForms, drawParticipation, missedReason, talk } from "./participation.ts";
import type { Tie } from "./participation.ts";
import type { Form, Intake, Investigation, Life, Outcome } from "./types.ts";

const outcomes: readonly (readonly [Outcome, number])[] = [
  ["öppen insats", 45], ["ingen insats behövs", 32], ["samtycke saknas", 8], ["placering SoL", 4.5], ["hänvisning", 4], ["flyttad", 2.2],
  ["ansökan LVU", 1.5], ["annat", 1.5], ["återtagen", 1], ["22 § LVU", 0.3],
]; // prettier-ignore
/** Open interventions are rarer for the youngest. */
const outcomesSmall: readonly (readonly [Outcome, number])[] = [["öppen insats", 28], ["ingen insats behövs", 49], ...outcomes.slice(2)];

/** Opens the investigation that the intake leads to, and lives it through as far as the reference day. */
export function investigate(municipality: DemoMunicipality, life: Life, intake: Intake, random: Random): void {
  const { profile, referenceDay } = municipality;
  const startedOn = intake.decidedOn ?? intake.receivedOn;
  const isLate = random.chance(profile.late);
  const length = isLate ? random.whole(128, 210) : Math.round(116 - 92 * random.unit() ** 1.15);
  const end = Math.min(weekday(startedOn + length), birthday(life.birth, 18) + 60);
  const outcome = random.weighted(ageGroupOf(Math.min(17, ageOn(life.birth, startedOn))) === "0-4" ? outcomesSmall : outcomes);
  const hasEnded = end <= referenceDay;
  const place = life.investigations.length;
  const kind = drawParticipation(profile.phase.utredning, life, startedOn, random);
  const tellsOn = weekday(end + random.whole(0, 8));
  const isTold = random.chance(profile.told) && tellsOn <= referenceDay;
  const one: Investigation = {
    number: place + 1, intake: intake.number - 1, startedOn,
    endedOn: hasEnded ? end : undefined,
    extendedTo: isLate && end > startedOn + 123 && startedOn + 110 <= referenceDay ? end + random.whole(5, 25) : undefined,
    unit: random.pick(profile.units),
    outcome: hasEnded ? outcome : undefined,
    opinionDocumented: hasEnded ? kind !== "none" && random.chance(0.94) : undefined,
    opinionWeighed: hasEnded ? kind !== "none" && random.chance(0.82) : undefined,
    toldOn: hasEnded && isTold ? tellsOn : undefined,
  }; // prettier-ignore
  life.investigations.push(one);
  intake.investigation = place;
  const tie: Tie = { intake: undefined, investigation: place, intervention: undefined };
  converse(municipality, life, tie, startedOn, end, drawForms(profile.phase.utredning, kind, life, startedOn, random), random);
  if (kind === "none") silence(municipality, life, tie, startedOn, end, random);
  if (hasEnded && (outcome === "öppen insats" || outcome === "placering SoL")) intervene(municipality, life, place, end, random);
}

/** Whether everything in the life has come to its end. */
export function hasEnded(life: Life): boolean {
  return (
    life.intakes.every((one) => (one.type !== "anmälan" ? true : one.decidedOn !== undefined && one.protectionOn !== undefined)) &&
    life.investigations.every((one) => one.endedOn !== undefined) &&
    life.interventions.every((one) => one.endedOn !== undefined)
  );
}

/** Several conversations begin soon after the start and end just before the decision; a single one is anywhere between. */
function converse(
  municipality: DemoMunicipality,
  life: Life,
  tie: Tie,
  start: number,
  end: number,
  forms: readonly Form[],
  random: Random,
): void {
  const { everyone } = municipality.profile.phase.utredning;
  const isSharp = everyone.individual || everyone.guardian || everyone.either;
  const early = isSharp ? 0 : random.whole(1, 9),
    late = isSharp ? 0 : random.whole(1, 9);
  forms.forEach((form, n) => {
    const part = forms.length === 1 ? random.unit() : n / (forms.length - 1);
    const day = Math.round(start + early + part * Math.max(0, end - start - early - late));
    const heldOn = isSharp ? day : Math.min(end, weekday(day));
    if (heldOn <= municipality.referenceDay) talk(life, "utredning", tie, heldOn, form, random);
  });
  if (forms.length > 0 && random.chance(0.07)) {
    const day = weekday(start + 5);
    if (day <= Math.min(end, municipality.referenceDay))
      aside(life, "utredning", tie, day, { form: forms[0] ?? "enskilt", status: "inställt" }, random);
  }
}

function silence(municipality: DemoMunicipality, life: Life, tie: Tie, start: number, end: number, random: Random): void {
  const { referenceDay, profile } = municipality;
  const reason = missedReason(profile, life, start, random);
  const day = weekday(start + Math.round((end - start) * 0.4));
  if (day <= referenceDay && day <= end) {
    if (reason === "barnet vill inte") aside(life, "utredning", tie, day, { form: "enskilt", status: "avböjt" }, random);
    else if (reason === "inställt") aside(life, "utredning", tie, day, { form: "enskilt", status: "inställt" }, random);
    else if (reason === "låg ålder") aside(life, "utredning", tie, day, { form: "observation", status: "genomfört" }, random);
    else if (reason === "vårdnadshavare samtycker inte")
      aside(life, "utredning", tie, day, { form: "enskilt", status: "erbjudet" }, random);
  }
  if (end <= referenceDay) life.missed.push({ phase: "utredning", ...tie, reason });
}
