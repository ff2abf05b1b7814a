import { sql } from "kysely";
import type { Tx } from "../database/connect.ts";
import type { Context } from "../core/door.ts";
import { newTouchedId, stamp } from "../core/journal.ts";

export type OpenCase = { readonly id: string; readonly caseNumber: string };

/** The child's open case, or nothing. Takes a lock on the child, so that two reports at once open one case. */
export async function findOpenCase(tx: Tx, municipalityId: number, childId: string): Promise<OpenCase | undefined> {
  await sql`select 1 from people.person where municipality_id = ${municipalityId} and id = ${childId}::uuid for update`.execute(tx);
  const row = await tx
    .selectFrom("intake.case_file as c")
    .leftJoin("intake.case_closure as k", (join) =>
      join.onRef("k.municipality_id", "=", "c.municipality_id").onRef("k.case_id", "=", "c.id"),
    )
    .select(["c.id", "c.case_number"])
    .where("c.municipality_id", "=", municipalityId)
    .where("c.child_id", "=", childId)
    .where("k.case_id", "is", null)
    .orderBy("c.opened_on", "desc")
    .executeTakeFirst();
  return row && { id: row.id, caseNumber: row.case_number };
}

/** Opens a case for the child in a unit. The number is year and a running number of the municipality: "2026-00042". */
export async function openCase(tx: Tx, context: Context, childId: string, unitId: string): Promise<OpenCase> {
  const id = newTouchedId(context);
  const caseNumber = await nextCaseNumber(tx, context);
  await tx
    .insertInto("intake.case_file")
    .values({ id, child_id: childId, case_number: caseNumber, unit_id: unitId, opened_on: context.today, ...stamp(context) })
    .execute();
  return { id, caseNumber };
}

async function nextCaseNumber(tx: Tx, context: Context): Promise<string> {
  const { municipalityId } = context.actor;
  const year = context.today.slice(0, 4);
  await sql`select pg_advisory_xact_lock(hashtext('fortrogen.case-number'), ${municipalityId})`.execute(tx);
  const last = await tx
    .selectFrom("intake.case_file")
    .select("case_number")
    .where("municipality_id", "=", municipalityId)
    .where("case_number", "like", `${year}-%`)
    .orderBy("case_number", "desc")
    .limit(1)
    .executeTakeFirst();
  const number = last ? Number(last.case_number.slice(5)) + 1 : 1;
  return `${year}-${String(number).padStart(5, "0")}`;
}

/** Makes a member of staff responsible for the case, or one who takes part in it. The former responsible one is ended. */
export async function assignCase(
  tx: Tx,
  context: Context,
  caseId: string,
  staffId: string,
  role: "ansvarig" | "medhandläggare",
): Promise<void> {
  if (role === "ansvarig") {
    await tx
      .updateTable("intake.case_assignment")
      .set({ ended_on: context.today })
      .where("municipality_id", "=", context.actor.municipalityId)
      .where("case_id", "=", caseId)
      .where("role", "=", "ansvarig")
      .where("ended_on", "is", null)
      .execute();
  }
  await tx
    .insertInto("intake.case_assignment")
    .values({ id: newTouchedId(context), case_id: caseId, staff_id: staffId, role, assigned_on: context.today, ...stamp(context) })
    .execute();
}
