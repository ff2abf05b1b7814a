// A child's life in the social services, as plain objects. Days are whole numbers (see calendar.ts); undefined = not (yet) known.
import type { CodeOf } from "../../src/platform/database/generated.ts";
import type { Reason } from "../profile.ts";

export type Sex = CodeOf<"extract.child.sex">;
export type ConversationPhase = CodeOf<"extract.conversation.phase">;
export type Form = CodeOf<"extract.conversation.form">;
export type Channel = CodeOf<"extract.conversation.channel">;
type Status = CodeOf<"extract.conversation.status">;
export type IntakeType = CodeOf<"extract.intake.type">;
export type Outcome = CodeOf<"extract.investigation.outcome">;
export type Amount = CodeOf<"extract.intervention.child_information_used">;
export type InterventionType = CodeOf<"extract.intervention.type">;
export type Reporter = CodeOf<"intake.intake.reporter_category">;
export type IntakeReason = CodeOf<"intake.intake.reasons">;

/** What only a report that is told by hand has. */
export type Shown = {
  /** In one report with this child (number), the first of the siblings. */
  readonly siblingOf?: number;
  /** Who took it in and assessed protection, and the day that it was registered by somebody else. */
  readonly takenBy?: string;
  readonly writtenOn?: number;
  /** Who reported is kept secret, and protection is assessed a second time. */
  readonly isSecret?: true;
};

export type Intake = Shown & {
  readonly number: number;
  readonly type: IntakeType;
  readonly receivedOn: number;
  /** Minutes after midnight when it came in. */
  readonly minute: number;
  readonly reporter: Reporter;
  readonly reasons: readonly IntakeReason[];
  readonly protectionOn: number | undefined;
  readonly protectionMinute: number;
  readonly protectionNeeded: boolean;
  /** Decision of the preliminary assessment; reports (anmälan) only. */
  decidedOn: number | undefined;
  result: CodeOf<"extract.intake.preliminary_result"> | undefined;
  /** Place in `investigations`. */
  investigation: number | undefined;
};

export type Investigation = {
  readonly number: number;
  readonly intake: number;
  readonly startedOn: number;
  endedOn: number | undefined;
  extendedTo: number | undefined;
  readonly unit: string;
  outcome: Outcome | undefined;
  opinionDocumented: boolean | undefined;
  opinionWeighed: boolean | undefined;
  toldOn: number | undefined;
};

export type Intervention = {
  readonly number: number;
  readonly investigation: number;
  readonly type: InterventionType;
  readonly placement: boolean;
  readonly recipient: CodeOf<"extract.intervention.recipient">;
  readonly grantedOn: number;
  readonly startedOn: number | undefined;
  readonly endedOn: number | undefined;
  readonly provision: CodeOf<"extract.intervention.provision">;
  readonly used: Amount | undefined;
  readonly passedOn: Amount | undefined;
  readonly notPassedOn: CodeOf<"intervention.plan.reason_not_passed_on"> | undefined;
  readonly endReason: CodeOf<"intervention.ending.reason"> | undefined;
  readonly goals: CodeOf<"intervention.ending.goal_attainment"> | undefined;
};

export type Conversation = {
  readonly number: number;
  readonly phase: ConversationPhase;
  /** Place in `intakes`, set for förhandsbedömning. */
  readonly intake: number | undefined;
  readonly investigation: number | undefined;
  readonly intervention: number | undefined;
  readonly heldOn: number;
  readonly form: Form;
  readonly channel: Channel;
  readonly status: Status;
  readonly method: string | undefined;
};

export type Missed = {
  readonly phase: ConversationPhase;
  readonly intake: number | undefined;
  readonly investigation: number | undefined;
  readonly intervention: number | undefined;
  readonly reason: Reason;
};

export type Life = {
  readonly number: number;
  readonly sex: Sex;
  readonly birth: number;
  readonly identityNumber: string | undefined;
  readonly isProtected: boolean;
  readonly countryOfBirth: string;
  /** Language of the interpreter, if one is needed. */
  readonly interpreter: string | undefined;
  readonly disability: string | undefined;
  readonly unaccompanied: boolean;
  readonly intakes: Intake[];
  readonly investigations: Investigation[];
  readonly interventions: Intervention[];
  readonly conversations: Conversation[];
  readonly missed: Missed[];
};
