/** Everything that has happened in a case, as one list. */
import type { WordsFor } from "../../platform/basics/codes.ts";
import type { CodeOf } from "../../platform/database/generated.ts";
import { stockholmDate, stockholmTime } from "../../platform/basics/dates.ts";
import { REASON_LABELS, STEP_LABELS } from "../../casework/participation/rules.ts";
import type { Reason, Step } from "../../casework/participation/rules.ts";
import type { CaseParts, IntakePart, InvestigationPart } from "../../casework/case/case-parts.ts";
import type { ConversationPart, NotePart, StepPart } from "../../casework/case/phase-parts.ts";
import type { InterventionPart } from "../../casework/case/intervention-parts.ts";
import type { MadePart } from "../../casework/case/made-parts.ts";
import type { LeftPart } from "../../casework/case/people-parts.ts";
import { moveEvent, reviewEvent } from "./review-event.ts";
import { capital } from "../../platform/basics/text.ts";
import { intakeWords, stopped } from "../../casework/case/case-words.ts";
import { links } from "../../casework/case/links.ts";
import { makerWords, writtenLater } from "../../casework/case/made-words.ts";
import type { CaseEvent } from "./case-event.ts";

/**
 * What has happened, the latest first: by the day and the time it happened where the time is known, otherwise by the time it was written that
 * day. What was written on a later day without a time stands last in its day. Within one moment in the order it was written, then of the work.
 */
export function timelineOf(parts: CaseParts): readonly CaseEvent[] {
  const events: CaseEvent[] = [
    ...parts.intakes.flatMap(intakeEvents),
    ...parts.investigations.flatMap(startEvents),
    ...parts.conversations.map((one) => conversationEvent(parts.file.id, one)),
    ...parts.steps.filter((one) => one.conversation_id === null).map((one) => stepEvent(parts, one)),
    ...parts.notes.map((one) => noteEvent(parts.file, one)),
    ...parts.investigations.flatMap(endEvents),
    ...parts.interventions.flatMap((one) => interventionEvents(parts, one)),
    ...parts.left.filter((one) => one.reason !== "ärendet är avslutat").map(leavingEvent),
    ...parts.person_reviews.map(reviewEvent),
    ...parts.moves.map(moveEvent),
    ...closingEvents(parts),
  ];
  return events
    .map((event, place) => ({ event, moment: momentOf(event), recorded: Date.parse(event.recordedAt), place }))
    .sort((a, b) => (a.moment < b.moment ? 1 : a.moment > b.moment ? -1 : b.recorded - a.recorded || b.place - a.place))
    .map(({ event }) => ({ ...event, written: writtenLater(event.on, event.recordedAt) }));
}

/** "2026-03-02 09:30": what an event is sorted by. */
function momentOf({ on, at, recordedAt }: CaseEvent): string {
  const time = at ?? (writtenLater(on, recordedAt) === undefined ? stockholmTime(new Date(recordedAt)) : "24:00");
  return `${on} ${time}`;
}

function closingEvents({ file }: CaseParts): CaseEvent[] {
  if (file.closed_on === null || file.closure_recorded_at === null) return [];
  const heading = `Ärendet avslutades: ${file.closure_reason ?? ""}`;
  return [{ on: file.closed_on, recordedAt: file.closure_recorded_at, kind: "beslut", heading, by: file.closed_by }];
}

function leavingEvent({ name, role, ended_on, reason, note, by, recorded_at: recordedAt }: LeftPart): CaseEvent {
  return {
    on: ended_on,
    recordedAt,
    kind: "anteckning",
    heading: `${name} lämnade ärendet (${role})`,
    text: stopped(note ?? capital(reason)),
    by,
  };
}

