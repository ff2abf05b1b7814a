import { sql } from "kysely";
import { z } from "zod";
import { leadsCase } from "../../../platform/access/need-to-know.ts";
import { leadsUnits } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { answer } from "../../../platform/core/answers.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { requiredDate, requiredText } from "../../../platform/core/fields.ts";
import { invalidField, ok } from "../../../platform/basics/result.ts";
import { isOwnDecision } from "../queries/urgent-decisions.ts";

export const reportDelegatedInput = formOf({
  from: about(requiredDate("första dagen"), { label: "Beslut från och med" }),
  to: about(requiredDate("sista dagen"), { past: true, label: "Till och med" }),
  reportedOn: about(requiredDate("dagen för sammanträdet"), { past: true, label: "Dag för sammanträdet" }),
  minutesNumber: about(requiredText("paragrafen i protokollet, till exempel § 12", 50), {
    label: "Paragraf i protokollet",
    hint: "Till exempel § 12.",
    width: 12,
  }),
});

/** Writes that the board has been told of what was decided on delegation in a period, in the cases that the actor leads; what it was told of before stays. */
export const reportDelegated = defineAction({
  name: "decision.report-delegated",
  title: "Skriv att delegationsbeslut är anmälda till nämnden",
  input: reportDelegatedInput,
  output: z.object({ reported: answer.count }),
  permit: [leadsUnits],
  async run(tx, { from, to, reportedOn, minutesNumber }, context) {
    if (to < from) return invalidField("to", "Den sista dagen är före den första.");
    if (reportedOn < to) return invalidField("reportedOn", "Sammanträdet var före den sista dagen i perioden.");
    const { actor, now } = context;
    const { rows } = await sql<{ id: string }>`
      insert into decision.delegated_report (municipality_id, maker_id, decider, reported_on, minutes_number, recorded_by, recorded_at)
      select m.municipality_id, m.id, m.decider, ${reportedOn}::date, ${minutesNumber}, ${actor.staffId}::uuid, ${now}::timestamptz
      from decision.maker m
      join intake.case_file c on c.municipality_id = m.municipality_id and c.id = m.case_id
      where m.municipality_id = ${actor.municipalityId} and m.decider = 'tjänsteman' and m.decided_on between ${from}::date and ${to}::date and ${isOwnDecision}
        and ${leadsCase(actor)}
        and not exists (select 1 from decision.delegated_report r where r.municipality_id = m.municipality_id and r.maker_id = m.id)
      returning maker_id as id`.execute(tx);
    if (rows.length === 0) return invalidField("from", "Inget delegationsbeslut i perioden väntar på att anmälas.");
    context.touch(...rows.map(({ id }) => id));
    return ok({ reported: rows.length });
  },
});
