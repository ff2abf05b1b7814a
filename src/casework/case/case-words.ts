/** Small readings of a case that several of its parts need. */
import { capital } from "../../platform/basics/text.ts";
import type { CaseParts, IntakePart, InvestigationPart } from "./case-parts.ts";
import type { InterventionPart } from "./intervention-parts.ts";
import type { PhasePart, StepPart } from "./phase-parts.ts";
import type { Step } from "../participation/rules.ts";
import { STEPS } from "../participation/rules.ts";

/** "Anmälan från skola"; for what came in some other way in words that can stand before "från"; alone where it is not told from whom. */
export function intakeWords(one: Pick<IntakePart, "type" | "reporter_category">): string {
  const what = one.type === "annat sätt" ? "Uppgifter" : one.type === "begäran från annan myndighet" ? "Begäran" : capital(one.type);
  return one.reporter_category === "" ? what : `${what} från ${one.reporter_category}`;
}

/** A sentence with one full stop at its end. */
export function stopped(text: string): string {
  return /[.!?]$/u.test(text) ? text : `${text}.`;
}

/** The record that stands for a step in a phase: what was done goes before a reason why not, the latest before earlier ones. */
export function standingStep(parts: Pick<CaseParts, "steps">, phaseId: string, step: Step): StepPart | undefined {
  const records = parts.steps.filter((one) => one.phase_id === phaseId && one.step === step);
  return records.findLast((one) => one.outcome === "gjort") ?? records.at(-1);
}

/** The steps of a phase that have neither a record nor a reason, in their order. */
export function missingIn(parts: Pick<CaseParts, "steps">, phaseId: string): readonly Step[] {
  return STEPS.filter((step) => standingStep(parts, phaseId, step) === undefined);
}

/** True when there is a decision that the child can be told about: always in planning and follow-up. */
export function isDecided(parts: Pick<CaseParts, "intakes" | "investigations">, phase: PhasePart): boolean {
  if (phase.kind === "förhandsbedömning")
    return parts.intakes.some((one) => one.preliminary?.phase_id === phase.id && one.preliminary.decision !== null);
  if (phase.kind === "utredning") return parts.investigations.some((one) => one.phase_id === phase.id && one.conclusion !== null);
  return true;
}

/** The steps of an open phase that lie near: weighing comes after hearing, and waits while a new try is planned; telling comes after the decision. */
export function stepsToTake(parts: Pick<CaseParts, "steps" | "intakes" | "investigations">, phase: PhasePart): readonly Step[] {
  const missing = missingIn(parts, phase.id);
  return missing.filter((step) => {
    if (step === "vägd") return isHeard(parts, phase.id);
    if (step === "berättad") return isDecided(parts, phase) && missing.length === 1;
    return true;
  });
}

function isHeard(parts: Pick<CaseParts, "steps">, phaseId: string): boolean {
  const heard = standingStep(parts, phaseId, "hörd");
  return heard !== undefined && (heard.outcome === "gjort" || heard.try_again_on === null);
}

/** Investigations that are going on. */
export function openInvestigations(parts: Pick<CaseParts, "investigations">): readonly InvestigationPart[] {
  return parts.investigations.filter((one) => one.conclusion === null);
}

/** True for an intervention that has ended, or that will never begin. */
export function isOver(one: Pick<InterventionPart, "ending" | "not_begun">): boolean {
  return one.ending !== null || one.not_begun !== null;
}

/** Applications and the like that nothing has come of yet, as the database says. Reports go through the preliminary assessment. */
export function applicationsWithoutInvestigation(parts: Pick<CaseParts, "intakes" | "obligations">): readonly IntakePart[] {
  const waiting = parts.obligations.filter((one) => one.rule_id === "open-investigation-at-once").map((one) => one.subject_id);
  return parts.intakes.filter((one) => waiting.includes(one.id));
}

/** Applications that wait for an answer and had come by a day: a decision of that day must answer them. */
export function unansweredApplications(parts: Pick<CaseParts, "intakes" | "unanswered">, until?: string): readonly IntakePart[] {
  return parts.intakes.filter((one) => parts.unanswered.includes(one.id) && (until === undefined || one.received_on <= until));
}
