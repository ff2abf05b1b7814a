/** Reads an open question of a round: its answers, its code book, who codes it and how. A handful of questions to the database whatever their number. */
import { sql } from "kysely";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Problem, Result } from "../../platform/basics/result.ts";
import type { Tx } from "../../platform/database/connect.ts";
import { digestOf } from "../collection/answer-file.ts";
import { formOf } from "../collection/find-set.ts";
import { answerColumns } from "../questionnaires/answer-columns.ts";
import type { AnswerColumn } from "../questionnaires/answer-columns.ts";
import { storedIn } from "../questionnaires/find-form.ts";
import { questionsOf } from "../questionnaires/questionnaire.ts";
import type { Questionnaire } from "../questionnaires/questionnaire.ts";
import { getRoundOf } from "../rounds/find-in-round.ts";
import type { Round } from "../rounds/find-in-round.ts";
import type { CodeBook, Coder, Coding, CodingState, OpenAnswer } from "./coding-state.ts";

const noQuestion: Problem = { code: "not-found", message: "Frågan finns inte i omgången." };

export type OpenQuestion = CodingState & { readonly round: Round; readonly column: AnswerColumn; readonly label: string };

/** The columns of a form that are written in words. */
export const openColumns = (form: Questionnaire): readonly AnswerColumn[] => answerColumns(form).filter(({ type }) => type === "text");

/** "4j. Beskriv …", with the row where it is written beside a choice. */
export function labelOf(form: Questionnaire, { name, question, row }: AnswerColumn): string {
  const text = questionsOf(form).find((one) => one.name === name)?.text ?? "";
  return row === "" ? `${question}. ${text}` : `${question}. ${text} – ${row}`;
}

/** A delivery of a unit. */
type DeliveryKey = { readonly unitId: string; readonly number: number };

/**
 * The question as it is coded so far: of what counts now, or `of` some deliveries, then with what was last coded of their texts. Problems: `not-found`,
 * `questionnaire-changed`.
 */
export async function loadCoding(
  tx: Tx,
  municipalityId: number,
  roundId: string,
  name: string,
  of?: readonly DeliveryKey[],
): Promise<Result<OpenQuestion>> {
  const round = await getRoundOf(tx, municipalityId, roundId);
  if (!round.ok) return round;
  const form = await formOf(storedIn(tx, municipalityId), round.value);
  if (!form.ok) return form;
  const column = openColumns(form.value).find((one) => one.column === name);
  if (!column) return failed(noQuestion);
  const key = { municipalityId, roundId, column: name };
  return ok({
    round: round.value,
    column,
    label: labelOf(form.value, column),
    books: await readBooks(tx, key),
    coders: await readCoders(tx, key),
    answers: await readAnswers(tx, key, of),
  });
}

type Key = { readonly municipalityId: number; readonly roundId: string; readonly column: string };

async function readBooks(tx: Tx, { municipalityId, roundId, column }: Key): Promise<readonly CodeBook[]> {
  const { rows } = await sql<CodeBook>`
    select b.id, b.version, (select coalesce(json_agg(json_build_object('code', c.code, 'meaning', c.meaning, 'example', c.example,
        'includes', c.includes, 'excludes', c.excludes) order by c.place), '[]') from survey.code c
      where c.municipality_id = b.municipality_id and c.code_book_id = b.id) as codes
    from survey.code_book b
    where b.municipality_id = ${municipalityId} and b.round_id = ${roundId}::uuid and b.answer_column = ${column} order by b.version`.execute(
    tx,
  );
  return rows;
}

async function readCoders(tx: Tx, { municipalityId, roundId, column }: Key): Promise<readonly Coder[]> {
  const { rows } = await sql<Coder>`
    select c.seat, c.recorded_by as "staffId", s.name, to_json(d.recorded_at)#>>'{}' as "doneAt"
    from survey.coder c join access.staff s on s.municipality_id = c.municipality_id and s.id = c.recorded_by
    left join survey.coder_done d on d.municipality_id = c.municipality_id and d.round_id = c.round_id and d.answer_column = c.answer_column
      and d.seat = c.seat
    where c.municipality_id = ${municipalityId} and c.round_id = ${roundId}::uuid and c.answer_column = ${column} order by c.seat`.execute(
    tx,
  );
  return rows;
}

