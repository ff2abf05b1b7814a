/** What of a case is of no room of casework: who has broken it open, and what must be done in it. */
import { sql } from "kysely";
import { z } from "zod";
import { emergencyReasons } from "../../platform/access/codes.ts";
import { answer } from "../../platform/core/answers.ts";
import { isOwedSecretReporter } from "../intake/masking.ts";
import { definePart, rare } from "../part/case-part.ts";
import { nothingShown } from "../part/guardian-showing.ts";
import { obligationPart } from "./obligation-parts.ts";
import type { ObligationPart } from "./obligation-parts.ts";
import { inOrder } from "./obligations.ts";
import { runningClocks } from "./queries/obligations.ts";

const emergencyPart = z.object({
  id: answer.id,
  staff_id: answer.id,
  name: answer.text(200),
  unit: answer.text(200).nullable(),
  reason: answer.oneOf(emergencyReasons),
  explanation: answer.text(2000),
  opened_at: answer.momentText,
  closes_at: answer.momentText,
  is_open: answer.yesNo,
});

/** Who has broken the case open, from when to when. */
const emergencies = definePart()({
  schema: answer.list(emergencyPart),
  ...rare(
    ({ m, c }) => ({ from: sql`access.emergency e`, where: sql`e.municipality_id = ${m} and e.case_id = ${c}` }),
    (
      { context },
      from,
      where,
    ) => sql`(select coalesce(json_agg(json_build_object('id', e.id, 'staff_id', e.staff_id, 'name', s.name, 'unit', u.name, 'reason', e.reason,
          'explanation', e.explanation, 'opened_at', e.opened_at, 'closes_at', e.closes_at, 'is_open', e.closes_at > ${context.now}) order by e.opened_at), '[]')
        from ${from} join access.staff s on s.municipality_id = e.municipality_id and s.id = e.staff_id
        left join access.unit u on u.municipality_id = s.municipality_id and u.id = s.unit_id
        where ${where})`,
  ),
  guardian: nothingShown,
});

/** What must be done, as the clocks that run say. */
const obligations = definePart()({
  schema: answer.list(obligationPart),
  sql: ({ m, c, context }) =>
    runningClocks(sql`d.municipality_id = ${m} and d.case_id = ${c} and not ${isOwedSecretReporter(context)}`, context.today),
  finish: (recorded: readonly ObligationPart[], { today }) => inOrder(recorded, today),
  guardian: nothingShown,
});

export const ownParts = { emergencies, obligations };
