import { sql } from "kysely";
import { z } from "zod";
import { preparesDelegation } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { staffLevels } from "../delegation/points.ts";

const line = z.object({
  staffId: answer.id,
  name: answer.text(200),
  title: answer.text(200),
  unit: answer.text(200).nullable(),
  level: answer.oneOf(staffLevels).nullable(),
  qualified: answer.yesNo.nullable(),
  degree: answer.text(200).nullable(),
  validFrom: answer.day.nullable(),
  number: answer.count,
});
export type MandateLine = z.output<typeof line>;

/** The level and the degree of everybody who does casework, as they hold today or will; who has none said comes first. */
export const findMandates = defineQuery({
  name: "decision.find-mandates",
  title: "Visa medarbetarnas nivåer och behörighet",
  input: z.object({ staffId: idField.optional() }),
  output: z.object({ staff: answer.list(line) }),
  permit: [preparesDelegation],
  async run(tx, { staffId }, { actor: { municipalityId } }) {
    const one = staffId === undefined ? sql`true` : sql`s.id = ${staffId}::uuid`;
    const { rows } = await sql<MandateLine>`
      select s.id as "staffId", s.name, s.title, u.name as unit, d.level, d.qualified, d.degree, d.valid_from as "validFrom", coalesce(d.number, 0) as number
      from access.staff s
      left join access.unit u on u.municipality_id = s.municipality_id and u.id = s.unit_id
      left join lateral (select * from decision.staff_mandate m where m.municipality_id = s.municipality_id and m.staff_id = s.id
        order by m.number desc limit 1) d on true
      where s.municipality_id = ${municipalityId} and s.active and ${one}
        and exists (select 1 from access.staff_role r where r.municipality_id = s.municipality_id and r.staff_id = s.id and r.role in ('caseworker', 'team_leader'))
      order by d.level is not null, s.name, s.id limit 1000`.execute(tx);
    if (staffId !== undefined && rows.length === 0)
      return failed({ code: "not-found", message: "Medarbetaren finns inte här.", hint: "Välj en annan i listan." });
    return ok({ staff: rows });
  },
});
