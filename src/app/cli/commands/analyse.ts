import type { Command } from "commander";
import { Option } from "commander";
import type { AnalyseCommandOptions } from "../analyse.ts";

/** `fortrogen analyse`. */
export function register(program: Command): void {
  program
    .command("analyse")
    .description("räkna fram en undersökning enligt en plan: skattningar, test, tabeller och en sida med diagram")
    .argument("<plan>", "planen, en YAML- eller JSON-fil som ligger bredvid sina data")
    .requiredOption("--out <mapp>", "mapp för resultaten: ny, tom eller från en tidigare körning")
    .addOption(new Option("--language <språk>", "sidans språk, när planen inte säger det").choices(["sv", "en"]).default("sv"))
    .addOption(new Option("--format <format>", "hur kommandot svarar").choices(["table", "json"]).default("table"))
    .action(async (plan: string, options: AnalyseCommandOptions) => {
      const { analyseAtCommand } = await import("../analyse.ts");
      await analyseAtCommand(plan, options);
    });
}
