import { sql } from "kysely";
import { z } from "zod";
import { leadsCase } from "../../../platform/access/need-to-know.ts";
import { leadsUnits } from "../../../platform/access/permits.ts";
import { addDays, stockholmInstant } from "../../../platform/basics/dates.ts";
import { ok } from "../../../platform/basics/result.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { optionalDate, optionalId } from "../../../platform/core/fields.ts";
import { caseTasks, tasksInCases } from "../../../casework/intake/case-tasks.ts";
import { caseFile, childOfCase } from "../../../casework/intake/cases.ts";
import { protectedIdentities } from "../../../casework/people/codes.ts";

const line = z.object({
  staffId: answer.id,
  name: answer.text(200),
  caseId: answer.id,
  caseNumber: answer.code,
  childName: answer.fullName,
  protectedIdentity: answer.oneOf(protectedIdentities),
  reads: answer.count,
  writes: answer.count,
  lastAt: answer.moment,
  task: answer.oneOf(caseTasks),
});
export type LookedAt = z.output<typeof line>;

/** More than a unit looks at in a day. */
const most = 2000;

/**
 * Who looked at or worked in which case on a day, of the cases that the actor leads: today's, or one that is asked for; everybody's, or one person's. Whoever had no
 * task in it first. The log names the cases of this look too, and whoever looks stands among them.
 */
export const findLogOfDay = defineQuery({
  name: "workplace.find-log-of-day",
  title: "Visa vem som har tagit del av enhetens ärenden en dag",
  input: z.object({ day: optionalDate(), staffId: optionalId() }),
  output: z.object({ day: answer.day, lines: answer.list(line), cut: answer.yesNo }),
  permit: [leadsUnits],
  async run(tx, { day: asked, staffId }, context) {
    const { actor } = context;
    const day = asked ?? context.today;
    const [from, to] = [stockholmInstant(day, "00:00"), stockholmInstant(addDays(day, 1), "00:00")];
    const who = staffId === undefined ? sql`true` : sql`s.id = ${staffId}::uuid`;
    const { rows } = await sql<Omit<LookedAt, "task">>`
      select s.id as "staffId", s.name, c.id as "caseId", c.case_number as "caseNumber", p.given_name || ' ' || p.family_name as "childName",
        p.protected_identity as "protectedIdentity", (sum(e.reads))::int as reads, (sum(e.writes))::int as writes, max(e.at) as "lastAt"
      from access.staff s
      cross join lateral (select e.case_id, count(*) filter (where e.kind = 'read') as reads, count(*) filter (where e.kind = 'write') as writes, max(e.at) as at
        from audit.event e where e.municipality_id = s.municipality_id and e.actor_id = s.id and e.at >= ${from} and e.at < ${to} and e.case_id is not null
        group by e.case_id) e
      join ${caseFile} c on c.municipality_id = s.municipality_id and c.id = e.case_id
      join ${childOfCase}
      where s.municipality_id = ${actor.municipalityId} and ${who} and ${leadsCase(actor)}
      group by s.id, s.name, c.id, c.case_number, p.given_name, p.family_name, p.protected_identity
      order by max(e.at) desc, s.id, c.id limit ${most}`.execute(tx);
    const caseIds = [...new Set(rows.map((one) => one.caseId))];
    context.touch(...caseIds);
    const taskOf = await tasksInCases(tx, actor.municipalityId, caseIds);
    const lines = rows
      .map((one) => ({ ...one, task: taskOf(one.caseId, one.staffId) }))
      .toSorted((a, b) => Number(b.task === "inget") - Number(a.task === "inget"));
    return ok({ day, lines, cut: rows.length === most });
  },
});
