/** Holds what a unit is about to sign, or has delivered, against the rules, and keeps what was found in a delivery. */
import { sql } from "kysely";
import type { Tx } from "../../platform/database/connect.ts";
import { readStrictJson } from "../../platform/basics/json.ts";
import type { Questionnaire } from "../questionnaires/questionnaire.ts";
import { answersIn, findIn } from "../rules/checks.ts";
import type { Finding } from "../rules/checks.ts";
import { loadRules } from "../rules/rules.ts";
import { answerContent } from "./answer-file.ts";
import type { AnswerContent } from "./answer-file.ts";

/** The words of the database for how grave a finding is. */
export const severityWords = { error: "fel", warning: "varning" } as const;

/** The answers of a kept delivery; null where the content is none that we know. */
export function contentOf(text: string): AnswerContent | null {
  const read = answerContent.safeParse(readStrictJson(text));
  return read.success ? read.data : null;
}

/** What the unit with the same code delivered last in the latest earlier round of the questionnaire; null where it did not. */
export async function answersBefore(tx: Tx, municipalityId: number, unitId: string): Promise<AnswerContent | null> {
  const { rows } = await sql<{ content: string }>`select d.content from survey.unit me
      join survey.round r on r.municipality_id = me.municipality_id and r.id = me.round_id
      join survey.round o on o.municipality_id = r.municipality_id and o.questionnaire = r.questionnaire and o.last_day < r.last_day
      join survey.unit u on u.municipality_id = o.municipality_id and u.round_id = o.id and u.code = me.code
      cross join lateral survey.counted_delivery(u.municipality_id, u.id) d
    where me.municipality_id = ${municipalityId} and me.id = ${unitId}::uuid
    order by o.last_day desc, o.id limit 1`.execute(tx);
  return rows[0] ? contentOf(rows[0].content) : null;
}

type Judged = { readonly unitId: string; readonly form: Questionnaire; readonly content: Pick<AnswerContent, "answers"> };

/** What the rules find in a delivery of the unit. Nothing is kept. */
export async function judge(
  tx: Tx,
  { municipalityId, today }: { readonly municipalityId: number; readonly today: string },
  { unitId, form, content }: Judged,
): Promise<readonly Finding[]> {
  const before = await answersBefore(tx, municipalityId, unitId);
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
