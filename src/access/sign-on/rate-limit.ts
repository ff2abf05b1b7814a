/** Counts attempts by key (an address on the network) in a window of time; in the memory of this process. */
export type RateLimit = { /** Counts one attempt; false when there have been too many. */ allow(key: string, now: Date): boolean };

const mostKeys = 10_000;

/** At most `most` attempts in `windowMs` for each key. A whole municipality may sit behind one address: the number must be high. */
export function makeRateLimit(most: number, windowMs: number): RateLimit {
  const counts = new Map<string, { since: number; count: number }>();
  return {
    allow(key, now) {
      const at = now.getTime();
      let entry = counts.get(key);
      if (!entry || at - entry.since >= windowMs) {
        if (counts.size >= mostKeys) counts.clear();
        entry = { since: at, count: 0 };
        counts.set(key, entry);
      }
      entry.count += 1;
      return entry.count <= most;
    },
  };
}
