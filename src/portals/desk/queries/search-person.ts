import { sql } from "kysely";
import { z } from "zod";
import { answer } from "../../../platform/core/answers.ts";
import { hasBrokenOpen } from "../../../platform/access/emergency.ts";
import { isOwnFamily, mayBeOwnFamily, maySeeCase } from "../../../platform/access/need-to-know.ts";
import { doesCasework } from "../../../platform/access/permits.ts";
import { searchLimit, watchSearching } from "../../../platform/access/searching.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { requiredText } from "../../../platform/core/fields.ts";
import { inOneLine, invalidField, ok } from "../../../platform/basics/result.ts";
import { foundByNumber, readNumber } from "../../../casework/intake/case-number.ts";
import { casesWithChildren } from "../../../casework/intake/cases.ts";

/** A case that the search found. Where the searcher may not see the case only the unit to turn to is told. */
const foundCase = z.discriminatedUnion("mayOpen", [
  z.object({
    mayOpen: z.literal(true),
    caseId: answer.id,
    caseNumber: answer.code,
    childName: answer.fullName,
    openedOn: answer.day,
    closedOn: answer.day.nullable(),
  }),
  z.object({ mayOpen: z.literal(false), unit: answer.text(200) }),
]);
export type FoundCase = z.output<typeof foundCase>;

type Row = {
  id: string;
  case_number: string;
  child_name: string;
  opened_on: string;
  closed_on: string | null;
  unit: string;
  may: boolean;
  hidden: boolean;
};

/**
 * Finds cases by identity number or case number: the only search terms, beside names, that 15 § förordning 2001:637
 * allows in casework. Protected people are found only by those who may see their case; nobody learns that there is a case
 * about themselves or a child of their own, nor about what may be so until a second person has looked.
 */
export const searchPerson = defineQuery({
  name: "workplace.search-person",
  title: "Sök på personnummer eller ärendenummer",
  input: z.object({ number: requiredText("ett personnummer eller ett ärendenummer", 20) }),
  output: z.object({ found: answer.list(foundCase) }),
  permit: [doesCasework],
  limit: searchLimit,
  async run(tx, input, context) {
    const { actor, today } = context;
    const number = readNumber(input.number, today);
    if (!number.ok) return invalidField("number", inOneLine(number.error));
    const { rows } = await sql<Row>`
      select c.id, c.case_number, p.given_name || ' ' || p.family_name as child_name, c.opened_on, k.closed_on, u.name as unit,
        ${maySeeCase(actor, today)} or ${hasBrokenOpen(actor, context)} as may,
        p.protected_identity <> 'ingen' or ${mayBeOwnFamily(actor.staffId)} as hidden
      from ${casesWithChildren}
      join access.unit u on u.municipality_id = c.municipality_id and u.id = c.unit_id
      where p.municipality_id = ${actor.municipalityId} and ${foundByNumber(number.value)} and not ${isOwnFamily(actor.staffId)}
      order by c.opened_on desc`.execute(tx);
    const found = rows.filter((row) => row.may || !row.hidden).map(asFound);
    const ids = rows.map((row) => row.id);
    watchSearching(tx, context, ids);
    context.touch(...ids);
    return ok({ found });
  },
});

function asFound(row: Row): FoundCase {
  if (!row.may) return { mayOpen: false, unit: row.unit };
  return {
    mayOpen: true,
    caseId: row.id,
    caseNumber: row.case_number,
    childName: row.child_name,
    openedOn: row.opened_on,
    closedOn: row.closed_on,
  };
}
