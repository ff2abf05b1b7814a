/** Puts the rows of the view `due.obligation` into words: what must be done, by when, by which rule, and where it is done. */
import { addMonths, daysBetween, stockholmInstant } from "../core/dates.ts";
import { deadlineSentence, urgency } from "../core/law/deadline.ts";
import type { Urgency } from "../core/law/deadline.ts";
import {
  immediateProtection,
  openInvestigationAtOnce,
  preliminaryAssessment,
  feedbackToReporter,
  DEFAULT_LATE_FROM,
} from "../intake/rules.ts";
import { followUpTime, notExecuted } from "../intervention/rules.ts";
import { INVESTIGATION_MONTHS, informationThatOpened, investigationTime } from "../investigation/rules.ts";
import { STEPS } from "../participation/rules.ts";
import type { Step } from "../participation/rules.ts";
import type { ObligationPart } from "./case-parts.ts";
import { caseLink, conversationLink, links, stepLink } from "./links.ts";

export type Obligation = {
  readonly ruleId: string;
  readonly caseId: string;
  /** What must be done, Swedish, without a date. */
  readonly label: string;
  /** By when and why, with the provision: "Beslutas senast 14 mars 2026: 14 dagar efter anmälan (20 kap. 2 § SoL)." */
  readonly sentence: string;
  /** The form that does it. */
  readonly href: string;
  readonly urgency: Urgency;
  readonly dueOn: string;
  /** Whole days left; negative when it is late. */
  readonly days: number;
};

type Words = {
  readonly label: (due: ObligationPart) => string;
  readonly sentence: (due: ObligationPart, today: string) => string;
  readonly href: (due: ObligationPart) => string;
};

const again: Readonly<Record<Step, string>> = {
  informerad: "Försök igen att informera barnet",
  hörd: "Försök igen att låta barnet komma till tals",
  vägd: "Väg in barnets åsikt",
  berättad: "Försök igen att berätta för barnet",
};

const words: Readonly<Record<string, Words>> = {
  "immediate-protection": {
    label: () => "Bedöm om barnet behöver omedelbart skydd",
    sentence({ since, due_on }) {
      const cameLate = due_on > since;
      const receivedAt = stockholmInstant(since, cameLate ? DEFAULT_LATE_FROM : "00:00");
      return immediateProtection.explain({ type: "anmälan", receivedAt }, { needed: true, dueOn: due_on, cameLate });
    },
    href: (due) => links.protection(due.case_id, due.subject_id),
  },
  "preliminary-assessment": {
    label: () => "Besluta om utredning ska inledas",
    sentence({ since, due_on }) {
      const input = { type: "anmälan", receivedOn: since, investigationOpen: false } as const;
      const extended = preliminaryAssessment.apply(input).dueOn !== due_on;
      return preliminaryAssessment.explain(input, { needed: true, dueOn: due_on, why: extended ? "förlängd" : "anmälan" });
    },
    href: (due) => links.preliminary(due.case_id, due.subject_id),
  },
  "feedback-to-reporter": {
    label: () => "Återkoppla till anmälaren",
    sentence({ since, due_on }) {
      const input = { byMandatedReporter: true, requestedOn: since, decidedOn: since, investigationOpen: false };
      return feedbackToReporter.explain(input, { needed: true, dueOn: due_on, why: "en vecka" });
    },
    href: (due) => links.feedback(due.case_id, due.subject_id),
  },
  "open-investigation-at-once": {
    label: () => "Inled utredning",
    sentence({ since, due_on }) {
      const input = { type: "annat sätt", receivedOn: since, mayLeadToMeasure: true } as const;
      return openInvestigationAtOnce.explain(input, { atOnce: true, dueOn: due_on });
    },
    href: (due) => links.openInvestigation(due.case_id, due.subject_id),
  },
  "investigation-time": {
    label: () => "Slutför utredningen",
    sentence({ since, due_on }) {
      const extended = addMonths(since, INVESTIGATION_MONTHS) !== due_on;
      return investigationTime.explain({ openedOn: since }, { dueOn: due_on, extended });
    },
    href: (due) => links.decide(due.case_id, due.subject_id),
  },
  "information-that-opened": {
    label: () => "Informera barnet om att utredningen har inletts",
    sentence: ({ since, due_on }) =>
      informationThatOpened.explain({ openedOn: since, specialReasonsAgainst: "" }, { needed: true, dueOn: due_on }),
    href: (due) => inPhase(due, (phaseId) => stepLink(due.case_id, phaseId, "informerad")),
  },
  "tell-the-child": {
    label: () => "Berätta för barnet vad som beslutades",
    sentence: ({ since, due_on }) =>
      deadlineSentence({
        verb: "Berättas",
        dueOn: due_on,
        because: "barnet ska få veta vad som beslutades och hur barnets åsikt vägdes in",
        provisionId: "child-information",
        citedOn: since,
      }),
    href: (due) => inPhase(due, (phaseId) => stepLink(due.case_id, phaseId, "berättad")),
  },
  "try-again": {
    label: (due) => again[stepOf(due)],
    sentence: ({ since, due_on }) =>
      deadlineSentence({ verb: "Nytt försök görs", dueOn: due_on, because: "den dag som bestämdes vid förra försöket", citedOn: since }),
    href(due) {
      const step = stepOf(due);
      return inPhase(due, (phaseId) => (step === "hörd" ? conversationLink(due.case_id, phaseId) : stepLink(due.case_id, phaseId, step)));
    },
  },
  "not-executed": {
    label: () => "Planera insatsen och lämna över till utföraren",
    sentence: ({ since, due_on }, today) =>
      notExecuted.explain({ grantedOn: since, startedOn: null, today }, { reportable: today > due_on, from: due_on }),
    href: (due) => links.plan(due.case_id, due.subject_id),
  },
  "follow-up-time": {
    label: () => "Följ upp insatsen med barnet",
    sentence: ({ since, due_on }) =>
      followUpTime.explain({ startedOn: since, lastFollowUpOn: null, agreedOn: due_on }, { dueOn: due_on, why: "överenskommen dag" }),
    href: (due) => links.followUp(due.case_id, due.subject_id),
  },
};

/** The rules that have words here; a test holds them against the view. */
export const rulesWithWords: readonly string[] = Object.keys(words);

/** What one row of `due.obligation` asks for on a day. A rule without words gives its case page, so that nothing is lost from the list. */
export function describeObligation(due: ObligationPart, today: string): Obligation {
  const said = words[due.rule_id];
  return {
    ruleId: due.rule_id,
    caseId: due.case_id,
    label: labelOf(said, due),
    sentence: said?.sentence(due, today) ?? `Senast ${due.due_on}.`,
    href: said?.href(due) ?? caseLink(due.case_id),
    urgency: urgency({ dueOn: due.due_on, since: due.since }, today),
    dueOn: due.due_on,
    days: daysBetween(today, due.due_on),
  };
}

/** What must be done, and about what when a case may have two of it: "Följ upp insatsen med barnet: kontaktperson". */
function labelOf(said: Words | undefined, due: ObligationPart): string {
  const label = said?.label(due) ?? "Något ska göras i ärendet";
  return due.subject ? `${label}: ${due.subject}` : label;
}

/** Which step to try again: the query says; the child being heard is what is put off most. */
function stepOf(due: ObligationPart): Step {
  return STEPS.find((step) => step === due.step) ?? "hörd";
}

function inPhase(due: ObligationPart, link: (phaseId: string) => string): string {
  return due.phase_id === null ? caseLink(due.case_id) : link(due.phase_id);
}
