/** Insight as rows. What stands in the material is put together above, of the whole case. */
import type { Insertable } from "kysely";
import type { Context } from "../../platform/core/door.ts";
import { stamp } from "../../platform/core/journal.ts";
import type { Tx } from "../../platform/database/connect.ts";
import type { DB } from "../../platform/database/generated.ts";
import { sql } from "kysely";
import type { WithholdingGround } from "./codes.ts";
import { nowParty } from "./now-party.ts";

export type InsightRow = {
  readonly personId: string;
  readonly requestedOn: string;
  readonly wants: string;
  readonly decidedOn: string | null;
  readonly outcome: Insertable<DB["party.insight_decision"]>["outcome"] | null;
  readonly reasons: string | null;
  readonly toldOtherwise: string | null;
  readonly reservation: string | null;
  readonly decidedAt: Date | null;
  readonly decidedBy: string | null;
  readonly answeredOn: string | null;
  readonly fileId: string | null;
};

/** A request of the case as it stands, with who it is of today; undefined where the case has none such. */
export async function findInsight(
  tx: Tx,
  { actor }: { readonly actor: Pick<Context["actor"], "municipalityId"> },
  caseId: string,
  insightId: string,
): Promise<InsightRow | undefined> {
  const { rows } = await sql<
    InsightRow & { readonly person_id: string }
  >`select ${nowParty("r")}, r.requested_on::text as "requestedOn", r.wants,
      d.decided_on::text as "decidedOn", d.outcome, d.reasons, d.told_otherwise as "toldOtherwise", d.reservation, d.recorded_at as "decidedAt",
      coalesce(k.body || ', ' || k.minutes_number, k.name, s.name || ', ' || s.title) as "decidedBy",
      a.answered_on::text as "answeredOn", a.file_id as "fileId"
    from party.insight_request r
    left join party.insight_decision d on d.municipality_id = r.municipality_id and d.request_id = r.id
    left join decision.maker k on k.municipality_id = d.municipality_id and k.id = d.request_id
    left join access.staff s on s.municipality_id = k.municipality_id and s.id = k.staff_id
    left join party.insight_answer a on a.municipality_id = r.municipality_id and a.request_id = r.id
    where r.municipality_id = ${actor.municipalityId} and r.case_id = ${caseId}::uuid and r.id = ${insightId}::uuid`.execute(tx);
  const [row] = rows;
  return row && { ...row, personId: row.person_id };
}

/** The pieces of the material that were gone through and given, as they are known. */
export async function findGiven(tx: Tx, { actor }: Context, insightId: string): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectFrom("party.insight_passage")
    .select("passage")
    .where("municipality_id", "=", actor.municipalityId)
    .where("request_id", "=", insightId)
    .where("ground", "is", null)
    .execute();
  return new Set(rows.map(({ passage }) => passage));
}

type Decision = Omit<Insertable<DB["party.insight_decision"]>, "municipality_id" | "recorded_by" | "recorded_at">;
type Passage = { readonly passage: string; readonly ground: WithholdingGround | null };

/** Writes what was decided, and each piece that was gone through. */
export async function writeInsight(tx: Tx, context: Context, decision: Decision, passages: readonly Passage[]): Promise<void> {
  const by = stamp(context);
  await tx
    .insertInto("party.insight_decision")
    .values({ ...decision, ...by })
    .execute();
  if (passages.length === 0) return;
  await tx
    .insertInto("party.insight_passage")
    .values(passages.map((one) => ({ request_id: decision.request_id, ...one, ...by })))
    .execute();
}

type Answer = Omit<Insertable<DB["party.insight_answer"]>, "municipality_id" | "recorded_by" | "recorded_at">;

/** Writes when and how the party got it. */
export async function writeInsightAnswer(tx: Tx, context: Context, answer: Answer): Promise<void> {
  await tx
    .insertInto("party.insight_answer")
    .values({ ...answer, ...stamp(context) })
    .execute();
}
