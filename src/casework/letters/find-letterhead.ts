import { sql } from "kysely";
import type { Tx } from "../../platform/database/connect.ts";
import type { Letterhead } from "./letter.ts";

/** The head of the municipality's letters as it holds: the last row, or its name alone. */
export async function findLetterhead(tx: Tx, municipalityId: number): Promise<Letterhead> {
  const { rows } = await sql<Letterhead>`select m.name as municipality, h.sender, h.contact, h.png from core.municipality m
    left join lateral (select h.sender, h.contact, h.png from intake.letterhead h where h.municipality_id = m.id
      order by h.recorded_at desc, h.id desc limit 1) h on true
    where m.id = ${municipalityId}`.execute(tx);
  const [row] = rows;
  if (!row) throw new Error("There is no such municipality.");
  return row;
}
