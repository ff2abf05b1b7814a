/** Who answered: rates by class of the frame, the frame beside those who answered, the R-indicator and the rate after each reminder. */
import { factor, compareWithFrame, responsePropensity, responseByReminder, responseRatesBy } from "@fortrogen/statistics";
import type { Table } from "@fortrogen/statistics";
import { respondedOf } from "@fortrogen/statistics/parts";
import type { Ledger } from "../ledger.ts";
import type { Analysis } from "../plan.ts";
import type { Figure, Outcome, TestFigure } from "../result.ts";
import type { About } from "../sources.ts";

const none = { se: null, lower: null, upper: null } as const;

/**
 * Figures and tests of `response` on a frame (one row per unit, unweighted): rates are shares 0–1, `rows` the units of the class; the largest bias is
 * in standard deviations of a variable. A class that answered fully or not at all has propensity 1 or 0, and is told. Errors: `missing-values`,
 * `one-level` where nobody answered, `separation` where a number parts the answers fully.
 */
export function response(frame: Table, ledger: Ledger, about: About, analysis: Analysis): Outcome {
  const { responded = "", by = [], propensity = by, reminders } = analysis;
  const answer = respondedOf(frame, responded);
  const yes = answer.reduce((sum, one) => sum + one, 0);
  const everybody = enterClasses(frame, ledger, answer, about, null);
  const all = everybody[0] ?? -1;
  const figures: Figure[] = [
    { labels: ["", ""], measure: "response rate", name: responded, estimate: yes / frame.n, ...none, rows: frame.n, needs: [all] },
  ];
  const tests: TestFigure[] = [];
  const needed = new Map<string, readonly number[]>();
  for (const variable of by) {
    const units = enterClasses(frame, ledger, answer, about, variable);
    const { levels } = factor(frame, variable);
    const unitOf = (group: string): number => units[levels.indexOf(group)] ?? -1;
    const rates = responseRatesBy(frame, responded, variable);
    for (const { group, units: rows, rate } of rates) {
      const common = { labels: [variable, group], name: responded, ...none, rows, needs: [unitOf(group)] };
      figures.push({ ...common, measure: "response rate", estimate: rate });
    }
    const every = [all, ...rates.map(({ group }) => unitOf(group))];
    needed.set(variable, every);
    // Where all answered, those who did are the frame, and there is nothing to test.
    const comparison = yes === frame.n ? null : compareWithFrame(frame, responded, variable);
    if (comparison === null) continue;
    for (const { group, frame: share, respondents } of comparison.groups) {
      const rows = rates.find((one) => one.group === group)?.units ?? 0;
      const common = { labels: [variable, group], name: responded, ...none, needs: [unitOf(group), all] };
      figures.push({ ...common, measure: "frame share", estimate: share, rows });
      figures.push({ ...common, measure: "respondent share", estimate: respondents, rows });
    }
    const { chiSquare, df, p } = comparison;
    tests.push({
      labels: [],
      name: `${responded} × ${variable}`,
      method: "Pearson chi-square",
      statistic: chiSquare,
      df: [df],
      p,
      needs: every,
    });
  }
  const terms = [...new Set(propensity)];
  for (const variable of terms) if (!needed.has(variable)) needed.set(variable, enterClasses(frame, ledger, answer, about, variable));
  const { rIndicator, maximumBias, certain } = responsePropensity(frame, responded, terms, undefined, { fullClasses: "certain" });
  const model = {
    labels: ["", ""],
    name: terms.join(" + "),
    ...none,
    rows: frame.n,
    needs: [all, ...terms.flatMap((one) => needed.get(one) ?? [])],
  };
  figures.push({ ...model, measure: "R-indicator", estimate: rIndicator }, { ...model, measure: "largest bias", estimate: maximumBias });
  if (reminders !== undefined) {
    for (const { reminder, cumulative } of responseByReminder(frame, responded, reminders)) {
      const common = { labels: [reminders, String(reminder)], name: responded, ...none, rows: frame.n, needs: [all] };
      figures.push({ ...common, measure: "cumulative response", estimate: cumulative });
    }
  }
  const told = certain.map(({ variable, level, propensity: value }) => ({
    ...{ variable, level, propensity: value },
    needs: [all, ...(needed.get(variable) ?? [])],
  }));
  return { by: ["class", "level"], figures, tests, certain: told };
}

/** One unit for each class of the frame (or one for all): its rows, and those that answered. */
function enterClasses(frame: Table, ledger: Ledger, answer: Uint8Array, about: About, variable: string | null): number[] {
  const source = variable === null ? { levels: [""], codes: new Int32Array(frame.n) } : factor(frame, variable);
  const partition = ledger.partition(() => source.codes.map((code, row) => (code < 0 ? -1 : code * 2 + (answer[row] ?? 0))));
  return source.levels.map((_, k) =>
    ledger.unit(about, [{ partition, codes: [2 * k, 2 * k + 1] }], {
      parts: [
        { partition, codes: [2 * k] },
        { partition, codes: [2 * k + 1] },
      ],
    }),
  );
}
