/** What stands beside an answer: the last time's, and the published figures of its column. Pure. */
import type { AnswerColumn } from "../questionnaires/answer-columns.ts";
import type { Compared } from "./queries/compare-answers.ts";

export const nothingCompared: Compared = { last: null, figures: [] };

export type ComparedColumn = {
  readonly column: AnswerColumn;
  /** What was answered the last time; null where nothing was, undefined where nobody answered then. */
  readonly last: string | null | undefined;
  readonly figures: Compared["figures"];
};

/** The columns of a question with what stands beside each; those with nothing beside are left out, and so is what is written in words. */
export function comparedColumns(columns: readonly AnswerColumn[], { last, figures }: Compared): readonly ComparedColumn[] {
  return columns
    .filter(({ alternatives }) => alternatives.length > 0)
    .map((column) => ({
      column,
      last: last === null ? undefined : (last.answers.find((one) => one.column === column.column)?.value ?? null),
      figures: figures.filter((one) => one.column === column.column),
    }))
    .filter((one) => typeof one.last === "string" || one.figures.length > 0);
}

/** Alternatives in one, without the colon that "ange vilken:" ends with. */
export const alternativesWords = (answers: readonly string[]): string => answers.map((one) => one.replace(/[:：]$/u, "")).join(" eller ");

/** "45 % av 192". */
export const shareWords = ({ share, base }: Pick<Compared["figures"][number], "share" | "base">): string =>
  `${percentWords(share)}${base === null ? "" : ` av ${base}`}`;

/** What each group answered to a column, a sentence for each: "Alla som svarade (192, tabell 2): Ja 45 %." */
export function groupsInWords(figures: Compared["figures"]): readonly string[] {
  const byGroup = Map.groupBy(figures, ({ group, base, found_in }) => `${group} (${base === null ? "" : `${base}, `}${found_in})`);
  return [...byGroup].map(
    ([whose, own]) => `${whose}: ${own.map(({ answers, share }) => `${alternativesWords(answers)} ${percentWords(share)}`).join(", ")}.`,
  );
}

const percentWords = (share: number): string => `${String(share).replace(".", ",")} %`;

/** The publications that figures are from. */
export const sourcesOf = (figures: Compared["figures"]): readonly string[] => [...new Set(figures.map(({ published_by }) => published_by))];
