/** The parts of a case about the child's participation in each phase, and its notes. */
import { z } from "zod";
import { answer } from "../../platform/core/answers.ts";
import { conversationChannels, conversationForms, conversationStatuses, stepOutcomes, understandings } from "../participation/codes.ts";

export const phasePart = z.object({
  id: answer.id,
  kind: answer.code,
  subject_id: answer.id,
  /** The type of the intervention that the phase is about; null for a phase of a report or an investigation. */
  subject_type: answer.code.nullable(),
  opened_on: answer.day,
  closed_on: answer.day.nullable(),
});
export type PhasePart = z.output<typeof phasePart>;

export const stepPart = z.object({
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
});
export type StepPart = z.output<typeof stepPart>;

export const conversationPart = z.object({
  corrects_id: answer.id.nullable(),
  id: answer.id,
  phase_id: answer.id,
  held_on: answer.day,
  held_at: answer.time.nullable(),
  form: answer.oneOf(conversationForms),
  channel: answer.oneOf(conversationChannels),
  status: answer.oneOf(conversationStatuses),
  place: answer.text(200).nullable(),
  participants: answer.list(answer.code),
  aids: answer.list(answer.code),
  methods: answer.list(answer.code),
  information_given: answer.text().nullable(),
  understood: answer.oneOf(understandings).nullable(),
  child_words: answer.text().nullable(),
  /** Something in it may not be shown to guardians. What it is, is asked for by itself (`get-withheld`), and the asking is logged. */
  withheld: answer.yesNo,
  next_step: answer.text(2000).nullable(),
  next_on: answer.day.nullable(),
  recorded_at: answer.momentText,
  by: answer.text(200),
});
export type ConversationPart = z.output<typeof conversationPart>;

export const notePart = z.object({
  id: answer.id,
  happened_on: answer.day,
  happened_at: answer.time.nullable(),
  text: answer.text(),
  corrects_id: answer.id.nullable(),
  corrected: answer.yesNo,
  recorded_at: answer.momentText,
  by: answer.text(200),
});
export type NotePart = z.output<typeof notePart>;
