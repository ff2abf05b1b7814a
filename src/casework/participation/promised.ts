import { sql } from "kysely";
import type { RawBuilder } from "kysely";

/** What the child was promised, of the clock `d` of a promise: `(select …)`. A clock holds no words itself. */
export const promisedInClock = sql`(select left(p.promise, 200) from participation.promise p
  where p.municipality_id = d.municipality_id and p.case_id = d.case_id and p.id = d.subject_id)`;

/** What children were promised for the days from one until another, where nothing is written of what came of it: for `join`. */
export const openPromisesBetween = (from: string, until: string): RawBuilder<unknown> => sql`(
  select p.municipality_id, p.case_id, p.id, p.promise, p.promised_for from participation.promise p
  where p.promised_for >= ${from}::date and p.promised_for < ${until}::date
    and not exists (select 1 from participation.promise_outcome x where x.municipality_id = p.municipality_id and x.promise_id = p.id))`;
