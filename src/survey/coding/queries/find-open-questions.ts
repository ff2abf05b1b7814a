import { sql } from "kysely";
import { z } from "zod";
import { runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { ok } from "../../../platform/basics/result.ts";
import { formOf } from "../../collection/find-set.ts";
import { getRoundOf } from "../../rounds/find-in-round.ts";
import { storedIn } from "../../questionnaires/find-form.ts";
import { labelOf, openColumns } from "../load-coding.ts";

const line = z.object({
  column: answer.code,
  label: answer.text(4000),
  answers: answer.count,
  version: answer.count,
  coders: answer.count,
  done: answer.count,
});

/** The open questions of a round: how many have answered, and how far the coding has come. Problems: `not-found`, `questionnaire-changed`. */
export const findOpenQuestions = defineQuery({
  name: "coding.find-open-questions",
  title: "Visa omgångens öppna frågor",
  input: z.object({ roundId: idField }),
  output: z.object({ title: answer.text(200), questions: answer.list(line) }),
  permit: [runsSurveys],
  async run(tx, { roundId }, { actor, touch }) {
    const { municipalityId } = actor;
    const round = await getRoundOf(tx, municipalityId, roundId);
    if (!round.ok) return round;
    const form = await formOf(storedIn(tx, municipalityId), round.value);
    if (!form.ok) return form;
    touch(roundId);
    const columns = openColumns(form.value);
    const { rows } = await sql<{ column: string; answers: number; version: number; coders: number; done: number }>`
      with answered as (select a->>'column' as name, count(*)::int as answers from survey.unit u
        cross join lateral survey.counted_delivery(u.municipality_id, u.id) l
        cross join lateral json_array_elements(l.content::json->'answers') a
        where u.municipality_id = ${municipalityId} and u.round_id = ${roundId}::uuid and btrim(a->>'value') <> '' group by 1)
      select c.name as column, coalesce(n.answers, 0) as answers,
        (select coalesce(max(b.version), 0)::int from survey.code_book b where b.municipality_id = ${municipalityId} and b.round_id = ${roundId}::uuid
          and b.answer_column = c.name) as version,
        (select count(*)::int from survey.coder o where o.municipality_id = ${municipalityId} and o.round_id = ${roundId}::uuid
          and o.answer_column = c.name) as coders,
        (select count(*)::int from survey.coder_done o where o.municipality_id = ${municipalityId} and o.round_id = ${roundId}::uuid
          and o.answer_column = c.name) as done
      from unnest(${columns.map(({ column }) => column)}::text[]) as c(name) left join answered n on n.name = c.name`.execute(tx);
    const known = new Map(rows.map((row) => [row.column, row]));
    return ok({
      title: round.value.title,
      questions: columns.map((column) => ({
        label: labelOf(form.value, column),
        ...(known.get(column.column) ?? { column: column.column, answers: 0, version: 0, coders: 0, done: 0 }),
      })),
    });
  },
});
