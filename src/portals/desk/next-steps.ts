/** What lies nearest at hand in a case, for the state that it is in. Suggests; never hinders. */
import type { CaseParts } from "../../casework/case/case-parts.ts";
import type { InterventionPart } from "../../casework/case/intervention-parts.ts";
import type { PhasePart } from "../../casework/case/phase-parts.ts";
import { capital } from "../../platform/basics/text.ts";
import { applicationsWithoutInvestigation, isOver, missingIn, openInvestigations, stepsToTake } from "../../casework/case/case-words.ts";
import { closingObstacles } from "../../casework/case/closing.ts";
import { conversationLink, links, stepLink } from "../../casework/case/links.ts";
import { describeObligation } from "../../casework/case/obligations.ts";
import type { Obligation } from "../../casework/case/obligations.ts";
import { lastDayWords } from "../../platform/law/deadline.ts";
import type { Step } from "../../casework/participation/rules.ts";

export type NextStep = {
  readonly text: string;
  readonly href: string;
  /** why, in a few words */ readonly why?: string;
  /** the deadline that it meets */ readonly due?: Obligation;
};

const stepWords: Readonly<Record<Step, string>> = {
  informerad: "Informera barnet",
  hörd: "Samtala med barnet",
  vägd: "Väg in barnets åsikt",
  berättad: "Berätta för barnet vad som beslutades",
};

/** The steps that should be taken now, the most pressing first. Empty only in a closed case. */
export function nextSteps(parts: CaseParts, today: string): readonly NextStep[] {
  if (parts.file.closed_on !== null) return [];
  const steps = [
    ...intakeSteps(parts),
    ...tryAgain(parts, today),
    ...investigationSteps(parts),
    ...tellingSteps(parts),
    ...parts.interventions.flatMap((one) => interventionSteps(parts, one, today)),
    ...dutySteps(parts, today),
    ...feedbackSteps(parts, today),
  ];
  const unique = steps.filter((step, index) => steps.findIndex((other) => other.href === step.href) === index);
  if (unique.length > 0) return lateFirst(unique, parts, today);
  if (closingObstacles(parts).length > 0) return [];
  return [{ text: "Avsluta ärendet", href: links.close(parts.file.id), why: "Inget i ärendet är öppet." }];
}

/** Each with the deadline that it meets. What is late or due today comes first, by day; the rest stays in the order of the work. */
function lateFirst(steps: readonly NextStep[], parts: CaseParts, today: string): readonly NextStep[] {
  const dues = parts.obligations.map((one) => describeObligation(one, today));
  const timed = steps.map((step): NextStep => {
    const due = dues.find((one) => one.href === step.href);
    return due ? { ...step, due } : step;
  });
  const day = ({ due }: NextStep): string => (due?.dueOn && (due.days ?? 1) <= 0 ? due.dueOn : "9999-12-31");
  return timed.toSorted((a, b) => (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : 0));
}

/** What else can be done in an open case; what already stands among the next steps is left out. */
export function otherSteps(parts: CaseParts, taken: readonly NextStep[]): readonly NextStep[] {
  const caseId = parts.file.id;
  if (parts.file.closed_on !== null) return [];
  const running = parts.interventions.filter((one) => one.plan !== null && !isOver(one));
  const all: NextStep[] = [
    ...openPhases(parts).map((phase) => ({
      text: `Dokumentera samtal (${phaseWords(parts, phase)})`,
      href: conversationLink(caseId, phase.id),
    })),
    { text: "Skriv anteckning", href: links.note(caseId) },
    ...openInvestigations(parts).map((one) => ({ text: "Förläng utredningen", href: links.extend(caseId, one.id) })),
    ...openPhases(parts)
      .filter((phase) => missingIn(parts, phase.id).includes("hörd"))
      .map((phase) => ({
        text: `Skriv varför barnet inte har hörts (${phaseWords(parts, phase)})`,
        href: stepLink(caseId, phase.id, "hörd"),
      })),
    ...parts.intakes
      .filter((one) => one.reporter_mandated && !one.feedback_requested && one.feedback_request === null && one.feedback === null)
      .map((one) => ({ text: "Anmälaren begär återkoppling", href: links.requestFeedback(caseId, one.id) })),
    ...running
      .filter((one) => one.beginning !== null)
      .map((one) => ({ text: `${capital(one.type)} har avbrutits`, href: links.interruption(caseId, one.id) })),
    ...running.map((one) => ({ text: `Följ upp ${one.type}`, href: links.followUp(caseId, one.id) })),
    ...parts.interventions
      .filter((one) => !isOver(one) && one.beginning === null)
      .map((one) => ({ text: `${capital(one.type)} blir inte av`, href: links.notBegun(caseId, one.id) })),
    ...running.map((one) => ({ text: `Avsluta ${one.type}`, href: links.ending(caseId, one.id) })),
    { text: "Avsluta ärendet", href: links.close(caseId) },
  ];
  return all.filter((one) => !taken.some((step) => step.href === one.href));
}

