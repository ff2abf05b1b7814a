import { sql } from "kysely";
import type { House } from "../../support/casework.ts";

/** What stands in a case that an input may point at: identifiers by kind, the latest first, and what is still to be done with them. */
export type State = {
  readonly caseId: string;
  readonly openedOn: string;
  readonly isOpen: boolean;
  readonly unitId: string;
  readonly childId: string;
  readonly birthDate: string;
  readonly responsible: string | null;
  readonly beside: readonly string[];
  readonly ids: Readonly<Record<Kind, readonly string[]>>;
  readonly investigatedFrom: string | null;
  readonly extendedTo: string | null;
  readonly lastReceivedOn: string;
  readonly lastProtection: Readonly<Record<string, string>>;
  readonly lastPassage: Readonly<Record<string, string>>;
  readonly lastOf: Readonly<Record<string, string | null>>;
  readonly areas: readonly string[];
  readonly waiting: number;
  readonly steps: readonly { readonly phase: string; readonly step: string }[];
  readonly otherChildren: readonly string[];
  readonly details: readonly { readonly person: string; readonly id: string }[];
  readonly unchosen: readonly { readonly interventionId: string; readonly conversationId: string; readonly part: string }[];
  readonly called: readonly { readonly meeting: string; readonly id: string }[];
};

