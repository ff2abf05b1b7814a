import { machineIn, rolesIn } from "../../core/actor.ts";
import type { Kysely } from "kysely";
import { sql } from "kysely";
import type { Role } from "../../core/actor.ts";
import { writeAuditEvent } from "../../core/audit.ts";
import type { RequestMark } from "../../core/audit.ts";
import { newId } from "../../basics/identifiers.ts";
import type { Database, Tx } from "../../database/connect.ts";
import { inMunicipality } from "../../database/connect.ts";
import type { Standing } from "./mapping.ts";
import { endSessionsOf } from "./sessions.ts";

/** One person's account in one municipality. A person who works in several has one in each, with the same subject. */
export type Account = { readonly municipalityId: number; readonly staffId: string };

/** Every account of a person, in all municipalities. */
export async function accountsOf(db: Kysely<Database>, subject: string): Promise<Account[]> {
  const { rows } =
    await sql<Account>`select municipality_id as "municipalityId", staff_id as "staffId" from access.accounts_of(${subject})`.execute(db);
  return rows;
}

/**
 * Does one work in several municipalities and in one transaction: all of it happens or nothing. For the sign-on, which is about a person
 * and not about a municipality; casework never needs it.
 */
export async function inEachMunicipality<T extends { readonly municipalityId: number }>(
  db: Kysely<Database>,
  places: readonly T[],
  work: (tx: Tx, place: T) => Promise<void>,
): Promise<void> {
  const [first] = places;
  if (!first) return;
  await inMunicipality(db, first.municipalityId, (tx) =>
    moveThroughMunicipalities(tx, first.municipalityId, places, (place) => work(tx, place)),
  );
}

/**
 * As `inEachMunicipality`, in a transaction that works for the municipality `own` and does so again afterwards. It moves in the order of the
 * ids, so that two who do the same wait for each other, and sees only one municipality at a time.
 */
export async function moveThroughMunicipalities<T extends { readonly municipalityId: number }>(
  tx: Tx,
  own: number,
  places: readonly T[],
  work: (place: T) => Promise<void>,
): Promise<void> {
  const moveTo = (id: number) => sql`select set_config('fortrogen.municipality', ${String(id)}, true)`.execute(tx);
  for (const place of [...places].sort((a, b) => a.municipalityId - b.municipalityId)) {
    await moveTo(place.municipalityId);
    await work(place);
  }
  await moveTo(own);
}

/**
 * Writes what the directory says of a person today into every account that the person has: roles and unit where the directory
 * names the municipality, no role at all where it does not. Where something changed, the sessions there end at once.
 */
export async function rewriteStanding(db: Kysely<Database>, standing: Standing, mark: RequestMark, now: Date): Promise<void> {
  const accounts = await accountsOf(db, standing.subject);
  if (accounts.length === 0) return;
  const named = await municipalityIds(db, standing.municipalities);
  await inEachMunicipality(db, accounts, async (tx, { municipalityId, staffId }) => {
    const today = named.includes(municipalityId) ? standing : { roles: [], unit: null };
    const changed = await writeStanding(tx, municipalityId, staffId, today, now);
    if (!changed) return;
    await endSessionsOf(tx, municipalityId, staffId, now);
    await writeAuditEvent(
      tx,
      {
        actor: machineIn(municipalityId),
        ...mark,
        action: "access.rewrite-roles",
        kind: "sign-on",
        outcome: today.roles.length > 0 ? "ok" : "no-role",
        subjectIds: [staffId],
      },
      now,
    );
  });
}

/**
 * Gives a person's account these roles and this unit and no others; of the roles those that mean something in a tenant of its kind. True when
 * something changed.
 */
export async function writeStanding(
  tx: Tx,
  municipalityId: number,
  staffId: string,
  standing: Pick<Standing, "roles" | "unit">,
  now: Date,
): Promise<boolean> {
  const unitId = standing.unit === null ? null : await unitOf(tx, municipalityId, standing.unit, now);
  // The row is held until the end, so that two sign-ons at once write one after the other.
  const before = await tx
    .selectFrom("access.staff")
    .select("unit_id")
    .where("municipality_id", "=", municipalityId)
    .where("id", "=", staffId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const held = await tx
    .selectFrom("access.staff_role")
    .select("role")
    .where("municipality_id", "=", municipalityId)
    .where("staff_id", "=", staffId)
    .execute();
  const { kind } = await tx.selectFrom("core.municipality").select("kind").where("id", "=", municipalityId).executeTakeFirstOrThrow();
  const roles = rolesIn(kind, standing.roles);
  const sameRoles = sameWords(
    held.map((row) => row.role),
    roles,
  );
  if (sameRoles && before.unit_id === unitId) return false;
  await tx
    .updateTable("access.staff")
    .set({ unit_id: unitId })
    .where("municipality_id", "=", municipalityId)
    .where("id", "=", staffId)
    .execute();
  if (!sameRoles) await writeRoles(tx, municipalityId, staffId, roles);
  return true;
}

async function writeRoles(tx: Tx, municipalityId: number, staffId: string, roles: readonly Role[]): Promise<void> {
  await tx.deleteFrom("access.staff_role").where("municipality_id", "=", municipalityId).where("staff_id", "=", staffId).execute();
  if (roles.length === 0) return;
  await tx
    .insertInto("access.staff_role")
    .values(roles.map((role) => ({ municipality_id: municipalityId, staff_id: staffId, role })))
    .execute();
}

async function unitOf(tx: Tx, municipalityId: number, name: string, now: Date): Promise<string> {
  await tx
    .insertInto("access.unit")
    .values({ municipality_id: municipalityId, id: newId(now), name })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await tx
    .selectFrom("access.unit")
    .select("id")
    .where("municipality_id", "=", municipalityId)
    .where("name", "=", name)
    .executeTakeFirstOrThrow();
  return row.id;
}

/** The ids of the municipalities with these codes; a demo is nobody's to sign on to. */
export async function municipalityIds(db: Kysely<Database>, codes: readonly string[]): Promise<number[]> {
  if (codes.length === 0) return [];
  const rows = await db.selectFrom("core.municipality").select("id").where("code", "in", codes).where("is_demo", "=", false).execute();
  return rows.map((row) => row.id);
}

function sameWords(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((word) => others.includes(word));
}
