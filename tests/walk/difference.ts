/** The lines of `after` that differ from `before`, as `−` and `+`, in their order; all of `after` where most of it is different. */
export function differenceOf(before: string, after: string): string {
  const [a, b] = [before.split("\n"), after.split("\n")];
  const same = longestCommon(a, b);
  const lines: string[] = [];
  let [i, j] = [0, 0];
  for (const [x, y] of [...same, [a.length, b.length] as const]) {
    if (x > i || y > j) lines.push("…", ...a.slice(i, x).map((line) => `− ${line}`), ...b.slice(j, y).map((line) => `+ ${line}`));
    [i, j] = [x + 1, y + 1];
  }
  return lines.length < b.length ? lines.join("\n") : after;
}

/** The longest list of lines that both have in the same order, as pairs of places. */
function longestCommon(a: readonly string[], b: readonly string[]): (readonly [number, number])[] {
  const longest = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  const at = (i: number, j: number) => longest[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      (longest[i] as Uint16Array)[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;)
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  return pairs;
}
