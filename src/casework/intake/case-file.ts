import { sql } from "kysely";
import { isOwnFamily, mayBeOwnFamily } from "../../platform/access/need-to-know.ts";
import type { Tx } from "../../platform/database/connect.ts";
import type { Context } from "../../platform/core/door.ts";
import { newTouchedId, stamp } from "../../platform/core/journal.ts";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Result } from "../../platform/basics/result.ts";
import { waitForTurn } from "../../platform/core/turns.ts";

/** `childId` is the child of the case: of one that stands here twice it may be the other row. */
export type OpenCase = { readonly id: string; readonly caseNumber: string; readonly childId: string };

/** The child's open case, or nothing; of a child that stands here twice its own first. Takes a lock on the child, so that two reports at once open one case. */
export async function findOpenCase(tx: Tx, municipalityId: number, childId: string): Promise<OpenCase | undefined> {
  await sql`select 1 from people.person where municipality_id = ${municipalityId} and id = ${childId}::uuid for update`.execute(tx);
  const row = await tx
    .selectFrom("intake.case_file as c")
    .leftJoin("intake.case_closure as k", (join) =>
      join.onRef("k.municipality_id", "=", "c.municipality_id").onRef("k.case_id", "=", "c.id"),
    )
    .select(["c.id", "c.case_number", "c.child_id"])
    .where("c.municipality_id", "=", municipalityId)
    .where(
      sql<boolean>`c.child_id in (select p.id from people.person p where p.municipality_id = ${municipalityId}
      and (p.id = ${childId}::uuid or p.same_as = ${childId}::uuid))`,
    )
    .where("k.case_id", "is", null)
    .orderBy(sql`c.child_id = ${childId}::uuid`, "desc")
    .orderBy("c.opened_on", "desc")
    .executeTakeFirst();
  return row && { id: row.id, caseNumber: row.case_number, childId: row.child_id };
}

/** The investigations of the case that are not concluded. */
export async function findOpenInvestigations(tx: Tx, context: Context, caseId: string): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom("investigation.investigation as i")
    .leftJoin("investigation.conclusion as c", (join) =>
      join.onRef("c.municipality_id", "=", "i.municipality_id").onRef("c.investigation_id", "=", "i.id"),
    )
    .select("i.id")
    .where("i.municipality_id", "=", context.actor.municipalityId)
    .where("i.case_id", "=", caseId)
    .where("c.investigation_id", "is", null)
    .execute();
  return rows.map((row) => row.id);
}

/** Opens a case for the child in a unit, on the day the matter came in. The number is year and a running number of the municipality: "2026-00042". */
export async function openCase(tx: Tx, context: Context, childId: string, unitId: string, openedOn: string): Promise<OpenCase> {
  const id = newTouchedId(context);
  const caseNumber = await nextCaseNumber(tx, context);
  await tx
    .insertInto("intake.case_file")
    .values({ id, child_id: childId, case_number: caseNumber, unit_id: unitId, opened_on: openedOn, ...stamp(context) })
    .execute();
  return { id, caseNumber, childId };
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

/**
 * Whether a case may be given to somebody: never when it is about that person or a child of theirs, and not while a second person
 * still has to look at whether it is.
 */
export async function mayBeGiven(
  tx: Tx,
  context: Context,
  caseId: string,
  staffId: string,
): Promise<"yes" | "own-family" | "to-be-reviewed"> {
  const { rows } = await sql<{ own: boolean; maybe: boolean }>`select ${isOwnFamily(staffId)} as own, ${mayBeOwnFamily(staffId)} as maybe
    from intake.case_file c where c.municipality_id = ${context.actor.municipalityId} and c.id = ${caseId}::uuid`.execute(tx);
  const [found] = rows;
  return !found || found.own ? "own-family" : found.maybe ? "to-be-reviewed" : "yes";
}

/** Who is responsible for the case now. */
export async function findResponsible(tx: Tx, context: Context, caseId: string): Promise<{ staffId: string; name: string } | undefined> {
  const row = await tx
    .selectFrom("intake.case_assignment as a")
    .innerJoin("access.staff as s", (join) => join.onRef("s.municipality_id", "=", "a.municipality_id").onRef("s.id", "=", "a.staff_id"))
    .select(["s.id", "s.name"])
    .where("a.municipality_id", "=", context.actor.municipalityId)
    .where("a.case_id", "=", caseId)
    .where("a.role", "=", "ansvarig")
    .where("a.ended_on", "is", null)
    .executeTakeFirst();
  return row && { staffId: row.id, name: row.name };
}

/**
 * Makes a member of staff responsible for the case, or one who takes part in it; nobody is both. The former responsible
 * one is ended. Fails when the person has that part already.
 */
export async function assignCase(
  tx: Tx,
  context: Context,
  caseId: string,
  staffId: string,
  role: "ansvarig" | "medhandläggare",
): Promise<Result<void>> {
  await waitForTurn(tx, caseId);
  const open = await tx
    .selectFrom("intake.case_assignment")
    .select(["id", "staff_id", "role"])
    .where("municipality_id", "=", context.actor.municipalityId)
    .where("case_id", "=", caseId)
    .where("ended_on", "is", null)
    .execute();
  const has = open.find((one) => one.staff_id === staffId)?.role;
  if (has === role || has === "ansvarig") {
    return failed({
      code: "already-assigned",
      message: has === "ansvarig" ? "Den du valde är redan ansvarig för ärendet." : "Den du valde arbetar redan i ärendet.",
      hint: has === role ? "Välj en annan." : "Gör först någon annan ansvarig.",
    });
  }
  const ended = open.filter((one) => one.staff_id === staffId || (role === "ansvarig" && one.role === "ansvarig"));
  for (const one of ended) {
    const reason = one.staff_id === staffId ? "ny roll i ärendet" : "någon annan är ansvarig";
    await tx
      .insertInto("intake.assignment_ending")
      .values({ assignment_id: one.id, case_id: caseId, ended_on: context.today, reason, ...stamp(context) })
      .execute();
  }
  await tx
    .insertInto("intake.case_assignment")
    .values({ id: newTouchedId(context), case_id: caseId, staff_id: staffId, role, assigned_on: context.today, ...stamp(context) })
    .execute();
  return ok(undefined);
}
