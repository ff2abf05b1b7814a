import type { Command } from "commander";
import { Option } from "commander";
import type { DrillCommandOptions } from "../restore-drill.ts";

/** `fortrogen restore-drill`. */
export function register(program: Command): void {
  program
    .command("restore-drill")
    .description("öva återställning: läs in en säkerhetskopia bredvid, kontrollera loggen, räkna raderna och säg hur många minuter det tog")
    .argument("<fil>", "filen som ”fortrogen backup” skrev, eller mappen: då dess senaste")
    .option("--in <mapp>", "där övningens databas läggs och tas bort (annars mappen för tillfälliga filer)")
    .addOption(new Option("--format <format>", "text eller JSON").choices(["table", "json"]).default("table"))
    .action(async (file: string, options: DrillCommandOptions) => {
      const { drillAtCommand } = await import("../restore-drill.ts");
      await drillAtCommand(file, options);
    });
}
