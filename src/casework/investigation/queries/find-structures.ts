import { sql } from "kysely";
import { z } from "zod";
import { preparesDelegation } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { ok } from "../../../platform/basics/result.ts";
import { rowsOf } from "../../part/rows-of.ts";

const choice = z.object({
  id: answer.id,
  structure_id: answer.id,
  valid_from: answer.day,
  name: answer.text(200),
  source: answer.text(500),
  analysis_cites: answer.yesNo,
  has_logo: answer.yesNo,
  /** Who loaded it; null at the command line. */
  by: answer.text(200).nullable(),
  recorded_at: answer.momentText,
  areas: answer.list(
    z.object({ code: answer.code, heading: answer.text(200), help: answer.text(2000).nullable(), variable: answer.text(60).nullable() }),
  ),
});
export type StructureChoice = z.output<typeof choice>;

/** The municipality's own areas by the day that they hold from, the latest first; empty where only the neutral ones are used. */
export const findStructures = defineQuery({
  name: "investigation.find-structures",
  title: "Visa kommunens utredningsmallar",
  input: z.object({}),
  output: z.object({ choices: answer.list(choice) }),
  permit: [preparesDelegation],
  async run(tx, _input, { actor }) {
    const { rows } = await sql<{
      choices: StructureChoice[];
    }>`select ${rowsOf(sql`select c.id, c.structure_id, c.valid_from, s.name, s.source, s.analysis_cites,
        exists (select 1 from investigation.structure_logo l where l.municipality_id = s.municipality_id and l.structure_id = s.id) as has_logo,
        w.name as by, c.recorded_at,
        ${rowsOf(sql`select a.code, a.heading, a.help, a.variable from investigation.structure_area a
          where a.municipality_id = s.municipality_id and a.structure_id = s.id order by a.place`)} as areas
      from investigation.structure_choice c
      join investigation.structure s on s.municipality_id = c.municipality_id and s.id = c.structure_id
      left join access.staff w on w.municipality_id = c.municipality_id and w.id = c.recorded_by
      where c.municipality_id = ${actor.municipalityId} order by c.valid_from desc, c.recorded_at desc`)} as choices`.execute(tx);
    return ok({ choices: rows[0]?.choices ?? [] });
  },
});
