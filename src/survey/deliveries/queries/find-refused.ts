import { sql } from "kysely";
import { z } from "zod";
import { runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { ok } from "../../../platform/basics/result.ts";
import { refusalWords } from "../refusals.ts";

/** More are counted, not listed: somebody is then trying. */
const mostListed = 500;
const line = z.object({
  at: answer.momentText,
  unit: answer.text(200).nullable(),
  unitId: answer.id.nullable(),
  roundId: answer.id.nullable(),
  round: answer.text(200).nullable(),
  way: answer.code,
  cause: answer.text(200),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  authentic: answer.yesNo,
});
export type RefusedLine = z.output<typeof line>;

/** The deliveries that were refused, the last first: when, why and which, never what they said. */
export const findRefused = defineQuery({
  name: "delivery.find-refused",
  title: "Visa leveranser som inte togs emot",
  input: z.object({}),
  output: z.object({ refused: answer.list(line), all: answer.count }),
  permit: [runsSurveys],
  async run(tx, _input, { actor }) {
    const { rows } = await sql<Omit<RefusedLine, "cause"> & { reason: string; all: number }>`
      select to_json(f.refused_at)#>>'{}' as at, u.name as unit, u.id as "unitId", u.round_id as "roundId", r.title as round, f.way, f.reason, encode(f.digest, 'hex') as digest,
        f.is_authentic as authentic, (count(*) over ())::int as all
      from survey.refused_delivery f
      left join survey.unit u on u.municipality_id = f.municipality_id and u.id = f.unit_id
      left join survey.round r on r.municipality_id = u.municipality_id and r.id = u.round_id
      where f.municipality_id = ${actor.municipalityId} order by f.refused_at desc, f.id desc limit ${mostListed}`.execute(tx);
    return ok({
      refused: rows.map(({ reason, all: _, ...row }) => ({ ...row, cause: refusalWords[reason] ?? reason })),
      all: rows[0]?.all ?? 0,
    });
  },
});
