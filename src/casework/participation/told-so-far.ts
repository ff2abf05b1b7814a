/** What a child has said, of a case `c`, for who takes it over. */
import { sql } from "kysely";

/** The child's own words in the latest conversation that has any: `(select …)` with `on` and `text`; null where there is none.
 * What was seen of the child in an observation is not what the child said. */
export const latestWords = sql`(select json_build_object('on', t.held_on, 'text', t.child_words) from participation.conversation t
  where t.municipality_id = c.municipality_id and t.case_id = c.id and t.child_words is not null and t.form <> 'observation'
    and not exists (select 1 from participation.conversation n
      where n.municipality_id = t.municipality_id and n.case_id = t.case_id and n.corrects_id = t.id)
  order by t.held_on desc, t.held_at desc nulls last, t.recorded_at desc limit 1)`;
