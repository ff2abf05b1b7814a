import { sql } from "kysely";
import type { RawBuilder } from "kysely";

/** How far back a report that was to be answered is looked for. Ours: who asked longer ago is found in the case alone. */
const answeredWithin = "1 year";

/**
 * The cases of a municipality in which something is to be done although they are closed, as a condition over `intake.case_file c`: the board is
 * to be told of an urgent decision, a reporter of what came of the report, IVO and the auditors of what was late. Asked of a few rows each.
 */
export function hasDutyThatOutlives(municipalityId: number, today: string): RawBuilder<boolean> {
  const unanswered = sql`not exists (select 1 from intake.reporter_feedback r
    where r.municipality_id = i.municipality_id and r.case_id = i.case_id and r.intake_id = i.id)`;
  return sql<boolean>`c.id in (
    select m.case_id from decision.maker m
      where m.municipality_id = ${municipalityId} and m.decider = 'ordförande eller ledamot'
        and not exists (select 1 from decision.board_report r where r.municipality_id = m.municipality_id and r.maker_id = m.id)
    union all
    select i.case_id from intake.intake i
      where i.municipality_id = ${municipalityId} and i.reporter_mandated and i.feedback_requested
        and i.received_on > ${today}::date - ${answeredWithin}::interval and ${unanswered}
    union all
    select i.case_id from intake.feedback_request q
      join intake.intake i on i.municipality_id = q.municipality_id and i.case_id = q.case_id and i.id = q.intake_id
      where q.municipality_id = ${municipalityId} and ${unanswered}
    union all
    select g.case_id from intervention.beginning g where g.municipality_id = ${municipalityId} and g.after_limit
      and not exists (select 1 from intervention.execution_report x where x.municipality_id = g.municipality_id and x.case_id = g.case_id
        and x.intervention_id = g.intervention_id and x.interruption_id is null and x.kind = 'verkställt')
    union all
    select b.case_id from intervention.not_begun b where b.municipality_id = ${municipalityId} and b.after_limit
      and not exists (select 1 from intervention.execution_report x where x.municipality_id = b.municipality_id and x.case_id = b.case_id
        and x.intervention_id = b.intervention_id and x.interruption_id is null)
    union all
    select a.case_id from intervention.resumption m
      join intervention.interruption a on a.municipality_id = m.municipality_id and a.case_id = m.case_id and a.id = m.interruption_id
      where m.municipality_id = ${municipalityId} and m.after_limit
      and not exists (select 1 from intervention.execution_report x where x.municipality_id = a.municipality_id and x.case_id = a.case_id
        and x.interruption_id = a.id and x.kind = 'verkställt'))`;
}
