import { sql } from "kysely";
import { z } from "zod";
import { answer } from "../../../platform/core/answers.ts";
import { followsUp } from "../../../platform/access/permits.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { ok } from "../../../platform/basics/result.ts";
import { finding } from "../check/findings.ts";

/** Findings kept for a run; more than that are only counted. */
const MOST = 10_000;

/** The errors or warnings of one import, by file and row, a part of them at a time. They hold no personal data. */
export const findFindings = defineQuery({
  name: "exchange.find-findings",
  title: "Visa fel och varningar i en import",
  input: z.object({
    runId: idField,
    severity: z.enum(["error", "warning"]).default("error"),
    /** Only those of this file, as the finding names it. */
    file: z.string().max(300).optional(),
    offset: z.number().int().min(0).default(0),
    limit: z.number().int().min(1).max(MOST).default(100),
  }),
  output: z.object({ findings: answer.list(finding), matching: answer.count }),
  permit: [followsUp],
  async run(tx, input, context) {
    const { municipalityId } = context.actor;
    const wanted = input.severity === "error" ? sql`r.report->'errors'` : sql`r.report->'warnings'`;
    const { rows } = await sql<{ finding: z.output<typeof finding>; matching: number }>`
      select f.value as finding, count(*) over ()::int as matching
      from extract.import_run r, jsonb_array_elements(coalesce(${wanted}, '[]')) with ordinality f (value, place)
      where r.municipality_id = ${municipalityId} and r.id = ${input.runId} and (${input.file ?? null}::text is null or f.value->>'file' = ${input.file ?? null})
      order by f.place offset ${input.offset} limit ${input.limit}`.execute(tx);
    context.touch(input.runId);
    // How many of the kept ones there are to leaf through.
    return ok({ findings: rows.map((row) => row.finding), matching: rows[0]?.matching ?? 0 });
  },
});
