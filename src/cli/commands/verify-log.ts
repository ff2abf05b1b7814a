import type { Command } from "commander";
import { Option } from "commander";

/** `fortrogen verify-log`. */
export function register(program: Command): void {
  program
    .command("verify-log")
    .description("kontrollera att ingen händelse i loggen är ändrad, borttagen, tillagd eller flyttad")
    .option("--municipality <kod>", "kontrollera bara den här kommunens logg (annars alla)")
    .option("--expect <värde>", "kontrollvärde som antecknats tidigare och måste finnas i kedjan")
    .addOption(new Option("--format <format>", "text eller JSON").choices(["table", "json"]).default("table"))
    .action(async (options: { municipality?: string; expect?: string; format: string }) => {
      const { verifyLogs } = await import("../verify-log.ts");
      await verifyLogs(options);
    });
}
