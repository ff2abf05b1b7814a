// How a child comes to the social services: the report, the protection assessment, the preliminary assessment (20 kap. 1–2 §§ SoL).
import { ageOn, weekday } from "../calendar.ts";
import type { DemoMunicipality } from "../municipality.ts";
import type { Random } from "../random.ts";
import { missedReason } from "./participation.ts";
import type { Conversation, Intake, IntakeReason, IntakeType, Life, Reporter } from "./types.ts";

/** Reporters of a report of concern (socialtjänstens vanligaste anmälare). */
const reporters = [
  ["skola", 24], ["polis", 22], ["hälso- och sjukvård", 10], ["barn- och ungdomspsykiatri", 4], ["socialtjänst, annan enhet eller kommun", 12], ["förskola", 5], ["privatperson", 9], ["anhörig", 6],
  ["anonym", 5], ["annan myndighet", 3],
] as const; // prettier-ignore
const reasonsAboutHome = [
  ["fysiskt våld", 9], ["bevittnat våld", 16], ["psykiskt våld", 3], ["sexuellt våld", 1.5], ["hedersrelaterat våld eller förtryck", 1.5],
  ["förälders missbruk", 13], ["försummelse eller brister i omsorgen", 17], ["konflikt mellan föräldrar", 9], ["förälders psykiska ohälsa", 9],
  ["förälders kriminalitet", 3], ["ekonomi eller boende", 4],
] as const; // prettier-ignore
const reasonsAboutChild = [
  ["skolfrånvaro", 12], ["barnets psykiska ohälsa eller självskada", 10], ["barnets eget missbruk", 6], ["normbrytande beteende", 12],
  ["barnets kriminalitet", 8], ["relationen mellan barn och föräldrar", 5],
] as const; // prettier-ignore

/** Share of reports that open an investigation, when none is open (with those linked to an open one about 55 %, seed 004). */
const opens = 0.52;
const opensFirst = 0.6;

/** Adds an intake on the day. Gives it back when it shall open an investigation, otherwise undefined. */
export function receive(municipality: DemoMunicipality, life: Life, day: number, random: Random): Intake | undefined {
  const age = ageOn(life.birth, day);
  const type = random.weighted<IntakeType>([
    ["anmälan", 82],
    ["ansökan", age >= 15 ? 12 : 9],
    ["annat sätt", 4],
    ["begäran från annan myndighet", 2],
    ["överflyttning", 1],
  ]);
  const minute = random.whole(7 * 60 + 30, 16 * 60 + 45);
  const nextDay = random.chance(0.06);
  const protectionOn = type === "anmälan" ? day + (nextDay ? 1 : 0) : undefined;
  const protectionMinute = nextDay ? random.whole(8 * 60, 11 * 60) : Math.min(minute + random.whole(15, 240), 20 * 60);
  const intake: Intake = {
    number: life.intakes.length + 1, type, receivedOn: day, minute,
    reporter: type === "anmälan" ? reporterFor(age, random) : type === "ansökan" ? (age >= 15 && random.chance(0.3) ? "barnet självt" : "vårdnadshavare") : "annan myndighet",
    reasons: reasonsFor(age, random),
    protectionOn: protectionOn !== undefined && protectionOn <= municipality.referenceDay ? protectionOn : undefined,
    protectionMinute,
    protectionNeeded: random.chance(0.04),
    decidedOn: undefined, result: undefined, investigation: undefined,
  }; // prettier-ignore
  life.intakes.push(intake);
  if (type === "anmälan") return assess(municipality, life, intake, random);
  return linkToOpen(life, intake, day) || type === "begäran från annan myndighet" ? undefined : intake;
}

/** The preliminary assessment: at most 14 days, now and then longer. */
function assess(municipality: DemoMunicipality, life: Life, intake: Intake, random: Random): Intake | undefined {
  const running = openInvestigation(life, intake.receivedOn);
  const days = running !== undefined ? random.whole(0, 3) : random.chance(0.93) ? random.whole(1, 12) : random.whole(15, 26);
  const decidedOn = weekday(Math.max(intake.receivedOn + days, life.investigations[running ?? -1]?.startedOn ?? 0));
  const wanted = random.chance(life.investigations.length === 0 ? opensFirst : opens);
  if (decidedOn > municipality.referenceDay) return undefined;
  intake.decidedOn = decidedOn;
  const place = life.intakes.length - 1;
  if (running !== undefined) {
    intake.result = "pågående utredning finns";
    intake.investigation = running;
  } else {
    intake.result = wanted ? "inleda" : "inte inleda";
  }
  if (random.chance(0.3)) {
    const talk: Conversation = {
      number: life.conversations.length + 1, phase: "förhandsbedömning", intake: place, investigation: undefined, intervention: undefined,
      heldOn: random.whole(intake.receivedOn, decidedOn), form: random.chance(0.35) ? "enskilt" : "med vårdnadshavare",
      channel: random.chance(0.6) ? "fysiskt" : "telefon", status: "genomfört", method: undefined,
    }; // prettier-ignore
    life.conversations.push(talk);
  } else {
    life.missed.push({
      phase: "förhandsbedömning",
      intake: place,
      investigation: undefined,
      intervention: undefined,
      reason: missedReason(municipality.profile, life, decidedOn, random),
    });
  }
  return intake.result === "inleda" ? intake : undefined;
}

function linkToOpen(life: Life, intake: Intake, day: number): boolean {
  const running = openInvestigation(life, day);
  if (running === undefined) return false;
  intake.investigation = running;
  return true;
}

/** The investigation that is open on the day, or that an earlier report is about to open: two are never open at once. */
function openInvestigation(life: Life, day: number): number | undefined {
  const place = life.investigations.findIndex((one) => one.endedOn === undefined || one.endedOn > day + 4);
  return place < 0 ? undefined : place;
}

function reporterFor(age: number, random: Random): Reporter {
  const reporter = random.weighted(reporters);
  if (reporter !== "skola" && reporter !== "förskola") return reporter;
  return age < 1 ? "hälso- och sjukvård" : age < 6 ? "förskola" : "skola";
}

function reasonsFor(age: number, random: Random): IntakeReason[] {
  const aboutChild = age >= 10 && random.chance(0.55);
  const first = random.weighted<IntakeReason>(aboutChild ? reasonsAboutChild : reasonsAboutHome);
  if (!random.chance(0.3)) return [first];
  const second = random.weighted<IntakeReason>(reasonsAboutHome);
  return second === first ? [first] : [first, second];
}
