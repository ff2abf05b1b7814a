import { sql } from "kysely";
import type { Tx } from "../database/connect.ts";
import type { Actor } from "./actor.ts";
import { newId } from "./identifiers.ts";

/** One line of the log: who did or saw what, when. Ids only; never names, numbers or words from a case. */
export type AuditEvent = {
  readonly actor: Pick<Actor, "staffId" | "roles" | "sessionId"> | null;
  readonly requestId: string;
  readonly action: string;
  readonly kind: "read" | "write" | "denied" | "failed" | "sign-on" | "system";
  /** `ok` or the code of the problem. */
  readonly outcome: string;
  readonly caseId?: string | undefined;
  readonly subjectIds?: readonly string[];
};

/** Writes one event in the transaction of what it tells about: both happen or neither does. */
export async function writeAuditEvent(tx: Tx, event: AuditEvent, now: Date): Promise<void> {
  const { actor } = event;
  const subjects = `{${(event.subjectIds ?? []).join(",")}}`;
  await sql`select audit.append(${newId(now)}, ${now}, ${actor?.staffId ?? null}, ${actor?.roles.join(",") ?? null},
    ${actor?.sessionId ?? null}, ${event.requestId}, ${event.action}, ${event.kind}, ${event.outcome}, ${event.caseId ?? null}, ${subjects}::uuid[])`.execute(
    tx,
  );
}
