import { sql } from "kysely";
import { z } from "zod";
import { runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { ok } from "../../../platform/basics/result.ts";
import { formOf } from "../../collection/find-set.ts";
import { storedIn } from "../../questionnaires/find-form.ts";
import { getRoundOf } from "../../rounds/find-in-round.ts";
import { loadRules, rulesOf } from "../../rules/rules.ts";
import { codeOfTenant } from "../take-signed.ts";

const unit = z.object({
  id: answer.id,
  code: answer.text(10),
  name: answer.text(200),
  number: answer.count.nullable(),
  way: answer.code.nullable(),
  received_at: answer.momentText.nullable(),
  late: answer.yesNo.nullable(),
  errors: answer.count.nullable(),
  warnings: answer.count.nullable(),
  /** Findings that nobody has settled. */
  open: answer.count,
  /** The rules that found something. */
  rules: answer.list(answer.count),
  has_key: answer.yesNo,
});
const rule = z.object({
  rule: answer.count,
  severity: z.enum(["error", "warning"]),
  called: answer.text(1000),
  explanation: answer.text(2000),
  more: answer.text(500).nullable(),
  units: answer.count,
});
export type UnitDelivery = z.output<typeof unit>;

/**
 * What has come in to a round: each unit with its last delivery and what was found in it, and the rules with how many units each concerns. Problem:
 * `not-found`.
 */
export const findDeliveries = defineQuery({
  name: "delivery.find-deliveries",
  title: "Visa vad som har levererats till en omgång, och vad kontrollerna fann",
  input: z.object({ roundId: idField }),
  output: z.object({
    title: answer.text(200),
    agency: answer.text(20),
    lastDay: answer.day,
    closesOn: answer.day,
    units: answer.list(unit),
    rules: answer.list(rule),
    /** The public key that receipts are signed with. */
    key: answer.text(100).nullable(),
  }),
  permit: [runsSurveys],
  async run(tx, { roundId }, { actor, touch }) {
    const { municipalityId } = actor;
    const found = await getRoundOf(tx, municipalityId, roundId);
    if (!found.ok) return found;
    const round = found.value;
    touch(roundId);
    const { rows } =
      await sql<UnitDelivery>`select u.id, u.code, u.name, d.number, d.way, to_json(d.received_at)#>>'{}' as received_at, d.is_late as late,
        j.errors, j.warnings, coalesce(f.open, 0) as open, coalesce(f.rules, '{}') as rules,
        coalesce((select not k.is_withdrawn from survey.unit_key k where k.municipality_id = u.municipality_id and k.code = u.code
          order by k.number desc limit 1), false) as has_key
      from survey.unit u
      left join lateral survey.counted_delivery(u.municipality_id, u.id) d on true
      left join survey.delivery_judgement j on j.municipality_id = u.municipality_id and j.unit_id = u.id and j.number = d.number
      left join lateral (select array_agg(distinct x.rule) as rules, count(*) filter (where coalesce(t.handled, 'väntar på svar') in ('väntar på svar', 'rättas av enheten'))::int as open
        from survey.delivery_finding x left join lateral (select y.handled from survey.finding_follow_up y
            where y.municipality_id = x.municipality_id and y.unit_id = x.unit_id and y.number = x.number and y.place = x.place order by y.turn desc limit 1) t on true
        where x.municipality_id = u.municipality_id and x.unit_id = u.id and x.number = d.number) f on true
      where u.municipality_id = ${municipalityId} and u.round_id = ${roundId}::uuid order by u.code`.execute(tx);
    const form = await formOf(storedIn(tx, municipalityId), round);
    const words = form.ok ? rulesOf(form.value, await loadRules()) : [];
    const counts = new Map<number, number>();
    for (const { rules } of rows) for (const one of rules) counts.set(one, (counts.get(one) ?? 0) + 1);
    const key = await tx
      .selectFrom("survey.signing_key")
      .select("public_key")
      .where("municipality_id", "=", municipalityId)
      .orderBy("number", "desc")
      .limit(1)
      .executeTakeFirst();
    return ok({
      title: round.title,
      agency: await codeOfTenant(tx, municipalityId),
      lastDay: round.last_day,
      closesOn: round.closes_on,
      units: rows,
      rules: words
        .filter((one) => counts.has(one.rule))
        .map(({ title, link, ...one }) => ({ ...one, called: title, more: link, units: counts.get(one.rule) ?? 0 })),
      key: key?.public_key ?? null,
    });
  },
});
