/** Sessions of those who are not staff: a row for each, of one kind, for one unit, child or provider. Nothing of them is in an account. */
import { createHash, randomBytes } from "node:crypto";
import type { Kysely } from "kysely";
import { sql } from "kysely";
import type { Actor, Respondent } from "../../core/actor.ts";
import { networkAddress, writeAuditEvent } from "../../core/audit.ts";
import type { RequestMark } from "../../core/audit.ts";
import { newId } from "../../basics/identifiers.ts";
import { askOnce, inMunicipality } from "../../database/connect.ts";
import type { Database, Tx } from "../../database/connect.ts";
import type { CodeOf } from "../../database/generated.ts";
import { keptAfterEnd } from "./sessions.ts";
import type { FoundSession, SessionLimits } from "./sessions.ts";

/** So many may be signed on at once for one unit, child or provider: with one more the oldest ends. */
export const mostAtOnce = 50;

/** The kinds that have sessions of this sort. */
export type OutsideKind = CodeOf<"access.outside_session.kind">;
/** An actor who has come in that way. */
export type SignedOutsider = Extract<Actor, { kind: OutsideKind }>;

type Start = {
  readonly kind: OutsideKind;
  readonly forWhom: string;
  /** Who it is, as they say themselves. */
  readonly name: string;
  readonly title: string;
};

/**
 * Waits for whoever is about to withdraw what lets in for `forWhom`, and makes them wait until this transaction is over: what is looked up after it
 * still holds when the session is there.
 */
export async function holdWayIn(tx: Tx, municipalityId: number, forWhom: string): Promise<void> {
  await sql`select access.hold_way_in(${municipalityId}::smallint, ${forWhom}::uuid)`.execute(tx);
}

/**
 * Signs somebody on: a new random token each time, of which the hash alone is kept. Where there are more than `mostAtOnce` for whom it is, the oldest end.
 * Whoever calls it has the way in held (`holdWayIn`), so that two at once count each other. Gives the token.
 */
export async function startOutsideSession(
  tx: Tx,
  municipalityId: number,
  { kind, forWhom, name, title }: Start,
  limits: SessionLimits,
  mark: RequestMark,
  now: Date,
): Promise<string> {
  const token = randomBytes(32);
  const id = newId(now);
  await tx
    .insertInto("access.outside_session")
    .values({
      municipality_id: municipalityId,
      id,
      kind,
      for_whom: forWhom,
      token_hash: hashOf(token),
      csrf_secret: randomBytes(32),
      name,
      title,
      source_address: networkAddress(mark.sourceAddress),
      started_at: now,
      expires_at: new Date(now.getTime() + limits.absoluteSeconds * 1000),
    })
    .execute();
  const actor = actorOf({ id, kind, forWhom, name, title }, municipalityId);
  await writeAuditEvent(tx, { actor, ...mark, action: "access.sign-on", kind: "sign-on", outcome: "ok", subjectIds: [forWhom, id] }, now);
  const ended = await endOldest(tx, municipalityId, { id, kind, forWhom }, now);
  if (ended.length > 0)
    await writeAuditEvent(tx, { actor, ...mark, action: "access.sign-off", kind: "sign-on", outcome: "ok", subjectIds: ended }, now);
  return token.toString("base64url");
}

type Newest = Pick<Start, "kind" | "forWhom"> & { readonly id: string };

/** Ends those that are over `mostAtOnce`, the oldest first and never the newest. Gives their identifiers. */
async function endOldest(tx: Tx, municipalityId: number, { id, kind, forWhom }: Newest, now: Date): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`update access.outside_session set ended_at = ${now}
    where municipality_id = ${municipalityId} and id in (select s.id from access.outside_session s
      where s.municipality_id = ${municipalityId} and s.kind = ${kind} and s.for_whom = ${forWhom}::uuid and s.id <> ${id}::uuid
        and s.ended_at is null and s.expires_at > ${now}
      order by s.started_at desc, s.id desc offset ${mostAtOnce - 1}) returning id`.execute(tx);
  return rows.map((row) => row.id);
}

type Row = Start & { id: string; csrf_secret: Buffer; expires_at: Date };

/** The session of a token, of one kind; expired ones are found too. Those that were ended, by the person or with what let them in, are not. */
export async function findOutsideSession(
  db: Kysely<Database>,
  municipalityId: number,
  kind: OutsideKind,
  token: string,
  now: Date,
): Promise<FoundSession<SignedOutsider> | undefined> {
  const bytes = Buffer.from(token, "base64url");
  if (bytes.length !== 32) return undefined;
  const statement = sql<Row>`select s.id, s.kind, s.for_whom as "forWhom", s.name, s.title, s.csrf_secret, s.expires_at from access.outside_session s
    where s.municipality_id = ${municipalityId} and s.token_hash = ${hashOf(bytes)} and s.kind = ${kind} and s.ended_at is null`;
  const [row] = await askOnce(db, municipalityId, statement);
  if (!row) return undefined;
  return {
    state: now < row.expires_at ? "active" : "expired",
    actor: actorOf(row, municipalityId),
    csrfSecret: row.csrf_secret,
    idToken: null,
    isDemo: false,
    isNumberKnown: true,
  };
}

function actorOf({ id, kind, forWhom, name, title }: Start & { readonly id: string }, municipalityId: number): Respondent {
  return { kind, municipalityId, sessionId: id, invitationId: forWhom, name, title };
}

/** Signs off: the token is worth nothing from now on. */
export async function endOutsideSession(db: Kysely<Database>, actor: SignedOutsider, mark: RequestMark, now: Date): Promise<void> {
  await inMunicipality(db, actor.municipalityId, async (tx) => {
    await tx
      .updateTable("access.outside_session")
      .set({ ended_at: now })
      .where("municipality_id", "=", actor.municipalityId)
      .where("id", "=", actor.sessionId)
      .where("ended_at", "is", null)
      .execute();
    const event = { actor, ...mark, action: "access.sign-off", kind: "sign-on", outcome: "ok", subjectIds: [actor.sessionId] } as const;
    await writeAuditEvent(tx, event, now);
  });
}

/** Takes away those whose time was over a day ago. */
export async function purgeOutsideSessions(tx: Tx, municipalityId: number, now: Date): Promise<void> {
  await tx
    .deleteFrom("access.outside_session")
    .where("municipality_id", "=", municipalityId)
    .where("expires_at", "<", new Date(now.getTime() - keptAfterEnd))
    .execute();
}

const hashOf = (token: Buffer): Buffer => createHash("sha256").update(token).digest();
