import { sql } from "kysely";
import { z } from "zod";
import { followsUp } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { requiredText } from "../../../platform/core/fields.ts";
import { newId } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { addJob } from "../../../platform/core/job.ts";
import { IMPORT_MODES, importJob, importKey } from "../jobs/import.ts";
import { isImporting } from "../store/live.ts";
import { WAITING } from "../store/run.ts";

/** Makes the run that the import will report to, and that pages show, and asks for the job that imports. Gives the run's id. */
export const startImport = defineAction({
  name: "exchange.start-import",
  title: "Påbörja en import av ett uttag",
  input: z.object({
    sourceName: requiredText("leveransens namn", 200),
    mode: z.enum(IMPORT_MODES, "Välj hur uttaget ska läsas in."),
  }),
  output: z.object({ runId: answer.id }),
  permit: [followsUp],
  async run(tx, { sourceName, mode }, context) {
    const { municipalityId, staffId } = context.actor;
    if (await isImporting(tx, municipalityId, context.now)) {
      return failed({ code: "import-running", message: "En annan import pågår.", hint: "Vänta tills den är klar och försök igen." });
    }
    const runId = newId(context.now);
    await sql`insert into extract.import_run (municipality_id, id, started_at, started_by, source_name, status, step)
      values (${municipalityId}, ${runId}, ${context.now}, ${staffId}, ${sourceName}, 'pågår', ${WAITING})`.execute(tx);
    await addJob(tx, importJob, { municipalityId, runId, mode }, importKey(runId));
    context.touch(runId);
    return ok({ runId });
  },
});
