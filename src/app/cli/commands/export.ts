import type { Command } from "commander";
import { Option } from "commander";
import type { ExportCommandOptions } from "../export.ts";

/** `fortrogen export`. */
export function register(program: Command): void {
  const parent = program.command("export").description("skriv ut uppgifter i öppna format");
  parent
    .command("uttag")
    .description("skriv kommunens uppgifter som det öppna uttaget, samma format som läses in")
    .requiredOption("--out <mål>", "mapp, eller en fil som slutar på .zip, .xlsx eller .ods")
    .option("--municipality <kod>", "kommunens kod; behövs inte när databasen har en enda kommun")
    .option("--format <format>", "hur kommandot svarar: table eller json", "table")
    .addOption(new Option("--started-by <id>", "den som startade").hideHelp())
    .action(async (options: ExportCommandOptions) => {
      const { exportAtCommand } = await import("../export.ts");
      await exportAtCommand(options);
    });
}
