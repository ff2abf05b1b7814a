import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import type { Context } from "../../platform/core/door.ts";
import type { Problem } from "../../platform/basics/result.ts";
import type { Tx } from "../../platform/database/connect.ts";
import { needKinds } from "../people/detail-fields.ts";
import { isGuardianOn, isStandingOn } from "../people/guardian-on.ts";
import type { CalledPart } from "./meeting-part.ts";
import type { StandingMeeting } from "./find-meeting.ts";
import { mayMeet, wasTold } from "./rules.ts";

/** Somebody of the case who may be called: the child, or a confirmed guardian of today. */
export type Callable = {
  /** What a form chooses by: the child's own, or the guardianship's. */
  readonly id: string;
  readonly personId: string;
  readonly guardianshipId: string | null;
  readonly name: string;
  readonly isProtected: boolean;
  /** A guardian who for särskilda skäl is not told of an investigation: a summons would tell. */
  readonly isKeptUninformed: boolean;
  /** Language, interpreter and how one speaks with the person, as this case knows it today. */
  readonly needs: readonly string[];
};

/** What the case `f` has written of the person about interpreter and communication, as it holds on the day. */
const needs = (person: string, today: string): RawBuilder<unknown> => sql`array(select d.detail from people.standing_detail d
  where d.municipality_id = f.municipality_id and d.case_id = f.id and d.person_id = ${sql.ref(`${person}.id`)} and d.kind = any (${[...needKinds]}::text[])
    and ${isStandingOn("d", today)} order by d.kind desc, d.valid_from, d.id)`;

/** The child of the case when it is born, then its guardians. Empty where there is no such case. */
export async function findCallable(
  tx: Tx,
  { actor, today }: Pick<Context, "today"> & { readonly actor: Pick<Context["actor"], "municipalityId"> },
  caseId: string,
): Promise<readonly Callable[]> {
  const { rows } = await sql<Callable>`select * from (
    select p.id, p.id as "personId", null::uuid as "guardianshipId", p.given_name || ' ' || p.family_name as name,
      p.protected_identity <> 'ingen' as "isProtected", false as "isKeptUninformed",
      array_remove(array[case when p.interpreter_need then coalesce(p.language, 'tolk') end], null) || ${needs("p", today)} as needs
    from intake.case_file f join people.person p on p.municipality_id = f.municipality_id and p.id = f.child_id
    where f.municipality_id = ${actor.municipalityId} and f.id = ${caseId}::uuid and p.birth_date_known <> 'väntat'
    union all
    select g.id, g.guardian_id, g.id, g.given_name || ' ' || g.family_name, p.protected_identity <> 'ingen',
      exists (select 1 from (select distinct on (o.investigation_id) o.outcome from investigation.opened_information o
        where o.municipality_id = f.municipality_id and o.case_id = f.id
          and people.now_guardian(o.municipality_id, f.child_id, o.person_id, o.recorded_at) = g.guardian_id
        order by o.investigation_id, o.recorded_at desc, o.id desc) last where last.outcome = 'särskilda skäl'), ${needs("p", today)}
    from intake.case_file f
    join people.standing_guardianship g on g.municipality_id = f.municipality_id and g.child_id = f.child_id
      and ${isGuardianOn("g", today)}
    join people.person p on p.municipality_id = g.municipality_id and p.id = g.guardian_id
    where f.municipality_id = ${actor.municipalityId} and f.id = ${caseId}::uuid
    ) people order by "guardianshipId" is not null, name, id`.execute(tx);
  return rows;
}

const mayNotBeTold: Problem = {
  code: "may-not-be-told",
  message:
    "Personen är inte vårdnadshavare längre, eller är av särskilda skäl inte informerad om utredningen. En kallelse skulle berätta om mötet.",
  hint: "Ställ in mötet och boka ett nytt med dem som ska vara med.",
};
/** Said also of a meeting that is moved. */
export const mayNotMeet: Problem = {
  code: "may-not-meet",
  message: "Någon som är kallad har fått skyddad identitet sedan mötet bokades.",
  hint: "Ställ in mötet. Boka ett för var och en, eller ett nytt där det står varför de kan vara på samma plats.",
};

/** True for those of the called who may be told of a meeting that is to be: as when it was booked, a guardian of today who is not kept uninformed. */
export function mayBeTold({ capacity, person_id: personId }: CalledPart, callable: readonly Callable[]): boolean {
  if (capacity === "annan") return true;
  return callable.some(
    (one) => one.personId === personId && (one.guardianshipId === null) === (capacity === "barnet") && !one.isKeptUninformed,
  );
}

/**
 * Why one of those called may not be told of what holds now; undefined where nothing hinders. What was true when the meeting was booked may be so no
 * longer. That it is off may be told to whoever was told of it.
 */
export function refusalToTell(
  { meeting, current }: StandingMeeting,
  called: CalledPart,
  callable: readonly Callable[],
): Problem | undefined {
  if (current.starts_at === null) return wasTold(called) || mayBeTold(called, callable) ? undefined : mayNotBeTold;
  if (!mayMeet(meeting)) return mayNotMeet;
  return mayBeTold(called, callable) ? undefined : mayNotBeTold;
}
