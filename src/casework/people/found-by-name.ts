/** Whose name has the words that somebody looks for: so that only this room names its tables. */
import { sql } from "kysely";
import type { RawBuilder } from "kysely";

/**
 * The children whom each of the words is a word of the names of, as names are compared (decision 0018), or of those of a guardian as a case has confirmed
 * them: `(select …)` with `child_id` and `is_child`, a row for each child and for each such guardianship. Read by the index of words.
 */
export const namedWith = (municipalityId: number, parts: readonly string[]): RawBuilder<unknown> => {
  const words = [...new Set(parts)];
  return sql`(select n.person_id as child_id, n.guardianship_id is null as is_child
    from (select w.person_id, w.guardianship_id from people.name_word w
      where w.municipality_id = ${municipalityId} and w.word = any (${words}::text[])
      group by w.person_id, w.guardianship_id having count(*) = ${words.length}) n
    where n.guardianship_id is null or exists (select 1 from people.standing_guardianship g
      where g.municipality_id = ${municipalityId} and g.child_id = n.person_id and g.id = n.guardianship_id))`;
};
