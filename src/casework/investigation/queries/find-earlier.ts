import { sql } from "kysely";
import { z } from "zod";
import { maySeeCase } from "../../../platform/access/need-to-know.ts";
import { worksInCase } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { ok } from "../../../platform/basics/result.ts";

const earlier = z.object({
  case_id: answer.id,
  case_number: answer.text(20),
  investigation_id: answer.id,
  started_on: answer.day,
  concluded_on: answer.day.nullable(),
});
export type EarlierInvestigation = z.output<typeof earlier>;

/**
 * The earlier investigations of the same child that whoever asks may read: of this case, and of another case that they may see by themselves. Of any other
 * case nothing is told, not even that there is one. What stands in one is asked for by itself, in its own case, and logged there.
 */
export const findEarlier = defineQuery({
  name: "investigation.find-earlier",
  title: "Visa vilka tidigare utredningar som går att läsa",
  input: z.object({ caseId: idField, investigationId: idField }),
  output: z.object({ earlier: answer.list(earlier) }),
  permit: [worksInCase],
  async run(tx, { caseId, investigationId }, context) {
    const m = context.actor.municipalityId;
    const { rows } = await sql<EarlierInvestigation>`
      select c.id as case_id, c.case_number, i.id as investigation_id, i.started_on, e.concluded_on
      from investigation.investigation this
      join intake.case_file own on own.municipality_id = this.municipality_id and own.id = this.case_id
      join intake.case_file c on c.municipality_id = own.municipality_id and c.child_id = own.child_id
      join investigation.investigation i on i.municipality_id = c.municipality_id and i.case_id = c.id
      left join investigation.conclusion e on e.municipality_id = i.municipality_id and e.case_id = i.case_id and e.investigation_id = i.id
      where this.municipality_id = ${m} and this.case_id = ${caseId}::uuid and this.id = ${investigationId}::uuid and i.id <> this.id
        and i.started_on <= this.started_on and (c.id = own.id or ${maySeeCase(context.actor, context.today)})
      order by i.started_on desc, i.id`.execute(tx);
    return ok({ earlier: rows });
  },
});
