import { sql } from "kysely";
import type { Context, OperationLimit } from "../core/door.ts";
import { personKey, seeTurn } from "../core/limits.ts";
import type { Turn } from "../core/limits.ts";
import { newId } from "../basics/identifiers.ts";
import { atCommit } from "../database/connect.ts";
import type { Tx } from "../database/connect.ts";
import type { ReviewKind } from "./codes.ts";
import { maySeeCase } from "./need-to-know.ts";

/** Nobody finds out by searching who has a case. Ours: twice what the team leader is told of already (`unusual`). */
export const searchLimit: OperationLimit = {
  name: "workplace.search-person",
  most: 40,
  seconds: 60 * 60,
  message: "Du har sökt många gånger på kort tid.",
};
/** What the log calls it when somebody was told, beside a number, that a person is known: it counts as a search. */
export const comparedInLog = "people.compare-person";

/** Whether whoever asks may search once more; counts nothing. */
export const seeSearching = (tx: Tx, { actor }: Context): Promise<Turn> => seeTurn(tx, searchLimit, personKey(actor));

/** From how much searching the team leader is asked to look. Ours: twice what a busy day at a reception unit takes. */
export const unusual = {
  /** Searches within an hour. */
  anHour: 20,
  /** Searches in a day. */
  aDay: 60,
  /** Different cases found in a day that the searcher may not open. */
  closedDoors: 8,
} as const;

/**
 * Puts a person's searching on the team leader's list, once a day, when it is so much that it may be meant to find out who has a
 * case. Counts what the log has of today and the search that is going on, whose hits are `caseIds`; sent with the commit, so call it before
 * the search itself is logged. The cases of the day are looked up one by one: the list of all cases is never gone through.
 */
export function watchSearching(tx: Tx, context: Context, caseIds: readonly string[]): void {
  const { actor, now, today } = context;
  const { municipalityId, staffId, unitId } = actor;
  const kind: ReviewKind = "ovanlig sökning";
  atCommit(
    tx,
    sql`with mine as materialized (select e.at, e.subject_ids from audit.event e
      where e.municipality_id = ${municipalityId} and e.actor_id = ${staffId}::uuid and e.action in ('workplace.search-person', ${comparedInLog})
        and e.at > ${now}::timestamptz - interval '1 day' and (e.at at time zone 'Europe/Stockholm')::date = ${today}::date),
    counted as (select count(*) filter (where at > ${now}::timestamptz - interval '1 hour') + 1 as an_hour, count(*) + 1 as a_day from mine),
    found as (select unnest(${caseIds}::uuid[]) as id union select unnest(m.subject_ids) from mine m)
    insert into access.review_item (municipality_id, id, kind, staff_id, unit_id, on_day, recorded_at)
    select ${municipalityId}, ${newId(now)}::uuid, ${kind}, ${staffId}::uuid, ${unitId}::uuid, ${today}::date, ${now}
    from counted where not exists (select 1 from access.review_item i
        where i.municipality_id = ${municipalityId} and i.staff_id = ${staffId}::uuid and i.on_day = ${today}::date and i.kind = 'ovanlig sökning')
      and (an_hour >= ${unusual.anHour} or a_day >= ${unusual.aDay} or (select count(*) from found
        join lateral (select 1 from intake.case_file c where c.municipality_id = ${municipalityId} and c.id = found.id
          and not ${maySeeCase(actor, today)} offset 0) closed on true) >= ${unusual.closedDoors})
    on conflict do nothing`,
  );
}
