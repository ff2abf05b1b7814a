import type { Command } from "commander";
import { Option } from "commander";
import type { CheckOptions, CodebookOptions, FormatOption, PlanOptions, PreviewOptions, TextsOptions } from "./forms.ts";

const aForm = "formulärets id, eller sökvägen till dess fil";
const format = () => new Option("--format <format>", "text eller JSON").choices(["table", "json"]).default("table");

/** `fortrogen survey list|check|preview|codebook|plan|texts|import`: what needs no database. */
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
    .option("--texts <fil>", "en tabell med översättningar: säg också vad som inte är översatt")
    .addOption(format())
    .action(async (form: string, options: CheckOptions) => {
      const { checkForm } = await import("./forms.ts");
      await checkForm(form, options);
    });
  survey
    .command("codebook")
    .description("skriv kodboken, en rad för varje kolumn i svaren, eller hela formuläret som XLSForm")
    .argument("<formulär>", aForm)
    .addOption(new Option("--format <format>", "kodbokens format").choices(["csv", "json", "xlsx", "ddi", "xlsform"]).default("csv"))
    .option("--texts <fil>", "en tabell med översättningar: alla språk i XLSForm och i kodboken som Excel")
    .option("--out <fil>", "skriv till en fil i stället för till skärmen")
    .action(async (form: string, options: CodebookOptions) => {
      const { writeCodebook } = await import("./forms.ts");
      await writeCodebook(form, options);
    });
  survey
    .command("plan")
    .description("skriv analysplanen som följer med ett formulär; fortrogen analyse kör den på svaren")
    .argument("<formulär>", "formulärets id")
    .option("--out <fil>", "skriv till en fil i stället för till skärmen")
    .action(async (form: string, options: PlanOptions) => {
      const { writePlan } = await import("./forms.ts");
      await writePlan(form, options);
    });
  survey
    .command("preview")
    .description("skriv en läsversion av ett formulär")
    .argument("<formulär>", aForm)
    .addOption(new Option("--format <format>", "webbsida eller PDF").choices(["html", "pdf"]).default("html"))
    .option("--language <språk>", "språket att läsa på, som en eller ar; det ska finnas i tabellen")
    .option("--texts <fil>", "en tabell med översättningar")
    .option("--out <fil>", "filens namn; annars formulärets")
    .action(async (form: string, options: PreviewOptions) => {
      const { previewForm } = await import("./forms.ts");
      await previewForm(form, options);
    });
  survey
    .command("texts")
    .description("skriv en tabell med formulärets texter, för den som översätter")
    .argument("<formulär>", aForm)
    .requiredOption("--language <språk>", "språket, som en eller fi")
    .option("--known <fil>", "en tabell med det som redan är översatt")
    .option("--out <fil>", "skriv till en fil i stället för till skärmen")
    .action(async (form: string, options: TextsOptions) => {
      const { writeTexts } = await import("./forms.ts");
      await writeTexts(form, options);
    });
  survey
    .command("import")
    .description("gör ett formulär av en XLSForm, att gå vidare med")
    .argument("<arbetsbok>", "en Excel-arbetsbok med bladen survey, choices och settings")
    .option("--out <fil>", "skriv till en fil i stället för till skärmen")
    .addOption(format())
    .action(async (path: string, options: { out?: string; format: "table" | "json" }) => {
      const { importForm } = await import("./forms.ts");
      await importForm(path, options);
    });
}
