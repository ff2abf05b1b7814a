import { sql } from "kysely";
import type { Tx } from "../database/connect.ts";

/**
 * Lets one transaction at a time pass for the same thing: the others wait here until it has ended, and then see what it did.
 * For what the program may only add to, and therefore cannot lock row by row.
 */
export async function waitForTurn(tx: Tx, id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${id}, 0))`.execute(tx);
}
