import { sql } from "kysely";
import { inMunicipality } from "../../src/platform/database/connect.ts";
import type { TestDatabase } from "../support/database.ts";
import type { OracleExtract } from "./answers-oracle.ts";

/** Puts the rows of an extract straight into the tables, with the ids that an import would give them. Every file counts as delivered. */
export async function insertExtract(
  database: TestDatabase,
  municipality: { id: number; code: string },
  extract: OracleExtract,
): Promise<void> {
  const { id, code } = municipality;
  const uuid = (file: string, external: string) =>
    sql.raw(`case when ${external} = '' then null else md5('${code}/${file}/' || ${external})::uuid end`);
  const rows = (list: readonly object[], columns: string) =>
    sql`jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as r(${sql.raw(
      columns
        .split(" ")
        .map((c) => `${c} text`)
        .join(", "),
    )})`;
  await inMunicipality(database.app, id, async (tx) => {
    const files = ["barn", "aktualiseringar", "utredningar", "insatser", "samtal", "uteblivna_samtal"];
    await sql`insert into extract.delivered_file select ${id}, unnest(${files}::text[]), '2026-01-01', '2026-01-01'`.execute(tx);
    await sql`insert into extract.child (municipality_id, id, external_id, sex, birth_date)
      select ${id}, ${uuid("barn", "barn_id")}, barn_id, kon, fodelsedatum::date from ${rows(extract.barn, "barn_id kon fodelsedatum")}`.execute(
      tx,
    );
    await sql`insert into extract.investigation (municipality_id, id, external_id, child_id, started_on, ended_on)
      select ${id}, ${uuid("utredningar", "utredning_id")}, utredning_id, ${uuid("barn", "barn_id")}, inledd::date, nullif(avslutad, '')::date
      from ${rows(extract.utredningar, "utredning_id barn_id inledd avslutad")}`.execute(tx);
    await sql`insert into extract.intervention (municipality_id, id, external_id, child_id, type, recipient, granted_on, child_information_used, child_information_passed_on)
      select ${id}, ${uuid("insatser", "insats_id")}, insats_id, ${uuid("barn", "barn_id")}, typ, 'barnet', beviljad::date,
        nullif(barnets_uppgifter_anvanda, ''), nullif(barnets_uppgifter_overforda, '')
      from ${rows(extract.insatser, "insats_id barn_id typ beviljad barnets_uppgifter_anvanda barnets_uppgifter_overforda")}`.execute(tx);
    await sql`insert into extract.conversation (municipality_id, id, external_id, child_id, phase, investigation_id, intervention_id, held_on, form, status)
      select ${id}, ${uuid("samtal", "samtal_id")}, samtal_id, ${uuid("barn", "barn_id")}, fas, ${uuid("utredningar", "utredning_id")},
        ${uuid("insatser", "insats_id")}, datum::date, form, status
      from ${rows(extract.samtal, "samtal_id barn_id fas utredning_id insats_id datum form status")}`.execute(tx);
    await sql`insert into extract.missed_conversation (municipality_id, child_id, phase, investigation_id, intervention_id, reason)
      select ${id}, ${uuid("barn", "barn_id")}, fas, ${uuid("utredningar", "utredning_id")}, ${uuid("insatser", "insats_id")}, skal
      from ${rows(extract.uteblivna_samtal, "barn_id fas utredning_id insats_id skal")}`.execute(tx);
  });
}
