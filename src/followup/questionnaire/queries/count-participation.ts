import { sql } from "kysely";
import type { Tx } from "../../../platform/database/connect.ts";
import type { AgeGroup, ParticipationCounts, Sex } from "../counts.ts";
import type { CountedPhase, DeliveredFile } from "../definitions/questionnaire.ts";
import type { Period } from "../period.ts";
import { ageInSql } from "./age-in-sql.ts";

/**
 * Everything that the national questionnaire counts, for one municipality and one period, in one statement over schema `countable`.
 * Gives small aggregates only: no row is about one child. `tx` must be a transaction of that municipality (`inMunicipality`).
 *
 * Source: open extract, "Counting rules". The order of the work is what makes it fast: each table is read once for its period; the
 * conversations are joined to the records that they are tied to, summed per child, and only then is the child looked up. A conversation
 * counts only if it is tied to the child's own record.
 */
export async function countParticipation(tx: Tx, municipalityId: number, period: Period): Promise<ParticipationCounts> {
  const delivered = await sql<{
    file: DeliveredFile;
  }>`select file from countable.delivered where municipality_id = ${municipalityId}::smallint`.execute(tx);
  const rows = await withHashJoins(tx, () =>
    countingStatement(municipalityId, period)
      .execute(tx)
      .then((result) => result.rows),
  );
  const counts = { cells: [], reasons: [], handOvers: [], delivered: delivered.rows.map((row) => row.file) };
  return rows.reduce<Collected>(collect, counts);
}

type Collected = { [K in keyof ParticipationCounts]: ParticipationCounts[K][number][] };

type CountedRow =
  | {
      kind: "cell";
      phase: CountedPhase;
      first: Sex;
      second: AgeGroup;
      individual: boolean;
      with_guardian: boolean;
      conversations: number;
      number: number;
    }
  | { kind: "reason"; phase: CountedPhase; first: string; number: number }
  | { kind: "hand-over"; first: string | null; second: string | null; number: number };

function collect(counts: Collected, row: CountedRow): Collected {
  if (row.kind === "cell") {
    counts.cells.push({
      phase: row.phase,
      sex: row.first,
      ageGroup: row.second,
      individual: row.individual,
      withGuardian: row.with_guardian,
      conversations: row.conversations,
      children: row.number,
    });
  } else if (row.kind === "reason") counts.reasons.push({ phase: row.phase, reason: row.first, children: row.number });
  else counts.handOvers.push({ used: row.first, passedOn: row.second, interventions: row.number });
  return counts;
}

/**
 * The planner thinks that two conditions on the municipality (ours and row-level security's) leave almost nothing, and would then loop
 * over rows in pairs: slow without bound in a large municipality. With hash joins the time grows with the rows. And the plan is made
 * anew for each period and municipality: one kept from another would not fit.
 */
export async function withHashJoins<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  const set = (onOff: string, jit: string, memory: string, plans: string) =>
    sql`select set_config('enable_nestloop', ${onOff}, true), set_config('enable_mergejoin', ${onOff}, true), set_config('jit', ${jit}, true),
      set_config('work_mem', ${memory}, true), set_config('plan_cache_mode', ${plans}, true)`.execute(tx);
  const before = await sql<{
    jit: string;
    memory: string;
  }>`select current_setting('jit') as jit, current_setting('work_mem') as memory`.execute(tx);
  await set("off", "off", "64MB", "force_custom_plan");
  const result = await work();
  await set("on", before.rows[0]?.jit ?? "on", before.rows[0]?.memory ?? "4MB", "auto");
  return result;
}

const countingStatement = (municipalityId: number, { from, to }: Period) => sql<CountedRow>`
with investigation as (
  select child_id, investigation_id, greatest(started_on, ${from}::date) as first_day
  from countable.investigation
  where municipality_id = ${municipalityId}::smallint and started_on <= ${to}::date and (ended_on is null or ended_on >= ${from}::date)
), intervention as (
  select child_id, intervention_id, granted_on, child_information_used as used, child_information_passed_on as passed_on
  from countable.intervention
  where municipality_id = ${municipalityId}::smallint and is_open and granted_on between ${from}::date and ${to}::date
), conversation as (
  select child_id, investigation_id, intervention_id, phase, form
  from countable.conversation
  where municipality_id = ${municipalityId}::smallint and held_on between ${from}::date and ${to}::date and status = 'genomfört'
    and form in ('enskilt', 'med vårdnadshavare') and phase in ('utredning', 'planering', 'uppföljning')
), child as (
  select child_id, sex, birth_date::timestamp as born from countable.child where municipality_id = ${municipalityId}::smallint
), investigated as (
  select i.child_id, min(i.first_day) as first_day,
    count(*) filter (where c.form = 'enskilt') as individual,
    count(*) filter (where c.form = 'med vårdnadshavare') as guardian
  from investigation i
  left join conversation c on c.phase = 'utredning' and c.investigation_id = i.investigation_id and c.child_id = i.child_id
  group by i.child_id
), granted as (
  select i.child_id, min(i.granted_on) as first_day,
    count(*) filter (where c.phase = 'planering' and c.form = 'enskilt') as planned_individual,
    count(*) filter (where c.phase = 'planering' and c.form = 'med vårdnadshavare') as planned_guardian,
    count(*) filter (where c.phase = 'uppföljning' and c.form = 'enskilt') as followed_individual,
    count(*) filter (where c.phase = 'uppföljning' and c.form = 'med vårdnadshavare') as followed_guardian
  from intervention i
  left join conversation c on c.phase in ('planering', 'uppföljning') and c.intervention_id = i.intervention_id and c.child_id = i.child_id
  group by i.child_id
), member as (
  select 'utredning' as phase, child_id, first_day, individual, guardian from investigated
  union all
  select 'planering', child_id, first_day, planned_individual, planned_guardian from granted
  union all
  select 'uppföljning', child_id, first_day, followed_individual, followed_guardian from granted
), population as (
  select m.phase, m.child_id, c.sex, ${ageInSql("m.first_day", "c.born")} as age, m.individual, m.guardian
  from member m join child c on c.child_id = m.child_id
), reason as (
  select phase, child_id, investigation_id, intervention_id, reason
  from countable.missed_conversation
  where municipality_id = ${municipalityId}::smallint and phase in ('utredning', 'planering', 'uppföljning')
), missed as (
  select r.phase, r.child_id, r.reason
  from reason r join investigation i on i.investigation_id = r.investigation_id and i.child_id = r.child_id
  where r.phase = 'utredning'
  union
  select r.phase, r.child_id, r.reason
  from reason r join intervention i on i.intervention_id = r.intervention_id and i.child_id = r.child_id
  where r.phase in ('planering', 'uppföljning')
)
select 'cell' as kind, phase, sex as first, case when age < 5 then '0-4' when age < 15 then '5-14' else '15-17' end as second,
  individual > 0 as individual, guardian > 0 as with_guardian, individual + guardian as conversations, count(*) as number
from population
where age < 18
group by phase, sex, 4, 5, 6, 7
union all
select 'reason', p.phase, m.reason, null, null, null, null, count(*)
from population p join missed m on m.phase = p.phase and m.child_id = p.child_id
where p.age < 18 and p.individual + p.guardian = 0
group by p.phase, m.reason
union all
select 'hand-over', null, i.used, i.passed_on, null, null, null, count(*)
from intervention i join child c on c.child_id = i.child_id
where ${ageInSql("i.granted_on", "c.born")} < 18
group by i.used, i.passed_on`;
