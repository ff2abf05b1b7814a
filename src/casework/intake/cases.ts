/**
 * Cases as rows, for those above who list and look for them: what to put after `from` and `where`, so that only this room names its tables. A case
 * is `c`, its closing `k` (nothing while it is open), its child `p`.
 */
import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import type { Tx } from "../../platform/database/connect.ts";

/** The cases of all, without anything beside. */
export const caseFile = sql`intake.case_file`;

const closing = sql`left join intake.case_closure k on k.municipality_id = c.municipality_id and k.case_id = c.id`;

/** The child `p` of a case `c` that is there: for `join`. */
export const childOfCase = sql`people.person p on p.municipality_id = c.municipality_id and p.id = c.child_id`;

/** Cases with their closings. */
export const casesWithClosings = sql`${caseFile} c ${closing}`;

/** Cases with their children and their closings. */
export const casesWithChildren = sql`${caseFile} c join ${childOfCase} ${closing}`;

/** The day that the case `c` was closed; null while it is open. Looked up for each case that is read: what is listed is few, what is closed is many. */
export const closedOn = sql<
  string | null
>`(select k.closed_on from intake.case_closure k where k.municipality_id = c.municipality_id and k.case_id = c.id)`;

/** Closed cases by the day they were closed, with their children: read by the index of closings. */
export const closedCasesWithChildren = sql`intake.case_closure k join ${caseFile} c on c.municipality_id = k.municipality_id and c.id = k.case_id
  join ${childOfCase}`;

/**
 * The closing `k` comes after that of a case, in the order of the day and then of the case, the latest first: as a condition. After a case `c` that
 * `maySee` does not hold for comes nothing: whoever asks learns neither that it is closed nor when.
 */
export const closedEarlierThan = (municipalityId: number, caseId: string, maySee: RawBuilder<boolean>): RawBuilder<boolean> => sql<boolean>`
  (k.closed_on, k.case_id) < (select e.closed_on, e.case_id from intake.case_closure e
    join ${caseFile} c on c.municipality_id = e.municipality_id and c.id = e.case_id
    where e.municipality_id = ${municipalityId} and e.case_id = ${caseId}::uuid and ${maySee})`;

/** The closing `k` comes after that of a case, in the same order turned: the first closed first. Nothing where `maySee` does not hold, as above. */
export const closedLaterThan = (municipalityId: number, caseId: string, maySee: RawBuilder<boolean>): RawBuilder<boolean> => sql<boolean>`
  (k.closed_on, k.case_id) > (select e.closed_on, e.case_id from intake.case_closure e
    join ${caseFile} c on c.municipality_id = e.municipality_id and c.id = e.case_id
    where e.municipality_id = ${municipalityId} and e.case_id = ${caseId}::uuid and ${maySee})`;

/** What the law keeps for different times in the case `c`, as `d`, for `join lateral (…) d on true`: looked up for each case that is read. */
export const keptDocumentsOf = sql`(select
    exists (select 1 from investigation.investigation u where u.municipality_id = c.municipality_id and u.case_id = c.id) as investigated,
    exists (select 1 from intake.preliminary_decision v where v.municipality_id = c.municipality_id and v.case_id = c.id and v.result = 'inte inleda') as "notOpened",
    exists (select 1 from intervention.intervention i where i.municipality_id = c.municipality_id and i.case_id = c.id
      and i.type in ('familjehem', 'nätverkshem', 'jourhem', 'stödboende', 'HVB', 'SiS', 'skyddat boende')) as placed)`;

/**
 * The day of the last note of each child in the cases `c` that `maySee` holds for, whatever kind of record it is; null while one of them is open. A case that
 * whoever asks may not see moves no day and keeps nothing waiting: neither that it is there nor when it was written in is learned.
 */
export async function lastNotes(
  tx: Tx,
  municipalityId: number,
  childIds: readonly string[],
  maySee: RawBuilder<boolean>,
): Promise<ReadonlyMap<string, string | null>> {
  const { rows } = await sql<{ childId: string; lastNoteOn: string | null }>`select "childId", "lastNoteOn"
    from intake.last_notes(${municipalityId}::smallint, array(select c.id from ${caseFile} c
      where c.municipality_id = ${municipalityId} and c.child_id = any (${sql.val([...childIds])}::uuid[]) and ${maySee})) as t("childId", "lastNoteOn")`.execute(
    tx,
  );
  return new Map(rows.map((one) => [one.childId, one.lastNoteOn]));
}

/** The case of a child that is open, or the latest: `(select …)` with its row, for `join lateral … c`. */
export const latestCaseOf = (municipality: RawBuilder<unknown>, child: RawBuilder<unknown>): RawBuilder<unknown> => sql`(
  select c.* from ${casesWithClosings} where c.municipality_id = ${municipality} and c.child_id = ${child}
  order by k.case_id is null desc, c.opened_on desc, c.id desc limit 1)`;

/** Somebody works in the case `c` now: as a condition. An array, so that the cases are looked up and not looked for among all. */
export const worksThere = (municipalityId: number, staffId: string): RawBuilder<boolean> => sql<boolean>`c.id = any (array(select m.case_id
  from intake.case_assignment m where m.municipality_id = ${municipalityId} and m.staff_id = ${staffId}::uuid and m.ended_on is null))`;

/**
 * Somebody works in the case `c`, has worked there, or works with its child in another: as a condition. An array, as for `worksThere`.
 */
export const hasWorkedNear = (municipalityId: number, staffId: string): RawBuilder<boolean> => {
  const own = sql`intake.case_assignment m where m.municipality_id = ${municipalityId} and m.staff_id = ${staffId}::uuid`;
  return sql<boolean>`c.id = any (array(select m.case_id from ${own}
    union all select f.id from ${caseFile} f where f.municipality_id = ${municipalityId} and f.child_id = any (array(select o.child_id
      from ${caseFile} o where o.municipality_id = ${municipalityId} and o.id = any (array(select m.case_id from ${own} and m.ended_on is null))))))`;
};

/** Who is responsible for the case `c` now, as the row `r`: for `left join`. */
export const responsibleForCase = sql`intake.case_assignment r on r.municipality_id = c.municipality_id and r.case_id = c.id
  and r.role = 'ansvarig' and r.ended_on is null`;

/** What was moved out of a case by the move `move`, as `{ receivedOn, reason }`. */
export const movedBy = (municipality: RawBuilder<unknown>, move: RawBuilder<unknown>): RawBuilder<unknown> => sql`(
  select jsonb_build_object('receivedOn', r.received_on, 'reason', v.reason)
  from intake.intake_move v join intake.intake r on r.municipality_id = v.municipality_id and r.id = v.intake_id
  where v.municipality_id = ${municipality} and v.id = ${move})`;

/** Something that stands of what came in to the case `c` is about violence: as a condition. */
export const concernsViolence = sql<boolean>`exists (select 1 from intake.intake i
  where i.municipality_id = c.municipality_id and i.case_id = c.id and i.violence and not exists (select 1 from intake.intake n
    where n.municipality_id = i.municipality_id and n.case_id = i.case_id and n.corrects_id = i.id))`;
