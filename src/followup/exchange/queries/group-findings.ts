import { sql } from "kysely";
import { z } from "zod";
import { answer } from "../../../platform/core/answers.ts";
import { followsUp } from "../../../platform/access/permits.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { ok } from "../../../platform/basics/result.ts";
import { finding } from "../check/findings.ts";

/** The same fault in the same column of a file, told once: the first rows it stands in, and how many it stands in. */
const findingGroup = finding.omit({ row: true, severity: true }).extend({ rows: answer.list(answer.count), count: answer.count });
export type FindingGroup = z.output<typeof findingGroup>;

/** Rows that a group names; the rest are counted. */
const MOST_ROWS = 10;

/** The errors or warnings of one import, each fault once, in the order in which they first stand. They hold no personal data. */
export const groupFindings = defineQuery({
  name: "exchange.group-findings",
  title: "Visa fel och varningar i en import, samma fel en gång",
  input: z.object({
    runId: idField,
    severity: z.enum(["error", "warning"]).default("error"),
    /** Only those of this file, as the finding names it. */
    file: z.string().max(300).optional(),
    offset: z.number().int().min(0).default(0),
    limit: z.number().int().min(1).max(1000).default(50),
  }),
  output: z.object({ groups: answer.list(findingGroup), matching: answer.count, findings: answer.count }),
  permit: [followsUp],
  async run(tx, input, context) {
    const { municipalityId } = context.actor;
    const wanted = input.severity === "error" ? sql`r.report->'errors'` : sql`r.report->'warnings'`;
    const { rows } = await sql<{ group: FindingGroup; matching: number; findings: number }>`
      with finding as (
        select f.value - 'row' - 'severity' as fault, (f.value->>'row')::int as row, f.place
        from extract.import_run r, jsonb_array_elements(coalesce(${wanted}, '[]')) with ordinality f (value, place)
        where r.municipality_id = ${municipalityId} and r.id = ${input.runId}
          and (${input.file ?? null}::text is null or f.value->>'file' = ${input.file ?? null})
      ), grouped as (
        select fault, min(place) as place, count(*)::int as count,
          coalesce(to_jsonb((array_agg(row order by place) filter (where row is not null))[1:${sql.lit(MOST_ROWS)}]), '[]') as rows
        from finding group by fault
      )
      select fault || jsonb_build_object('rows', rows, 'count', count) as "group", count(*) over ()::int as matching,
        sum(count) over ()::int as findings
      from grouped order by place offset ${input.offset} limit ${input.limit}`.execute(tx);
    context.touch(input.runId);
    return ok({ groups: rows.map(({ group }) => group), matching: rows[0]?.matching ?? 0, findings: rows[0]?.findings ?? 0 });
  },
});
