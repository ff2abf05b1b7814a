/** An intervention in words: what has happened in it, and what the case holds of it. Pure. */
import { journalLines, termOf } from "../../platform/core/about.ts";
import { followUpInput } from "./actions/follow-up.ts";
import { planInput } from "./actions/make-plan.ts";
import { stockholmDate } from "../../platform/basics/dates.ts";
import { capital } from "../../platform/basics/text.ts";
import type { CaseEvent } from "../part/case-event.ts";
import { sentencesOf } from "../part/work.ts";
import type { Content, ContentRow, Outlook } from "../part/work.ts";
import type { PhasePart } from "../participation/case-part.ts";
import type { StatementChoice } from "./codes.ts";
import { isOver } from "./intervention-schema.ts";
import type { InterventionPart } from "./intervention-schema.ts";
import { isUnderRight } from "./rules-execution.ts";
import { notExecuted } from "./rules.ts";

type Interventions = { readonly interventions: readonly InterventionPart[] };
type Phases = { readonly phases: readonly PhasePart[] };

/** What has happened in the interventions. */
export function interventionEvents(parts: Interventions & Phases): readonly CaseEvent[] {
  return parts.interventions.flatMap((one) => eventsOf(parts, one));
}

/** What the case holds of interventions, the latest first. */
export function interventionContents(parts: Interventions, outlook: Outlook): readonly Content[] {
  return parts.interventions.toReversed().map((one) => contentOf(one, outlook));
}

