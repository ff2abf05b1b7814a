import { newTouchedId, stamp } from "../../platform/core/journal.ts";
import type { Context } from "../../platform/core/door.ts";
import type { Tx } from "../../platform/database/connect.ts";

type Carried = {
  readonly caseId: string;
  readonly childId: string;
  readonly former: { readonly id: string; readonly guardian_id: string };
  /** Who the guardian is by the number that is right. */
  readonly personId: string;
};

/**
 * What this case has written of a guardian follows to the person of the corrected number: how she is reached and which language she speaks is true of her
 * under each number. It is taken back of whoever had the wrong number, unless that person is a guardian of the child too. What another case has
 * written is corrected there, and nothing is written in a closed case.
 */
export async function carryDetails(tx: Tx, context: Context, { caseId, childId, former, personId }: Carried): Promise<void> {
  if (personId === former.guardian_id) return;
  const { municipalityId } = context.actor;
  const rows = await tx
    .selectFrom("people.person_detail as d")
    .selectAll("d")
    .where("d.municipality_id", "=", municipalityId)
    .where("d.case_id", "=", caseId)
    .where("d.person_id", "=", former.guardian_id)
    .where("d.id", "in", (query) =>
      query
        .selectFrom("people.standing_detail")
        .select("id")
        .where("municipality_id", "=", municipalityId)
        .where("person_id", "=", former.guardian_id),
    )
    .orderBy("d.recorded_at")
    .orderBy("d.id")
    .execute();
  if (rows.length === 0 || (await isClosed(tx, context, caseId))) return;
  const isStillThere = await tx
    .selectFrom("people.standing_guardianship")
    .select("id")
    .where("municipality_id", "=", municipalityId)
    .where("child_id", "=", childId)
    .where("guardian_id", "=", former.guardian_id)
    .where("id", "<>", former.id)
    .executeTakeFirst();
  const carried = rows.map((row) => ({
    ...row,
    ...{ id: newTouchedId(context), person_id: personId, change: "bekräftad" as const, corrects_id: null, reason: null },
    ...stamp(context),
  }));
  const takenBack = rows.map((row) => ({
    ...row,
    ...{ id: newTouchedId(context), change: "återtagen" as const, corrects_id: row.id, reason: "Vårdnadshavarens nummer rättades." },
    ...stamp(context),
  }));
  await tx
    .insertInto("people.person_detail")
    .values([...carried, ...(isStillThere ? [] : takenBack)])
    .execute();
}

async function isClosed(tx: Tx, context: Context, caseId: string): Promise<boolean> {
  const closure = await tx
    .selectFrom("intake.case_closure")
    .select("case_id")
    .where("municipality_id", "=", context.actor.municipalityId)
    .where("case_id", "=", caseId)
    .executeTakeFirst();
  return closure !== undefined;
}
