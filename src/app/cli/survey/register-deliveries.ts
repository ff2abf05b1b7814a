import type { Command } from "commander";
import { Option } from "commander";
import type { KeyOptions, ReceiveOptions, SendOptions } from "./deliveries.ts";

const format = () => new Option("--format <format>", "text eller JSON").choices(["table", "json"]).default("table");
const which = "kommunens kod eller myndighetens organisationsnummer; behövs bara när databasen har flera";

/** `fortrogen survey key|send|receive`: signed deliveries from a municipality to an agency. */
export function registerDeliveries(survey: Command): void {
  survey
    .command("key")
    .description("gör nyckeln som leveranser eller kvitton signeras med, och visa dess publika hälft")
    .option("--show", "visa bara den nyckel som finns")
    .option("--replace", "byt den nyckel som finns mot en ny")
    .option("--municipality <kod>", which)
    .addOption(format())
    .action(async (options: KeyOptions) => {
      const { keyAtCommand } = await import("./deliveries.ts");
      await keyAtCommand(options);
    });
  survey
    .command("send")
    .description("skicka de underskrivna svaren på en enkät till en myndighet, eller skriv dem till en fil")
    .argument("<enkät>", "formulärets id")
    .option("--to <adress>", "myndighetens adress, https://…")
    .option("--out <fil>", "skriv den signerade leveransen till en fil")
    .option("--municipality <kod>", which)
    .addOption(format())
    .action(async (questionnaire: string, options: SendOptions) => {
      const { sendAtCommand } = await import("./deliveries.ts");
      await sendAtCommand(questionnaire, options);
    });
  survey
    .command("receive")
    .description("ta emot filer med signerade leveranser till myndighetens omgångar")
    .argument("<filer...>", "filerna")
    .option("--receipts <mapp>", "skriv kvittona till en mapp")
    .option("--municipality <kod>", which)
    .addOption(format())
    .action(async (files: string[], options: ReceiveOptions) => {
      const { receiveAtCommandLine } = await import("./deliveries.ts");
      await receiveAtCommandLine(files, options);
    });
}
