/** The clocks of parties: by when a reply is waited for. */
import { sql } from "kysely";
import { z } from "zod";
import { answer } from "../../platform/core/answers.ts";
import { countedBy, defineClock, noFacts } from "../clocks/define.ts";
import { partyLinks } from "./links.ts";
import { replyTime } from "./rules.ts";
import { insightAnswered } from "./rules-insight.ts";
import { appealForwarded, decisionNotified } from "./rules-appeal.ts";
import { askedForDecision, delayTold } from "./rules-delay.ts";

const replyClock = defineClock({
  id: replyTime.id,
  follows: ["party.communication", "party.reply", "investigation.conclusion"],
  // Told of the material, not answered, and nothing is decided.
  read: (of) => sql`
    select c.case_id, c.id, null::uuid, null::uuid, c.happened_on, null::text, jsonb_build_object('reply_by', c.reply_by)
    from party.communication c
    where ${of("c")} and c.kind = 'kommunicerat'
      and not exists (select 1 from party.reply r where r.municipality_id = c.municipality_id and r.case_id = c.case_id and r.communication_id = c.id)
      and not exists (select 1 from investigation.conclusion e
        where e.municipality_id = c.municipality_id and e.case_id = c.case_id and e.investigation_id = c.investigation_id)`,
  facts: z.strictObject({ reply_by: answer.day }),
  count: ({ since, facts }) => countedBy(replyTime, { sentOn: since, replyBy: facts.reply_by }),
  label: "Skriv vad parten svarade på materialet",
  href: (clock) => partyLinks.reply(clock.case_id, clock.subject_id),
  examples: [
    {
      name: "two weeks to answer, to Christmas Day",
      since: "2026-12-11",
      facts: { reply_by: "2026-12-25" },
      due: "2026-12-25",
      says: "den tid som parten fick för att yttra sig",
    },
  ],
});

const notifiedClock = defineClock({
  id: decisionNotified.id,
  follows: ["investigation.conclusion", "party.notification", "people.guardianship", "intake.case_closure"],
  // Who was a party that day, still is a guardian or is the child, and is not told.
  read: (of) => sql`
    select e.case_id, e.investigation_id, p.person_id, e.phase_id, e.concluded_on, null::text, jsonb_build_object('person_id', p.person_id)
    from investigation.conclusion e
    join intake.case_file f on f.municipality_id = e.municipality_id and f.id = e.case_id
    cross join lateral party.parties_on(e.municipality_id, e.case_id, e.concluded_on) p
    where ${of("e")} and exists (select 1 from decision.decision d
        where d.municipality_id = e.municipality_id and d.case_id = e.case_id and d.investigation_id = e.investigation_id and d.appeal <> 'laglighetsprövning'
          and not exists (select 1 from party.notification n
            where n.municipality_id = d.municipality_id and n.case_id = d.case_id and n.decision_id = d.id
              and people.now_guardian(n.municipality_id, f.child_id, n.person_id, n.recorded_at) = p.person_id))
      and (p.is_child or exists (select 1 from people.standing_guardianship g
        where g.municipality_id = f.municipality_id and g.child_id = f.child_id and g.guardian_id = p.person_id and g.valid_to is null))
      and not exists (select 1 from intake.case_closure k where k.municipality_id = e.municipality_id and k.case_id = e.case_id)`,
  facts: z.strictObject({ person_id: answer.id }),
  count: ({ since }) => countedBy(decisionNotified, { decidedOn: since }),
  label: "Underrätta parten om beslutet",
  href: (clock) => partyLinks.notify(clock.case_id, clock.subject_id, clock.facts.person_id),
  examples: [
    {
      name: "within a week",
      since: "2026-03-02",
      facts: { person_id: "00000000-0000-4000-8000-000000000001" },
      due: "2026-03-09",
      says: "en vecka efter beslutet",
    },
  ],
});

const appealClock = defineClock({
  id: appealForwarded.id,
  follows: ["party.appeal", "party.appeal_trial", "party.appeal_forwarding"],
  // Neither dismissed nor sent on.
  read: (of) => sql`
    select a.case_id, a.id, null::uuid, null::uuid, a.received_on, null::text,
      jsonb_build_object('tried', exists (select 1 from party.appeal_trial t
        where t.municipality_id = a.municipality_id and t.case_id = a.case_id and t.appeal_id = a.id))
    from party.appeal a
    where ${of("a")} and not exists (select 1 from party.appeal_trial t
        where t.municipality_id = a.municipality_id and t.case_id = a.case_id and t.appeal_id = a.id and t.outcome = 'avvisas')
      and not exists (select 1 from party.appeal_forwarding w
        where w.municipality_id = a.municipality_id and w.case_id = a.case_id and w.appeal_id = a.id)`,
  facts: z.strictObject({ tried: answer.yesNo }),
  count: ({ since }) => countedBy(appealForwarded, { receivedOn: since }),
  label: ({ facts }) => (facts.tried ? "Lämna över överklagandet till förvaltningsrätten" : "Pröva om överklagandet kom in i rätt tid"),
  href: (clock) => partyLinks.appeal(clock.case_id, clock.subject_id),
  outlivesClosing: true,
  examples: [
    { name: "within a week", since: "2026-03-23", facts: { tried: false }, due: "2026-03-30", says: "en vecka efter att det kom in" },
  ],
});

