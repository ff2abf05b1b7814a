import type { RuleDescription } from "../law/rule.ts";

/**
 * What a room says of itself in its `room.ts`. Its actions, queries, pages and jobs it does not list: they are what stands in its folders of
 * those names (`find-rooms.ts`), so that none can be forgotten.
 */
export type Room = {
  /** What the names of its operations and the tags of its files begin with in the API ("intake.…"), each in one Swedish sentence. */
  readonly api?: Readonly<Record<string, string>>;
  /** Its rules of law. */
  readonly rules?: readonly RuleDescription[];
};

/** Says what a room holds. */
export const defineRoom = (room: Room): Room => room;
