import { sql } from "kysely";
import { z } from "zod";
import { answer } from "../../../platform/core/answers.ts";
import { leadsUnitOfCase } from "../../../platform/access/permits.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { caseTasks, tasksInCase } from "../../../casework/intake/case-tasks.ts";
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

const accessPerson = z.object({
  staffId: answer.id,
  name: answer.text(200),
  reads: answer.count,
  writes: answer.count,
  lastAt: answer.moment,
  task: answer.oneOf(caseTasks),
});
export type AccessPerson = z.output<typeof accessPerson>;

const most = 500;

/**
 * Who has looked at or worked in the case, the latest first, at most 500 lines (10 § lag 2001:454); and the same by person, those who have had no task in it
 * first. For the team leader.
 */
export const findAccessLog = defineQuery({
  name: "workplace.find-access-log",
  title: "Visa vem som har tagit del av ärendet",
  input: z.object({ caseId: idField }),
  output: z.object({ lines: answer.list(accessLine), people: answer.list(accessPerson) }),
  permit: [leadsUnitOfCase],
  async run(tx, input, context) {
    const { rows } = await sql<AccessLine>`
      select e.at, s.name as who, e.action, e.kind, e.outcome
      from audit.event e left join access.staff s on s.municipality_id = e.municipality_id and s.id = e.actor_id
      where e.municipality_id = ${context.actor.municipalityId} and e.case_id = ${input.caseId}
      order by e.at desc, e.kind desc, e.action limit ${most}`.execute(tx);
    const people = await sql<Omit<AccessPerson, "task">>`
      select p.* from (select s.id as "staffId", s.name, (count(*) filter (where e.kind = 'read'))::int as reads, (count(*) filter (where e.kind = 'write'))::int as writes,
          max(e.at) as "lastAt"
        from audit.event e join access.staff s on s.municipality_id = e.municipality_id and s.id = e.actor_id
        where e.municipality_id = ${context.actor.municipalityId} and e.case_id = ${input.caseId} group by s.id, s.name) p
      order by p."lastAt" desc, p."staffId"`.execute(tx);
    const taskOf = await tasksInCase(tx, context.actor.municipalityId, input.caseId);
    const told = people.rows.map((one) => ({ ...one, task: taskOf.get(one.staffId) ?? "inget" }));
    return ok({ lines: rows, people: told.toSorted((a, b) => Number(b.task === "inget") - Number(a.task === "inget")) });
  },
});
