import { sql } from "kysely";
import { z } from "zod";
import { answer } from "../../../platform/core/answers.ts";
import { emergencyReasons, reviewKinds, reviewOutcomes } from "../../../platform/access/codes.ts";
import { maySeeCase } from "../../../platform/access/need-to-know.ts";
import { doesCasework } from "../../../platform/access/permits.ts";
import { reviewsItem } from "../../../platform/access/review-items.ts";
import { hasRole } from "../../../platform/core/actor.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import type { Context } from "../../../platform/core/door.ts";
import { ok } from "../../../platform/basics/result.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import { caseFile, childOfCase, latestCaseOf, movedBy } from "../../../casework/intake/cases.ts";

/** Somebody who works here may be the child of a case or a guardian of it: for a second person to look at. */
const familyMatch = z.object({
  caseId: answer.id,
  caseNumber: answer.code,
  childName: answer.fullName,
  unit: answer.text(200),
  staffId: answer.id,
  staffName: answer.text(200),
  staffUnit: answer.text(200).nullable(),
  /** False when only the name is the same, because a number is missing. */
  byNumber: answer.yesNo,
  said: answer.list(z.object({ relation: answer.code, confirmed: answer.yesNo, by: answer.text(200).nullable(), on: answer.day })),
  /** How often the member of staff has opened the case since it was first said. */
  openedTimes: answer.count,
});
export type FamilyMatch = z.output<typeof familyMatch>;

/** What a second person has found: the member of staff is shut out of the child's cases. */
const ownFamily = familyMatch
  .pick({ caseId: true, caseNumber: true, childName: true, staffId: true, staffName: true })
  .extend({ source: answer.text(400), by: answer.text(200), on: answer.day });
export type OwnFamily = z.output<typeof ownFamily>;

/** An access that somebody gave themselves, an emergency, a report moved away, a child that may have been registered twice, or unusual searching. */
const reviewItem = z.object({
  id: answer.id,
  kind: answer.oneOf(reviewKinds),
  staffId: answer.id,
  staffName: answer.text(200),
  staffUnit: answer.text(200).nullable(),
  at: answer.moment,
  day: answer.day,
  caseId: answer.id.nullable(),
  caseNumber: answer.code.nullable(),
  childName: answer.fullName.nullable(),
  /** Whether the reviewer may also see the case. */
  maySee: answer.yesNo,
  emergency: z
    .object({
      reason: answer.oneOf(emergencyReasons),
      explanation: answer.text(2000),
      openedAt: answer.momentText,
      closesAt: answer.momentText,
      isOpen: answer.yesNo,
    })
    .nullable(),
  /** What was moved out of the case, and why; only for a move. */
  move: z.object({ receivedOn: answer.day, reason: answer.text(2000) }).nullable(),
  /** Searches that day, found cases of other units, and attempts that the limit stopped; only for unusual searching. */
  searches: z.object({ made: answer.count, hits: answer.count, stopped: answer.count }).nullable(),
  outcome: answer.oneOf(reviewOutcomes).nullable(),
  note: answer.text(2000).nullable(),
  reviewedBy: answer.text(200).nullable(),
  reviewedAt: answer.moment.nullable(),
  isOpen: answer.yesNo,
});
export type ReviewItem = z.output<typeof reviewItem>;

/** For how long what is reviewed is still shown, in days. */
const shownDays = 30;
const most = 300;

/**
 * What the person has to review as team leader or as second person, the latest first; and what was reviewed the last 30 days.
 * Nobody sees anything here that is about themselves.
 */
export const findReviews = defineQuery({
  name: "workplace.find-reviews",
  title: "Visa vad som ska granskas",
  input: z.object({}),
  output: z.object({ matches: answer.list(familyMatch), items: answer.list(reviewItem), blocks: answer.list(ownFamily) }),
  permit: [doesCasework],
  async run(tx, _input, context) {
    const matches = (await isSecondPersonAnywhere(tx, context)) ? await findMatches(tx, context) : [];
    const leads = hasRole(context.actor, "team_leader");
    const items = leads ? await findItems(tx, context) : [];
    const blocks = leads ? await findOwnFamily(tx, context) : [];
    context.touch(...new Set([...matches, ...blocks, ...items].flatMap((one) => one.caseId ?? [])));
    return ok({ matches, items, blocks });
  },
});

/** Team leaders always; caseworkers only where the municipality has no more than one leader. */
async function isSecondPersonAnywhere(tx: Tx, { actor }: Context): Promise<boolean> {
  if (hasRole(actor, "team_leader")) return true;
  const { rows } = await sql<{ leaders: number }>`select count(*) as leaders from access.staff s
    join access.staff_role r on r.municipality_id = s.municipality_id and r.staff_id = s.id and r.role = 'team_leader'
    where s.municipality_id = ${actor.municipalityId} and s.active`.execute(tx);
  return (rows[0]?.leaders ?? 0) <= 1;
}

