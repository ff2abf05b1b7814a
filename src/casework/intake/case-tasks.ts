/** Why somebody may have looked into a case. */
import { sql } from "kysely";
import type { Tx } from "../../platform/database/connect.ts";

/** An assignment in the case, the lead of its unit, an emergency, the writing down of what came in; or none of them. */
export const caseTasks = ["uppdrag i ärendet", "leder enheten", "nödöppnade", "tog emot ärendet", "inget"] as const;
type CaseTask = (typeof caseTasks)[number];

/** The task that somebody has or has had in one of the cases; whoever is not found there has had none. Asked once for all of them. */
export async function tasksInCases(
  tx: Tx,
  municipalityId: number,
  caseIds: readonly string[],
): Promise<(caseId: string, staffId: string) => CaseTask> {
  const of = (column: string) => sql`${sql.ref(column)} = any(${caseIds}::uuid[])`;
  const { rows } = await sql<{ case_id: string; id: string; task: CaseTask }>`
    select distinct on (t.case_id, t.id) t.case_id, t.id, t.task from (
      select a.case_id, a.staff_id as id, 1 as place, 'uppdrag i ärendet' as task from intake.case_assignment a
        where a.municipality_id = ${municipalityId} and ${of("a.case_id")}
      union all select c.id, s.id, 2, 'leder enheten' from intake.case_file c
        join access.staff s on s.municipality_id = c.municipality_id and s.unit_id = c.unit_id
        join access.staff_role r on r.municipality_id = s.municipality_id and r.staff_id = s.id and r.role = 'team_leader'
        where c.municipality_id = ${municipalityId} and ${of("c.id")}
      union all select o.case_id, o.staff_id, 3, 'nödöppnade' from access.emergency_opening o
        where o.municipality_id = ${municipalityId} and ${of("o.case_id")}
      union all select c.id, c.recorded_by, 4, 'tog emot ärendet' from intake.case_file c
        where c.municipality_id = ${municipalityId} and ${of("c.id")}) t
    order by t.case_id, t.id, t.place`.execute(tx);
  const tasks = new Map(rows.map((one) => [`${one.case_id} ${one.id}`, one.task]));
  return (caseId, staffId) => tasks.get(`${caseId} ${staffId}`) ?? "inget";
}
