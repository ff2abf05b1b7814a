// 1,000 random publications are suppressed and pass levels E and R under the audit, which shares no code with the suppressor.
import { describe, expect, test } from "vitest";
import { auditPattern } from "./audit.ts";
import { optimalSuppression } from "./optimum.ts";
import { kinds, randomPublication } from "./random-publications.ts";
import { suppress } from "./suppress.ts";
import { compile } from "./system.ts";

const perKind = Math.ceil(1000 / kinds.length);
const solvedPerKind = 5;

describe.each(kinds)("%s", (kind) => {
  test(`${perKind} random publications pass levels E and R`, { timeout: 60_000 }, async () => {
    for (let seed = 1; seed <= perKind; seed++) {
      // Every third publication treats zeros as sensitive; shares follow the rule on all three counts.
      const system = compile(randomPublication(kind, seed * 7919), {
        minimum: 7,
        zerosAreShown: seed % 3 !== 0,
        basis: kind === "shares" && seed % 2 === 0 ? ["denominator", "numerator", "complement"] : ["denominator"],
      });
      const level = seed % 4 === 0 ? "exact" : "range";
      // Every other one takes the way of large tables.
      const pattern = await suppress(system, { level, carefulUpTo: seed % 2 === 0 ? 0 : 250 });
      const audit = await auditPattern(system, pattern.hidden);
      const found = { seed, level, unprotected: pattern.unprotected, shown: audit.shownPrimary, recoverable: audit.recoverable };
      expect(found).toEqual({ seed, level, unprotected: [], shown: [], recoverable: [] });
      if (level === "range") expect({ seed, narrow: audit.narrow }).toEqual({ seed, narrow: [] });
      if (pattern.primary.length === 0) expect(pattern.hidden).toEqual([]);
    }
  });

  test(`hides at most 1.3 × the exact minimum + 1 in ${solvedPerKind} publications`, { timeout: 60_000 }, async () => {
    for (let seed = 1; seed <= solvedPerKind; seed++) {
      const system = compile(randomPublication(kind, seed * 104_729));
      for (const level of ["exact", "range"] as const) {
        const best = await optimalSuppression(system, { level, seconds: 1, rounds: 40 });
        const pattern = await suppress(system, { level });
        if (!best.isProven) continue;
        expect(pattern.hidden.length).toBeLessThanOrEqual(1.3 * best.hidden.length + 1);
        const audit = await auditPattern(system, best.hidden);
        expect({ seed, level, isSafe: level === "exact" ? audit.isExactSafe : audit.isRangeSafe }).toEqual({ seed, level, isSafe: true });
      }
    }
  });
});
