import type { Command } from "commander";
import { Option } from "commander";
import type { AdoptOptions, LoadOptions, ShowOptions } from "../delegation.ts";

/** `fortrogen delegation show|check|csv|load|adopt`. */
export function register(program: Command): void {
  const delegation = program.command("delegation").description("nämndens delegationsordning");
  const format = () => new Option("--format <format>", "text eller JSON").choices(["table", "json"]).default("table");
  const municipality = () => new Option("--municipality <kod>", "kommunens kod; behövs inte när databasen har en enda kommun");
  const file = "delegationsordningen som Excel-arbetsbok (.xlsx) eller CSV";
  delegation
    .command("show")
    .description("visa den som gäller, eller en annan version, eller skriv den till en fil att ändra i")
    .argument("[version]", "versionens nummer; annars den som gäller i dag")
    .option("--out <fil>", "skriv till en fil som slutar på .xlsx eller .csv")
    .addOption(municipality())
    .addOption(format())
    .action(async (version: string | undefined, options: ShowOptions) => {
      const { showOrder } = await import("../delegation.ts");
      await showOrder(version, options);
    });
  delegation
    .command("check")
    .description("pröva en fil: alla fel på en gång, med rad och kolumn; ingenting sparas")
    .argument("<fil>", file)
    .addOption(format())
    .action(async (path: string, options: { format: string }) => {
      const { checkOrder } = await import("../delegation.ts");
      await checkOrder(path, options.format);
    });
  delegation
    .command("csv")
    .description("skriv om en arbetsbok som CSV, utan att pröva vad den säger")
    .argument("<arbetsbok>", "en Excel-arbetsbok (.xlsx) vars första blad har punkterna")
    .requiredOption("--out <fil>", "filen att skriva")
    .addOption(format())
    .action(async (path: string, options: { out: string; format: string }) => {
      const { writeOrderCsv } = await import("../delegation.ts");
      await writeOrderCsv(path, options);
    });
  delegation
    .command("load")
    .description("läs in en fil som ett förslag; det gäller först när nämnden har beslutat det")
    .argument("<fil>", file)
    .requiredOption("--name <namn>", "vad versionen heter, som ”Delegationsordning 2026”")
    .addOption(municipality())
    .addOption(format())
    .action(async (path: string, options: LoadOptions) => {
      const { loadOrder } = await import("../delegation.ts");
      await loadOrder(path, options);
    });
  delegation
    .command("adopt")
    .description("skriv att nämnden har beslutat en version")
    .argument("<version>", "versionens nummer")
    .requiredOption("--decided <dag>", "dagen då nämnden beslutade, som 2026-03-14")
    .requiredOption("--minutes <paragraf>", "paragrafen i protokollet, som ”§ 12”")
    .requiredOption("--from <dag>", "dagen den gäller från")
    .option("--body <nämnd>", "vilken nämnd", "Socialnämnden")
    .addOption(municipality())
    .addOption(format())
    .action(async (version: string, options: AdoptOptions) => {
      const { adoptOrder } = await import("../delegation.ts");
      await adoptOrder(version, options);
    });
}
