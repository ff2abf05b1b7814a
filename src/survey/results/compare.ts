/** Two times of a survey set beside each other, figure by figure where the questions are asked word for word alike; where they are not, it is a break. */
import { columnsOfQuestion } from "../questionnaires/answer-columns.ts";
import type { Questionnaire } from "../questionnaires/questionnaire.ts";
import { answeredQuestions } from "../questionnaires/questionnaire.ts";
import { changedIn, wordingsOf } from "../questionnaires/wording.ts";
import type { Answered } from "../tables/answered.ts";
import type { CountedFigure } from "../tables/count.ts";
import { Counter } from "../tables/count.ts";
import type { Figure, TableDefinition, TableSet } from "../tables/definition.ts";
import { columnsNeeded } from "../tables/definition.ts";
import type { Protection } from "../tables/protection/protect.ts";
import type { Table, TableRow } from "../tables/table.ts";
import { wholePercent } from "../tables/table.ts";
import { nameOf } from "../tables/quality-declaration.ts";

/** One time: its answers with what may be shown of them, or what is printed of it. */
export type Side = {
  /** "2024", or the name of the round. */
  readonly label: string;
  readonly form: Questionnaire;
  readonly set: TableSet;
  readonly figures: SideFigures;
};

/** A share in whole per cent with its base; null where it is not shown. `panel` is of those that answered both times. */
type Shown = { readonly percent: number | null; readonly base: number | null };
export type SideFigures = {
  readonly all: (definition: TableDefinition, row: number, column: number) => Shown;
  /** Null where it is not known who answered both times. */
  readonly panel: ((definition: TableDefinition, row: number, column: number) => Shown) | null;
};

/** How the ids of tables that compare begin. */
export const comparedIds = "Jämförelse, ";

const nothing: Shown = { percent: null, base: null };

/** The figures of answers; `inPanel` marks the units that answered both times. */
export function figuresOf(answered: Answered, protection: Protection | null, inPanel: Uint8Array | null): SideFigures {
  const counter = new Counter(answered);
  const everyone = counter.members(null);
  const shown = (figure: Figure | undefined, units: Uint8Array, isPanel: boolean): Shown => {
    if (figure === undefined) return nothing;
    const counted: CountedFigure = counter.figure(figure.of, figure.base, units);
    if (protection === null) return { percent: wholePercent(counted.count, counted.base), base: counted.base };
    const group = isPanel ? protection.panel : null;
    if (isPanel && group === null) return nothing;
    return {
      percent: protection.isFigureShown(figure, group) ? wholePercent(counted.count, counted.base) : null,
      base: protection.isBaseShown(figure.base, group) ? counted.base : null,
    };
  };
  const at = (definition: TableDefinition, row: number, column: number) => definition.rows[row]?.figures[column];
  return {
    all: (definition, row, column) => shown(at(definition, row, column), everyone, false),
    panel: inPanel === null ? null : (definition, row, column) => shown(at(definition, row, column), inPanel, true),
  };
}

/** A table for each of the later time's tables, those that cannot be compared with their break said; then the tables that are not made any more. */
export function compareSides(earlier: Side, later: Side): Table[] {
  const breaks = breaksBetween(earlier.form, later.form);
  const again = later.set.tables.map((definition) => comparedTable(earlier, later, definition, breaks(definition)));
  const gone = earlier.set.tables
    .filter(({ id }) => later.set.tables.every((one) => one.id !== id))
    .map((definition) => comparedTable(earlier, later, definition, [...breaks(definition), "Tabellen görs inte längre."]));
  return [...again, ...gone];
}

/** In words, which questions of a table are not asked alike. */
function breaksBetween(earlier: Questionnaire, later: Questionnaire): (definition: TableDefinition) => string[] {
  const [before, after] = [wordingsOf(earlier), wordingsOf(later)];
  const questionOf = new Map(
    [later, earlier].flatMap((form) =>
      answeredQuestions(form).flatMap((question) => columnsOfQuestion(question).map(({ column }) => [column, question] as const)),
    ),
  );
  return (definition) => {
    const questions = new Set(columnsNeeded(definition).flatMap((column) => questionOf.get(column) ?? []));
    return [...questions].flatMap(({ name, number }) => {
      const [one, other] = [before.get(name), after.get(name)];
      if (one === undefined) return [`Fråga ${number} ställdes inte förra gången.`];
      if (other === undefined) return [`Fråga ${number} ställs inte längre.`];
      const changed = changedIn(one, other);
      return changed.length === 0 ? [] : [`Fråga ${number} är ändrad: ${changed.join(", ")}.`];
    });
  };
}

function comparedTable(earlier: Side, later: Side, definition: TableDefinition, breaks: readonly string[]): Table {
  const isBroken = breaks.length > 0;
  const hasPanel = earlier.figures.panel !== null && later.figures.panel !== null;
  const [before, after] = [earlier.label, later.label];
  const columns = [
    ...[`${before}, andel (%)`, `${before}, av antal`, `${after}, andel (%)`, `${after}, av antal`, "Skillnad (procentenheter)"],
    ...(hasPanel ? [`${before}, svarade båda gångerna (%)`, `${before}, av antal båda`, `${after}, svarade båda gångerna (%)`] : []),
    ...(hasPanel ? [`${after}, av antal båda`, "Skillnad, svarade båda gångerna (procentenheter)"] : []),
  ];
  const rows = definition.rows.flatMap(({ label, figures }, row) =>
    figures.map((_, column): TableRow => {
      const name = figures.length === 1 ? label : `${label}: ${headingOf(definition.columns[column] ?? "")}`;
      const all = isBroken
        ? five(nothing, nothing)
        : five(earlier.figures.all(definition, row, column), later.figures.all(definition, row, column));
      const both =
        isBroken || !hasPanel
          ? five(nothing, nothing)
          : five(earlier.figures.panel?.(definition, row, column) ?? nothing, later.figures.panel?.(definition, row, column) ?? nothing);
      return { label: name, name, values: [...all, ...(hasPanel ? both : [])] };
    }),
  );
  return {
    id: `${comparedIds}${nameOf(definition.id).toLocaleLowerCase("sv")}`,
    title: definition.title,
    group: null,
    unit: "andelar, antal och skillnader",
    stub: definition.stub,
    n: null,
    columns,
    rows,
    notes: isBroken
      ? [`Brott: ${breaks.join(" ")} Talen går inte att jämföra.`]
      : ["Skillnaden är mellan de avrundade andelarna. Frågorna är ordagrant desamma båda gångerna."],
    inferred: [],
  };
}

function five(before: Shown, after: Shown): (number | null)[] {
  const difference = before.percent === null || after.percent === null ? null : after.percent - before.percent;
  return [before.percent, before.base, after.percent, after.base, difference];
}

const headingOf = (column: string): string => column.replace(/ ?(?:Andel )?\(%\)$/u, "");
