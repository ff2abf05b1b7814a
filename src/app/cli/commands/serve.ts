import { InvalidArgumentError, Option } from "commander";
import type { Command } from "commander";

const mostWorkers = 32;

/** `fortrogen serve`: what `npm start` runs. */
export function register(program: Command): void {
  program
    .command("serve")
    .description("startar Förtrogen på webben (PORT, annars 3000)")
    .option("--no-demo", "läs inte in demokommunen när databasen är tom")
    .addOption(new Option("--workers <antal>", "hur många webbprocesser som delar på porten").argParser(workersOf).default(1))
    .action(async (options: { demo: boolean; workers: number }) => {
      const { serve } = await import("../serve.ts");
      await serve(options);
    });
}

function workersOf(text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count < 1 || count > mostWorkers)
    throw new InvalidArgumentError(`Ange ett heltal från 1 till ${mostWorkers}.`);
  return count;
}
