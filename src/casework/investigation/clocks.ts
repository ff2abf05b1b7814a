/** The clocks of an investigation: four months, and who is to know that it is open. */
import { sql } from "kysely";
import { z } from "zod";
import { answer } from "../../platform/core/answers.ts";
import { countedBy, defineClock, inPhase } from "../clocks/define.ts";
import { stepLink } from "../participation/phase-steps.ts";
import { investigationLinks } from "./links.ts";
import { askedOf } from "./request-fields.ts";
import { informationThatOpened, investigationTime } from "./rules.ts";
import { requestReply } from "./rules-requests.ts";

/** An investigation that is not concluded. */
const open = sql`not exists (select 1 from investigation.conclusion e
  where e.municipality_id = i.municipality_id and e.case_id = i.case_id and e.investigation_id = i.id)`;

const investigationTimeClock = defineClock({
  id: investigationTime.id,
  follows: ["investigation.investigation", "investigation.extension", "investigation.conclusion"],
  read: (of) => sql`select i.case_id, i.id, null::uuid, i.phase_id, i.started_on, null::text, jsonb_build_object('extended_to',
      (select max(x.extended_to) from investigation.extension x
        where x.municipality_id = i.municipality_id and x.case_id = i.case_id and x.investigation_id = i.id))
    from investigation.investigation i where ${of("i")} and ${open}`,
  facts: z.strictObject({ extended_to: answer.day.nullable() }),
  count: ({ since, facts: { extended_to: to } }) =>
    countedBy(investigationTime, { openedOn: since, ...(to === null ? {} : { extendedTo: to }) }),
  label: "Slutför utredningen",
  href: (clock) => investigationLinks.decide(clock.case_id, clock.subject_id),
  examples: [
    {
      name: "four months",
      since: "2026-03-02",
      facts: { extended_to: null },
      due: "2026-07-02",
      says: "fyra månader från att utredningen inleddes den 2 mars 2026",
    },
    {
      name: "to Christmas Day",
      since: "2026-08-25",
      facts: { extended_to: null },
      due: "2026-12-28",
      target: "2026-12-25",
      says: "Räknat till 25 december 2026",
    },
    {
      name: "extended",
      since: "2026-03-02",
      facts: { extended_to: "2026-09-05" },
      due: "2026-09-05",
      says: "förlängd genom beslut",
    },
  ],
});

type Concerned = { readonly person_id: string | null; readonly review_on: string | null };
const isChild = ({ facts }: { readonly facts: Concerned }): boolean => facts.person_id === null;

