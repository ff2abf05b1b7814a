import { sql } from "kysely";
import { z } from "zod";
import { answer } from "../../../platform/core/answers.ts";
import { leadsUnitOfCase } from "../../../platform/access/permits.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { ok } from "../../../platform/basics/result.ts";

const accessLine = z.object({
  at: answer.moment,
  who: answer.text(200).nullable(),
  action: answer.code,
  kind: answer.code,
  outcome: answer.code,
});
export type AccessLine = z.output<typeof accessLine>;

const most = 500;

/** Who has looked at or worked in the case, the latest first, at most 500 lines (10 § lag 2001:454). For the team leader. */
export const findAccessLog = defineQuery({
  name: "workplace.find-access-log",
  title: "Visa vem som har tagit del av ärendet",
  input: z.object({ caseId: idField }),
  output: z.object({ lines: answer.list(accessLine) }),
  permit: [leadsUnitOfCase],
  async run(tx, input, context) {
    const { rows } = await sql<AccessLine>`
      select e.at, s.name as who, e.action, e.kind, e.outcome
      from audit.event e left join access.staff s on s.municipality_id = e.municipality_id and s.id = e.actor_id
      where e.municipality_id = ${context.actor.municipalityId} and e.case_id = ${input.caseId}
      order by e.at desc, e.kind desc, e.action limit ${most}`.execute(tx);
    return ok({ lines: rows });
  },
});
