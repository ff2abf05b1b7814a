import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import { z } from "zod";
import { answer } from "../../../platform/core/answers.ts";
import { hasBrokenOpen } from "../../../platform/access/emergency.ts";
import { isOwnFamily, mayBeOwnFamily, maySeeCase } from "../../../platform/access/need-to-know.ts";
import { doesCasework } from "../../../platform/access/permits.ts";
import { searchLimit, watchSearching } from "../../../platform/access/searching.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import type { Context } from "../../../platform/core/door.ts";
import { requiredText } from "../../../platform/core/fields.ts";
import type { Tx } from "../../../platform/database/connect.ts";
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
};
/** Of a case that the searcher's work does not open: whether it is open to them all the same, or may not even be told of. */
type Closed = { id: string; broken: boolean; hidden: boolean };

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
    const hits = sql`${casesWithChildren} join access.unit u on u.municipality_id = c.municipality_id and u.id = c.unit_id
      where p.municipality_id = ${actor.municipalityId} and ${foundByNumber(number.value)} and not ${isOwnFamily(actor.staffId)}`;
    const { rows } = await sql<Row>`
      select c.id, c.case_number, p.given_name || ' ' || p.family_name as child_name, c.opened_on, k.closed_on, u.name as unit,
        ${maySeeCase(actor, today)} as may
      from ${hits} order by c.opened_on desc`.execute(tx);
    // Most often one's own work is found, and nothing more need be asked. Where nothing is found it is asked all the same: time tells nothing either.
    const isAllOpen = rows.length > 0 && rows.every((row) => row.may);
    const closed = isAllOpen ? [] : await askClosed(tx, context, hits);
    const found = rows.flatMap((row) =>
      asFound(
        row,
        closed.find(({ id }) => id === row.id),
      ),
    );
    const ids = rows.map((row) => row.id);
    watchSearching(tx, context, ids);
    context.touch(...ids);
    return ok({ found });
  },
});

async function askClosed(tx: Tx, context: Context, hits: RawBuilder<unknown>): Promise<readonly Closed[]> {
  const { actor } = context;
  const { rows } = await sql<Closed>`select c.id, ${hasBrokenOpen(actor, context)} as broken,
      p.protected_identity <> 'ingen' or ${mayBeOwnFamily(actor.staffId)} as hidden
    from ${hits}`.execute(tx);
  return rows;
}

/** What is told of a case; nothing where nothing may be. */
function asFound(row: Row, closed: Closed | undefined): readonly FoundCase[] {
  if (!row.may && closed?.broken !== true) return closed?.hidden === false ? [{ mayOpen: false, unit: row.unit }] : [];
  const { id: caseId, case_number: caseNumber, child_name: childName, opened_on: openedOn, closed_on: closedOn } = row;
  return [{ mayOpen: true, caseId, caseNumber, childName, openedOn, closedOn }];
}
