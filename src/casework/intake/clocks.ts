/** The clocks of what comes in: what each is counted from, what it is called and where it is done. */
import { sql } from "kysely";
import { z } from "zod";
import { answer } from "../../platform/core/answers.ts";
import { countedBy, defineClock } from "../clocks/define.ts";
import type { OfCases } from "../clocks/define.ts";
import { intakeTypes } from "./codes.ts";
import { intakeLinks } from "./links.ts";
import {
  feedbackToReporter,
  immediateProtection,
  openInvestigationAtOnce,
  preliminaryAssessment,
  violenceMeansInvestigation,
} from "./rules.ts";

/** A report or application that has been corrected stands no more. */
const standing = sql`not exists (select 1 from intake.intake n
  where n.municipality_id = i.municipality_id and n.case_id = i.case_id and n.corrects_id = i.id)`;

/** `b`: whether the child of the intake `i` is still expected, and since when its birth has been known where it was. */
const birthOf = sql`cross join lateral (select p.birth_date_known = 'väntat' as expected, (select v.source_on from people.person_review v
    where v.municipality_id = p.municipality_id and v.person_id = p.id and v.change = 'född') as known_on
  from intake.case_file f join people.person p on p.municipality_id = f.municipality_id and p.id = f.child_id
  where f.municipality_id = i.municipality_id and f.id = i.case_id) b`;

const immediateProtectionClock = defineClock({
  id: immediateProtection.id,
  follows: ["intake.intake", "intake.protection_assessment", "people.person", "people.person_review"],
  // What came in before the birth asks for nothing of the child until the birth is known.
  read: (of) => sql`select i.case_id, i.id, null::uuid, null::uuid, greatest(i.received_on, b.known_on), null::text,
      jsonb_build_object('received_at', greatest(i.received_at, b.known_on::timestamp at time zone 'Europe/Stockholm'))
    from intake.intake i ${birthOf}
    where not b.expected and ${of("i")} and i.type = 'anmälan' and ${standing}
      and not exists (select 1 from intake.protection_assessment a
        where a.municipality_id = i.municipality_id and a.case_id = i.case_id and a.intake_id = i.id)`,
  facts: z.strictObject({ received_at: answer.momentText }),
  count: ({ facts }) => countedBy(immediateProtection, { type: "anmälan", receivedAt: new Date(facts.received_at) }),
  label: "Bedöm om barnet behöver omedelbart skydd",
  href: (clock) => intakeLinks.protection(clock.case_id, clock.subject_id),
  examples: [
    {
      name: "in the morning",
      since: "2026-03-02",
      facts: { received_at: "2026-03-02T09:30:00+01:00" },
      due: "2026-03-02",
      says: "Bedöms senast 2 mars 2026: behovet av omedelbart skydd bedöms samma dag",
    },
    {
      name: "late in the day",
      since: "2026-03-02",
      facts: { received_at: "2026-03-02T16:30:00+01:00" },
      due: "2026-03-03",
      says: "anmälan kom in efter klockan 16:00",
    },
  ],
});

const ofPreliminary = ["intake.intake", "intake.preliminary_assessment", "intake.preliminary_extension", "intake.preliminary_decision"];
const preliminaryFacts = z.strictObject({ received_at: answer.momentText, extended_to: answer.day.nullable() });
/** Preliminary assessments that nobody has decided in, of reports of violence or of others. */
const undecided = (violence: boolean) => (of: OfCases) => sql`
  select f.case_id, f.id, null::uuid, f.phase_id, f.opened_on, null::text, jsonb_build_object('received_at',
    greatest(i.received_at, f.opened_on::timestamp at time zone 'Europe/Stockholm'), 'extended_to',
    (select max(x.extended_to) from intake.preliminary_extension x
      where x.municipality_id = f.municipality_id and x.case_id = f.case_id and x.preliminary_assessment_id = f.id))
  from intake.preliminary_assessment f
  join intake.intake i on i.municipality_id = f.municipality_id and i.case_id = f.case_id and i.id = f.intake_id
  where ${of("f")} and i.violence = ${sql.lit(violence)}
    and not exists (select 1 from intake.preliminary_decision d
      where d.municipality_id = f.municipality_id and d.case_id = f.case_id and d.preliminary_assessment_id = f.id)`;

const preliminaryAssessmentClock = defineClock({
  id: preliminaryAssessment.id,
  follows: ofPreliminary,
  read: undecided(false),
  facts: preliminaryFacts,
  count: ({ since, facts: { extended_to: to } }) =>
    countedBy(preliminaryAssessment, {
      ...{ type: "anmälan", receivedOn: since, investigationOpen: false },
      ...(to === null ? {} : { extendedTo: to }),
    }),
  label: "Besluta om utredning ska inledas",
  href: (clock) => intakeLinks.preliminary(clock.case_id, clock.subject_id),
  examples: [
    {
      name: "fourteen days",
      since: "2026-03-02",
      facts: { received_at: "2026-03-02T09:30:00+01:00", extended_to: null },
      due: "2026-03-16",
      says: "14 dagar efter anmälan (20 kap. 2 § SoL)",
    },
    {
      name: "fourteen days over Christmas",
      since: "2026-12-11",
      facts: { received_at: "2026-12-11T09:30:00+01:00", extended_to: null },
      due: "2026-12-28",
      target: "2026-12-25",
      says: "Räknat till 25 december 2026, som är juldagen: då gäller nästa vardag (2 § lag (1930:173)).",
    },
    {
      name: "extended",
      since: "2026-03-02",
      facts: { received_at: "2026-03-02T09:30:00+01:00", extended_to: "2026-03-28" },
      due: "2026-03-28",
      says: "synnerliga skäl",
    },
  ],
});

