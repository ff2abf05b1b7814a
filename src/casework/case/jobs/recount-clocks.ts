import { z } from "zod";
import { defineJob } from "../../../platform/core/job.ts";
import { recount } from "../../clocks/recount.ts";
import { clocks } from "../clocks.ts";

/**
 * Counts every clock anew when the service starts and each day: a rule that was corrected is right in what runs already, and what somebody has
 * written or forged past the one door is found.
 */
export const recountClocksJob = defineJob({
  name: "case.recount-clocks",
  title: "Räkna om tiderna i ärendena",
  payload: z.object({}),
  attempts: 25,
  isLong: true,
  every: { seconds: 24 * 60 * 60 },
  async run(_, { db, clock, log, signal }) {
    for (const { id } of await db.selectFrom("core.municipality").select("id").execute()) {
      const { cases, changed } = await recount(db, clocks, id, { now: clock(), signal });
      if (changed > 0) log({ level: "warn", message: "clocks were recounted", municipality: id, cases, changed });
    }
  },
});
