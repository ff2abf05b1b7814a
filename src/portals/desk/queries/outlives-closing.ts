import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import { addMonths } from "../../../platform/basics/dates.ts";
import { clocks } from "../../../casework/case/clocks.ts";
import { feedbackClock } from "../../../casework/intake/clocks.ts";

/** How far back a report that was to be answered is looked for. Ours: who asked longer ago is found in the case alone. */
const answeredWithinMonths = 12;
const outliving = clocks.filter((clock) => clock.outlivesClosing).map(({ id }) => id);

/**
 * The cases of a municipality in which something is to be done although they are closed, as a condition over the case `c`: the board is
 * to be told of an urgent decision, a reporter of what came of the report, IVO and the auditors of what was late.
 */
export function hasDutyThatOutlives(municipalityId: number, today: string): RawBuilder<boolean> {
  return sql<boolean>`c.id = any (array(select d.case_id from due.clock d
    where d.municipality_id = ${municipalityId} and d.stopped_at is null and d.rule_id = any (${outliving}::text[])
      and (d.rule_id <> ${feedbackClock.id} or d.facts ->> 'requested_on' > ${addMonths(today, -answeredWithinMonths)})))`;
}
