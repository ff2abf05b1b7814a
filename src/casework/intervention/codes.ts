import { codes } from "../../platform/database/generated.ts";
import type { CodeOf } from "../../platform/database/generated.ts";

export { OPEN_TYPES as openInterventionTypes } from "../decision/intervention-types.ts";

export const recipients = codes["intervention.intervention.recipient"];
export const provisions = codes["intervention.intervention.provision"];
export const passedOn = codes["intervention.plan.child_information_passed_on"];

/** The child has asked for it: then what was not passed on is not shown to guardians either. */
export const CHILD_ASKED = "barnet har bett oss att inte berätta" satisfies CodeOf<"intervention.plan.reason_not_passed_on">;

/** Why what the child said was not passed on in full (seed 004, question 14a, and its comments). */
export const reasonsNotPassedOn = codes["intervention.plan.reason_not_passed_on"];

export const carriedOut = codes["intervention.follow_up.carried_out_as_planned"];
export const goalAttainments = codes["intervention.ending.goal_attainment"];
export const followUpAttainments = codes["intervention.follow_up.goal_attainment"];
export const changesNeeded = codes["intervention.follow_up.change_needed"];

/** What a follow-up can measure, and what becomes of it (question 20 of the national questionnaire). */
export const measuredKinds = codes["intervention.follow_up.measured"];
export const measuredUses = codes["intervention.follow_up.measured_use"];

/** Of a conversation: what the child said, or what guardians may not be shown of it. */
export const statementParts = codes["intervention.statement_choice.part"];
export type StatementPart = CodeOf<"intervention.statement_choice.part">;
/** What becomes of a statement. */
export const statementChoices = codes["intervention.statement_choice.choice"];
export type StatementChoice = CodeOf<"intervention.statement_choice.choice">;
