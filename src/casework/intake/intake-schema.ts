import { z } from "zod";
import { saidOf } from "../../platform/core/about.ts";
import { answer } from "../../platform/core/answers.ts";
import { madePart, writer } from "../part/made-parts.ts";
import { protectionInput } from "./actions/assess-protection.ts";
import { intakeChannels, intakeReasons, intakeTypes, withdrawers } from "./codes.ts";

/** What came in, with what was assessed and decided of it. */
export const intakeSchema = z.object({
  id: answer.id,
  type: answer.oneOf(intakeTypes),
  received_at: answer.momentText,
  received_on: answer.day,
  channel: answer.oneOf(intakeChannels),
  reporter_category: answer.code,
  reporter_name: answer.text(200).nullable(),
  reporter_contact: answer.text(200).nullable(),
  reporter_mandated: answer.yesNo,
  feedback_requested: answer.yesNo,
  reasons: answer.list(answer.oneOf(intakeReasons)),
  violence: answer.yesNo,
  concern: answer.text(),
  recorded_at: answer.momentText,
  by: writer,
  protection: saidOf(
    protectionInput.shape,
    z.object({
      recorded_at: answer.momentText,
      assessed_at: answer.momentText,
      result: answer.code,
      reasoning: answer.text(),
      measure: answer.text(20000).nullable(),
      by: answer.text(200),
    }),
  ).nullable(),
  preliminary: z
    .object({
      id: answer.id,
      phase_id: answer.id,
      opened_on: answer.day,
      /** The last day in law and the day as counted, without extensions, as the rule gives them. */
      due_on: answer.day,
      target_on: answer.day,
      /** The extensions for synnerliga skäl, the latest day last. */
      extensions: answer.list(
        z.object({
          decided_on: answer.day,
          extended_to: answer.day,
          exceptional_reasons: answer.text(),
          made: madePart.nullable(),
          recorded_at: answer.momentText,
        }),
      ),
      decision: z
        .object({
          decided_on: answer.day,
          result: answer.code,
          reasoning: answer.text(),
          contacts: answer.text().nullable(),
          legal_provision: answer.text(100),
          investigation_id: answer.id.nullable(),
          made: madePart.nullable(),
          recorded_at: answer.momentText,
        })
        .nullable(),
    })
    .nullable(),
  feedback: z
    .object({ given_on: answer.day, outcome: answer.code, content: answer.text(), recorded_at: answer.momentText, by: writer })
    .nullable(),
  /** The reporter asked after the report had come in. */
  feedback_request: z.object({ requested_on: answer.day, recorded_at: answer.momentText, by: writer }).nullable(),
  /** How it ended without an investigation, for what is not a report. */
  outcome: z
    .object({
      outcome: answer.code,
      decided_on: answer.day,
      withdrawn_by: answer.oneOf(withdrawers).nullable(),
      reasoning: answer.text(),
      legal_provision: answer.text(100),
      made: madePart.nullable(),
      recorded_at: answer.momentText,
    })
    .nullable(),
});
export type IntakePart = z.output<typeof intakeSchema>;