/** The kinds of identifier, each with the statement that finds it in a case: `c` is the case, and what comes first is what is still to be done. */
const found = {
  intake: "select i.id from intake.intake i where i.case_id = c.id",
  unassessed: `select i.id from intake.intake i where i.case_id = c.id and i.type = 'anmälan'
    and not exists (select from intake.protection_assessment a where a.intake_id = i.id)`,
  unaskedFeedback: `select i.id from intake.intake i where i.case_id = c.id and i.reporter_mandated and not i.feedback_requested
    and not exists (select from intake.feedback_request q where q.intake_id = i.id)`,
  feedback: `select i.id from intake.intake i left join intake.preliminary_assessment f on f.intake_id = i.id
      left join intake.preliminary_decision d on d.preliminary_assessment_id = f.id
    where i.case_id = c.id and i.reporter_mandated and (f.id is null or d.case_id is not null)
      and (i.feedback_requested or exists (select from intake.feedback_request q where q.intake_id = i.id))
      and not exists (select from intake.reporter_feedback r where r.intake_id = i.id)`,
  waiting: "select w.intake_id as id from intake.waiting_application w where w.case_id = c.id",
  preliminary: `select f.id from intake.preliminary_assessment f where f.case_id = c.id
    and not exists (select from intake.preliminary_decision d where d.preliminary_assessment_id = f.id)`,
  investigation: `select i.id from investigation.investigation i where i.case_id = c.id
    and not exists (select from investigation.conclusion e where e.investigation_id = i.id)`,
  concluded: "select e.investigation_id as id from investigation.conclusion e where e.case_id = c.id",
  signed: "select s.investigation_id as id from investigation.signature s where s.case_id = c.id",
  phase: `select p.id from participation.phase p where p.case_id = c.id
    and not exists (select from participation.phase_closure k where k.phase_id = p.id)`,
  tellable: `select p.id from participation.phase p where p.case_id = c.id and not exists (select from participation.phase_closure k where k.phase_id = p.id)
    and (p.kind in ('planering', 'uppföljning', 'placering') or exists (select from investigation.conclusion e where (e.municipality_id, e.phase_id) = (p.municipality_id, p.id))
      or exists (select from intake.preliminary_decision d where (d.municipality_id, d.preliminary_assessment_id) = (p.municipality_id, p.subject_id)))`,
  conversation: `select v.id from participation.conversation v where v.case_id = c.id
    and not exists (select from participation.conversation n where n.corrects_id = v.id)`,
  promise: `select p.id from participation.promise p where p.case_id = c.id
    and not exists (select from participation.promise_outcome o where o.promise_id = p.id)`,
  decision: "select d.id from decision.decision d where d.case_id = c.id",
  urgent: `select m.id from decision.maker m where m.case_id = c.id and m.decider = 'ordförande eller ledamot'
    and not exists (select from decision.board_report r where r.maker_id = m.id)`,
  agenda: `select a.id from decision.agenda_item a where a.case_id = c.id
    and not exists (select from decision.agenda_outcome o where o.item_id = a.id)`,
  unplanned: `select i.id from intervention.intervention i where i.case_id = c.id
    and not exists (select from intervention.plan p where p.intervention_id = i.id)
    and not exists (select from intervention.not_begun b where b.intervention_id = i.id)`,
  planned: `select i.id from intervention.intervention i join intervention.plan p on p.intervention_id = i.id where i.case_id = c.id
    and not exists (select from intervention.beginning b where b.intervention_id = i.id)
    and not exists (select from intervention.not_begun b where b.intervention_id = i.id)`,
  begun: `select i.id from intervention.intervention i join intervention.beginning b on b.intervention_id = i.id where i.case_id = c.id
    and not exists (select from intervention.ending e where e.intervention_id = i.id)`,
  intervention: "select i.id from intervention.intervention i where i.case_id = c.id",
  interruption: `select i.id from intervention.interruption i where i.case_id = c.id
    and not exists (select from intervention.resumption r where r.interruption_id = i.id)`,
  untold: `select g.guardian_id as id from people.standing_guardianship g join investigation.investigation i on i.case_id = c.id where g.child_id = c.child_id
    and g.valid_to is null and not exists (select from investigation.conclusion e where e.investigation_id = i.id)
    and not exists (select from investigation.opened_information o where o.investigation_id = i.id and o.person_id = g.guardian_id)`,
  uncommunicated: `select g.guardian_id as id from people.standing_guardianship g join investigation.investigation i on i.case_id = c.id where g.child_id = c.child_id
    and g.valid_to is null and not exists (select from investigation.conclusion e where e.investigation_id = i.id)
    and not exists (select from party.communication m where m.investigation_id = i.id and m.person_id = g.guardian_id)`,
  unnotified: `select g.guardian_id as id from people.standing_guardianship g join decision.decision d on d.case_id = c.id where g.child_id = c.child_id
    and g.valid_to is null and not exists (select from party.notification n where n.decision_id = d.id and n.person_id = g.guardian_id)`,
  communication: `select m.id from party.communication m where m.case_id = c.id and m.kind = 'kommunicerat'
    and not exists (select from party.reply r where r.communication_id = m.id)`,
  untried:
    "select a.id from party.appeal a where a.case_id = c.id and not exists (select from party.appeal_trial t where t.appeal_id = a.id)",
  forwardable: `select a.id from party.appeal a join party.appeal_trial t on t.appeal_id = a.id and t.outcome <> 'avvisas' where a.case_id = c.id
    and not exists (select from party.appeal_forwarding w where w.appeal_id = a.id)`,
  guardian: "select g.guardian_id as id from people.standing_guardianship g where g.child_id = c.child_id",
  guardianship: "select g.id from people.standing_guardianship g where g.child_id = c.child_id",
  claim: `select k.id from people.guardian_claim k where k.child_id = c.child_id
    and not exists (select from people.guardian_claim_answer a where a.claim_id = k.id)`,
  detail: "select d.id from people.standing_detail d where d.case_id = c.id",
  relative: "select r.id from people.standing_relative r where r.case_id = c.id",
  relation: "select r.id from people.standing_relation r where r.case_id = c.id",
  meeting: `select m.id from meeting.meeting m where m.case_id = c.id
    and not exists (select from meeting.outcome o where o.meeting_id = m.id)
    and not exists (select from meeting.booking b where b.meeting_id = m.id and b.is_off)`,
  toHold: `select m.id from meeting.meeting m where m.case_id = c.id and exists (select from meeting.called k where k.meeting_id = m.id)
    and not exists (select from meeting.outcome o where o.meeting_id = m.id)`,
  approval: `select r.id from decision.approval_request r where r.case_id = c.id
    and not exists (select from decision.approval_answer a where a.request_id = r.id)`,
  request: `select r.id from investigation.request r where r.case_id = c.id
    and not exists (select from investigation.request_reply y where (y.municipality_id, y.request_id) = (r.municipality_id, r.id))
    and not exists (select from investigation.conclusion e where (e.municipality_id, e.investigation_id) = (r.municipality_id, r.investigation_id))`,
  transfer: `select r.id from intake.transfer_request r where r.case_id = c.id
    and coalesce(intake.transfer_state(r.municipality_id, r.id), 'väntar') not in ('IVO avslår', 'återtagen')`,
  applied: "select w.intake_id as id from intake.unanswered_application w where w.case_id = c.id",
  asked: `select q.id from party.decision_request q where q.case_id = c.id
    and not exists (select from party.decision_request_refusal r where (r.municipality_id, r.request_id) = (q.municipality_id, q.id))`,
  extract: "select x.id from intake.journal_extract x where x.case_id = c.id",
  note: "select n.id from intake.note n where n.case_id = c.id and not exists (select from intake.note o where o.corrects_id = n.id)",
  finding: `select f.id from investigation.finding f where f.case_id = c.id
    and not exists (select from investigation.finding n where n.follows_id = f.id)`,
} as const;
export type Kind = keyof typeof found;

/** By the keys that the tables have: the municipality first. */
const within = (statement: string): string =>
  statement.replaceAll(/(\w+)\.(\w*_id) = (\w+)\.id\b/gu, "($1.municipality_id, $1.$2) = ($3.municipality_id, $3.id)");

