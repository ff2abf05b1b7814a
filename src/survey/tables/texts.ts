/** The figures that a report gives in running text. */
import type { Answered } from "./answered.ts";
import { Counter } from "./count.ts";
import type { TableSet } from "./definition.ts";
import { wholePercent } from "./table.ts";

/** A figure in whole per cent, with the number of units (null where hidden) and of how many. */
export type MadeText = {
  readonly id: string;
  readonly text: string;
  readonly value: number | null;
  readonly count: number | null;
  readonly base: number;
};

/** The figures of the text, in the order of the set. */
export function makeTexts(set: TableSet, answered: Answered): MadeText[] {
  const counter = new Counter(answered);
  const everyone = counter.members(null);
  return set.texts.map(({ id, text, of, base: among }) => {
    const { count, base } = counter.figure(of, among, everyone);
    return { id, text, value: wholePercent(count, base), count, base };
  });
}
