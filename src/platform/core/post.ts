import type { CodeOf } from "../database/generated.ts";

/** What the house is handed to send messages with; how it is done lies in `platform/messages`. */

/** One message as it leaves the house. */
export type Parcel = {
  /** The message's own: what a receiver may know it again by. */
  readonly id: string;
  /** As `readAddress` of `platform/messages` gives it. */
  readonly to: string;
  /** The name that it is sent in: the municipality's. */
  readonly sender: string;
  readonly subject: string;
  readonly text: string;
  /** The letter itself, where the way is for letters: digital post. */
  readonly attachment?: { readonly name: string; readonly type: "application/pdf"; readonly content: Uint8Array };
};

/**
 * How a try ended: it was taken (`skickat`), refused for good (`nekat`), not taken (`inte nu`: nothing was sent, or what was sent is known again
 * by a carrier that is idempotent), or nobody knows (`oklart`). `fault` is the kind of fault as a code, never words of the other side's: those may quote an address.
 */
export type Carried =
  | { readonly outcome: "skickat"; readonly fault: null }
  | { readonly outcome: Exclude<CodeOf<"messages.outcome.outcome">, "skickat" | "återtaget">; readonly fault: string };

/** One way out of the house. */
export type Carrier = {
  /** The same message given twice is sent once: what was interrupted may be tried again. */
  readonly isIdempotent: boolean;
  /** Never throws; ends within `longestCarry`. */
  carry(parcel: Parcel, at: Date): Promise<Carried>;
};

/** The ways out that the operator has set up, by channel. */
export type Post = {
  readonly carriers: Readonly<Partial<Record<string, Carrier>>>;
  /** Where messages of a made-up municipality go, whatever else is set up; null: nowhere. */
  readonly outbox: Carrier | null;
  /** The number that is written in messages; null where the municipality's own switchboard must do. */
  readonly phone: string | null;
};

/** The longest that carrying one message may take, in milliseconds. */
export const longestCarry = 60_000;
