import { sql } from "kysely";
import { subjectOfObligation } from "../queries/subject-of-obligation.ts";
import type { PartSql } from "./part-sql.ts";

/** The phases of participation. */
export const phasesSql: PartSql = ({
  m,
  c,
}) => sql`(select coalesce(jsonb_agg(to_jsonb(p) || jsonb_build_object('closed_on', k.closed_on, 'subject_type', n.type) order by p.opened_on, p.recorded_at), '[]')
      from participation.phase p
      left join participation.phase_closure k on k.municipality_id = p.municipality_id and k.case_id = p.case_id and k.phase_id = p.id
  left join intervention.intervention n on n.municipality_id = p.municipality_id and n.case_id = p.case_id and n.id = p.subject_id
      where p.municipality_id = ${m} and p.case_id = ${c})`;

/** The standing steps of the phases. */
export const stepsSql: PartSql = ({
  m,
  c,
}) => sql`(select coalesce(jsonb_agg(to_jsonb(s) || jsonb_build_object('by', w.name) order by s.recorded_at), '[]') from participation.standing_step s
      join access.staff w on w.municipality_id = s.municipality_id and w.id = s.recorded_by
      where s.municipality_id = ${m} and s.case_id = ${c})`;

/** Conversations, without what is withheld from guardians. */
export const conversationsSql: PartSql = ({
  m,
  c,
}) => sql`(select coalesce(jsonb_agg(to_jsonb(t) - 'withheld_from_guardians' - 'withheld_reason'
          || jsonb_build_object('by', s.name, 'withheld', t.withheld_from_guardians is not null) order by t.held_on, t.held_at, t.recorded_at), '[]')
      from participation.conversation t join access.staff s on s.municipality_id = t.municipality_id and s.id = t.recorded_by
      where t.municipality_id = ${m} and t.case_id = ${c}
        and not exists (select 1 from participation.conversation n where n.municipality_id = t.municipality_id and n.case_id = t.case_id and n.corrects_id = t.id))`;

/** Notes. */
export const notesSql: PartSql = ({ m, c }) => sql`(select coalesce(jsonb_agg(to_jsonb(n) || jsonb_build_object('by', s.name,
          'corrected', exists (select 1 from intake.note l where l.municipality_id = n.municipality_id and l.case_id = n.case_id and l.corrects_id = n.id))
        order by n.happened_on, n.happened_at, n.recorded_at), '[]')
      from intake.note n join access.staff s on s.municipality_id = n.municipality_id and s.id = n.recorded_by
      where n.municipality_id = ${m} and n.case_id = ${c})`;

/** What must be done; the days come from the rules. */
export const obligationsSql: PartSql = ({
  m,
  c,
}) => sql`(select coalesce(jsonb_agg(to_jsonb(d) || ${subjectOfObligation}), '[]') from due.obligation d
      where d.municipality_id = ${m} and d.case_id = ${c})`;
