import type { Command } from "commander";
import { Option } from "commander";
import type { BackupCommandOptions } from "../backup.ts";

/** `fortrogen backup`. */
export function register(program: Command): void {
  program
    .command("backup")
    .description("säkerhetskopiera hela databasen till en fil, medan andra arbetar i den")
    .requiredOption("--out <mapp>", "mappen som filen skrivs i")
    .addOption(new Option("--format <format>", "text eller JSON").choices(["table", "json"]).default("table"))
    .action(async (options: BackupCommandOptions) => {
      const { backupAtCommand } = await import("../backup.ts");
      await backupAtCommand(options);
    });
}
