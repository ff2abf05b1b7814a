/**
 * Every clock of the house, by room. A new deadline stands in its room's `clocks.ts` and is here at once; a room with its
 * first one is put in here (decision 0023).
 */
import { decisionClocks } from "../decision/clocks.ts";
import { intakeClocks } from "../intake/clocks.ts";
import { interventionClocks } from "../intervention/clocks.ts";
import { investigationClocks } from "../investigation/clocks.ts";
import { participationClocks } from "../participation/clocks.ts";
import { partyClocks } from "../party/clocks.ts";
import { peopleClocks } from "../people/clocks.ts";
import type { Clock } from "../clocks/define.ts";
import { keepTouched } from "../clocks/keep.ts";
import type { Settle } from "../../platform/core/door.ts";

const all = [
  ...participationClocks,
  ...intakeClocks,
  ...investigationClocks,
  ...decisionClocks,
  ...partyClocks,
  ...interventionClocks,
  ...peopleClocks,
] as const;
type FactsOf<One> = One extends Clock<infer Facts> ? Facts : never;
/** What one of the clocks counts from. */
export type AnyFacts = FactsOf<(typeof all)[number]>;

/** Every clock of the house. */
export const clocks = all as readonly unknown[] as readonly Clock[];

const byId = new Map(clocks.map((clock) => [clock.id, clock]));

/** The clock with the id; undefined where there is none by now. */
export function findClock(id: string): Clock | undefined {
  return byId.get(id);
}

/** What the one door does at the end of every action: the clocks of the cases that were touched are kept. */
export const settleClocks: Settle = (tx, { actor, operation, now }) =>
  keepTouched(tx, clocks, { municipalityId: actor.municipalityId, by: operation, now });
