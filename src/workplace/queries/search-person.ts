import { sql } from "kysely";
import { z } from "zod";
import { isOwnFamily, maySeeCase } from "../../access/need-to-know.ts";
import { doesCasework } from "../../access/permits.ts";
import { defineQuery } from "../../core/door.ts";
import { requiredText } from "../../core/fields.ts";
import { invalidField, ok } from "../../core/result.ts";
import { readIdentityNumber } from "../../people/rules.ts";

/** A case that the search found. Where the searcher may not see the case only the unit to turn to is told. */
export type FoundCase =
  | {
      readonly mayOpen: true;
      readonly caseId: string;
      readonly caseNumber: string;
      readonly childName: string;
      readonly openedOn: string;
      readonly closedOn: string | null;
    }
  | { readonly mayOpen: false; readonly unit: string };

type Row = {
  id: string;
  case_number: string;
  child_name: string;
  opened_on: string;
  closed_on: string | null;
  unit: string;
  may: boolean;
  protected_identity: string;
};

/**
 * Finds cases by identity number or case number: the only search terms, beside names, that 15 § förordning 2001:637
 * allows in casework. Protected people are found only by those who may see their case; nobody learns that there is a case
 * about themselves or a child of their own.
 */
export const searchPerson = defineQuery({
  name: "workplace.search-person",
  title: "Sök på personnummer eller ärendenummer",
  input: z.object({ number: requiredText("ett personnummer eller ett ärendenummer", 20) }),
  permit: [doesCasework],
  async run(tx, input, context) {
    const isCaseNumber = /^\d{4}-\d{5}$/.test(input.number);
    const read = isCaseNumber ? undefined : readIdentityNumber({ text: input.number, today: context.today, field: "number" });
    if (read && !read.ok) {
      return invalidField("number", [read.error.message, read.error.hint].join(" "));
    }
    const hit = read ? sql<boolean>`p.identity_number = ${read.value.normalized}` : sql<boolean>`c.case_number = ${input.number}`;
    const { rows } = await sql<Row>`
      select c.id, c.case_number, p.given_name || ' ' || p.family_name as child_name, c.opened_on, k.closed_on, u.name as unit, p.protected_identity,
        ${maySeeCase(context.actor, context.today)} as may
      from people.person p
      join intake.case_file c on c.municipality_id = p.municipality_id and c.child_id = p.id
      join access.unit u on u.municipality_id = c.municipality_id and u.id = c.unit_id
      left join intake.case_closure k on k.municipality_id = c.municipality_id and k.case_id = c.id
      where p.municipality_id = ${context.actor.municipalityId} and ${hit} and not ${isOwnFamily(context.actor.staffId)}
      order by c.opened_on desc`.execute(tx);
    const found = rows.filter((row) => row.may || row.protected_identity === "ingen").map(foundCase);
    context.touch(...rows.map((row) => row.id));
    return ok({ found });
  },
});

function foundCase(row: Row): FoundCase {
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
