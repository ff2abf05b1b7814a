import { createHash, randomBytes } from "node:crypto";
import type { Kysely } from "kysely";
import { sql } from "kysely";
import type { Actor, StaffActor, Role } from "../../core/actor.ts";
import { roles } from "../../core/actor.ts";
import { networkAddress, writeAuditEvent } from "../../core/audit.ts";
import type { RequestMark } from "../../core/audit.ts";
import { newId } from "../../basics/identifiers.ts";
import type { Database, Tx } from "../../database/connect.ts";
import { purgeDrafts } from "../drafts.ts";
import { askOnce, doOnce, inMunicipality } from "../../database/connect.ts";

/** How long a session lasts, in seconds. */
export type SessionLimits = { readonly idleSeconds: number; readonly absoluteSeconds: number };
export const usualLimits: SessionLimits = { idleSeconds: 30 * 60, absoluteSeconds: 10 * 60 * 60 };

export type FoundSession<A extends Actor = StaffActor> = {
  /** Expired ones are found too, so that what was being written can be kept as a draft for the one who wrote it. */
  readonly state: "active" | "expired";
  readonly actor: A;
  readonly csrfSecret: Buffer;
  readonly idToken: string | null;
  /** True for the made-up people of a demo, who sign in without the municipality's sign-on. */
  readonly isDemo: boolean;
  /** False where the sign-on gave no identity number: then nobody can be kept from their own family's cases. */
  readonly isNumberKnown: boolean;
};

/** Where a session comes from, beside the person. */
export type SessionStart = {
  /** The provider's ID token, for signing off there too. */
  readonly idToken: string | null;
  /** Whose session at the provider it came from, `issuer|sub`, and which; null for the demo. */
  readonly source: SessionSource | null;
  /** Kind of browser, for the person's own list. */
  readonly browser: string;
};

/** Whose session at the provider a session here came from: what a back-channel logout names. */
export type SessionSource = { readonly subject: string; readonly sid: string | null };

/** Signing someone on: a new random token each time (nothing of an earlier session lives on), only its hash is stored. */
export async function startSession(
  tx: Tx,
  municipalityId: number,
  staffId: string,
  { idToken, source, browser }: SessionStart,
  limits: SessionLimits,
  mark: RequestMark,
  now: Date,
): Promise<string> {
  const token = randomBytes(32);
  const id = newId(now);
  await tx
    .insertInto("access.session")
    .values({
      municipality_id: municipalityId,
      id,
      token_hash: hashOf(token),
      csrf_secret: randomBytes(32),
      staff_id: staffId,
      id_token: idToken,
      provider_subject: source?.subject ?? null,
      provider_sid: source?.sid ?? null,
      source_address: networkAddress(mark.sourceAddress),
      browser,
      started_at: now,
      last_seen_at: now,
      expires_at: new Date(now.getTime() + limits.absoluteSeconds * 1000),
    })
    .execute();
  await tx
    .updateTable("access.staff")
    .set({ signed_on_at: now })
    .where("municipality_id", "=", municipalityId)
    .where("id", "=", staffId)
    .execute();
  const granted = await rolesOf(tx, municipalityId, staffId);
  await writeAuditEvent(
    tx,
    {
      actor: { staffId, roles: granted, sessionId: id },
      ...mark,
      action: "access.sign-on",
      kind: "sign-on",
      outcome: "ok",
      subjectIds: [staffId],
    },
    now,
  );
  return token.toString("base64url");
}

/** Ends a person's open sessions in one municipality, all or those named; gives the ids of those that ended. */
export async function endSessionsOf(
  tx: Tx,
  municipalityId: number,
  staffId: string,
  now: Date,
  which: { readonly only?: readonly string[]; readonly except?: string | null } = {},
): Promise<string[]> {
  const { only, except } = which;
  const rows = await tx
    .updateTable("access.session")
    .set({ ended_at: now, id_token: null })
    .where("municipality_id", "=", municipalityId)
    .where("staff_id", "=", staffId)
    .where("ended_at", "is", null)
    .$if(only !== undefined, (query) => query.where("id", "=", sql<string>`any (${only ?? []}::uuid[])`))
    .$if(except !== undefined, (query) => query.where("id", "is distinct from", except ?? null))
    .returning("id")
    .execute();
  return rows.map((row) => row.id);
}

type Row = {
  id: string;
  csrf_secret: Buffer;
  id_token: string | null;
  last_seen_at: Date;
  expires_at: Date;
  ended_at: Date | null;
  staff_id: string;
  name: string;
  title: string;
  unit_id: string | null;
  active: boolean;
  is_demo: boolean;
  is_number_known: boolean;
  roles: string[];
};

