import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import { maySeeCase } from "../../../platform/access/need-to-know.ts";
import { nameInCase } from "../queries/name-in-case.ts";
import type { CaseQuestion, PartSql } from "./part-sql.ts";

/** A part that most cases lack: whether there is any of it is asked first, and the whole only where there is. */
export type RarePart = { readonly isThere: PartSql; readonly whole: PartSql };

/** Those rows of `from` (with its alias) for which `where` holds. */
type Rows = { readonly from: RawBuilder<unknown>; readonly where: RawBuilder<unknown> };

/** `list` gives the part as a JSON list, from the rows with what is joined to them. */
function rare(
  rows: (question: CaseQuestion) => Rows,
  list: (question: CaseQuestion, from: RawBuilder<unknown>, where: RawBuilder<unknown>) => RawBuilder<unknown>,
): RarePart {
  return {
    isThere: (question) => {
      const { from, where } = rows(question);
      return sql`exists (select from ${from} where ${where})`;
    },
    whole: (question) => {
      const { from, where } = rows(question);
      return list(question, from, where);
    },
  };
}

/** Who has left the case. */
export const left = rare(
  ({ m, c }) => ({ from: sql`intake.assignment_ending e`, where: sql`e.municipality_id = ${m} and e.case_id = ${c}` }),
  (
    _question,
    from,
    where,
  ) => sql`(select coalesce(jsonb_agg(jsonb_build_object('name', s.name, 'role', a.role, 'ended_on', e.ended_on, 'reason', e.reason, 'note', e.note, 'by', b.name, 'recorded_at', e.recorded_at)
        order by e.ended_on, e.recorded_at), '[]')
      from ${from}
      join intake.case_assignment a on a.municipality_id = e.municipality_id and a.case_id = e.case_id and a.id = e.assignment_id
      join access.staff s on s.municipality_id = a.municipality_id and s.id = a.staff_id
      join access.staff b on b.municipality_id = e.municipality_id and b.id = e.recorded_by
      where ${where})`,
);

/** Who has broken the case open. */
export const emergencies = rare(
  ({ m, c }) => ({ from: sql`access.emergency e`, where: sql`e.municipality_id = ${m} and e.case_id = ${c}` }),
  (
    { context },
    from,
    where,
  ) => sql`(select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'staff_id', e.staff_id, 'name', s.name, 'unit', u.name, 'reason', e.reason,
        'explanation', e.explanation, 'opened_at', e.opened_at, 'closes_at', e.closes_at, 'is_open', e.closes_at > ${context.now}) order by e.opened_at), '[]')
      from ${from} join access.staff s on s.municipality_id = e.municipality_id and s.id = e.staff_id
      left join access.unit u on u.municipality_id = s.municipality_id and u.id = s.unit_id
      where ${where})`,
);

/** Reports moved here or away. */
export const moves = rare(
  ({ m, c }) => ({
    from: sql`intake.intake_move v`,
    where: sql`v.municipality_id = ${m} and (v.from_case_id = ${c} or v.to_case_id = ${c})`,
  }),
  (
    { c, context },
    from,
    where,
  ) => sql`(select coalesce(jsonb_agg(jsonb_build_object('intake_id', v.intake_id, 'type', i.type, 'received_on', i.received_on, 'moved_on', v.moved_on,
          'reason', v.reason, 'away', v.from_case_id = ${c}, 'by', b.name, 'recorded_at', v.recorded_at,
          'other_case_id', (select c.id from intake.case_file c where c.municipality_id = v.municipality_id
            and c.id = case when v.from_case_id = ${c} then v.to_case_id else v.from_case_id end and ${maySeeCase(context.actor, context.today)}))
        order by v.recorded_at, v.id), '[]')
      from ${from}
      join intake.intake i on i.municipality_id = v.municipality_id and i.id = v.intake_id
      join access.staff b on b.municipality_id = v.municipality_id and b.id = v.recorded_by
      where ${where})`,
);

/** What was typed of somebody beside what was known. */
export const personReviews = rare(
  ({ m, c }) => ({
    from: sql`people.person_review v`,
    where: sql`v.municipality_id = ${m} and v.move_id is null and (v.case_id = ${c} or v.person_id = (select f.child_id from intake.case_file f where f.municipality_id = ${m} and f.id = ${c}))`,
  }),
  (
    { c },
    from,
    where,
  ) => sql`(select coalesce(jsonb_agg(jsonb_build_object('name', p.given_name || ' ' || p.family_name, 'known', v.known, 'typed', v.typed,
          'taken', v.taken, 'kept', v.kept, 'source', v.source, 'source_detail', v.source_detail, 'source_on', v.source_on, 'by', b.name,
          'recorded_at', v.recorded_at) order by v.recorded_at, v.id), '[]')
      from ${from}
      cross join lateral ${nameInCase("v", sql`${c}::uuid`, sql`v.person_id`)} p
      join access.staff b on b.municipality_id = v.municipality_id and b.id = v.recorded_by
      where ${where})`,
);
