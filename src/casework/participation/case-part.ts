/** What the room contributes of a case: the phases, their steps and the conversations with the child. */
import { stepInput } from "./actions/record-step.ts";
import { encounterFields } from "./encounter-fields.ts";
import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import { z } from "zod";
import { capital, stopped } from "../../platform/basics/text.ts";
import { columnsShown, describedBy, journalLines, partOf } from "../../platform/core/about.ts";
import { answer } from "../../platform/core/answers.ts";
import type { CaseEvent } from "../part/case-event.ts";
import { caseLink } from "../part/case-link.ts";
import { definePart, writtenBy } from "../part/case-part.ts";
import type { CaseQuestion } from "../part/case-part.ts";
import { all } from "../part/guardian-showing.ts";
import { columnsOf, rowsOf } from "../part/rows-of.ts";
import type { Place } from "../part/work.ts";
import { stepOutcomes, understandings } from "./codes.ts";
import { conversationFields } from "./conversation-fields.ts";
import { conversationLink, encounterLink, missingIn, openPhases, recordedConversationLink, stepLink } from "./phase-steps.ts";
import { amongOpen, phaseObstacles, tellingSteps, tryAgain } from "./phase-work.ts";
import { promisesPart } from "./promise-part.ts";
import { REASON_LABELS, STEP_LABELS } from "./rules.ts";
import type { Reason, Step } from "./rules.ts";

const phase = z.object({
  id: answer.id,
  kind: answer.code,
  subject_id: answer.id,
  /** The type of the intervention that the phase is about; null for a phase of a report or an investigation. */
  subject_type: answer.code.nullable(),
  opened_on: answer.day,
  closed_on: answer.day.nullable(),
});
export type PhasePart = z.output<typeof phase>;

const step = describedBy(
  { ...stepInput.shape, ...encounterFields },
  z.object({
    id: answer.id,
    phase_id: answer.id,
    step: answer.code,
    outcome: answer.oneOf(stepOutcomes),
    happened_on: answer.day,
    content: answer.text().nullable(),
    understood: answer.oneOf(understandings).nullable(),
    conversation_id: answer.id.nullable(),
    reason: answer.code.nullable(),
    reason_text: answer.text(2000).nullable(),
    try_again_on: answer.day.nullable(),
    recorded_at: answer.momentText,
    by: answer.text(200),
  }),
  {
    informed: "outcome",
    weighed: "outcome",
    told: "outcome",
    informationGiven: "content",
    weighedHow: "content",
    toldHow: "content",
    toldUnderstood: "understood",
  },
);
export type StepPart = z.output<typeof step>;

const conversation = z.object({
  corrects_id: answer.id.nullable(),
  id: answer.id,
  phase_id: answer.id,
  ...partOf(conversationFields),
  /** Something in it may not be shown to guardians. What it is, is asked for by itself (`get-withheld`), and the asking is logged. */
  withheld: answer.yesNo,
  recorded_at: answer.momentText,
  by: answer.text(200),
});
export type ConversationPart = z.output<typeof conversation>;

type Phases = { readonly phases: readonly PhasePart[] };
type Participation = Phases & { readonly steps: readonly StepPart[] };

/**
 * The phases of participation. What a phase is about is known by a room above: `subject` joins it to `participation.phase p` and gives its type.
 */
export const phasesPart = (subject: { readonly join: RawBuilder<unknown>; readonly type: RawBuilder<unknown> }) =>
  definePart<Participation>()({
    schema: answer.list(phase),
    sql: ({ m, c }) =>
      rowsOf(sql`select p.*, k.closed_on, ${subject.type} as subject_type from participation.phase p
      left join participation.phase_closure k on k.municipality_id = p.municipality_id and k.case_id = p.case_id and k.phase_id = p.id
      ${subject.join}
      where p.municipality_id = ${m} and p.case_id = ${c} order by p.opened_on, p.recorded_at`),
    guardian: all("shown", "id", "kind", "subject_type", "subject_id", "opened_on", "closed_on"),
    next: [{ order: 40, needs: ["phases", "steps"], of: tellingSteps }],
    also: [
      {
        order: 10,
        about: "Samtal och anteckningar",
        needs: ["phases", "steps"],
        of: (parts, { caseId }) =>
          openPhases(parts)
            .filter((one) => missingIn(parts, one.id).length > 1)
            .map((one) => ({ text: `Dokumentera mötet och stegen i det (${amongOpen(parts, one)})`, href: encounterLink(caseId, one.id) })),
      },
      {
        order: 10,
        about: "Samtal och anteckningar",
        of: (parts, { caseId }) =>
          openPhases(parts).map((one) => ({
            text: `Dokumentera samtal (${amongOpen(parts, one)})`,
            href: conversationLink(caseId, one.id),
          })),
      },
      {
        order: 40,
        about: "Samtal och anteckningar",
        needs: ["phases", "steps"],
        of: (parts, { caseId }) =>
          openPhases(parts)
            .filter((one) => missingIn(parts, one.id).includes("hörd"))
            .map((one) => ({
              text: `Skriv varför barnet inte har hörts (${amongOpen(parts, one)})`,
              href: stepLink(caseId, one.id, "hörd"),
            })),
      },
    ],
    obstacles: [{ order: 50, needs: ["phases", "steps"], of: phaseObstacles }],
  });

