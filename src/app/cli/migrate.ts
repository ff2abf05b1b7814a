import { ok } from "../../platform/basics/result.ts";
import { bringUpToDate, updatedWith } from "./up-to-date.ts";
import { ownerOf, resolveServer } from "../../platform/database/server.ts";
import { cliEnvironment } from "./context.ts";
import { reportOutcome, say, sayJson } from "./outcome.ts";

/** Applies the migrations that are new to the database and prints their names. */
export async function runMigrations(format: string): Promise<void> {
  await reportOutcome(format, async () => {
    const server = await resolveServer(cliEnvironment());
    if (!server.ok) return server;
    try {
      const owner = ownerOf(server.value);
      if (!owner.ok) return owner;
      const migrated = await bringUpToDate(owner.value);
      if (!migrated.ok) return migrated;
      const { applied } = migrated.value;
      if (format === "json") sayJson({ ok: true, applied });
      else say(applied.length === 0 ? "Databasen är redan aktuell." : updatedWith(applied));
      return ok(undefined);
    } finally {
      await server.value.stop();
    }
  });
}
