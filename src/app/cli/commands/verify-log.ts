import type { Command } from "commander";
import { Option } from "commander";
import type { VerifyCommandOptions } from "../verify-log.ts";

/** `fortrogen verify-log`. */
export function register(program: Command): void {
  program
    .command("verify-log")
    .description("kontrollera att ingen händelse i loggen är ändrad, borttagen, tillagd eller flyttad")
    .option("--municipality <kod>", "kontrollera bara den här kommunens logg (annars alla)")
    .option(
      "--expect <värde>",
      "kontrollvärde som måste finnas i kedjan; eller mappen (eller en fil) med dem som har lämnats ut i LOG_HEADS",
    )
    .option("--public-key <nyckel>", "den publika nyckel som de utlämnade kontrollvärdena ska vara undertecknade med, eller en fil med den")
    .addOption(new Option("--format <format>", "text eller JSON").choices(["table", "json"]).default("table"))
    .action(async (options: VerifyCommandOptions) => {
      const { verifyLogs } = await import("../verify-log.ts");
      await verifyLogs(options);
    });
}
