import { sql } from "kysely";
import type { Context, OperationLimit } from "../core/door.ts";
import { personKey, seeTurn } from "../core/limits.ts";
import type { Turn } from "../core/limits.ts";
import type { Tx } from "../database/connect.ts";
import { maySeeCase } from "./need-to-know.ts";
import { putOnReviewList } from "./review-items.ts";

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
 * case. Counts what the log has of today and the search that is going on, whose hits are `caseIds`.
 */
export async function watchSearching(tx: Tx, context: Context, caseIds: readonly string[]): Promise<void> {
  const { actor, now, today } = context;
  const { rows } = await sql<{ anHour: number; aDay: number; closedDoors: number }>`
    with mine as (select e.at, e.subject_ids from audit.event e
      where e.municipality_id = ${actor.municipalityId} and e.actor_id = ${actor.staffId}::uuid and e.action in ('workplace.search-person', ${comparedInLog})
        and e.at > ${now}::timestamptz - interval '1 day' and (e.at at time zone 'Europe/Stockholm')::date = ${today}::date)
    select (select count(*) from mine where at > ${now}::timestamptz - interval '1 hour') + 1 as "anHour", (select count(*) from mine) + 1 as "aDay",
      (select count(*) from intake.case_file c where c.municipality_id = ${actor.municipalityId}
        and (c.id = any (${caseIds}::uuid[]) or c.id in (select unnest(m.subject_ids) from mine m)) and not ${maySeeCase(actor, today)}) as "closedDoors"`.execute(
    tx,
  );
  const counted = rows[0];
  if (!counted) return;
  if (counted.anHour >= unusual.anHour || counted.aDay >= unusual.aDay || counted.closedDoors >= unusual.closedDoors) {
    await putOnReviewList(tx, context, { kind: "ovanlig sökning", unitId: actor.unitId });
  }
}
