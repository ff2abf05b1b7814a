import type { EmergencyPart, InformedPart, LeftPart, PersonReviewPart } from "./people-parts.ts";
import type { ExtensionPart, MadePart } from "./made-parts.ts";
import type { ObligationPart } from "./obligation-parts.ts";

/**
 * The parts of a case as `get-case` gives them. Dates are "YYYY-MM-DD", moments are ISO texts, names are the database's
 * columns: this is the case as it is recorded, before a page puts it into words.
 */
export type CaseParts = {
  readonly file: {
    readonly id: string;
    readonly case_number: string;
    readonly opened_on: string;
    readonly unit: string;
    readonly closed_on: string | null;
    readonly closure_reason: string | null;
    /** When the closing was written. */ readonly closure_recorded_at: string | null;
  };
  readonly child: PersonPart & {
    readonly birth_date: string;
    readonly identity_number: string | null;
    readonly sex: string;
    readonly protected_identity: string;
    readonly language: string | null;
    readonly interpreter_need: boolean | null;
  };
  /** Those confirmed as guardians today; `id` is the person. */
  readonly guardians: readonly GuardianPart[];
  /** Those that reports name as guardians and nobody has confirmed yet: no right follows from it. */
  readonly guardian_claims: readonly ClaimPart[];
  readonly staff: readonly { readonly staff_id: string; readonly name: string; readonly role: string }[];
  /** Who has broken the case open, from when to when. */
  readonly emergencies: readonly EmergencyPart[];
  /** Those who have left the case, with what was said of it and by whom. */
  readonly left: readonly LeftPart[];
  /** What was typed of the child, or of a guardian in this case, beside what was known. */
  readonly person_reviews: readonly PersonReviewPart[];
  readonly intakes: readonly IntakePart[];
  /** The applications among them that wait for an answer: a grant, a refusal that can be appealed, or that they are withdrawn. */
  readonly unanswered: readonly string[];
  readonly investigations: readonly InvestigationPart[];
  readonly interventions: readonly InterventionPart[];
  readonly phases: readonly PhasePart[];
  readonly steps: readonly StepPart[];
  readonly conversations: readonly ConversationPart[];
  readonly notes: readonly NotePart[];
  readonly obligations: readonly ObligationPart[];
};

export type PersonPart = { readonly id: string; readonly given_name: string; readonly family_name: string };

export type GuardianPart = PersonPart & {
  readonly phone: string | null;
  readonly kind: string;
  readonly guardianship_id: string;
  readonly source: string;
  readonly source_detail: string | null;
  readonly source_on: string;
  readonly valid_from: string;
};

export type ClaimPart = PersonPart & {
  readonly phone: string | null;
  readonly identity_number: string | null;
  /** The day the report came in; null when the report is not known. */
  readonly said_on: string | null;
};

export type ConsentPart = PersonPart & {
  readonly capacity: string;
  readonly answer: string;
  readonly given_on: string | null;
  readonly form: string | null;
  readonly place: string | null;
  readonly recorded_at: string;
};

export type IntakePart = {
  readonly id: string;
  readonly type: string;
  readonly received_at: string;
  readonly received_on: string;
  readonly channel: string;
  readonly reporter_category: string;
  readonly reporter_name: string | null;
  readonly reporter_contact: string | null;
  readonly reporter_mandated: boolean;
  readonly feedback_requested: boolean;
  readonly reasons: readonly string[];
  readonly violence: boolean;
  readonly concern: string;
  readonly recorded_at: string;
  readonly protection: {
    readonly recorded_at: string;
    readonly assessed_at: string;
    readonly result: string;
    readonly reasoning: string;
    readonly measure: string | null;
  } | null;
  readonly preliminary: {
    readonly id: string;
    readonly phase_id: string;
    readonly opened_on: string;
    /** The last day in law and the day as counted, without extensions, as the rule gives them. */
    readonly due_on: string;
    readonly target_on: string;
    /** The extensions for synnerliga skäl, the latest day last. */
    readonly extensions: readonly {
      readonly decided_on: string;
      readonly extended_to: string;
      readonly exceptional_reasons: string;
      readonly made: MadePart | null;
      readonly recorded_at: string;
    }[];
    readonly decision: {
      readonly decided_on: string;
      readonly result: string;
      readonly reasoning: string;
      readonly contacts: string | null;
      readonly legal_provision: string;
      readonly investigation_id: string | null;
      readonly made: MadePart | null;
      readonly recorded_at: string;
    } | null;
  } | null;
  readonly feedback: { readonly given_on: string; readonly outcome: string; readonly content: string; readonly recorded_at: string } | null;
  /** The reporter asked after the report had come in. */
  readonly feedback_request: { readonly requested_on: string; readonly recorded_at: string } | null;
  /** How it ended without an investigation, for what is not a report. */
  readonly outcome: {
    readonly outcome: string;
    readonly decided_on: string;
    readonly withdrawn_by: string | null;
    readonly reasoning: string;
    readonly legal_provision: string;
    readonly made: MadePart | null;
    readonly recorded_at: string;
  } | null;
};

