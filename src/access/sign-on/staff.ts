import type { Kysely } from "kysely";
import { sql } from "kysely";
import type { Role } from "../../core/actor.ts";
import { newId } from "../../core/identifiers.ts";
import { failed, ok } from "../../core/result.ts";
import type { Result } from "../../core/result.ts";
import type { Database, Tx } from "../../database/connect.ts";
import { inMunicipality } from "../../database/connect.ts";
import type { Identity } from "./mapping.ts";

/** Writes down who has come, with the roles and the unit that the sign-on gives today. Gives the person's id, or why not. */
export async function admitStaff(tx: Tx, municipalityId: number, identity: Identity, now: Date): Promise<Result<string>> {
  const unitId = identity.unit === null ? null : await unitOf(tx, municipalityId, identity.unit, now);
  const facts = { name: identity.name, title: identity.title, unit_id: unitId, identity_number: identity.identityNumber };
  const row = await tx
    .insertInto("access.staff")
    .values({ municipality_id: municipalityId, id: newId(now), subject: identity.subject, ...facts })
    .onConflict((conflict) => conflict.columns(["municipality_id", "subject"]).doUpdateSet(facts))
    .returning(["id", "active"])
    .executeTakeFirstOrThrow();
  if (!row.active) return failed({ code: "account-closed", message: "Ditt konto i Förtrogen är avstängt.", hint: "Kontakta din chef." });
  await tx.deleteFrom("access.staff_role").where("municipality_id", "=", municipalityId).where("staff_id", "=", row.id).execute();
  await tx
    .insertInto("access.staff_role")
    .values(identity.roles.map((role) => ({ municipality_id: municipalityId, staff_id: row.id, role })))
    .execute();
  return ok(row.id);
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

export type DemoPerson = {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly unit: string | null;
  readonly role: Role;
};

/** The people of the demo that one can sign in as: the first three of each role. */
export async function demoStaff(db: Kysely<Database>, municipalityId: number): Promise<DemoPerson[]> {
  return inMunicipality(db, municipalityId, async (tx) => {
    const { rows } = await sql<DemoPerson>`select id, name, title, unit, role from (
        select s.id, s.name, s.title, u.name as unit, r.role, s.subject,
          row_number() over (partition by r.role order by length(s.subject), s.subject) as place
        from access.staff s join access.staff_role r on r.municipality_id = s.municipality_id and r.staff_id = s.id
          left join access.unit u on u.municipality_id = s.municipality_id and u.id = s.unit_id
        where s.municipality_id = ${municipalityId} and s.active and s.subject like 'demo:%') first
      where place <= 3 order by array_position(array['caseworker', 'team_leader', 'analyst', 'operator'], role), place`.execute(tx);
    return rows;
  });
}

/** True when the id is an active person of the demo. The caller has made sure that the municipality is marked as demo. */
export async function isDemoStaff(tx: Tx, municipalityId: number, staffId: string): Promise<boolean> {
  const row = await tx
    .selectFrom("access.staff")
    .select("id")
    .where("municipality_id", "=", municipalityId)
    .where("id", "=", staffId)
    .where("active", "=", true)
    .where("subject", "like", "demo:%")
    .executeTakeFirst();
  return row !== undefined;
}
