/** A table of the report: the first column is text, the others are figures. */
export type Table = {
  readonly title: string;
  readonly note?: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

/** One goal of the product beside what was measured. */
export type Goal = { readonly what: string; readonly goal: string; readonly measured: string; readonly isMet: boolean };

/** What one part of the bench gives. `raw` holds every figure, unrounded. */
export type PartResult = {
  readonly part: PartName;
  readonly conditions: readonly string[];
  readonly tables: readonly Table[];
  readonly goals: readonly Goal[];
  readonly raw: unknown;
};

export const partNames = ["pages", "memory", "import", "answer", "nation", "start", "tables", "survey", "lists", "day"] as const;
export type PartName = (typeof partNames)[number];

/** What each part is handed. */
export type BenchOptions = {
  /** Small sizes: shows that it works, says nothing about speed. */
  readonly quick: boolean;
  /** Leave the databases where they are and take them again next time. */
  readonly keep: boolean;
  readonly say: (text: string) => void;
};

const numbers = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });

/** "2,176,224" */
export const whole = (value: number): string => numbers.format(value);
/** Milliseconds with the digits that mean something: "3.4", "128". A dash for nothing measured. */
export const milliseconds = (value: number): string => (Number.isNaN(value) ? "–" : value < 10 ? value.toFixed(1) : whole(value));
/** "1.24 s" */
export const seconds = (value: number): string => `${(value / 1000).toFixed(2)} s`;
/** Bytes as "123 MB" (millions of bytes). */
export const megabytes = (bytes: number | null): string => (bytes === null ? "–" : `${whole(bytes / 1e6)} MB`);

/** The middle value; of an even number the higher of the two in the middle. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** The table as lines for a terminal. */
export function asText({ title, note, columns, rows }: Table): string {
  const widths = columns.map((column, i) => Math.max(column.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join("  ");
  return [title, ...(note ? [note] : []), line(columns), ...rows.map(line)].join("\n");
}

/** The table as Markdown. */
export function asMarkdown({ title, note, columns, rows }: Table): string {
  const line = (row: readonly string[]) => `| ${row.join(" | ")} |`;
  const rule = `|${columns.map((_, i) => (i === 0 ? " --- |" : " --: |")).join("")}`;
  return [`**${title}**`, ...(note ? ["", note] : []), "", line(columns), rule, ...rows.map(line)].join("\n");
}
