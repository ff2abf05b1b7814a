/** Judges a delivery and keeps what was found. */
import { sql } from "kysely";
import type { Tx } from "../../platform/database/connect.ts";
import { readStrictJson } from "../../platform/basics/json.ts";
import { answerContent } from "../collection/answer-file.ts";
import type { AnswerContent } from "../collection/answer-file.ts";
import type { Questionnaire } from "../questionnaires/questionnaire.ts";
import type { AskedUnit } from "../rounds/find-unit.ts";
import { answersIn, findIn } from "./checks.ts";
import type { Finding } from "./checks.ts";
import { loadRules } from "./rules.ts";

/** The words of the database for how grave a finding is. */
export const severityWords = { error: "fel", warning: "varning" } as const;

/** The answers of a kept delivery; null where the content is none that we know. */
export function contentOf(text: string): AnswerContent | null {
  const read = answerContent.safeParse(readStrictJson(text));
  return read.success ? read.data : null;
}

/** What the unit with the same code delivered last in the latest earlier round of the questionnaire; null where it did not. */
async function answersBefore(tx: Tx, municipalityId: number, unit: Pick<AskedUnit, "code" | "round_id">): Promise<AnswerContent | null> {
  const { rows } = await sql<{ content: string }>`select d.content from survey.round r
      join survey.round o on o.municipality_id = r.municipality_id and o.questionnaire = r.questionnaire and o.last_day < r.last_day
      join survey.unit u on u.municipality_id = o.municipality_id and u.round_id = o.id and u.code = ${unit.code}
      cross join lateral survey.counted_delivery(u.municipality_id, u.id) d
    where r.municipality_id = ${municipalityId} and r.id = ${unit.round_id}::uuid
    order by o.last_day desc, o.id limit 1`.execute(tx);
  return rows[0] ? contentOf(rows[0].content) : null;
}

type Judged = { readonly unit: Pick<AskedUnit, "code" | "round_id">; readonly form: Questionnaire; readonly content: AnswerContent };

/** What the rules find in a delivery of the unit. Nothing is kept. */
export async function judge(
  tx: Tx,
  { municipalityId, today }: { readonly municipalityId: number; readonly today: string },
  { unit, form, content }: Judged,
): Promise<readonly Finding[]> {
  const before = await answersBefore(tx, municipalityId, unit);
  return findIn(form, await loadRules(), {
    delivered: answersIn(content.answers),
    before: before && answersIn(before.answers),
    today,
  });
}

export type DeliveryKey = { readonly municipality_id: number; readonly unit_id: string; readonly number: number };

/** Keeps what was found; of a delivery that has been judged, nothing. */
export async function keepFindings(tx: Tx, key: DeliveryKey, findings: readonly Finding[], now: Date): Promise<void> {
  const { fingerprint } = await loadRules();
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const added = await tx
    .insertInto("survey.delivery_judgement")
    .values({ ...key, rules: fingerprint, errors, warnings: findings.length - errors, judged_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning("number")
    .executeTakeFirst();
  if (!added || findings.length === 0) return;
  const rows = findings.map(({ rule, severity, column, text }, at) => ({
    ...key,
    place: at + 1,
    rule,
    severity: severityWords[severity],
    column_name: column,
    finding: text,
  }));
  await tx.insertInto("survey.delivery_finding").values(rows).execute();
}
