export type HiddenReason = "färre än 7" | "skyddar annan grupp";

/** One group of a breakdown. `neverShown` is for sex "okänt": it counts, but it has no row in the questionnaire. */
export type BreakdownGroup = { readonly name: string; readonly children: number; readonly neverShown?: boolean };

/**
 * Which groups of one breakdown may not be shown, and why. The groups come in the questionnaire's order.
 * - Small: fewer than `smallest` children; a group that is never shown is small only if it has at least one child.
 * - When exactly one group is small and no other group is unshown anyway, what is left of the total would tell its figure: then the
 *   smallest of the shown groups is hidden too, the first in the order when equal.
 * - A total below `smallest` hides every group.
 * Source: open extract, counting rules, "Fewer than 7 children in the group".
 */
export function hiddenGroups(groups: readonly BreakdownGroup[], smallest: number): ReadonlyMap<string, HiddenReason> {
  const total = groups.reduce((sum, group) => sum + group.children, 0);
  const small = groups.filter((group) => total < smallest || (group.children < smallest && !(group.neverShown && group.children === 0)));
  const hidden = new Map<string, HiddenReason>(small.map((group) => [group.name, "färre än 7"]));
  const otherUnshown = groups.some((group) => group.neverShown && group.children >= smallest);
  if (small.length === 1 && !otherUnshown) {
    const shown = groups.filter((group) => !group.neverShown && !hidden.has(group.name));
    const shield = shown.reduce<BreakdownGroup | undefined>(
      (least, group) => (least && least.children <= group.children ? least : group),
      undefined,
    );
    if (shield) hidden.set(shield.name, "skyddar annan grupp");
  }
  return hidden;
}
