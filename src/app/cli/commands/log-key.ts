import type { Command } from "commander";
import { Option } from "commander";

/** `fortrogen log-key create|show`. */
export function register(program: Command): void {
  const parent = program.command("log-key").description("nyckeln som loggens kontrollvärden undertecknas med");
  const format = () => new Option("--format <format>", "text eller JSON").choices(["table", "json"]).default("table");
  parent
    .command("create")
    .description("gör en nyckel (Ed25519) i en ny fil och visa dess publika del")
    .argument("<fil>", "filen som den privata nyckeln skrivs i")
    .addOption(format())
    .action(async (path: string, options: { format: string }) => {
      const { createLogKey } = await import("../log-key.ts");
      await createLogKey(path, options.format);
    });
  parent
    .command("show")
    .description("visa den publika delen av en nyckel")
    .argument("<fil>", "filen med den privata nyckeln")
    .addOption(format())
    .action(async (path: string, options: { format: string }) => {
      const { showLogKey } = await import("../log-key.ts");
      await showLogKey(path, options.format);
    });
}
