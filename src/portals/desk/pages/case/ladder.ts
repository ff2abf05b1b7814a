/** The child's participation in a case, phase by phase, for the ladder on the case page. */
import type { LadderPhase, LadderStep, LadderStepName } from "../../../../ui/components/participation.tsx";
import { REASON_LABELS, STEPS } from "../../../../casework/participation/rules.ts";
import type { Reason, Step } from "../../../../casework/participation/rules.ts";
import type { CaseParts } from "../../../../casework/case/case-parts.ts";
import type { PhasePart, StepPart } from "../../../../casework/participation/case-part.ts";
import { capital, stopped } from "../../../../platform/basics/text.ts";
import { isDecided } from "../../../../casework/case/outlook.ts";
import { missingStepLink, standingStep } from "../../../../casework/participation/phase-steps.ts";

const names: Readonly<Record<Step, LadderStepName>> = { informerad: "informed", hörd: "heard", vägd: "weighed", berättad: "told" };

/** One ladder for each phase, the open ones first and then the latest. In an emergency only a conversation can be recorded. */
export function laddersOf(parts: CaseParts, inEmergency: boolean): readonly LadderPhase[] {
  const phases = parts.phases.toReversed();
  const ordered = [...phases.filter((one) => one.closed_on === null), ...phases.filter((one) => one.closed_on !== null)];
  return ordered.map((phase) => ({
    phase: nameOf(parts, phase),
    current: phase.closed_on === null,
    steps: STEPS.map((step) => ladderStep(parts, phase, step, inEmergency)),
  }));
}

function nameOf(parts: CaseParts, phase: PhasePart): string {
  const intervention = parts.interventions.find((one) => one.id === phase.subject_id);
  return `${capital(phase.kind)}${intervention ? `: ${intervention.type}` : ""}, från ${phase.opened_on}`;
}

function ladderStep(parts: CaseParts, phase: PhasePart, step: Step, inEmergency: boolean): LadderStep {
  const record = standingStep(parts, phase.id, step);
  if (record)
    return { step: names[step], state: record.outcome === "gjort" ? "done" : "reason", on: record.happened_on, text: textOf(record) };
  if (isTooEarly(parts, phase, step) || phase.closed_on !== null || parts.file.closed_on !== null)
    return { step: names[step], state: "later" };
  const caseId = parts.file.id;
  if (inEmergency && step !== "hörd") return { step: names[step], state: "missing" };
  return {
    step: names[step],
    state: "missing",
    href: missingStepLink(caseId, phase.id, step),
  };
}

function textOf(record: StepPart): string | undefined {
  if (record.outcome === "gjort") return undefined;
  const reason = REASON_LABELS[record.reason as Reason] ?? record.reason ?? "";
  const why = record.reason === "annat" && record.reason_text !== null ? record.reason_text : reason;
  return record.try_again_on === null ? why : `${stopped(why)} Nytt försök ${record.try_again_on}.`;
}

/** Weighing comes after hearing; telling comes after the decision, or in planning and follow-up after the weighing. */
function isTooEarly(parts: CaseParts, phase: PhasePart, step: Step): boolean {
  if (step === "vägd") return standingStep(parts, phase.id, "hörd") === undefined;
  if (step !== "berättad") return false;
  return !isDecided(parts, phase.id) || standingStep(parts, phase.id, "vägd") === undefined;
}
