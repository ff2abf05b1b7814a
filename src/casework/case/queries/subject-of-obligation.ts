import { sql } from "kysely";
import { nameInCase } from "../../people/name-in-case.ts";

/**
 * `{ subject }` for a row `d` of `due.obligation`: the type of the intervention, the guardian, or the phase ("planering av kontaktperson"),
 * for those rules that may ask for two things of the same name in one case. Looked up by key for the few rows that are shown.
 */
export const subjectOfObligation = sql`jsonb_build_object('subject',
  case
    when d.rule_id in ('follow-up-time', 'not-executed') then
      (select i.type from intervention.intervention i where i.municipality_id = d.municipality_id and i.id = d.subject_id)
    when d.rule_id = 'information-that-opened' then
      (select p.given_name || ' ' || p.family_name from ${nameInCase("d", sql`d.case_id`, sql`(d.facts ->> 'person_id')::uuid`)} p)
    when d.rule_id in ('tell-the-child', 'try-again') then
      (select f.kind || coalesce(' av ' || i.type, '') from participation.phase f
        left join intervention.intervention i on i.municipality_id = f.municipality_id and i.id = f.subject_id
        where f.municipality_id = d.municipality_id and f.id = d.phase_id)
  end)`;
