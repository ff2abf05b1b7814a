import type { Command } from "commander";
import { Option } from "commander";

/** `fortrogen municipality add|list`. */
export function register(program: Command): void {
  const municipality = program.command("municipality").description("lägg till och visa kommuner, stadsdelar och myndigheter");
  const format = () => new Option("--format <format>", "text eller JSON").choices(["table", "json"]).default("table");
  municipality
    .command("add")
    .description("lägg till en kommun eller stadsdel ur den medföljande listan, eller en myndighet")
    .argument("<kod...>", "kommunkod, till exempel 0680, eller stadsdelens kod, till exempel 0180-11; med --agency myndighetens namn")
    .option("--agency <organisationsnummer>", "lägg till en myndighet, som gör undersökningar")
    .addOption(format())
    .action(async (codes: string[], options: { format: string; agency?: string }) => {
      const { addAgency, addMunicipalities } = await import("../municipality.ts");
      if (options.agency === undefined) await addMunicipalities(codes, options.format);
      else await addAgency(options.agency, codes, options.format);
    });
  municipality
    .command("list")
    .description("visa de kommuner som finns i databasen")
    .option("--available", "visa i stället alla 290 kommuner och 15 stadsdelar som kan läggas till")
    .addOption(format())
    .action(async (options: { format: string; available?: boolean }) => {
      const { showMunicipalities } = await import("../municipality.ts");
      await showMunicipalities(options.available === true, options.format);
    });
}
