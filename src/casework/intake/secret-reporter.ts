/** Who is to be secret as a reporter in a case, looked for in what is handed out; and what somebody has said of the passages that were found. */
import { sql } from "kysely";
import { z } from "zod";
import { answer } from "../../platform/core/answers.ts";
import type { Context } from "../../platform/core/door.ts";
import type { Tx } from "../../platform/database/connect.ts";
import { isMasked } from "./masking.ts";
import { passagesNaming } from "./reporter-in-text.ts";
import type { SecretReporter } from "./reporter-in-text.ts";

/** A passage that may tell who reported; answered where somebody has read it and found that it does not. */
export const secretPassage = z.object({ id: answer.id, passage: answer.text(200_000), answered: answer.yesNo });
export type SecretPassage = z.output<typeof secretPassage>;

/** Those who have reported in the case and are to be secret, by each name that the report has had; all of them where `all` says so. */
export async function findSecretReporters(
  tx: Tx,
  { actor }: { readonly actor: Pick<Context["actor"], "municipalityId"> },
  caseId: string,
  all: boolean,
): Promise<readonly SecretReporter[]> {
  const { rows } = await sql<SecretReporter>`select i.reporter_name as name, i.reporter_contact as contact from intake.intake i
    where i.municipality_id = ${actor.municipalityId} and i.case_id = ${caseId}::uuid
      and (i.reporter_name is not null or i.reporter_contact is not null) and (${all} or ${isMasked})
    union all
    select x.instead, null from intake.entry_correction x join intake.intake i on i.municipality_id = x.municipality_id and i.case_id = x.case_id
      and x.entry = 'intakes.' || i.id and x.field = 'reporter_name'
    where i.municipality_id = ${actor.municipalityId} and i.case_id = ${caseId}::uuid and (${all} or ${isMasked})`.execute(tx);
  return rows;
}

type HandedOut = {
  readonly caseId: string;
  readonly extractId: string;
  /** Every text that leaves. */
  readonly texts: readonly string[];
  /** The names that whoever gets it knows. */
  readonly known: readonly string[];
  /** That nobody who has reported is to be named, also who is not kept secret for good. */
  readonly all: boolean;
};

/** The passages of what an extract hands out that may tell who reported, each with whether it is answered. */
export async function findSecretPassages(tx: Tx, context: Context, of: HandedOut): Promise<SecretPassage[]> {
  const reporters = await findSecretReporters(tx, context, of.caseId, of.all);
  const found = passagesNaming(of.texts, reporters, of.known);
  if (found.length === 0) return [];
  const answered = await tx
    .selectFrom("intake.secret_passage_answer")
    .select("passage_id")
    .where("municipality_id", "=", context.actor.municipalityId)
    .where("extract_id", "=", of.extractId)
    .execute();
  const known = new Set(answered.map((one) => one.passage_id));
  return found.map((one) => ({ ...one, answered: known.has(one.id) }));
}
