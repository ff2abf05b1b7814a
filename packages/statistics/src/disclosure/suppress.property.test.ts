// Random publications are suppressed and judged by an audit that shares nothing with suppressor or auditor but the publication: the same
// 250 in every run, 1,000 that no run has tried in each round of `npm run explore`.
import { describe, expect, test } from "vitest";
import { auditPattern } from "./audit.ts";
import { determinedCells } from "./eliminate.ts";
import { loadSolver } from "./load-solver.ts";
import { plainAudit } from "./plain-audit.ts";
import type { Kind } from "./random-publications.ts";
import { kinds, randomPublication, uniform } from "./random-publications.ts";
import { suppress } from "./suppress.ts";
import type { Rule } from "./system.ts";
import { compile } from "./system.ts";

const explored = process.env["PROPERTY_SEED"];
const perKind = Math.ceil((explored === undefined ? 250 : 1000) / kinds.length);
const auditedPerKind = 15;
const start = explored === undefined ? 0 : Number(explored) * perKind;

/** Every third publication treats zeros as sensitive; every other one of shares follows the rule on all three counts. */
const ruleOf = (kind: Kind, seed: number): Rule => ({
  minimum: 7,
  zerosAreShown: seed % 3 !== 0,
  basis: kind === "shares" && seed % 2 === 0 ? ["denominator", "numerator", "complement"] : ["denominator"],
});

describe.each(kinds)("%s", (kind) => {
  test(`${perKind} random publications pass levels E and R`, async () => {
    const highs = await loadSolver();
    for (let seed = start + 1; seed <= start + perKind; seed++) {
      const publication = randomPublication(kind, seed * 7919);
      const rule = ruleOf(kind, seed);
      const system = compile(publication, rule);
      const level = seed % 4 === 0 ? "exact" : "range";
      // In turn: as a small table, as one between, as a large one.
      const { hidden, unprotected, primary } = await suppress(system, { level, carefulUpTo: [250, 12, 0][seed % 3] ?? 0 });
      const plain = plainAudit(highs, publication, rule, hidden);
      const found = { seed, unprotected, shown: plain.shownPrimary, recoverable: plain.recoverable };
      expect(found).toEqual({ seed, unprotected: [], shown: [], recoverable: [] });
      if (level === "range") expect({ seed, narrow: plain.narrow }).toEqual({ seed, narrow: [] });
      // Elimination in whole numbers cannot round; what it finds, no programme may have missed.
      const determined = determinedCells(
        system,
        Uint8Array.from(system.value, (_, cell) => (hidden.includes(cell) ? 1 : 0)),
      );
      expect(determined.filter((cell) => system.isPrimary[cell] === 1)).toEqual([]);
      if (primary.length === 0) expect(hidden).toEqual([]);
    }
  });

  test("the audit says what the plain audit says, of patterns that protect too little as well", async () => {
    const highs = await loadSolver();
    let failed = 0;
    for (let seed = start + 1; seed <= start + auditedPerKind; seed++) {
      const publication = randomPublication(kind, seed * 31_337);
      const rule = ruleOf(kind, seed);
      const system = compile(publication, rule);
      const pattern = await suppress(system, { level: seed % 2 === 0 ? "exact" : "range" });
      const random = uniform(seed);
      const thinned = pattern.hidden.filter((cell) => system.isPrimary[cell] === 1 || random() < 0.7);
      const scattered = pattern.hidden.filter(() => random() < 0.8);
      for (const hidden of [pattern.hidden, pattern.primary, thinned, scattered]) {
        const plain = plainAudit(highs, publication, rule, hidden);
        const audit = await auditPattern(system, hidden, { intervals: "primary" });
        const verdict = await auditPattern(system, hidden);
        if (plain.narrow.length > 0) failed++;
        for (const { shownPrimary, recoverable, narrow } of [audit, verdict]) {
          expect({ seed, shownPrimary, recoverable, narrow }).toEqual({
            seed,
            shownPrimary: plain.shownPrimary,
            recoverable: plain.recoverable,
            narrow: plain.narrow,
          });
        }
        expect(audit.areIntervalsExact).toBe(true);
        expect(audit.intervals.map(({ cell }) => cell)).toEqual(plain.intervals.map(({ cell }) => cell));
        audit.intervals.forEach(({ low, high }, k) => {
          expect(low).toBeCloseTo(plain.intervals[k]?.low ?? -1, 6);
          const most = plain.intervals[k]?.high ?? -1;
          if (most === Infinity) expect(high).toBe(Infinity);
          else expect(high).toBeCloseTo(most, 6);
        });
      }
    }
    // Enough of these patterns protect too little for the agreement to mean something.
    expect(failed).toBeGreaterThan(auditedPerKind);
  });
});
