/** "Did you mean …?": the known name nearest to one that was mistyped. */

/** What is longer is no name that somebody mistyped. */
const longest = 1000;

/**
 * The nearest of the known names, or an empty text where none is near (more than a third of the letters differ).
 * Distance: Damerau–Levenshtein, capital letters counting as small ones. Errors: none.
 */
export function nearest(wrong: string, known: Iterable<string>): string {
  let best = "";
  let least = Math.max(1, Math.floor(wrong.length / 3)) + 1;
  for (const name of known) {
    // So many letters must be added or dropped at least: a whole file in the place of a name is not compared sign by sign.
    if (Math.abs(wrong.length - name.length) >= least || name.length > longest) continue;
    const distance = editDistance(wrong.toLowerCase(), name.toLowerCase());
    if (distance < least) [best, least] = [name, distance];
  }
  return best;
}

/** Letters to add, drop, change or swap with the next to come from a to b. */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, (beforeLast[j - 2] ?? 0) + 1);
      row.push(least);
    }
    [beforeLast, last] = [last, row];
  }
  return last[b.length] ?? 0;
}
