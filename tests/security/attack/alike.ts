import { createHash } from "node:crypto";
import type { Operation } from "../../../src/platform/core/door.ts";

/**
 * The operations in groups that the door lets in alike, each in the order given. It asks an operation's permits in their order, whether it is
 * an action, and how often it may be done, and nothing else of it. Permits are the same only where they are one and the same object, and what
 * has a limit of its own stands alone: what is made in a new way is a group of its own, and tried everywhere.
 */
export function groupAlike(operations: readonly Operation[]): readonly (readonly Operation[])[] {
  const permits = [...new Set(operations.flatMap((operation) => operation.permit))];
  const groups = Map.groupBy(operations, ({ kind, name, permit, limit }) =>
    JSON.stringify([kind, permit.map((one) => permits.indexOf(one)), limit ? name : null]),
  );
  // Not by how the groups come about, but by their last: what changes who may goes last here too.
  const last = operations.at(-1);
  return [...groups.values()].sort((a, b) => Number(a.includes(last as Operation)) - Number(b.includes(last as Operation)));
}

/** Of as many in a group one is tried in each situation: where a group grows, everybody's turn comes as often as before. */
const most = 30;

/** An operation of each group, and of a large one more, far from each other: which is decided by the words of the situation, the same in every run. */
export function someOfEach(groups: readonly (readonly Operation[])[], situation: string): readonly Operation[] {
  return groups.flatMap((group) => {
    const number = createHash("sha256").update(`${situation}, ${group[0]?.name}`).digest().readUInt32BE();
    const tried = Math.ceil(group.length / most);
    const places = Array.from({ length: tried }, (_, turn) => (number + turn * Math.ceil(group.length / tried)) % group.length);
    return group.filter((_, place) => places.includes(place));
  });
}
