/** "Don't know" as three numbers: a category of its own, left out, and a share of its own. */
import { factor, domain, StatisticsError, share } from "@fortrogen/statistics";
import type { Design } from "@fortrogen/statistics";
import { emptyNumbers, shareNumbers } from "../interval-or-none.ts";
import type { Run } from "../parts.ts";
import { enterParts, partsOf } from "../parts.ts";
import type { Analysis } from "../plan.ts";
import type { Figure, Outcome } from "../result.ts";
import { aboutOf } from "../sources.ts";

/** The name that stands for all levels without an opinion together, and for the parts of the base. Words of `results.json`. */
export const threeNames = {
  answers: "among answers",
  substantive: "among those with an opinion",
  together: "no opinion, together",
  answered: "answered",
  withOpinion: "with an opinion",
  noOpinion: "no opinion",
  missing: "no answer",
} as const;

type ShareNumbers = ReturnType<typeof shareNumbers>;

/** Figures of `three-numbers`; `labels` end with which of the numbers it is. Errors: those of `threeNumbers`. */
export function threeNumberFigures(run: Run, analysis: Analysis): Outcome {
  const { variable = "", notSubstantive = [] } = analysis;
  const parts = partsOf(run.design, analysis);
  const source = factor(run.design.table, variable);
  refuseUnknown(source, notSubstantive);
  const isOutside = new Set(notSubstantive.map((level) => source.levels.indexOf(level)));
  const code = (row: number): number => source.codes[row] as number;
  const about = aboutOf(run.sources, analysis, [variable]);
  const answers = enterParts(run, about, parts, source.levels.length, code);
  const opinions = enterParts(run, about, parts, source.levels.length, (row) => (isOutside.has(code(row)) ? -1 : code(row)));
  const absent = enterParts(run, about, parts, 1, (row) => (code(row) < 0 ? 0 : -1));
  const figures = parts.list.flatMap(({ labels, design }, p) => {
    const base = baseOf(design, code, (one) => isOutside.has(one));
    const [all, some, none] = [[answers[p] ?? -1], [opinions[p] ?? -1], [absent[p] ?? -1]];
    const holdsOpinion = (row: number): boolean => code(row) >= 0 && !isOutside.has(code(row));
    const withOpinion = base.substantive === 0 ? null : domain(design, holdsOpinion, `${variable}, with an opinion`);
    const shares = (within: Design | null, group: string, levels: readonly string[], needs: readonly number[]): Figure[] =>
      levels.map((level) =>
        figureOf(within === null ? emptyNumbers : levelShare(run, within, variable, level), [...labels, group], level, needs),
      );
    const isMissing = (row: number): boolean => code(row) >= 0 && isOutside.has(code(row));
    const counts: [string, number, number[]][] = [
      [threeNames.answered, base.answered, all],
      [threeNames.withOpinion, base.substantive, some],
      [threeNames.noOpinion, base.notSubstantive, all],
      [threeNames.missing, base.missing, none],
    ];
    const substantive = source.levels.filter((_, at) => !isOutside.has(at));
    return [
      ...shares(design, threeNames.answers, source.levels, all),
      figureOf(togetherShare(run, design, variable, isMissing), [...labels, threeNames.answers], threeNames.together, all),
      ...shares(withOpinion, threeNames.substantive, substantive, some),
      ...counts.map(([name, rows, needs]): Figure => ({
        labels: [...labels, "base"],
        measure: "count",
        name,
        estimate: rows,
        se: null,
        lower: null,
        upper: null,
        rows,
        needs,
      })),
    ];
  });
  return { by: [...(analysis.by ?? []), "number"], figures };
}

/** The base of the three numbers, in rows. */
function baseOf(design: Design, code: (row: number) => number, isOutside: (code: number) => boolean) {
  const base = { answered: 0, substantive: 0, notSubstantive: 0, missing: 0 };
  design.weights.forEach((weight, row) => {
    if (weight === 0) return;
    if (code(row) < 0) base.missing += 1;
    else {
      base.answered += 1;
      base[isOutside(code(row)) ? "notSubstantive" : "substantive"] += 1;
    }
  });
  return base;
}

/** Errors: `unknown-level` for a level without an opinion that the variable does not have. */
function refuseUnknown(
  { name, levels }: { readonly name: string; readonly levels: readonly string[] },
  notSubstantive: readonly string[],
): void {
  const wrong = notSubstantive.find((level) => !levels.includes(level));
  if (wrong === undefined) return;
  const message = `"${name}" has no level "${wrong}" among its ${levels.length}.`;
  throw new StatisticsError("unknown-level", message, { variable: name, count: levels.length });
}

function levelShare(run: Run, design: Design, variable: string, level: string): ShareNumbers {
  return shareNumbers((df) => share(design, { variable, level }, { missing: "omit", level: run.confidence, ...df }));
}

/** The share of all levels without an opinion together, with the level of confidence that is asked for. */
function togetherShare(run: Run, design: Design, variable: string, isOutside: (row: number) => boolean): ShareNumbers {
  const source = factor(design.table, variable);
  const values = Float64Array.from(source.codes, (one, row) => (one < 0 ? Number.NaN : isOutside(row) ? 1 : 0));
  const name = `${variable}: no opinion`;
  const table = { ...design.table, columns: new Map([...design.table.columns, [name, { kind: "numeric", name, values }]]) } as const;
  return shareNumbers((df) => share({ ...design, table }, name, { missing: "omit", level: run.confidence, ...df }));
}

function figureOf(found: ShareNumbers, labels: readonly string[], name: string, needs: readonly number[]): Figure {
  return { labels, measure: "share", name, ...found, needs };
}
