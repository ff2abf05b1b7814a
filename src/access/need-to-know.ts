import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import type { Actor } from "../core/actor.ts";
import { hasRole } from "../core/actor.ts";

/**
 * Secrecy inside the municipality is this one predicate, in one place: who may see a case. It is an SQL condition over
 * `intake.case_file as c`, so that a list asks the same question as a page (10 § lag 2001:454: access limited to what
 * each one needs; 26 kap. 1 § OSL).
 *
 * - the caseworkers assigned to the case, as long as they are;
 * - the caseworkers of the unit while nobody has been made responsible (a new matter must not lie unseen);
 * - in a closed case those who worked in it when it was closed, for the few days they have to finish, and those who work in
 *   the child's open case in the same unit (decision 0014);
 * - the team leader of the unit;
 * - and nobody, whatever the role, in a case about themselves or a child they are, or have been, confirmed guardian of. What a
 *   report claims shuts nobody out.
 *
 * `today` is the day in Sweden, "YYYY-MM-DD".
 */
export function maySeeCase(actor: Actor, today: string): RawBuilder<boolean> {
  const ways: RawBuilder<boolean>[] = [];
  if (hasRole(actor, "caseworker"))
    ways.push(isAssigned(actor), isUnassignedInOwnUnit(actor), finishes(actor, today), worksWithChildAgain(actor));
  if (hasRole(actor, "team_leader")) ways.push(sql<boolean>`c.unit_id = ${actor.unitId}::uuid`);
  if (ways.length === 0) return sql<boolean>`false`;
  return sql<boolean>`((${sql.join(ways, sql` or `)}) and not ${isOwnFamily(actor.staffId)})`;
}

function isAssigned(actor: Actor): RawBuilder<boolean> {
  return sql<boolean>`exists (select 1 from intake.case_assignment a where a.municipality_id = c.municipality_id and a.case_id = c.id
    and a.staff_id = ${actor.staffId}::uuid and a.ended_on is null)`;
}

function isUnassignedInOwnUnit(actor: Actor): RawBuilder<boolean> {
  return sql<boolean>`(c.unit_id = ${actor.unitId}::uuid and not exists (select 1 from intake.case_assignment a
    where a.municipality_id = c.municipality_id and a.case_id = c.id and a.role = 'ansvarig' and a.ended_on is null)
    and not exists (select 1 from intake.case_closure k where k.municipality_id = c.municipality_id and k.case_id = c.id))`;
}

/** The closing ended the assignment and gave a last day for what a closed case still takes: a correction, the answer to the reporter. */
function finishes(actor: Actor, today: string): RawBuilder<boolean> {
  return sql<boolean>`exists (select 1 from intake.case_assignment a
    join intake.assignment_ending e on e.municipality_id = a.municipality_id and e.case_id = a.case_id and e.assignment_id = a.id
    where a.municipality_id = c.municipality_id and a.case_id = c.id and a.staff_id = ${actor.staffId}::uuid and e.finishes_by >= ${today}::date)`;
}

/** Something new came in about the child: whoever works in that case needs what is known from before in the unit. Only an open case has assignments. */
function worksWithChildAgain(actor: Actor): RawBuilder<boolean> {
  return sql<boolean>`exists (select 1 from intake.case_file o
    join intake.case_assignment a on a.municipality_id = o.municipality_id and a.case_id = o.id
    where o.municipality_id = c.municipality_id and o.child_id = c.child_id and o.unit_id = c.unit_id
      and a.staff_id = ${actor.staffId}::uuid and a.ended_on is null)`;
}

/**
 * True for a case about the member of staff or a child that he or she is or has been confirmed guardian of: can never be overridden (rule 5 of the
 * house). A condition over `intake.case_file as c`, like `maySeeCase`.
 */
export function isOwnFamily(staffId: string): RawBuilder<boolean> {
  return sql<boolean>`exists (select 1 from access.staff s
    join people.person p on p.municipality_id = s.municipality_id and p.identity_number = s.identity_number
    where s.municipality_id = c.municipality_id and s.id = ${staffId}::uuid
      and (p.id = c.child_id or exists (select 1 from people.standing_guardianship g
        where g.municipality_id = c.municipality_id and g.child_id = c.child_id and g.guardian_id = p.id)))`;
}
