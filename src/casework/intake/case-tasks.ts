/** Why somebody may have looked into a case. */
import { sql } from "kysely";
import type { Tx } from "../../platform/database/connect.ts";

/** An assignment in the case, the lead of its unit, an emergency, the writing down of what came in; or none of them. */
export const caseTasks = ["uppdrag i ärendet", "leder enheten", "nödöppnade", "tog emot ärendet", "inget"] as const;
type CaseTask = (typeof caseTasks)[number];

/** The task that each has or has had in the case, by identifier; whoever is not there has had none. */
export async function tasksInCase(tx: Tx, municipalityId: number, caseId: string): Promise<ReadonlyMap<string, CaseTask>> {
  const { rows } = await sql<{ id: string; task: CaseTask }>`
    select distinct on (t.id) t.id, t.task from (
      select a.staff_id as id, 1 as place, 'uppdrag i ärendet' as task from intake.case_assignment a
        where a.municipality_id = ${municipalityId} and a.case_id = ${caseId}::uuid
      union all select s.id, 2, 'leder enheten' from intake.case_file c
        join access.staff s on s.municipality_id = c.municipality_id and s.unit_id = c.unit_id
        join access.staff_role r on r.municipality_id = s.municipality_id and r.staff_id = s.id and r.role = 'team_leader'
        where c.municipality_id = ${municipalityId} and c.id = ${caseId}::uuid
      union all select o.staff_id, 3, 'nödöppnade' from access.emergency_opening o
        where o.municipality_id = ${municipalityId} and o.case_id = ${caseId}::uuid
      union all select c.recorded_by, 4, 'tog emot ärendet' from intake.case_file c
        where c.municipality_id = ${municipalityId} and c.id = ${caseId}::uuid) t
    order by t.id, t.place`.execute(tx);
  return new Map(rows.map((one) => [one.id, one.task]));
}
