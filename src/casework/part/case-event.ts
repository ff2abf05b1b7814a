/** One thing that has happened in a case. */
export const eventKinds = ["inkommet", "beslut", "delaktighet", "insats", "möte", "anteckning"] as const;
export type EventKind = (typeof eventKinds)[number];

export type CaseEvent = {
  /** The day it happened. */
  readonly on: string;
  /** The time of day, "HH:MM", where it is known. */
  readonly at?: string | undefined;
  /** The moment it was written, as an ISO text. */
  readonly recordedAt: string;
  /** The day it was written, where that is another: what is typed later is dated when it happened, and shows both. */
  readonly written?: string | undefined;
  readonly kind: EventKind;
  readonly heading: string;
  readonly text?: string | undefined;
  /** In the child's own words. */
  readonly childWords?: string | undefined;
  readonly by?: string | null | undefined;
  /** The conversation in which something is that guardians may not be shown. */
  readonly withheldIn?: string | undefined;
  /** Where it can be read in full. */
  readonly href?: string | undefined;
  /** Where it is corrected. */
  readonly correct?: string | undefined;
  /** What the link says, where it is not a note. */
  readonly correctText?: string | undefined;
  /** Which record of the case it tells of (`casework/case/records.ts`). */
  readonly record?: string | undefined;
  /** The record that it belongs to: a file to what it was sent with. */
  readonly belongs?: string | undefined;
  /** Something in it is corrected, or it is struck. */
  readonly corrected?: true | undefined;
};
