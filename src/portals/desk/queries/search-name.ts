import { sql } from "kysely";
import { z } from "zod";
import { maySeeCase } from "../../../platform/access/need-to-know.ts";
import { doesCasework } from "../../../platform/access/permits.ts";
import { searchLimit } from "../../../platform/access/searching.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { requiredText } from "../../../platform/core/fields.ts";
import { invalidField, ok } from "../../../platform/basics/result.ts";
import { caseFile, childOfCase, closedOn } from "../../../casework/intake/cases.ts";
import { namedWith } from "../../../casework/people/found-by-name.ts";
import { partsOf } from "../../../casework/people/names.ts";

const foundByName = z.object({
  caseId: answer.id,
  caseNumber: answer.code,
  childName: answer.fullName,
  openedOn: answer.day,
  closedOn: answer.day.nullable(),
  /** Whose name it is. */
  whose: z.enum(["barnet", "vårdnadshavaren"]),
});
export type FoundByName = z.output<typeof foundByName>;

/** As many as are told of. Ours: whoever finds more writes more of the name. */
const most = 50;

/**
 * Finds open and closed cases by the name of the child, or of a guardian as the case has confirmed it: each word that is typed is a word of the name, as
 * names are compared (decision 0018). Names may be searched for (15 § förordning 2001:637); of cases that one's work does not open nothing is told, not
 * even that they are there: a name is too easily guessed. Counted with the searches by number.
 */
export const searchName = defineQuery({
  name: "workplace.search-name",
  title: "Sök på namn bland ärenden som du får öppna",
  input: z.object({ name: requiredText("ett namn", 200) }),
  output: z.object({ found: answer.list(foundByName), more: answer.yesNo }),
  permit: [doesCasework],
  limit: searchLimit,
  async run(tx, input, { actor, today, touch }) {
    const parts = partsOf(input.name);
    if (parts.join("").length < 2) return invalidField("name", "Skriv minst två bokstäver av namnet.");
    const { rows } = await sql<FoundByName>`
      with named as materialized (select n.child_id, bool_or(n.is_child) as is_child from ${namedWith(actor.municipalityId, parts)} n group by n.child_id),
      mine as materialized (
        select c.id, c.case_number, c.opened_on, ${closedOn} as closed_on, p.given_name, p.family_name, n.is_child
        from named n join (${caseFile} c join ${childOfCase}) on c.child_id = n.child_id
        where c.municipality_id = ${actor.municipalityId} and ${maySeeCase(actor, today)})
      select o.id as "caseId", o.case_number as "caseNumber", o.given_name || ' ' || o.family_name as "childName", o.opened_on as "openedOn",
        o.closed_on as "closedOn", case when o.is_child then 'barnet' else 'vårdnadshavaren' end as whose
      from mine o
      order by o.closed_on is null desc, o.is_child desc, o.family_name collate "sv-SE-x-icu", o.given_name collate "sv-SE-x-icu", o.id
      limit ${most + 1}`.execute(tx);
    const found = rows.slice(0, most);
    touch(...found.map((one) => one.caseId));
    return ok({ found, more: rows.length > most });
  },
});
