import { sql } from "kysely";
import { z } from "zod";
import { answer, onlyPromised } from "../../../platform/core/answers.ts";
import { followsUp } from "../../../platform/access/permits.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { importSummary } from "../report.ts";
import { stateOf } from "../store/live.ts";
import { importLine } from "./find-imports.ts";

/** The part of a problem that a person is told. */
const toldProblem = z.object({ code: answer.code, message: answer.text(), hint: answer.text().exactOptional() });

/** One import: how far it has come, or how it ended. The findings are asked for by themselves (`exchange.find-findings`). */
const importView = importLine.extend({
  step: answer.text(200).nullable(),
  rowsTotal: answer.count.nullable(),
  /** What was done; null while it goes on, and when it was stopped. */
  report: importSummary.nullable(),
  /** Why it was stopped, where that is known. */
  problem: toldProblem.nullable(),
  /** Somebody has asked for it to be stopped, and it has not ended yet. */
  isStopping: answer.yesNo,
  /** Nothing can be imported, not even what is right. */
  isFatal: answer.yesNo,
});
export type ImportView = z.output<typeof importView>;

type Row = Omit<ImportView, "report" | "problem"> & {
  told: (NonNullable<ImportView["report"]> & { problem?: z.output<typeof toldProblem> }) | null;
};

/** One import of the municipality. */
export const getImport = defineQuery({
  name: "exchange.get-import",
  title: "Visa en import",
  input: z.object({ runId: idField }),
  output: importView,
  permit: [followsUp],
  async run(tx, { runId }, context) {
    const { rows } = await sql<Row>`
      select r.id, r.started_at as "startedAt", s.name as "startedBy", r.source_name as source, ${stateOf(context.now)} as state, r.step,
        r.rows_read::float8 as "rowsRead", r.rows_total::float8 as "rowsTotal", (r.report->>'errorCount')::int as errors,
        r.report - 'errors' - 'warnings' as told, r.status = 'pågår' and r.stop_asked_at is not null as "isStopping",
        coalesce(jsonb_path_exists(r.report, '$.errors[*] ? (@.fatal == true)'), false) as "isFatal"
      from extract.import_run r left join access.staff s on s.municipality_id = r.municipality_id and s.id = r.started_by
      where r.municipality_id = ${context.actor.municipalityId} and r.id = ${runId}`.execute(tx);
    const [row] = rows;
    if (!row) return failed({ code: "not-found", message: "Importen finns inte." });
    context.touch(runId);
    const { told, ...run } = row;
    return ok<ImportView>({
      ...run,
      report: told && !told.problem ? onlyPromised(importSummary, told) : null,
      problem: told?.problem ? onlyPromised(toldProblem, told.problem) : null,
    });
  },
});
