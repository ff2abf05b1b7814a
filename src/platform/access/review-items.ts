import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import type { StaffActor } from "../core/actor.ts";
import { hasRole } from "../core/actor.ts";
import type { Context } from "../core/door.ts";
import { newId } from "../basics/identifiers.ts";
import type { Tx } from "../database/connect.ts";
import { maySeeCase } from "./need-to-know.ts";
import type { ReviewKind } from "./codes.ts";

/** Puts something on the team leader's list, to be looked at afterwards. */
export async function putOnReviewList(
  tx: Tx,
  context: Context,
  item: {
    readonly kind: ReviewKind;
    readonly unitId: string | null;
    readonly caseId?: string;
    readonly openingId?: string;
    readonly moveId?: string;
  },
): Promise<void> {
  const { municipalityId, staffId } = context.actor;
  await tx
    .insertInto("access.review_item")
    .values({
      municipality_id: municipalityId,
      id: newId(context.now),
      kind: item.kind,
      staff_id: staffId,
      unit_id: item.unitId,
      case_id: item.caseId ?? null,
      opening_id: item.openingId ?? null,
      move_id: item.moveId ?? null,
      on_day: context.today,
      recorded_at: context.now,
    })
    // Unusual searching stands once a day for each person.
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/**
 * Tells the team leader that somebody is about to be made responsible for a case by themselves: and above all when that opens the
 * child's earlier cases, which they did not see before. Ask before the assignment is written.
 */
export async function flagSelfGiven(tx: Tx, context: Context, caseId: string): Promise<void> {
  const { municipalityId } = context.actor;
  const { rows } = await sql<{ unitId: string; reaches: boolean }>`
    select n.unit_id as "unitId", exists (select 1 from intake.case_file c where c.municipality_id = n.municipality_id and c.child_id = n.child_id
      and c.unit_id = n.unit_id and c.id <> n.id and not ${maySeeCase(context.actor, context.today)}) as reaches
    from intake.case_file n where n.municipality_id = ${municipalityId} and n.id = ${caseId}::uuid`.execute(tx);
  const [found] = rows;
  if (!found) return;
  await putOnReviewList(tx, context, { kind: found.reaches ? "nådde tidigare ärenden" : "tog ansvar själv", unitId: found.unitId, caseId });
}

/**
 * Who reviews an item: a team leader of its unit or, where the unit has no other who may, one of the municipality; never the one
 * it is about, and nobody in a case of their own family. A condition over `access.review_item as i left join intake.case_file as c`.
 */
export function reviewsItem(actor: StaffActor): RawBuilder<boolean> {
  if (!hasRole(actor, "team_leader")) return sql<boolean>`false`;
  const mayKnow = (staff: RawBuilder<unknown>, number: RawBuilder<unknown>) => sql<boolean>`not exists (select 1 from access.own_family f
    where f.municipality_id = i.municipality_id and f.child_id = c.child_id and (f.staff_id = ${staff} or f.identity_number = ${number}))`;
  return sql<boolean>`(i.staff_id <> ${actor.staffId}::uuid
    and ${mayKnow(
      sql`${actor.staffId}::uuid`,
      sql`(select s.identity_number from access.staff s where s.municipality_id = i.municipality_id and s.id = ${actor.staffId}::uuid)`,
    )}
    and (i.unit_id = ${actor.unitId}::uuid or not exists (
      select 1 from access.staff l join access.staff_role r on r.municipality_id = l.municipality_id and r.staff_id = l.id and r.role = 'team_leader'
      where l.municipality_id = i.municipality_id and l.unit_id = i.unit_id and l.active and l.id <> i.staff_id
        and ${mayKnow(sql`l.id`, sql`l.identity_number`)})))`;
}
