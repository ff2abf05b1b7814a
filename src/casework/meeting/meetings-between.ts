import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import { isProtectedGuardian } from "../people/protected-guardian.ts";

/** The meetings as they are now booked from one day until another, for `join`. `place` is null where a guardian who is called has a protected identity. */
export const meetingsBetween = (from: string, until: string): RawBuilder<unknown> => sql`(
  select t.municipality_id, t.case_id, t.id, t.kind, t.interpreter, b.starts_at, b.minutes, b.way,
    case when not exists (select 1 from meeting.called k where k.municipality_id = t.municipality_id and k.case_id = t.case_id
      and k.meeting_id = t.id and ${isProtectedGuardian("k")}) then b.place end as place
  from meeting.meeting t
  join meeting.booking b on b.municipality_id = t.municipality_id and b.case_id = t.case_id and b.meeting_id = t.id
  where b.starts_at >= ${midnight(from)} and b.starts_at < ${midnight(until)}
    and not exists (select 1 from meeting.booking n where n.municipality_id = b.municipality_id and n.meeting_id = b.meeting_id and n.number > b.number))`;

/** When a day begins in Sweden. */
const midnight = (day: string): RawBuilder<unknown> => sql`(${day}::date::timestamp at time zone 'Europe/Stockholm')`;
