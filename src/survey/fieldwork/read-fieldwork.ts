/** What is known of a round's fieldwork: its units, what each has delivered, and what was sent to them. */
import { sql } from "kysely";
import { stockholmDate } from "../../platform/basics/dates.ts";
import type { Tx } from "../../platform/database/connect.ts";
import { answerContent } from "../collection/answer-file.ts";
import type { Answers } from "../questionnaires/conditions/condition.ts";
import type { Unit } from "../tables/frame.ts";

/** A unit of the round, how far it has come, and on which days; days are Swedish. */
export type UnitStanding = Unit & {
  readonly id: string;
  /** The day that the first delivery came in, and the day that it was signed; null where none has come. */
  readonly receivedOn: string | null;
  readonly signedOn: string | null;
  /** How many deliveries have come: the last one counts. */
  readonly deliveries: number;
  readonly way: string | null;
  /** The first delivery came after the unit's last day. */
  readonly isLate: boolean;
  /** The day of the last page that somebody has saved by the unit's link; null where nobody has. */
  readonly begunOn: string | null;
  readonly answers: Answers | null;
};

type Row = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly storlek: string | null;
  readonly nyckel: string | null;
  readonly skr_grupp: string | null;
  readonly lan: string | null;
  readonly received_at: string | null;
  readonly signed_at: string | null;
  readonly is_late: boolean | null;
  readonly number: number | null;
  readonly way: string | null;
  readonly content: string | null;
  readonly begun_at: string | null;
};

/** The units of a round in the order of their codes: one question to the database, whatever their number. */
export async function readUnits(tx: Tx, municipalityId: number, roundId: string): Promise<readonly UnitStanding[]> {
  const { rows } = await sql<Row>`
    select u.id, u.code, u.name, u.storlek, u.nyckel, u.skr_grupp, u.lan, to_json(f.received_at)#>>'{}' as received_at,
      to_json(f.signed_at)#>>'{}' as signed_at, f.is_late, l.number, l.way, l.content, to_json(b.at)#>>'{}' as begun_at
    from survey.unit u
    left join lateral (select d.received_at, d.signed_at, d.is_late from survey.delivery d
      where d.municipality_id = u.municipality_id and d.unit_id = u.id order by d.number limit 1) f on true
    left join lateral survey.counted_delivery(u.municipality_id, u.id) l on true
    left join lateral (select max(p.recorded_at) as at from survey.answer_set s
      join survey.page_save p on p.municipality_id = s.municipality_id and p.answer_set_id = s.id
      where s.municipality_id = u.municipality_id and s.unit_id = u.id) b on true
    where u.municipality_id = ${municipalityId} and u.round_id = ${roundId}::uuid order by u.code`.execute(tx);
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    name: row.name,
    groups: { storlek: row.storlek, nyckel: row.nyckel, skr_grupp: row.skr_grupp, lan: row.lan },
    receivedOn: dayOf(row.received_at),
    signedOn: dayOf(row.signed_at),
    deliveries: row.number ?? 0,
    way: row.way,
    isLate: row.is_late ?? false,
    begunOn: dayOf(row.begun_at),
    answers: row.content === null ? null : answersIn(row.content),
  }));
}

const dayOf = (moment: string | null): string | null => (moment === null ? null : stockholmDate(new Date(moment)));

/** The answers of an answer file. @throws where it is none: what is kept was held to the form when it came in. */
export function answersIn(content: string): Answers {
  return new Map(answerContent.parse(JSON.parse(content)).answers.map(({ column, value }) => [column, value]));
}

/** Something that was sent to units of the round on a day: to how many. `reminder` 0 is the invitation. */
export type Sending = { readonly on: string; readonly reminder: number; readonly units: number };

/** What was sent to the units of a round by day, the first first: the invitation, and the reminders numbered as they began. What one unit asked for again is left out. */
export async function readSendings(tx: Tx, municipalityId: number, roundId: string): Promise<readonly Sending[]> {
  const { rows } = await sql<{ id: string; isReminder: boolean; on: string; units: number }>`
    select p.id, p.kind = 'påminnelse' as "isReminder", (x.recorded_at at time zone 'Europe/Stockholm')::date::text as on, count(*)::int as units
    from survey.sending p join survey.unit_sending x on x.municipality_id = p.municipality_id and x.sending_id = p.id and x.number = 1
    where p.municipality_id = ${municipalityId} and p.round_id = ${roundId}::uuid and p.kind in ('inbjudan', 'påminnelse') and p.unit_id is null
    group by 1, 2, 3 order by 3, 1`.execute(tx);
  const reminders = [...new Set(rows.filter(({ isReminder }) => isReminder).map(({ id }) => id))];
  return rows.map(({ id, isReminder, on, units }) => ({ on, units, reminder: isReminder ? reminders.indexOf(id) + 1 : 0 }));
}
