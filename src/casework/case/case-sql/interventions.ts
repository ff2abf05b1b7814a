import { sql } from "kysely";
import { CHILD_ASKED } from "../../intervention/codes.ts";
import { byOf } from "./by-of.ts";
import type { PartSql } from "./part-sql.ts";

/** Interventions with their plans, reports and endings. */
export const interventionsSql: PartSql = ({ m, c }) => sql`(select coalesce(jsonb_agg(to_jsonb(i) || jsonb_build_object(
          'plan', (select to_jsonb(p) || ${byOf("p")} || jsonb_build_object('withheld', case when p.reason_not_passed_on = ${CHILD_ASKED} then null else p.withheld end,
              'is_withheld', p.withheld is not null and p.reason_not_passed_on = ${CHILD_ASKED})
            from intervention.plan p
            where p.municipality_id = i.municipality_id and p.case_id = i.case_id and p.intervention_id = i.id),
          'legal_provision', (select d.legal_provision from decision.decision d
            where d.municipality_id = i.municipality_id and d.case_id = i.case_id and d.id = i.decision_id),
          'beginning', (select to_jsonb(g) || ${byOf("g")} from intervention.beginning g
            where g.municipality_id = i.municipality_id and g.case_id = i.case_id and g.intervention_id = i.id),
          'interruptions', (select coalesce(jsonb_agg(to_jsonb(a) || ${byOf("a")} || jsonb_build_object('resumed_on', r.resumed_on, 'resumed_recorded_at', r.recorded_at,
                'resumed_by', ${byOf("r")} -> 'by')
              order by a.interrupted_on, a.recorded_at), '[]')
            from intervention.interruption a
            left join intervention.resumption r on r.municipality_id = a.municipality_id and r.case_id = a.case_id and r.interruption_id = a.id
            where a.municipality_id = i.municipality_id and a.case_id = i.case_id and a.intervention_id = i.id),
          'reports', (select coalesce(jsonb_agg(to_jsonb(x) || ${byOf("x")} order by x.reported_on, x.recorded_at), '[]') from intervention.execution_report x
            where x.municipality_id = i.municipality_id and x.case_id = i.case_id and x.intervention_id = i.id),
          'follow_ups', (select coalesce(jsonb_agg(to_jsonb(u) || ${byOf("u")} order by u.followed_up_on, u.recorded_at), '[]') from intervention.follow_up u
            where u.municipality_id = i.municipality_id and u.case_id = i.case_id and u.intervention_id = i.id),
          'ending', (select to_jsonb(e) || ${byOf("e")} from intervention.ending e
            where e.municipality_id = i.municipality_id and e.case_id = i.case_id and e.intervention_id = i.id),
          'not_begun', (select to_jsonb(b) || ${byOf("b")} from intervention.not_begun b
            where b.municipality_id = i.municipality_id and b.case_id = i.case_id and b.intervention_id = i.id)
        ) order by i.granted_on), '[]')
      from intervention.intervention i where i.municipality_id = ${m} and i.case_id = ${c})`;
