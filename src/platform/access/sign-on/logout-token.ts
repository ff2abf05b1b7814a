import { createHash } from "node:crypto";
import { createRemoteJWKSet, decodeProtectedHeader, errors, jwtVerify } from "jose";
import type { JWTPayload } from "jose";
import type { Kysely } from "kysely";
import { sql } from "kysely";
import { writeAuditEvent } from "../../core/audit.ts";
import type { RequestMark } from "../../core/audit.ts";
import { failed, ok } from "../../basics/result.ts";
import type { Result } from "../../basics/result.ts";
import type { Database } from "../../database/connect.ts";
import { inEachMunicipality } from "./accounts.ts";
import { forgetChoices } from "./choices.ts";
import { endSessionsOf } from "./sessions.ts";
import { signingAlgorithms } from "./signatures.ts";

/** What a logout token says, when all of it has been verified. At least one of `sub` and `sid` is there. */
export type LogoutToken = {
  readonly issuer: string;
  readonly sub: string | null;
  readonly sid: string | null;
  readonly jti: string;
};

/** Verifies a logout token against a provider's keys; a problem names in English what does not hold, for the program's log. */
export type LogoutVerifier = (token: string, now: Date) => Promise<Result<LogoutToken>>;

const backchannelEvent = "http://schemas.openid.net/event/backchannel-logout";
/** A logout is sent at once; an older token is one that somebody has kept. In seconds. */
const longestLife = 10 * 60;
const clockTolerance = 60;
/** Providers name the type as the standard asks, or not at all; never that of another kind of token. */
const types = new Set(["logout+jwt", "application/logout+jwt", "jwt"]);

/** The provider as it is found when it is needed. */
export type KeySource = () => Promise<{ readonly issuer: string; readonly jwks_uri?: string | undefined }>;

/** Makes the verifier of one client: OpenID Connect Back-Channel Logout 1.0, section 2.6. The keys are fetched when they are needed and kept. */
export function makeLogoutVerifier(clientId: string, metadata: KeySource): LogoutVerifier {
  let keys: { uri: string; set: ReturnType<typeof createRemoteJWKSet> } | undefined;
  return async (token, now) => {
    const { issuer, jwks_uri: uri } = await metadata();
    if (uri === undefined) return refused("no-keys");
    if (keys?.uri !== uri) keys = { uri, set: createRemoteJWKSet(new URL(uri)) };
    try {
      const type = decodeProtectedHeader(token).typ;
      if (type !== undefined && !types.has(type.toLowerCase())) return refused("type");
      const { payload } = await jwtVerify(token, keys.set, {
        issuer,
        audience: clientId,
        algorithms: [...signingAlgorithms],
        requiredClaims: ["iat", "jti", "events"],
        maxTokenAge: longestLife,
        clockTolerance,
        currentDate: now,
      });
      return claimsOf(payload, issuer);
    } catch (error) {
      if (error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError || error instanceof TypeError)) throw error;
      if (error instanceof TypeError && error.message === "fetch failed") throw error;
      return refused(error instanceof errors.JOSEError ? error.code : "malformed");
    }
  };
}

function claimsOf(payload: JWTPayload, issuer: string): Result<LogoutToken> {
  const { jti, sub, sid, events, nonce } = payload;
  if (nonce !== undefined) return refused("nonce");
  if (typeof jti !== "string" || jti === "" || jti.length > 500) return refused("jti");
  if (!isObject(events) || !isObject(events[backchannelEvent])) return refused("events");
  if (![sub, sid].every((part) => part === undefined || isWord(part)) || (sub === undefined && sid === undefined))
    return refused("sub-or-sid");
  return ok({ issuer, jti, sub: sub ?? null, sid: (sid as string | undefined) ?? null });
}

/**
 * Ends the sessions that a verified logout token names, in every municipality, each with its line in the log. The same token counts once:
 * a second time is a problem (`replayed`). Gives the number of sessions that ended.
 */
export async function endByLogoutToken(db: Kysely<Database>, token: LogoutToken, mark: RequestMark, now: Date): Promise<Result<number>> {
  const hash = createHash("sha256").update(`${token.issuer}\n${token.jti}`).digest();
  const expires = new Date(now.getTime() + 2 * (longestLife + clockTolerance) * 1000);
  const isFirst = await db
    .insertInto("access.logout_token")
    .values({ hash, expires_at: expires })
    .onConflict((conflict) => conflict.doNothing())
    .returning("hash")
    .executeTakeFirst();
  if (!isFirst) return refused("replayed");
  try {
    return ok(await endThem(db, token, mark, now));
  } catch (error) {
    // The provider will send it again, and must then be heard.
    await db.deleteFrom("access.logout_token").where("hash", "=", hash).execute();
    throw error;
  }
}

async function endThem(db: Kysely<Database>, { issuer, sub, sid }: LogoutToken, mark: RequestMark, now: Date): Promise<number> {
  const { rows } = await sql<{ municipalityId: number; staffId: string; sessionId: string }>`
    select municipality_id as "municipalityId", staff_id as "staffId", session_id as "sessionId"
    from access.sessions_of_provider(${issuer}, ${sub}, ${sid})`.execute(db);
  await inEachMunicipality(db, rows, async (tx, { municipalityId, staffId, sessionId }) => {
    await endSessionsOf(tx, municipalityId, staffId, now, { only: [sessionId] });
    const actor = { staffId, roles: [], sessionId };
    await writeAuditEvent(
      tx,
      { actor, ...mark, action: "access.sign-off-by-provider", kind: "sign-on", outcome: "ok", subjectIds: [staffId] },
      now,
    );
  });
  if (sub !== null) await forgetChoices(db, { subject: `${issuer}|${sub}`, sid });
  return rows.length;
}

function refused(what: string) {
  return failed({ code: `logout-token-${what}`, message: "Utloggningen från inloggningstjänsten gick inte att lita på." });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Text that can be looked for: the database takes no NUL. */
function isWord(value: unknown): value is string {
  return typeof value === "string" && value !== "" && value.length <= 1000 && !/[\p{Cc}\p{Cs}]/u.test(value);
}
