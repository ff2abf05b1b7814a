import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import { z } from "zod";
import { answer } from "../../../platform/core/answers.ts";
import { urgentDeciders } from "../../../platform/core/decided-by.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import { protectedIdentities } from "../../people/codes.ts";

/** Something that the chair or an appointed member has decided because it could not wait, which the board has not been told of. */
export const urgentDecision = z.object({
  id: answer.id,
  caseId: answer.id,
  caseNumber: answer.code,
  childName: answer.fullName,
  protectedIdentity: answer.oneOf(protectedIdentities),
  /** What was decided, in Swedish: "Bifall: kontaktperson". */
  what: answer.text(300),
  decidedOn: answer.day,
  /** The one who decided, and as what. */
  name: answer.text(200),
  urgentDecider: answer.oneOf(urgentDeciders),
  nextMeetingOn: answer.day,
});
export type UrgentDecision = z.output<typeof urgentDecision>;

/** Far more than a board has at one meeting. */
const most = 500;

/** What was decided by the maker `m`, in words. */
export const whatDecided = sql<string>`coalesce(
        (select upper(left(d.outcome, 1)) || substr(d.outcome, 2) || coalesce(': ' || d.intervention_type, '') from decision.decision d
          where d.municipality_id = m.municipality_id and d.case_id = m.case_id and d.id = m.id),
        (select 'Förhandsbedömningen: ' || f.result from intake.preliminary_decision f
          where f.municipality_id = m.municipality_id and f.case_id = m.case_id and f.preliminary_assessment_id = m.id),
        (select 'Utredning inleddes' from investigation.investigation i
          where i.municipality_id = m.municipality_id and i.case_id = m.case_id and i.id = m.id),
        (select 'Utredningen förlängdes till ' || x.extended_to from investigation.extension x
          where x.municipality_id = m.municipality_id and x.case_id = m.case_id and x.id = m.id),
        (select 'Förhandsbedömningen förlängdes till ' || x.extended_to from intake.preliminary_extension x
          where x.municipality_id = m.municipality_id and x.case_id = m.case_id and x.id = m.id),
        (select 'Utredning inleds inte: ' || o.outcome from intake.application_outcome o
          where o.municipality_id = m.municipality_id and o.case_id = m.case_id and o.maker_id = m.id),
        'Beslut')`;

/**
 * The maker `m` has decided something that is a decision of its own: that a preliminary assessment led to an investigation is the decision to open it,
 * which has a maker too.
 */
export const isOwnDecision = sql<boolean>`not exists (select 1 from intake.preliminary_decision f
  where f.municipality_id = m.municipality_id and f.case_id = m.case_id and f.preliminary_assessment_id = m.id and f.result = 'inleda')`;

/** Those that wait, of the cases `c` for which `which` holds, the earliest meeting first. */
export async function findUrgentDecisions(tx: Tx, municipalityId: number, which: RawBuilder<boolean>): Promise<UrgentDecision[]> {
  const { rows } = await sql<UrgentDecision>`
    select m.id, c.id as "caseId", c.case_number as "caseNumber", p.given_name || ' ' || p.family_name as "childName",
      p.protected_identity as "protectedIdentity", m.decided_on as "decidedOn", m.name, m.urgent_decider as "urgentDecider", m.next_meeting_on as "nextMeetingOn",
      ${whatDecided} as what
    from decision.maker m
    join intake.case_file c on c.municipality_id = m.municipality_id and c.id = m.case_id
    join people.person p on p.municipality_id = c.municipality_id and p.id = c.child_id
    where m.municipality_id = ${municipalityId} and m.decider = 'ordförande eller ledamot' and ${isOwnDecision} and ${which}
      and not exists (select 1 from decision.board_report r where r.municipality_id = m.municipality_id and r.maker_id = m.id)
    order by m.next_meeting_on, m.decided_on, m.recorded_at
    limit ${most}`.execute(tx);
  return rows;
}