export type InvestigationPart = {
  readonly id: string;
  readonly phase_id: string;
  readonly intake_id: string;
  readonly started_on: string;
  /** The last day in law and the day as counted, without extensions, as the rule gives them. */
  readonly due_on: string;
  readonly target_on: string;
  readonly extended_to: string | null;
  /** The decisions to extend, the latest day last. */
  readonly extensions: readonly ExtensionPart[];
  /** What each guardian was told of its opening, the latest last. */
  readonly informed: readonly InformedPart[];
  readonly purpose: string;
  readonly plan: string | null;
  readonly legal_provision: string;
  readonly made: MadePart | null;
  readonly recorded_at: string;
  readonly best_interests: {
    readonly id: string;
    readonly assessed_on: string;
    readonly risk_factors: string | null;
    readonly protective_factors: string | null;
    readonly assessment: string;
    readonly recorded_at: string;
  } | null;
  readonly decision: {
    readonly id: string;
    readonly decided_on: string;
    readonly outcome: string;
    readonly intervention_type: string | null;
    readonly legal_provision: string;
    readonly reasoning: string;
    readonly decider: string;
    readonly made: MadePart | null;
    readonly appeal: string;
    readonly consent_basis: string | null;
    readonly consent_provision: string | null;
    readonly consent_reasoning: string | null;
    readonly cannot_wait: string | null;
    readonly clearly_demanded: string | null;
    readonly consents: readonly ConsentPart[];
    readonly recorded_at: string;
  } | null;
  readonly conclusion: {
    readonly concluded_on: string;
    readonly outcome: string;
    readonly assessment: string;
    readonly recorded_at: string;
  } | null;
};

export type InterventionPart = {
  readonly id: string;
  readonly decision_id: string;
  readonly investigation_id: string;
  readonly planning_phase_id: string;
  readonly type: string;
  readonly recipient: string;
  readonly granted_on: string;
  readonly provision: string;
  readonly goals: string;
  readonly plan: {
    readonly follow_up_phase_id: string;
    readonly recorded_at: string;
    /** The day that the plan means; when it began is in `beginning`. */ readonly started_on: string;
    readonly provider: string;
    readonly goals: string;
    readonly child_goals: string | null;
    readonly child_information_used: string;
    readonly child_information_passed_on: string;
    readonly passed_on: string | null;
    /** What was not passed on; null also where the child asked for it, and guardians may not be shown it (`is_withheld`). */
    readonly withheld: string | null;
    readonly is_withheld: boolean;
    readonly reason_not_passed_on: string | null;
    readonly first_follow_up_on: string;
  } | null;
  readonly beginning: { readonly began_on: string; readonly recorded_at: string } | null;
  readonly interruptions: readonly {
    readonly id: string;
    readonly interrupted_on: string;
    readonly reason: string;
    readonly resumed_on: string | null;
    readonly recorded_at: string;
    readonly resumed_recorded_at: string | null;
  }[];
  /** What was reported to IVO and the auditors. */
  readonly reports: readonly {
    readonly kind: string;
    readonly reported_on: string;
    readonly reason: string | null;
    readonly recorded_at: string;
  }[];
  /** What the decision stands on. */ readonly legal_provision: string;
  readonly follow_ups: readonly {
    readonly id: string;
    readonly followed_up_on: string;
    readonly carried_out_as_planned: string;
    readonly child_view: string | null;
    readonly goal_attainment: string;
    readonly change_needed: string;
    readonly summary: string;
    readonly next_follow_up_on: string | null;
    readonly recorded_at: string;
  }[];
  readonly ending: {
    readonly ended_on: string;
    readonly reason: string;
    readonly goal_attainment: string;
    readonly summary: string;
    readonly recorded_at: string;
  } | null;
  /** It never began, since when and why. */
  readonly not_begun: {
    readonly decided_on: string;
    readonly reason: string;
    readonly explanation: string;
    readonly recorded_at: string;
  } | null;
};

export type PhasePart = {
  readonly id: string;
  readonly kind: string;
  readonly subject_id: string;
  readonly opened_on: string;
  readonly closed_on: string | null;
};

export type StepPart = {
  readonly id: string;
  readonly phase_id: string;
  readonly step: string;
  readonly outcome: string;
  readonly happened_on: string;
  readonly content: string | null;
  readonly understood: string | null;
  readonly conversation_id: string | null;
  readonly reason: string | null;
  readonly reason_text: string | null;
  readonly try_again_on: string | null;
  readonly recorded_at: string;
};

export type ConversationPart = {
  readonly id: string;
  readonly phase_id: string;
  readonly held_on: string;
  readonly held_at: string | null;
  readonly form: string;
  readonly channel: string;
  readonly status: string;
  readonly place: string | null;
  readonly participants: readonly string[];
  readonly aids: readonly string[];
  readonly methods: readonly string[];
  readonly information_given: string | null;
  readonly understood: string | null;
  readonly child_words: string | null;
  /** Something in it may not be shown to guardians. What it is, is asked for by itself (`get-withheld`), and the asking is logged. */
  readonly withheld: boolean;
  readonly next_step: string | null;
  readonly next_on: string | null;
  readonly recorded_at: string;
  readonly by: string;
};

export type NotePart = {
  readonly id: string;
  readonly happened_on: string;
  readonly happened_at: string | null;
  readonly text: string;
  readonly corrects_id: string | null;
  readonly corrected: boolean;
  readonly recorded_at: string;
  readonly by: string;
};
