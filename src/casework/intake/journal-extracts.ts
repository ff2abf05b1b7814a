/** That extracts of a case's journal were made, as rows. What stands in an extract is put together above. */
import { sql } from "kysely";
import type { Insertable } from "kysely";
import type { Context } from "../../platform/core/door.ts";
import { newTouchedId, stamp } from "../../platform/core/journal.ts";
import type { Tx } from "../../platform/database/connect.ts";
import type { DB } from "../../platform/database/generated.ts";

type Row = Insertable<DB["intake.journal_extract"]>;

/** Keeps that an extract was made, by the actor, now; gives its id. */
export async function keepExtract(
  tx: Tx,
  context: Context,
  made: Omit<Row, "id" | "municipality_id" | "recorded_by" | "recorded_at">,
): Promise<string> {
  const id = newTouchedId(context);
  await tx
    .insertInto("intake.journal_extract")
    .values({ id, ...made, ...stamp(context) })
    .execute();
  return id;
}

/** An extract that the actor has made: for which guardianship, whether it shows who reported, and when it was made; undefined where there is none. */
export function findOwnExtract(
  tx: Tx,
  { actor }: Context,
  { caseId, extractId }: { readonly caseId: string; readonly extractId: string },
): Promise<{ guardianship_id: string | null; reporter: string | null; recorded_at: Date } | undefined> {
  return tx
    .selectFrom("intake.journal_extract")
    .select(["guardianship_id", "reporter", "recorded_at"])
    .where("municipality_id", "=", actor.municipalityId)
    .where("case_id", "=", caseId)
    .where("id", "=", extractId)
    .where("recorded_by", "=", actor.staffId)
    .executeTakeFirst();
}

/** The extracts that have been made in a case, the latest first, with the reasons that were given. */
export async function listExtracts<Extract>(tx: Tx, municipalityId: number, caseId: string): Promise<Extract[]> {
  const { rows } = await sql<Extract>`
      select e.id, e.version, g.given_name || ' ' || g.family_name as guardian, e.reporter, e.reporter_reason as "reporterReason",
        e.harm_reasoning as "harmReasoning", e.child_view as "childView", e.child_view_reason as "childViewReason", s.name as by, e.recorded_at as at
      from intake.journal_extract e
      join access.staff s on s.municipality_id = e.municipality_id and s.id = e.recorded_by
      left join people.guardianship g on g.municipality_id = e.municipality_id and g.child_id = e.child_id and g.id = e.guardianship_id
      where e.municipality_id = ${municipalityId} and e.case_id = ${caseId}::uuid
      order by e.recorded_at desc, e.id desc`.execute(tx);
  return rows;
}

/** The child of a case that is there. */
export function childOf(tx: Tx, municipalityId: number, caseId: string): Promise<{ id: string; birth_date: string | null }> {
  return tx
    .selectFrom("intake.case_file as c")
    .innerJoin("people.person as p", (join) => join.onRef("p.municipality_id", "=", "c.municipality_id").onRef("p.id", "=", "c.child_id"))
    .select(["p.id", "p.birth_date"])
    .where("c.municipality_id", "=", municipalityId)
    .where("c.id", "=", caseId)
    .executeTakeFirstOrThrow();
}
