// Chance that can be repeated: sfc32 (Doty-Humphrey, PractRand), seeded from words and numbers. Not for secrets.

/** A repeatable source of chance. The same parts always give the same sequence, on every machine. */
export class Random {
  private a = 0;
  private b = 0;
  private c = 0;
  private d = 1;

  /** Starts the sequence that belongs to the parts (32-bit integers; see `hashText` for words). */
  constructor(...parts: number[]) {
    this.reseed(...parts);
  }

  /** Starts over from other parts, so that one object can serve millions of children. */
  reseed(...parts: number[]): this {
    let h1 = 0x9e3779b9,
      h2 = 0x243f6a88,
      h3 = 0xb7e15162;
    for (const part of parts) {
      h1 = mix(h1 ^ part);
      h2 = mix((h2 + Math.imul(part, 0x85ebca6b)) | 0);
      h3 = mix(h3 ^ Math.imul(part, 0xc2b2ae35) ^ h1);
    }
    this.a = h1;
    this.b = h2;
    this.c = h3;
    this.d = 1;
    for (let i = 0; i < 12; i++) this.next();
    return this;
  }

  /** The next 32 bits as an integer 0 … 2³²−1. */
  next(): number {
    const t = (((this.a + this.b) | 0) + this.d) | 0;
    this.d = (this.d + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (this.c << 21) | (this.c >>> 11);
    this.c = (this.c + t) | 0;
    return t >>> 0;
  }

  /** A number in [0, 1). */
  unit(): number {
    return this.next() / 4294967296;
  }

  /** A number in [low, high). */
  between(low: number, high: number): number {
    return low + (high - low) * this.unit();
  }

  /** A whole number low … high, both included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.unit() * (high - low + 1));
  }

  /** True with the given probability 0 … 1. */
  chance(probability: number): boolean {
    return this.unit() < probability;
  }

  /** One of the items, each as likely. Throws RangeError for an empty list. */
  pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(this.unit() * items.length)];
    if (item === undefined) throw new RangeError("Nothing to pick from");
    return item;
  }

  /** One of the pairs' values, as likely as its weight says (weights need not sum to 1). */
  weighted<T>(pairs: readonly (readonly [T, number])[]): T {
    return weightedAt(pairs, this.unit());
  }

  /** Days to wait when something happens on average every `mean` days (exponential, rounded up, at least 1). */
  wait(mean: number): number {
    return Math.max(1, Math.ceil(-mean * Math.log(1 - this.unit())));
  }
}

/** The value of the weighted list at position u in [0, 1). */
export function weightedAt<T>(pairs: readonly (readonly [T, number])[], u: number): T {
  let total = 0;
  for (const pair of pairs) total += pair[1];
  let left = u * total;
  let last: T | undefined;
  for (const [value, weight] of pairs) {
    if (weight <= 0) continue;
    last = value;
    left -= weight;
    if (left < 0) return value;
  }
  if (last === undefined) throw new RangeError("Nothing to pick from");
  return last;
}

/** A 32-bit number for a word (FNV-1a, mixed). */
export function hashText(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return mix(h);
}

/** A place 0 … size−1 for index 0 … size−1: a fixed shuffle by key, computed alone for each index (cycle walking over a Feistel network). */
export function shuffledIndex(index: number, size: number, key: number): number {
  let half = 1;
  while (1 << (2 * half) < size) half++;
  const mask = (1 << half) - 1;
  let place = index;
  do {
    let left = place >>> half,
      right = place & mask;
    for (let round = 0; round < 4; round++) {
      [left, right] = [right, left ^ (mix(right ^ key ^ Math.imul(round + 1, 0x9e3779b9)) & mask)];
    }
    place = (left << half) | right;
  } while (place >= size);
  return place;
}

function mix(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return (h ^ (h >>> 16)) | 0;
}
