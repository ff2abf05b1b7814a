/** Whose cases a list shows, as conditions over the case `c`. */
import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import type { StaffActor } from "../../../platform/core/actor.ts";
import { hasRole } from "../../../platform/core/actor.ts";
import { hasWorkedNear, worksThere } from "../../../casework/intake/cases.ts";

/** Whose cases: one's own, those of the unit, or those of the unit that nobody is responsible for. */
export const workListScopes = ["mina", "enhetens", "utan ansvarig"] as const;
export type WorkListScope = (typeof workListScopes)[number];

/** What somebody is shown who has not chosen: one's own cases, or those of the unit for who leads it alone. */
export const ownScope = (actor: StaffActor): WorkListScope => (hasRole(actor, "caseworker") ? "mina" : "enhetens");

/**
 * Where the cases of a list lie: nothing outside this can pass `maySeeCase`, which decides. It stands first, so that ten years of closed cases are left
 * aside before the rest is asked.
 */
export function nearCases(actor: StaffActor, scope: WorkListScope): RawBuilder<boolean> {
  const mine = worksThere(actor.municipalityId, actor.staffId);
  return scope === "mina" ? mine : sql<boolean>`(c.unit_id = ${actor.unitId}::uuid or ${mine} or ${unled(actor)})`;
}

/** For a team leader: cases that no leader of their own unit may see (`leads` in need-to-know decides which of them are the actor's). */
export function unled(actor: StaffActor): RawBuilder<boolean> {
  if (!hasRole(actor, "team_leader")) return sql<boolean>`false`;
  return sql<boolean>`(c.unit_id not in (select l.unit_id from access.staff l
      join access.staff_role r on r.municipality_id = l.municipality_id and r.staff_id = l.id and r.role = 'team_leader'
      where l.municipality_id = ${actor.municipalityId} and l.unit_id is not null and l.active)
    or c.child_id in (select f.child_id from access.own_family f where f.municipality_id = ${actor.municipalityId}))`;
}

/**
 * The same for closed cases: where the actor has worked, what is known from before of the children that the actor works with, and for a team leader
 * those of the unit.
 */
export function nearClosedCases(actor: StaffActor): RawBuilder<boolean> {
  const worked = hasWorkedNear(actor.municipalityId, actor.staffId);
  return hasRole(actor, "team_leader") ? sql<boolean>`(c.unit_id = ${actor.unitId}::uuid or ${worked} or ${unled(actor)})` : worked;
}
