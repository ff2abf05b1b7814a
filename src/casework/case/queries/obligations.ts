import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import { promisedInClock } from "../../participation/promised.ts";
import { nameInCase } from "../../people/name-in-case.ts";

/**
 * The clocks that run and ask for something on a day, as one JSON list of what must be done: `(select …)`, limited by a condition over
 * `due.clock d`. Read by one index; a guardian's name, as the case has confirmed it, and what a child was promised stand beside their clocks.
 */
export const runningClocks = (
  condition: RawBuilder<unknown>,
  today: string,
): RawBuilder<unknown> => sql`(select coalesce(json_agg(json_build_object(
    'case_id', d.case_id, 'rule_id', d.rule_id, 'subject_id', d.subject_id, 'phase_id', d.phase_id, 'since', d.since, 'facts', d.facts, 'due_on', d.due_on,
    'target_on', d.target_on, 'subject', case when d.rule_id = 'information-that-opened' and d.part_id is not null then
      (select p.given_name || ' ' || p.family_name from ${nameInCase("d", sql`d.case_id`, sql`d.part_id`)} p)
      when d.rule_id = 'promise-to-the-child' then ${promisedInClock} else d.about end)
    order by d.part_id nulls first, d.since, d.id), '[]')
  from due.clock d
  where ${condition} and d.stopped_at is null and (d.visible_from is null or d.visible_from <= ${today}::date))`;

/** The day of what comes first of all that must be done in a case `c`, what has no day as of today: `(select …)`, null where nothing must. */
export const nextDay = (today: string): RawBuilder<unknown> => sql`(select min(coalesce(d.due_on, ${today}::date)) from due.clock d
  where d.municipality_id = c.municipality_id and d.case_id = c.id and d.stopped_at is null
    and (d.visible_from is null or d.visible_from <= ${today}::date))`;
