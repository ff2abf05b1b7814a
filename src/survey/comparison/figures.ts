/** The published figures of a form's answers: how many of whom gave an alternative. Pure. */
import { answerColumns } from "../questionnaires/answer-columns.ts";
import type { AnswerColumn } from "../questionnaires/answer-columns.ts";
import type { Questionnaire } from "../questionnaires/questionnaire.ts";
import type { Figure, TableSet } from "../tables/definition.ts";
import { groupings } from "../tables/frame.ts";
import type { Grouping } from "../tables/frame.ts";
import type { Publication, PublishedTable } from "./publication.ts";

/** The groups that a municipality belongs to, in a publication's words. */
export type OwnGroups = Readonly<Partial<Record<Grouping, string | null>>>;

export type PublishedFigure = {
  readonly column: string;
  /** The alternatives that the share is of, in the form's words. */
  readonly answers: readonly string[];
  /** Per cent. */
  readonly share: number;
  /** Units that it is a share of; null where the publication does not say. */
  readonly base: number | null;
  /** "Alla som svarade", or the group. */
  readonly group: string;
  /** "tabell 2"; "rapportens text". */
  readonly found_in: string;
  readonly published_by: string;
};

export const everybody = "Alla som svarade";
const groupWords: Readonly<Record<string, string>> & Readonly<Record<Grouping, string>> = {
  storlek: "Kommuner med",
  nyckel: "Socioekonomisk nyckel",
  skr_grupp: "SKR-grupp",
  lan: "Län",
};

/** The figures of all units and of one's own groups, in the order of the form. Those that are hidden are left out. */
export function publishedFigures(
  form: Questionnaire,
  set: Pick<TableSet, "tables" | "texts">,
  { source: published_by, tables, texts }: Publication,
  own: OwnGroups,
): readonly PublishedFigure[] {
  const columns = new Map(answerColumns(form).map((column, place) => [column.column, { ...column, place }] as const));
  const ours = tables.filter(({ group }) => !group || groupings.some((by) => by === group.by && own[by] === group.value));
  const fromTables = ours.flatMap((table) => figuresOf(set, table));
  const fromTexts = texts.flatMap(({ id, value }) => {
    const figure = set.texts.find((one) => one.id === id);
    return figure ? [{ figure, share: value, base: null, group: everybody, found_in: "rapportens text" }] : [];
  });
  return [...fromTables, ...fromTexts]
    .flatMap(({ figure, ...said }): (PublishedFigure & { readonly order: number })[] => {
      if ("any" in figure.of) return [];
      const column = columns.get(figure.of.column);
      const answers = column ? answersOf(column, figure.of.alternatives) : [];
      return column && answers.length > 0 ? [{ column: column.column, answers, published_by, ...said, order: column.place }] : [];
    })
    .toSorted((one, other) => one.order - other.order)
    .map(({ order: _, ...one }) => one);
}

function figuresOf(set: Pick<TableSet, "tables">, { table, n, bases, rows, group }: PublishedTable) {
  const defined = set.tables.find(({ id }) => id === table);
  return rows.flatMap(({ label, values, n: own }) => {
    const row = defined?.rows.find((one) => one.label === label.replace(/\s*\(N\s*=\s*\d*\)$/u, ""));
    return (row?.figures ?? []).flatMap((figure: Figure, place) => {
      const share = values[place] ?? null;
      const base = own ?? bases?.[place] ?? n;
      const whose = group ? `${groupWords[group.by] ?? ""} ${group.value}` : everybody;
      return share === null
        ? []
        : [{ figure, share, base, group: whose, found_in: table.startsWith("D") ? table.toLowerCase() : `tabell ${table}` }];
    });
  });
}

/** Alternatives by their number in the form; of one that may be ticked, that it is. */
const answersOf = ({ alternatives }: AnswerColumn, numbers: readonly number[]): readonly string[] =>
  numbers.flatMap((number) => alternatives[number - 1] ?? []);