async function findMatches(tx: Tx, { actor }: Context): Promise<FamilyMatch[]> {
  const m = actor.municipalityId;
  const { rows } = await sql<FamilyMatch>`
    with open as materialized (
      select o.child_id, o.staff_id, bool_or(o.by_number) as by_number, min(o.said_at) as since, max(o.said_at) as latest,
        jsonb_agg(distinct jsonb_build_object('relation', o.relation, 'confirmed', o.confirmed, 'by', w.name,
          'on', (o.said_at at time zone 'Europe/Stockholm')::date)) as said
      from access.open_family_match o left join access.staff w on w.municipality_id = o.municipality_id and w.id = o.said_by
      where o.municipality_id = ${m} group by o.child_id, o.staff_id)
    select c.id as "caseId", c.case_number as "caseNumber", p.given_name || ' ' || p.family_name as "childName", u.name as unit,
      s.id as "staffId", s.name as "staffName", su.name as "staffUnit", o.by_number as "byNumber", o.said,
      (select count(*) from audit.event e where e.municipality_id = ${m} and e.case_id = c.id and e.actor_id = s.id and e.at >= o.since
        and e.action in ('workplace.get-case', 'workplace.get-case-parts') and e.kind = 'read') as "openedTimes"
    from open o
    join lateral ${latestCaseOf(sql`${m}`, sql`o.child_id`)} c on true
    join ${childOfCase}
    join access.unit u on u.municipality_id = c.municipality_id and u.id = c.unit_id
    join access.staff s on s.municipality_id = c.municipality_id and s.id = o.staff_id
    left join access.unit su on su.municipality_id = s.municipality_id and su.id = s.unit_id
    where exists (select 1 from access.family_reviewers(c.municipality_id, c.unit_id, c.child_id, o.staff_id) w where w.staff_id = ${actor.staffId}::uuid)
    order by o.by_number desc, o.latest desc limit ${most}`.execute(tx);
  return rows;
}

async function findOwnFamily(tx: Tx, { actor }: Context): Promise<OwnFamily[]> {
  const m = actor.municipalityId;
  const { rows } = await sql<OwnFamily>`
    select c.id as "caseId", c.case_number as "caseNumber", p.given_name || ' ' || p.family_name as "childName", s.id as "staffId", s.name as "staffName",
      concat_ws(', ', f.source, f.source_detail) as source, w.name as by, (f.recorded_at at time zone 'Europe/Stockholm')::date as "on"
    from access.own_family f
    join lateral ${latestCaseOf(sql`f.municipality_id`, sql`f.child_id`)} c on true
    join ${childOfCase}
    join access.staff s on s.municipality_id = f.municipality_id and s.id = f.staff_id
    join access.staff w on w.municipality_id = f.municipality_id and w.id = f.recorded_by
    where f.municipality_id = ${m}
      and exists (select 1 from access.family_reviewers(c.municipality_id, c.unit_id, c.child_id, f.staff_id) x where x.staff_id = ${actor.staffId}::uuid)
    order by f.recorded_at desc limit ${most}`.execute(tx);
  return rows;
}

async function findItems(tx: Tx, { actor, now, today }: Context): Promise<ReviewItem[]> {
  const m = actor.municipalityId;
  const { rows } = await sql<ReviewItem>`
    select i.id, i.kind, s.id as "staffId", s.name as "staffName", su.name as "staffUnit", i.recorded_at as at, i.on_day as day,
      c.id as "caseId", c.case_number as "caseNumber", p.given_name || ' ' || p.family_name as "childName",
      coalesce(${maySeeCase(actor, today)}, false) as "maySee",
      (select jsonb_build_object('reason', e.reason, 'explanation', e.explanation, 'openedAt', e.opened_at, 'closesAt', e.closes_at, 'isOpen', e.closes_at > ${now})
        from access.emergency e where e.municipality_id = i.municipality_id and e.id = i.opening_id) as emergency,
      ${movedBy(sql`i.municipality_id`, sql`i.move_id`)} as move,
      case when i.kind = 'ovanlig sökning' then (
        select jsonb_build_object('made', count(*) filter (where e.kind = 'read'), 'stopped', count(*) filter (where e.outcome = 'too-many'),
          'hits', (select count(distinct x.id) from audit.event b cross join lateral unnest(b.subject_ids) hit(id)
            join ${caseFile} x on x.municipality_id = b.municipality_id and x.id = hit.id and x.unit_id is distinct from s.unit_id
            where b.municipality_id = i.municipality_id and b.actor_id = i.staff_id and b.action = 'workplace.search-person'
              and b.at >= i.on_day::timestamp at time zone 'Europe/Stockholm' and b.at < (i.on_day + 1)::timestamp at time zone 'Europe/Stockholm'))
        from audit.event e where e.municipality_id = i.municipality_id and e.actor_id = i.staff_id and e.action = 'workplace.search-person'
          and e.at >= i.on_day::timestamp at time zone 'Europe/Stockholm' and e.at < (i.on_day + 1)::timestamp at time zone 'Europe/Stockholm') end as searches,
      i.outcome, i.note, w.name as "reviewedBy", i.reviewed_at as "reviewedAt", i.is_open as "isOpen"
    from access.review i
    left join ${caseFile} c on c.municipality_id = i.municipality_id and c.id = i.case_id
    left join ${childOfCase}
    join access.staff s on s.municipality_id = i.municipality_id and s.id = i.staff_id
    left join access.unit su on su.municipality_id = s.municipality_id and su.id = s.unit_id
    left join access.staff w on w.municipality_id = i.municipality_id and w.id = i.reviewed_by
    where i.municipality_id = ${m} and ${reviewsItem(actor)}
      and (i.is_open or i.reviewed_at > ${now}::timestamptz - ${shownDays} * interval '1 day')
    order by i.is_open desc, i.recorded_at desc, i.id desc limit ${most}`.execute(tx);
  return rows;
}
