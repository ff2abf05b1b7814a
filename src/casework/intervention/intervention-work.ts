/** What is to be done about interventions. Pure. */
import { capital } from "../../platform/basics/text.ts";
import type { NextStep, Obstacle, Outlook, Place } from "../part/work.ts";
import type { PhasePart, StepPart } from "../participation/case-part.ts";
import { phaseSteps } from "../participation/phase-work.ts";
import { isOver } from "./intervention-schema.ts";
import type { InterventionPart } from "./intervention-schema.ts";
import { interventionLinks } from "./links.ts";

type Interventions = { readonly interventions: readonly InterventionPart[] };
/** What of a case is looked at to say what is to be done about interventions. */
export type Work = Interventions & { readonly phases: readonly PhasePart[]; readonly steps: readonly StepPart[] };

/** What lies nearest in each intervention. */
export function interventionSteps(parts: Work, outlook: Outlook): NextStep[] {
  return parts.interventions.filter((one) => !isOver(one)).flatMap((one) => stepsOf(parts, one, outlook));
}

function stepsOf(parts: Work, one: InterventionPart, { caseId, dues }: Outlook): NextStep[] {
  if (one.plan === null) {
    const steps = phaseSteps(
      parts,
      caseId,
      parts.phases.find((each) => each.id === one.planning_phase_id),
    );
    const planning = {
      text: "Planera insatsen med barnet",
      href: interventionLinks.plan(caseId, one.id),
      why: `Beviljad ${one.granted_on}: ${one.type}.`,
    };
    return steps.length === 0 ? [planning] : steps;
  }
  const begin = beginningSteps(caseId, one);
  const phase = parts.phases.find((each) => each.id === one.plan?.follow_up_phase_id && each.closed_on === null);
  const last = one.follow_ups.at(-1);
  if (last?.change_needed === "avsluta") {
    const why = `Uppföljningen ${last.followed_up_on} visade att den kan avslutas: ${one.type}.`;
    return [
      ...begin,
      ...phaseSteps(parts, caseId, phase),
      { text: "Avsluta insatsen", href: interventionLinks.ending(caseId, one.id), why },
    ];
  }
  const due = dues.find((each) => each.ruleId === "follow-up-time" && each.subjectId === one.id);
  const said = statementSteps(caseId, one);
  if (!due || due.urgency === "i tid") return [...begin, ...said];
  return [
    ...begin,
    ...phaseSteps(parts, caseId, phase),
    { text: due.label, href: due.href, why: `Uppföljning ${due.dueOn ?? ""}: ${one.type}.` },
    ...said,
  ];
}

/** A planned intervention that has not begun, or that is broken off. */
function beginningSteps(caseId: string, one: InterventionPart): NextStep[] {
  const going = one.interruptions.find((each) => each.resumed_on === null);
  if (going) {
    const why = `Avbruten ${going.interrupted_on}: ${one.type}.`;
    return [{ text: "Skriv när insatsen har börjat igen", href: interventionLinks.interruption(caseId, one.id), why }];
  }
  if (one.beginning !== null || one.plan === null) return [];
  const why = `Planerad att börja ${one.plan.started_on}: ${one.type}.`;
  return [{ text: "Skriv när insatsen har börjat", href: interventionLinks.beginning(caseId, one.id), why }];
}

/** The child has said more since it was handed over to the provider; where it is to end now, nobody is asked. */
function statementSteps(caseId: string, one: InterventionPart): NextStep[] {
  const { length } = one.unchosen;
  if (one.plan === null || length === 0) return [];
  const why = `${length === 1 ? "Barnet har sagt något" : `Barnet har sagt ${length} saker`} sedan överlämningen: ${one.type}.`;
  return [{ text: "Välj vad utföraren får veta", href: interventionLinks.statements(caseId, one.id), why }];
}

/** What the provider gets, as a letter. */
export const assignmentSteps = (parts: Interventions, { caseId }: Outlook): NextStep[] =>
  running(parts).map((one) => ({
    text: `Uppdrag till utföraren: ${one.type}`,
    href: `${interventionLinks.assignment(caseId, one.id)}/granska`,
  }));

const running = ({ interventions }: Interventions) => interventions.filter((one) => one.plan !== null && !isOver(one));

/** An intervention that goes on can be broken off. */
export const interruptionSteps = (parts: Interventions, { caseId }: Outlook): NextStep[] =>
  running(parts)
    .filter((one) => one.beginning !== null)
    .map((one) => ({ text: `${capital(one.type)} har avbrutits`, href: interventionLinks.interruption(caseId, one.id) }));

/** An intervention that is planned can be followed up. */
export const followUpSteps = (parts: Interventions, { caseId }: Outlook): NextStep[] =>
  running(parts).map((one) => ({ text: `Följ upp ${one.type}`, href: interventionLinks.followUp(caseId, one.id) }));

/** An intervention that has not begun may never do so. */
export const notBegunSteps = (parts: Interventions, { caseId }: Outlook): NextStep[] =>
  parts.interventions
    .filter((one) => !isOver(one) && one.beginning === null)
    .map((one) => ({ text: `${capital(one.type)} blir inte av`, href: interventionLinks.notBegun(caseId, one.id) }));

/** An intervention that is planned can be ended. */
export const endingSteps = (parts: Interventions, { caseId }: Outlook): NextStep[] =>
  running(parts).map((one) => ({ text: `Avsluta ${one.type}`, href: interventionLinks.ending(caseId, one.id) }));

/** Interventions that are not over. */
export function interventionObstacles(parts: Interventions, { caseId }: Place): Obstacle[] {
  return parts.interventions
    .filter((one) => !isOver(one))
    .map((one) => ({
      text: `Insatsen ${one.type} pågår.`,
      href: one.plan === null ? interventionLinks.plan(caseId, one.id) : interventionLinks.ending(caseId, one.id),
      action: one.plan === null ? "Planera insatsen" : "Avsluta insatsen",
    }));
}
