import { sql } from "kysely";
import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { byOf } from "../../part/by-of.ts";
import { rowsOf } from "../../part/rows-of.ts";
import { longestInstead } from "../correction-fields.ts";
import { standingMasking } from "../masking.ts";
import { maskingGrounds } from "../reporter-fields.ts";

const reporter = z.object({
  category: answer.code,
  name: answer.text(200).nullable(),
  contact: answer.text(200).nullable(),
  /** The row that says whether it is kept secret; null where nobody has said anything of it. */
  masking: z
    .object({
      id: answer.id,
      masked: answer.yesNo,
      ground: answer.oneOf(maskingGrounds).nullable(),
      reason: answer.text(2000),
      by: answer.text(200),
      recorded_at: answer.momentText,
    })
    .nullable(),
  /** What is corrected in the report, with why: while it is secret this stands nowhere else. */
  corrections: answer.list(
    z.object({
      instead: answer.text(longestInstead).nullable(),
      why: answer.text(2000),
      by: answer.text(200),
      recorded_at: answer.momentText,
    }),
  ),
});

/** A text of the report as it was last corrected. */
const corrected = (column: "reporter_name" | "reporter_contact") => sql`coalesce((select e.instead from intake.entry_correction e
  where e.municipality_id = i.municipality_id and e.case_id = i.case_id and e.entry = 'intakes.' || i.id and e.kind = 'text' and e.field = ${column}
  order by e.recorded_at desc, e.id desc limit 1), ${sql.ref(`i.${column}`)})`;

/**
 * Who reported, also where that is kept secret from those whom the report concerns. A question of its own, so that it stands on no page, print or
 * extract that was not asked for it, and so that the log says who asked. Not for whoever has broken the case open.
 */
export const getReporter = defineQuery({
  name: "intake.get-reporter",
  title: "Visa vem som har anmält",
  input: z.object({ caseId: idField, intakeId: idField }),
  output: reporter,
  permit: [worksInCase],
  async run(tx, { caseId, intakeId }, context) {
    const { rows } = await sql<
      z.output<typeof reporter>
    >`select i.reporter_category as category, ${corrected("reporter_name")} as name, ${corrected("reporter_contact")} as contact,
        (select json_build_object('id', k.id, 'masked', k.masked, 'ground', k.ground, 'reason', k.mask_reason, 'recorded_at', k.recorded_at,
          'by', (select s.name from access.staff s where s.municipality_id = k.municipality_id and s.id = k.recorded_by)) from ${standingMasking}) as masking,
        ${rowsOf(sql`select e.instead, e.why, e.recorded_at, ${byOf("e")} from intake.entry_correction e
          where e.municipality_id = i.municipality_id and e.case_id = i.case_id and e.entry = 'intakes.' || i.id order by e.recorded_at, e.id`)} as corrections
      from intake.intake i
      where i.municipality_id = ${context.actor.municipalityId} and i.case_id = ${caseId}::uuid and i.id = ${intakeId}::uuid`.execute(tx);
    const [row] = rows;
    if (!row) return failed({ code: "not-found", message: "Det som kom in finns inte i ärendet." });
    context.touch(intakeId);
    return ok(row);
  },
});
