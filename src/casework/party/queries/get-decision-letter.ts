import { sql } from "kysely";
import { z } from "zod";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { defineLetter } from "../../letters/define-letter.ts";
import { findLetterHead } from "../find-letter-head.ts";
import { findParties } from "../find-parties.ts";
import { decisionLetter } from "../letters.ts";
import type { ToldDecision } from "../letters.ts";

/**
 * What stands in the letter to a party of the decision that ended an investigation, as it has been corrected, with how it is appealed. The log says whose
 * letter was fetched.
 * Problems: `not-found`, `not-a-party` for somebody who was none or is none any more, `kept-uninformed`.
 */
export const getDecisionLetter = defineLetter({
  kind: "decision",
  name: "party.get-decision-letter",
  title: "Hämta brevet om beslutet till en part",
  input: z.object({ caseId: idField, investigationId: idField, personId: idField }),
  async compose(tx, at, { caseId, investigationId, personId }) {
    const { rows } = await sql<ToldDecision & { readonly id: string; readonly at: Date }>`
      select d.id, d.outcome, d.intervention_type as "interventionType", d.decided_on::text as "decidedOn", d.reasoning, d.legal_provision as "legalProvision",
        d.appeal, c.at, c.corrections,
        (select o.reservation from decision.agenda_item i
          join decision.agenda_outcome o on o.municipality_id = i.municipality_id and o.case_id = i.case_id and o.item_id = i.id
          where i.municipality_id = d.municipality_id and i.case_id = d.case_id and i.investigation_id = d.investigation_id
            and d.decider in ('utskott', 'nämnd') and o.outcome in ('enligt förslaget', 'på annat sätt') and o.held_on = d.decided_on
          order by o.recorded_at desc limit 1) as dissent,
        coalesce(k.body || ', ' || k.minutes_number, k.name, s.name || ', ' || s.title, '') as "decidedBy"
      from decision.decision d
      join decision.maker k on k.municipality_id = d.municipality_id and k.id = d.id
      left join access.staff s on s.municipality_id = k.municipality_id and s.id = k.staff_id
      cross join lateral (select greatest(d.recorded_at, max(r.recorded_at)) as at, coalesce(json_agg(json_build_object('kind', r.kind,
          'on', r.corrected_on, 'wasWrong', r.was_wrong, 'instead', r.instead, 'why', r.why, 'body', r.body, 'minutes', r.minutes_number) order by r.corrected_on, r.recorded_at, r.id), '[]') as corrections
        from decision.correction r where r.municipality_id = d.municipality_id and r.decision_id = d.id) c
      where d.municipality_id = ${at.actor.municipalityId} and d.case_id = ${caseId}::uuid and d.investigation_id = ${investigationId}::uuid
      order by d.recorded_at, d.id`.execute(tx);
    const [first] = rows;
    if (!first) return failed({ code: "not-found", message: "Utredningen har inget beslut." });
    if (!(await findParties(tx, at, caseId, first.decidedOn)).some((one) => one.personId === personId))
      return failed({ code: "not-a-party", message: "Personen var inte part när beslutet fattades." });
    const head = await findLetterHead(tx, at, caseId, personId);
    if (!head.ok) return head;
    at.touch(first.id, personId);
    return ok({ ...head.value.sent, madeAt: first.at, said: decisionLetter({ ...head.value, madeAt: first.at, decisions: rows }) });
  },
});
