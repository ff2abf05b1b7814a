import { sql } from "kysely";
import { z } from "zod";
import { answer } from "../../../platform/core/answers.ts";
import { leadsUnitOfCase } from "../../../platform/access/permits.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import type { Context } from "../../../platform/core/door.ts";
import { leadsCase } from "../../../platform/access/need-to-know.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import { caseFile } from "../../../casework/intake/cases.ts";
import { caseTasks, tasksInCases } from "../../../casework/intake/case-tasks.ts";
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

const accessElsewhere = accessPerson.extend({ caseId: answer.id, caseNumber: answer.code });
export type AccessElsewhere = z.output<typeof accessElsewhere>;

const most = 500;

/**
 * Who has looked at or worked in the case, the latest first, at most 500 lines (10 § lag 2001:454); and the same by person, those who have had no task in it
 * first. And who has looked at the same child's other cases, of those that the leader leads; the log names those cases too. For the team leader.
 */
export const findAccessLog = defineQuery({
  name: "workplace.find-access-log",
  title: "Visa vem som har tagit del av ärendet",
  input: z.object({ caseId: idField }),
  output: z.object({ lines: answer.list(accessLine), people: answer.list(accessPerson), elsewhere: answer.list(accessElsewhere) }),
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
    const taskOf = await tasksInCases(tx, context.actor.municipalityId, [input.caseId]);
    const elsewhere = await inOtherCases(tx, context, input.caseId);
    const told = people.rows.map((one) => ({ ...one, task: taskOf(input.caseId, one.staffId) }));
    return ok({ lines: rows, people: withoutTaskFirst(told), elsewhere });
  },
});

const withoutTaskFirst = <One extends { readonly task: string }>(people: readonly One[]): One[] =>
  people.toSorted((a, b) => Number(b.task === "inget") - Number(a.task === "inget"));

/** Who has looked at the child's other cases, by case and person; only of those that the actor leads, and the log of this look names them. */
async function inOtherCases(tx: Tx, context: Context, caseId: string): Promise<AccessElsewhere[]> {
  const { actor } = context;
  const { rows } = await sql<Omit<AccessElsewhere, "task">>`
    select c.id as "caseId", c.case_number as "caseNumber", s.id as "staffId", s.name, (count(*) filter (where e.kind = 'read'))::int as reads,
      (count(*) filter (where e.kind = 'write'))::int as writes, max(e.at) as "lastAt"
    from ${caseFile} t
    join ${caseFile} c on c.municipality_id = t.municipality_id and c.child_id = t.child_id and c.id <> t.id
    join audit.event e on e.municipality_id = c.municipality_id and e.case_id = c.id
    join access.staff s on s.municipality_id = e.municipality_id and s.id = e.actor_id
    where t.municipality_id = ${actor.municipalityId} and t.id = ${caseId}::uuid and ${leadsCase(actor)}
    group by c.id, c.case_number, s.id, s.name order by max(e.at) desc, c.id, s.id limit ${most}`.execute(tx);
  const caseIds = [...new Set(rows.map((one) => one.caseId))];
  context.touch(...caseIds);
  const taskOf = await tasksInCases(tx, actor.municipalityId, caseIds);
  return withoutTaskFirst(rows.map((one) => ({ ...one, task: taskOf(one.caseId, one.staffId) })));
}
