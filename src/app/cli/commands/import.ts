import type { Command } from "commander";
import { Option } from "commander";
import type { ImportCommandOptions } from "../import.ts";

/** `fortrogen import`. */
export function register(program: Command): void {
  program
    .command("import")
    .description("läs in det öppna uttaget ur ett annat verksamhetssystem")
    .argument("<uttag>", "mapp med CSV-filer, zip av den, eller arbetsbok (.xlsx, .ods) med ett blad per fil")
    .option("--municipality <kod>", "kommunens kod; behövs inte när databasen har en enda kommun")
    .addOption(
      new Option("--skip-errors", "läs in det som är rätt och utelämna rader med fel och det som hör till dem").conflicts("replace"),
    )
    .option("--replace", "ta bort det som tidigare leveranser innehöll men som saknas i den här")
    .addOption(new Option("--format <format>", "tabell eller JSON").choices(["table", "json"]).default("table"))
    .addOption(new Option("--run-id <id>", "körningen som väntar").hideHelp())
    .addOption(new Option("--started-by <id>", "den som startade").hideHelp())
    .action(async (source: string, options: ImportCommandOptions) => {
      const { importAtCommand } = await import("../import.ts");
      await importAtCommand(source, options);
    });
}
