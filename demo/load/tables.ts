// The casework tables that the demo fills, in the order in which they refer to each other.
import type pg from "pg";
import { CopyTable } from "./copy.ts";

const by = ["recorded_by", "recorded_at"];
const key = ["municipality_id", "id"];

/** Fresh, empty tables. */
export function caseworkTables() {
  const table = (name: string, ...columns: string[]) => new CopyTable(name, columns);
  return {
    person: table("people.person", ...key, "identity_number", "birth_date", "given_name", "family_name", "sex", "protected_identity", "language", "interpreter_need", "disability", "country_of_birth", "unaccompanied", "phone", ...by),
    guardianship: table("people.guardianship", ...key, "child_id", "guardian_id", "change", "kind", "given_name", "family_name", "phone", "valid_from", "source", "source_on", ...by),
    caseFile: table("intake.case_file", ...key, "child_id", "case_number", "unit_id", "opened_on", ...by),
    assignment: table("intake.case_assignment", ...key, "case_id", "staff_id", "role", "assigned_on", "ended_on", ...by),
    assignmentEnding: table("intake.assignment_ending", "municipality_id", "assignment_id", "case_id", "ended_on", "reason", ...by),
    birthdayPrepared: table("people.birthday_prepared", "municipality_id", "case_id", "age", "prepared_on", "content", ...by),
    relative: table("people.relative", ...key, "case_id", "relative_id", "given_name", "sex", "birth_year", "is_deceased", "protected_identity", "change", "source", "source_detail", "source_on", ...by),
    relation: table("people.relation", ...key, "case_id", "from_id", "to_id", "kind", "change", "source", "source_detail", "source_on", ...by),
    note: table("intake.note", ...key, "case_id", "happened_on", "text", ...by),
    file: table("files.file", ...key, "name", "kind", "size", "sha256", "scan", ...by),
    filePiece: table("files.piece", "municipality_id", "file_id", "number", "content"),
    attachment: table("intake.attachment", ...key, "case_id", "file_id", "titled", "from_whom", "came_on", "kept_from", "kept_from_id", "kept_because", ...by),
    entryCorrection: table("intake.entry_correction", ...key, "case_id", "entry", "kind", "field", "instead", "why", ...by),
    intake: table("intake.intake", ...key, "case_id", "type", "received_at", "received_on", "channel", "reporter_category", "reporter_name", "reporter_mandated", "feedback_requested", "reasons", "violence", "concern", "protection_due_on", "report_id", "taken_by", ...by),
    masking: table("intake.reporter_masking", ...key, "case_id", "intake_id", "masked", "ground", "mask_reason", ...by),
    protection: table("intake.protection_assessment", ...key, "case_id", "intake_id", "assessed_at", "result", "reasoning", "measure", "assessed_by", "follows_id", ...by),
    feedback: table("intake.reporter_feedback", ...key, "case_id", "intake_id", "outcome", "told", "given_on", "content", ...by),
    phase: table("participation.phase", ...key, "case_id", "kind", "subject_id", "opened_on", ...by),
    conversation: table("participation.conversation", ...key, "case_id", "phase_id", "held_on", "held_at", "form", "channel", "status", "place", "participants", "aids", "methods", "information_given", "understood", "child_words", "withheld_from_guardians", "withheld_reason", "next_step", "next_on", ...by),
    step: table("participation.step", ...key, "case_id", "phase_id", "step", "outcome", "happened_on", "content", "understood", "conversation_id", "reason", "reason_text", "try_again_on", ...by),
    phaseClosure: table("participation.phase_closure", "municipality_id", "phase_id", "case_id", "closed_on", "informed_id", "heard_id", "weighed_id", "told_id", ...by),
    maker: table("decision.maker", ...key, "case_id", "decided_on", "decider", "staff_id", "delegation_point", "body", "minutes_number", ...by),
    preliminary: table("intake.preliminary_assessment", ...key, "case_id", "intake_id", "phase_id", "opened_on", "due_on", ...by),
    investigation: table("investigation.investigation", ...key, "case_id", "intake_id", "phase_id", "started_on", "due_on", "purpose", "plan", "legal_provision", ...by),
    openedInformation: table("investigation.opened_information", ...key, "case_id", "investigation_id", "person_id", "outcome", "happened_on", "content", ...by),
    account: table("party.account", ...key, "case_id", "investigation_id", "person_id", "happened_on", "way", "own_account", ...by),
    communication: table("party.communication", ...key, "case_id", "investigation_id", "person_id", "kind", "happened_on", "way", "material", "reply_by", "exception", "reason", ...by),
    reply: table("party.reply", "municipality_id", "communication_id", "case_id", "replied_on", "kind", "content", ...by),
    structure: table("investigation.structure", ...key, "fingerprint", "name", "source", "analysis_cites", "areas", ...by),
    structureArea: table("investigation.structure_area", "municipality_id", "structure_id", "code", "place", "areas", "heading", "help", "variable"),
    body: table("investigation.body", "municipality_id", "investigation_id", "case_id", "structure_id", "analysis_cites", ...by),
    investigationPlan: table("investigation.investigation_plan", ...key, "case_id", "investigation_id", "planned_on", "questions", "sources", "timetable", "child_takes_part", ...by),
    request: table("investigation.request", ...key, "case_id", "investigation_id", "asked_of", "asked_name", "asked_for", "ground", "way", "asked_on", "reply_by", ...by),
    requestReply: table("investigation.request_reply", "municipality_id", "request_id", "case_id", "outcome", "replied_on", "replied_by", "reply_form", ...by),
    homeVisit: table("investigation.home_visit", ...key, "case_id", "investigation_id", "visited_on", "visited_at", "announced", "home", "outcome", "ground", "consent_of", "present", "child_there", "talked_with_child", "seen", "child_room", ...by),
    instrument: table("investigation.instrument", ...key, "name", "used_for", "valid_from", ...by),
    instrumentUse: table("investigation.instrument_use", ...key, "case_id", "investigation_id", "instrument_id", "used_on", "used_by", "about", "summary", ...by),
    finding: table("investigation.finding", ...key, "case_id", "investigation_id", "structure_id", "analysis_cites", "area_code", "kind", "source", "person_id", "source_name", "found_on", "statement", "withheld_from_guardians", "withheld_reason", "request_id", "visit_id", ...by),
    passage: table("investigation.passage", ...key, "case_id", "investigation_id", "structure_id", "analysis_cites", "section", "area_code", "text", "rests_on_finding_id", "rests_on_conversation_id", "follows_id", ...by),
    citation: table("investigation.citation", ...key, "case_id", "investigation_id", "passage_id", "finding_id", "conversation_id", ...by),
    signature: table("investigation.signature", "municipality_id", "investigation_id", "case_id", "signed_on", ...by),
    supplement: table("investigation.supplement", ...key, "case_id", "investigation_id", "added_on", "concerns", "text", ...by),
    preliminaryDecision: table("intake.preliminary_decision", "municipality_id", "preliminary_assessment_id", "case_id", "decided_on", "result", "reasoning", "contacts", "legal_provision", "investigation_id", ...by),
    extension: table("investigation.extension", ...key, "case_id", "investigation_id", "decided_on", "extended_to", "special_reasons", "legal_provision", ...by),
    bestInterests: table("investigation.best_interests", ...key, "case_id", "investigation_id", "assessed_on", "risk_factors", "protective_factors", "assessment", ...by),
    decision: table("decision.decision", ...key, "case_id", "investigation_id", "decided_on", "decider", "outcome", "intervention_type", "legal_ground", "legal_provision", "reasoning", "presenter_id", "appeal", "consent_basis", "consent_provision", "consent_reasoning", ...by),
    consent: table("decision.consent", ...key, "case_id", "decision_id", "person_id", "capacity", "answer", "given_on", "form", ...by),
    insightRequest: table("party.insight_request", ...key, "case_id", "person_id", "requested_on", "way", "wants", ...by),
    notification: table("party.notification", ...key, "case_id", "decision_id", "decided_on", "appeal", "person_id", "kind", "sent_on", "way", "got_on", "with_guidance", ...by),
    appeal: table("party.appeal", ...key, "case_id", "decision_id", "decided_on", "appeal", "person_id", "received_on", "content", ...by),
    appealTrial: table("party.appeal_trial", "municipality_id", "appeal_id", "case_id", "received_on", "decided_on", "outcome", "got_on", "last_on", "reconsidered", "reasoning", ...by),
    appealForwarding: table("party.appeal_forwarding", "municipality_id", "appeal_id", "case_id", "tried_on", "outcome", "forwarded_on", "court", ...by),
    conclusion: table("investigation.conclusion", "municipality_id", "investigation_id", "case_id", "phase_id", "concluded_on", "outcome", "assessment", "decision_id", "best_interests_id", "informed_id", "heard_id", "weighed_id", ...by),
    intervention: table("intervention.intervention", ...key, "case_id", "decision_id", "investigation_id", "planning_phase_id", "type", "recipient", "granted_on", "provision", "goals", ...by),
    statementChoice: table("intervention.statement_choice", ...key, "case_id", "intervention_id", "conversation_id", "part", "choice", "given_words", "reason", ...by),
    plan: table("intervention.plan", "municipality_id", "intervention_id", "case_id", "planning_phase_id", "follow_up_phase_id", "started_on", "provider", "goals", "child_goals", "child_information_used", "child_information_passed_on", "passed_on", "withheld", "reason_not_passed_on", "first_follow_up_on", ...by),
    beginning: table("intervention.beginning", "municipality_id", "intervention_id", "case_id", "began_on", "after_limit", ...by),
    executionReport: table("intervention.execution_report", ...key, "case_id", "intervention_id", "kind", "reported_on", "reason", "executed_on", ...by),
    followUp: table("intervention.follow_up", ...key, "case_id", "intervention_id", "heard_phase_id", "heard_id", "followed_up_on", "carried_out_as_planned", "child_view", "goal_attainment", "change_needed", "summary", "next_follow_up_on", "measured", "measured_with", "measured_before", "measured_now", "measured_use", ...by),
    ending: table("intervention.ending", "municipality_id", "intervention_id", "case_id", "follow_up_phase_id", "ended_on", "reason", "goal_attainment", "summary", ...by),
    caseClosure: table("intake.case_closure", "municipality_id", "case_id", "closed_on", "reason", "note", ...by),
  }; // prettier-ignore
}

export type CaseworkTables = ReturnType<typeof caseworkTables>;

/**
 * Sends everything that waits, in the order of reference. With `isCounted` each table is analysed as soon as it is filled: the gates of the next
 * ones ask what stands in it, and planned for an empty table they would read the whole of it for each row.
 */
export async function sendAll(
  tables: CaseworkTables,
  client: pg.ClientBase,
  { isCounted }: { readonly isCounted: boolean },
): Promise<void> {
  for (const table of Object.values(tables)) {
    await table.send(client);
    if (isCounted && table.total > 0) await client.query(`analyze ${table.name}`);
  }
}
