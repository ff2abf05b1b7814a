import type { Tx } from "../database/connect.ts";
import type { RuleDescription } from "../law/rule.ts";

/** A message that is about to be sent, on a day. */
export type MessageToSend = { readonly municipalityId: number; readonly messageId: string; readonly today: string };

/**
 * What a room says of itself in its `room.ts`. Its actions, queries, pages and jobs it does not list: they are what stands in its folders of
 * those names (`find-rooms.ts`), so that none can be forgotten.
 */
export type Room = {
  /** What the names of its operations and the tags of its files begin with in the API ("intake.…"), each in one Swedish sentence. */
  readonly api?: Readonly<Record<string, string>>;
  /** Its rules of law. */
  readonly rules?: readonly RuleDescription[];
  /** False where a message that the room has planned may be sent no more: what held when it was planned need not hold when it is its turn. */
  readonly mayBeSent?: (tx: Tx, message: MessageToSend) => Promise<boolean>;
};

/** Says what a room holds. */
export const defineRoom = (room: Room): Room => room;
