/** The steps of the phases of a case: what stands for each, which are missing, which lie near, and where they are recorded. Pure. */
import { STEPS } from "./rules.ts";
import type { Step } from "./rules.ts";

/** A phase, as far as its words need. */
export type SomePhase = {
  readonly id: string;
  readonly kind: string;
  /** The type of the intervention that the phase is about; null for a phase of a report or an investigation. */
  readonly subject_type: string | null;
  readonly opened_on: string;
  readonly closed_on: string | null;
};
/** A record of a step, as far as it is looked for. */
type SomeStep = { readonly phase_id: string; readonly step: string; readonly outcome: string; readonly try_again_on: string | null };
export type WithSteps<Record extends SomeStep = SomeStep> = { readonly steps: readonly Record[] };
export type WithPhases<Phase extends SomePhase = SomePhase> = { readonly phases: readonly Phase[] };

const slugs: Readonly<Record<Step, string>> = { informerad: "informerad", hörd: "hord", vägd: "vagd", berättad: "berattad" };

/** The address where one of the four steps of a phase is recorded. */
export function stepLink(caseId: string, phaseId: string, step: Step): string {
  return `/arenden/${caseId}/delaktighet/${phaseId}/${slugs[step]}`;
}

/** The step that an address names, or nothing. */
export function stepOfSlug(slug: string): Step | undefined {
  return STEPS.find((step) => slugs[step] === slug);
}

/** The address where a conversation with the child is recorded. */
export function conversationLink(caseId: string, phaseId: string): string {
  return `/arenden/${caseId}/samtal/ny?fas=${phaseId}`;
}

/** The same, of a talk at a visit to a home: the day and the place are filled in. */
export const visitTalkLink = (caseId: string, phaseId: string, visitId: string): string =>
  `${conversationLink(caseId, phaseId)}&besok=${visitId}`;

/** The address where a meeting with the child is recorded with all that it said of the steps. */
export function encounterLink(caseId: string, phaseId: string): string {
  return `/arenden/${caseId}/efter-motet/${phaseId}`;
}

/** The address where a promise to the child is written. */
export const newPromiseLink = (caseId: string): string => `/arenden/${caseId}/lofte/nytt`;

/** The address of a promise to the child, where it is ticked off. */
export const promiseLink = (caseId: string, promiseId: string): string => `/arenden/${caseId}/lofte/${promiseId}`;

/** The address of a conversation that is recorded. */
export function recordedConversationLink(caseId: string, conversationId: string): string {
  return `/arenden/${caseId}/samtal/${conversationId}`;
}

/** Where a step that is missing is done: a child is heard in a conversation. */
export function missingStepLink(caseId: string, phaseId: string, step: Step): string {
  return step === "hörd" ? conversationLink(caseId, phaseId) : stepLink(caseId, phaseId, step);
}

/** The record that stands for a step in a phase: what was done goes before a reason why not, the latest before earlier ones. */
export function standingStep<Record extends SomeStep>(parts: WithSteps<Record>, phaseId: string, step: Step): Record | undefined {
  const records = parts.steps.filter((one) => one.phase_id === phaseId && one.step === step);
  return records.findLast((one) => one.outcome === "gjort") ?? records.at(-1);
}

/** The steps of a phase, of those wanted, that have neither a record nor a reason, in their order. */
export function missingIn<Wanted extends Step = Step>(
  parts: WithSteps,
  phaseId: string,
  wanted: readonly Wanted[] = STEPS as readonly Step[] as readonly Wanted[],
): readonly Wanted[] {
  return wanted.filter((step) => standingStep(parts, phaseId, step) === undefined);
}

/** The steps of an open phase that lie near: weighing comes after hearing, and waits while a new try is planned; telling comes after the decision. */
export function stepsToTake(parts: WithSteps, phaseId: string, isDecided: boolean): readonly Step[] {
  const missing = missingIn(parts, phaseId);
  return missing.filter((step) => {
    if (step === "vägd") return isHeard(parts, phaseId);
    if (step === "berättad") return isDecided && missing.length === 1;
    return true;
  });
}

function isHeard(parts: WithSteps, phaseId: string): boolean {
  const heard = standingStep(parts, phaseId, "hörd");
  return heard !== undefined && (heard.outcome === "gjort" || heard.try_again_on === null);
}

/** The phases that still run, the earliest first. */
export function openPhases<Phase extends SomePhase>(parts: WithPhases<Phase>): readonly Phase[] {
  return parts.phases.filter((phase) => phase.closed_on === null);
}

/** "uppföljning av kontaktperson", "utredning". */
export function phaseWords(phase: Pick<SomePhase, "kind" | "subject_type">, kind = phase.kind): string {
  return phase.subject_type === null ? kind : `${kind} av ${phase.subject_type}`;
}

/** As `phaseWords`, with the day it began where another of these is called the same: "förhandsbedömning från 2026-03-02". */
export function phaseAmong(phases: readonly SomePhase[], phase: SomePhase, kind = phase.kind): string {
  const words = phaseWords(phase, kind);
  return phases.filter((one) => phaseWords(one) === phaseWords(phase)).length > 1 ? `${words} från ${phase.opened_on}` : words;
}
