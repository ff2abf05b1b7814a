import type { Command } from "commander";
import { Option } from "commander";
import type { SendOptions } from "./rounds.ts";

/** `fortrogen survey invite|remind`: what an agency sends to the units that it asks. */
export function registerRounds(survey: Command): void {
  const kinds = [
    ["invite", "inbjudan", "planera inbjudan till en omgångs enheter; webben skickar den när dagen kommer"],
    ["remind", "påminnelse", "planera en påminnelse till dem som inte har svarat"],
  ] as const;
  for (const [name, kind, description] of kinds) {
    survey
      .command(name)
      .description(description)
      .option("--round <id>", "omgången, om flera pågår: sista delen av adressen till dess sida")
      .option("--agency <organisationsnummer>", "myndigheten, om databasen har flera")
      .option("--day <datum>", "dagen som det ska skickas, ÅÅÅÅ-MM-DD (annars i dag)")
      .option("--text <fil>", "egen text: ämnesraden först, en tom rad, sedan brevet (annars den vanliga)")
      .addOption(new Option("--format <format>", "text eller JSON").choices(["table", "json"]).default("table"))
      .action(async (options: SendOptions) => {
        const { sendAtCommand } = await import("./rounds.ts");
        await sendAtCommand(kind, options);
      });
  }
}