const columns = (Object.entries(found) as [Kind, string][])
  .map(([kind, statement]) => `'${kind}', array(select x.id from (${within(statement)}) x)`)
  .join(",\n");

const latest = (table: string, points: string, more = "") =>
  within(
    `(select b.id from ${table} b where b.case_id = c.id and not exists (select from ${table} n where n.${points} = b.id)${more} limit 1)`,
  );
const ofOpen =
  " and not exists (select from investigation.conclusion e where (e.municipality_id, e.investigation_id) = (b.municipality_id, b.investigation_id))";

const single = `
  'isOpen', not exists (select from intake.case_closure k where k.case_id = c.id),
  'responsible', (select a.staff_id from intake.case_assignment a where a.case_id = c.id and a.ended_on is null and a.role = 'ansvarig'),
  'beside', array(select a.staff_id from intake.case_assignment a where a.case_id = c.id and a.ended_on is null and a.role <> 'ansvarig'),
  'investigatedFrom', (select max(i.started_on) from investigation.investigation i where i.case_id = c.id),
  'extendedTo', (select max(x.extended_to) from investigation.extension x where x.case_id = c.id),
  'lastReceivedOn', coalesce((select max(i.received_on) from intake.intake i where i.case_id = c.id), c.opened_on),
  'lastProtection', (select coalesce(jsonb_object_agg(a.intake_id, a.id), '{}') from intake.protection_assessment a where a.case_id = c.id
    and not exists (select from intake.protection_assessment n where n.follows_id = a.id)),
  'lastPassage', (select coalesce(jsonb_object_agg(a.section || coalesce(a.area_code, ''), a.id), '{}') from investigation.passage a
    where a.case_id = c.id and not exists (select from investigation.passage n where n.follows_id = a.id)
      and not exists (select from investigation.conclusion e where (e.municipality_id, e.investigation_id) = (a.municipality_id, a.investigation_id))),
  'lastOf', jsonb_build_object(
    'intake.mask-reporter', ${latest("intake.reporter_masking", "follows_id")},
    'investigation.plan-investigation', ${latest("investigation.investigation_plan", "follows_id", ofOpen)},
    'investigation.assess-best-interests', ${latest("investigation.best_interests", "corrects_id", ofOpen)}),
  'areas', array(select distinct a.code from investigation.structure_area a where a.municipality_id = c.municipality_id),
  'waiting', (select count(*) from intake.unanswered_application w where w.case_id = c.id),
  'steps', (select coalesce(jsonb_agg(jsonb_build_object('phase', s.phase_id, 'step', s.step)), '[]') from participation.standing_step s where s.case_id = c.id),
  'otherChildren', array(select f.child_id from intake.intake i join intake.intake s on (s.municipality_id, s.report_id) = (i.municipality_id, i.report_id) and s.case_id <> i.case_id
    join intake.case_file f on (f.municipality_id, f.id) = (s.municipality_id, s.case_id) where i.case_id = c.id
      and not exists (select from people.sibling_answer a where (a.municipality_id, a.case_id, a.child_id) = (c.municipality_id, c.id, f.child_id))),
  'unchosen', (select coalesce(jsonb_agg(jsonb_build_object('interventionId', s.intervention_id, 'conversationId', s.conversation_id, 'part', s.part)), '[]')
    from intervention.statement_for s where s.municipality_id = c.municipality_id and s.case_id = c.id and s.choice_id is null and not s.as_a_whole
      and not exists (select from intervention.ending e where (e.municipality_id, e.intervention_id) = (s.municipality_id, s.intervention_id))
      and not exists (select from intervention.not_begun b where (b.municipality_id, b.intervention_id) = (s.municipality_id, s.intervention_id))),
  'details', (select coalesce(jsonb_agg(jsonb_build_object('person', d.person_id, 'id', d.id)), '[]') from people.standing_detail d where d.case_id = c.id),
  'called', (select coalesce(jsonb_agg(jsonb_build_object('meeting', m.meeting_id, 'id', m.id)), '[]') from meeting.called m where m.case_id = c.id)`;

/** Finds them in a case. As the owner: what is looked up here is not what is tried. */
export async function stateOf(house: House, caseId: string): Promise<State | undefined> {
  const { rows } = await sql<{ state: State }>`select jsonb_build_object('caseId', c.id, 'openedOn', c.opened_on, 'unitId', c.unit_id,
    'childId', c.child_id, 'birthDate', p.birth_date, 'ids', jsonb_build_object(${sql.raw(columns)}), ${sql.raw(within(single))})
    as state from intake.case_file c join people.person p on (p.municipality_id, p.id) = (c.municipality_id, c.child_id)
    where c.municipality_id = ${house.municipalityId} and c.id = ${caseId}::uuid`.execute(house.database.owner);
  return rows[0]?.state;
}
