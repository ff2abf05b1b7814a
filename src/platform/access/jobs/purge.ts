import { z } from "zod";
import { inMunicipality } from "../../database/connect.ts";
import { forgetOldKeys } from "../../core/idempotency.ts";
import { defineJob } from "../../core/job.ts";
import { purgeLimits } from "../../core/limits.ts";
import { purgeOutsideSessions } from "../sign-on/outside-sessions.ts";
import { purgeSessions, purgeSignOn } from "../sign-on/sessions.ts";

/** Takes away what nobody needs any more: ended sessions, old drafts, counts of attempts, sign-ons that came to nothing, keys of sent forms. */
export const purgeJob = defineJob({
  name: "access.purge",
  title: "Ta bort gamla sessioner, utkast, räknare och nycklar",
  payload: z.object({}),
  attempts: 25,
  every: { seconds: 10 * 60 },
  async run(_, { db, clock }) {
    await purgeLimits(db, clock());
    await purgeSignOn(db, clock());
    for (const { id } of await db.selectFrom("core.municipality").select("id").execute()) {
      await purgeSessions(db, id, clock());
      await inMunicipality(db, id, async (tx) => {
        await forgetOldKeys(tx, id, clock());
        await purgeOutsideSessions(tx, id, clock());
      });
    }
  },
});
