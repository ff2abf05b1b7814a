import { sql } from "kysely";
import { z } from "zod";
import { runsSurveys } from "../../../platform/access/permits.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { groupings } from "../../tables/frame.ts";
import { findPublication, noSuchPublication } from "../find-publication.ts";
import { publicationContents, publicationForms } from "../terms.ts";

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const output = z.object({
  id: answer.id,
  roundId: answer.id,
  round: answer.text(200),
  questionnaire: answer.text(64),
  fingerprint: digest,
  number: answer.count,
  form: answer.oneOf(publicationForms),
  contents: answer.oneOf(publicationContents),
  groupings: answer.list(answer.oneOf(groupings)),
  answers: digest,
  /** The open question that it is of, by its column; null of the tables. */
  column: answer.code.nullable(),
  askedAt: answer.moment,
  by: answer.text(200),
  /** Null while it is being made. */
  isPublishable: answer.yesNo.nullable(),
  percent: answer.count,
  /** What it says, as JSON; every form is written of it. */
  kept: answer.text(50_000_000).nullable(),
  digest: digest.nullable(),
  refusedBecause: answer.text(100_000).nullable(),
  program: answer.text(100).nullable(),
});
export type PublicationShown = z.output<typeof output>;

type Outcome = Pick<
  PublicationShown,
  "round" | "questionnaire" | "fingerprint" | "percent" | "kept" | "digest" | "refusedBecause" | "program"
>;

/** A publication: what was asked for, how far it has come, what it says or why there is none. Problem: `not-found`. */
export const getPublication = defineQuery({
  name: "results.get-publication",
  title: "Visa en publicering",
  input: z.object({ publicationId: idField }),
  output,
  permit: [runsSurveys],
  async run(tx, { publicationId }, { actor, touch }) {
    const found = await findPublication(tx, actor.municipalityId, publicationId);
    if (!found) return failed(noSuchPublication);
    touch(found.id);
    const { rows } = await sql<Outcome>`
      select r.title as round, r.questionnaire, r.fingerprint, o.content as kept, encode(o.digest, 'hex') as digest, o.refused_because as "refusedBecause", o.program,
        coalesce((select max(s.percent)::int from survey.publication_step s
          where s.municipality_id = r.municipality_id and s.publication_id = ${publicationId}::uuid), 0) as percent
      from survey.round r
        left join survey.publication_outcome o on o.municipality_id = r.municipality_id and o.publication_id = ${publicationId}::uuid
      where r.municipality_id = ${actor.municipalityId} and r.id = ${found.roundId}::uuid`.execute(tx);
    const [outcome] = rows;
    if (outcome === undefined) return failed(noSuchPublication);
    const { codings: ___, comparedId: _, isComparedWithPrint: __, ...publication } = found;
    return ok({ ...publication, ...outcome });
  },
});
