import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import type { StaffActor } from "../core/actor.ts";
import { hasRole } from "../core/actor.ts";

/**
 * Secrecy inside the municipality is this one predicate, in one place: who may see a case. It is an SQL condition over
 * `intake.case_file as c`, so that a list asks the same question as a page (10 § lag 2001:454: access limited to what
 * each one needs; 26 kap. 1 § OSL).
 *
 * - the caseworkers assigned to the case, as long as they are;
 * - the caseworkers of the unit while nobody has been made responsible (a new matter must not lie unseen);
 * - in a closed case those who worked in it when it was closed, for the few days they have to finish, and those who work in
 *   the child's open case in the same unit (decision 0009);
 * - the team leader of the unit, or those of the municipality where the unit has none who may (`leadsCase`);
 * - and nobody, whatever the role, in a case about themselves or a child of their own (`isOwnFamily`). What a report claims
 *   shuts nobody out (decision 0011).
 *
 * Beside it stands only what was broken open for some hours (`brokeOpen` in `permits.ts`), for the few operations that name it.
 * `today` is the day in Sweden, "YYYY-MM-DD".
 */
export function maySeeCase(actor: StaffActor, today: string): RawBuilder<boolean> {
  const ways: RawBuilder<boolean>[] = [];
  if (hasRole(actor, "caseworker"))
    ways.push(isAssigned(actor), isUnassignedInOwnUnit(actor), finishes(actor, today), worksWithChildAgain(actor));
  if (hasRole(actor, "team_leader")) ways.push(leads(actor));
  if (ways.length === 0) return sql<boolean>`false`;
  return sql<boolean>`((${sql.join(ways, sql` or `)}) and not ${isOwnFamily(actor.staffId)})`;
}

/** True for who leads the unit of the case and may see it. A condition over `intake.case_file as c`. */
export function leadsCase(actor: StaffActor): RawBuilder<boolean> {
  if (!hasRole(actor, "team_leader")) return sql<boolean>`false`;
  return sql<boolean>`(${leads(actor)} and not ${isOwnFamily(actor.staffId)})`;
}

/**
 * The team leader of the unit; and where the unit has none, or every one of them is shut out because it is their own family,
 * the other team leaders of the municipality: for every case there is somebody who may reach it.
 */
function leads(actor: StaffActor): RawBuilder<boolean> {
  return sql<boolean>`(c.unit_id = ${actor.unitId}::uuid or not exists (
    select 1 from access.staff l join access.staff_role r on r.municipality_id = l.municipality_id and r.staff_id = l.id and r.role = 'team_leader'
    where l.municipality_id = c.municipality_id and l.unit_id = c.unit_id and l.active
      and not exists (select 1 from access.own_family f where f.municipality_id = c.municipality_id and f.child_id = c.child_id
        and (f.staff_id = l.id or f.identity_number = l.identity_number))))`;
}

function isAssigned(actor: StaffActor): RawBuilder<boolean> {
  return sql<boolean>`exists (select 1 from intake.case_assignment a where a.municipality_id = c.municipality_id and a.case_id = c.id
    and a.staff_id = ${actor.staffId}::uuid and a.ended_on is null)`;
}

function isUnassignedInOwnUnit(actor: StaffActor): RawBuilder<boolean> {
  return sql<boolean>`(c.unit_id = ${actor.unitId}::uuid and not exists (select 1 from intake.case_assignment a
    where a.municipality_id = c.municipality_id and a.case_id = c.id and a.role = 'ansvarig' and a.ended_on is null)
    and c.is_open)`;
}

/** The closing ended the assignment and gave a last day for what a closed case still takes: a correction, the answer to the reporter. */
function finishes(actor: StaffActor, today: string): RawBuilder<boolean> {
  return sql<boolean>`exists (select 1 from intake.case_assignment a
    join intake.assignment_ending e on e.municipality_id = a.municipality_id and e.case_id = a.case_id and e.assignment_id = a.id
    where a.municipality_id = c.municipality_id and a.case_id = c.id and a.staff_id = ${actor.staffId}::uuid and e.finishes_by >= ${today}::date)`;
}

/** Something new came in about the child: whoever works in that case needs what is known from before in the unit. Only an open case has assignments. */
function worksWithChildAgain(actor: StaffActor): RawBuilder<boolean> {
  return sql<boolean>`exists (select 1 from intake.case_file o
    join intake.case_assignment a on a.municipality_id = o.municipality_id and a.case_id = o.id
    where o.municipality_id = c.municipality_id and o.child_id = c.child_id and o.unit_id = c.unit_id
      and a.staff_id = ${actor.staffId}::uuid and a.ended_on is null)`;
}

/**
 * True for a case about the member of staff or a child of his or hers, as a second person has found it: can never be overridden.
 * It follows the person to every account with the same identity number. A condition over
 * `intake.case_file as c`, like `maySeeCase`.
 */
export function isOwnFamily(staffId: string): RawBuilder<boolean> {
  return sql<boolean>`exists (select 1 from access.own_family f
    where f.municipality_id = c.municipality_id and f.child_id = c.child_id and (f.staff_id = ${staffId}::uuid
      or f.identity_number = (select s.identity_number from access.staff s where s.municipality_id = c.municipality_id and s.id = ${staffId}::uuid)))`;
}

/**
 * True also while nobody has looked at it: somebody has said that the member of staff is the child or its guardian, or, where a
 * number is missing, somebody of the same name. It takes nothing from whoever has access; but nobody gives themselves access
 * to a case that may be their own.
 */
export function mayBeOwnFamily(staffId: string): RawBuilder<boolean> {
  return sql<boolean>`(${isOwnFamily(staffId)} or exists (select 1 from access.open_family_match m
    where m.municipality_id = c.municipality_id and m.child_id = c.child_id and m.staff_id = ${staffId}::uuid))`;
}
