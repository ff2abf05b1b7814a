import { sql } from "kysely";
import { z } from "zod";
import type { Machine } from "../../../platform/core/actor.ts";
import { about } from "../../../platform/core/about.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { isTheProgram } from "../../../platform/core/permit.ts";
import { ok } from "../../../platform/basics/result.ts";
import { isGuardianOn } from "../guardian-on.ts";
import { longestFile, readFileOf } from "../population/record.ts";
import { receive } from "../population/receive.ts";
import type { Place } from "../population/receive.ts";

const input = z.object({
  populationFile: about(z.string().max(longestFile, "Filen är för stor. Dela den."), { label: "Fil från folkbokföringen" }),
});
const output = z.object({ records: answer.count, known: answer.count, notices: answer.count });

/**
 * Takes in what a population register has left in a file: of those who are in an open case, as the child or as a guardian today, what is otherwise becomes notices
 * there. Of others nothing is kept. The whole file or nothing; the same file again says nothing new.
 */
export const receivePopulation = defineAction<typeof input, z.output<typeof output>, Machine>({
  name: "people.receive-population",
  title: "Läs in uppgifter från folkbokföringen",
  input,
  output,
  permit: [isTheProgram],
  async run(tx, { populationFile }, context) {
    const read = readFileOf(populationFile, context.today);
    if (!read.ok) return read;
    const { municipalityId } = context.actor;
    let [known, notices] = [0, 0];
    for (const record of read.value) {
      const { rows } = await sql<Place>`select distinct c.id as "caseId", p.id as "personId", c.child_id = p.id as "isChild"
        from people.person n
        join people.person p on p.municipality_id = n.municipality_id and (p.id = n.id or p.same_as = n.id)
        join intake.case_file c on c.municipality_id = p.municipality_id and c.is_open and (c.child_id = p.id or c.child_id in (
          select g.child_id from people.standing_guardianship g
          where g.municipality_id = p.municipality_id and g.guardian_id = p.id and ${isGuardianOn("g", context.today)}))
        where n.municipality_id = ${municipalityId} and n.identity_number = ${record.identityNumber} order by 1, 2`.execute(tx);
      if (rows.length > 0) known += 1;
      for (const place of rows) notices += await receive(tx, { ...context, municipalityId }, place, record, { way: "fil", staffId: null });
    }
    return ok({ records: read.value.length, known, notices });
  },
});
