// Compares what the library gives with what the reference expects, number by number.

export type Difference = { readonly path: string; readonly relative: number; readonly expected: unknown; readonly actual: unknown };

export type CompareOptions = {
  readonly tolerance: number;
  /** Paths (as `a.b`) that are compared with another tolerance, or not at all (Infinity), each for a reason written where it is set. */
  readonly tolerances?: Readonly<Record<string, number>>;
};

/** The same thing laid out in the ways that a reference file may have it: groups of two variables as texts, as lists, as records or as columns. */
export class Layouts {
  readonly all: readonly unknown[];
  constructor(all: readonly unknown[]) {
    this.all = all;
  }
}

/** Rounding noise of quantities that cancel to 0, relative to the largest number beside them. */
const NOISE = 1e-13;

/** Every place where `actual` lacks or differs from `expected`. Keys that `expected` does not have are not looked at. */
export function differences(expected: unknown, actual: unknown, options: CompareOptions): Difference[] {
  const found: Difference[] = [];
  visit(expected, actual, "", options.tolerance, 0, options, found);
  return found;
}

function visit(
  expected: unknown,
  actual: unknown,
  path: string,
  tolerance: number,
  scale: number,
  options: CompareOptions,
  found: Difference[],
): void {
  const own = options.tolerances?.[path.replaceAll(/\[\d+\]/g, "")];
  const limit = own ?? tolerance;
  if (limit === Infinity) return;
  if (actual instanceof Layouts) {
    const tried = actual.all.map((one) => {
      const differing: Difference[] = [];
      visit(expected, one, path, limit, scale, options, differing);
      return differing;
    });
    found.push(...(tried.find((one) => one.length === 0) ?? tried[0] ?? []));
    return;
  }
  const report = (relative: number): void => void found.push({ path, relative, expected, actual });
  if (typeof expected === "number") {
    // R writes a vector of one as a scalar and the other way round.
    if (isList(actual) && (actual as ArrayLike<unknown>).length === 1) actual = (actual as ArrayLike<unknown>)[0];
    if (typeof actual !== "number" || Number.isNaN(actual)) return report(Infinity);
    if (expected === actual) return;
    const relative = Math.abs(actual - expected) / Math.abs(expected);
    if (!(relative <= limit) && !(Math.abs(actual - expected) <= NOISE * scale)) report(relative);
    return;
  }
  // JSON has no word for NaN and ∞: R writes null or a text.
  if (expected === "Inf" || expected === "-Inf") {
    if (actual !== (expected === "Inf" ? Infinity : -Infinity)) report(Infinity);
    return;
  }
  if (expected === null || expected === "NaN" || expected === "NA") {
    if (actual !== null && !(typeof actual === "number" && !Number.isFinite(actual))) report(Infinity);
    return;
  }
  if (Array.isArray(expected)) {
    const list = expected as unknown[];
    const other: unknown[] = isList(actual) ? Array.from(actual as ArrayLike<unknown>) : [actual];
    if (other.length !== list.length) return report(Infinity);
    const largest = Math.max(scale, largestOf(list));
    list.forEach((value, index) => {
      visit(value, other[index], `${path}[${index}]`, limit, largest, options, found);
    });
    return;
  }
  if (typeof expected === "object") {
    if (typeof actual !== "object" || actual === null) return report(Infinity);
    for (const [key, value] of Object.entries(expected)) {
      visit(value, (actual as Record<string, unknown>)[key], path === "" ? key : `${path}.${key}`, limit, 0, options, found);
    }
    return;
  }
  const single = isList(actual) && (actual as ArrayLike<unknown>).length === 1 ? (actual as ArrayLike<unknown>)[0] : actual;
  if (single !== expected) report(Infinity);
}

function isList(value: unknown): boolean {
  return Array.isArray(value) || ArrayBuffer.isView(value);
}

function largestOf(values: readonly unknown[]): number {
  let largest = 0;
  for (const value of values) {
    if (typeof value === "number") largest = Math.max(largest, Math.abs(value));
    else if (Array.isArray(value)) largest = Math.max(largest, largestOf(value as unknown[]));
  }
  return largest;
}
