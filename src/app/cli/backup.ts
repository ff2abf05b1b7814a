import { systemClock } from "../../platform/basics/clock.ts";
import type { Result } from "../../platform/basics/result.ts";
import { takeBackup } from "../../platform/database/backup/take.ts";
import type { TakenBackup } from "../../platform/database/backup/take.ts";
import { ownerOf, resolveServer } from "../../platform/database/server.ts";
import { cliEnvironment } from "./context.ts";
import { reportOutcome, say, sayJson } from "./outcome.ts";
import { interruptible, megabytes, progressLine } from "./progress.ts";
import { readVersion } from "../../platform/basics/version.ts";

/** What `fortrogen backup` was asked for. */
export type BackupCommandOptions = { readonly out: string; readonly format: "table" | "json" };

/** Writes a backup of the whole database and tells where it lies. The database is taken as it is: nothing is migrated first. */
export async function backupAtCommand(options: BackupCommandOptions): Promise<void> {
  await reportOutcome(options.format, async () => {
    const server = await resolveServer(cliEnvironment());
    if (!server.ok) return server;
    try {
      const owner = ownerOf(server.value);
      if (!owner.ok) return owner;
      const taken = await take(owner.value, options.out);
      if (taken.ok) tell(taken.value, options.format);
      return taken;
    } finally {
      await server.value.stop();
    }
  });
}

async function take(ownerUrl: string, folder: string): Promise<Result<TakenBackup>> {
  const line = progressLine("Säkerhetskopierar tabell");
  try {
    return await interruptible((signal) =>
      takeBackup(ownerUrl, folder, { now: systemClock(), program: readVersion(), signal, onProgress: line.tell }),
    );
  } finally {
    line.end();
  }
}

function tell({ file, bytes, rows, manifest }: TakenBackup, format: string): void {
  const { takenAt, tables, heads } = manifest;
  if (format === "json") {
    sayJson({ ok: true, file, bytes, rows, tables: tables.length, takenAt, heads });
    return;
  }
  say(`Säkerhetskopian är skriven: ${file}`);
  say(`${megabytes(bytes)}, ${tables.length} tabeller, ${rows.toLocaleString("sv-SE")} rader.`);
  say("Den innehåller allt om barnen och familjerna. Kryptera den och förvara den skild från servern och från hemligheterna.");
}
