import { intakeInput } from "./actions/register-intake.ts";
import { preliminaryExtensionInput } from "./actions/extend-preliminary.ts";
import { notToOpenInput } from "./actions/decide-not-to-open.ts";
import { feedbackInput } from "./actions/give-feedback.ts";
import { feedbackRequestInput } from "./actions/request-feedback.ts";
import { withoutInvestigationInput } from "./actions/end-without-investigation.ts";
import { recordTalkConsent } from "./actions/record-talk-consent.ts";
import { recordContact } from "./actions/record-contact.ts";
import { recordReporterMeeting } from "./actions/record-reporter-meeting.ts";
import { z } from "zod";
import { describedBy } from "../../platform/core/about.ts";
import { answer } from "../../platform/core/answers.ts";
import { codes } from "../../platform/database/generated.ts";
import { madePart, writer } from "../part/made-parts.ts";
import { protectionInput } from "./actions/assess-protection.ts";
import { intakeChannels, intakeReasons, intakeTypes, withdrawers } from "./codes.ts";

const protectionSchema = describedBy(
  protectionInput.shape,
  z.object({
    id: answer.id,
    recorded_at: answer.momentText,
    assessed_at: answer.momentText,
    /** Who made it, where that is another than who wrote it. */
    assessed_by: answer.text(200).nullable(),
    result: answer.code,
    reasoning: answer.text(),
    measure: answer.text(20000).nullable(),
    by: answer.text(200),
  }),
  { assessedOn: "assessed_at" },
);

/** What came in, with what was assessed and decided of it. */
export const intakeSchema = describedBy(
  intakeInput.shape,
  z.object({
    id: answer.id,
    type: answer.oneOf(intakeTypes),
    received_at: answer.momentText,
    received_on: answer.day,
    channel: answer.oneOf(intakeChannels),
    /** Null where it is kept secret who reported (26 kap. 5 § OSL), as are the name and the contact: they are asked for by themselves. */
    reporter_category: answer.code.nullable(),
    reporter_name: answer.text(200).nullable(),
    reporter_contact: answer.text(200).nullable(),
    reporter_mandated: answer.yesNo,
    reporter_masked: answer.yesNo,
    /** Who took it in, where that is another than who registered it. */
    taken_by: answer.text(200).nullable(),
    feedback_requested: answer.yesNo,
    reasons: answer.list(answer.oneOf(intakeReasons)),
    violence: answer.yesNo,
    concern: answer.text(),
    recorded_at: answer.momentText,
    by: writer,
    /** The latest protection assessment, and all of them, the earliest first. */
    protection: protectionSchema.nullable(),
    protections: answer.list(protectionSchema),
    preliminary: z
      .object({
        id: answer.id,
        phase_id: answer.id,
        opened_on: answer.day,
        /** The last day in law and the day as counted, without extensions, as the rule gives them. */
        due_on: answer.day,
        target_on: answer.day,
        /** Whether the child may be talked with, as guardians have answered, and the conversations with adults: the earliest first. */
        consents: answer.list(
          describedBy(
            recordTalkConsent.input.shape,
            z.object({
              given_by: answer.text(200),
              answer: answer.oneOf(codes["intake.talk_consent.answer"]),
              presence: answer.oneOf(codes["intake.talk_consent.presence"]).nullable(),
              given_on: answer.day,
              how: answer.code,
              conditions: answer.text(2000).nullable(),
              recorded_at: answer.momentText,
              by: writer,
            }),
          ),
        ),
        contacts: answer.list(
          describedBy(
            recordContact.input.shape,
            z.object({
              kind: answer.oneOf(codes["intake.preliminary_contact.kind"]),
              who: answer.text(200).nullable(),
              happened_on: answer.day,
              happened_at: answer.time.nullable(),
              how: answer.code,
              consent_by: answer.text(200).nullable(),
              what_was_said: answer.text(),
              recorded_at: answer.momentText,
              by: writer,
            }),
          ),
        ),
        /** The extensions for synnerliga skäl, the latest day last. */
        extensions: answer.list(
          describedBy(
            preliminaryExtensionInput.shape,
            z.object({
              decided_on: answer.day,
              extended_to: answer.day,
              exceptional_reasons: answer.text(),
              made: madePart.nullable(),
              recorded_at: answer.momentText,
            }),
          ),
        ),
        decision: describedBy(
          notToOpenInput.shape,
          z.object({
            decided_on: answer.day,
            result: answer.oneOf(codes["intake.preliminary_decision.result"]),
            reasoning: answer.text(),
            contacts: answer.text().nullable(),
            legal_provision: answer.text(100),
            investigation_id: answer.id.nullable(),
            made: madePart.nullable(),
            recorded_at: answer.momentText,
          }),
        ).nullable(),
      })
      .nullable(),
    feedback: describedBy(
      feedbackInput.shape,
      z.object({
        given_on: answer.day,
        outcome: answer.code,
        told: answer.oneOf(codes["intake.reporter_feedback.told"]).nullable(),
        content: answer.text(),
        recorded_at: answer.momentText,
        by: writer,
      }),
    ).nullable(),
    /** The reporter asked after the report had come in. */
    feedback_request: describedBy(
      feedbackRequestInput.shape,
      z.object({ requested_on: answer.day, recorded_at: answer.momentText, by: writer }),
    ).nullable(),
    /** The meeting with the reporter: what came of it, the earliest first. */
    meetings: answer.list(
      describedBy(
        recordReporterMeeting.input.shape,
        z.object({
          outcome: answer.oneOf(codes["intake.reporter_meeting.outcome"]),
          happened_on: answer.day,
          participants: answer.list(answer.code),
          what_was_said: answer.text(),
          recorded_at: answer.momentText,
          by: writer,
        }),
      ),
    ),
    /** How it ended without an investigation, for what is not a report. */
    outcome: describedBy(
      withoutInvestigationInput.shape,
      z.object({
        outcome: answer.code,
        decided_on: answer.day,
        withdrawn_by: answer.oneOf(withdrawers).nullable(),
        reasoning: answer.text(),
        legal_provision: answer.text(100),
        made: madePart.nullable(),
        recorded_at: answer.momentText,
      }),
    ).nullable(),
  }),
);
export type IntakePart = z.output<typeof intakeSchema>;
