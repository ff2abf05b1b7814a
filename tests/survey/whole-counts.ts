/**
 * Numbers of units behind printed whole per cents: for each category a whole number that rounds, half up, to what is printed. Shares no code with the
 * program: a share is right when the exact quotient lies from half a per cent below the printed one to just under half a per cent above it.
 */

/** True when `count` of `base` is printed as `percent`. */
export function isPrintedAs(count: number, base: number, percent: number): boolean {
  return 200 * count >= (2 * percent - 1) * base && 200 * count < (2 * percent + 1) * base;
}

/** Every number of `base` units that is printed as `percent`. */
export function countsFor(percent: number, base: number): number[] {
  return Array.from({ length: base + 1 }, (_, count) => count).filter((count) => isPrintedAs(count, base, percent));
}

/** The middle one of the numbers that are printed as `percent`. */
export function countFor(percent: number, base: number): number {
  const counts = countsFor(percent, base);
  const middle = counts[Math.floor(counts.length / 2)];
  if (middle === undefined) throw new Error(`No number of ${base} is printed as ${percent} per cent.`);
  return middle;
}

/** A number for each printed share of a whole distribution, together all of `base`, for which `isRight` holds. */
export function distributionFor(
  percents: readonly number[],
  base: number,
  isRight: (counts: readonly number[]) => boolean = () => true,
): number[] {
  const search = (place: number, chosen: readonly number[], left: number): number[] | undefined => {
    if (place === percents.length) return left === 0 && isRight(chosen) ? [...chosen] : undefined;
    for (const count of countsFor(percents[place] ?? 0, base)) {
      const found = count <= left ? search(place + 1, [...chosen, count], left - count) : undefined;
      if (found) return found;
    }
    return undefined;
  };
  const found = search(0, [], base);
  if (!found) throw new Error(`No whole numbers of ${base} are printed as ${percents.join(", ")}.`);
  return found;
}
