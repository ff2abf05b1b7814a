import { sql } from "kysely";
import type { RawBuilder } from "kysely";

/** Who is known today as the party that a row was written of, as `person_id`: a corrected number makes another person of the same guardian. */
export const nowParty = (alias: string): RawBuilder<unknown> => {
  const of = (column: string) => sql.ref(`${alias}.${column}`);
  return sql`people.now_guardian(${of("municipality_id")},
    (select f.child_id from intake.case_file f where f.municipality_id = ${of("municipality_id")} and f.id = ${of("case_id")}),
    ${of("person_id")}, ${of("recorded_at")}) as person_id`;
};
