import type { Command } from "commander";
import { registerDeliveries } from "../survey/register-deliveries.ts";
import { registerForms } from "../survey/register-forms.ts";
import { registerRounds } from "../survey/register-rounds.ts";
import { registerTables } from "../survey/register-tables.ts";

/** `fortrogen survey …`. Each part of the work registers its own commands. */
export function register(program: Command): void {
  const survey = program.command("survey").description("undersökningar: formulär, insamling och tabeller");
  registerForms(survey);
  registerTables(survey);
  registerRounds(survey);
  registerDeliveries(survey);
}
