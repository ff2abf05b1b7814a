/**
 * What a table of a survey is, as data: which units each figure counts, and of how many. One definition makes the table for the whole country,
 * for each group of units, and for every form it is written in.
 */

/** Units that gave one of some alternatives to an answer column. Alternatives are named by their number in the form, from 1. */
export type Gave = { readonly column: string; readonly alternatives: readonly number[] };

/** Units that gave what any one of the parts says. */
export type Counted = Gave | { readonly any: readonly Gave[] };

/**
 * The units that a figure is a share of. `answered`: every unit that answered the survey, blanks and "Vet inte" included; `counted`: the units that
 * something is true of, for example those that gave a figure or ticked at least one reason.
 */
export type Base =
  | { readonly kind: "answered" }
  | {
      readonly kind: "counted";
      readonly of: Counted;
      /**
       * Being outside says something too: that nothing of it holds ("Nej…"), or that no share could be given, which is what the form asks for where
       * the children are too few. Else those outside left the question out, which is no answer.
       */
      readonly othersAnswered?: true;
    };

/** One share: of which units, and how many of them. */
export type Figure = { readonly of: Counted; readonly base: Base };

export type DefinedRow = {
  /** As printed. */
  readonly label: string;
  /** One for each column. */
  readonly figures: readonly Figure[];
  /** The row is left last whatever its figures are ("Annat, ange vad:"). */
  readonly isLast?: boolean;
  /** The number of units that the row's figures are shares of stands after its label, "(N=190)". */
  readonly hasBaseInLabel?: boolean;
};

/**
 * In which order rows are printed. `form`: as the form asks. `descending`: by the rounded share in a column, then by the rounded share in another,
 * then as the form asks; rows whose figures are hidden come after the others, so that their place says nothing.
 */
export type Order = { readonly kind: "form" } | { readonly kind: "descending"; readonly by: readonly number[] };

/** How the bases are said in the note under a table of several columns ("Antal svarande utredning: 127 av 192"). */
export type TableDefinition = {
  /** "1" … "18", "Diagram 1". */
  readonly id: string;
  /** As printed, its full stop too. */
  readonly title: string;
  /** Heading of the column of labels; "" where print has none. */
  readonly stub: string;
  /** Headings as printed, the group's and the column's own with a colon between where there are two lines. */
  readonly columns: readonly string[];
  readonly rows: readonly DefinedRow[];
  readonly order: Order;
  /** A last row of the constant 100, as printed: rounded shares may add to 99 or 101. */
  readonly hasTotal: boolean;
  /** Where the number of units is said: once for the table, for each column under it, or for each row. */
  readonly bases: "table" | "columns" | "rows";
  /** What stands under the table, the source after it. */
  readonly notes: readonly string[];
  /** False where print gives no source. */
  readonly hasSource: boolean;
  /** What shall be known of how the table is made and is not said in print: our reading, named as ours. */
  readonly inferred: readonly string[];
};

/** A figure that the report gives in running text. */
export type TextFigure = Figure & { readonly id: string; readonly text: string };

/** What a quality declaration says of a survey beside its figures. */
export type SurveyAbout = {
  readonly assignment: string;
  readonly purpose: string;
  readonly population: string;
  readonly objects: string;
  readonly frame: string;
  readonly questions: string;
  readonly collection: string;
  readonly period: string;
  readonly measurement: string;
  readonly comparability: string;
};

/** All tables of a survey. */
export type TableSet = {
  readonly survey: string;
  readonly title: string;
  readonly source: string;
  readonly year: string;
  readonly about: SurveyAbout;
  readonly tables: readonly TableDefinition[];
  readonly texts: readonly TextFigure[];
  /** By sex and age: made in the protected form alone. */
  readonly bySexAndAge: readonly TableDefinition[];
};

/** The answer columns that something counts. */
export function columnsOf(counted: Counted): readonly string[] {
  return "any" in counted ? counted.any.map(({ column }) => column) : [counted.column];
}

/** Every answer column that a table needs. */
export function columnsNeeded({ rows }: TableDefinition): readonly string[] {
  const figures = rows.flatMap((row) => row.figures);
  return [...new Set(figures.flatMap(({ of, base }) => [...columnsOf(of), ...(base.kind === "counted" ? columnsOf(base.of) : [])]))];
}
