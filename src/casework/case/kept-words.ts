import { sql } from "kysely";
import type { Tx } from "../../platform/database/connect.ts";
import { allParts } from "./case-parts.ts";

/** The texts of a case that guardians may not be shown, as its parts keep them. For the program alone, which looks for them in what leaves. */
export async function findKeptWords(tx: Tx, of: { readonly municipalityId: number; readonly caseId: string }): Promise<readonly string[]> {
  const each = allParts.flatMap(({ withheld }) => withheld ?? []);
  const { rows } = await sql<{ text: string }>`select a.text from (${sql.join(
    each.map((one) => sql`select w.text from (${one.sql({ m: of.municipalityId, c: of.caseId }, null)}) w`),
    sql` union all `,
  )}) a where a.text is not null`.execute(tx);
  return rows.map(({ text }) => text);
}
