import { sql } from "kysely";
import type { Tx } from "../../platform/database/connect.ts";
import type { Context } from "../../platform/core/door.ts";
import { stamp } from "../../platform/core/journal.ts";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Result } from "../../platform/basics/result.ts";
import { getOpenInvestigation } from "./conclude.ts";
import type { OpenInvestigation } from "./conclude.ts";
import { keepStructure } from "./keep-structure.ts";
import { neutralStructure } from "./structure-file.ts";

/** The keys that every row of a body has, and what it is written in. */
export type TakenBody = OpenInvestigation & {
  readonly in: { readonly case_id: string; readonly investigation_id: string };
  readonly structure: { readonly structure_id: string; readonly analysis_cites: boolean };
};

/**
 * The body of an investigation that goes on, to write in: begun here where it is the first word, in the structure that the municipality has chosen.
 * Problems: those of `getOpenInvestigation`, and `signed`.
 */
export async function takeBody(tx: Tx, context: Context, caseId: string, investigationId: string): Promise<Result<TakenBody>> {
  const open = await getOpenInvestigation(tx, context, caseId, investigationId);
  if (!open.ok) return open;
  const keys = { case_id: caseId, investigation_id: investigationId };
  const known = await tx
    .selectFrom("investigation.body as b")
    .leftJoin("investigation.signature as s", (join) =>
      join.onRef("s.municipality_id", "=", "b.municipality_id").onRef("s.investigation_id", "=", "b.investigation_id"),
    )
    .select(["b.structure_id", "b.analysis_cites", "s.signed_on"])
    .where("b.municipality_id", "=", context.actor.municipalityId)
    .where("b.case_id", "=", caseId)
    .where("b.investigation_id", "=", investigationId)
    .executeTakeFirst();
  if (known?.signed_on) return failed(signedAlready(known.signed_on));
  if (known) return ok({ ...open.value, in: keys, structure: { structure_id: known.structure_id, analysis_cites: known.analysis_cites } });
  const structure = await chosenStructure(tx, context);
  await tx
    .insertInto("investigation.body")
    .values({ ...keys, ...structure, ...stamp(context) })
    .execute();
  return ok({ ...open.value, in: keys, structure });
}

const signedAlready = (day: string) => ({
  code: "already-done",
  message: `Utredningen är underskriven sedan ${day} och ändras inte mer.`,
  hint: "Rätta eller komplettera med ett daterat tillägg.",
});

/** The structure that investigations begin with today: the latest that the municipality chose and that holds, or the neutral one, kept here the first time it is used. */
async function chosenStructure(tx: Tx, context: Context): Promise<TakenBody["structure"]> {
  const { rows } = await sql<TakenBody["structure"]>`select s.id as structure_id, s.analysis_cites from investigation.structure_choice c
    join investigation.structure s on s.municipality_id = c.municipality_id and s.id = c.structure_id
    where c.municipality_id = ${context.actor.municipalityId} and c.valid_from <= ${context.today}::date
    order by c.valid_from desc, c.recorded_at desc, c.id desc limit 1`.execute(tx);
  if (rows[0]) return rows[0];
  return {
    structure_id: await keepStructure(tx, context, stamp(context), neutralStructure, null),
    analysis_cites: neutralStructure.analysisCites,
  };
}
