/** What waits to be done: as the view `due.obligation` gives it, and with the days that its rule has counted. */
import type { IntakeType } from "../intake/codes.ts";

type RowBase = {
  readonly case_id: string;
  readonly subject_id: string;
  readonly phase_id: string | null;
  /** The day the clock started. */
  readonly since: string;
  /** What it is about, where a case may have two of the same: the type of the intervention, the phase or the guardian. */
  readonly subject?: string | null;
};

/** What each rule is told by the view `due.obligation`. Days are "YYYY-MM-DD", moments ISO texts. */
type FactsByRule = {
  "immediate-protection": { readonly received_at: string };
  "preliminary-assessment": { readonly received_at: string; readonly extended_to: string | null };
  "violence-means-investigation": { readonly received_at: string; readonly extended_to: string | null };
  "feedback-to-reporter": { readonly requested_on: string; readonly decided_on: string | null; readonly investigation_open: boolean };
  "open-investigation-at-once": { readonly type: IntakeType };
  "investigation-time": { readonly extended_to: string | null };
  /** A guardian, or nobody for the child; the day to try again when there were särskilda skäl. */
  "information-that-opened": { readonly person_id: string | null; readonly review_on: string | null };
  "tell-the-child": Readonly<Record<string, never>>;
  "try-again": { readonly agreed_on: string; readonly step: string };
  "not-executed": {
    readonly granted_on: string;
    readonly interruption_id: string | null;
    readonly interrupted_on: string | null;
    readonly executed_on: string | null;
    readonly gave_up_on: string | null;
    readonly planned_on: string | null;
    readonly legal_provision: string;
    readonly last_reported_on: string | null;
    readonly executed_reported: boolean;
  };
  /** What the chair has decided in the case and the board has not been told of, as one: the earliest meeting. */
  "urgent-decision-reported": { readonly next_meeting_on: string };
  "follow-up-time": { readonly started_on: string; readonly last_on: string | null; readonly agreed_on: string | null };
};

/** One row of the view: what waits, with the facts that its rule counts from. */
export type ObligationRow = {
  [R in keyof FactsByRule]: RowBase & { readonly rule_id: R; readonly facts: FactsByRule[R] };
}[keyof FactsByRule];

/** What must be done, with the days that the rule has counted. */
export type ObligationPart = RowBase & {
  /** The rule that asks for it. */ readonly rule_id: string;
  /** The row of the view that it comes from: one wait may ask for both a beginning and a report. */ readonly of: ObligationRow["rule_id"];
  readonly facts: ObligationRow["facts"];
  /** The last day; null where the law gives none. */ readonly due_on: string | null;
  /** The day as counted, before any holiday is looked at. */ readonly target_on: string | null;
};
