/** So many children with so many conversations. */
export type HistogramBar = { readonly value: number; readonly children: number };

/** The exact median of a full histogram: the middle value, or the mean of the two in the middle. Null when it is empty. */
export function medianOf(histogram: readonly HistogramBar[]): number | null {
  const bars = histogram.filter((bar) => bar.children > 0).toSorted((a, b) => a.value - b.value);
  const total = bars.reduce((sum, bar) => sum + bar.children, 0);
  if (total === 0) return null;
  return (valueAt(bars, Math.floor((total - 1) / 2)) + valueAt(bars, Math.floor(total / 2))) / 2;
}

function valueAt(bars: readonly HistogramBar[], place: number): number {
  let passed = 0;
  for (const bar of bars) {
    passed += bar.children;
    if (passed > place) return bar.value;
  }
  throw new RangeError("No value at that place of the histogram.");
}

/** The questionnaire's scale for a number of conversations: 0, 1, 2, 3, 4 eller fler; a median between two values is rounded up. */
export function conversationsShown(median: number): string {
  const rounded = Math.ceil(median);
  return rounded >= 4 ? "4 eller fler" : String(rounded);
}
