import type { Context } from "../../platform/core/door.ts";
import type { Tx } from "../../platform/database/connect.ts";

export type Decided = { readonly id: string; readonly decidedOn: string; readonly appeal: string };

/** The decisions that an investigation has come to, in their order. Empty while nothing is decided, or where it is another case's. */
export async function findDecided(tx: Tx, { actor }: Context, caseId: string, investigationId: string): Promise<readonly Decided[]> {
  return tx
    .selectFrom("decision.decision")
    .select(["id", "decided_on as decidedOn", "appeal"])
    .where("municipality_id", "=", actor.municipalityId)
    .where("case_id", "=", caseId)
    .where("investigation_id", "=", investigationId)
    .orderBy("recorded_at")
    .orderBy("id")
    .execute();
}

/** The appeal of the case, or nothing. */
export async function findAppeal(tx: Tx, { actor }: Context, caseId: string, appealId: string) {
  return tx
    .selectFrom("party.appeal as a")
    .leftJoin("party.appeal_trial as t", (join) =>
      join.onRef("t.municipality_id", "=", "a.municipality_id").onRef("t.case_id", "=", "a.case_id").onRef("t.appeal_id", "=", "a.id"),
    )
    .select(["a.person_id", "a.received_on", "a.court_received_on", "a.decided_on as appealed_on", "t.outcome", "t.decided_on as tried_on"])
    .where("a.municipality_id", "=", actor.municipalityId)
    .where("a.case_id", "=", caseId)
    .where("a.id", "=", appealId)
    .executeTakeFirst();
}
