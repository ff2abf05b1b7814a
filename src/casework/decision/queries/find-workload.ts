import { sql } from "kysely";
import { z } from "zod";
import type { Role } from "../../../platform/core/actor.ts";
import { isOwnFamily, leadsCase } from "../../../platform/access/need-to-know.ts";
import { leadsUnitOfCase, leadsUnits } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import type { Context } from "../../../platform/core/door.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { ok } from "../../../platform/basics/result.ts";
import { workloadOf } from "../workload.ts";
import { weightsOn } from "./find-workload-weights.ts";

const line = z.object({
  id: answer.id,
  name: answer.text(200),
  title: answer.text(200),
  /** Open cases that she or he is responsible for, and works in beside; none about the leader's own family, which a figure would tell of. */
  responsible: answer.count,
  beside: answer.count,
  /** What is late in those that she or he is responsible for. */
  late: answer.count,
  /** Open investigations in those, and those that are about violence. */
  investigating: answer.count,
  violence: answer.count,
  /** What it weighs, by the municipality's own weights, and how that comes about. */
  points: answer.count,
  weighed: answer.text(500),
  /** Has had the child, or a child with a guardian in common: of the cases that the leader leads, and no other. */
  knows: answer.oneOf(["barnet", "syskon", "ingen"]),
  level: answer.code.nullable(),
  qualified: answer.yesNo.nullable(),
});
export type WorkloadLine = z.output<typeof line>;

/** What the caseworkers of the unit have on their hands, who knows the child, and what each may: for whoever distributes a case. */
export const findWorkload = defineQuery({
  name: "decision.find-workload",
  title: "Visa arbetsbelastning, kontinuitet och behörighet i enheten",
  input: z.object({ caseId: idField }),
  output: z.object({ colleagues: answer.list(line) }),
  permit: [leadsUnitOfCase],
  run: async (tx, { caseId }, context) => ok({ colleagues: await workload(tx, context, caseId) }),
});

/** The same without a case: what each in the unit has on their hands, and what is late. */
export const findUnitLoad = defineQuery({
  name: "decision.find-unit-load",
  title: "Visa arbetsbelastningen i enheten",
  input: z.object({}),
  output: z.object({ colleagues: answer.list(line) }),
  permit: [leadsUnits],
  run: async (tx, _input, context) => ok({ colleagues: await workload(tx, context, null) }),
});

async function workload(
  tx: Tx,
  { actor, today }: Pick<Context, "actor" | "today">,
  caseId: string | null,
): Promise<readonly WorkloadLine[]> {
  const led = leadsCase(actor);
  const weights = await weightsOn(tx, actor.municipalityId, today);
  const { rows } = await sql<Omit<WorkloadLine, "points" | "weighed">>`
    with mine as (select t.child_id from intake.case_file t where t.municipality_id = ${actor.municipalityId} and t.id = ${caseId}::uuid),
      siblings as (select distinct o.child_id from people.standing_guardianship g
        join people.standing_guardianship o on o.municipality_id = g.municipality_id and o.guardian_id = g.guardian_id and o.child_id <> g.child_id
        where g.municipality_id = ${actor.municipalityId} and g.child_id = (select child_id from mine)),
      known as (select a.staff_id, bool_or(c.child_id = (select child_id from mine)) as child from intake.case_file c
        join intake.case_assignment a on a.municipality_id = c.municipality_id and a.case_id = c.id
        where c.municipality_id = ${actor.municipalityId} and ${led} and (c.child_id = (select child_id from mine) or c.child_id in (select child_id from siblings))
        group by a.staff_id)
    select s.id, s.name, s.title, coalesce(w.responsible, 0)::int as responsible, coalesce(w.beside, 0)::int as beside, coalesce(w.late, 0)::int as late,
      coalesce(w.investigating, 0)::int as investigating, coalesce(w.violence, 0)::int as violence,
      case when k.child then 'barnet' when k.staff_id is not null then 'syskon' else 'ingen' end as knows, d.level, d.qualified
    from access.staff s
    join access.staff_role r on r.municipality_id = s.municipality_id and r.staff_id = s.id and r.role = ${"caseworker" satisfies Role}
    left join known k on k.staff_id = s.id
    left join lateral (select count(*) filter (where a.role = 'ansvarig') as responsible, count(*) filter (where a.role <> 'ansvarig') as beside,
        count(*) filter (where a.role = 'ansvarig' and exists (select 1 from investigation.investigation v where v.municipality_id = a.municipality_id
          and v.case_id = a.case_id and not exists (select 1 from investigation.conclusion e
            where e.municipality_id = v.municipality_id and e.investigation_id = v.id))) as investigating,
        count(*) filter (where a.role = 'ansvarig' and exists (select 1 from intake.intake n where n.municipality_id = a.municipality_id
          and n.case_id = a.case_id and n.violence)) as violence,
        sum((select count(*) from due.clock q where q.municipality_id = a.municipality_id and q.case_id = a.case_id and q.stopped_at is null and q.due_on < ${today}::date))
          filter (where a.role = 'ansvarig') as late
      from intake.case_assignment a join intake.case_file c on c.municipality_id = a.municipality_id and c.id = a.case_id
      where a.municipality_id = s.municipality_id and a.staff_id = s.id and a.ended_on is null and not ${isOwnFamily(actor.staffId)}
        and not exists (select 1 from intake.case_closure z where z.municipality_id = a.municipality_id and z.case_id = a.case_id)) w on true
    left join lateral (select m.level, m.qualified from decision.staff_mandate m where m.municipality_id = s.municipality_id and m.staff_id = s.id
      and m.valid_from <= ${today}::date order by m.valid_from desc, m.number desc limit 1) d on true
    where s.municipality_id = ${actor.municipalityId} and s.unit_id = ${actor.unitId}::uuid and s.active
    order by s.name, s.id`.execute(tx);
  return rows.map((row) => {
    const { points, words: weighed } = workloadOf(row, weights);
    return { ...row, points, weighed };
  });
}
