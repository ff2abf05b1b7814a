import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import { maySeeCase } from "../../platform/access/need-to-know.ts";
import type { Context } from "../../platform/core/door.ts";
import type { Tx } from "../../platform/database/connect.ts";
import type { CodeOf } from "../../platform/database/generated.ts";
import { failed } from "../../platform/basics/result.ts";

/**
 * The people of a case: its child, and everybody who is or was confirmed as a guardian of it. `(select person_id, is_child …)` for `from`;
 * whose guardianship was withdrawn never was one of them.
 */
export const peopleOfCase = (municipalityId: number, caseId: string): RawBuilder<unknown> => sql`(
  select f.child_id as person_id, true as is_child from intake.case_file f
    where f.municipality_id = ${municipalityId} and f.id = ${caseId}::uuid
  union
  select g.guardian_id, false from intake.case_file f
    join people.standing_guardianship g on g.municipality_id = f.municipality_id and g.child_id = f.child_id
    where f.municipality_id = ${municipalityId} and f.id = ${caseId}::uuid)`;

/**
 * What was written of somebody in this case, or in one that the asker may see: what another case knows is not shown, nor that there is one.
 * A condition over a row with a `case_id`, by its alias.
 */
export const writtenInSight = (row: string, { actor, today }: Context, caseId: string): RawBuilder<boolean> => sql<boolean>`(
  ${sql.ref(`${row}.case_id`)} = ${caseId}::uuid or exists (select 1 from intake.case_file c
    where c.municipality_id = ${sql.ref(`${row}.municipality_id`)} and c.id = ${sql.ref(`${row}.case_id`)} and ${maySeeCase(actor, today)}))`;

export type PersonOfCase = {
  readonly id: string;
  readonly isChild: boolean;
  readonly protectedIdentity: CodeOf<"people.person.protected_identity">;
};

/** Somebody of the case, or nothing. */
export async function findPersonOfCase(tx: Tx, context: Context, caseId: string, personId: string): Promise<PersonOfCase | undefined> {
  const { municipalityId } = context.actor;
  const { rows } = await sql<PersonOfCase>`
    select p.id, w.is_child as "isChild", p.protected_identity as "protectedIdentity"
    from ${peopleOfCase(municipalityId, caseId)} w
    join people.person p on p.municipality_id = ${municipalityId} and p.id = w.person_id
    where p.id = ${personId}::uuid`.execute(tx);
  context.touch(...rows.map((row) => row.id));
  return rows[0];
}

/** The same answer for who is not in the case and for who is not at all. */
export const notOfCase = failed({ code: "not-found", message: "Personen finns inte i ärendet." });

/** What is said when somebody else has changed what is known of the person meanwhile. */
export const personChangedMeanwhile = failed({
  code: "changed-meanwhile",
  message: "Uppgifterna har ändrats sedan sidan öppnades.",
  hint: "Gå tillbaka till personen för att se det senaste.",
});
