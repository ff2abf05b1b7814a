/** Puts what must be done into words: what, by when, by which rule, and where it is done. The days are counted in clocks.ts. */
import { daysBetween } from "../../platform/basics/dates.ts";
import { urgency } from "../../platform/law/deadline.ts";
import { STEPS } from "../participation/rules.ts";
import type { Step } from "../participation/rules.ts";
import type { ObligationPart } from "./obligation-parts.ts";
import { sentenceOf } from "./clocks.ts";
import { caseLink } from "../part/case-link.ts";
import type { Obligation } from "../part/work.ts";
import { missingStepLink, stepLink } from "../participation/phase-steps.ts";
import { links } from "./links.ts";

type Words = { readonly label: (due: ObligationPart) => string; readonly href: (due: ObligationPart) => string };

const again: Readonly<Record<Step, string>> = {
  informerad: "Försök igen att informera barnet",
  hörd: "Försök igen att låta barnet komma till tals",
  vägd: "Väg in barnets åsikt",
  berättad: "Försök igen att berätta för barnet",
};

const words: Readonly<Record<string, Words>> = {
  "immediate-protection": {
    label: () => "Bedöm om barnet behöver omedelbart skydd",
    href: (due) => links.protection(due.case_id, due.subject_id),
  },
  "preliminary-assessment": {
    label: () => "Besluta om utredning ska inledas",
    href: (due) => links.preliminary(due.case_id, due.subject_id),
  },
  "violence-means-investigation": {
    label: () => "Inled utredning utan dröjsmål: anmälan gäller våld",
    href: (due) => links.preliminary(due.case_id, due.subject_id),
  },
  "feedback-to-reporter": {
    label: () => "Återkoppla till anmälaren",
    href: (due) => links.feedback(due.case_id, due.subject_id),
  },
  "open-investigation-at-once": {
    label: () => "Inled utredning",
    href: (due) => links.openInvestigation(due.case_id, due.subject_id),
  },
  "investigation-time": {
    label: () => "Slutför utredningen",
    href: (due) => links.decide(due.case_id, due.subject_id),
  },
  "information-that-opened": {
    label: (due) =>
      guardianOf(due) === null ? "Informera barnet om att utredningen har inletts" : "Informera om att utredningen har inletts",
    href: (due) =>
      guardianOf(due) === null
        ? inPhase(due, (phaseId) => stepLink(due.case_id, phaseId, "informerad"))
        : links.openedInformation(due.case_id, due.subject_id),
  },
  "tell-the-child": {
    label: () => "Berätta för barnet vad som beslutades",
    href: (due) => inPhase(due, (phaseId) => stepLink(due.case_id, phaseId, "berättad")),
  },
  "try-again": {
    label: (due) => again[stepOf(due)],
    href(due) {
      const step = stepOf(due);
      return inPhase(due, (phaseId) => missingStepLink(due.case_id, phaseId, step));
    },
  },
  "not-executed": { label: beginLabel, href: beginHref },
  "begin-intervention": { label: beginLabel, href: beginHref },
  "execution-report": {
    label: (due) =>
      executionOf(due)?.last_reported_on !== null && executionOf(due)?.executed_on !== null
        ? "Anmäl till IVO och revisorerna att beslutet har verkställts"
        : "Rapportera till IVO och revisorerna att beslutet inte har verkställts",
    href: (due) => links.executionReport(due.case_id, due.subject_id),
  },
  "urgent-decision-reported": {
    label: () => "Anmäl det brådskande beslutet till nämnden",
    href: (due) => links.boardReport(due.case_id),
  },
  "follow-up-time": {
    label: () => "Följ upp insatsen med barnet",
    href: (due) => links.followUp(due.case_id, due.subject_id),
  },
};

/** The rules that have words here; a test holds them against those that are counted. */
export const rulesWithWords: readonly string[] = Object.keys(words);

/** What one thing to do is on a day. A rule without words gives its case page, so that nothing is lost from the list. */
export function describeObligation(due: ObligationPart, today: string): Obligation {
  const said = words[due.rule_id];
  const { due_on: dueOn, target_on: targetOn } = due;
  return {
    ruleId: due.rule_id,
    caseId: due.case_id,
    label: labelOf(said, due),
    sentence: sentenceOf(due, today),
    href: said?.href(due) ?? caseLink(due.case_id),
    urgency: dueOn === null ? "utan dag" : urgency({ dueOn, since: due.since }, today),
    dueOn,
    targetOn: targetOn === dueOn ? null : targetOn,
    days: dueOn === null ? null : daysBetween(today, dueOn),
  };
}

/** What must be done, and about what when a case may have two of it: "Följ upp insatsen med barnet: kontaktperson". */
function labelOf(said: Words | undefined, due: ObligationPart): string {
  const label = said?.label(due) ?? "Något ska göras i ärendet";
  return due.subject ? `${label}: ${due.subject}` : label;
}

type Execution = Extract<ObligationPart["facts"], { executed_reported: boolean }>;

function executionOf(due: ObligationPart): Execution | undefined {
  return "executed_reported" in due.facts ? (due.facts as Execution) : undefined;
}

/** What the wait for an intervention asks for: a plan, the day it began, or the day it began again. */
function beginLabel(due: ObligationPart): string {
  const facts = executionOf(due);
  if (facts?.interrupted_on) return "Skriv när insatsen har börjat igen";
  return facts?.planned_on ? "Skriv när insatsen har börjat" : "Planera insatsen och lämna över till utföraren";
}

function beginHref(due: ObligationPart): string {
  const facts = executionOf(due);
  if (facts?.interrupted_on) return links.interruption(due.case_id, due.subject_id);
  return facts?.planned_on ? links.beginning(due.case_id, due.subject_id) : links.plan(due.case_id, due.subject_id);
}

function guardianOf(due: ObligationPart): string | null {
  return "person_id" in due.facts ? due.facts.person_id : null;
}

/** Which step to try again: the view says; the child being heard is what is put off most. */
function stepOf(due: ObligationPart): Step {
  return STEPS.find((step) => "step" in due.facts && step === due.facts.step) ?? "hörd";
}

function inPhase(due: ObligationPart, link: (phaseId: string) => string): string {
  return due.phase_id === null ? caseLink(due.case_id) : link(due.phase_id);
}
