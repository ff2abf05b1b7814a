import { sql } from "kysely";
import { nameInCase } from "../queries/name-in-case.ts";
import { byOf } from "./by-of.ts";
import type { PartSql } from "./part-sql.ts";

/** What each has answered to the decision `d`, guardians first. */
const consentsOf = sql`(select coalesce(jsonb_agg(to_jsonb(cs) || jsonb_build_object('given_name', cp.given_name, 'family_name', cp.family_name)
    order by cs.capacity = 'barnet', cp.given_name), '[]')
  from decision.consent cs cross join lateral ${nameInCase("d", sql`d.case_id`, sql`cs.person_id`)} cp
  where cs.municipality_id = d.municipality_id and cs.decision_id = d.id)`;

/** Investigations with their decisions; who decided stands among the makers. */
export const investigationsSql: PartSql = ({ m, c }) => sql`(select coalesce(jsonb_agg(to_jsonb(i) - 'due_on' || jsonb_build_object(
          'extensions', (select coalesce(jsonb_agg(to_jsonb(x) order by x.extended_to, x.recorded_at), '[]')
            from investigation.extension x
            where x.municipality_id = i.municipality_id and x.case_id = i.case_id and x.investigation_id = i.id),
          'informed', (select coalesce(jsonb_agg(to_jsonb(o) || jsonb_build_object('name', n.given_name || ' ' || n.family_name,
              'content', case when o.outcome = 'informerad' then o.content end, 'by', w.name) order by o.recorded_at), '[]')
            from investigation.opened_information o cross join lateral ${nameInCase("o", sql`o.case_id`, sql`o.person_id`)} n
            join access.staff w on w.municipality_id = o.municipality_id and w.id = o.recorded_by
            where o.municipality_id = i.municipality_id and o.case_id = i.case_id and o.investigation_id = i.id),
          'best_interests', (select to_jsonb(b) || jsonb_build_object('by', w.name) from investigation.best_interests b
            join access.staff w on w.municipality_id = b.municipality_id and w.id = b.recorded_by
            where b.municipality_id = i.municipality_id and b.case_id = i.case_id and b.investigation_id = i.id order by b.recorded_at desc limit 1),
          'decision', (select to_jsonb(d) || jsonb_build_object('consents', ${consentsOf}) from decision.decision d
            where d.municipality_id = i.municipality_id and d.case_id = i.case_id and d.investigation_id = i.id order by d.recorded_at desc limit 1),
          'conclusion', (select to_jsonb(e) || ${byOf("e")} from investigation.conclusion e
            where e.municipality_id = i.municipality_id and e.case_id = i.case_id and e.investigation_id = i.id)
        ) order by i.started_on), '[]')
      from investigation.investigation i where i.municipality_id = ${m} and i.case_id = ${c})`;
