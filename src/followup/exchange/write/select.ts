/** One SELECT for each file of the extract, its columns in the format's order and words. */
import { fileOf, idColumn } from "../format.ts";
import type { Column, FileName } from "../format.ts";

/** Where each file's rows come from: a table or view with the columns of schema `extract`. */
export type ExportSources = Readonly<Record<FileName, string>>;

/** What leaves: the delivered rows and the casework's (views of schema `countable`). */
export const OUTGOING_SOURCES: ExportSources = {
  barn: "countable.extract_child",
  aktualiseringar: "countable.extract_intake",
  utredningar: "countable.extract_investigation",
  insatser: "countable.extract_intervention",
  samtal: "countable.extract_conversation",
  uteblivna_samtal: "countable.extract_missed_conversation",
};

/** The files that others refer to. */
const REFERRED: readonly FileName[] = ["barn", "utredningar", "insatser"];

/**
 * Statements that note the sender's identifiers of what is referred to, in tables that vanish with the transaction. The planner knows
 * their sizes; joining the views themselves makes it guess, and guess wrongly by hours.
 */
export function noteIdentifiers(municipalityId: number, sources: ExportSources = OUTGOING_SOURCES): readonly string[] {
  return REFERRED.flatMap((name) => [
    `create temp table outgoing_${name} on commit drop as select id, external_id from ${sources[name]} where municipality_id = ${checked(municipalityId)}`,
    `analyze pg_temp.outgoing_${name}`,
  ]);
}

function checked(municipalityId: number): number {
  if (!Number.isInteger(municipalityId)) throw new RangeError("The municipality's id must be a whole number.");
  return municipalityId;
}

/** The rows of one file, once `noteIdentifiers` has been run: as text, in the sender's order of identifiers. The id is a checked whole number: COPY takes no parameters. */
export function selectFile(name: FileName, municipalityId: number, sources: ExportSources = OUTGOING_SOURCES): string {
  const file = fileOf(name);
  const columns = file.columns.map((column) => `${columnSql(column)} as ${column.name}`);
  const joins = file.columns.flatMap((column) =>
    column.value.kind === "reference"
      ? [`left join pg_temp.outgoing_${column.value.to} r_${column.field} on r_${column.field}.id = t.${column.field}`]
      : [],
  );
  const order = idColumn(file) ? "t.external_id" : file.columns.map((_, i) => i + 1).join(", ");
  return `select ${columns.join(", ")} from ${sources[name]} t ${joins.join(" ")} where t.municipality_id = ${checked(municipalityId)} order by ${order}`;
}

function columnSql(column: Column): string {
  const value = `t.${column.field}`;
  switch (column.value.kind) {
    case "reference":
      return `r_${column.field}.external_id`;
    case "yes-no":
      return `case when ${value} then 'ja' when not ${value} then 'nej' end`;
    case "time":
      return `to_char(${value}, 'YYYY-MM-DD"T"HH24:MI')`;
    case "date":
      return `to_char(${value}, 'YYYY-MM-DD')`;
    case "list":
      return `array_to_string(${value}, '|')`;
    default:
      return value;
  }
}
