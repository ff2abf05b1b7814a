import { ok } from "../../platform/basics/result.ts";
import type { Result } from "../../platform/basics/result.ts";
import { checkBackup, restoreBackup } from "../../platform/database/backup/restore.ts";
import type { Restored } from "../../platform/database/backup/restore.ts";
import { countChanged, updatedWith } from "./up-to-date.ts";
import { ownerOf, resolveServer } from "../../platform/database/server.ts";
import { cliEnvironment } from "./context.ts";
import { reportOutcome, say, sayJson } from "./outcome.ts";
import { interruptible, minutes, progressLine } from "./progress.ts";

/** Puts a backup back into the empty database that the environment names, and brings it up to this version. */
export async function restoreAtCommand(file: string, options: { readonly format: string }): Promise<void> {
  await reportOutcome(options.format, async () => {
    // Before a server is started and a folder made for it.
    const usable = await checkBackup(file);
    if (!usable.ok) return usable;
    const server = await resolveServer(cliEnvironment());
    if (!server.ok) return server;
    try {
      const owner = ownerOf(server.value);
      if (!owner.ok) return owner;
      const started = performance.now();
      const restored = await restoreTo(owner.value, file);
      if (!restored.ok) return restored;
      tell(restored.value, performance.now() - started, options.format);
      return ok(undefined);
    } finally {
      await server.value.stop();
    }
  });
}

/** Restores with progress on the terminal. Gives what was put back and what brought it up to this version. */
export async function restoreTo(ownerUrl: string, file: string): Promise<Result<Restored>> {
  const line = progressLine("Läser in tabell");
  const restored = await interruptible((signal) => restoreBackup(ownerUrl, file, { signal, onProgress: line.tell })).finally(() =>
    line.end(),
  );
  if (restored.ok) await countChanged(ownerUrl);
  return restored;
}

function tell({ manifest, tables, rows, applied }: Restored, took: number, format: string): void {
  if (format === "json") {
    sayJson({ ok: true, takenAt: manifest.takenAt, tables, rows, applied, minutes: took / 60_000 });
    return;
  }
  const taken = new Date(manifest.takenAt).toLocaleString("sv-SE", { timeZone: "Europe/Stockholm" });
  say(`Säkerhetskopian från ${taken} är inläst på ${minutes(took)}: ${tables} tabeller, ${rows.toLocaleString("sv-SE")} rader.`);
  if (applied.length > 0) say(updatedWith(applied));
  say("Kontrollera loggen med ”fortrogen verify-log”. Alla loggar in på nytt.");
}
