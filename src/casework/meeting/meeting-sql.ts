import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import { isGuardianOn } from "../people/guardian-on.ts";

const by = (
  row: string,
): RawBuilder<unknown> => sql`'recorded_at', ${sql.ref(`${row}.recorded_at`)}, 'by', (select w.name from access.staff w
  where w.municipality_id = ${sql.ref(`${row}.municipality_id`)} and w.id = ${sql.ref(`${row}.recorded_by`)})`;

/** A guardian of the day who is not kept uninformed; anybody else who is called. The same as `mayBeTold` in called.ts, for a list. */
const mayBeTold = (
  today: string,
): RawBuilder<boolean> => sql<boolean>`(c.capacity <> 'vårdnadshavare' or (exists (select from people.standing_guardianship w
    where w.municipality_id = c.municipality_id and w.child_id = c.child_id and w.guardian_id = g.guardian_id and ${isGuardianOn("w", today)})
  and not exists (select 1 from (select distinct on (o.investigation_id) o.outcome from investigation.opened_information o
    where o.municipality_id = m.municipality_id and o.case_id = m.case_id
      and people.now_guardian(o.municipality_id, c.child_id, o.person_id, o.recorded_at) = g.guardian_id
    order by o.investigation_id, o.recorded_at desc, o.id desc) last where last.outcome = 'särskilda skäl')))`;

/** The meetings of those rows of `meeting.meeting as m` for which `where` holds, as a JSON list of `meetingPart`, the first booked first. */
export const meetingsSql = (
  where: RawBuilder<unknown>,
  today: string,
): RawBuilder<unknown> => sql`(select coalesce(json_agg(json_build_object(
    'id', m.id, 'kind', m.kind, 'agenda', m.agenda, 'child_about', m.child_about, 'contact', m.contact, 'interpreter', m.interpreter,
    'together_because', m.together_because, ${by("m")},
    'bookings', (select json_agg(json_build_object('number', b.number, 'kind', b.kind, 'starts_at', b.starts_at, 'minutes', b.minutes, 'way', b.way,
        'place', b.place, 'because', b.because, ${by("b")}) order by b.number)
      from meeting.booking b where b.municipality_id = m.municipality_id and b.meeting_id = m.id),
    'called', (select coalesce(json_agg(json_build_object('id', c.id, 'capacity', c.capacity, 'person_id', p.id,
        'name', coalesce(c.name, g.given_name || ' ' || g.family_name, p.given_name || ' ' || p.family_name),
        'protected', coalesce(p.protected_identity <> 'ingen', false), 'came', a.came, 'may_be_told', ${mayBeTold(today)},
        'told', (select coalesce(json_agg(json_build_object('number', s.number, 'way', s.way, 'state', t.state, 'may_have_come', t.may_have_come,
            'is_withheld', t.fault = 'may not be told', 'lacks_letter_box', t.fault = 'no letter box',
             'message_id', s.message_id, ${by("s")})
            order by s.turn), '[]')
          from meeting.summons s left join messages.standing t on t.municipality_id = s.municipality_id and t.id = s.message_id
          where s.municipality_id = c.municipality_id and s.called_id = c.id)) order by c.place), '[]')
      from meeting.called c
      left join people.guardianship g on g.municipality_id = c.municipality_id and g.child_id = c.child_id and g.id = c.guardianship_id
      left join people.person p on p.municipality_id = c.municipality_id
        and p.id = case c.capacity when 'barnet' then c.child_id when 'vårdnadshavare' then g.guardian_id end
      left join meeting.attendance a on a.municipality_id = c.municipality_id and a.meeting_id = c.meeting_id and a.called_id = c.id
      where c.municipality_id = m.municipality_id and c.meeting_id = m.id),
    'outcome', (select json_build_object('held', o.held, 'reason', o.reason, 'why_not', o.why_not, 'others', o.others, ${by("o")})
      from meeting.outcome o where o.municipality_id = m.municipality_id and o.meeting_id = m.id)
  ) order by m.recorded_at, m.id), '[]') from meeting.meeting m where ${where})`;
