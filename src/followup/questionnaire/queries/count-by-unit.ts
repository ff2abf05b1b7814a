import { sql } from "kysely";
import { z } from "zod";
import { answer } from "../../../platform/core/answers.ts";
import { followsUp } from "../../../platform/access/permits.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { requiredDate } from "../../../platform/core/fields.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import { protectUnits, unitShare } from "../by-unit.ts";
import type { UnitCount } from "../by-unit.ts";
import { nationalQuestionnaire2024 } from "../definitions/questionnaire.ts";
import { checkPeriod } from "../period.ts";
import type { Period } from "../period.ts";
import { withHashJoins } from "./count-participation.ts";
import { ageInSql } from "./age-in-sql.ts";

/**
 * Conversations during the investigation by unit, for the population of question 4b: each child under 18 once, in the unit of its
 * first investigation of the period. Units in order of name, the small ones hidden (`protectUnits`). Fails with `invalid-period`.
 */
export const countByUnit = defineQuery({
  name: "followup.count-by-unit",
  title: "Räkna samtal under utredningen per enhet",
  input: z.object({ from: requiredDate("periodens första dag"), to: requiredDate("periodens sista dag") }),
  output: z.object({ units: answer.list(unitShare) }),
  permit: [followsUp],
  async run(tx, { from, to }, { actor }) {
    const checked = checkPeriod(from, to);
    if (!checked.ok) return failed(checked.error);
    const counts = await withHashJoins(tx, () => countUnits(tx, actor.municipalityId, checked.value));
    return ok({ units: protectUnits(counts, nationalQuestionnaire2024.smallestGroup) });
  },
});

/** One row for each unit, and one for the children whose unit is not known. No row is about one child. */
async function countUnits(tx: Tx, municipalityId: number, { from, to }: Period): Promise<UnitCount[]> {
  const { rows } = await sql<UnitCount>`
    with investigation as (
      select i.child_id, i.investigation_id, greatest(i.started_on, ${from}::date) as first_day, u.unit
      from countable.investigation i
      left join countable.investigation_unit u on u.municipality_id = i.municipality_id and u.investigation_id = i.investigation_id
      where i.municipality_id = ${municipalityId}::smallint and i.started_on <= ${to}::date and (i.ended_on is null or i.ended_on >= ${from}::date)
    ), held as (
      select investigation_id, child_id, form from countable.conversation
      where municipality_id = ${municipalityId}::smallint and held_on between ${from}::date and ${to}::date and status = 'genomfört'
        and form in ('enskilt', 'med vårdnadshavare') and phase = 'utredning'
    ), investigated as (
      select i.child_id, min(i.first_day) as first_day, (array_agg(i.unit order by i.first_day, i.investigation_id))[1] as unit,
        count(*) filter (where h.form = 'enskilt') as individual, count(*) filter (where h.form = 'med vårdnadshavare') as guardian
      from investigation i left join held h on h.investigation_id = i.investigation_id and h.child_id = i.child_id
      group by i.child_id
    )
    select i.unit, count(*)::int as children, count(*) filter (where i.individual > 0)::int as individual,
      count(*) filter (where i.guardian > 0)::int as "withGuardian", count(*) filter (where i.individual + i.guardian = 0)::int as none
    from investigated i
    join countable.child c on c.municipality_id = ${municipalityId}::smallint and c.child_id = i.child_id
    where ${ageInSql("i.first_day", "c.birth_date")} < 18
    group by i.unit order by i.unit collate "sv-SE-x-icu" nulls last`.execute(tx);
  return rows;
}
