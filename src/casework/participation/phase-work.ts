/** What is to be done about the phases: the steps that lie near, telling the child, trying again, and what hinders. Pure. */
import { capital } from "../../platform/basics/text.ts";
import { listed } from "../../platform/law/rule.ts";
import type { NextStep, Obstacle, Outlook, Place } from "../part/work.ts";
import { encounterLink, missingIn, missingStepLink, openPhases, phaseAmong, stepLink, stepsToTake } from "./phase-steps.ts";
import type { SomePhase, WithPhases, WithSteps } from "./phase-steps.ts";
import type { Step } from "./rules.ts";

type Participation = WithPhases & WithSteps;

/** "utredningen", or with its day where several of its kind are open. */
export const amongOpen = ({ phases }: WithPhases, of: SomePhase, kind?: string) =>
  phaseAmong(
    phases.filter((one) => one.closed_on === null),
    of,
    kind,
  );

const nearWords: Readonly<Record<Step, string>> = {
  informerad: "Informera barnet",
  hörd: "Samtala med barnet",
  vägd: "Väg in barnets åsikt",
  berättad: "Berätta för barnet vad som beslutades",
};

/** The steps of a phase that lie near; those of `isDecided` end by telling the child. Several are done in one meeting, and recorded on one page. */
export function phaseSteps(parts: Participation, caseId: string, of: SomePhase | undefined, isDecided = true): NextStep[] {
  if (of === undefined) return [];
  const near = stepsToTake(parts, of.id, isDecided).map((one) => ({
    text: nearWords[one],
    href: missingStepLink(caseId, of.id, one),
    ...(one === "vägd" ? {} : ({ afterMeeting: true } as const)),
  }));
  const why = `Steg i ${amongOpen(parts, of, `${of.kind}en`)}.`;
  if (near.length < 2) return near.map((one) => ({ ...one, why }));
  const text = capital(listed(near.map((one) => one.text.toLowerCase())));
  return [{ text, href: encounterLink(caseId, of.id), why, meets: near.map((one) => one.href), afterMeeting: true }];
}

/** Phases that end by telling the child, where the decision is taken. */
export function tellingSteps(parts: Participation, { caseId, dues }: Outlook): NextStep[] {
  const waiting = new Set(dues.filter((one) => one.ruleId === "tell-the-child").map((one) => one.phaseId));
  return openPhases(parts)
    .filter((one) => waiting.has(one.id))
    .flatMap((one) => {
      const near = phaseSteps(parts, caseId, one);
      // Everything is there and the phase is still open: telling the child is what closes it.
      return near.length > 0 ? near : [{ text: nearWords.berättad, href: stepLink(caseId, one.id, "berättad"), afterMeeting: true }];
    });
}

/** What was planned to be tried again, on its day. */
export function tryAgain(_parts: object, { dues, today }: Outlook): NextStep[] {
  return dues
    .filter((one) => one.ruleId === "try-again" && one.dueOn !== null && one.dueOn <= today)
    .map((one) => ({ text: one.label, href: one.href, why: `Planerat till ${one.dueOn}.` }));
}

const missingWords: Readonly<Record<Step, string>> = {
  informerad: "Dokumentera att barnet har informerats",
  hörd: "Dokumentera att barnet har fått komma till tals",
  vägd: "Dokumentera hur barnets åsikt har vägts in",
  berättad: "Dokumentera att barnet har fått veta vad som beslutades",
};

/** What is missing in the open phases, which hinders the closing of the case. */
export function phaseObstacles(parts: Participation, { caseId }: Place): Obstacle[] {
  return openPhases(parts).flatMap((one) => {
    const missing = missingIn(parts, one.id);
    return (missing.length > 0 ? missing : (["berättad"] as const)).map((lacking) => ({
      text: `${capital(one.kind)}. Är det inte gjort, skriv varför.`,
      href: missingStepLink(caseId, one.id, lacking),
      action: missingWords[lacking],
    }));
  });
}