function eventsOf({ phases }: Phases, one: InterventionPart): CaseEvent[] {
  const kind = "insats";
  const events: CaseEvent[] = [];
  if (one.plan) {
    const { recorded_at: recordedAt, by } = one.plan;
    const text = journalLines(planInput.shape, one.plan, ...planned).join("\n");
    // A plan was made on the day on which its follow-up begins.
    const made = phases.find((phase) => phase.id === one.plan?.follow_up_phase_id)?.opened_on;
    const on = made ?? stockholmDate(new Date(recordedAt));
    events.push({ on, recordedAt, kind, heading: `Insatsen planerades: ${one.type}`, text, by });
  }
  for (const statement of one.statements) {
    const { recorded_at: recordedAt, by, choice } = statement;
    const heading = `Det barnet har sagt ${CHOICE_WORDS[choice]}: ${one.type}`;
    events.push({ on: stockholmDate(new Date(recordedAt)), recordedAt, kind, heading, text: statementLines([statement]).join("\n"), by });
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
  for (const followUp of one.follow_ups) {
    const { followed_up_on: on, recorded_at: recordedAt, by, goal_attainment } = followUp;
    const text = followUpLines(followUp).join("\n");
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

const asked = planInput.shape;
/** What the journal says of a plan, in its order. */
const planned = ["provider", "goals", "childGoals", "childInformationUsed", "startedOn", "firstFollowUpOn"] as const;

function contentOf(of: InterventionPart, outlook: Outlook): Content {
  const { plan, ending, not_begun: notBegun, beginning } = of;
  const rows: ContentRow[] = [
    { term: "Beviljad", value: `${of.granted_on}, till ${of.recipient}` },
    { term: termOf(asked, "provider"), value: plan?.provider ?? capital(of.provision) },
    { term: termOf(asked, "goals"), value: plan?.goals ?? of.goals },
  ];
  if (plan) {
    rows.push(
      { term: termOf(asked, "childGoals"), value: plan.child_goals },
      { term: notBegun ? "Skulle börja" : termOf(asked, "startedOn"), value: plan.started_on },
    );
    const handed = `${capital(plan.child_information_passed_on)}${plan.reason_not_passed_on ? ` (${plan.reason_not_passed_on})` : ""}`;
    rows.push({ term: "Barnets uppgifter fördes vidare", value: `${handed}${plan.passed_on ? `\n${plan.passed_on}` : ""}` });
    if (of.statements.length > 0)
      rows.push({ term: "Det barnet har sagt, till utföraren", value: statementLines(of.statements).join("\n") });
    if (plan.is_withheld)
      rows.push({ term: "Fördes inte vidare till utföraren", value: "Får inte visas för vårdnadshavare: barnet har bett om det." });
    if (plan.withheld) rows.push({ term: "Fördes inte vidare till utföraren", value: plan.withheld });
  } else if (!notBegun) rows.push({ term: "Planering", value: "Inte gjord än" });
  if (beginning) rows.push({ term: "Började", value: beginning.began_on });
  for (const one of of.interruptions) {
    const end = one.resumed_on ? `, började igen ${one.resumed_on}` : "";
    rows.push({ term: "Avbruten", value: `${one.interrupted_on}${end}\n${one.reason}` });
  }
  const waiting = sentencesOf(outlook, of.id, "not-executed", "begin-intervention", "execution-report");
  if (waiting) rows.push({ term: "Verkställighet", value: waiting });
  for (const one of of.reports) {
    rows.push({ term: `Rapporterat ${one.reported_on}`, value: [capital(one.kind), one.reason].filter(Boolean).join("\n") });
  }
  for (const one of of.follow_ups) {
    rows.push({
      term: `Uppföljning ${one.followed_up_on}`,
      value: [capital(one.goal_attainment), ...followUpLines(one), ...journalLines(followUpInput.shape, one, "nextFollowUpOn")].join("\n"),
    });
  }
  if (ending) rows.push({ term: "Avslutad", value: `${ending.ended_on}: ${ending.reason}, ${ending.goal_attainment}\n${ending.summary}` });
  if (notBegun) {
    const underRight = isUnderRight(of.legal_provision);
    const delay = { grantedOn: of.granted_on, startedOn: null, gaveUpOn: notBegun.decided_on, underRight, today: notBegun.decided_on };
    rows.push({ term: "Blev inte av", value: `${notBegun.decided_on}: ${notBegun.reason}\n${notBegun.explanation}` });
    rows.push({ term: "Rapportering", value: notExecuted.explain(delay, notExecuted.apply(delay)) });
  }
  const state = ending ? `avslutad ${ending.ended_on}` : notBegun ? "blev inte av" : stateOf(of);
  return { id: of.id, heading: `Insats: ${of.type}, ${state}`, rows, open: !isOver(of) };
}

type Statement = InterventionPart["statements"][number];

const CHOICE_WORDS: Readonly<Record<StatementChoice, string>> = {
  "i sin helhet": "förs vidare som det är sagt",
  begränsat: "förs vidare i andra ord",
  inte: "förs inte vidare",
};

/** What the provider gets of each statement, and why not all of it: what was said by its day alone, since the words stand in the conversation. */
export const statementLines = (of: readonly Statement[]): readonly string[] =>
  of.map((one) => {
    const said = one.part === "skyddat" ? "Det som inte får visas för vårdnadshavare, sagt" : "Det barnet sa";
    const why = one.reason === null ? "" : ` (${one.reason})`;
    return `${said} ${one.held_on}: ${CHOICE_WORDS[one.choice]}${why}.${one.given_words === null ? "" : ` I andra ord: ${one.given_words}`}`;
  });

/** What a follow-up showed, what the child thinks, and what was measured. */
const followUpLines = (one: InterventionPart["follow_ups"][number]): readonly string[] => [
  ...journalLines(followUpInput.shape, one, "summary", "childView", "carriedOutAsPlanned", "changeNeeded"),
  ...measuredLines(one),
];

type Measured = Pick<
  InterventionPart["follow_ups"][number],
  "measured" | "measured_with" | "measured_before" | "measured_now" | "measured_use"
>;

/** What was followed up systematically, in words; nothing where nothing was. */
function measuredLines({ measured, measured_with, measured_before, measured_now, measured_use }: Measured): readonly string[] {
  if (measured.length === 0) return [];
  const figures = [measured_before && `före: ${measured_before}`, measured_now && `nu: ${measured_now}`].filter(Boolean).join(", ");
  return [
    `Systematisk uppföljning av ${measured.join(", ")} med ${measured_with ?? ""}${figures === "" ? "" : ` (${figures})`}`,
    `Används: ${measured_use.join(", ")}`,
  ];
}

/** How far an intervention that is not over has come. */
function stateOf({ plan, beginning, interruptions }: InterventionPart): string {
  if (interruptions.some((one) => one.resumed_on === null)) return "avbruten";
  if (beginning) return "pågår";
  return plan ? "planerad, har inte börjat" : "ska planeras";
}
