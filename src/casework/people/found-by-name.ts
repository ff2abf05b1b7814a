/** Whose name has the words that somebody looks for, as conditions: so that only this room names its tables. */
import { sql } from "kysely";
import type { RawBuilder } from "kysely";

/** Each of the words is a word of the names of the row `alias`, as names are compared (decision 0018). */
export const isNamed = (alias: string, parts: readonly string[]): RawBuilder<boolean> =>
  sql<boolean>`people.name_parts(${sql.ref(`${alias}.given_name`)} || ' ' || ${sql.ref(`${alias}.family_name`)}) @> ${[...parts]}::text[]`;

/** The same of a guardian, as the case `c` has confirmed them. */
export const hasGuardianNamed = (
  parts: readonly string[],
): RawBuilder<boolean> => sql<boolean>`exists (select 1 from people.standing_guardianship g
  where g.municipality_id = c.municipality_id and g.child_id = c.child_id and ${isNamed("g", parts)})`;
