import type { StaffActor } from "../../src/platform/core/actor.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { decideNoIntervention } from "../../src/casework/decision/actions/decide-no-intervention.ts";
import { assessProtection } from "../../src/casework/intake/actions/assess-protection.ts";
import { closeCase } from "../../src/casework/intake/actions/close-case.ts";
import { decideNotToOpen } from "../../src/casework/intake/actions/decide-not-to-open.ts";
import { endWithoutInvestigation } from "../../src/casework/intake/actions/end-without-investigation.ts";
import { endIntervention } from "../../src/casework/intervention/actions/end-intervention.ts";
import { handedOver } from "./given.ts";
import { makePlan } from "../../src/casework/intervention/actions/make-plan.ts";
import { assessBestInterests } from "../../src/casework/investigation/actions/assess-best-interests.ts";
import { recordStep } from "../../src/casework/participation/actions/record-step.ts";
import { closingObstacles } from "../../src/casework/case/closing.ts";
import { applicationsWithoutInvestigation, unansweredApplications } from "../../src/casework/intake/intake-work.ts";
import { isOver } from "../../src/casework/intervention/intervention-schema.ts";
import { missingIn } from "../../src/casework/participation/phase-steps.ts";
import type { CaseParts } from "../../src/casework/case/case-parts.ts";
import { getCase } from "../../src/casework/case/queries/get-case.ts";
import type { House } from "./casework.ts";
import { exceptParties, tellDecisions, tellGuardians } from "./parties.ts";

/**
 * Does what remains in a case until it is closed, from wherever it stands. Nothing on the way may be refused: a case that
 * cannot be brought to its end would be a trap. Gives the number of attempts that the log must show.
 */
export async function finishCase(house: House, actor: StaffActor, caseId: string, day: string, time: string): Promise<number> {
  let attempts = 0;
  const look = async (): Promise<CaseParts> => {
    attempts += 1;
    return valueOf(await house.read(actor, getCase, { caseId }));
  };
  const act = async (...[action, input]: [Parameters<House["do"]>[1], object]): Promise<void> => {
    attempts += 1;
    await house.do(actor, action, { caseId, ...input });
  };
  const takeSteps = async (parts: CaseParts, phaseId: string, without: readonly string[] = []): Promise<void> => {
    for (const step of missingIn(parts, phaseId).filter((one) => !without.includes(one)))
      await act(recordStep as never, { phaseId, step, outcome: "inte gjort", happenedOn: day, reason: "låg ålder" });
  };
  let parts = await look();
  for (const one of parts.intakes.filter((intake) => intake.type === "anmälan" && intake.protection === null)) {
    const result = { assessedOn: day, assessedAt: time, result: "inget omedelbart skydd", reasoning: "Tryggt." };
    await act(assessProtection as never, { intakeId: one.id, ...result });
  }
  for (const one of parts.intakes) {
    if (one.preliminary === null || one.preliminary.decision !== null) continue;
    await act(decideNotToOpen as never, { preliminaryAssessmentId: one.preliminary.id, result: "inte inleda", reasoning: "Skäl." });
  }
  for (const one of applicationsWithoutInvestigation(parts)) {
    const outcome =
      one.type === "ansökan"
        ? { outcome: "återtagen", withdrawnBy: "båda vårdnadshavarna", reasoning: "De tog tillbaka den." }
        : { outcome: "kan inte leda till någon åtgärd", reasoning: "Det gäller en annan huvudman." };
    await act(endWithoutInvestigation as never, { intakeId: one.id, decidedOn: day, ...outcome });
  }
  for (const one of parts.investigations.filter((investigation) => investigation.conclusion === null)) {
    await takeSteps(parts, one.phase_id, ["berättad"]);
    if (one.best_interests === null) await act(assessBestInterests as never, { investigationId: one.id, assessment: "Bäst." });
    const words = { assessment: "Bedömning.", reasoning: "Skäl.", delegationPoint: "3.1", investigationOutcome: "ingen insats behövs" };
    const of = { caseId, investigationId: one.id, day };
    // Each looks at the case once.
    attempts += 1 + (await tellGuardians(house, actor, of));
    const applied = unansweredApplications(parts).length > 0;
    if (applied) attempts += 1 + (await exceptParties(house, actor, of));
    const outcome = applied
      ? { outcome: "avslag", legalGround: "right-to-intervention" }
      : { outcome: "ingen insats", legalGround: "child-investigation" };
    await act(decideNoIntervention as never, { investigationId: one.id, ...words, ...outcome });
  }
  for (const one of parts.interventions.filter((intervention) => !isOver(intervention))) {
    if (one.plan === null) {
      await takeSteps(parts, one.planning_phase_id);
      const passedOn = handedOver(await look(), one.id);
      await act(makePlan as never, {
        interventionId: one.id,
        startedOn: day,
        provider: "Huset",
        goals: "Mål.",
        firstFollowUpOn: day,
        ...passedOn,
      });
    }
    parts = await look();
    const plan = parts.interventions.find((intervention) => intervention.id === one.id)?.plan;
    await takeSteps(parts, plan?.follow_up_phase_id ?? "");
    const ending = { endedOn: day, reason: "annat", goalAttainment: "inte uppnått", summary: "Slut." };
    await act(endIntervention as never, { interventionId: one.id, ...ending });
  }
  parts = await look();
  for (const phase of parts.phases.filter((one) => one.closed_on === null)) await takeSteps(parts, phase.id);
  attempts += 1 + (await tellDecisions(house, actor, { caseId, day }));
  parts = await look();
  if (closingObstacles(parts).length > 0) throw new Error(`Still in the way: ${JSON.stringify(closingObstacles(parts))}`);
  await act(closeCase as never, { reason: "behov tillgodosett" });
  return attempts;
}
