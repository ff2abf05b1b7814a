import type { Command } from "commander";
import { Option } from "commander";
import type { CodebookOptions, FormatOption } from "./forms.ts";

const aForm = "formulärets id, eller sökvägen till dess fil";
const format = () => new Option("--format <format>", "text eller JSON").choices(["table", "json"]).default("table");

/** `fortrogen survey list|check|codebook`: what needs no database. */
export function registerForms(survey: Command): void {
  survey
    .command("list")
    .description("visa de formulär som följer med")
    .addOption(format())
    .action(async (options: FormatOption) => {
      const { listForms } = await import("./forms.ts");
      await listForms(options);
    });
  survey
    .command("check")
    .description("pröva ett formulär: form, namn, villkor, slingor, och frågor som ingen kan nå")
    .argument("<formulär>", aForm)
    .addOption(format())
    .action(async (form: string, options: FormatOption) => {
      const { checkForm } = await import("./forms.ts");
      await checkForm(form, options);
    });
  survey
    .command("codebook")
    .description("skriv kodboken: en rad för varje kolumn i svaren")
    .argument("<formulär>", aForm)
    .addOption(new Option("--format <format>", "kodbokens format").choices(["csv", "json"]).default("csv"))
    .option("--out <fil>", "skriv till en fil i stället för till skärmen")
    .action(async (form: string, options: CodebookOptions) => {
      const { writeCodebook } = await import("./forms.ts");
      await writeCodebook(form, options);
    });
}
