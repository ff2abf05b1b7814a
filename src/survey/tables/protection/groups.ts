/** The groups of a protected publication: those of few units are put together, so that every group that is shown has enough of them. */
import type { Answered } from "../answered.ts";
import type { Grouping } from "../frame.ts";
import { groupings, groupsOf } from "../frame.ts";

/** What groups are by: a grouping of the frame, or whether a unit answered another time too. */
export type ProtectedBy = Grouping | "panel";

/** A group as it is published: one of the frame's, or several put together. */
export type ProtectedGroup<By extends ProtectedBy = Grouping> = {
  readonly by: By;
  readonly label: string;
  readonly units: Uint8Array;
};

/** The groups of a grouping; none where it cannot be published. Every unit that answered is in one. */
export type ProtectedGrouping<By extends ProtectedBy = Grouping> = { readonly by: By; readonly groups: readonly ProtectedGroup<By>[] };

/** So many more than the minimum are in every group: in a smaller one a few units that leave a question out would say how few are left. */
const spare = 3;

/** Every grouping with groups of at least so many units that answered. */
export function protectedGroupings(answered: Answered, minimum: number): ProtectedGrouping[] {
  return groupings.map((by) => protectedGrouping(answered, by, minimum + spare));
}

/** Units that answered another time too, and the others; no group where either are too few. `inPanel` marks the first. */
export function panelGrouping(inPanel: Uint8Array, minimum: number): ProtectedGrouping<"panel"> {
  const outside = inPanel.map((mark) => 1 - mark);
  const groups: ProtectedGroup<"panel">[] = [
    { by: "panel", label: "Svarade båda gångerna", units: inPanel },
    { by: "panel", label: "Svarade en gång", units: outside },
  ];
  const sizes = groups.map(({ units }) => units.reduce((sum, mark) => sum + mark, 0));
  // Where all are in it, the panel is all units.
  if (sizes[1] === 0) return { by: "panel", groups: groups.slice(0, 1) };
  return { by: "panel", groups: sizes.every((size) => size >= minimum + spare) ? groups : [] };
}

function protectedGrouping(answered: Answered, by: Grouping, least: number): ProtectedGrouping {
  const labels = [...groupsOf(answered.frame, by), unknown];
  const sizes = labels
    .map((label) => ({ label, count: answered.units.filter(({ groups }) => (groups[by] ?? unknown) === label).length }))
    .filter(({ count }) => count > 0);
  const small = sizes.filter(({ count }) => count < least);
  const large = sizes.filter(({ count }) => count >= least).sort((one, other) => one.count - other.count);
  // Together they may be too few still: then the least of the others joins them.
  while (small.length > 0 && sum(small) < least && large.length > 0) small.push(...large.splice(0, 1));
  if (small.length > 0 && sum(small) < least) return { by, groups: [] };
  const isTogether = (label: string) => small.some((one) => one.label === label);
  const group = (label: string, members: readonly string[]): ProtectedGroup => ({
    by,
    label,
    units: Uint8Array.from(answered.units, ({ groups }) => (members.includes(groups[by] ?? unknown) ? 1 : 0)),
  });
  const alone = sizes.filter(({ label }) => !isTogether(label)).map(({ label }) => group(label, [label]));
  const together = sizes.map(({ label }) => label).filter(isTogether);
  return { by, groups: together.length === 0 ? alone : [...alone, group(`Övriga: ${together.join(", ")}`, together)] };
}

/** Units of the frame whose group is not given. */
const unknown = "Uppgift saknas";

function sum(list: readonly { readonly count: number }[]): number {
  return list.reduce((total, { count }) => total + count, 0);
}
