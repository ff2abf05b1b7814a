import { sql } from "kysely";
import { byOf } from "./by-of.ts";
import type { PartSql } from "./part-sql.ts";

/** What came in, with what was decided of it; who decided stands among the makers. */
export const intakesSql: PartSql = ({
  m,
  c,
}) => sql`(select coalesce(jsonb_agg(to_jsonb(i) - 'protection_due_on' || ${byOf("i")} || jsonb_build_object(
          'protection', (select to_jsonb(a) || jsonb_build_object('by', w.name) from intake.protection_assessment a
            join access.staff w on w.municipality_id = a.municipality_id and w.id = a.recorded_by
            where a.municipality_id = i.municipality_id and a.case_id = i.case_id and a.intake_id = i.id order by a.assessed_at desc limit 1),
          'preliminary', (select to_jsonb(p) - 'due_on'
              || jsonb_build_object('decision', to_jsonb(d), 'extensions',
              (select coalesce(jsonb_agg(to_jsonb(x) order by x.extended_to), '[]') from intake.preliminary_extension x
                where x.municipality_id = p.municipality_id and x.case_id = p.case_id and x.preliminary_assessment_id = p.id))
            from intake.preliminary_assessment p
            left join intake.preliminary_decision d on d.municipality_id = p.municipality_id and d.case_id = p.case_id and d.preliminary_assessment_id = p.id
            where p.municipality_id = i.municipality_id and p.case_id = i.case_id and p.intake_id = i.id),
          'feedback', (select to_jsonb(b) || ${byOf("b")} from intake.reporter_feedback b
            where b.municipality_id = i.municipality_id and b.case_id = i.case_id and b.intake_id = i.id order by b.recorded_at desc limit 1),
          'feedback_request', (select to_jsonb(q) || ${byOf("q")} from intake.feedback_request q
            where q.municipality_id = i.municipality_id and q.case_id = i.case_id and q.intake_id = i.id),
          'outcome', (select to_jsonb(o) from intake.application_outcome o
            where o.municipality_id = i.municipality_id and o.case_id = i.case_id and o.intake_id = i.id)
        ) order by i.received_at), '[]')
      from intake.intake i where i.municipality_id = ${m} and i.case_id = ${c})`;

/** Applications that wait for an answer. */
export const unansweredSql: PartSql = ({
  m,
  c,
}) => sql`(select coalesce(jsonb_agg(a.intake_id order by a.received_on), '[]') from intake.unanswered_application a
      where a.municipality_id = ${m} and a.case_id = ${c})`;
