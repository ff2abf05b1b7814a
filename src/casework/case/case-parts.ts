import { z } from "zod";
import { answer } from "../../platform/core/answers.ts";
import { intakeChannels, intakeReasons, intakeTypes, protectedIdentities, sexes, withdrawers } from "../intake/codes.ts";
import { guardianKinds, guardianSources } from "../people/codes.ts";
import { interventionPart } from "./intervention-parts.ts";
import { extensionPart, madePart, writer } from "./made-parts.ts";
import { obligationPart } from "./obligation-parts.ts";
import { conversationPart, notePart, phasePart, stepPart } from "./phase-parts.ts";
import { emergencyPart, informedPart, leftPart, movePart, personReviewPart } from "./people-parts.ts";

export const personPart = z.object({ id: answer.id, given_name: answer.text(100), family_name: answer.text(100) });

export const guardianPart = personPart.extend({
  phone: answer.text(40).nullable(),
  kind: answer.oneOf(guardianKinds),
  guardianship_id: answer.id,
  source: answer.oneOf(guardianSources),
  source_detail: answer.text(200).nullable(),
  source_on: answer.day,
  valid_from: answer.day,
});

export const claimPart = personPart.extend({
  phone: answer.text(40).nullable(),
  identity_number: answer.identityNumber.nullable(),
  /** The day the report came in; null when the report is not known. */
  said_on: answer.day.nullable(),
});

export const consentPart = personPart.extend({
  capacity: answer.code,
  answer: answer.code,
  given_on: answer.day.nullable(),
  form: answer.code.nullable(),
  place: answer.text(200).nullable(),
  recorded_at: answer.momentText,
});
export type ConsentPart = z.output<typeof consentPart>;

export const intakePart = z.object({
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
  protection: z
    .object({
      recorded_at: answer.momentText,
      assessed_at: answer.momentText,
      result: answer.code,
      reasoning: answer.text(),
      measure: answer.text(20000).nullable(),
      by: answer.text(200),
    })
    .nullable(),
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
export type IntakePart = z.output<typeof intakePart>;

export const investigationPart = z.object({
  id: answer.id,
  phase_id: answer.id,
  intake_id: answer.id,
  started_on: answer.day,
  /** The last day in law and the day as counted, without extensions, as the rule gives them. */
  due_on: answer.day,
  target_on: answer.day,
  extended_to: answer.day.nullable(),
  /** The decisions to extend, the latest day last. */
  extensions: answer.list(extensionPart),
  /** What each guardian was told of its opening, the latest last. */
  informed: answer.list(informedPart),
  purpose: answer.text(),
  plan: answer.text().nullable(),
  legal_provision: answer.text(100),
  made: madePart.nullable(),
  recorded_at: answer.momentText,
  best_interests: z
    .object({
      id: answer.id,
      assessed_on: answer.day,
      risk_factors: answer.text().nullable(),
      protective_factors: answer.text().nullable(),
      assessment: answer.text(),
      recorded_at: answer.momentText,
      by: answer.text(200),
    })
    .nullable(),
  decision: z
    .object({
      id: answer.id,
      decided_on: answer.day,
      outcome: answer.code,
      intervention_type: answer.code.nullable(),
      legal_provision: answer.text(100),
      reasoning: answer.text(),
      decider: answer.code,
      made: madePart.nullable(),
      appeal: answer.code,
      consent_basis: answer.code.nullable(),
      consent_provision: answer.text(100).nullable(),
      consent_reasoning: answer.text().nullable(),
      cannot_wait: answer.text().nullable(),
      clearly_demanded: answer.text().nullable(),
      consents: answer.list(consentPart),
      recorded_at: answer.momentText,
    })
    .nullable(),
  conclusion: z
    .object({
      concluded_on: answer.day,
      outcome: answer.code,
      assessment: answer.text(50_000),
      recorded_at: answer.momentText,
      by: writer,
    })
    .nullable(),
});
export type InvestigationPart = z.output<typeof investigationPart>;

/**
 * The parts of a case as `get-case` gives them. Dates are "YYYY-MM-DD", moments are ISO texts, names are the database's
 * columns: this is the case as it is recorded, before a page puts it into words.
 */
export const caseParts = z.object({
  file: z.object({
    id: answer.id,
    case_number: answer.code,
    opened_on: answer.day,
    unit: answer.text(200),
    closed_on: answer.day.nullable(),
    closure_reason: answer.code.nullable(),
    /** When the closing was written, and by whom. */
    closure_recorded_at: answer.momentText.nullable(),
    closed_by: writer,
  }),
  child: personPart.extend({
    birth_date: answer.day,
    identity_number: answer.identityNumber.nullable(),
    sex: answer.oneOf(sexes),
    protected_identity: answer.oneOf(protectedIdentities),
    language: answer.text(100).nullable(),
    interpreter_need: answer.yesNo.nullable(),
  }),
  /** Those confirmed as guardians today; `id` is the person. */
  guardians: answer.list(guardianPart),
  /** Those that reports name as guardians and nobody has confirmed yet: no right follows from it. */
  guardian_claims: answer.list(claimPart),
  staff: answer.list(z.object({ staff_id: answer.id, name: answer.text(200), role: answer.code })),
  /** Who has broken the case open, from when to when. */
  emergencies: answer.list(emergencyPart),
  /** Those who have left the case, with what was said of it and by whom. */
  left: answer.list(leftPart),
  /** What was typed of the child, or of a guardian in this case, beside what was known. */
  /** Reports that were moved here or away. */
  moves: answer.list(movePart),
  person_reviews: answer.list(personReviewPart),
  intakes: answer.list(intakePart),
  /** The applications among them that wait for an answer: a grant, a refusal that can be appealed, or that they are withdrawn. */
  unanswered: answer.list(answer.id),
  investigations: answer.list(investigationPart),
  interventions: answer.list(interventionPart),
  phases: answer.list(phasePart),
  steps: answer.list(stepPart),
  conversations: answer.list(conversationPart),
  notes: answer.list(notePart),
  obligations: answer.list(obligationPart),
});
export type CaseParts = z.output<typeof caseParts>;
export type PartName = keyof CaseParts;
export const partNames = Object.keys(caseParts.shape) as [PartName, ...PartName[]];
/** The case itself and its child, with the parts that are named: what a form or a part of a page needs. */
export type CaseWith<Name extends PartName = never> = Pick<CaseParts, Name | "file" | "child">;
