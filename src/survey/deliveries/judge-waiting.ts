import { sql } from "kysely";
import type { Tx } from "../../platform/database/connect.ts";
import { formOf } from "../collection/find-set.ts";
import { storedIn } from "../questionnaires/find-form.ts";
import { findUnit } from "../rounds/find-unit.ts";
import { contentOf, judge, keepFindings } from "../collection/judge-delivery.ts";

type Waiting = { readonly unit_id: string; readonly number: number; readonly content: string };

/**
 * Judges the last delivery of every unit of the round that is not judged yet. One whose questionnaire the program does not know, or whose content is none
 * that we know, is left. Gives how many were judged.
 */
export async function judgeWaiting(
  tx: Tx,
  { actor, now, today }: { readonly actor: { readonly municipalityId: number }; readonly now: Date; readonly today: string },
  roundId: string,
): Promise<number> {
  const { municipalityId } = actor;
  const { rows } = await sql<Waiting>`select d.unit_id, d.number, d.content from survey.unit u
      cross join lateral survey.counted_delivery(u.municipality_id, u.id) d
    where u.municipality_id = ${municipalityId} and u.round_id = ${roundId}::uuid and not exists (select from survey.delivery_judgement j
      where j.municipality_id = d.municipality_id and j.unit_id = d.unit_id and j.number >= d.number)
    order by d.unit_id`.execute(tx);
  let judged = 0;
  for (const { unit_id, number, content: text } of rows) {
    const unit = await findUnit(tx, municipalityId, unit_id);
    const form = unit && (await formOf(storedIn(tx, municipalityId), unit));
    const content = contentOf(text);
    if (!unit || !form?.ok || content === null) continue;
    const findings = await judge(tx, { municipalityId, today }, { unitId: unit_id, form: form.value, content });
    await keepFindings(tx, { municipality_id: municipalityId, unit_id, number }, findings, now);
    judged += 1;
  }
  return judged;
}
