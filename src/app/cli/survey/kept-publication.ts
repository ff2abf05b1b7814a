import { systemClock } from "../../../platform/basics/clock.ts";
import { isId, newId } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import type { Result } from "../../../platform/basics/result.ts";
import { machineIn } from "../../../platform/core/actor.ts";
import { writeAuditEvent } from "../../../platform/core/audit.ts";
import { inMunicipality } from "../../../platform/database/connect.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import { readMade } from "../../../survey/results/make.ts";
import type { Publication } from "../../../survey/tables/output/publication.ts";
import { listAddedMunicipalities, openDatabaseContext } from "../context.ts";
import { wrongUsage } from "../outcome.ts";

/** Which publication of which round; the last that was made where no number is told. */
export type KeptOf = { readonly roundId: string; readonly number: string | undefined };

/**
 * A publication as it is kept, whichever agency of the database has the round. The reading is logged. Problems: `wrong-usage`; `round-unknown`;
 * `publication-unknown` where the round has none that is made.
 */
export async function findKeptPublication(questionnaire: string, { roundId, number }: KeptOf): Promise<Result<Publication>> {
  if (!isId(roundId)) return failed(wrongUsage("--round är omgångens id, som det står i adressen till omgångens sida."));
  if (number !== undefined && !/^[1-9]\d{0,4}$/u.test(number)) return failed(wrongUsage("--publication är publiceringens nummer."));
  const opened = await openDatabaseContext();
  if (!opened.ok) return opened;
  const { db, close } = opened.value;
  try {
    const agencies = (await listAddedMunicipalities(db)).filter(({ kind }) => kind === "myndighet");
    for (const { id } of agencies) {
      const found = await inMunicipality(db.app, id, (tx) => readKept(tx, id, questionnaire, { roundId, number }));
      if (found !== undefined) return found;
    }
    return failed({
      code: "round-unknown",
      message: "Det finns ingen sådan omgång av undersökningen i databasen.",
      hint: "Se omgångens id i adressen till dess sida.",
    });
  } finally {
    await close();
  }
}

async function readKept(
  tx: Tx,
  municipalityId: number,
  questionnaire: string,
  { roundId, number }: KeptOf,
): Promise<Result<Publication> | undefined> {
  const round = await tx
    .selectFrom("survey.round")
    .select("id")
    .where("municipality_id", "=", municipalityId)
    .where("id", "=", roundId)
    .where("questionnaire", "=", questionnaire)
    .executeTakeFirst();
  if (round === undefined) return undefined;
  const kept = await tx
    .selectFrom("survey.publication as p")
    .innerJoin("survey.publication_outcome as o", (join) =>
      join.onRef("o.municipality_id", "=", "p.municipality_id").onRef("o.publication_id", "=", "p.id"),
    )
    .select(["p.id", "o.content"])
    .where("p.municipality_id", "=", municipalityId)
    .where("p.round_id", "=", roundId)
    .where("o.is_publishable", "=", true)
    .$if(number !== undefined, (query) => query.where("p.number", "=", Number(number)))
    .orderBy("p.number", "desc")
    .executeTakeFirst();
  if (kept === undefined || kept.content === null)
    return failed({
      code: "publication-unknown",
      message: "Omgången har ingen sådan publicering.",
      hint: "Gör den på omgångens sida under Resultat.",
    });
  const now = systemClock();
  const event = {
    actor: machineIn(municipalityId),
    requestId: newId(now),
    action: "results.get-publication",
    kind: "read",
    outcome: "ok",
  } as const;
  await writeAuditEvent(tx, { ...event, subjectIds: [kept.id] }, now);
  return ok(readMade(kept.content));
}
