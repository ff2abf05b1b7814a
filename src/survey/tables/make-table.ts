/** From numbers to a table as it is printed: rounded, sorted, with its total and its notes. */
import type { Answered } from "./answered.ts";
import type { CountedFigure, CountedTable } from "./count.ts";
import { Counter } from "./count.ts";
import type { TableDefinition, TableSet } from "./definition.ts";
import type { Grouping } from "./frame.ts";
import { groupsOf } from "./frame.ts";
import { responseTable } from "./response.ts";
import type { Group, Table, TableRow } from "./table.ts";
import { wholePercent } from "./table.ts";

/** What may be said of a table: nothing of a figure that is hidden, neither its share nor, where that is hidden, its base. */
export type Shown = {
  readonly isFigureShown: (row: number, column: number) => boolean;
  readonly isBaseShown: (row: number, column: number) => boolean;
};

/** The official form: everything is shown. What is printed are shares of municipalities, which are public bodies (decision 0032). */
export const everythingShown: Shown = { isFigureShown: () => true, isBaseShown: () => true };

/** Table 1 and every table of the set, for all units and then for each group of the groupings asked for, in the official form. */
export function makeTables(set: TableSet, answered: Answered, by: readonly Grouping[] = []): Table[] {
  const counter = new Counter(answered);
  const groups: Group[] = [null, ...groupsAsked(answered, by)];
  return [
    responseTable(answered, "storlek", set.source),
    ...groups.flatMap((group) => set.tables.map((definition) => toTable(counter.table(definition, group), set, everythingShown))),
  ];
}

/** The groups of the groupings asked for, in order. */
export function groupsAsked({ frame }: Answered, by: readonly Grouping[]): Exclude<Group, null>[] {
  return by.flatMap((grouping) => groupsOf(frame, grouping).map((value) => ({ by: grouping, value })));
}

/** The table of some numbers. */
export function toTable(counted: CountedTable, set: Pick<TableSet, "source">, shown: Shown): Table {
  const { definition, group } = counted;
  const baseOf = (row: number, column: number) => (shown.isBaseShown(row, column) ? counted.rows[row]?.[column]?.base : null) ?? null;
  const { answered } = counted;
  const bases = definition.columns.map((_, column) => baseOf(0, column));
  const rows = sorted(
    definition,
    definition.rows.map((_, row) => rowOf(counted, row, shown, baseOf(row, 0))),
  );
  const total = definition.columns.map((_, column) => (bases[column] === null || bases[column] === 0 ? null : 100));
  return {
    id: definition.id,
    title: definition.title,
    group,
    unit: "procent",
    stub: definition.stub,
    n: definition.bases === "table" ? baseOf(0, 0) : answered,
    columns: definition.columns,
    ...(definition.bases === "columns" ? { bases } : {}),
    rows: definition.hasTotal ? [...rows, { label: "Totalt", name: "Totalt", values: total }] : rows,
    notes: [
      ...(definition.hasSource ? [`Källa: ${set.source}`] : []),
      ...(definition.bases === "columns" ? baseNotes(definition, bases, answered) : []),
      ...(definition.id.startsWith("Diagram") ? rowBaseNotes(rows, answered) : []),
      ...definition.notes,
    ],
    inferred: definition.inferred,
  };
}

function rowOf({ definition, rows }: CountedTable, row: number, shown: Shown, n: number | null): TableRow {
  const defined = definition.rows[row];
  const percent = ({ count, base }: CountedFigure, column: number) => (shown.isFigureShown(row, column) ? wholePercent(count, base) : null);
  const inLabel = defined?.hasBaseInLabel === true ? ` (N=${n === null ? ".." : String(n)})` : "";
  return {
    label: `${defined?.label ?? ""}${inLabel}`,
    name: defined?.label ?? "",
    values: (rows[row] ?? []).map(percent),
    ...(definition.bases === "rows" ? { n } : {}),
  };
}

/** Rows as the definition orders them. Those with something hidden come after the others, as the form asks: their place would say what is hidden. */
function sorted({ order, rows: defined }: TableDefinition, rows: readonly TableRow[]): TableRow[] {
  if (order.kind === "form") return [...rows];
  const rank = (place: number) => (defined[place]?.isLast === true ? 2 : rows[place]?.values.includes(null) === true ? 1 : 0);
  const fall = (one: number, other: number) =>
    order.by.reduce((found, column) => found || (rows[other]?.values[column] ?? 0) - (rows[one]?.values[column] ?? 0), 0);
  const places = [...rows.keys()];
  places.sort((one, other) => rank(one) - rank(other) || (rank(one) === 1 ? 0 : fall(one, other)));
  return places.flatMap((place) => rows[place] ?? []);
}

/** "Antal svarande utredning: 127 av 192, dvs. 66 procent." of each column. */
function baseNotes({ columns }: TableDefinition, bases: readonly (number | null)[], answered: number): string[] {
  return columns.map(
    (column, place) =>
      `Antal svarande ${column.replace(/ Andel \(%\)$/u, "").toLocaleLowerCase("sv")}: ${ofAll(bases[place] ?? null, answered)}.`,
  );
}

function rowBaseNotes(rows: readonly TableRow[], answered: number): string[] {
  return [`Antal svarande på respektive delfråga: ${rows.map(({ n }) => ofAll(n ?? null, answered)).join(", och ")}.`];
}

function ofAll(n: number | null, answered: number): string {
  if (n === null) return "visas inte";
  return `${n} av ${answered}, dvs. ${wholePercent(n, answered) ?? 0} procent`;
}
