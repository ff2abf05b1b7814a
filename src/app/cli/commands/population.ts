import type { Command } from "commander";
import { Option } from "commander";

/** `fortrogen population read`. */
export function register(program: Command): void {
  program
    .command("population")
    .description("uppgifter från folkbokföringen")
    .command("read")
    .description("läs in de filer som väntar i mappen: uppgifter om personer i öppna ärenden blir förslag där")
    .option("--folder <mapp>", "mappen, annars POPULATION_FOLDER")
    .option("--municipality <kod>", "kommunens kod; behövs inte när databasen har en enda kommun")
    .addOption(new Option("--format <format>", "text eller JSON").choices(["table", "json"]).default("table"))
    .action(async (options: { format: string; folder?: string; municipality?: string }) => {
      const { readPopulation } = await import("../population.ts");
      await readPopulation(options);
    });
}
