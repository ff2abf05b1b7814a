/** Keeps the rows of `due.clock` as the rules say, in the transaction of what they come from. The rows are read by one index. */
import { sql } from "kysely";
import type { Kysely, RawBuilder } from "kysely";
import { newId } from "../../platform/basics/identifiers.ts";
import { atCommit } from "../../platform/database/connect.ts";
import type { Database, Tx } from "../../platform/database/connect.ts";
import type { Clock, ClockFacts, OfCases } from "./define.ts";

/** For whom and by what: a municipality, the operation (or `recount`), the moment. */
export type Keeping = { readonly municipalityId: number; readonly by: string; readonly now: Date };

/** A clock as it is now, by its facts and its rule. */
type Due = ClockFacts & {
  readonly rule_id: string;
  readonly part_id: string | null;
  readonly about: string | null;
  readonly due_on: string | null;
  readonly target_on: string | null;
  readonly visible_from: string | null;
};
type Running = Due & { readonly id: string };
type Started = Due & { readonly id: string };
type Stopped = { readonly id: string; readonly replaced_by: string | null };
type Change = { readonly started: readonly Started[]; readonly stopped: readonly Stopped[] };

const wholeMunicipality = "*";
/** As many cases are counted in one go when there are many. */
const casesAtATime = 250;

/**
 * Keeps the clocks of what the transaction has touched: starts those that run by now, stops those that do not. One short question where nothing
 * was touched; else two, and what is to be written goes with the commit. Call it last.
 */
export async function keepTouched(tx: Tx, clocks: readonly Clock[], keeping: Keeping): Promise<void> {
  const { rows } = await sql<{ touched: string }>`select due.take_touched() as touched`.execute(tx);
  const touched = rows[0]?.touched ?? "";
  if (touched === "") return;
  if (touched === wholeMunicipality) return void (await recountAll(tx, clocks, keeping));
  const marks = touched.split(" ").map((mark) => mark.split(":"));
  const tables = new Set(marks.map(([, table = ""]) => table));
  const affected = clocks.filter(({ follows }) => follows.some((table) => tables.has(table)));
  const cases = [...new Set(marks.map(([caseId = ""]) => caseId))];
  for (const statement of statementsFor(await changeIn(tx, affected, keeping, cases), keeping)) atCommit(tx, statement);
}

/**
 * Counts every clock of every case of the municipality anew, some hundred cases at a time, in the transaction that is given: after many rows were
 * written at once. Nobody else may write in the municipality meanwhile. Gives how many clocks were started and stopped.
 */
export async function recountAll(db: Kysely<Database>, clocks: readonly Clock[], keeping: Keeping): Promise<number> {
  const { municipalityId } = keeping;
  // One plan, by the indexes, as for a single case: else each turn may read whole tables.
  await sql`select due.take_touched(), set_config('plan_cache_mode', 'force_generic_plan', true)`.execute(db);
  let changed = 0;
  let after = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const cases = await nextCases(db, municipalityId, after);
    changed += await recountCases(db, clocks, keeping, cases);
    const last = cases.at(-1);
    if (last === undefined || cases.length < casesAtATime) return changed;
    after = last;
  }
}

/** The cases after one, in order of their identifiers: as many as are counted in one go. */
export async function nextCases(db: Kysely<Database>, municipalityId: number, after: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`select id from intake.case_file
    where municipality_id = ${municipalityId} and id > ${after}::uuid order by id limit ${casesAtATime}`.execute(db);
  return rows.map(({ id }) => id);
}

/** Counts every clock of the cases anew. Gives how many were started and stopped: none where all is as it should be. */
export async function recountCases(
  db: Kysely<Database>,
  clocks: readonly Clock[],
  keeping: Keeping,
  cases: readonly string[],
): Promise<number> {
  const change = await changeIn(db, clocks, keeping, cases);
  for (const statement of statementsFor(change, keeping)) await statement.execute(db);
  return change.started.length + change.stopped.length;
}

/** Holds cases until the commit, so that nobody writes in them between what is read and what is written of their clocks. */
export async function holdCases(db: Kysely<Database>, cases: readonly string[]): Promise<void> {
  await sql`select due.hold_cases(${cases}::uuid[])`.execute(db);
}

