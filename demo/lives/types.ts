// A child's life in the social services, as plain objects. Days are whole numbers (see calendar.ts); undefined = not (yet) known.
import type { Reason } from "../profile.ts";

export type Sex = "flicka" | "pojke" | "okänt";
export type ConversationPhase = "förhandsbedömning" | "utredning" | "planering" | "uppföljning" | "placering";
export type Form = "enskilt" | "med vårdnadshavare" | "observation";
export type Channel = "fysiskt" | "digitalt" | "telefon" | "chatt";
export type Status = "genomfört" | "erbjudet" | "avböjt" | "inställt";
export type IntakeType = "anmälan" | "ansökan" | "annat sätt" | "begäran från annan myndighet" | "överflyttning";
export type Outcome =
  | "öppen insats" | "placering SoL" | "ansökan LVU" | "22 § LVU" | "ingen insats behövs" | "samtycke saknas" | "hänvisning" | "återtagen"
  | "flyttad" | "annat"; // prettier-ignore
export type Amount = "ja" | "delvis" | "nej";

export type Intake = {
  readonly number: number;
  readonly type: IntakeType;
  readonly receivedOn: number;
  /** Minutes after midnight when it came in. */
  readonly minute: number;
  readonly reporter: string;
  readonly reasons: readonly string[];
  readonly protectionOn: number | undefined;
  readonly protectionMinute: number;
  readonly protectionNeeded: boolean;
  /** Decision of the preliminary assessment; reports (anmälan) only. */
  decidedOn: number | undefined;
  result: "inleda" | "inte inleda" | "pågående utredning finns" | undefined;
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
  readonly type: string;
  readonly placement: boolean;
  readonly recipient: "barnet" | "vårdnadshavare" | "familjen";
  readonly grantedOn: number;
  readonly startedOn: number | undefined;
  readonly endedOn: number | undefined;
  readonly provision: "egen" | "annan kommun" | "enskild";
  readonly used: Amount | undefined;
  readonly passedOn: Amount | undefined;
  readonly notPassedOn: string | undefined;
  readonly endReason: string | undefined;
  readonly goals: string | undefined;
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
