import { machineIn } from "../../core/actor.ts";
import type { Kysely } from "kysely";
import { sql } from "kysely";
import type { Role } from "../../core/actor.ts";
import { writeAuditEvent } from "../../core/audit.ts";
import type { RequestMark } from "../../core/audit.ts";
import { newId } from "../../basics/identifiers.ts";
import { failed, ok } from "../../basics/result.ts";
import type { Result } from "../../basics/result.ts";
import type { Database, Tx } from "../../database/connect.ts";
import { inMunicipality } from "../../database/connect.ts";
import { writeStanding } from "./accounts.ts";
import type { Identity } from "./mapping.ts";
import { endSessionsOf } from "./sessions.ts";

/**
 * Writes down who has come, with the roles and the unit that the sign-on gives today. Gives the person's id, or why not: the account is
 * closed, or the identity number is that of another open account. A number that was known is never forgotten for want of a new one.
 */
export async function admitStaff(
  tx: Tx,
  municipalityId: number,
  identity: Identity,
  mark: RequestMark,
  now: Date,
): Promise<Result<string>> {
  const { subject, name, title, identityNumber } = identity;
  if (identityNumber !== null && (await isAnothers(tx, municipalityId, subject, identityNumber))) return failed(numberTaken);
  const number = identityNumber === null ? {} : { identity_number: identityNumber };
  const earlier = await tx
    .selectFrom("access.staff")
    .select("identity_number")
    .where("municipality_id", "=", municipalityId)
    .where("subject", "=", subject)
    .executeTakeFirst();
  const row = await tx
    .insertInto("access.staff")
    .values({ municipality_id: municipalityId, id: newId(now), subject, name, title, ...number })
    .onConflict((conflict) => conflict.columns(["municipality_id", "subject"]).doUpdateSet({ name, title, ...number }))
    .returning(["id", "active", "identity_number"])
    .executeTakeFirstOrThrow();
  if (!row.active)
    return failed({ code: "account-closed", message: "Ditt konto i Förtrogen är avstängt.", hint: "Kontakta systemförvaltaren." });
  if (await writeStanding(tx, municipalityId, row.id, identity, now)) await endSessionsOf(tx, municipalityId, row.id, now);
  for (const [action, happened] of [
    ["access.change-identity-number", earlier?.identity_number && earlier.identity_number !== row.identity_number],
    ["access.sign-on-without-identity-number", row.identity_number === null],
  ] as const)
    if (happened)
      await writeAuditEvent(
        tx,
        { actor: machineIn(municipalityId), ...mark, action, kind: "sign-on", outcome: "ok", subjectIds: [row.id] },
        now,
      );
  return ok(row.id);
}

const numberTaken = {
  code: "identity-number-taken",
  message: "Personnumret från inloggningen hör redan till ett annat konto i kommunen.",
  hint: "Kontakta systemförvaltaren, som kan stänga det konto som inte ska användas.",
};

/** Whether another open account of the municipality has the number. Two who ask at once wait for each other; the database refuses it as well. */
async function isAnothers(tx: Tx, municipalityId: number, subject: string, identityNumber: string): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtext('fortrogen.access.identity-number'), ${municipalityId})`.execute(tx);
  const other = await tx
    .selectFrom("access.staff")
    .select("id")
    .where("municipality_id", "=", municipalityId)
    .where("identity_number", "=", identityNumber)
    .where("subject", "<>", subject)
    .where("active", "=", true)
    .executeTakeFirst();
  return other !== undefined;
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
