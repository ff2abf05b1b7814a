import { sql } from "kysely";
import { z } from "zod";
import { runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { formOf } from "../../collection/find-set.ts";
import { answerColumns } from "../../questionnaires/answer-columns.ts";
import { storedIn } from "../../questionnaires/find-form.ts";
import { findUnit, phaseOn } from "../../rounds/find-unit.ts";
import { keysOf } from "../actions/unit-keys.ts";
import { loadRules, rulesOf } from "../../rules/rules.ts";

const delivery = z.object({
  number: answer.count,
  way: answer.code,
  serial: answer.count,
  signed_at: answer.momentText,
  received_at: answer.momentText,
  late: answer.yesNo,
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  by: answer.text(200).nullable(),
  given_by: answer.text(200).nullable(),
  why: answer.text(500).nullable(),
  errors: answer.count.nullable(),
  warnings: answer.count.nullable(),
  receipt_signed: answer.yesNo,
});
const finding = z.object({
  place: answer.count,
  rule: answer.count,
  severity: z.enum(["fel", "varning"]),
  column: answer.text(80).nullable(),
  finding: answer.text(1000),
  called: answer.text(1000),
  explanation: answer.text(2000),
  more: answer.text(500).nullable(),
  question: answer.text(40).nullable(),
  handled: answer.code.nullable(),
  note: answer.text(1000).nullable(),
  handled_by: answer.text(200).nullable(),
  handled_at: answer.momentText.nullable(),
});
const key = z.object({
  number: answer.count,
  key_id: answer.code,
  public_key: answer.text(100),
  is_withdrawn: answer.yesNo,
  came_from: answer.text(500),
  by: answer.text(200),
  at: answer.momentText,
});
export type UnitKey = z.output<typeof key>;
export type UnitFinding = z.output<typeof finding>;
export type UnitDelivered = z.output<typeof delivery>;

/** A unit of a round: what it has delivered, what was found in the last delivery and done about it, and its keys. Problem: `not-found`. */
export const getUnit = defineQuery({
  name: "delivery.get-unit",
  title: "Visa en enhets leveranser, nycklar och vad kontrollerna fann",
  input: z.object({ unitId: idField }),
  output: z.object({
    id: answer.id,
    roundId: answer.id,
    round: answer.text(200),
    questionnaire: answer.text(64),
    code: answer.text(10),
    name: answer.text(200),
    lastDay: answer.day,
    isOpen: answer.yesNo,
    deliveries: answer.list(delivery),
    findings: answer.list(finding),
    keys: answer.list(key),
  }),
  permit: [runsSurveys],
  async run(tx, { unitId }, { actor, touch, today }) {
    const { municipalityId } = actor;
    const unit = await findUnit(tx, municipalityId, unitId);
    if (!unit) return failed({ code: "not-found", message: "Enheten finns inte." });
    touch(unitId);
    const { rows: deliveries } = await sql<UnitDelivered>`select d.number, d.way, d.serial, to_json(d.signed_at)#>>'{}' as signed_at,
        to_json(d.received_at)#>>'{}' as received_at, d.is_late as late, encode(d.digest, 'hex') as digest, s.name as by, p.given_by, p.why,
        j.errors, j.warnings, coalesce(r.signature is not null, false) as receipt_signed
      from survey.delivery d
      left join access.staff s on s.municipality_id = d.municipality_id and s.id = d.recorded_by
      left join survey.proxy_entry p on p.municipality_id = d.municipality_id and p.unit_id = d.unit_id and p.number = d.number
      left join survey.delivery_judgement j on j.municipality_id = d.municipality_id and j.unit_id = d.unit_id and j.number = d.number
      left join survey.delivery_receipt r on r.municipality_id = d.municipality_id and r.unit_id = d.unit_id and r.number = d.number
      where d.municipality_id = ${municipalityId} and d.unit_id = ${unitId}::uuid order by d.number desc`.execute(tx);
    type Row = Omit<UnitFinding, "called" | "explanation" | "more" | "question">;
    const { rows } =
      await sql<Row>`select f.place, f.rule, f.severity, f.column_name as column, f.finding, t.handled, t.note, s.name as handled_by,
        to_json(t.recorded_at)#>>'{}' as handled_at
      from survey.delivery_finding f
      left join lateral (select x.* from survey.finding_follow_up x where x.municipality_id = f.municipality_id and x.unit_id = f.unit_id
        and x.number = f.number and x.place = f.place order by x.turn desc limit 1) t on true
      left join access.staff s on s.municipality_id = f.municipality_id and s.id = t.recorded_by
      where f.municipality_id = ${municipalityId} and f.unit_id = ${unitId}::uuid and f.number = ${deliveries[0]?.number ?? 0}
      order by f.place`.execute(tx);
    const form = await formOf(storedIn(tx, municipalityId), unit);
    const words = new Map((form.ok ? rulesOf(form.value, await loadRules()) : []).map((one) => [one.rule, one]));
    const questions = new Map((form.ok ? answerColumns(form.value) : []).map(({ column, question }) => [column, question]));
    return ok({
      id: unit.id,
      roundId: unit.round_id,
      round: unit.title,
      questionnaire: unit.questionnaire,
      code: unit.code,
      name: unit.name,
      lastDay: unit.last_day,
      isOpen: ["pågår", "sena svar tas emot"].includes(phaseOn(today, unit)),
      deliveries,
      findings: rows.map((row) => {
        const said = words.get(row.rule);
        const question = row.column === null ? null : (questions.get(row.column) ?? null);
        return { ...row, called: said?.title ?? row.finding, explanation: said?.explanation ?? "", more: said?.link ?? null, question };
      }),
      keys: await keysOf(tx, municipalityId, unit.code),
    });
  },
});