const insightClock = defineClock({
  id: insightAnswered.id,
  follows: ["party.insight_request", "party.insight_decision", "party.insight_answer"],
  // Asked for, and not answered.
  read: (of) => sql`
    select r.case_id, r.id, null::uuid, null::uuid, r.requested_on, null::text,
      jsonb_build_object('decided', exists (select 1 from party.insight_decision d where d.municipality_id = r.municipality_id and d.request_id = r.id))
    from party.insight_request r
    where ${of("r")} and not exists (select 1 from party.insight_answer a where a.municipality_id = r.municipality_id and a.request_id = r.id)`,
  facts: z.strictObject({ decided: answer.yesNo }),
  count: ({ since }) => countedBy(insightAnswered, { requestedOn: since }),
  label: ({ facts }) => (facts.decided ? "Lämna ut materialet till parten" : "Gå igenom materialet som en part vill se"),
  href: (clock) => partyLinks.insight(clock.case_id, clock.subject_id),
  outlivesClosing: true,
  examples: [
    { name: "within a week", since: "2026-03-02", facts: { decided: false }, due: "2026-03-09", says: "en vecka efter att parten bad" },
  ],
});

const delayClock = defineClock({
  id: delayTold.id,
  follows: [
    ...["investigation.investigation", "investigation.extension", "investigation.conclusion", "party.delay_notice"],
    ...["intake.intake", "intake.application_outcome"],
  ],
  // The investigation of an application is extended, nothing is decided, and nobody has been told of the delay since.
  read: (of) => sql`
    select i.case_id, i.intake_id, null::uuid, null::uuid, x.decided_on, null::text, '{}'::jsonb
    from investigation.investigation i
    join intake.unanswered_application u on u.municipality_id = i.municipality_id and u.case_id = i.case_id and u.intake_id = i.intake_id
    cross join lateral (select max(x.decided_on) as decided_on from investigation.extension x
      where x.municipality_id = i.municipality_id and x.case_id = i.case_id and x.investigation_id = i.id) x
    where ${of("i")} and x.decided_on is not null and not exists (select 1 from party.delay_notice n
      where n.municipality_id = i.municipality_id and n.case_id = i.case_id and n.intake_id = i.intake_id and n.told_on >= x.decided_on)`,
  facts: noFacts,
  count: ({ since }) => countedBy(delayTold, { extendedOn: since }),
  label: "Underrätta den som har ansökt om att avgörandet dröjer",
  href: (clock) => partyLinks.delay(clock.case_id, clock.subject_id),
  examples: [
    { name: "the day it was extended", since: "2026-03-02", facts: {}, due: "2026-03-02", says: "parten får veta att avgörandet dröjer" },
  ],
});

const decisionRequestClock = defineClock({
  id: askedForDecision.id,
  follows: [
    ...["party.decision_request", "party.decision_request_refusal", "investigation.conclusion"],
    ...["intake.intake", "intake.application_outcome"],
  ],
  // Asked for in writing, and neither decided nor refused.
  read: (of) => sql`
    select q.case_id, q.id, null::uuid, null::uuid, q.received_on, null::text, '{}'::jsonb
    from party.decision_request q
    join intake.unanswered_application u on u.municipality_id = q.municipality_id and u.case_id = q.case_id and u.intake_id = q.intake_id
    where ${of("q")} and not exists (select 1 from party.decision_request_refusal r
      where r.municipality_id = q.municipality_id and r.case_id = q.case_id and r.request_id = q.id)`,
  facts: noFacts,
  count: ({ since }) => countedBy(askedForDecision, { receivedOn: since }),
  label: "Avgör ärendet, eller avslå begäran om att det avgörs",
  href: (clock) => partyLinks.decisionRequestAnswer(clock.case_id, clock.subject_id),
  examples: [
    {
      name: "four weeks, to Christmas Day",
      since: "2026-11-27",
      facts: {},
      due: "2026-12-28",
      target: "2026-12-25",
      says: "inom fyra veckor",
    },
  ],
});

/** Every clock of this room. */
export const partyClocks = [replyClock, notifiedClock, appealClock, insightClock, delayClock, decisionRequestClock] as const;
