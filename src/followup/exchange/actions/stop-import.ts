import { sql } from "kysely";
import { z } from "zod";
import { followsUp } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { stateOf } from "../store/live.ts";
import { WAITING } from "../store/run.ts";
import { STOPPED } from "../store/stop.ts";

/**
 * Asks for an import to be stopped. One that has not begun never does; one at work sees it within a second, rolls back and frees the
 * municipality's lock. Stopping what has ended is told as that.
 */
export const stopImport = defineAction({
  name: "exchange.stop-import",
  title: "Avbryt en import",
  input: z.object({ runId: idField }),
  output: z.object({ runId: answer.id }),
  permit: [followsUp],
  async run(tx, { runId }, context) {
    const { municipalityId, staffId } = context.actor;
    const { rows } = await sql<{ id: string }>`update extract.import_run r set stop_asked_at = coalesce(r.stop_asked_at, ${context.now}),
        stop_asked_by = coalesce(r.stop_asked_by, ${staffId}),
        status = case when r.step = ${WAITING} then 'avbruten' else r.status end,
        finished_at = case when r.step = ${WAITING} then greatest(${context.now}, r.started_at) end,
        report = case when r.step = ${WAITING} then ${JSON.stringify({ problem: STOPPED })}::jsonb else r.report end,
        step = case when r.step = ${WAITING} then null else r.step end
      where r.municipality_id = ${municipalityId} and r.id = ${runId} and ${stateOf(context.now)} = 'pågår' returning r.id`.execute(tx);
    context.touch(runId);
    if (rows.length > 0) return ok({ runId });
    return failed({ code: "already-done", message: "Importen pågår inte längre.", hint: "Ladda om sidan för att se hur den slutade." });
  },
});
