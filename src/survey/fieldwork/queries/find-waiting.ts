import { sql } from "kysely";
import { z } from "zod";
import { runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { ok } from "../../../platform/basics/result.ts";
import { getRoundOf } from "../../rounds/find-in-round.ts";

const line = z.object({
  unitId: answer.id,
  code: answer.code,
  name: answer.text(200),
  storlek: answer.text(100).nullable(),
  lan: answer.text(100).nullable(),
  /** When somebody saved a page last; null where nothing is begun. */
  begunAt: answer.momentText.nullable(),
  pages: answer.count,
});
export type WaitingUnit = z.output<typeof line>;

/** The units of a round that have delivered nothing, for whoever helps them: those that have begun first. Problem: `not-found`. */
export const findWaiting = defineQuery({
  name: "fieldwork.find-waiting",
  title: "Visa vilka som inte har svarat",
  input: z.object({ roundId: idField }),
  output: z.object({ title: answer.text(200), lastDay: answer.day, units: answer.list(line) }),
  permit: [runsSurveys],
  async run(tx, { roundId }, { actor, touch }) {
    const { municipalityId } = actor;
    const found = await getRoundOf(tx, municipalityId, roundId);
    if (!found.ok) return found;
    touch(found.value.id);
    const { rows } = await sql<WaitingUnit>`
      select u.id as "unitId", u.code, u.name, u.storlek, u.lan, to_json(b.at)#>>'{}' as "begunAt", b.pages
      from survey.unit u
      cross join lateral (select max(p.recorded_at) as at, count(distinct p.page)::int as pages from survey.answer_set s
        join survey.page_save p on p.municipality_id = s.municipality_id and p.answer_set_id = s.id
        where s.municipality_id = u.municipality_id and s.unit_id = u.id) b
      where u.municipality_id = ${municipalityId} and u.round_id = ${roundId}::uuid
        and not exists (select 1 from survey.delivery d where d.municipality_id = u.municipality_id and d.unit_id = u.id)
      order by b.at desc nulls last, u.code`.execute(tx);
    return ok({ title: found.value.title, lastDay: found.value.last_day, units: rows });
  },
});
