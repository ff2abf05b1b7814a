import { sql } from "kysely";
import type { PartSql } from "./part-sql.ts";

/** The case itself, with its closing. */
export const fileSql: PartSql = ({
  m,
  c,
}) => sql`(select jsonb_build_object('id', f.id, 'case_number', f.case_number, 'opened_on', f.opened_on, 'unit', u.name, 'closed_on', k.closed_on,
        'closure_reason', k.reason, 'closure_recorded_at', k.recorded_at,
        'closed_by', (select w.name from access.staff w where w.municipality_id = k.municipality_id and w.id = k.recorded_by))
      from intake.case_file f join access.unit u on u.municipality_id = f.municipality_id and u.id = f.unit_id
      left join intake.case_closure k on k.municipality_id = f.municipality_id and k.case_id = f.id
      where f.municipality_id = ${m} and f.id = ${c})`;

/** The child of the case. */
export const childSql: PartSql = ({
  m,
  c,
}) => sql`(select jsonb_build_object('id', p.id, 'given_name', p.given_name, 'family_name', p.family_name, 'birth_date', p.birth_date,
        'identity_number', p.identity_number, 'sex', p.sex, 'protected_identity', p.protected_identity, 'language', p.language, 'interpreter_need', p.interpreter_need)
      from people.person p join intake.case_file f on f.municipality_id = p.municipality_id and f.child_id = p.id
      where f.municipality_id = ${m} and f.id = ${c})`;

/** Those confirmed as guardians today, as the case knows them. */
export const guardiansSql: PartSql = ({
  m,
  c,
  context,
}) => sql`(select coalesce(jsonb_agg(jsonb_build_object('id', g.guardian_id, 'given_name', g.given_name, 'family_name', g.family_name, 'phone', g.phone,
        'kind', g.kind, 'guardianship_id', g.id, 'source', g.source, 'source_detail', g.source_detail, 'source_on', g.source_on, 'valid_from', g.valid_from)
        order by g.given_name, g.id), '[]')
      from intake.case_file f join people.standing_guardianship g on g.municipality_id = f.municipality_id and g.child_id = f.child_id
        and g.valid_from <= ${context.today}::date and (g.valid_to is null or g.valid_to >= ${context.today}::date)
      where f.municipality_id = ${m} and f.id = ${c})`;

/** Those whom reports name as guardians and nobody has confirmed. */
export const guardianClaimsSql: PartSql = ({
  m,
  c,
}) => sql`(select coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'given_name', g.given_name, 'family_name', g.family_name, 'phone', g.phone,
        'identity_number', g.identity_number, 'said_on', i.received_on) order by g.given_name, g.id), '[]')
      from intake.case_file f join people.open_guardian_claim g on g.municipality_id = f.municipality_id and g.child_id = f.child_id
      left join intake.intake i on i.municipality_id = g.municipality_id and i.case_id = g.case_id and i.id = g.intake_id
      where f.municipality_id = ${m} and f.id = ${c})`;

/** Who works in the case now. */
export const staffSql: PartSql = ({
  m,
  c,
}) => sql`(select coalesce(jsonb_agg(jsonb_build_object('staff_id', s.id, 'name', s.name, 'role', a.role) order by a.role), '[]')
      from intake.case_assignment a join access.staff s on s.municipality_id = a.municipality_id and s.id = a.staff_id
      where a.municipality_id = ${m} and a.case_id = ${c} and a.ended_on is null)`;