const informationThatOpenedClock = defineClock({
  id: informationThatOpened.id,
  follows: [
    ...["investigation.investigation", "investigation.conclusion", "investigation.opened_information"],
    ...["participation.step", "participation.conversation", "people.guardianship"],
  ],
  // The child, and each guardian from the day of becoming one: custody that has ended gives no right to know what comes after, and an end is written when it
  // has been. Where there are special reasons against it they are tried again on a day.
  read: (of) => sql`
    select i.case_id, i.id, null::uuid, i.phase_id, i.started_on, null::text, jsonb_build_object('person_id', null, 'review_on', null)
    from investigation.investigation i
    where ${of("i")} and ${open} and not exists (select 1 from participation.standing_step s
      where s.municipality_id = i.municipality_id and s.case_id = i.case_id and s.phase_id = i.phase_id and s.step = 'informerad')
    union all
    select i.case_id, i.id, g.guardian_id, i.phase_id, greatest(i.started_on, g.valid_from), null::text,
      jsonb_build_object('person_id', g.guardian_id, 'review_on', l.review_on)
    from investigation.investigation i
    join intake.case_file c on c.municipality_id = i.municipality_id and c.id = i.case_id
    join people.standing_guardianship g on g.municipality_id = c.municipality_id and g.child_id = c.child_id and g.valid_to is null
    left join lateral (select o.outcome, o.review_on from investigation.opened_information o
      where o.municipality_id = i.municipality_id and o.case_id = i.case_id and o.investigation_id = i.id
        and people.now_guardian(o.municipality_id, c.child_id, o.person_id, o.recorded_at) = g.guardian_id
      order by o.recorded_at desc, o.id desc limit 1) l on true
    where ${of("i")} and ${open} and l.outcome is distinct from 'informerad'`,
  /** A guardian, or nobody for the child; the day to try again when there were särskilda skäl. */
  facts: z.strictObject({ person_id: answer.id.nullable(), review_on: answer.day.nullable() }),
  count: ({ since, facts }) =>
    countedBy(informationThatOpened, {
      openedOn: since,
      specialReasonsAgainst: facts.review_on === null ? "" : "särskilda skäl",
      reviewOn: facts.review_on,
      who: facts.person_id === null ? "barnet" : "vårdnadshavaren",
    }),
  label: (clock) => (isChild(clock) ? "Informera barnet om att utredningen har inletts" : "Informera om att utredningen har inletts"),
  href: (clock) =>
    isChild(clock)
      ? inPhase(clock, (caseId, phaseId) => stepLink(caseId, phaseId, "informerad"))
      : investigationLinks.openedInformation(clock.case_id, clock.subject_id),
  examples: [
    {
      name: "the child",
      since: "2026-03-02",
      facts: { person_id: null, review_on: null },
      due: "2026-03-02",
      says: "här barnet, informeras genast",
    },
    {
      name: "a guardian who is told",
      since: "2026-03-02",
      facts: { person_id: "00000000-0000-4000-8000-000000000001", review_on: null },
      due: "2026-03-02",
      says: "här vårdnadshavaren, informeras genast",
    },
    {
      name: "a guardian who is not to know yet",
      since: "2026-03-02",
      facts: { person_id: "00000000-0000-4000-8000-000000000001", review_on: "2026-03-21" },
      due: "2026-03-21",
      says: "Skälen prövas igen 21 mars 2026 (lokal regel)",
    },
  ],
});

const requestReplyClock = defineClock({
  id: requestReply.id,
  follows: ["investigation.request", "investigation.request_reminder", "investigation.request_reply", "investigation.conclusion"],
  // Asked of others, with nothing come of it, while the investigation goes on.
  read: (of) => sql`
    select q.case_id, q.id, null::uuid, null::uuid, q.asked_on, null::text, jsonb_build_object('asked_of', q.asked_of,
      'reply_by', coalesce(b.reply_by, q.reply_by), 'reminded', b.reply_by is not null)
    from investigation.request q
    left join lateral (select b.reply_by from investigation.request_reminder b
      where b.municipality_id = q.municipality_id and b.case_id = q.case_id and b.request_id = q.id
      order by b.reminded_on desc, b.recorded_at desc, b.id desc limit 1) b on true
    where ${of("q")}
      and not exists (select 1 from investigation.request_reply r
        where r.municipality_id = q.municipality_id and r.case_id = q.case_id and r.request_id = q.id)
      and not exists (select 1 from investigation.conclusion e
        where e.municipality_id = q.municipality_id and e.case_id = q.case_id and e.investigation_id = q.investigation_id)`,
  facts: z.strictObject({ asked_of: answer.oneOf(askedOf), reply_by: answer.day, reminded: answer.yesNo }),
  count: ({ since, facts }) => countedBy(requestReply, { askedOn: since, replyBy: facts.reply_by, reminded: facts.reminded }),
  label: ({ facts }) => `Svar eller påminnelse: uppgifter från ${facts.asked_of}`,
  href: (clock) => investigationLinks.request(clock.case_id, clock.subject_id),
  examples: [
    {
      name: "two weeks, to Christmas Day, which stands",
      since: "2026-12-11",
      facts: { asked_of: "skola", reply_by: "2026-12-25", reminded: false },
      due: "2026-12-25",
      says: "den dag som ni angav när ni frågade den 11 december 2026",
    },
    {
      name: "reminded",
      since: "2026-03-02",
      facts: { asked_of: "barn- och ungdomspsykiatri", reply_by: "2026-03-30", reminded: true },
      due: "2026-03-30",
      says: "när ni påminde",
    },
  ],
});

/** Every clock of this room. */
export const investigationClocks = [investigationTimeClock, informationThatOpenedClock, requestReplyClock] as const;
