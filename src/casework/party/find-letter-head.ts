import type { Context } from "../../platform/core/door.ts";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Result } from "../../platform/basics/result.ts";
import type { Tx } from "../../platform/database/connect.ts";
import { findParties } from "./find-parties.ts";
import { refusalToTell } from "./telling.ts";

type Head = { readonly to: string; readonly caseNumber: string; readonly municipality: string; readonly by: string };

/** To whom a letter is, of which case and from whom. Problems: `not-a-party` for somebody who is one no more, `kept-uninformed`. */
export async function findLetterHead(tx: Tx, context: Context, caseId: string, personId: string): Promise<Result<Head>> {
  const party = (await findParties(tx, context, caseId, context.today)).find((one) => one.personId === personId);
  if (!party) return failed({ code: "not-a-party", message: "Personen är inte part i ärendet längre." });
  const refusal = refusalToTell(party);
  if (refusal) return failed(refusal);
  const row = await tx
    .selectFrom("intake.case_file as f")
    .innerJoin("core.municipality as m", "m.id", "f.municipality_id")
    .select(["f.case_number", "m.name"])
    .where("f.municipality_id", "=", context.actor.municipalityId)
    .where("f.id", "=", caseId)
    .executeTakeFirstOrThrow();
  return ok({ to: party.name, caseNumber: row.case_number, municipality: row.name, by: context.actor.name });
}