/** "uppföljning av kontaktperson", "förhandsbedömning från 2026-03-02": two that are open at once must be told apart. */
export function phaseWords(parts: Pick<CaseParts, "phases">, phase: PhasePart, kind = phase.kind): string {
  const words = phase.subject_type === null ? kind : `${kind} av ${phase.subject_type}`;
  const alike = openPhases(parts).filter((one) => one.kind === phase.kind && one.subject_type === phase.subject_type);
  return alike.length > 1 ? `${words} från ${phase.opened_on}` : words;
}

function openPhases(parts: Pick<CaseParts, "phases">): readonly PhasePart[] {
  return parts.phases.filter((phase) => phase.closed_on === null);
}

function intakeSteps(parts: CaseParts): NextStep[] {
  const caseId = parts.file.id;
  const steps: NextStep[] = [];
  for (const one of parts.intakes) {
    if (one.type === "anmälan" && one.protection === null) {
      steps.push({
        text: "Bedöm om barnet behöver omedelbart skydd",
        href: links.protection(caseId, one.id),
        why: `Anmälan kom in ${one.received_on}.`,
      });
    }
  }
  for (const one of parts.intakes) {
    if (one.preliminary === null || one.preliminary.decision !== null) continue;
    const text = one.violence ? "Besluta om utredning ska inledas: anmälan gäller våld" : "Besluta om utredning ska inledas";
    steps.push({ text, href: links.preliminary(caseId, one.preliminary.id), ...whyOf(parts, one.preliminary.id, "Förhandsbedömningen") });
    const phase = parts.phases.find((p) => p.id === one.preliminary?.phase_id);
    if (phase) steps.push(...phaseSteps(parts, phase));
  }
  for (const one of applicationsWithoutInvestigation(parts)) {
    steps.push({ text: "Inled utredning", href: links.openInvestigation(caseId, one.id), why: `Kom in ${one.received_on}: ${one.type}.` });
  }
  return steps;
}

const wholeClocks = ["preliminary-assessment", "violence-means-investigation", "investigation-time"];

/** By when something is to be done, as its rule counts it: "Utredningen ska vara klar 28 december 2026 (räknat till …)." */
function whyOf(parts: CaseParts, subjectId: string, what: string): { readonly why?: string } {
  const due = parts.obligations.find((one) => one.subject_id === subjectId && wholeClocks.includes(one.rule_id));
  return due?.due_on ? { why: `${what} ska vara klar ${lastDayWords({ dueOn: due.due_on, targetOn: due.target_on })}.` } : {};
}

function phaseSteps(parts: CaseParts, phase: PhasePart): NextStep[] {
  const caseId = parts.file.id;
  return stepsToTake(parts, phase).map((step) => ({
    text: stepWords[step],
    href: step === "hörd" ? conversationLink(caseId, phase.id) : stepLink(caseId, phase.id, step),
    why: `Steg i ${phaseWords(parts, phase, `${phase.kind}en`)}.`,
  }));
}

function tryAgain(parts: CaseParts, today: string): NextStep[] {
  const due = parts.obligations
    .filter((one) => one.rule_id === "try-again" && one.due_on !== null && one.due_on <= today)
    .map((one) => describeObligation(one, today));
  return due.map((one) => ({ text: one.label, href: one.href, why: `Planerat till ${one.dueOn}.` }));
}

