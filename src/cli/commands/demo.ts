import type { Command } from "commander";
import { InvalidArgumentError } from "commander";

export type DemoLoadOptions = { readonly children?: number; readonly seed: number; readonly nation?: boolean };
export type DemoExtractOptions = { readonly children: number; readonly seed: number; readonly out: string; readonly municipality: string };

/** `fortrogen demo load` and `fortrogen demo extract`. */
export function register(program: Command): void {
  const demo = program.command("demo").description("påhittade uppgifter att prova med; samma frö ger samma uppgifter");
  demo
    .command("load")
    .description("läs in Demokommunen med personal och ärenden, eller hela landet som öppna uttag")
    .option("--children <antal>", "antal barn (annars 300; med --nation 2 176 224)", wholeNumber)
    .option("--seed <frö>", "heltal som bestämmer allt", wholeNumber, 1)
    .option("--nation", "303 kommuner och stadsdelar i stället för Demokommunen; kräver en tom databas")
    .action(async (options: DemoLoadOptions) => {
      const { loadAtCommand } = await import("../demo.ts");
      await loadAtCommand(options);
    });
  demo
    .command("extract")
    .description("skriv ett öppet uttag (sex CSV-filer) med påhittade barn")
    .requiredOption("--children <antal>", "antal barn", wholeNumber)
    .requiredOption("--out <mapp>", "mappen som filerna skrivs i; finns de ersätts de")
    .option("--seed <frö>", "heltal som bestämmer allt", wholeNumber, 1)
    .option("--municipality <kod>", "kommunen som uttaget liknar", "0114")
    .action(async (options: DemoExtractOptions) => {
      const { extractAtCommand } = await import("../demo.ts");
      await extractAtCommand(options);
    });
}

const largest = 10_000_000;

function wholeNumber(text: string): number {
  const number = Number(text.replace(/\s/g, ""));
  if (!Number.isInteger(number) || number < 0 || number > largest)
    throw new InvalidArgumentError("Ange ett heltal från 0 till 10 000 000.");
  return number;
}
