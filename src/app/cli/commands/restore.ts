import type { Command } from "commander";
import { Option } from "commander";

/** `fortrogen restore`. */
export function register(program: Command): void {
  program
    .command("restore")
    .description("läs in en säkerhetskopia i en tom databas (FORTROGEN_DATA eller DATABASE_URL); skriver aldrig över något")
    .argument("<fil>", "filen som ”fortrogen backup” skrev")
    .addOption(new Option("--format <format>", "text eller JSON").choices(["table", "json"]).default("table"))
    .action(async (file: string, options: { format: string }) => {
      const { restoreAtCommand } = await import("../restore.ts");
      await restoreAtCommand(file, options);
    });
}
