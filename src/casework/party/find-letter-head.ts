import { failed, ok } from "../../platform/basics/result.ts";
import type { Result } from "../../platform/basics/result.ts";
import type { Tx } from "../../platform/database/connect.ts";
import type { Composed, LetterAt } from "../letters/define-letter.ts";
import { findParties } from "./find-parties.ts";
import { refusalToTell } from "./telling.ts";

type Head = {
  readonly to: string;
  readonly caseNumber: string;
  readonly municipality: string;
  readonly by: string;
  /** The same for `defineLetter`. */
  readonly sent: Pick<Composed, "receiver" | "reference" | "by">;
};

/** To whom a letter is, of which case and from whom. Problems: `not-a-party` for somebody who is one no more, `kept-uninformed`. */
export async function findLetterHead(tx: Tx, at: LetterAt, caseId: string, personId: string): Promise<Result<Head>> {
  const party = (await findParties(tx, at, caseId, at.today)).find((one) => one.personId === personId);
  if (!party) return failed({ code: "not-a-party", message: "Personen är inte part i ärendet längre." });
  const refusal = refusalToTell(party);
  if (refusal) return failed(refusal);
  const row = await tx
    .selectFrom("intake.case_file as f")
    .innerJoin("core.municipality as m", "m.id", "f.municipality_id")
    .select(["f.case_number", "m.name"])
    .where("f.municipality_id", "=", at.actor.municipalityId)
    .where("f.id", "=", caseId)
    .executeTakeFirstOrThrow();
  at.touch(personId);
  const by = at.actor.name;
  const sent = { receiver: { personId, name: party.name }, reference: row.case_number, by };
  return ok({ to: party.name, caseNumber: row.case_number, municipality: row.name, by, sent });
}
