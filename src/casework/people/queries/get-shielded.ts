import { sql } from "kysely";
import { z } from "zod";
import { answer } from "../../../platform/core/answers.ts";
import { worksInCase } from "../../../platform/access/permits.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { ok } from "../../../platform/basics/result.ts";
import { detailRow, detailsOf } from "../details-sql.ts";
import type { DetailRow } from "../details-sql.ts";
import { findPersonOfCase, notOfCase } from "../in-case.ts";

/**
 * How somebody with a protected identity is reached, as the case has written it. A question of its own, so that it stands on no page, print or list that
 * was not asked for it, and so that the log says who asked. Not for whoever has broken the case open.
 */
export const getShielded = defineQuery({
  name: "people.get-shielded",
  title: "Visa hur någon med skyddade personuppgifter nås",
  input: z.object({ caseId: idField, personId: idField }),
  output: z.object({ phones: answer.list(answer.text(40)), details: answer.list(detailRow) }),
  permit: [worksInCase],
  async run(tx, { caseId, personId }, context) {
    const m = context.actor.municipalityId;
    const person = await findPersonOfCase(tx, context, caseId, personId);
    if (!person) return notOfCase;
    const { rows } = await sql<{ phone: string }>`select distinct g.phone from intake.case_file f
      join people.standing_guardianship g on g.municipality_id = f.municipality_id and g.child_id = f.child_id
      where f.municipality_id = ${m} and f.id = ${caseId}::uuid and g.guardian_id = ${personId}::uuid and g.phone is not null order by g.phone`.execute(
      tx,
    );
    const { rows: written } = await sql<{ details: DetailRow[] }>`select ${detailsOf(context, caseId, "shielded")} as details
      from people.person p where p.municipality_id = ${m} and p.id = ${personId}::uuid`.execute(tx);
    return ok({ phones: rows.map((row) => row.phone), details: written[0]?.details ?? [] });
  },
});
