import { sql } from "kysely";
import type { Context } from "../../platform/core/door.ts";
import type { Tx } from "../../platform/database/connect.ts";

/** Somebody who is a party on a day. */
export type Party = {
  readonly personId: string;
  readonly isChild: boolean;
  readonly name: string;
  readonly isProtected: boolean;
  /** A guardian who for särskilda skäl is not told of an investigation: nothing here may tell. */
  readonly isKeptUninformed: boolean;
};

/** Everybody who is a party in the case on a day, the child first. Empty where there is no such case. */
export async function findParties(
  tx: Tx,
  { actor }: { readonly actor: Pick<Context["actor"], "municipalityId"> },
  caseId: string,
  day: string,
): Promise<readonly Party[]> {
  const { rows } =
    await sql<Party>`select w.person_id as "personId", w.is_child as "isChild", p.protected_identity <> 'ingen' as "isProtected",
      coalesce(g.given_name, p.given_name) || ' ' || coalesce(g.family_name, p.family_name) as name,
      not w.is_child and exists (select 1 from (select distinct on (o.investigation_id) o.outcome from investigation.opened_information o
        where o.municipality_id = f.municipality_id and o.case_id = f.id
          and people.now_guardian(o.municipality_id, f.child_id, o.person_id, o.recorded_at) = w.person_id
        order by o.investigation_id, o.recorded_at desc, o.id desc) last where last.outcome = 'särskilda skäl') as "isKeptUninformed"
    from intake.case_file f
    cross join lateral party.parties_on(f.municipality_id, f.id, ${day}::date) w
    join people.person p on p.municipality_id = f.municipality_id and p.id = w.person_id
    left join lateral (select s.given_name, s.family_name from people.standing_guardianship s
      where not w.is_child and s.municipality_id = f.municipality_id and s.child_id = f.child_id and s.guardian_id = w.person_id
      order by s.recorded_at desc, s.id desc limit 1) g on true
    where f.municipality_id = ${actor.municipalityId} and f.id = ${caseId}::uuid
    order by w.is_child desc, name, w.person_id`.execute(tx);
  return rows;
}
