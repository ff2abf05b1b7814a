/** Parts of a case about who has decided what. */

/** Who took a decision, when and by what authority; `typed_by` is who wrote it down. */
export type MadePart = {
  readonly id: string;
  readonly decided_on: string;
  readonly decider: string;
  readonly staff: string | null;
  readonly name: string | null;
  readonly delegation_point: string | null;
  readonly body: string | null;
  readonly minutes_number: string | null;
  readonly urgent_decider: string | null;
  readonly urgency: string | null;
  readonly next_meeting_on: string | null;
  readonly place: string | null;
  readonly typed_by: string | null;
  readonly recorded_at: string;
  /** The board has been told of it. */
  readonly reported: {
    readonly reported_on: string;
    readonly minutes_number: string;
    readonly recorded_at: string;
  } | null;
};

/** A decision to give an investigation more time. */
export type ExtensionPart = {
  readonly decided_on: string;
  readonly extended_to: string;
  readonly special_reasons: string;
  readonly made: MadePart | null;
  readonly recorded_at: string;
};
