import { valueOf } from "../../src/platform/basics/result.ts";
import type { Result } from "../../src/platform/basics/result.ts";
import { grantIntervention } from "../../src/casework/intervention/actions/grant-intervention.ts";
import { assessBestInterests } from "../../src/casework/investigation/actions/assess-best-interests.ts";
import { openInvestigation } from "../../src/casework/investigation/actions/open-investigation.ts";
import { recordStep } from "../../src/casework/participation/actions/record-step.ts";
import type { CaseParts } from "../../src/casework/case/case-parts.ts";
import { getCase } from "../../src/casework/case/queries/get-case.ts";
import { confirmClaims, openCaseFor } from "./casework.ts";
import type { House } from "./casework.ts";
import { tellGuardians } from "./parties.ts";

export type Investigated = {
  readonly caseId: string;
  readonly intakeId: string;
  readonly investigationId: string;
  readonly phaseId: string;
};

/** The case as its caseworker sees it. */
export async function lookAt(house: House, caseId: string): Promise<CaseParts> {
  return valueOf(await house.read(house.staff.caseworker, getCase, { caseId }));
}

/** An investigation of the day that is ready for its decision: the guardians are told, unless said otherwise; the child's steps and best interests are there. */
export async function investigatedCase(
  house: House,
  given: Readonly<Record<string, unknown>> = {},
  day = "2026-03-02",
  { told = true }: { readonly told?: boolean } = {},
): Promise<Investigated> {
  const me = house.staff.caseworker;
  house.at(day);
  const { caseId, intakeId } = await openCaseFor(house, { receivedOn: day, ...given });
  await confirmClaims(house, me, caseId, day);
  const preliminary = (await lookAt(house, caseId)).intakes[0]?.preliminary;
  const words = { reasoning: "Behöver utredas.", purpose: "Vad barnet behöver." };
  const which = preliminary ? { preliminaryAssessmentId: preliminary.id } : {};
  const opened = await house.do(me, openInvestigation, { caseId, intakeId, ...which, ...words });
  if (told) await tellGuardians(house, me, { caseId, investigationId: opened.investigationId, day });
  for (const step of ["informerad", "hörd", "vägd"]) {
    const record = { step, outcome: "inte gjort", happenedOn: day, reason: "låg ålder" };
    await house.do(me, recordStep, { caseId, phaseId: opened.phaseId, ...record });
  }
  await house.do(me, assessBestInterests, { caseId, investigationId: opened.investigationId, assessment: "Stöd hemma." });
  return { caseId, intakeId, ...opened };
}

/** What a decision asks for, with nothing wrong in it; any field can be given otherwise. */
export const grantWords = {
  assessment: "Behov finns.",
  legalGround: "right-to-intervention",
  reasoning: "Familjen behöver hjälp.",
  delegationPoint: "3.1",
  consentForm: "muntligt",
  recipient: "barnet",
  provision: "egen",
  goals: "Skola varje dag.",
  type: "familjebehandling",
  childAnswer: "inte tillfrågad",
} as const;

/** Grants in an investigated case: the guardians answer in their order. */
export async function grantWith(
  house: House,
  one: Investigated,
  answers: readonly (string | Readonly<Record<string, unknown>>)[],
  given: Readonly<Record<string, unknown>> = {},
): Promise<Result<{ decisionId: string; interventionId: string }>> {
  const people = (await lookAt(house, one.caseId)).guardians;
  const guardians = people.map(({ id }, place) => {
    const answer = answers[place] ?? "inte tillfrågad";
    return { personId: id, ...(typeof answer === "string" ? { answer } : answer) };
  });
  const { caseId, investigationId } = one;
  // Only an employee decides on a point of the delegation order.
  const { delegationPoint, ...words } = grantWords;
  const point = (given["decider"] ?? "tjänsteman") === "tjänsteman" ? { delegationPoint } : {};
  return house.act(house.staff.caseworker, grantIntervention, { caseId, investigationId, ...words, ...point, guardians, ...given });
}
