import { sql } from "kysely";
import type { Context } from "../../platform/core/door.ts";
import type { Tx } from "../../platform/database/connect.ts";

type Others = {
  /** Telephone and identity numbers of everybody around the child, and of those whom reports name. */ readonly numbers: readonly string[];
  /** Somebody of them has a protected identity. */ readonly hidden: boolean;
};

/** Those around the child of a case, as what the child itself reads must not tell of them; hidden where there is no such case. */
export async function othersAround(tx: Tx, { actor }: Context, caseId: string): Promise<Others> {
  const { rows } = await sql<Others>`select
      array(select n from (
        select unnest(array[g.phone, p.phone, p.identity_number]) as n from people.guardianship g
          join people.person p on p.municipality_id = g.municipality_id and p.id = g.guardian_id
          where g.municipality_id = f.municipality_id and g.child_id = f.child_id
        union select unnest(array[k.phone, k.identity_number]) from people.guardian_claim k where k.municipality_id = f.municipality_id and k.child_id = f.child_id
        union select d.detail from people.person_detail d where d.municipality_id = f.municipality_id and d.case_id = f.id and d.person_id <> f.child_id
          and d.kind in ('telefon', 'samordningsnummer', 'reservnummer')
        union select i.reporter_contact from intake.intake i where i.municipality_id = f.municipality_id and i.case_id = f.id) all_numbers where n is not null) as numbers,
      exists (select 1 from people.guardianship g join people.person p on p.municipality_id = g.municipality_id and p.id = g.guardian_id
        where g.municipality_id = f.municipality_id and g.child_id = f.child_id and p.protected_identity <> 'ingen')
        or exists (select 1 from people.standing_relative r where r.municipality_id = f.municipality_id and r.case_id = f.id
          and r.protected_identity <> 'ingen') as hidden
    from intake.case_file f where f.municipality_id = ${actor.municipalityId} and f.id = ${caseId}::uuid`.execute(tx);
  return rows[0] ?? { numbers: [], hidden: true };
}
