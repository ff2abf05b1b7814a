/**
 * Counts the days of what waits to be done. The view `due.obligation` gives facts and no days; here the rule of each row counts them, so
 * that the list, the case page and the sentence of the rule cannot disagree (decision 0040).
 */
import type { Rule } from "../../platform/law/rule.ts";
import { deadlineSentence } from "../../platform/law/deadline.ts";
import {
  feedbackToReporter,
  immediateProtection,
  openInvestigationAtOnce,
  preliminaryAssessment,
  violenceMeansInvestigation,
} from "../intake/rules.ts";
import { followUpTime, notExecuted, NOT_EXECUTED_MONTHS } from "../intervention/rules.ts";
import { executionReport, isUnderRight } from "../intervention/rules-execution.ts";
import { informationThatOpened, investigationTime } from "../investigation/rules.ts";
import { urgentDecisionReported } from "../decision/rules-board-report.ts";
import { addMonths } from "../../platform/basics/dates.ts";
import type { ObligationPart, ObligationRow } from "./obligation-parts.ts";

/** What a rule says of one row: what is due, by when and why. */
type Clock = {
  readonly ruleId: string;
  /** The last day in law; null where the law gives none. */ readonly dueOn: string | null;
  /** The day as counted, before any holiday is looked at. */ readonly targetOn: string | null;
  readonly sentence: () => string;
};

type Days = { readonly dueOn: string | null; readonly targetOn?: string | null };

/** Applies a rule; the sentence is put together only when somebody reads it. */
function clock<In, Out extends Days>(rule: Rule<In, Out>, input: In): Clock {
  const outcome = rule.apply(input);
  const { dueOn, targetOn = dueOn } = outcome;
  return { ruleId: rule.id, dueOn, targetOn, sentence: () => rule.explain(input, outcome) };
}

/** A day that was agreed, or meant as at once; nothing moves it. */
function fixed(ruleId: string, dueOn: string, words: Omit<Parameters<typeof deadlineSentence>[0], "dueOn">): Clock {
  return { ruleId, dueOn, targetOn: dueOn, sentence: () => deadlineSentence({ ...words, dueOn }) };
}

type Facts<R extends ObligationRow["rule_id"]> = Extract<ObligationRow, { rule_id: R }>;
type Clocks = { readonly [R in ObligationRow["rule_id"]]: (row: Facts<R>, today: string) => readonly Clock[] };

const clocks: Clocks = {
  "immediate-protection": ({ facts }) => [clock(immediateProtection, { type: "anmälan", receivedAt: new Date(facts.received_at) })],
  "preliminary-assessment": ({ since, facts }) => [
    clock(preliminaryAssessment, { type: "anmälan", receivedOn: since, investigationOpen: false, ...extended(facts.extended_to) }),
  ],
  "violence-means-investigation": ({ since, facts }) => [
    clock(violenceMeansInvestigation, { concernsViolence: true, receivedOn: since, receivedAt: new Date(facts.received_at) }),
  ],
  "feedback-to-reporter": ({ facts }) => {
    const { requested_on: requestedOn, decided_on: decidedOn, investigation_open: investigationOpen } = facts;
    return [clock(feedbackToReporter, { byMandatedReporter: true, requestedOn, decidedOn, investigationOpen })];
  },
  "open-investigation-at-once": ({ since, facts }) => [
    clock(openInvestigationAtOnce, { type: facts.type, receivedOn: since, mayLeadToMeasure: true }),
  ],
  "investigation-time": ({ since, facts }) => [clock(investigationTime, { openedOn: since, ...extended(facts.extended_to) })],
  "information-that-opened": ({ since, facts }) => {
    const who = facts.person_id === null ? "barnet" : "vårdnadshavaren";
    const reasons = facts.review_on === null ? "" : "särskilda skäl";
    return [clock(informationThatOpened, { openedOn: since, specialReasonsAgainst: reasons, reviewOn: facts.review_on, who })];
  },
  "tell-the-child": ({ since }) => {
    const because = "barnet ska få veta vad som beslutades och hur barnets åsikt vägdes in";
    return [fixed("tell-the-child", since, { verb: "Berättas", because, provisionId: "child-information", citedOn: since })];
  },
  "try-again": ({ since, facts }) => {
    const because = "den dag som bestämdes vid förra försöket";
    return [fixed("try-again", facts.agreed_on, { verb: "Nytt försök görs", because, citedOn: since })];
  },
  "urgent-decision-reported": ({ since, facts }) => [
    clock(urgentDecisionReported, { decidedOn: since, nextMeetingOn: facts.next_meeting_on }),
  ],
  "not-executed": execution,
  "follow-up-time": ({ facts }) => [
    clock(followUpTime, { startedOn: facts.started_on, lastFollowUpOn: facts.last_on, agreedOn: facts.agreed_on }),
  ],
};