/** The session of a cookie's token, with the person's roles as they are now. Ended sessions, closed accounts and people without any role are not found. */
export async function findSession(
  db: Kysely<Database>,
  municipalityId: number,
  token: string,
  limits: SessionLimits,
  now: Date,
  options: { touch: boolean },
): Promise<FoundSession | undefined> {
  const bytes = Buffer.from(token, "base64url");
  if (bytes.length !== 32) return undefined;
  const statement = sql<Row>`select s.id, s.csrf_secret, s.id_token, s.last_seen_at, s.expires_at, s.ended_at, p.id as staff_id, p.name, p.title, p.unit_id, p.active,
        p.subject like 'demo:%' as is_demo, p.identity_number is not null as is_number_known,
        array(select r.role from access.staff_role r where r.municipality_id = s.municipality_id and r.staff_id = s.staff_id order by r.role) as roles
      from access.session s join access.staff p on p.municipality_id = s.municipality_id and p.id = s.staff_id
      where s.municipality_id = ${municipalityId} and s.token_hash = ${hashOf(bytes)}`;
  const [row] = await askOnce(db, municipalityId, statement);
  if (!row || row.ended_at || !row.active || row.roles.length === 0) return undefined;
  const idle = now.getTime() - row.last_seen_at.getTime();
  const state = idle < limits.idleSeconds * 1000 && now < row.expires_at ? "active" : "expired";
  // Writing at every request would make each reading a change: every half minute is exact enough.
  if (options.touch && state === "active" && idle > 30_000) {
    const seen = sql`update access.session set last_seen_at = ${now}
        where municipality_id = ${municipalityId} and id = ${row.id} and ended_at is null and last_seen_at < ${now}`;
    await doOnce(db, municipalityId, seen, { mayBeForgotten: true });
  }
  const actor: StaffActor = {
    kind: "staff",
    municipalityId,
    staffId: row.staff_id,
    name: row.name,
    title: row.title,
    unitId: row.unit_id,
    roles: knownRoles(row.roles),
    sessionId: row.id,
  };
  return {
    state,
    actor,
    csrfSecret: row.csrf_secret,
    idToken: row.id_token,
    isDemo: row.is_demo,
    isNumberKnown: row.is_number_known,
  };
}

/** Signs off: the token is worth nothing from now on. */
export async function endSession(
  db: Kysely<Database>,
  actor: Pick<StaffActor, "municipalityId" | "staffId" | "roles" | "sessionId">,
  mark: RequestMark,
  now: Date,
): Promise<void> {
  await inMunicipality(db, actor.municipalityId, async (tx) => {
    await tx
      .updateTable("access.session")
      .set({ ended_at: now, id_token: null })
      .where("municipality_id", "=", actor.municipalityId)
      .where("id", "=", actor.sessionId)
      .execute();
    await writeAuditEvent(
      tx,
      { actor, ...mark, action: "access.sign-off", kind: "sign-on", outcome: "ok", subjectIds: [actor.staffId] },
      now,
    );
  });
}

/**
 * Signs off whoever has this token, whatever state the session is in: idle too long, past its time, of a closed account. Gives the ID token
 * for signing off at the provider as well, and whether the session came from there; undefined where no session was open.
 */
export async function endSessionOfToken(
  db: Kysely<Database>,
  municipalityId: number,
  token: string,
  mark: RequestMark,
  now: Date,
): Promise<{ idToken: string | null; isFromProvider: boolean } | undefined> {
  const bytes = Buffer.from(token, "base64url");
  if (bytes.length !== 32) return undefined;
  const found = await inMunicipality(db, municipalityId, (tx) =>
    tx
      .selectFrom("access.session")
      .select(["id", "staff_id", "id_token", "provider_subject"])
      .where("municipality_id", "=", municipalityId)
      .where("token_hash", "=", hashOf(bytes))
      .where("ended_at", "is", null)
      .executeTakeFirst(),
  );
  if (!found) return undefined;
  const who = { municipalityId, staffId: found.staff_id, roles: [], sessionId: found.id };
  await endSession(db, who, mark, now);
  return { idToken: found.id_token, isFromProvider: found.provider_subject !== null };
}

/** For how long a session is kept when its time is over, in milliseconds. */
export const keptAfterEnd = 24 * 60 * 60 * 1000;

/** Takes away sessions that ended more than a day ago and drafts past their time. Gives the number taken away. */
export async function purgeSessions(db: Kysely<Database>, municipalityId: number, now: Date): Promise<number> {
  const before = new Date(now.getTime() - keptAfterEnd);
  return inMunicipality(db, municipalityId, async (tx) => {
    const drafts = await purgeDrafts(tx, now);
    const sessions = await tx
      .deleteFrom("access.session")
      .where("municipality_id", "=", municipalityId)
      .where("expires_at", "<", before)
      .executeTakeFirst();
    return Number(BigInt(drafts) + sessions.numDeletedRows);
  });
}

async function rolesOf(tx: Tx, municipalityId: number, staffId: string): Promise<Role[]> {
  const rows = await tx
    .selectFrom("access.staff_role")
    .select("role")
    .where("municipality_id", "=", municipalityId)
    .where("staff_id", "=", staffId)
    .execute();
  return knownRoles(rows.map((r) => r.role));
}

function knownRoles(found: readonly string[]): Role[] {
  return roles.filter((role) => found.includes(role));
}

function hashOf(token: Buffer): Buffer {
  return createHash("sha256").update(token).digest();
}

/** Takes away choices of municipality that nobody made in time, and logout tokens that are too old to come again. */
export async function purgeSignOn(db: Kysely<Database>, now: Date): Promise<void> {
  await db.deleteFrom("access.sign_on_choice").where("expires_at", "<", now).execute();
  await db.deleteFrom("access.logout_token").where("expires_at", "<", now).execute();
}
