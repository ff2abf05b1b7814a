import type { Command } from "commander";
import { Option } from "commander";

/** `fortrogen migrate`. */
export function register(program: Command): void {
  program
    .command("migrate")
    .description("för databasen till den här versionens tabeller (görs annars vid start)")
    .addOption(new Option("--format <format>", "text eller JSON").choices(["table", "json"]).default("table"))
    .action(async (options: { format: string }) => {
      const { runMigrations } = await import("../migrate.ts");
      await runMigrations(options.format);
    });
}
