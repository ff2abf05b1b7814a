/** The mulberry32 generator: small, fast, the same on every machine. */
export type Chance = {
  /** From 0 and below 1. */
  readonly next: () => number;
  /** True so often. */
  readonly often: (share: number) => boolean;
  /** A whole number, both ends included. */
  readonly whole: (least: number, most: number) => number;
  /** One of them; undefined where there is none. */
  readonly of: <T>(list: readonly T[]) => T | undefined;
};

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d_2b_79_f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  return { next, often: (share) => next() < share, whole, of: (list) => list[whole(0, list.length - 1)] };
}
