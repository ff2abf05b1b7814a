import { sql } from "kysely";
import type { RawBuilder } from "kysely";

/**
 * `(select … )` with `given_name` and `family_name` of somebody in a case, for `from` or `join lateral`: a guardian as the case has confirmed
 * it, not as another case knows the same person; anybody else as they are known. `row` is the alias of a row of the municipality.
 */
export const nameInCase = (row: string, caseId: RawBuilder<unknown>, person: RawBuilder<unknown>): RawBuilder<unknown> => sql`(
  select coalesce(ng.given_name, np.given_name) as given_name, coalesce(ng.family_name, np.family_name) as family_name
  from people.person np
  left join lateral (select g.given_name, g.family_name from people.guardianship g
    join intake.case_file nf on nf.municipality_id = g.municipality_id and nf.child_id = g.child_id
    where nf.municipality_id = np.municipality_id and nf.id = ${caseId} and g.guardian_id = np.id
    order by g.recorded_at desc, g.id desc limit 1) ng on true
  where np.municipality_id = ${sql.ref(`${row}.municipality_id`)} and np.id = ${person})`;
