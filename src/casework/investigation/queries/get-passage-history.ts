import { sql } from "kysely";
import { z } from "zod";
import { brokeOpen, worksInCase } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { optionalText, choice } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { ok } from "../../../platform/basics/result.ts";
import { codes } from "../../../platform/database/generated.ts";
import { byOf } from "../../part/by-of.ts";
import { rowsOf } from "../../part/rows-of.ts";
import { longestPassage } from "../body-fields.ts";

const versionPart = z.object({
  id: answer.id,
  text: answer.text(longestPassage),
  withheld: answer.yesNo,
  recorded_at: answer.momentText,
  by: answer.text(200),
});

/** Every version of one text of an investigation, the latest first, without what guardians may not be shown. */
export const getPassageHistory = defineQuery({
  name: "investigation.get-passage-history",
  title: "Visa hur en text i utredningen har ändrats",
  input: z.object({
    caseId: idField,
    investigationId: idField,
    section: choice(codes["investigation.passage.section"], "avsnitt"),
    areaCode: optionalText(40),
  }),
  output: z.object({ versions: answer.list(versionPart) }),
  permit: [worksInCase, brokeOpen],
  async run(tx, { caseId, investigationId, section, areaCode }, context) {
    // In the order in which each follows the one before, whatever the clock says.
    const first = sql`select p.*, 1 as depth from investigation.passage p
      where p.municipality_id = ${context.actor.municipalityId} and p.case_id = ${caseId}::uuid and p.investigation_id = ${investigationId}::uuid
        and p.section = ${section} and p.area_code is not distinct from ${areaCode ?? null}::text and p.follows_id is null`;
    const { rows } = await sql<{ versions: z.output<typeof versionPart>[] }>`
      with recursive chain as (${first} union all select n.*, c.depth + 1 from investigation.passage n
        join chain c on c.municipality_id = n.municipality_id and c.investigation_id = n.investigation_id and c.place = n.place and c.id = n.follows_id)
      select ${rowsOf(sql`select p.id, p.text, p.withheld_from_guardians is not null as withheld, p.recorded_at, ${byOf("p")}
        from chain p order by p.depth desc`)} as versions`.execute(tx);
    context.touch(investigationId);
    return ok({ versions: rows[0]?.versions ?? [] });
  },
});
