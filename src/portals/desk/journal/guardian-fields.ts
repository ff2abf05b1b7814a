/**
 * What of a case a guardian's extract may show, field by field, in the names of `caseParts`. What is not named here is left out: a new field
 * is hidden until somebody has thought about it, and a test says which are not thought about.
 *
 * - `shown`: always.
 * - `text`: written freely, or tells where somebody is; left out where an identity is protected or the child is in sheltered housing.
 * - `reporter`: of who reported and what was said; shown where the caseworker has found that nobody is endangered by it (26 kap. 5 § OSL).
 * - `never`: of somebody else, of staff, of tasks, or that something is kept from guardians (12 kap. 3 § and 26 kap. 1 § OSL).
 */
export type Showing = "shown" | "text" | "reporter" | "never";

const made = (path: string): Readonly<Record<string, Showing>> => ({
  [`${path}.id`]: "shown",
  [`${path}.decided_on`]: "shown",
  [`${path}.decider`]: "shown",
  [`${path}.staff`]: "shown",
  [`${path}.name`]: "shown",
  [`${path}.delegation_point`]: "shown",
  [`${path}.body`]: "shown",
  [`${path}.minutes_number`]: "shown",
  [`${path}.urgent_decider`]: "shown",
  [`${path}.urgency`]: "text",
  [`${path}.next_meeting_on`]: "shown",
  [`${path}.place`]: "text",
  [`${path}.typed_by`]: "never",
  [`${path}.recorded_at`]: "shown",
  [`${path}.reported.reported_on`]: "shown",
  [`${path}.reported.minutes_number`]: "shown",
  [`${path}.reported.recorded_at`]: "shown",
});

const all = (showing: Showing, path: string, ...fields: readonly string[]): Readonly<Record<string, Showing>> =>
  Object.fromEntries(fields.map((field) => [`${path}.${field}`, showing]));

