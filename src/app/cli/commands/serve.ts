import type { Command } from "commander";

/** `fortrogen serve`: what `npm start` runs. */
export function register(program: Command): void {
  program
    .command("serve")
    .description("startar Förtrogen på webben (PORT, annars 3000)")
    .option("--no-demo", "läs inte in demokommunen när databasen är tom")
    .action(async (options: { demo: boolean }) => {
      const { serve } = await import("../serve.ts");
      await serve({ demo: options.demo });
    });
}
