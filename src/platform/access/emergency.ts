import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import type { StaffActor } from "../core/actor.ts";
import type { Moment } from "../core/permit.ts";
import type { Tx } from "../database/connect.ts";
import { mayBeOwnFamily } from "./need-to-know.ts";

/** Without a rule of the municipality's own (`access.emergency_rule`): as many hours, also in other units' cases. */
const usual: EmergencyRule = { hours: 4, other_units: true };

export type EmergencyRule = { readonly hours: number; readonly other_units: boolean };

/** For how many hours somebody may break a case open on a day, 0 to 24 (0: not at all), and whether also other units' cases. */
export async function emergencyRuleOn(tx: Tx, municipalityId: number, day: string): Promise<EmergencyRule> {
  const rule = await tx
    .selectFrom("access.emergency_rule")
    .select(["hours", "other_units"])
    .where("municipality_id", "=", municipalityId)
    .where("valid_from", "<=", day)
    .orderBy("valid_from", "desc")
    .executeTakeFirst();
  return rule ?? usual;
}

/**
 * Where no emergency opens anything: a case that is or may be one's own or one's family's, also while nobody has looked at it; when
 * one's own identity number is not known, so that it cannot be told; and a child, or a guardian of it, with protected identity.
 * A condition over `intake.case_file as c`.
 */
export function neverInEmergency(staffId: string): RawBuilder<boolean> {
  return sql<boolean>`(${mayBeOwnFamily(staffId)}
    or exists (select 1 from access.staff s where s.municipality_id = c.municipality_id and s.id = ${staffId}::uuid and s.identity_number is null)
    or exists (select 1 from people.person p where p.municipality_id = c.municipality_id and p.protected_identity <> 'ingen'
      and (p.id = c.child_id or p.id in (select g.guardian_id from people.standing_guardianship g
        where g.municipality_id = c.municipality_id and g.child_id = c.child_id))))`;
}

/** True while somebody has the case broken open. Asked anew each time: a protection that is set, or a match, closes it at once. */
export function hasBrokenOpen(actor: StaffActor, { now }: Pick<Moment, "now">): RawBuilder<boolean> {
  return sql<boolean>`(exists (select 1 from access.emergency e where e.municipality_id = c.municipality_id and e.case_id = c.id
      and e.staff_id = ${actor.staffId}::uuid and e.opened_at <= ${now} and e.closes_at > ${now})
    and not ${neverInEmergency(actor.staffId)})`;
}
