import type { Command } from "commander";
import { InvalidArgumentError, Option } from "commander";
import { codes } from "../../../platform/database/generated.ts";
import type { Grouping } from "../../../survey/tables/frame.ts";
import type { TablesOptions } from "./tables.ts";

/** The names of the groupings, from the database's own list: the command's help needs nothing of the survey. */
const groupings: readonly Grouping[] = codes["survey.publication.groupings"];

/** `fortrogen survey tables`. Needs no database, but for a round's publication. */
export function registerTables(survey: Command): void {
  survey
    .command("tables")
    .description("gör en undersöknings tabeller av en fil med svar och en ram, eller skriver en omgångs publicering")
    .argument("<undersökning>", "till exempel delaktighet-2024")
    .option("--answers <fil>", "svaren som CSV: en rad för varje enhet, först kommun, sedan kodbokens kolumner")
    .option("--frame <fil>", "ramen som CSV: kommun,namn,storlek,nyckel,skr_grupp,lan")
    .option("--round <id>", "i stället för filerna: en myndighets omgång, vars publicering skrivs som den är gjord")
    .option("--publication <nummer>", "med --round: vilken publicering; den senaste om inget anges")
    .addOption(
      new Option(
        "--format <format>",
        "JSON för program, CSV för program eller kalkylblad, Excel, PX, JSON-stat 2.0, sida eller diagrammet som SVG",
      )
        .choices(["json", "csv", "csv-excel", "xlsx", "px", "json-stat", "html", "svg"])
        .default("json"),
    )
    .option("--by <indelning>", "också för varje grupp: storlek, nyckel, skr_grupp, lan; flera med komma emellan", chosenGroupings, [])
    .option("--protect", "skyddad form: antal från 1 till 6 enheter visas inte, och inte det som de går att räkna ut av")
    .option("--sex-and-age", "också tabeller efter kön och ålder; kräver --protect")
    .option("--out <fil>", "skriv till en fil i stället för till skärmen; PX kräver en mapp, en fil för varje tabell")
    .action(async (id: string, options: TablesOptions) => {
      const { tablesAtCommand } = await import("./tables.ts");
      await tablesAtCommand(id, options);
    });
}

function chosenGroupings(text: string): readonly Grouping[] {
  return text.split(",").map((part) => {
    const found = groupings.find((name) => name === part.trim());
    if (found === undefined) throw new InvalidArgumentError(`Välj bland: ${groupings.join(", ")}.`);
    return found;
  });
}