const steps = definePart<Participation>()({
  schema: answer.list(step),
  sql: ({ m, c }) =>
    rowsOf(sql`select s.*, w.name as by from participation.standing_step s
      join access.staff w on w.municipality_id = s.municipality_id and w.id = s.recorded_by
      where s.municipality_id = ${m} and s.case_id = ${c} order by s.recorded_at`),
  guardian: {
    ...all("shown", "id", "phase_id", "step", "outcome", "happened_on", "understood", "conversation_id", "reason", "try_again_on"),
    ...all("shown", "recorded_at", "by"),
    ...all("text", "content", "reason_text"),
  },
  events: [
    {
      order: 40,
      needs: ["phases", "steps"],
      of: (parts) => parts.steps.filter((one) => one.conversation_id === null).map((one) => stepEvent(parts, one)),
    },
  ],
  next: [{ order: 20, needs: [], of: tryAgain }],
});

const conversations = definePart<{ readonly conversations: readonly ConversationPart[] }>()({
  schema: answer.list(conversation),
  sql: ({ m, c, until }) =>
    rowsOf(sql`select ${columnsOf("t", conversation, "withheld", "by")}, s.name as by, t.withheld_from_guardians is not null as withheld
      from participation.conversation t join access.staff s on s.municipality_id = t.municipality_id and s.id = t.recorded_by
      where t.municipality_id = ${m} and t.case_id = ${c} and ${writtenBy("t", { until })}
        and not exists (select 1 from participation.conversation n where n.municipality_id = t.municipality_id and n.case_id = t.case_id and n.corrects_id = t.id
          and ${writtenBy("n", { until })})
      order by t.held_on, t.held_at, t.recorded_at`),
  guardian: {
    ...all("shown", "corrects_id", "id", "phase_id", "recorded_at", "by"),
    ...columnsShown(conversationFields),
    // That there is something in it that guardians may not be shown would itself tell of it.
    ...all("never", "withheld"),
  },
  withheld: {
    kind: "samtal",
    word: "Samtal",
    sql: (
      { m, c, until }: Pick<CaseQuestion, "m" | "c" | "until">,
      conversationId: string | null,
    ) => sql`select t.id, t.held_on as "on", t.withheld_from_guardians as text, t.withheld_reason as reason
      from participation.conversation t
      where t.municipality_id = ${m} and t.case_id = ${c}::uuid and t.withheld_from_guardians is not null and ${writtenBy("t", { until })}
        and (${conversationId}::uuid is null or t.id = ${conversationId}::uuid)
        and not exists (select 1 from participation.conversation n
          where n.municipality_id = t.municipality_id and n.case_id = t.case_id and n.corrects_id = t.id and ${writtenBy("n", { until })})`,
  },
  events: [
    {
      order: 30,
      of: (parts, place) => parts.conversations.map((one) => conversationEvent(place, one)),
    },
  ],
});

export const participationParts = {
  steps,
  conversations,
  promises: promisesPart,
};

const conversationWords: Readonly<Record<ConversationPart["status"], string>> = {
  genomfört: "Samtal med barnet",
  erbjudet: "Barnet erbjöds samtal",
  avböjt: "Barnet avböjde samtal",
  inställt: "Samtalet ställdes in",
};

function conversationEvent({ caseId, closed }: Place, one: ConversationPart): CaseEvent {
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
    heading: one.form === "observation" && one.status === "genomfört" ? "Observation av barnet" : conversationWords[one.status],
    text: [capital(facts), ...journalLines(conversationFields, one)].join("\n") + next,
    childWords: one.child_words ?? undefined,
    by: one.by,
    href: recordedConversationLink(caseId, one.id),
    withheldIn: one.withheld ? one.id : undefined,
    // Days and choices of a conversation are counted: they are corrected in its own form, while the case is open.
    correct: closed ? undefined : `${caseLink(caseId)}/samtal/ny?rattar=${one.id}`,
  };
}

function stepEvent(parts: Phases, one: StepPart): CaseEvent {
  const of = parts.phases.find((p) => p.id === one.phase_id);
  const label = STEP_LABELS[one.step as Step] ?? one.step;
  const done = one.outcome === "gjort";
  const reason = [REASON_LABELS[one.reason as Reason] ?? one.reason, one.reason_text].filter(Boolean).join(": ");
  return {
    on: one.happened_on,
    recordedAt: one.recorded_at,
    kind: "delaktighet",
    heading: `${label}${done ? "" : ": inte gjort"} (${of?.kind ?? "fas"})`,
    text: done
      ? [one.content ?? "", ...journalLines(stepInput.shape, one, "understood")].filter(Boolean).join("\n")
      : `${stopped(reason)}${one.try_again_on ? ` Nytt försök ${one.try_again_on}.` : ""}`,
    by: one.by,
  };
}
