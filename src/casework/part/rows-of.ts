import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import type { z } from "zod";

/**
 * The rows of a select as a JSON list, in the select's order; `[]` where there are none. JSON and not jsonb: what is put together only to be sent
 * needs no keys sorted and no tree built, and costs the server a third.
 */
export const rowsOf = (select: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`(select coalesce(json_agg(listed), '[]') from (${select}) listed)`;

/** The one row of a select as a JSON object; null where there is none. */
export const oneRowOf = (select: RawBuilder<unknown>): RawBuilder<unknown> => sql`(select row_to_json(found) from (${select}) found)`;

/** The columns of a row that a schema promises, but for those that the select gives in another way or not at all. */
export const columnsOf = (row: string, { shape }: z.ZodObject, ...others: readonly string[]): RawBuilder<unknown> =>
  sql.join(
    Object.keys(shape)
      .filter((name) => !others.includes(name))
      .map((name) => sql.ref(`${row}.${name}`)),
  );
