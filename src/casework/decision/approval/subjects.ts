/** What in a case a decision that needs approval can be about: what waits to be investigated, and what is being investigated. */
import { sql } from "kysely";
import type { Tx } from "../../../platform/database/connect.ts";
import type { ApprovedKind } from "./fields.ts";

export type Subject = {
  readonly id: string;
  readonly what: "intake" | "investigation";
  readonly on: string;
  readonly preliminary: boolean;
};

/** Open preliminary assessments and waiting applications, by what came in; and open investigations. */
export async function subjectsOf(tx: Tx, municipalityId: number, caseId: string): Promise<readonly Subject[]> {
  const { rows } = await sql<Subject>`
    select f.intake_id as id, 'intake' as what, f.opened_on as on, true as preliminary from intake.preliminary_assessment f
    where f.municipality_id = ${municipalityId} and f.case_id = ${caseId}::uuid
      and not exists (select 1 from intake.preliminary_decision d where d.municipality_id = f.municipality_id and d.case_id = f.case_id and d.preliminary_assessment_id = f.id)
    union all
    select w.intake_id, 'intake', w.received_on, false from intake.waiting_application w
    where w.municipality_id = ${municipalityId} and w.case_id = ${caseId}::uuid
    union all
    select i.id, 'investigation', i.started_on, false from investigation.investigation i
    where i.municipality_id = ${municipalityId} and i.case_id = ${caseId}::uuid
      and not exists (select 1 from investigation.conclusion e where e.municipality_id = i.municipality_id and e.investigation_id = i.id)
    order by 3, 1`.execute(tx);
  return rows;
}

/** Whether a kind of decision is about such a thing. */
export const fits = ({ what, preliminary }: Subject, kind: ApprovedKind): boolean =>
  kind === "inte inleda utredning" ? what === "intake" : kind === "förlänga förhandsbedömning" ? preliminary : what === "investigation";
