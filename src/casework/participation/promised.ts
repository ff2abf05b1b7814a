import { sql } from "kysely";

/** What the child was promised, of the clock `d` of a promise: `(select …)`. A clock holds no words itself. */
export const promisedInClock = sql`(select left(p.promise, 200) from participation.promise p
  where p.municipality_id = d.municipality_id and p.case_id = d.case_id and p.id = d.subject_id)`;
