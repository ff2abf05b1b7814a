/** The most reasons that the questionnaire lets one mark. */
const mostReasons = 3;

/**
 * The most frequent reasons, at most three, most frequent first; equal counts in the order of `formOrder`. A reason that no child has
 * is never among them. Codes outside `formOrder` are left out.
 */
export function mostFrequentReasons(counts: ReadonlyMap<string, number>, formOrder: readonly string[]): string[] {
  return formOrder
    .map((reason) => ({ reason, children: counts.get(reason) ?? 0 }))
    .filter(({ children }) => children > 0)
    .toSorted((a, b) => b.children - a.children)
    .slice(0, mostReasons)
    .map(({ reason }) => reason);
}
