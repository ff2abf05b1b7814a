// The intervention: granted, planned with the child, carried out, followed up, ended.
import { ageOn, birthday, weekday } from "../calendar.ts";
import type { DemoMunicipality } from "../municipality.ts";
import type { Random } from "../random.ts";
import { drawForms, drawParticipation, missedReason, talk } from "./participation.ts";
import type { Tie } from "./participation.ts";
import type { Amount, ConversationPhase, Form, Intervention, InterventionType, Life } from "./types.ts";

const endReasons = [
  ["behov tillgodosett", 55],
  ["barnet eller vårdnadshavaren avbröt", 18],
  ["annan insats", 12],
  ["flyttat", 6],
  ["annat", 5],
  ["annan huvudman", 2],
] as const;
const attainments = [
  ["uppnått helt", 34],
  ["uppnått delvis", 46],
  ["inte uppnått", 15],
  ["försämrats", 5],
] as const;
const reasonsNotPassedOn = [
  ["saknar samtycke från vårdnadshavaren", 30], ["inget att föra vidare", 25], ["barnet har bett oss att inte berätta", 20],
  ["sekretess mellan verksamheter", 15], ["saknar samtycke från barnet", 10],
] as const; // prettier-ignore

/** Adds the one or two interventions that an investigation ended with, and their planning and follow-up. */
export function intervene(municipality: DemoMunicipality, life: Life, investigation: number, grantedOn: number, random: Random): void {
  const placement = life.investigations[investigation]?.outcome === "placering SoL";
  const age = ageOn(life.birth, grantedOn);
  const types = placement ? [placementFor(age, random)] : openFor(age, random);
  for (const type of types) addIntervention(municipality, life, investigation, grantedOn, type, placement, random);
}

function addIntervention(
  municipality: DemoMunicipality,
  life: Life,
  investigation: number,
  grantedOn: number,
  type: InterventionType,
  placement: boolean,
  random: Random,
): void {
  const { referenceDay, profile } = municipality;
  const start = weekday(grantedOn + random.whole(6, 20));
  const grownUp = birthday(life.birth, placement ? 21 : 20);
  const end = Math.max(start + 14, Math.min(weekday(start + random.whole(70, 420)), grownUp));
  const hasStarted = start <= referenceDay,
    hasEnded = end <= referenceDay;
  const passedOn = hasStarted ? amount(profile.passedOn, random) : undefined;
  const place = life.interventions.length;
  const one: Intervention = {
    number: place + 1, investigation, type, placement, recipient: recipientOf(type), grantedOn,
    startedOn: hasStarted ? start : undefined, endedOn: hasEnded ? end : undefined,
    provision: random.weighted([["egen", 84], ["annan kommun", 5], ["enskild", 11]] as const),
    used: hasStarted ? amount(profile.used, random) : undefined,
    passedOn,
    notPassedOn: passedOn !== undefined && passedOn !== "ja" ? random.weighted(reasonsNotPassedOn) : undefined,
    endReason: hasEnded ? random.weighted(endReasons) : undefined,
    goals: hasEnded ? random.weighted(attainments) : undefined,
  }; // prettier-ignore
  life.interventions.push(one);
  const tie: Tie = { intake: undefined, investigation: undefined, intervention: place };
  plan(municipality, life, tie, grantedOn, start, random);
  followUp(municipality, life, tie, placement ? "placering" : "uppföljning", start, end, random);
}

/** Planning: within about two weeks of the decision, before the start. */
function plan(municipality: DemoMunicipality, life: Life, tie: Tie, grantedOn: number, start: number, random: Random): void {
  const phase = municipality.profile.phase.planering;
  const kind = drawParticipation(phase, life, grantedOn, random);
  const forms = drawForms(phase, kind, life, grantedOn, random);
  const isSharp = phase.everyone.individual || phase.everyone.guardian || phase.everyone.either;
  const first = isSharp ? 0 : random.whole(1, 6);
  spread(municipality, life, "planering", tie, forms, (n) => Math.min(start, grantedOn + first + n * 3), random);
  if (kind === "none" && start <= municipality.referenceDay) miss(municipality, life, "planering", tie, start, random);
}

/** Follow-up: first after three to five weeks, then about every other month until the end. */
function followUp(
  municipality: DemoMunicipality,
  life: Life,
  tie: Tie,
  phaseName: "uppföljning" | "placering",
  start: number,
  end: number,
  random: Random,
): void {
  const phase = municipality.profile.phase.uppföljning;
  const kind = drawParticipation(phase, life, start, random);
  const forms = drawForms(phase, kind, life, start, random);
  const first = random.whole(12, 28),
    gap = random.whole(35, 70);
  // A child with both forms meets them close together at the first follow-up; what is more comes at the later ones.
  spread(municipality, life, phaseName, tie, forms, (n) => Math.min(end, start + first + (n < 2 ? n * 7 : (n - 1) * gap)), random);
  const asked = weekday(start + 60);
  if (kind === "none" && Math.min(end, asked) <= municipality.referenceDay) miss(municipality, life, phaseName, tie, start, random);
}

function spread(
  municipality: DemoMunicipality,
  life: Life,
  phase: ConversationPhase,
  tie: Tie,
  forms: readonly Form[],
  dayOf: (n: number) => number,
  random: Random,
): void {
  forms.forEach((form, n) => {
    const day = dayOf(n);
    if (day <= municipality.referenceDay) talk(life, phase, tie, day, form, random);
  });
}

function miss(municipality: DemoMunicipality, life: Life, phase: ConversationPhase, tie: Tie, day: number, random: Random): void {
  life.missed.push({ phase, ...tie, reason: missedReason(municipality.profile, life, day, random) });
}

function amount(share: number | undefined, random: Random): Amount | undefined {
  if (share === undefined) return undefined;
  return random.chance(share) ? (random.chance(0.75) ? "ja" : "delvis") : "nej";
}

function openFor(age: number, random: Random): InterventionType[] {
  const type = random.weighted<InterventionType>(
    age < 5 ? [["familjebehandling", 45], ["föräldrastöd", 40], ["kontaktperson", 10], ["insats till våldsutövare", 5]]
    : age < 13 ? [["familjebehandling", 38], ["föräldrastöd", 22], ["stöd till barn enskilt", 14], ["stöd till barn i grupp", 8], ["kontaktperson", 14], ["insats till våldsutövare", 4]]
    : [["stöd till barn enskilt", 30], ["familjebehandling", 26], ["öppenvårdsprogram", 16], ["kontaktperson", 18], ["föräldrastöd", 8], ["annan öppen insats", 2]],
  ); // prettier-ignore
  if (!random.chance(0.18)) return [type];
  const second = age < 13 ? "föräldrastöd" : "kontaktperson";
  return second === type ? [type] : [type, second];
}

function placementFor(age: number, random: Random): InterventionType {
  return random.weighted<InterventionType>(
    age < 12 ? [["familjehem", 55], ["jourhem", 25], ["nätverkshem", 12], ["skyddat boende", 8]]
    : [["familjehem", 35], ["HVB", 28], ["nätverkshem", 10], ["jourhem", 12], ["stödboende", age >= 16 ? 12 : 0], ["skyddat boende", 3]],
  ); // prettier-ignore
}

function recipientOf(type: InterventionType): Intervention["recipient"] {
  if (type === "föräldrastöd" || type === "insats till våldsutövare") return "vårdnadshavare";
  return type === "familjebehandling" ? "familjen" : "barnet";
}
