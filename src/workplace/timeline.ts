/** Everything that has happened in a case, as one list. */
import { stockholmDate } from "../core/dates.ts";
import { REASON_LABELS, STEP_LABELS } from "../participation/rules.ts";
import type { Reason, Step } from "../participation/rules.ts";
import type {
  CaseParts,
  ConversationPart,
  IntakePart,
  InterventionPart,
  InvestigationPart,
  LeftPart,
  NotePart,
  StepPart,
} from "./case-parts.ts";
import { capital, intakeWords, stopped } from "./case-words.ts";
import { links } from "./links.ts";
import { makerWords, writtenLater } from "./made-words.ts";

export const eventKinds = ["inkommet", "beslut", "delaktighet", "insats", "anteckning"] as const;
export type EventKind = (typeof eventKinds)[number];

export type CaseEvent = {
  readonly on: string;
  readonly kind: EventKind;
  readonly heading: string;
  readonly text?: string | undefined;
  /** In the child's own words. */
  readonly childWords?: string | undefined;
  readonly by?: string | undefined;
  /** The day it was written, where that is another: what is typed later is dated when it happened, and shows both. */
  readonly written?: string | undefined;
  /** What guardians may not be shown, and why. */
  readonly withheld?: { readonly text: string; readonly reason: string } | undefined;
  /** Where it can be read in full. */
  readonly href?: string | undefined;
  /** Where a note is corrected. */
  readonly correct?: string | undefined;
};

/** What has happened, the latest day first; within a day in the order of the work, the last first. */
export function timelineOf(parts: CaseParts): readonly CaseEvent[] {
  const events: CaseEvent[] = [
    ...parts.intakes.flatMap(intakeEvents),
    ...parts.investigations.flatMap(startEvents),
    ...parts.conversations.map((one) => conversationEvent(parts.file.id, one)),
    ...parts.steps.filter((one) => one.conversation_id === null).map((one) => stepEvent(parts, one)),
    ...parts.notes.map((one) => noteEvent(parts.file.id, one)),
    ...parts.investigations.flatMap(endEvents),
    ...parts.interventions.flatMap(interventionEvents),
    ...parts.left.filter((one) => one.reason !== "ärendet är avslutat").map(leavingEvent),
    ...(parts.file.closed_on === null
      ? []
      : [{ on: parts.file.closed_on, kind: "beslut" as const, heading: `Ärendet avslutades: ${parts.file.closure_reason ?? ""}` }]),
  ];
  return events
    .map((event, place) => ({ event, place }))
    .sort((a, b) => (a.event.on < b.event.on ? 1 : a.event.on > b.event.on ? -1 : b.place - a.place))
    .map(({ event }) => event);
}

function leavingEvent({ name, role, ended_on, reason, note, by }: LeftPart): CaseEvent {
  return { on: ended_on, kind: "anteckning", heading: `${name} lämnade ärendet (${role})`, text: stopped(note ?? capital(reason)), by };
}

function intakeEvents(one: IntakePart): CaseEvent[] {
  const events: CaseEvent[] = [{ on: one.received_on, kind: "inkommet", heading: intakeWords(one), text: one.concern }];
  if (one.protection) {
    const measure = one.protection.measure ? `\nÅtgärd: ${one.protection.measure}` : "";
    events.push({
      on: stockholmDate(new Date(one.protection.assessed_at)),
      kind: "beslut",
      heading: `Skyddsbedömning: ${one.protection.result}`,
      text: one.protection.reasoning + measure,
    });
  }
  const decision = one.preliminary?.decision;
  if (decision) {
    const { decided_on: on, result, reasoning: text, made, recorded_at } = decision;
    const written = writtenLater(on, recorded_at);
    events.push({ on, kind: "beslut", heading: preliminaryWords(result), text, by: makerWords(made), written });
  }
  if (one.outcome) {
    const { outcome, decided_on: on, withdrawn_by: by, reasoning, made, recorded_at } = one.outcome;
    const heading = by === null ? `Utredning inleds inte: ${outcome}` : `${capital(one.type)} återtogs av ${by}`;
    events.push({ on, kind: "beslut", heading, text: reasoning, by: makerWords(made), written: writtenLater(on, recorded_at) });
  }
  if (one.feedback) {
    const heading = one.feedback.outcome === "lämnad" ? "Återkoppling lämnad till anmälaren" : "Återkoppling till anmälaren var olämplig";
    events.push({ on: one.feedback.given_on, kind: "inkommet", heading, text: one.feedback.content });
  }
  return events;
}

/** "Förhandsbedömning: utredning inleds". */
export function preliminaryWords(result: string): string {
  const words: Readonly<Record<string, string>> = {
    inleda: "utredning inleds",
    "inte inleda": "utredning inleds inte",
    "pågående utredning finns": "anmälan förs till den pågående utredningen",
  };
  return `Förhandsbedömning: ${words[result] ?? result}`;
}

