import { sql } from "kysely";
import type { RawBuilder } from "kysely";

/** A column `by`: who wrote down the row of the alias. The journal names the author of everything that stands in it. */
export const byOf = (row: string): RawBuilder<unknown> => sql`(select w.name from access.staff w
  where w.municipality_id = ${sql.ref(`${row}.municipality_id`)} and w.id = ${sql.ref(`${row}.recorded_by`)}) as by`;
