/** A publication as it is read: the fixed form of `survey tables --format json` (docs/surveys.md). */
import { z } from "zod";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Problem, Result } from "../../platform/basics/result.ts";
import type { Grouping } from "../tables/frame.ts";
import { wholePercent } from "../tables/table.ts";
import shipped2024 from "./published/delaktighet-2024.json" with { type: "json" };

const figure = z.number().min(0).max(100).nullable();
const units = z.int().min(0).max(100_000).nullable();
const words = z.string().max(1000);
const fixedTable = z.object({
  table: z.string().min(1).max(40),
  title: words,
  n: units,
  columns: z.array(words).max(60),
  rows: z.array(z.object({ label: words, values: z.array(z.number().nullable()).max(60), n: units.optional() })).max(200),
  bases: z.array(units).max(60).optional(),
  group: z.object({ by: z.string().min(1).max(40), value: z.string().min(1).max(100) }).optional(),
});
export type PublishedTable = z.output<typeof fixedTable>;

export type Publication = {
  readonly source: string;
  readonly tables: readonly PublishedTable[];
  /** Figures of running text, by the names of the tables' definitions. */
  readonly texts: readonly { readonly id: string; readonly value: number }[];
};

/** More text than any publication of a survey has. */
export const longestPublication = 8_000_000;
/** So many units, or more, may be told of in a group. */
const smallest = 7;

const notRead: Problem = {
  code: "publication-unreadable",
  message: "Filen är inte en publikation.",
  hint: "Be den som har publicerat om den skyddade filen som JSON.",
};
const notProtected: Problem = {
  code: "publication-unprotected",
  message: "Filen har tal som gäller färre än sju kommuner i en grupp. Den får inte läsas in.",
  hint: "Be den som har publicerat om den skyddade filen.",
};

/** Reads the file of a publication. Problems: `publication-unreadable`, `publication-unprotected`. */
export function readPublication(text: string): Result<readonly PublishedTable[]> {
  const read = z.array(fixedTable).min(1).max(5000).safeParse(jsonOf(text));
  if (!read.success) return failed(notRead);
  const ofAnswers = read.data.filter(({ table }) => table !== "1");
  if (!ofAnswers.every(({ rows }) => rows.every(({ values }) => values.every((value) => figure.safeParse(value).success))))
    return failed(notRead);
  return ofAnswers.every(isProtected) ? ok(ofAnswers) : failed(notProtected);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * False where a share of a group can be of one to six units alone, or is of a base of so few. A share with decimals is held to the whole per cent
 * that it rounds to.
 */
function isProtected({ group, n, bases, rows }: PublishedTable): boolean {
  if (!group) return true;
  return rows.every(({ values, n: own }) =>
    values.every((value, place) => {
      const base = own ?? bases?.[place] ?? n;
      if (value === null || base === null) return true;
      return base >= smallest && !isOfFew(Math.round(value), base);
    }),
  );
}

/** True where the share is that of one to six units, and neither of none nor of seven or more: shares grow with what is counted, so seven tells of the rest. */
function isOfFew(share: number, base: number): boolean {
  const [none, ...few] = Array.from({ length: smallest }, (_, count) => wholePercent(count, base));
  return few.includes(share) && none !== share && wholePercent(smallest, base) !== share;
}

/** What comes with the program of a questionnaire; undefined where nothing does. */
export function shippedPublication(questionnaire: string): Publication | undefined {
  return questionnaire === shipped2024.questionnaire ? (shipped2024 satisfies Publication) : undefined;
}

/** The groups that a publication has tables of, by how they are made. */
export const groupsIn = (tables: readonly PublishedTable[], by: Grouping): readonly string[] => [
  ...new Set(tables.flatMap(({ group }) => (group?.by === by ? [group.value] : []))),
];