export const guardianFields: Readonly<Record<string, Showing>> = {
  ...all("shown", "file", "id", "case_number", "opened_on", "unit", "closed_on", "closure_reason", "closure_recorded_at"),
  ...all("shown", "child", "id", "given_name", "family_name", "birth_date", "sex", "protected_identity", "interpreter_need"),
  ...all("text", "child", "identity_number", "language"),
  // Which of them it is for is said apart.
  ...all("never", "guardians[]", "id", "given_name", "family_name", "phone", "kind", "guardianship_id", "source", "source_detail"),
  ...all("never", "guardians[]", "source_on", "valid_from"),
  ...all("never", "guardian_claims[]", "id", "given_name", "family_name", "phone", "identity_number", "said_on"),
  ...all("never", "staff[]", "staff_id", "name", "role"),
  ...all("never", "emergencies[]", "id", "staff_id", "name", "unit", "reason", "explanation", "opened_at", "closes_at", "is_open"),
  ...all("never", "left[]", "name", "role", "ended_on", "reason", "note", "by", "recorded_at"),
  ...all("never", "moves[]", "intake_id", "type", "received_on", "moved_on", "reason", "away", "by", "recorded_at", "other_case_id"),
  ...all("never", "person_reviews[]", "name", "taken[]", "kept[]", "source", "source_detail", "source_on", "by", "recorded_at"),
  ...all(
    "never",
    "person_reviews[].known",
    "givenName",
    "familyName",
    "birthDate",
    "sex",
    "protectedIdentity",
    "language",
    "interpreterNeed",
  ),
  ...all(
    "never",
    "person_reviews[].typed",
    "givenName",
    "familyName",
    "birthDate",
    "sex",
    "protectedIdentity",
    "language",
    "interpreterNeed",
  ),

  ...all("shown", "intakes[]", "id", "type", "received_at", "received_on", "channel", "reasons[]", "violence", "recorded_at"),
  ...all("reporter", "intakes[]", "reporter_category", "concern"),
  ...all("never", "intakes[]", "reporter_name", "reporter_contact", "reporter_mandated", "feedback_requested"),
  ...all("shown", "intakes[].protection", "recorded_at", "assessed_at", "result", "by"),
  ...all("text", "intakes[].protection", "reasoning", "measure"),
  ...all("shown", "intakes[].preliminary", "id", "phase_id", "opened_on", "due_on", "target_on"),
  ...all("shown", "intakes[].preliminary.extensions[]", "decided_on", "extended_to", "recorded_at"),
  ...all("text", "intakes[].preliminary.extensions[]", "exceptional_reasons"),
  ...made("intakes[].preliminary.extensions[].made"),
  ...all("shown", "intakes[].preliminary.decision", "decided_on", "result", "legal_provision", "investigation_id", "recorded_at"),
  ...all("text", "intakes[].preliminary.decision", "reasoning", "contacts"),
  ...made("intakes[].preliminary.decision.made"),
  // What the reporter was told, and that they asked, is of the reporter.
  ...all("never", "intakes[].feedback", "given_on", "outcome", "content", "recorded_at"),
  ...all("never", "intakes[].feedback_request", "requested_on", "recorded_at"),
  ...all("shown", "intakes[].outcome", "outcome", "decided_on", "withdrawn_by", "legal_provision", "recorded_at"),
  ...all("text", "intakes[].outcome", "reasoning"),
  ...made("intakes[].outcome.made"),
  "unanswered[]": "never",

  ...all("shown", "investigations[]", "id", "phase_id", "intake_id", "started_on", "due_on", "target_on", "extended_to", "legal_provision"),
  ...all("shown", "investigations[]", "recorded_at"),
  ...all("text", "investigations[]", "purpose", "plan"),
  ...made("investigations[].made"),
  ...all("shown", "investigations[].extensions[]", "decided_on", "extended_to", "recorded_at"),
  ...all("text", "investigations[].extensions[]", "special_reasons"),
  ...made("investigations[].extensions[].made"),
  // Only what the guardian was told: rows of others, and särskilda skäl, are taken out before.
  ...all("shown", "investigations[].informed[]", "person_id", "name", "outcome", "happened_on", "recorded_at", "by"),
  ...all("text", "investigations[].informed[]", "content"),
  ...all("never", "investigations[].informed[]", "review_on"),
  ...all("shown", "investigations[].best_interests", "id", "assessed_on", "recorded_at", "by"),
  ...all("text", "investigations[].best_interests", "risk_factors", "protective_factors", "assessment"),
  ...all("shown", "investigations[].decision", "id", "decided_on", "outcome", "intervention_type", "legal_provision", "decider", "appeal"),
  ...all("shown", "investigations[].decision", "consent_basis", "consent_provision", "recorded_at"),
  ...all("text", "investigations[].decision", "reasoning", "consent_reasoning", "cannot_wait", "clearly_demanded"),
  ...made("investigations[].decision.made"),
  // Only the guardian's own answer: the others' are taken out before.
  ...all(
    "shown",
    "investigations[].decision.consents[]",
    "id",
    "given_name",
    "family_name",
    "capacity",
    "answer",
    "given_on",
    "form",
    "recorded_at",
  ),
  ...all("text", "investigations[].decision.consents[]", "place"),
  ...all("shown", "investigations[].conclusion", "concluded_on", "outcome", "recorded_at"),
  ...all("text", "investigations[].conclusion", "assessment"),

  ...all(
    "shown",
    "interventions[]",
    "id",
    "decision_id",
    "investigation_id",
    "planning_phase_id",
    "type",
    "recipient",
    "granted_on",
    "provision",
  ),
  ...all("shown", "interventions[]", "legal_provision"),
  ...all("text", "interventions[]", "goals"),
  ...all("shown", "interventions[].plan", "follow_up_phase_id", "recorded_at", "started_on", "first_follow_up_on"),
  ...all("text", "interventions[].plan", "provider", "goals", "child_goals"),
  // What the child has asked us to keep may be told by what was passed on, and by that something was not.
  ...all("never", "interventions[].plan", "child_information_used", "child_information_passed_on", "passed_on", "withheld", "is_withheld"),
  ...all("never", "interventions[].plan", "reason_not_passed_on"),
  ...all("shown", "interventions[].beginning", "began_on", "recorded_at"),
  ...all("shown", "interventions[].interruptions[]", "id", "interrupted_on", "resumed_on", "recorded_at", "resumed_recorded_at"),
  ...all("text", "interventions[].interruptions[]", "reason"),
  ...all("shown", "interventions[].reports[]", "kind", "reported_on", "recorded_at"),
  ...all("text", "interventions[].reports[]", "reason"),
  ...all("shown", "interventions[].follow_ups[]", "id", "followed_up_on", "carried_out_as_planned", "goal_attainment", "change_needed"),
  ...all("shown", "interventions[].follow_ups[]", "next_follow_up_on", "recorded_at"),
  ...all("text", "interventions[].follow_ups[]", "child_view", "summary"),
  ...all("shown", "interventions[].ending", "ended_on", "reason", "goal_attainment", "recorded_at"),
  ...all("text", "interventions[].ending", "summary"),
  ...all("shown", "interventions[].not_begun", "decided_on", "reason", "recorded_at"),
  ...all("text", "interventions[].not_begun", "explanation"),

  ...all("shown", "phases[]", "id", "kind", "subject_id", "opened_on", "closed_on"),
  ...all("shown", "steps[]", "id", "phase_id", "step", "outcome", "happened_on", "understood", "conversation_id", "reason", "try_again_on"),
  ...all("shown", "steps[]", "recorded_at", "by"),
  ...all("text", "steps[]", "content", "reason_text"),
  ...all("shown", "conversations[]", "corrects_id", "id", "phase_id", "held_on", "held_at", "form", "channel", "status", "understood"),
  ...all("shown", "conversations[]", "next_on", "recorded_at", "by"),
  ...all("text", "conversations[]", "place", "participants[]", "aids[]", "methods[]", "information_given", "child_words", "next_step"),
  // That there is something in it that guardians may not be shown would itself tell of it.
  ...all("never", "conversations[]", "withheld"),
  ...all("shown", "notes[]", "id", "happened_on", "happened_at", "corrects_id", "corrected", "recorded_at", "by"),
  ...all("text", "notes[]", "text"),
  "obligations[]": "never",
};