const violenceClock = defineClock({
  id: violenceMeansInvestigation.id,
  follows: ofPreliminary,
  read: undecided(true),
  facts: preliminaryFacts,
  count: ({ since, facts }) =>
    countedBy(violenceMeansInvestigation, { concernsViolence: true, receivedOn: since, receivedAt: new Date(facts.received_at) }),
  label: "Inled utredning utan dröjsmål: anmälan gäller våld",
  href: (clock) => intakeLinks.preliminary(clock.case_id, clock.subject_id),
  examples: [
    {
      name: "violence",
      since: "2026-03-02",
      facts: { received_at: "2026-03-02T09:30:00+01:00", extended_to: null },
      due: "2026-03-02",
      says: "utredning ska inledas utan dröjsmål (HSLF-FS 2022:39), senast 2 mars 2026.",
    },
  ],
});

export const feedbackClock = defineClock({
  id: feedbackToReporter.id,
  follows: [
    ...["intake.intake", "intake.preliminary_assessment", "intake.preliminary_decision"],
    ...["intake.feedback_request", "intake.reporter_feedback", "people.person"],
  ],
  // Asked for, and there is something to tell.
  read: (of) => sql`select i.case_id, i.id, null::uuid, null::uuid, coalesce(d.decided_on, i.received_on), null::text,
      jsonb_build_object('requested_on', coalesce(case when i.feedback_requested then i.received_on end, q.requested_on), 'decided_on', d.decided_on,
        'investigation_open', f.id is null or d.result = 'pågående utredning finns')
    from intake.intake i
    ${birthOf}
    left join intake.preliminary_assessment f on f.municipality_id = i.municipality_id and f.case_id = i.case_id and f.intake_id = i.id
    left join intake.preliminary_decision d on d.municipality_id = f.municipality_id and d.case_id = f.case_id and d.preliminary_assessment_id = f.id
    left join intake.feedback_request q on q.municipality_id = i.municipality_id and q.case_id = i.case_id and q.intake_id = i.id
    where ${of("i")} and not b.expected and i.type = 'anmälan' and i.reporter_mandated and (i.feedback_requested or q.id is not null) and ${standing}
      and (f.id is null or d.preliminary_assessment_id is not null)
      and not exists (select 1 from intake.reporter_feedback r
        where r.municipality_id = i.municipality_id and r.case_id = i.case_id and r.intake_id = i.id)`,
  facts: z.strictObject({ requested_on: answer.day, decided_on: answer.day.nullable(), investigation_open: answer.yesNo }),
  count({ facts: { requested_on: requestedOn, decided_on: decidedOn, investigation_open: investigationOpen } }) {
    return countedBy(feedbackToReporter, { byMandatedReporter: true, requestedOn, decidedOn, investigationOpen });
  },
  label: "Återkoppla till anmälaren",
  href: (clock) => intakeLinks.feedback(clock.case_id, clock.subject_id),
  outlivesClosing: true,
  examples: [
    {
      name: "one week",
      since: "2026-03-02",
      facts: { requested_on: "2026-03-02", decided_on: "2026-03-02", investigation_open: false },
      due: "2026-03-09",
      says: "en vecka efter beslutet (19 kap. 6 § SoL)",
    },
    {
      name: "a decision before there was a week",
      since: "2025-12-15",
      facts: { requested_on: "2025-12-12", decided_on: "2025-12-15", investigation_open: false },
      due: null,
      says: "utan någon bestämd dag (19 kap. 6 § SoL)",
    },
  ],
});

const openAtOnceClock = defineClock({
  id: openInvestigationAtOnce.id,
  follows: [
    ...["intake.intake", "intake.application_outcome", "intake.case_closure"],
    ...["investigation.investigation", "investigation.conclusion"],
  ],
  read: (of) => sql`select i.case_id, i.intake_id, null::uuid, null::uuid, i.received_on, null::text, jsonb_build_object('type', i.type)
    from intake.waiting_application i
    where ${of("i")}
      and not exists (select 1 from intake.case_closure k where k.municipality_id = i.municipality_id and k.case_id = i.case_id)`,
  facts: z.strictObject({ type: answer.oneOf(intakeTypes) }),
  count: ({ since, facts }) => countedBy(openInvestigationAtOnce, { type: facts.type, receivedOn: since, mayLeadToMeasure: true }),
  label: "Inled utredning",
  href: (clock) => intakeLinks.openInvestigation(clock.case_id, clock.subject_id),
  examples: [
    {
      name: "an application",
      since: "2026-03-02",
      facts: { type: "annat sätt" },
      due: "2026-03-02",
      says: "utredning inleds genast (14 kap. 2 § SoL)",
    },
  ],
});

/** Every clock of this room. */
export const intakeClocks = [immediateProtectionClock, preliminaryAssessmentClock, violenceClock, feedbackClock, openAtOnceClock] as const;
