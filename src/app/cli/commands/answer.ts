import type { Command } from "commander";
import { Option } from "commander";
import type { AnswerOptions } from "../answer.ts";

/** `fortrogen answer`. */
export function register(program: Command): void {
  program
    .command("answer")
    .description("svara på frågorna 4b–4i, 12b–12i, 14 och 17b–17i i den nationella enkäten")
    .option("--period <från..till>", "första och sista dag, båda räknas in", "2023-02-01..2024-01-31")
    .addOption(
      new Option("--format <format>", "tabell, JSON enligt det öppna uttaget, CSV för program, CSV för ett kalkylblad, eller Excel")
        .choices(["table", "json", "csv", "csv-excel", "xlsx"])
        .default("table"),
    )
    .option("--municipality <kod>", "kommunens kod; behövs inte när databasen har en enda kommun")
    .addOption(new Option("--all", "alla kommuner i databasen").conflicts("municipality"))
    .option("--out <fil>", "skriv till en fil i stället för till skärmen; Excel får annars ett eget filnamn")
    .action(async (options: AnswerOptions) => {
      const { answerAtCommand } = await import("../answer.ts");
      await answerAtCommand(options);
    });
}
