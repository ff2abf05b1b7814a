import { codes } from "../../../platform/database/generated.ts";
import { sql } from "kysely";
import { z } from "zod";
import { answer } from "../../../platform/core/answers.ts";
import { followsUp } from "../../../platform/access/permits.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { ok } from "../../../platform/basics/result.ts";
import { stateOf } from "../store/live.ts";

/** One import in the list. */
export const importLine = z.object({
  id: answer.id,
  startedAt: answer.moment,
  /** Null for the command line. */
  startedBy: answer.text(200).nullable(),
  source: answer.text(),
  state: z.enum(codes["extract.import_run.status"]),
  rowsRead: answer.count,
  /** Null until it is known. */
  errors: answer.count.nullable(),
});
export type ImportLine = z.output<typeof importLine>;

const most = 50;

/** The municipality's latest imports, the newest first, at most 50. */
export const findImports = defineQuery({
  name: "exchange.find-imports",
  title: "Visa kommunens importer",
  input: z.object({}),
  output: z.object({ imports: answer.list(importLine) }),
  permit: [followsUp],
  async run(tx, _input, context) {
    const { rows } = await sql<ImportLine>`
      select r.id, r.started_at as "startedAt", s.name as "startedBy", r.source_name as source, ${stateOf(context.now)} as state,
        r.rows_read as "rowsRead", (r.report->>'errorCount')::int as errors
      from extract.import_run r left join access.staff s on s.municipality_id = r.municipality_id and s.id = r.started_by
      where r.municipality_id = ${context.actor.municipalityId} order by r.started_at desc, r.id desc limit ${most}`.execute(tx);
    return ok({ imports: rows.map((row) => ({ ...row, rowsRead: Number(row.rowsRead) })) });
  },
});