function intakeEvents(one: IntakePart): CaseEvent[] {
  const received = stockholmTime(new Date(one.received_at));
  const events: CaseEvent[] = [
    {
      on: one.received_on,
      at: received,
      recordedAt: one.recorded_at,
      kind: "inkommet",
      heading: intakeWords(one),
      text: one.concern,
      by: one.by,
    },
  ];
  if (one.protection) {
    const { assessed_at, measure, reasoning, result, by, recorded_at: recordedAt } = one.protection;
    const assessed = new Date(assessed_at);
    const heading = `Skyddsbedömning: ${result}`;
    const text = reasoning + (measure ? `\nÅtgärd: ${measure}` : "");
    events.push({ on: stockholmDate(assessed), at: stockholmTime(assessed), recordedAt, kind: "beslut", heading, text, by });
  }
  for (const { decided_on: on, extended_to, exceptional_reasons: text, made, recorded_at: recordedAt } of one.preliminary?.extensions ??
    []) {
    const heading = `Förhandsbedömningen förlängdes till ${extended_to}: synnerliga skäl`;
    events.push({ on, recordedAt, kind: "beslut", heading, text, by: makerWords(made) }, ...reportEvents(made));
  }
  const decision = one.preliminary?.decision;
  if (decision) {
    const { decided_on: on, result, reasoning: text, made, recorded_at: recordedAt } = decision;
    events.push({ on, recordedAt, kind: "beslut", heading: preliminaryWords(result), text, by: makerWords(made) }, ...reportEvents(made));
  }
  if (one.outcome) {
    const { outcome, decided_on: on, withdrawn_by: by, reasoning, made, recorded_at: recordedAt } = one.outcome;
    const heading = by === null ? `Utredning inleds inte: ${outcome}` : `${capital(one.type)} återtogs av ${by}`;
    events.push({ on, recordedAt, kind: "beslut", heading, text: reasoning, by: makerWords(made) }, ...reportEvents(made));
  }
  if (one.feedback_request) {
    const { requested_on: on, recorded_at: recordedAt, by } = one.feedback_request;
    events.push({ on, recordedAt, kind: "inkommet", heading: "Anmälaren begärde återkoppling", by });
  }
  if (one.feedback) {
    const { outcome, given_on: on, content: text, recorded_at: recordedAt, by } = one.feedback;
    const heading = outcome === "lämnad" ? "Återkoppling lämnad till anmälaren" : "Återkoppling till anmälaren var olämplig";
    events.push({ on, recordedAt, kind: "inkommet", heading, text, by });
  }
  return events;
}

/** That the board was told of what the chair had decided. */
function reportEvents(made: MadePart | null): CaseEvent[] {
  if (!made?.reported) return [];
  const { reported_on: on, minutes_number: text, recorded_at: recordedAt, by } = made.reported;
  const heading = `Beslutet ${made.decided_on} anmäldes till nämnden`;
  return [{ on, recordedAt, kind: "beslut", heading, text, by }];
}

/** "Förhandsbedömning: utredning inleds". */
export function preliminaryWords(result: string): string {
  const words: WordsFor<CodeOf<"intake.preliminary_decision.result">> & WordsFor<string> = {
    inleda: "utredning inleds",
    "inte inleda": "utredning inleds inte",
    "pågående utredning finns": "anmälan förs till den pågående utredningen",
  };
  return `Förhandsbedömning: ${words[result] ?? result}`;
}

function startEvents(one: InvestigationPart): CaseEvent[] {
  const by = makerWords(one.made);
  const events: CaseEvent[] = [
    { on: one.started_on, recordedAt: one.recorded_at, kind: "beslut", heading: "Utredning inleddes", text: one.purpose, by },
    ...reportEvents(one.made),
  ];
  for (const { decided_on: on, extended_to, special_reasons: text, made, recorded_at: recordedAt } of one.extensions) {
    const heading = `Utredningen förlängdes till ${extended_to}: särskilda skäl`;
    events.push({ on, recordedAt, kind: "beslut", heading, text, by: makerWords(made) }, ...reportEvents(made));
  }
  for (const { name, outcome, happened_on: on, content, review_on, by, recorded_at: recordedAt } of one.informed) {
    const told = outcome === "informerad";
    const heading = told ? `${name} informerades om att utredningen har inletts` : `${name} informerades inte: särskilda skäl`;
    events.push({
      on,
      recordedAt,
      kind: "beslut",
      heading,
      text: told ? (content ?? undefined) : `Skälen prövas igen ${review_on ?? ""}.`,
      by,
    });
  }
  if (one.best_interests) {
    const { assessed_on: on, assessment: text, by, recorded_at: recordedAt } = one.best_interests;
    events.push({ on, recordedAt, kind: "delaktighet", heading: "Barnets bästa bedömdes", text, by });
  }
  return events;
}

function endEvents(one: InvestigationPart): CaseEvent[] {
  const events: CaseEvent[] = [];
  if (one.decision) {
    const { decided_on: on, recorded_at: recordedAt, outcome, intervention_type, reasoning, legal_provision, made } = one.decision;
    const heading = `Beslut: ${outcome}${intervention_type ? `, ${intervention_type}` : ""}`;
    const text = `${reasoning}\n${legal_provision}`;
    events.push({ on, recordedAt, kind: "beslut", heading, text, by: makerWords(made) }, ...reportEvents(made));
  }
  if (one.conclusion) {
    const { concluded_on: on, recorded_at: recordedAt, outcome, by } = one.conclusion;
    events.push({ on, recordedAt, kind: "beslut", heading: `Utredningen avslutades: ${outcome}`, by });
  }
  return events;
}

