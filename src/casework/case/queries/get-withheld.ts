import { sql } from "kysely";
import { z } from "zod";
import { answer } from "../../../platform/core/answers.ts";
import { brokeOpen, worksInCase } from "../../../platform/access/permits.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import type { Context } from "../../../platform/core/door.ts";
import { optionalId } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { ok } from "../../../platform/basics/result.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import { allParts } from "../case-parts.ts";

const kinds = allParts.flatMap(({ withheld }) => withheld ?? []);

/** What each kind of what guardians may not be shown is called: "Samtal". */
export const withheldWords: Readonly<Record<string, string>> = Object.fromEntries(kinds.map(({ kind, word }) => [kind, word]));

/** Something that guardians may not be shown, and why: as the parts of the case keep it. */
const withheldPart = z.object({
  id: answer.id,
  kind: z.enum(kinds.map(({ kind }) => kind)),
  on: answer.day,
  text: answer.text(),
  reason: answer.text(1000),
});
export type WithheldPart = z.output<typeof withheldPart>;

/**
 * What in the case, or in one conversation, may not be shown to guardians (12 kap. 3 § OSL). A question of its own, so that it stands on
 * no page that was not asked for it, and so that the log says who asked. Whoever has broken the case open may need it most: what was said may
 * be about the danger.
 */
export const getWithheld = defineQuery({
  name: "workplace.get-withheld",
  title: "Visa det som inte får visas för vårdnadshavare",
  input: z.object({ caseId: idField, conversationId: optionalId() }),
  output: z.object({ withheld: answer.list(withheldPart) }),
  permit: [worksInCase, brokeOpen],
  run: async (tx, { caseId, conversationId }, context) => ok({ withheld: await readWithheld(tx, context, { caseId, conversationId }) }),
});

type Which = { readonly caseId: string; readonly conversationId?: string | undefined; readonly until?: Date };

/** The same as it is now, or as it was written at a moment (`until`). */
export async function readWithheld(tx: Tx, context: Context, { caseId, conversationId, until }: Which): Promise<WithheldPart[]> {
  const question = { m: context.actor.municipalityId, c: caseId, context, ...(until === undefined ? {} : { until }) };
  const each = kinds.map((one) => sql`select ${sql.lit(one.kind)} as kind, w.* from (${one.sql(question, conversationId ?? null)}) w`);
  const { rows } = await sql<WithheldPart>`select a.id, a.kind, a."on", a.text, a.reason from (${sql.join(each, sql` union all `)}) a
      order by a."on", a.id`.execute(tx);
  context.touch(...rows.map((row) => row.id));
  return rows;
}
