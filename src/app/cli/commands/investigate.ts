import type { Command } from "commander";
import { InvalidArgumentError, Option } from "commander";
import type { InvestigateCommandOptions } from "../investigate.ts";

/** `fortrogen investigate`. */
export function register(program: Command): void {
  program
    .command("investigate")
    .description(
      "för den som utreder intrång: visa nekade försök i loggen med vad de gällde och varifrån de kom (kräver databasens ägare; loggas)",
    )
    .option("--municipality <kod>", "kommunens kod; behövs inte när databasen har en enda kommun")
    .option("--case <ärende>", "bara försök som gällde det här ärendet: ärendenummer eller id")
    .option("--staff <id>", "bara försök av den här personen: id")
    .option("--from <dag>", "från och med dagen, ÅÅÅÅ-MM-DD", day)
    .option("--to <dag>", "till och med dagen, ÅÅÅÅ-MM-DD", day)
    .addOption(new Option("--format <format>", "text eller JSON").choices(["table", "json"]).default("table"))
    .action(async (options: InvestigateCommandOptions) => {
      const { investigateAtCommand } = await import("../investigate.ts");
      await investigateAtCommand(options);
    });
}

function day(text: string): string {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
  if (!isDay) throw new InvalidArgumentError("Ange en dag som ÅÅÅÅ-MM-DD.");
  return text;
}
