/** Parts of a case about the people around it. */
import { z } from "zod";
import { emergencyReasons } from "../../platform/access/codes.ts";
import { answer } from "../../platform/core/answers.ts";
import { informationOutcomes } from "../investigation/codes.ts";

export const informedPart = z.object({
  person_id: answer.id,
  name: answer.fullName,
  outcome: answer.oneOf(informationOutcomes),
  happened_on: answer.day,
  /** How it was told; null for särskilda skäl, which are asked for by themselves (`get-withheld`). */
  content: answer.text(2000).nullable(),
  review_on: answer.day.nullable(),
  recorded_at: answer.momentText,
  by: answer.text(200),
});
export type InformedPart = z.output<typeof informedPart>;

export const leftPart = z.object({
  name: answer.text(200),
  role: answer.code,
  ended_on: answer.day,
  reason: answer.code,
  note: answer.text().nullable(),
  by: answer.text(200),
  recorded_at: answer.momentText,
});
export type LeftPart = z.output<typeof leftPart>;

export const emergencyPart = z.object({
  id: answer.id,
  staff_id: answer.id,
  name: answer.text(200),
  unit: answer.text(200).nullable(),
  reason: answer.oneOf(emergencyReasons),
  explanation: answer.text(2000),
  opened_at: answer.momentText,
  closes_at: answer.momentText,
  is_open: answer.yesNo,
});
export type EmergencyPart = z.output<typeof emergencyPart>;

const anything = answer.text(100).nullable().optional();
/** What a person is in words, as far as it was said; each is of the kind that its field is. */
const personWords = z.object({
  givenName: anything,
  familyName: anything,
  birthDate: anything,
  sex: anything,
  protectedIdentity: anything,
  language: anything,
  interpreterNeed: answer.yesNo.nullable().optional(),
  identityNumber: answer.text(13).nullable().optional(),
});

/** What was typed of somebody who was known, where it was not what is known: taken into what is known, or kept here only. */
export const personReviewPart = z.object({
  name: answer.fullName,
  known: personWords,
  typed: personWords,
  taken: answer.list(answer.code),
  kept: answer.list(answer.code),
  source: answer.code.nullable(),
  source_detail: answer.text(200).nullable(),
  source_on: answer.day.nullable(),
  by: answer.text(200),
  recorded_at: answer.momentText,
});
export type PersonReviewPart = z.output<typeof personReviewPart>;

/** A report that was moved here or away: registered on the wrong child. */
export const movePart = z.object({
  intake_id: answer.id,
  type: answer.code,
  received_on: answer.day,
  moved_on: answer.day,
  reason: answer.text(2000),
  away: answer.yesNo,
  by: answer.text(200),
  recorded_at: answer.momentText,
  /** The case it was moved to or from, for whoever may see it; null for others. */
  other_case_id: answer.id.nullable(),
});
export type MovePart = z.output<typeof movePart>;
