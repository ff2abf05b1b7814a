import { sql } from "kysely";
import { z } from "zod";
import { answer } from "../../../platform/core/answers.ts";
import { brokeOpen, worksInCase } from "../../../platform/access/permits.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { optionalId } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { ok } from "../../../platform/basics/result.ts";
import { CHILD_ASKED } from "../../intervention/codes.ts";
import { nameInCase } from "./name-in-case.ts";

/**
 * Something that guardians may not be shown, and why: what the child said, the särskilda skäl for which a guardian is not informed, or what
 * was not passed on to a provider because the child asked for it.
 */
const withheldPart = z.object({
  id: answer.id,
  kind: z.enum(["samtal", "särskilda skäl", "överlämning"]),
  on: answer.day,
  text: answer.text(),
  reason: answer.text(1000),
});
export type WithheldPart = z.output<typeof withheldPart>;

/**
 * What in the case, or in one conversation, may not be shown to guardians (12 kap. 3 § OSL). A question of its own, so that it stands on
 * no page that was not asked for it, and so that the log says who asked. Whoever has broken the case open may need it most: what was said may
 * be about the danger.
 */
export const getWithheld = defineQuery({
  name: "workplace.get-withheld",
  title: "Visa det som inte får visas för vårdnadshavare",
  input: z.object({ caseId: idField, conversationId: optionalId() }),
  output: z.object({ withheld: answer.list(withheldPart) }),
  permit: [worksInCase, brokeOpen],
  async run(tx, input, context) {
    const { rows } = await sql<WithheldPart>`
      select t.id, 'samtal' as kind, t.held_on as "on", t.withheld_from_guardians as text, t.withheld_reason as reason
      from participation.conversation t
      where t.municipality_id = ${context.actor.municipalityId} and t.case_id = ${input.caseId}::uuid and t.withheld_from_guardians is not null
        and (${input.conversationId ?? null}::uuid is null or t.id = ${input.conversationId ?? null}::uuid)
        and not exists (select 1 from participation.conversation n
          where n.municipality_id = t.municipality_id and n.case_id = t.case_id and n.corrects_id = t.id)
      union all
      select o.id, 'särskilda skäl', o.happened_on, o.content, p.given_name || ' ' || p.family_name || ' är inte informerad om utredningen'
      from investigation.opened_information o
      cross join lateral ${nameInCase("o", sql`o.case_id`, sql`o.person_id`)} p
      where o.municipality_id = ${context.actor.municipalityId} and o.case_id = ${input.caseId}::uuid and o.outcome = 'särskilda skäl'
        and ${input.conversationId ?? null}::uuid is null
      union all
      select l.intervention_id, 'överlämning', (l.recorded_at at time zone 'Europe/Stockholm')::date, l.withheld, 'Fördes inte vidare till utföraren: ' || l.reason_not_passed_on
      from intervention.plan l
      where l.municipality_id = ${context.actor.municipalityId} and l.case_id = ${input.caseId}::uuid and l.reason_not_passed_on = ${CHILD_ASKED}
        and l.withheld is not null and ${input.conversationId ?? null}::uuid is null
      order by 3, 1`.execute(tx);
    context.touch(...rows.map((row) => row.id));
    return ok({ withheld: rows });
  },
});
