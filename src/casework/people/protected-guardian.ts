import { sql } from "kysely";
import type { RawBuilder } from "kysely";

/** The guardian of a row has a protected identity: as a condition over a row with `municipality_id`, `child_id` and `guardianship_id`, by its alias. */
export const isProtectedGuardian = (row: string): RawBuilder<boolean> => sql<boolean>`exists (select 1 from people.guardianship pg
  join people.person pp on pp.municipality_id = pg.municipality_id and pp.id = pg.guardian_id and pp.protected_identity <> 'ingen'
  where pg.municipality_id = ${sql.ref(`${row}.municipality_id`)} and pg.child_id = ${sql.ref(`${row}.child_id`)}
    and pg.id = ${sql.ref(`${row}.guardianship_id`)})`;
