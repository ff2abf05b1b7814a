import { z } from "zod";
import { defineJob } from "../../../platform/core/job.ts";
import { tidyImports } from "../tidy-imports.ts";

/** Puts right what imports left behind whose child process died, also those that were started from the command line. */
export const tidyJob = defineJob({
  name: "exchange.tidy",
  title: "Städa efter avbrutna importer",
  payload: z.object({}),
  attempts: 25,
  every: { seconds: 10 * 60 },
  async run(_, { db, clock }) {
    for (const { id } of await db.selectFrom("core.municipality").select("id").execute()) await tidyImports(db, id, clock());
  },
});
