import { sql } from "kysely";
import type { StaffActor } from "../../core/actor.ts";
import type { Tx } from "../../database/connect.ts";

/** One place where a person is signed on. */
export type OwnSession = {
  readonly id: string;
  readonly municipalityId: number;
  readonly municipality: string;
  readonly staffId: string;
  readonly startedAt: Date;
  readonly lastSeenAt: Date;
  /** Address on the network; null where it was not known. */
  readonly address: string | null;
  /** "Firefox på Windows"; "" where the browser said nothing known. */
  readonly browser: string;
};

/** The open sessions of the person who asks, in all municipalities, the latest used first. */
export async function findSessionsOfPerson(tx: Tx, actor: Pick<StaffActor, "staffId">, now: Date): Promise<OwnSession[]> {
  const { rows } = await sql<OwnSession>`select session_id as id, municipality_id as "municipalityId", municipality_name as municipality,
      staff_id as "staffId", started_at as "startedAt", last_seen_at as "lastSeenAt", host(source_address) as address, browser
    from access.sessions_of_person(${actor.staffId}, ${now})`.execute(tx);
  return rows;
}