function startEvents(one: InvestigationPart): CaseEvent[] {
  const by = makerWords(one.made);
  const written = writtenLater(one.started_on, one.recorded_at);
  const events: CaseEvent[] = [{ on: one.started_on, kind: "beslut", heading: "Utredning inleddes", text: one.purpose, by, written }];
  if (one.best_interests) {
    events.push({
      on: one.best_interests.assessed_on,
      kind: "delaktighet",
      heading: "Barnets bästa bedömdes",
      text: one.best_interests.assessment,
      written: writtenLater(one.best_interests.assessed_on, one.best_interests.recorded_at),
    });
  }
  return events;
}

function endEvents(one: InvestigationPart): CaseEvent[] {
  const events: CaseEvent[] = [];
  if (one.decision) {
    const type = one.decision.intervention_type ? `, ${one.decision.intervention_type}` : "";
    const text = `${one.decision.reasoning}\n${one.decision.legal_provision}`;
    events.push({
      on: one.decision.decided_on,
      kind: "beslut",
      heading: `Beslut: ${one.decision.outcome}${type}`,
      text,
      by: makerWords(one.decision.made),
      written: writtenLater(one.decision.decided_on, one.decision.recorded_at),
    });
  }
  if (one.conclusion)
    events.push({ on: one.conclusion.concluded_on, kind: "beslut", heading: `Utredningen avslutades: ${one.conclusion.outcome}` });
  return events;
}

function interventionEvents(one: InterventionPart): CaseEvent[] {
  const events: CaseEvent[] = [];
  if (one.plan) {
    const text = `Utförare: ${one.plan.provider}\nMål: ${one.plan.goals}${one.plan.child_goals ? `\nBarnets egna mål: ${one.plan.child_goals}` : ""}`;
    const what = one.not_begun ? "Insatsen skulle börja" : "Insatsen började";
    events.push({ on: one.plan.started_on, kind: "insats", heading: `${what}: ${one.type}`, text });
  }
  for (const followUp of one.follow_ups) {
    const text = `${followUp.summary}${followUp.child_view ? `\nBarnets syn: ${followUp.child_view}` : ""}`;
    events.push({ on: followUp.followed_up_on, kind: "insats", heading: `Uppföljning av ${one.type}: ${followUp.goal_attainment}`, text });
  }
  if (one.not_begun) {
    const { decided_on: on, reason, explanation } = one.not_begun;
    events.push({ on, kind: "insats", heading: `Insatsen blev inte av: ${reason}`, text: explanation });
  }
  if (one.ending)
    events.push({
      on: one.ending.ended_on,
      kind: "insats",
      heading: `Insatsen avslutades: ${one.ending.reason}`,
      text: one.ending.summary,
    });
  return events;
}

const conversationWords: Readonly<Record<string, string>> = {
  genomfört: "Samtal med barnet",
  erbjudet: "Barnet erbjöds samtal",
  avböjt: "Barnet avböjde samtal",
  inställt: "Samtalet ställdes in",
};

function conversationEvent(caseId: string, one: ConversationPart): CaseEvent {
  const facts = [one.form, one.channel, one.place].filter(Boolean).join(", ");
  const next = one.next_step
    ? `\nNästa steg: ${one.next_step}${one.next_on ? ` (${one.next_on})` : ""}`
    : one.next_on
      ? `\nNästa dag: ${one.next_on}`
      : "";
  return {
    on: one.held_on,
    kind: "delaktighet",
    heading:
      one.form === "observation" && one.status === "genomfört" ? "Observation av barnet" : (conversationWords[one.status] ?? "Samtal"),
    text: capital(facts) + (one.information_given ? `\nInformation till barnet: ${one.information_given}` : "") + next,
    childWords: one.child_words ?? undefined,
    by: one.by,
    href: `/arenden/${caseId}/samtal/${one.id}`,
    withheld: one.withheld_from_guardians ? { text: one.withheld_from_guardians, reason: one.withheld_reason ?? "" } : undefined,
  };
}

function stepEvent(parts: CaseParts, one: StepPart): CaseEvent {
  const phase = parts.phases.find((p) => p.id === one.phase_id);
  const label = STEP_LABELS[one.step as Step] ?? one.step;
  const done = one.outcome === "gjort";
  const reason = [REASON_LABELS[one.reason as Reason] ?? one.reason, one.reason_text].filter(Boolean).join(": ");
  return {
    on: one.happened_on,
    kind: "delaktighet",
    heading: `${label}${done ? "" : ": inte gjort"} (${phase?.kind ?? "fas"})`,
    text: done ? (one.content ?? undefined) : `${stopped(reason)}${one.try_again_on ? ` Nytt försök ${one.try_again_on}.` : ""}`,
  };
}

function noteEvent(caseId: string, one: NotePart): CaseEvent {
  const heading = one.corrected ? "Anteckning (rättad i en senare)" : one.corrects_id ? "Rättelse av anteckning" : "Anteckning";
  return {
    on: one.happened_on,
    kind: "anteckning",
    heading,
    text: one.text,
    by: one.by,
    correct: one.corrected ? undefined : `${links.note(caseId)}?rattar=${one.id}`,
  };
}