type AnswerRow = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly storlek: string | null;
  readonly nyckel: string | null;
  readonly skr_grupp: string | null;
  readonly lan: string | null;
  readonly text: string;
};

async function readAnswers(tx: Tx, { municipalityId, roundId, column }: Key, of?: readonly DeliveryKey[]): Promise<readonly OpenAnswer[]> {
  const deliveries =
    of === undefined
      ? sql`cross join lateral survey.counted_delivery(u.municipality_id, u.id) l`
      : sql`join unnest(${of.map(({ unitId }) => unitId)}::uuid[], ${of.map(({ number }) => number)}::int[]) as w (unit_id, number) on w.unit_id = u.id
        join survey.delivery l on l.municipality_id = u.municipality_id and l.unit_id = u.id and l.number = w.number`;
  const { rows } = await sql<AnswerRow>`
    select u.id, u.code, u.name, u.storlek, u.nyckel, u.skr_grupp, u.lan, a.text
    from survey.unit u ${deliveries}
    cross join lateral (select one->>'value' as text from json_array_elements(l.content::json->'answers') one
      where one->>'column' = ${column} limit 1) a
    where u.municipality_id = ${municipalityId} and u.round_id = ${roundId}::uuid and btrim(a.text) <> '' order by u.id`.execute(tx);
  const { rows: codings } = await sql<Coding & { readonly unitId: string }>`
    select c.id, c.unit_id as "unitId", c.seat, c.number, c.code_book_id as "bookId", encode(c.digest, 'hex') as digest,
      c.reason, s.name as by, array(select o.code from survey.coding_code o join survey.code k on k.municipality_id = o.municipality_id
        and k.code_book_id = o.code_book_id and k.code = o.code where o.municipality_id = c.municipality_id and o.coding_id = c.id order by k.place) as codes
    from survey.unit u join survey.coding c on c.municipality_id = u.municipality_id and c.unit_id = u.id
    join access.staff s on s.municipality_id = c.municipality_id and s.id = c.recorded_by
    where u.municipality_id = ${municipalityId} and u.round_id = ${roundId}::uuid and c.answer_column = ${column}
    order by c.unit_id, c.seat, c.number desc`.execute(tx);
  const byUnit = Map.groupBy(codings, ({ unitId }) => unitId);
  return rows.map(({ id, code, name, storlek, nyckel, skr_grupp, lan, text }) => {
    const digest = digestOf(text).toString("hex");
    const read = (byUnit.get(id) ?? []).filter((coding) => of === undefined || coding.digest === digest);
    const lastOfSeats = ([1, 2, 3] as const).flatMap((seat) => read.find((coding) => coding.seat === seat) ?? []);
    return {
      unit: { id, code, name, groups: { storlek, nyckel, skr_grupp, lan } },
      text,
      digest,
      codings: lastOfSeats.map(({ unitId: _unit, ...coding }) => coding),
    };
  });
}

/** The columns of a round that two have coded, each to its end. */
export async function codedColumns(tx: Tx, municipalityId: number, roundId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ column: string }>`select answer_column as column from survey.coder_done
    where municipality_id = ${municipalityId} and round_id = ${roundId}::uuid group by answer_column having count(*) = 2 order by 1`.execute(
    tx,
  );
  return rows.map(({ column }) => column);
}

/** Nobody else changes what is coded of the question until the transaction is over. */
export async function holdQuestion(tx: Tx, { roundId, column }: { readonly roundId: string; readonly column: string }): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`coding ${roundId} ${column}`}, 0))`.execute(tx);
}
