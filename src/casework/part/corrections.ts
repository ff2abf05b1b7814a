/** What is corrected by a new row that points back at it. */
type Correctable = { readonly id: string; readonly corrects_id: string | null };

/** The last word of a row: the correction of the correction, as far as there are any. */
export function latestOf<Row extends Correctable>(rows: readonly Row[], of: Row): Row {
  const next = rows.find((one) => one.corrects_id === of.id);
  return next ? latestOf(rows, next) : of;
}
