import type { Command } from "commander";
import { InvalidArgumentError } from "commander";
import { isIsoDate } from "../../../platform/basics/dates.ts";

/** `day` is the day that the lives go up to, "YYYY-MM-DD"; today unless told. */
import type { DemoResetOptions, DemoLoadOptions, DemoRemoveOptions, DemoExtractOptions, DemoTrustOptions } from "../demo.ts";

/** `fortrogen demo load|reset|remove|extract|trust`. */
export function register(program: Command): void {
  const demo = program.command("demo").description("påhittade uppgifter att prova med; samma frö ger samma uppgifter");
  demo
    .command("load")
    .description("läs in Demokommunen med personal och ärenden, eller hela landet som öppna uttag")
    .option("--children <antal>", "antal barn (annars 300; med --nation 2 176 224)", wholeNumber)
    .option("--seed <frö>", "heltal som bestämmer allt", wholeNumber, 1)
    .option("--nation", "303 kommuner och stadsdelar i stället för Demokommunen; kräver en tom databas")
    .option(
      "--agency",
      "i stället en påhittad myndighet med en omgång av enkäten till 303 kommuner och stadsdelar; läggs bredvid det som finns",
    )
    .option(...day)
    .action(async (options: DemoLoadOptions) => {
      const { loadAtCommand } = await import("../demo.ts");
      await loadAtCommand(options);
    });
  demo
    .command("reset")
    .description("börja om: ta bort Demokommunen med allt som är gjort i den, och läs in den på nytt")
    .option("--children <antal>", "antal barn (annars 300)", wholeNumber)
    .option("--seed <frö>", "heltal som bestämmer allt", wholeNumber, 1)
    .option(...day)
    .action(async (options: DemoResetOptions) => {
      const { resetAtCommand } = await import("../demo.ts");
      await resetAtCommand(options);
    });
  demo
    .command("remove")
    .description("ta bort Demokommunen och allt som hör till den ur varje tabell; andra kommuner rörs aldrig")
    .option("--municipality <kod>", "en annan demokommun, till exempel en av landets")
    .option("--all", "alla demokommuner")
    .action(async (options: DemoRemoveOptions) => {
      const { removeAtCommand } = await import("../demo.ts");
      await removeAtCommand(options);
    });
  demo
    .command("extract")
    .description("skriv ett öppet uttag (sex CSV-filer i en mapp eller zip) med påhittade barn")
    .requiredOption("--children <antal>", "antal barn", wholeNumber)
    .requiredOption("--out <mapp eller zip>", "mappen eller zip-filen som skrivs; finns den ersätts det som skrivs")
    .option("--seed <frö>", "heltal som bestämmer allt", wholeNumber, 1)
    .option("--municipality <kod>", "kommunen som uttaget liknar", "0114")
    .option(...day)
    .action(async (options: DemoExtractOptions) => {
      const { extractAtCommand } = await import("../demo.ts");
      await extractAtCommand(options);
    });
  demo
    .command("trust")
    .description("skriv en påhittad enkät om förtroende: svar och analysplan i en mapp; vägda ger svaren rapportens siffror")
    .requiredOption("--out <mapp>", "mappen som skrivs; finns den ersätts det som skrivs")
    .action(async (options: DemoTrustOptions) => {
      const { trustAtCommand } = await import("../demo.ts");
      await trustAtCommand(options);
    });
}

const day = ["--day <datum>", "dagen som uppgifterna går fram till, ÅÅÅÅ-MM-DD (annars i dag)", dayOf] as const;

function dayOf(text: string): string {
  if (!isIsoDate(text) || text < "2015-01-01" || text > "2100-12-31") throw new InvalidArgumentError("Ange en dag som 2026-06-30.");
  return text;
}

const largest = 10_000_000;

function wholeNumber(text: string): number {
  const number = Number(text.replace(/\s/g, ""));
  if (!Number.isInteger(number) || number < 0 || number > largest)
    throw new InvalidArgumentError("Ange ett heltal från 0 till 10 000 000.");
  return number;
}
