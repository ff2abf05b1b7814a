import { sql } from "kysely";
import { z } from "zod";
import { answer } from "../../../platform/core/answers.ts";
import { brokeOpen, worksInCase } from "../../../platform/access/permits.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { codes } from "../../../platform/database/generated.ts";
import { ok } from "../../../platform/basics/result.ts";
import { findPersonOfCase, notOfCase } from "../in-case.ts";
import { canBeTaken, noticeWords } from "../population/said.ts";

const notice = z.object({
  id: answer.id,
  kind: answer.oneOf(codes["people.population_notice.kind"]),
  said: answer.text(2000),
  known: answer.text(500).nullable(),
  validFrom: answer.day.nullable(),
  readOn: answer.day,
  /** Whether it can be written in here. */
  canBeTaken: answer.yesNo,
  outcome: answer.oneOf(codes["people.population_outcome.outcome"]).nullable(),
});
export type PopulationNotice = z.output<typeof notice>;
type Row = Omit<PopulationNotice, "said" | "canBeTaken"> & { readonly said: unknown };

/** What the population register says otherwise of somebody in the case: what waits first. Where somebody protected lives is not among it. */
export const findPopulation = defineQuery({
  name: "people.find-population",
  title: "Visa uppgifter från folkbokföringen",
  input: z.object({ caseId: idField, personId: idField }),
  output: z.object({ notices: answer.list(notice) }),
  permit: [worksInCase, brokeOpen],
  async run(tx, { caseId, personId }, context) {
    const person = await findPersonOfCase(tx, context, caseId, personId);
    if (!person) return notOfCase;
    const { rows } = await sql<Row>`select n.id, n.kind, n.said, n.known, n.valid_from as "validFrom", n.read_on as "readOn", o.outcome
      from people.population_notice n
      left join people.population_outcome o on o.municipality_id = n.municipality_id and o.notice_id = n.id
      where n.municipality_id = ${context.actor.municipalityId} and n.case_id = ${caseId}::uuid and n.person_id = ${personId}::uuid
        and not (n.kind in ('folkbokföringsadress', 'flyttat') and ${person.protectedIdentity !== "ingen"}::boolean)
      order by o.outcome is not null, n.recorded_at desc, n.id limit 100`.execute(tx);
    const { isChild } = person;
    return ok({
      notices: rows.map((row) => ({ ...row, said: noticeWords(row.kind, row.said), canBeTaken: canBeTaken(row.kind, isChild) })),
    });
  },
});