async function changeIn(
  db: Kysely<Database>,
  clocks: readonly Clock[],
  { municipalityId, now }: Keeping,
  cases: readonly string[],
): Promise<Change> {
  if (clocks.length === 0 || cases.length === 0) return { started: [], stopped: [] };
  const of: OfCases = (alias) =>
    sql<boolean>`${sql.ref(`${alias}.municipality_id`)} = ${municipalityId} and ${sql.ref(`${alias}.case_id`)} = any (${cases}::uuid[])`;
  const readings = [...new Set(clocks.map(({ read }) => read))];
  const selects = readings.map((read, place) => sql`select ${sql.lit(place)} as reading, r.* from (${read(of)}) r`);
  const { rows } = await sql<{ found: readonly Found[]; running: readonly Running[] }>`select
    (select coalesce(jsonb_agg(to_jsonb(f)), '[]') from (${sql.join(selects, sql` union all `)})
      f (reading, case_id, subject_id, part_id, phase_id, since, about, facts)) as found,
    (select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'rule_id', d.rule_id, 'case_id', d.case_id, 'subject_id', d.subject_id, 'part_id', d.part_id,
      'phase_id', d.phase_id, 'since', d.since, 'about', d.about, 'facts', d.facts, 'due_on', d.due_on, 'target_on', d.target_on, 'visible_from', d.visible_from)), '[]')
      from due.clock d where ${of("d")} and d.stopped_at is null and d.rule_id = any (${clocks.map(({ id }) => id)}::text[])) as running`.execute(
    db,
  );
  const [row] = rows;
  const due = (row?.found ?? []).flatMap(({ reading, ...facts }) =>
    clocks.filter(({ read }) => read === readings[reading]).flatMap((clock) => counted(clock, facts)),
  );
  return compare(due, row?.running ?? [], now);
}

type Found = ClockFacts & { readonly reading: number; readonly part_id: string | null; readonly about: string | null };

function counted(clock: Clock, found: Omit<Found, "reading">): readonly Due[] {
  const days = clock.count({ since: found.since, facts: clock.facts.parse(found.facts) });
  if (days === null) return [];
  const { dueOn, targetOn, visibleFrom = null } = days;
  return [{ ...found, rule_id: clock.id, due_on: dueOn, target_on: targetOn, visible_from: visibleFrom }];
}

const keyOf = (one: Due): string => [one.case_id, one.rule_id, one.subject_id, one.part_id ?? ""].join(" ");
/** Facts come from the database in its own order of keys, on both sides. */
const valueOf = (one: Due): string =>
  JSON.stringify([one.phase_id, one.since, one.about, one.due_on, one.target_on, one.visible_from, one.facts]);

/** What must be started and stopped so that what runs is what is due. What has changed is stopped and starts anew. */
function compare(due: readonly Due[], running: readonly Running[], now: Date): Change {
  /** What is due and does not run yet. */
  const left = new Map(due.map((one) => [keyOf(one), one]));
  const started: Started[] = [];
  const stopped: Stopped[] = [];
  for (const one of running) {
    const key = keyOf(one);
    const next = left.get(key);
    if (next && valueOf(next) === valueOf(one)) {
      left.delete(key);
      continue;
    }
    const id = next ? newId(now) : null;
    stopped.push({ id: one.id, replaced_by: id });
    if (next && id !== null) started.push({ ...next, id });
    left.delete(key);
  }
  for (const one of left.values()) started.push({ ...one, id: newId(now) });
  return { started, stopped };
}

/** Stops first: two of the same never run at once. */
function statementsFor({ started, stopped }: Change, { municipalityId, by, now }: Keeping): readonly RawBuilder<unknown>[] {
  const statements: RawBuilder<unknown>[] = [];
  if (stopped.length > 0) {
    statements.push(sql`update due.clock c set stopped_at = greatest(${now}, c.started_at), stopped_by = ${by}, replaced_by = s.replaced_by
      from jsonb_to_recordset(${JSON.stringify(stopped)}::jsonb) as s (id uuid, replaced_by uuid)
      where c.municipality_id = ${municipalityId} and c.id = s.id`);
  }
  if (started.length > 0) {
    statements.push(sql`insert into due.clock (municipality_id, id, case_id, rule_id, subject_id, part_id, phase_id, since, about, facts, due_on, target_on,
        visible_from, started_at, started_by)
      select ${municipalityId}, n.id, n.case_id, n.rule_id, n.subject_id, n.part_id, n.phase_id, n.since, n.about, n.facts, n.due_on, n.target_on,
        n.visible_from, ${now}, ${by}
      from jsonb_to_recordset(${JSON.stringify(started)}::jsonb) as n (id uuid, case_id uuid, rule_id text, subject_id uuid, part_id uuid, phase_id uuid,
        since date, about text, facts jsonb, due_on date, target_on date, visible_from date)`);
  }
  return statements;
}
