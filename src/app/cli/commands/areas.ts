import type { Command } from "commander";
import { Option } from "commander";

/** `fortrogen areas check|load`. */
export function register(program: Command): void {
  const areas = program.command("areas").description("kommunens egna områden och rubriker i en utredning");
  const format = () => new Option("--format <format>", "text eller JSON").choices(["table", "json"]).default("table");
  areas
    .command("check")
    .description("pröva en fil med områden: alla fel på en gång, med rad och fält")
    .argument("<fil>", "utredningsmallen som JSON")
    .addOption(format())
    .action(async (path: string, options: { format: string }) => {
      const { checkAreas } = await import("../areas.ts");
      await checkAreas(path, options.format);
    });
  areas
    .command("load")
    .description("läs in områdena oförändrade; utredningar som inleds från dagen skrivs i dem")
    .argument("<fil>", "utredningsmallen som JSON")
    .requiredOption("--from <dag>", "dagen de gäller från, som 2026-03-14")
    .option("--logo <fil>", "en logotyp som PNG, högst 100 kB")
    .option("--municipality <kod>", "kommunens kod; behövs inte när databasen har en enda kommun")
    .addOption(format())
    .action(async (path: string, options: { format: string; from: string; logo?: string; municipality?: string }) => {
      const { loadAreas } = await import("../areas.ts");
      await loadAreas(path, options);
    });
}
