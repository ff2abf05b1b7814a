import { clocks } from "../../casework/case/clocks.ts";
import { recountChanged } from "../../casework/clocks/recount.ts";
import { systemClock } from "../../platform/basics/clock.ts";
import { openDatabase } from "../../platform/database/connect.ts";
import { migrate } from "../../platform/database/migrate.ts";
import type { Result } from "../../platform/basics/result.ts";

/**
 * Brings the database of `ownerUrl` up to date: what is new in its tables, then what the program counts in the cases that are there. Gives what
 * was applied, as `migrate` does.
 */
export async function bringUpToDate(ownerUrl: string): ReturnType<typeof migrate> {
  const migrated: Result<{ applied: string[] }> = await migrate(ownerUrl);
  if (migrated.ok) await countChanged(ownerUrl);
  return migrated;
}

/** Counts, as the owner, what a new version has to count anew; nothing most times. */
export async function countChanged(ownerUrl: string): Promise<void> {
  const { owner, close } = openDatabase({ ownerUrl, appUrl: ownerUrl, statementTimeout: 0, applicationName: "fortrogen migrate" });
  try {
    await recountChanged(owner, clocks, systemClock());
  } finally {
    await close();
  }
}

/** What was applied, for who ran the command: migrations by name, views and functions by number. */
export function updatedWith(applied: readonly string[]): string {
  const migrations = applied.filter((name) => /^\d{4}-/.test(name));
  const others = applied.length - migrations.length;
  const counted = others === 0 ? [] : [others === 1 ? "en vy eller funktion" : `${others} vyer och funktioner`];
  return `Databasen är uppdaterad med ${new Intl.ListFormat("sv").format([...migrations, ...counted])}.`;
}