function interventionEvents({ phases }: CaseParts, one: InterventionPart): CaseEvent[] {
  const kind = "insats";
  const events: CaseEvent[] = [];
  if (one.plan) {
    const { provider, goals, child_goals, started_on, recorded_at: recordedAt, by } = one.plan;
    const text = `Utförare: ${provider}\nMål: ${goals}${child_goals ? `\nBarnets egna mål: ${child_goals}` : ""}\nSka börja: ${started_on}`;
    // A plan was made on the day on which its follow-up begins.
    const made = phases.find((phase) => phase.id === one.plan?.follow_up_phase_id)?.opened_on;
    const on = made ?? stockholmDate(new Date(recordedAt));
    events.push({ on, recordedAt, kind, heading: `Insatsen planerades: ${one.type}`, text, by });
  }
  if (one.beginning) {
    const { began_on: on, recorded_at: recordedAt, by } = one.beginning;
    events.push({ on, recordedAt, kind, heading: `Insatsen började: ${one.type}`, by });
  }
  for (const {
    interrupted_on,
    reason: text,
    resumed_on,
    recorded_at: recordedAt,
    by,
    resumed_recorded_at,
    resumed_by,
  } of one.interruptions) {
    events.push({ on: interrupted_on, recordedAt, kind, heading: `Insatsen avbröts: ${one.type}`, text, by });
    if (resumed_on !== null && resumed_recorded_at !== null)
      events.push({ on: resumed_on, recordedAt: resumed_recorded_at, kind, heading: `Insatsen började igen: ${one.type}`, by: resumed_by });
  }
  for (const { kind: what, reported_on: on, reason, recorded_at: recordedAt, by } of one.reports)
    events.push({ on, recordedAt, kind, heading: `Rapporterat till IVO och revisorerna: ${what}`, text: reason ?? undefined, by });
  for (const { followed_up_on: on, recorded_at: recordedAt, by, summary, child_view, goal_attainment } of one.follow_ups) {
    const text = `${summary}${child_view ? `\nBarnets syn: ${child_view}` : ""}`;
    events.push({ on, recordedAt, kind, heading: `Uppföljning av ${one.type}: ${goal_attainment}`, text, by });
  }
  if (one.not_begun) {
    const { decided_on: on, reason, explanation: text, recorded_at: recordedAt, by } = one.not_begun;
    events.push({ on, recordedAt, kind, heading: `Insatsen blev inte av: ${reason}`, text, by });
  }
  if (one.ending) {
    const { ended_on: on, reason, summary: text, recorded_at: recordedAt, by } = one.ending;
    events.push({ on, recordedAt, kind, heading: `Insatsen avslutades: ${reason}`, text, by });
  }
  return events;
}

const conversationWords: Readonly<Record<CodeOf<"participation.conversation.status">, string>> = {
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
    at: one.held_at?.slice(0, 5),
    recordedAt: one.recorded_at,
    kind: "delaktighet",
    heading:
      one.form === "observation" && one.status === "genomfört" ? "Observation av barnet" : (conversationWords[one.status] ?? "Samtal"),
    text: capital(facts) + (one.information_given ? `\nInformation till barnet: ${one.information_given}` : "") + next,
    childWords: one.child_words ?? undefined,
    by: one.by,
    href: `/arenden/${caseId}/samtal/${one.id}`,
    withheldIn: one.withheld ? one.id : undefined,
  };
}

function stepEvent(parts: CaseParts, one: StepPart): CaseEvent {
  const phase = parts.phases.find((p) => p.id === one.phase_id);
  const label = STEP_LABELS[one.step as Step] ?? one.step;
  const done = one.outcome === "gjort";
  const reason = [REASON_LABELS[one.reason as Reason] ?? one.reason, one.reason_text].filter(Boolean).join(": ");
  return {
    on: one.happened_on,
    recordedAt: one.recorded_at,
    kind: "delaktighet",
    heading: `${label}${done ? "" : ": inte gjort"} (${phase?.kind ?? "fas"})`,
    text: done ? (one.content ?? undefined) : `${stopped(reason)}${one.try_again_on ? ` Nytt försök ${one.try_again_on}.` : ""}`,
    by: one.by,
  };
}

function noteEvent(file: CaseParts["file"], one: NotePart): CaseEvent {
  const heading = one.corrected ? "Anteckning (rättad i en senare)" : one.corrects_id ? "Rättelse av anteckning" : "Anteckning";
  return {
    on: one.happened_on,
    at: one.happened_at?.slice(0, 5),
    recordedAt: one.recorded_at,
    kind: "anteckning",
    heading,
    text: one.text,
    by: one.by,
    correct: one.corrected || file.closed_on !== null ? undefined : `${links.note(file.id)}?rattar=${one.id}`,
  };
}
