import { sql } from "kysely";
import { z } from "zod";
import { leadsCase } from "../../../platform/access/need-to-know.ts";
import { leadsUnits } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { optionalDate } from "../../../platform/core/fields.ts";
import { addDays } from "../../../platform/basics/dates.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { isOwnDecision, whatDecided } from "./urgent-decisions.ts";

const line = z.object({
  id: answer.id,
  caseId: answer.id,
  caseNumber: answer.code,
  /** Of the child; none where the identity is protected. */
  initials: answer.text(10).nullable(),
  unit: answer.text(200),
  what: answer.text(300),
  decidedOn: answer.day,
  by: answer.text(200),
  delegationPoint: answer.text(100).nullable(),
  ground: answer.text(100).nullable(),
  reportedOn: answer.day.nullable(),
  reportedIn: answer.text(50).nullable(),
});
export type DelegatedLine = z.output<typeof line>;

/** As many as a list to a board has room for. */
const most = 1000;
/** What is shown where no period is asked for. */
const usualDays = 30;

/** What employees have decided on delegation in a period, in the cases that the actor leads: by point and day, with the child's initials and no name. */
export const findDelegated = defineQuery({
  name: "decision.find-delegated",
  title: "Visa beslut som är fattade på delegation",
  input: z.object({ from: optionalDate(), to: optionalDate() }),
  output: z.object({ from: answer.day, to: answer.day, decisions: answer.list(line), whole: answer.yesNo, municipality: answer.text(200) }),
  permit: [leadsUnits],
  async run(tx, input, context) {
    const { actor, today } = context;
    const to = input.to ?? today;
    const from = input.from ?? addDays(to, -usualDays);
    if (to < from) return failed({ code: "invalid-input", message: "Den sista dagen är före den första.", field: "to" });
    const { rows } = await sql<DelegatedLine>`
      select m.id, c.id as "caseId", c.case_number as "caseNumber", u.name as unit, m.decided_on as "decidedOn", coalesce(s.name, m.name, '') as by,
        m.delegation_point as "delegationPoint", d.legal_provision as ground, r.reported_on as "reportedOn", r.minutes_number as "reportedIn",
        case when p.protected_identity = 'ingen' then left(p.given_name, 1) || left(p.family_name, 1) end as initials,
        ${whatDecided} as what
      from decision.maker m
      join intake.case_file c on c.municipality_id = m.municipality_id and c.id = m.case_id
      join people.person p on p.municipality_id = c.municipality_id and p.id = c.child_id
      join access.unit u on u.municipality_id = c.municipality_id and u.id = c.unit_id
      left join access.staff s on s.municipality_id = m.municipality_id and s.id = m.staff_id
      left join decision.decision d on d.municipality_id = m.municipality_id and d.case_id = m.case_id and d.id = m.id
      left join decision.delegated_report r on r.municipality_id = m.municipality_id and r.maker_id = m.id
      where m.municipality_id = ${actor.municipalityId} and m.decider = 'tjänsteman' and m.decided_on between ${from}::date and ${to}::date and ${isOwnDecision}
        and ${leadsCase(actor)}
      order by m.delegation_point nulls last, m.decided_on, m.recorded_at, m.id
      limit ${most + 1}`.execute(tx);
    const { name: municipality } = await tx
      .selectFrom("core.municipality")
      .select("name")
      .where("id", "=", actor.municipalityId)
      .executeTakeFirstOrThrow();
    const decisions = rows.slice(0, most);
    context.touch(...new Set(decisions.map((one) => one.caseId)));
    return ok({ from, to, decisions, whole: rows.length <= most, municipality });
  },
});
