import type { Context } from "../../platform/core/door.ts";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Result } from "../../platform/basics/result.ts";
import type { Tx } from "../../platform/database/connect.ts";
import { takeBody } from "./take-body.ts";
import type { TakenBody } from "./take-body.ts";

type OpenRequest = { readonly body: TakenBody; readonly askedOf: string; readonly askedOn: string };

/** A request of an investigation that goes on, which nothing has come of yet. Problems: `not-found`, `already-done`, those of `takeBody`. */
export async function findOpenRequest(
  tx: Tx,
  context: Context,
  { caseId, requestId }: { readonly caseId: string; readonly requestId: string },
): Promise<Result<OpenRequest>> {
  const row = await tx
    .selectFrom("investigation.request as q")
    .leftJoin("investigation.request_reply as r", (join) =>
      join.onRef("r.municipality_id", "=", "q.municipality_id").onRef("r.case_id", "=", "q.case_id").onRef("r.request_id", "=", "q.id"),
    )
    .select(["q.investigation_id", "q.asked_of", "q.asked_on", "r.outcome"])
    .where("q.municipality_id", "=", context.actor.municipalityId)
    .where("q.case_id", "=", caseId)
    .where("q.id", "=", requestId)
    .executeTakeFirst();
  if (!row) return failed({ code: "not-found", message: "Frågan finns inte i ärendet." });
  context.touch(requestId);
  const body = await takeBody(tx, context, caseId, row.investigation_id);
  if (!body.ok) return body;
  if (row.outcome !== null) {
    return failed({
      code: "already-done",
      message: "Det står redan vad som hände med frågan.",
      hint: "Ladda om sidan för att se det senaste.",
    });
  }
  return ok({ body: body.value, askedOf: row.asked_of, askedOn: row.asked_on });
}