/** The rules that the view may name; a test holds them against it. */
export const clockedRules: readonly string[] = Object.keys(clocks);

function extended(to: string | null): { readonly extendedTo?: string } {
  return to === null ? {} : { extendedTo: to };
}

/** What a wait for carrying out asks for: that it begins, and the reports when it has not begun in time. */
function execution({ facts, since }: Facts<"not-executed">, today: string): readonly Clock[] {
  const over = facts.executed_on ?? facts.gave_up_on;
  const underRight = isUnderRight(facts.legal_provision);
  const startedOn = facts.interrupted_on === null ? null : facts.granted_on;
  const { granted_on: grantedOn, interrupted_on: interruptedOn, gave_up_on: gaveUpOn, executed_on: executedOn } = facts;
  const wait = { grantedOn, startedOn, interruptedOn, gaveUpOn, underRight, today };
  const outcome = notExecuted.apply(wait);
  if (outcome.from === null) return over === null ? [beginByLocalRule(since)] : [];
  const { from, targetOn } = outcome;
  const begin: Clock = { ruleId: "not-executed", dueOn: from, targetOn, sentence: () => notExecuted.explain(wait, outcome) };
  const lastReportedOn = facts.last_reported_on;
  const report = { limitOn: from, executedOn, gaveUpOn, lastReportedOn, executedReported: facts.executed_reported, today };
  const reporting = clock(executionReport, report);
  return [...(over === null ? [begin] : []), ...(reporting.dueOn === null ? [] : [reporting])];
}

/** A decision that is not reported is to be carried out all the same: the same three months, but nobody's law. */
function beginByLocalRule(since: string): Clock {
  const because = `${NOT_EXECUTED_MONTHS} månader från beslutet, som inte rapporteras till IVO`;
  return fixed("begin-intervention", addMonths(since, NOT_EXECUTED_MONTHS), { verb: "Ska ha börjat", because, citedOn: since });
}

/** What a row asks for on a day. */
function clocksOf(row: ObligationRow, today: string): readonly Clock[] {
  const count = clocks[row.rule_id] as (row: ObligationRow, today: string) => readonly Clock[];
  return count(row, today);
}

/** What must be done in a case, or in several, each with its days: the earliest first. */
export function obligationsOf(rows: readonly ObligationRow[], today: string): readonly ObligationPart[] {
  const parts = rows.flatMap((row) =>
    clocksOf(row, today).map(({ ruleId, dueOn, targetOn }): ObligationPart => {
      const { case_id, subject_id, phase_id, since, subject, facts } = row;
      return { case_id, subject_id, phase_id, since, subject, facts, rule_id: ruleId, of: row.rule_id, due_on: dueOn, target_on: targetOn };
    }),
  );
  // What has no day is not forgotten: it stands after what is due today.
  const day = (part: ObligationPart): string => part.due_on ?? `${today}~`;
  return parts.toSorted((a, b) => compare(day(a), day(b)) || compare(a.rule_id, b.rule_id));
}

/** The rule's own sentence for something that must be done. */
export function sentenceOf(part: ObligationPart, today: string): string {
  const row = { ...part, rule_id: part.of } as ObligationRow;
  const found = clocksOf(row, today).find((one) => one.ruleId === part.rule_id);
  return found?.sentence() ?? (part.due_on === null ? "Utan bestämd dag." : `Senast ${part.due_on}.`);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