function investigationSteps(parts: CaseParts): NextStep[] {
  const caseId = parts.file.id;
  return openInvestigations(parts).flatMap((one) => {
    const phase = parts.phases.find((p) => p.id === one.phase_id);
    const steps = phase ? phaseSteps(parts, phase) : [];
    if (one.best_interests === null) {
      steps.push({ text: "Bedöm barnets bästa", href: links.bestInterests(caseId, one.id), why: "Behövs före beslutet." });
    }
    const ready = steps.length === 0 && missingIn(parts, one.phase_id).every((step) => step === "berättad");
    if (ready) {
      const { why } = whyOf(parts, one.id, "Utredningen");
      const all = ["Allt som behövs finns.", why].filter(Boolean).join(" ");
      steps.push({ text: "Fatta beslut och avsluta utredningen", href: links.decide(caseId, one.id), why: all });
    }
    return steps;
  });
}

/** Phases that end by telling the child, where the decision is taken. */
function tellingSteps(parts: CaseParts): NextStep[] {
  const caseId = parts.file.id;
  const waiting = new Set(parts.obligations.filter((one) => one.rule_id === "tell-the-child").map((one) => one.phase_id));
  return openPhases(parts)
    .filter((phase) => waiting.has(phase.id))
    .flatMap((phase) => {
      const steps = phaseSteps(parts, phase);
      // Everything is there and the phase is still open: telling the child is what closes it.
      return steps.length > 0 ? steps : [{ text: stepWords.berättad, href: stepLink(caseId, phase.id, "berättad") }];
    });
}

function interventionSteps(parts: CaseParts, one: InterventionPart, today: string): NextStep[] {
  const caseId = parts.file.id;
  if (isOver(one)) return [];
  if (one.plan === null) {
    const phase = parts.phases.find((p) => p.id === one.planning_phase_id);
    const steps = phase ? phaseSteps(parts, phase) : [];
    const planning = {
      text: "Planera insatsen med barnet",
      href: links.plan(caseId, one.id),
      why: `Beviljad ${one.granted_on}: ${one.type}.`,
    };
    return steps.length === 0 ? [planning] : steps;
  }
  const begin = beginningSteps(parts, one);
  const phase = parts.phases.find((p) => p.id === one.plan?.follow_up_phase_id && p.closed_on === null);
  const last = one.follow_ups.at(-1);
  if (last?.change_needed === "avsluta") {
    const why = `Uppföljningen ${last.followed_up_on} visade att den kan avslutas: ${one.type}.`;
    return [...begin, ...(phase ? phaseSteps(parts, phase) : []), { text: "Avsluta insatsen", href: links.ending(caseId, one.id), why }];
  }
  const due = parts.obligations.find((o) => o.rule_id === "follow-up-time" && o.subject_id === one.id);
  if (!due) return begin;
  const said = describeObligation(due, today);
  if (said.urgency === "i tid") return begin;
  return [
    ...begin,
    ...(phase ? phaseSteps(parts, phase) : []),
    { text: said.label, href: said.href, why: `Uppföljning ${said.dueOn ?? ""}: ${one.type}.` },
  ];
}

function feedbackSteps(parts: CaseParts, today: string): NextStep[] {
  const due = parts.obligations.filter((one) => one.rule_id === "feedback-to-reporter").map((one) => describeObligation(one, today));
  return due.map((one) => ({ text: one.label, href: one.href, why: one.sentence }));
}

/** A planned intervention that has not begun, or that is broken off. */
function beginningSteps(parts: CaseParts, one: InterventionPart): NextStep[] {
  const caseId = parts.file.id;
  const going = one.interruptions.find((each) => each.resumed_on === null);
  if (going) {
    const why = `Avbruten ${going.interrupted_on}: ${one.type}.`;
    return [{ text: "Skriv när insatsen har börjat igen", href: links.interruption(caseId, one.id), why }];
  }
  if (one.beginning !== null || one.plan === null) return [];
  const why = `Planerad att börja ${one.plan.started_on}: ${one.type}.`;
  return [{ text: "Skriv när insatsen har börjat", href: links.beginning(caseId, one.id), why }];
}

/** Reports to IVO and the auditors and to the board, and guardians who are to be told that an investigation is open. */
function dutySteps(parts: CaseParts, today: string): NextStep[] {
  const duties = parts.obligations.filter(
    (one) =>
      one.rule_id === "execution-report" ||
      one.rule_id === "urgent-decision-reported" ||
      (one.rule_id === "information-that-opened" && "person_id" in one.facts && one.facts.person_id !== null),
  );
  const due = duties.map((one) => describeObligation(one, today)).filter((one) => one.urgency !== "i tid");
  return due.map((one) => ({ text: one.label, href: one.href }));
}
