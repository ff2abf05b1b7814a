import { sql } from "kysely";
import { z } from "zod";
import { isOfOffice } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { ok } from "../../../platform/basics/result.ts";
import { answerKinds, documentKinds } from "../codes.ts";

const line = z.object({
  document_id: answer.id,
  kind: z.enum(documentKinds),
  title: answer.text(200),
  decided_by: answer.text(200),
  decided_on: answer.day,
  review_on: answer.day.nullable(),
  ended_on: answer.day.nullable(),
  answers: answer.list(z.enum(answerKinds)),
});
export type DocumentLine = z.output<typeof line>;

/**
 * The register: every routine and document by its last words, in no order that says anything, and the day on which somebody last said that the
 * register is whole. For everybody who works here: a routine is to be known by those who follow it.
 */
export const findDocuments = defineQuery({
  name: "register.find-documents",
  title: "Visa registret över rutiner och styrdokument",
  input: z.object({}),
  output: z.object({ documents: answer.list(line), inventoryOn: answer.day.nullable() }),
  permit: [isOfOffice],
  async run(tx, _input, { actor }) {
    const { rows } = await sql<DocumentLine>`
      select distinct on (v.document_id) v.document_id, d.kind, v.title, v.decided_by, v.decided_on, v.review_on, v.ended_on, v.answers
      from register.version v join register.document d on d.municipality_id = v.municipality_id and d.id = v.document_id
      where v.municipality_id = ${actor.municipalityId} order by v.document_id, v.number desc`.execute(tx);
    const inventory = await tx
      .selectFrom("register.inventory")
      .select("done_on")
      .where("municipality_id", "=", actor.municipalityId)
      .orderBy("number", "desc")
      .limit(1)
      .executeTakeFirst();
    return ok({ documents: rows, inventoryOn: inventory?.done_on ?? null });
  },
});
