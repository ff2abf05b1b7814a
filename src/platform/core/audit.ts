import type { CodeOf } from "../database/generated.ts";
import { isIP } from "node:net";
import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import { atCommit } from "../database/connect.ts";
import type { Tx } from "../database/connect.ts";
import type { Actor, StaffActor } from "./actor.ts";
import { isId, newId } from "../basics/identifiers.ts";

/** Which request something was done in, and where on the network it came from. */
export type RequestMark = {
  readonly requestId: string;
  /** An IP address. What is none (the command line, a test, "unknown") leaves the field in the log empty. */
  readonly sourceAddress?: string | undefined;
};

/** What a refused request named: ids by field. */
export type Attempt = Readonly<Record<string, string | readonly string[]>>;

/** Staff by account, roles and session; anybody else as the kind that it is. */
type LoggedActor = Pick<StaffActor, "staffId" | "roles" | "sessionId"> | Exclude<Actor, StaffActor>;

/** One line of the log: who did or saw what, when, from where. Ids only; never names, numbers or words from a case. */
export type AuditEvent = RequestMark & {
  readonly actor: LoggedActor;
  readonly action: string;
  readonly kind: CodeOf<"audit.event.kind">;
  /** `ok` or the code of the problem. */
  readonly outcome: string;
  readonly caseId?: string | undefined;
  readonly subjectIds?: readonly string[];
  /** For what was refused: the ids that were asked for. The program can write but never read them; `fortrogen investigate` does. */
  readonly attempted?: Attempt | undefined;
};

/** Writes one event in the transaction of what it tells about: both happen or neither does. */
export async function writeAuditEvent(tx: Tx, event: AuditEvent, now: Date): Promise<void> {
  await appendStatement(event, now).execute(tx);
}

/** The same, sent with the commit of the transaction: for the event that is the last that is written. */
export function writeAuditEventAtCommit(tx: Tx, event: AuditEvent, now: Date): void {
  atCommit(tx, appendStatement(event, now));
}

function appendStatement(event: AuditEvent, now: Date): RawBuilder<unknown> {
  const { actor, attempted } = event;
  const subjects = `{${(event.subjectIds ?? []).join(",")}}`;
  const isNamed = attempted !== undefined && Object.keys(attempted).length > 0;
  // Somebody outside is found by the session: for whom it was stands with its sign-on.
  const sessionId = "sessionId" in actor ? actor.sessionId : null;
  const who = "staffId" in actor ? { staffId: actor.staffId, as: actor.roles.join(",") } : { staffId: null, as: actor.kind };
  return sql`select audit.append(${newId(now)}, ${now}, ${who.staffId}, ${who.as}, ${sessionId}, ${event.requestId}, ${event.action}, ${event.kind}, ${event.outcome}, ${event.caseId ?? null}, ${subjects}::uuid[],
    ${networkAddress(event.sourceAddress)}::inet, ${isNamed ? JSON.stringify(attempted) : null}::jsonb)`;
}

const mostAttempted = 50;
const deepest = 4;

/** The ids that a refused request named, by field. Only the given names of fields, and nothing but ids, ever get into the log. */
export function attemptIn(fields: readonly string[], record: Readonly<Record<string, unknown>>): Attempt {
  const attempt: Record<string, string | string[]> = {};
  for (const field of fields) {
    const value = record[field];
    const ids = isId(value) ? value : idsWithin(value, 0);
    if (ids.length > 0) attempt[field] = ids;
  }
  return attempt;
}

function idsWithin(value: unknown, depth: number): string[] {
  if (isId(value)) return [value];
  if (typeof value !== "object" || value === null || depth > deepest) return [];
  const parts = Object.values(value).slice(0, mostAttempted);
  return parts.flatMap((part) => idsWithin(part, depth + 1)).slice(0, mostAttempted);
}

/** The address as PostgreSQL takes it, or null where it is none: a proxy may write anything in a header. */
export function networkAddress(given: string | undefined): string | null {
  const address = given?.replace(/%.*$/, "").replace(/^::ffff:(?=\d+\.)/i, "");
  return address !== undefined && isIP(address) !== 0 ? address : null;
}
